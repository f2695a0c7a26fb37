//! The front page.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::Response;
use newsstand_desk::taste::Pick as Suits;
use newsstand_news::{Edition, Front, Moment, Section};
use newsstand_store::articles::{Card as Stored, Page};
use newsstand_store::picks::Pick;
use newsstand_store::{Error, Tx, articles, readers, stories};

use super::kit::{Kit, Told, article_path, cards_of, headline, kicker, whole};
use super::{desk, picked};
use crate::door::{Trouble, Visitor, page};
use crate::ledger::Entry;
use crate::mine::Mine;
use crate::parts::{Age, Card, Frame, Here, Photo, Plate, Said, Size, Tongue, Why};
use crate::shelf::Shelf;
use crate::standing::Standing;
use crate::state::State;
use crate::words::{self, Civil};
use crate::{edition, foryou, names};

/// Cards of the top stories in all: the lead, its seconds, and the rest.
const TOP: usize = 12;
/// Cards of the editors' picks.
pub const PICKS: usize = TOP;
/// Cards beside the lead.
const SECONDS: usize = 3;
/// Cards of each section.
const OF_SECTION: usize = 3;
/// Figures beside the lead.
const FIGURES: usize = 4;
/// Newest lines.
const LATEST: usize = 6;
/// Titles on the rack.
const RACK: usize = 40;
/// What counts as new on the rack's side of the page.
const LATELY: Duration = Duration::from_secs(24 * 3600);

/// What the front page reads.
struct Rows {
    edition: Option<Edition>,
    /// What the editors said of their picks.
    picks: Vec<Pick>,
    /// What suits the reader, and names as printed.
    suits: Vec<Suits>,
    /// Nothing suits, though Picked for you is switched on.
    unsuited: bool,
    standing: Arc<Standing>,
    hidden: usize,
    mine: Mine,
    told: Told,
    follows: Vec<readers::Follow>,
    /// The same without what is muted.
    rack: Vec<readers::Follow>,
    latest: Vec<Stored>,
    of_lead: Vec<Stored>,
    stories: i64,
    sections: Vec<(Section, i64)>,
}

impl Rows {
    fn read(tx: &mut Tx<'_>, state: &State, reader: i64, now: Moment) -> Result<Self, Error> {
        let mine = Mine::read(tx, reader, now)?;
        let own = edition::read(tx, &state.standings, &mine, now)?;
        let (edition, picks, hidden) = own.map_or((None, Vec::new(), 0), |own| (Some(own.edition), own.picks, own.hidden));
        let top = edition.as_ref().map_or(&[][..], |edition| cards_of(edition, Front::TopStories));
        let on_top = top.iter().map(|card| card.story).collect();
        let for_you = foryou::of(tx, state, &mine, &on_top, (reader, now))?;
        let unsuited = for_you.as_ref().is_some_and(|(picks, _)| picks.is_empty());
        let (suits, standing) = for_you.unwrap_or_default();
        let mut shown = edition.as_ref().map(shown).unwrap_or_default();
        shown.extend(suits.iter().map(|pick| (pick.story, pick.lead)));
        let lead = edition.as_ref().and_then(|edition| cards_of(edition, Front::TopStories).first().map(|card| card.story));
        let follows = readers::follows(tx, reader)?;
        // Who follows nothing yet is shown what the whole stand brings.
        let whose = (!follows.is_empty()).then_some(reader);
        let rack = mine.followed(tx, reader, follows.clone())?;
        Ok(Self {
            told: Told::read(tx, &shown)?.without(&mine),
            follows,
            rack,
            // Copies are left out below; twice as many as are shown are enough in practice.
            latest: {
                let latest = articles::latest(tx, Page::first(whole(LATEST * 3)), whose)?;
                mine.shown(tx, latest)?
            },
            of_lead: {
                let of_lead = lead.map_or(Ok(Vec::new()), |lead| articles::of_story(tx, lead, 30))?;
                mine.shown(tx, of_lead)?
            },
            stories: stories::count_since(tx, now - LATELY)?,
            sections: mine.section_counts(tx, now - LATELY)?,
            edition,
            picks,
            suits,
            unsuited,
            standing,
            hidden,
            mine,
        })
    }
}

/// Which cards of an edition the page shows.
fn shown(edition: &Edition) -> Vec<(newsstand_news::Id<newsstand_news::Story>, newsstand_news::Id<newsstand_news::Article>)> {
    let some = |(front, cards): &(Front, Vec<newsstand_news::Card>)| {
        let most = if matches!(front, Front::Section(_)) { OF_SECTION } else { TOP };
        cards.iter().take(most).map(|card| (card.story, card.article)).collect::<Vec<_>>()
    };
    edition.fronts.iter().flat_map(some).collect()
}

/// The story on top.
struct Lead {
    headline: String,
    tongue: Tongue,
    href: String,
    dek: Option<String>,
    card: Card,
    photo: Option<Photo>,
    subs: Vec<Card>,
    said: Option<Said>,
}

/// A block of one section.
struct SectionFront {
    name: &'static str,
    path: String,
    all: String,
    cards: Vec<Card>,
}

/// A newest line.
struct Brief {
    age: Age,
    href: String,
    headline: String,
    tongue: Tongue,
    plate: Option<Arc<Plate>>,
}

/// A title on the rack.
struct OnRack {
    plate: Arc<Plate>,
    fresh: String,
}

/// The front page.
#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage {
    frame: Frame,
    followed: Option<String>,
    stories: String,
    rack: Vec<OnRack>,
    lead: Option<Lead>,
    seconds: Vec<Card>,
    top: Vec<Card>,
    picks: Vec<Card>,
    for_you: Vec<Card>,
    unsuited: bool,
    hidden: Option<String>,
    latest: Vec<Brief>,
    sections: Vec<SectionFront>,
    empty: bool,
    bare: bool,
    editor: bool,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now) = (state.reader_of(&visitor), state.now());
    let asking = state.clone();
    let rows = state.read(move |tx| Rows::read(tx, &asking, reader, now)).await?;
    state.crowd.shown(rows.told.articles.values(), now);
    let lead = rows
        .edition
        .as_ref()
        .and_then(|edition| cards_of(edition, Front::TopStories).first())
        .and_then(|card| rows.told.stories.get(&card.story));
    let entries = match lead {
        Some(story) => state.ledgers.of_story(&state, &shelf, story, visitor.rights(&state)).await?,
        None => Arc::default(),
    };
    let front = FrontPage::of(&state, &visitor, &shelf, &rows, &rows.mine.ledger(&entries));
    let mut answer = page(&front)?;
    if front.empty && !front.bare {
        // The first edition is minutes away: browsers look again by themselves.
        answer.headers_mut().insert(header::REFRESH, axum::http::HeaderValue::from_static("3"));
    }
    Ok(answer)
}

impl FrontPage {
    fn of(state: &State, visitor: &Visitor, shelf: &Shelf, rows: &Rows, entries: &[Entry]) -> Self {
        let kit = Kit::new(state, shelf);
        let mut frame = Frame::new(state, visitor, Some(shelf), Here::Front);
        let cards = |front: Front, size: Size| -> Vec<Card> {
            let cards = rows.edition.as_ref().map_or(&[][..], |edition| cards_of(edition, front));
            cards
                .iter()
                .take(TOP)
                .filter_map(|card| kit.card(&rows.told, card.story, card.article, Some(&card.why), size))
                .collect()
        };
        if let Some(edition) = &rows.edition {
            let made = Civil::of(edition.made, kit.offset);
            frame.edition = format!("{}, {}", made.edition(), made.clock());
        }
        let mut top = with_kickers(&kit, rows, cards(Front::TopStories, Size::Plain));
        let lead = (!top.is_empty()).then(|| top.remove(0)).map(|card| Lead::of(&kit, rows, card, entries));
        let mut seconds: Vec<Card> = top.drain(..top.len().min(SECONDS)).collect();
        picture_first(&kit, rows, &mut seconds);
        Self {
            frame,
            followed: (!rows.follows.is_empty()).then(|| words::count(rows.follows.len(), "title", "titles")),
            stories: words::count(rows.stories, "story", "stories"),
            rack: rack(shelf, &rows.rack),
            lead,
            seconds,
            top: even(top),
            picks: picked::cards(&kit, &rows.told, rows.edition.as_ref(), &rows.picks, PICKS),
            for_you: for_you(&kit, rows),
            unsuited: rows.unsuited && rows.edition.is_some(),
            hidden: (rows.hidden > 0).then(|| words::count(rows.hidden, "story", "stories")),
            latest: briefs(&kit, &rows.latest),
            sections: sections(&kit, rows),
            empty: rows.edition.is_none(),
            bare: shelf.by_name.is_empty(),
            editor: desk::may_edit(visitor),
        }
    }
}

impl Lead {
    fn of(kit: &Kit<'_>, rows: &Rows, card: Card, entries: &[Entry]) -> Self {
        let shown = rows.edition.as_ref().and_then(|edition| cards_of(edition, Front::TopStories).first());
        let stored = shown.and_then(|card| rows.told.articles.get(&card.article));
        // The lead's own picture, else one of another article of its story.
        let pictured =
            stored.filter(|stored| stored.lead.is_some()).or_else(|| rows.of_lead.iter().find(|card| card.lead.is_some()));
        let photo = pictured.and_then(|stored| {
            let picture = stored.lead.as_ref()?;
            Some(Photo::large(picture, &Tongue::of(&stored.language), kit.secret))
        });
        let mut titles = vec![stored.map(|stored| stored.title)];
        let mut subs = Vec::new();
        for other in rows.of_lead.iter().filter(|other| other.copy_of.is_none() && Some(other.id) != stored.map(|s| s.id)) {
            if subs.len() < 2 && !titles.contains(&Some(other.title)) {
                titles.push(Some(other.title));
                subs.push(kit.article_card(other, Size::Small));
            }
        }
        Self {
            headline: card.headline.clone(),
            tongue: card.tongue.clone(),
            href: card.href.clone(),
            dek: card.dek.clone(),
            said: kit
                .said("What is said", entries, FIGURES)
                .map(|said| Said { book: Some(format!("{}#ledger", card.href)), ..said }),
            card,
            photo,
            subs,
        }
    }
}

/// What suits the reader, each with its reasons.
fn for_you(kit: &Kit<'_>, rows: &Rows) -> Vec<Card> {
    let card = |pick: &Suits| {
        let why = foryou::sentences(pick, kit.shelf, &rows.standing.labels, kit);
        let mut made = kit.card(&rows.told, pick.story, pick.lead, None, Size::Plain)?;
        made.because = why.first().cloned();
        made.why = Some(Why::told(why, Some(("/settings/profile", "Your profile"))));
        Some(made)
    };
    rows.suits.iter().filter_map(card).collect()
}

fn with_kickers(kit: &Kit<'_>, rows: &Rows, mut cards: Vec<Card>) -> Vec<Card> {
    let shown = rows.edition.as_ref().map_or(&[][..], |edition| cards_of(edition, Front::TopStories));
    let known = shown.iter().filter_map(|card| rows.told.articles.get(&card.article));
    for (card, stored) in cards.iter_mut().zip(known) {
        card.kicker = kicker(stored);
        card.photo = kit.photo(stored);
    }
    cards
}

/// As many as fill whole rows of four; no picture among many.
fn even(mut cards: Vec<Card>) -> Vec<Card> {
    if cards.len() > 4 {
        cards.truncate(cards.len() / 4 * 4);
    }
    for card in &mut cards {
        card.photo = None;
    }
    cards
}

/// Of the seconds the first that has a picture shows it, and stands first and larger.
fn picture_first(_kit: &Kit<'_>, _rows: &Rows, seconds: &mut [Card]) {
    if let Some(at) = seconds.iter().position(|card| card.photo.is_some()) {
        seconds.get_mut(..=at).into_iter().for_each(|head| head.rotate_right(1));
        if let Some(first) = seconds.first_mut() {
            first.size = Size::Large;
        }
    }
    for card in seconds.iter_mut().skip(1) {
        card.photo = None;
    }
}

fn rack(shelf: &Shelf, follows: &[readers::Follow]) -> Vec<OnRack> {
    let mut order: Vec<_> = follows.iter().filter(|follow| follow.unread > 0).collect();
    order.sort_by_key(|follow| std::cmp::Reverse(follow.unread));
    let on_rack = |follow: &&readers::Follow| {
        let plate = shelf.plate(follow.title)?;
        Some(OnRack { plate, fresh: format!("{} new", words::number(follow.unread)) })
    };
    order.iter().take(RACK).filter_map(on_rack).collect()
}

fn briefs(kit: &Kit<'_>, latest: &[Stored]) -> Vec<Brief> {
    let originals = latest.iter().filter(|stored| stored.copy_of.is_none()).take(LATEST);
    originals
        .map(|stored| Brief {
            age: Age::in_words(stored.published, Civil::of(stored.published, kit.offset).clock()),
            href: article_path(stored.id),
            headline: headline(stored),
            tongue: Tongue::of(&stored.language),
            plate: kit.shelf.plate(stored.title),
        })
        .collect()
}

fn sections(kit: &Kit<'_>, rows: &Rows) -> Vec<SectionFront> {
    let Some(edition) = &rows.edition else { return Vec::new() };
    let block = |section: Section| {
        let cards = cards_of(edition, Front::Section(section)).iter().take(OF_SECTION).enumerate();
        let cards: Vec<Card> = cards
            .filter_map(|(at, card)| {
                let size = if at == 0 { Size::Plain } else { Size::Small };
                let mut made = kit.card(&rows.told, card.story, card.article, Some(&card.why), size)?;
                if at > 0 {
                    made.dek = None;
                }
                Some(made)
            })
            .collect();
        let count = rows.sections.iter().find(|(found, _)| *found == section).map_or(0, |(_, count)| *count);
        let all = if count > 0 { format!("All {}", words::number(count)) } else { "All".to_owned() };
        (!cards.is_empty()).then(|| SectionFront {
            name: names::section(section),
            path: format!("/section/{section}"),
            all,
            cards,
        })
    };
    Section::ALL.into_iter().filter_map(block).collect()
}
