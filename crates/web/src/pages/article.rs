//! An article: everything the title said, as far as its terms let this reader see it, and what stands around it.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use newsstand_members::{Mode, Shown};
use newsstand_news::{Article, Byline, Edition, Front, Id, Published, Story};
use newsstand_store::articles::{self, Card as Stored, Stored as Whole, Version};
use newsstand_store::interests::{self, Interest};
use newsstand_store::mentions::{self, Mention};
use newsstand_store::picks::Pick;
use newsstand_store::{Error, Tx, readers, stories};

use super::about::about;
use super::changes::{Change, changes};
use super::kit::{Kit, Told, article_path, cards_of, story_path};
use super::picked;
use super::reading::Reading;
use super::said::{Did, Done, Follow};
use super::share::Share;
use super::wall::{self, Before, Members, Wall, Way};
use crate::Payments;
use crate::door::{Trouble, Visitor, page};
use crate::mine::Mine;
use crate::parts::{Age, Card, Copies, Frame, Here, Photo, Plate, Row, Said, Size, Tongue};
use crate::rights::{Rights, told_of_card};
use crate::shelf::OnShelf;
use crate::state::State;
use crate::words::{self, Civil};
use crate::{edition, html, ledger, names};

/// Other articles of its story.
const OTHERS: usize = 6;
/// Stories near it.
const NEAR: i64 = 4;
/// Top stories below it.
const TOP: usize = 5;
/// The editors' picks below it.
pub const PICKS: usize = 2;
/// Figures beside the text.
const FIGURES: usize = 6;
/// Marks on the stub of the wall.
const STUB: usize = 10;

/// What the page reads.
struct Rows {
    reading: Reading,
    versions: Vec<Version>,
    story: Option<Story>,
    others: Vec<Stored>,
    near: Vec<Story>,
    edition: Option<Edition>,
    picks: Vec<Pick>,
    told: Told,
    read: bool,
    saved: bool,
    /// Whether it is noted for how long it is read.
    timed: bool,
    names: Vec<Mention>,
    interests: Vec<Interest>,
}

impl Rows {
    fn read(tx: &mut Tx<'_>, state: &State, visitor: &Visitor, id: Id<Article>) -> Result<Option<Self>, Error> {
        let Some(reading) = Reading::of(tx, visitor, id)? else { return Ok(None) };
        let (whole, reader, now) = (&reading.whole, state.reader_of(visitor), state.now());
        let mine = Mine::read(tx, reader, now)?;
        let versions = if whole.version > 1 { articles::versions(tx, id)? } else { Vec::new() };
        let story = whole.story.map(|story| stories::by_id(tx, story)).transpose()?.flatten();
        let others = story.as_ref().map_or(Ok(Vec::new()), |story| articles::of_story(tx, story.id, 100))?;
        let others = mine.shown(tx, others)?;
        let near = story.as_ref().map_or(Ok(Vec::new()), |story| stories::related(tx, story.id, NEAR))?;
        let near = mine.told(tx, near)?;
        let own = edition::read(tx, &state.standings, &mine, now)?;
        let (edition, picks) = own.map_or((None, Vec::new()), |own| (Some(own.edition), own.picks));
        let mut shown: Vec<_> = near.iter().map(|story| (story.id, story.lead)).collect();
        for front in [Front::TopStories, Front::OurPicks] {
            let cards = edition.as_ref().map_or(&[][..], |edition| cards_of(edition, front));
            shown.extend(cards.iter().take(TOP + 1).map(|card| (card.story, card.article)));
        }
        let told = Told::read(tx, &shown)?.without(&mine);
        let mark = readers::marks(tx, reader, &[id])?.into_iter().next();
        let (read, saved) = mark.map_or((false, false), |(_, read, saved)| (read, saved));
        Ok(Some(Self {
            names: mentions::of(tx, &[id])?,
            interests: interests::of(tx, reader)?,
            timed: mine.for_you,
            reading,
            versions,
            story,
            others,
            near,
            edition,
            picks,
            told,
            read,
            saved,
        }))
    }
}

/// What is shown of the text, and what stands where it ends.
enum Text {
    Full(String),
    Part { html: String, walled: bool },
    Preview(Vec<String>),
    Teaser(String),
}

impl Text {
    /// Decides what is shown, by the one function that may.
    fn of(state: &State, rights: &Rights, title: &OnShelf, reading: &Reading) -> Self {
        let lead = reading.whole.article.lead.as_ref().map(|picture| &picture.address);
        match reading.shown(rights, title) {
            Shown::Full(html) => Text::Full(html::outward(html, lead, &state.secret)),
            Shown::Part { html, walled } => Text::Part { html: html::outward(html, lead, &state.secret), walled },
            Shown::Preview(paragraphs) => Text::Preview(paragraphs),
            Shown::Teaser(teaser) => Text::Teaser(teaser),
        }
    }

    /// Whether something stands where it ends, and what, where the text alone tells.
    fn wall(&self) -> Option<Option<Wall>> {
        match self {
            Text::Full(_) => None,
            Text::Part { walled: true, .. } => Some(Some(Wall::OfTitle)),
            Text::Part { walled: false, .. } => Some(Some(Wall::Beginning)),
            Text::Preview(_) | Text::Teaser(_) => Some(None),
        }
    }

    /// What is shown, to look for names in.
    fn words(&self) -> String {
        match self {
            Text::Full(html) | Text::Part { html, .. } => html.clone(),
            Text::Preview(paragraphs) => paragraphs.join(" "),
            Text::Teaser(teaser) => teaser.clone(),
        }
    }
}

/// The page of an article.
#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    frame: Frame,
    id: i64,
    title: Option<Arc<Plate>>,
    title_name: String,
    title_tongue: Tongue,
    section: Option<(&'static str, String)>,
    kicker: Option<String>,
    headline: String,
    standfirst: Option<String>,
    tongue: Tongue,
    language: Option<String>,
    bylines: Vec<Byline>,
    dateline: Option<String>,
    age: Age,
    stated: bool,
    changed: Option<Age>,
    reading: Option<String>,
    photo: Option<Photo>,
    text: Text,
    /// What stands where the text ends.
    wall: Option<Wall>,
    share: Share,
    capital: bool,
    address: String,
    wire: Option<String>,
    original: Option<(Option<Arc<Plate>>, String)>,
    copies: Copies,
    story: Option<(String, String)>,
    others: Vec<Card>,
    near: Vec<Card>,
    top: Vec<Row>,
    picks: Vec<Card>,
    said: Option<Said>,
    changes: Vec<Change>,
    read: bool,
    saved: bool,
    timed: bool,
    /// Whether opening it counts for its title.
    metered: bool,
    done: Option<Done>,
    follows: Vec<Follow>,
    stub: Vec<Arc<Plate>>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(number): Path<String>,
    Query(did): Query<Did>,
) -> Result<Response, Trouble> {
    let id: Id<Article> = number.parse().map_err(|_| Trouble::NotFound)?;
    let shelf = state.shelf().await?;
    let reader = state.reader_of(&visitor);
    let (asking, titles, who) = (state.clone(), Arc::clone(&shelf), visitor.clone());
    let (rows, done) = state.read(move |tx| Ok((Rows::read(tx, &asking, &who, id)?, did.line(tx, reader, &titles)?))).await?;
    let rows = rows.ok_or(Trouble::NotFound)?;
    let title = shelf.titles.get(&rows.reading.whole.title).ok_or(Trouble::NotFound)?;
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    page(&ArticlePage { done, ..ArticlePage::of(&state, &visitor, &Kit::new(&state, &shelf), frame, title, &rows) })
}

impl ArticlePage {
    fn of(state: &State, visitor: &Visitor, kit: &Kit<'_>, frame: Frame, title: &OnShelf, rows: &Rows) -> Self {
        let (whole, article, rights) = (&rows.reading.whole, &rows.reading.whole.article, &visitor.rights(state));
        let tongue = Tongue::of(&article.language);
        let text = Text::of(state, rights, title, &rows.reading);
        let entries = ledger::of_article(kit.shelf, whole, rights, rows.reading.bought);
        let capital = takes_capital(&text);
        let all = matches!(text, Text::Full(_) | Text::Part { .. });
        let headline = if article.headline.is_empty() { article.address.host() } else { article.headline.clone() };
        let thin = matches!(text, Text::Teaser(_));
        let metered = state.settings.mode == Mode::Membership && visitor.reader.is_some() && rows.reading.counts(rights, title);
        let standfirst = standfirst(article, all);
        let follows = if rows.timed {
            about(article, standfirst.as_deref(), &text.words(), &rows.names, &rows.interests)
        } else {
            Vec::new()
        };
        Self {
            frame,
            id: whole.id.get(),
            title: Some(Arc::clone(&title.plate)),
            title_name: title.stored.title.name.clone(),
            title_tongue: title.plate.tongue.clone(),
            section: article.section.map(|section| (names::section(section), format!("/section/{section}"))),
            kicker: article.kicker.clone().or_else(|| names::article_kind(article.kind).map(str::to_owned)),
            share: Share::of(state, title, whole.id.get(), &headline, article, &rows.reading.text, thin),
            wall: text.wall().map(|wall| wall.unwrap_or_else(|| before(state, visitor, kit, title, &rows.reading, thin))),
            headline,
            standfirst,
            language: (tongue != Tongue::default()).then(|| names::language(&article.language)),
            bylines: article.bylines.clone(),
            dateline: article.dateline.clone(),
            age: at(kit, article.published.moment()),
            stated: matches!(article.published, Published::Stated(_)),
            changed: article
                .modified
                .filter(|changed| changed.since(article.published.moment()).as_secs() > 60)
                .map(|changed| at(kit, changed)),
            reading: (all && whole.words > 40).then(|| words::reading_time(whole.words)),
            photo: article.lead.as_ref().map(|picture| Photo::large(picture, &Tongue::default(), kit.secret)),
            changes: if all { changes(whole, &rows.versions, kit.now, kit.offset) } else { Vec::new() },
            text,
            capital,
            address: article.address.as_str().to_owned(),
            wire: wire(whole, &rows.others),
            original: original(kit, whole, &rows.others),
            copies: copies(kit, whole, &rows.others),
            story: rows
                .story
                .as_ref()
                .filter(|story| story.articles > 1)
                .map(|story| (story_path(story.id), super::kit::reach(story.titles as usize, 1))),
            others: others(kit, whole, &rows.others),
            near: rows
                .near
                .iter()
                .filter_map(|story| kit.card(&rows.told, story.id, story.lead, None, Size::Plain))
                .map(bare)
                .collect(),
            top: top(kit, rows),
            picks: our_picks(kit, rows),
            said: kit.said("Said in this piece", &entries, FIGURES).map(|said| Said { level: 2, ..said }),
            read: rows.read,
            saved: rows.saved,
            timed: rows.timed || metered,
            metered,
            done: None,
            follows,
            stub: kit
                .shelf
                .by_name
                .iter()
                .filter(|title| title.stored.on)
                .take(STUB)
                .map(|title| Arc::clone(&title.plate))
                .collect(),
            tongue,
        }
    }
}

/// The wall of what is kept back here, and not at the title.
fn before(state: &State, visitor: &Visitor, kit: &Kit<'_>, title: &OnShelf, reading: &Reading, thin: bool) -> Wall {
    let (rights, offset) = (visitor.rights(state), kit.offset);
    let held = rights.held(title, &reading.whole.article);
    if thin {
        return Wall::Elsewhere(wall::why(&held, visitor.country.is_some(), rights.now, offset));
    }
    let before = Before {
        holds: &visitor.holds,
        signed: visitor.reader.is_some(),
        offer: kit.shelf.offer.as_ref(),
        turned_away: visitor.turned_away.as_deref(),
        takes_money: !matches!(state.settings.members.payments, Payments::Nobody),
        now: rights.now,
        offset,
    };
    Wall::Members(Members::of(&before, &held))
}

/// Whether the first letter may be set as a large capital: it is one, of a script that has such.
fn takes_capital(text: &Text) -> bool {
    let first = match text {
        Text::Full(html) | Text::Part { html, .. } => html.split_once("<p>").and_then(|(_, rest)| rest.chars().next()),
        Text::Preview(paragraphs) => paragraphs.first().and_then(|first| first.chars().next()),
        Text::Teaser(_) => None,
    };
    // Latin, Greek, Cyrillic and Armenian lie below this.
    first.is_some_and(|letter| letter.is_uppercase() && u32::from(letter) < 0x590)
}

/// The standfirst, unless it only repeats the headline. Where the text ends early it is no longer than on a card.
fn standfirst(article: &Article, all: bool) -> Option<String> {
    let line = article.standfirst.as_deref().map(str::trim).filter(|line| !line.is_empty() && *line != article.headline)?;
    Some(if all { line } else { told_of_card(Some(line)) }.to_owned())
}

/// `Monday 19 January, 5.58`
fn at(kit: &Kit<'_>, moment: newsstand_news::Moment) -> Age {
    let (day, today) = (Civil::of(moment, kit.offset), Civil::of(kit.now, kit.offset));
    Age::in_words(moment, format!("{}, {}", day.long_date(today.year), day.clock()))
}

fn wire(whole: &Whole, others: &[Stored]) -> Option<String> {
    match &whole.article.origin {
        newsstand_news::Origin::Wire(name) => Some(name.clone()),
        _ => others.iter().find(|card| card.id == whole.id).and_then(|card| card.wire.clone()),
    }
}

fn original(kit: &Kit<'_>, whole: &Whole, others: &[Stored]) -> Option<(Option<Arc<Plate>>, String)> {
    let original = whole.copy_of?;
    let title = others.iter().find(|card| card.id == original).map(|card| card.title);
    Some((title.and_then(|title| kit.shelf.plate(title)), article_path(original)))
}

fn copies(kit: &Kit<'_>, whole: &Whole, others: &[Stored]) -> Copies {
    let copies = others.iter().filter(|card| card.copy_of == Some(whole.id));
    Copies {
        marks: copies.filter_map(|card| Some((kit.shelf.plate(card.title)?, article_path(card.id)))).collect(),
        wire: wire(whole, others),
    }
}

/// Other articles of the story that are not the same text.
fn others(kit: &Kit<'_>, whole: &Whole, others: &[Stored]) -> Vec<Card> {
    let same = whole.copy_of.unwrap_or(whole.id);
    let others = others.iter().filter(|card| card.id != whole.id && card.id != same && card.copy_of.is_none());
    others.take(OTHERS).map(|card| bare(kit.article_card(card, Size::Plain))).collect()
}

fn bare(card: Card) -> Card {
    Card { dek: None, ..card }
}

fn top(kit: &Kit<'_>, rows: &Rows) -> Vec<Row> {
    let cards = rows.edition.as_ref().map_or(&[][..], |edition| cards_of(edition, Front::TopStories));
    let others = cards.iter().filter(|card| Some(card.story) != rows.reading.whole.story);
    let row = |card: &newsstand_news::Card| {
        let stored = rows.told.articles.get(&card.article)?;
        Some(Row { href: story_path(card.story), ..kit.row(stored) })
    };
    others.filter_map(row).take(TOP).collect()
}

fn our_picks(kit: &Kit<'_>, rows: &Rows) -> Vec<Card> {
    let cards = picked::cards(kit, &rows.told, rows.edition.as_ref(), &rows.picks, PICKS);
    cards.into_iter().map(|card| Card { photo: None, ..card }).collect()
}
