//! From the store's values to the pieces of a page.

use std::collections::HashMap;
use std::sync::Arc;

use newsstand_news::{Article, Edition, Front, Id, Moment, Story, Title};
use newsstand_store::articles::Card as Stored;
use newsstand_store::{Error, Tx, articles, readers, stories};

use crate::guard::Secret;
use crate::ledger::Entry;
use crate::mine::Mine;
use crate::names;
use crate::parts::{Age, Card, Copies, Covers, Figure, Mark, Photo, Plate, Row, Said, Size, Snippet, Tongue, Why};
use crate::rights::told_of_card;
use crate::shelf::Shelf;
use crate::state::State;
use crate::words;

/// What turning values into pieces needs to know.
pub struct Kit<'a> {
    /// The titles.
    pub shelf: &'a Shelf,
    /// The signing key, for pictures.
    pub secret: &'a Secret,
    /// What time it is.
    pub now: Moment,
    /// Seconds east of UTC.
    pub offset: i32,
    /// What can be done about a failure, by its code.
    pub advice: fn(&str) -> &'static str,
}

/// The articles of an edition's cards and what is known of their stories: read in three queries, whatever their number.
#[derive(Default)]
pub struct Told {
    /// Articles by id.
    pub articles: HashMap<Id<Article>, Stored>,
    /// Stories by id.
    pub stories: HashMap<Id<Story>, Story>,
    /// The titles that carry each story.
    pub covers: HashMap<Id<Story>, Vec<Id<Title>>>,
}

impl Told {
    /// Reads them.
    pub fn read(tx: &mut Tx<'_>, cards: &[(Id<Story>, Id<Article>)]) -> Result<Self, Error> {
        let ids: Vec<_> = cards.iter().map(|(_, article)| *article).collect();
        let mut story_ids: Vec<_> = cards.iter().map(|(story, _)| *story).collect();
        story_ids.sort_unstable();
        story_ids.dedup();
        let mut told = Self::default();
        told.articles.extend(articles::by_ids(tx, &ids)?.into_iter().map(|card| (card.id, card)));
        told.stories.extend(stories::by_ids(tx, &story_ids)?.into_iter().map(|story| (story.id, story)));
        for (story, title) in stories::covers(tx, &story_ids)? {
            told.covers.entry(story).or_default().push(title);
        }
        Ok(told)
    }

    /// The same without muted titles among those that carry a story.
    pub fn without(mut self, mine: &Mine) -> Self {
        for titles in self.covers.values_mut() {
            titles.retain(|title| !mine.hides_title(*title));
        }
        self
    }

    /// Reads what stories need that are shown by their leads.
    pub fn of_stories(tx: &mut Tx<'_>, list: &[Story]) -> Result<Self, Error> {
        let cards: Vec<_> = list.iter().map(|story| (story.id, story.lead)).collect();
        Self::read(tx, &cards)
    }
}

/// The cards of one of an edition's fronts.
pub fn cards_of(edition: &Edition, front: Front) -> &[newsstand_news::Card] {
    edition.fronts.iter().find(|(name, _)| *name == front).map_or(&[], |(_, cards)| cards.as_slice())
}

impl<'a> Kit<'a> {
    /// For a request.
    pub fn new(state: &'a State, shelf: &'a Shelf) -> Self {
        Self { shelf, secret: &state.secret, now: state.now(), offset: state.offset(), advice: state.settings.advice }
    }

    /// How old something is.
    pub fn age(&self, then: Moment) -> Age {
        Age::of(then, self.now, self.offset)
    }

    /// A card for a story, by the article that is shown for it.
    pub fn card(
        &self,
        told: &Told,
        story: Id<Story>,
        article: Id<Article>,
        why: Option<&newsstand_news::Why>,
        size: Size,
    ) -> Option<Card> {
        let stored = told.articles.get(&article)?;
        let plates = self.plates(told.covers.get(&story).map_or(&[], Vec::as_slice));
        let titles = plates.len();
        let alone = told.stories.get(&story).is_none_or(|story| story.articles < 2);
        let latest = told.stories.get(&story).map_or(stored.published, |story| story.latest);
        let tongue = Tongue::of(&stored.language);
        Some(Card {
            size,
            kicker: None,
            headline: headline(stored),
            dek: dek(stored),
            because: None,
            href: if alone { article_path(article) } else { story_path(story) },
            photo: None,
            covers: if plates.is_empty() { Covers::one(self.shelf.plate(stored.title)) } else { Covers::of(plates) },
            age: self.age(latest),
            why: why.map(|why| Why::of(why, titles.max(1))),
            tongue,
        })
    }

    /// A card for one article.
    pub fn article_card(&self, stored: &Stored, size: Size) -> Card {
        Card {
            size,
            kicker: None,
            headline: headline(stored),
            dek: dek(stored),
            because: None,
            tongue: Tongue::of(&stored.language),
            href: article_path(stored.id),
            photo: None,
            covers: Covers::one(self.shelf.plate(stored.title)),
            age: self.age(stored.published),
            why: None,
        }
    }

    /// The small picture of an article.
    pub fn photo(&self, stored: &Stored) -> Option<Photo> {
        stored.lead.as_ref().map(|picture| Photo::small(picture, &Tongue::of(&stored.language), self.secret))
    }

    /// A line for an article.
    pub fn row(&self, stored: &Stored) -> Row {
        Row {
            plate: self.shelf.plate(stored.title),
            href: article_path(stored.id),
            headline: Snippet::plain(headline(stored)),
            tongue: Tongue::of(&stored.language),
            snippet: None,
            note: None,
            age: self.age(stored.published),
            copies: Copies::default(),
            mark: None,
        }
    }

    /// Lines for a story's articles, newest first, each with its copies folded under it.
    pub fn folded(&self, cards: &[Stored]) -> Vec<Row> {
        let here = |id: Id<Article>| cards.iter().any(|card| card.id == id);
        let originals = cards.iter().filter(|card| card.copy_of.is_none_or(|original| !here(original)));
        originals.map(|original| Row { copies: self.copies_of(original, cards), ..self.row(original) }).collect()
    }

    fn copies_of(&self, original: &Stored, cards: &[Stored]) -> Copies {
        let copies = cards.iter().filter(|card| card.copy_of == Some(original.id));
        let marks = copies.clone().filter_map(|card| Some((self.shelf.plate(card.title)?, article_path(card.id))));
        let wire = original.wire.clone().or_else(|| copies.clone().find_map(|card| card.wire.clone()));
        Copies { marks: marks.collect(), wire }
    }

    /// Lines of a ledger, at most so many.
    pub fn figures(&self, entries: &[Entry], most: usize) -> Vec<Figure> {
        let age = |entry: &Entry| Age::in_words(entry.first, words::moment_in_line(entry.first, self.now, self.offset));
        entries.iter().take(most).map(|entry| Figure::of(entry, self.shelf, age(entry))).collect()
    }

    /// The slip of a ledger; none where nobody gives a figure.
    pub fn said(&self, heading: &'static str, entries: &[Entry], most: usize) -> Option<Said> {
        let figures = self.figures(entries, most);
        (!figures.is_empty()).then_some(Said { key: 0, heading, figures, book: None, level: 3 })
    }

    /// The marks of titles.
    pub fn plates(&self, ids: &[Id<Title>]) -> Vec<Arc<Plate>> {
        ids.iter().filter_map(|id| self.shelf.plate(*id)).collect()
    }
}

/// Where an article is read.
pub fn article_path(id: Id<Article>) -> String {
    format!("/article/{id}")
}

/// Where a story is.
pub fn story_path(id: Id<Story>) -> String {
    format!("/story/{id}")
}

/// The headline, or what stands in for one that a title did not give.
pub fn headline(stored: &Stored) -> String {
    if stored.headline.is_empty() { stored.address.host() } else { stored.headline.clone() }
}

/// The line under a headline: what anybody may be told.
pub fn dek(stored: &Stored) -> Option<String> {
    let line = told_of_card(stored.standfirst.as_deref());
    let whole = stored.standfirst.as_deref().map_or("", str::trim).len() == line.len();
    let ended = whole || line.ends_with(['.', '!', '?', '…', '。', '”', '’', '؟']);
    (!line.is_empty()).then(|| if ended { line.to_owned() } else { format!("{line} …") })
}

/// What an article is, or where it belongs: stands above a headline where a block mixes sections.
pub fn kicker(stored: &Stored) -> Option<String> {
    let kind = names::article_kind(stored.kind).map(str::to_owned);
    kind.or_else(|| stored.section.map(|section| names::section(section).to_owned()))
}

/// What a reader did with each of these articles.
pub fn marks(tx: &mut Tx<'_>, reader: i64, cards: &[Stored]) -> Result<HashMap<Id<Article>, Mark>, Error> {
    let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
    let found = readers::marks(tx, reader, &ids)?;
    let mut out: HashMap<_, _> = ids.iter().map(|id| (*id, Mark { article: id.get(), read: false, saved: false })).collect();
    out.extend(found.into_iter().map(|(id, read, saved)| (id, Mark { article: id.get(), read, saved })));
    Ok(out)
}

/// A number for words.
pub fn whole(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// `14 titles, 6 languages`
pub fn reach(titles: usize, languages: usize) -> String {
    let titles = words::count(titles, "title", "titles");
    if languages > 1 { format!("{titles}, {}", words::count(languages, "language", "languages")) } else { titles }
}
