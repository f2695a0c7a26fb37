//! The editors' desk: what is picked now, in order, and what could be picked.

mod candidates;
mod deeds;
pub mod until;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_members::roles::{Act, may};
use newsstand_news::{Id, Story};
use newsstand_store::picks::{self, Pick};
use newsstand_store::{Error, Tx};
use serde::Deserialize;

use super::kit::{Kit, Told, story_path};
use super::{article, front};
use crate::door::{Trouble, Visitor, page};
use crate::parts::{Card, Frame, Here, Picking, Size};
use crate::state::State;
use crate::words;
use candidates::Candidates;

pub use deeds::{order, put, remove, restore};

/// Most characters of a question.
const QUESTION: usize = 200;
/// Picks that were taken back and are offered again.
const TAKEN: usize = 6;

/// Whether this reader may pick: editors and operators. On a stand that asks nobody who reads, everybody at home.
pub fn may_edit(visitor: &Visitor) -> bool {
    may(visitor.role, Act::Pick)
}

/// What is looked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// A pick in its place.
struct Picked {
    story: i64,
    headline: String,
    card: Card,
    form: Picking,
    first: bool,
    last: bool,
    /// It stands behind those that the front page shows.
    waits: bool,
}

/// A pick that was taken back.
struct Taken {
    story: i64,
    headline: String,
    tongue: crate::parts::Tongue,
    href: String,
}

/// A story that could be picked.
struct Candidate {
    headline: String,
    card: Card,
    form: Picking,
}

/// Stories that could be picked, under a heading.
struct Block {
    key: &'static str,
    heading: &'static str,
    about: &'static str,
    stories: Vec<Candidate>,
}

/// The page.
#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    frame: Frame,
    held: String,
    shown: String,
    asked: String,
    order: String,
    picks: Vec<Picked>,
    taken: Vec<Taken>,
    blocks: Vec<Block>,
    full: bool,
}

/// What the page reads.
struct Rows {
    picks: Vec<Pick>,
    taken: Vec<Pick>,
    candidates: Candidates,
    told: Told,
}

impl Rows {
    fn read(tx: &mut Tx<'_>, question: &str, now: newsstand_news::Moment) -> Result<Self, Error> {
        let picks = picks::current(tx, now)?;
        let mut taken = picks::taken(tx, now)?;
        taken.retain(|taken| !picks.iter().any(|pick| pick.story == taken.story));
        taken.truncate(TAKEN);
        let held: Vec<Id<Story>> = picks.iter().map(|pick| pick.story).collect();
        let candidates = Candidates::read(tx, question, &held)?;
        let mut shown: Vec<Id<Story>> = held;
        shown.extend(taken.iter().map(|pick| pick.story));
        shown.extend(candidates.all());
        shown.sort_unstable();
        shown.dedup();
        let stories = newsstand_store::stories::by_ids(tx, &shown)?;
        let mut cards: Vec<_> = stories.iter().map(|story| (story.id, story.lead)).collect();
        cards.extend(picks.iter().filter_map(|pick| Some((pick.story, pick.article?))));
        Ok(Self { picks, taken, candidates, told: Told::read(tx, &cards)? })
    }
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    if !may_edit(&visitor) {
        return Err(Trouble::NotForThem);
    }
    let shelf = state.shelf().await?;
    let now = state.now();
    let question: String = asked.q.trim().chars().take(QUESTION).collect();
    let asked = question.clone();
    let rows = state.read(move |tx| Rows::read(tx, &question, now)).await?;
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    page(&DeskPage::of(&Kit::new(&state, &shelf), frame, &rows, asked))
}

impl DeskPage {
    fn of(kit: &Kit<'_>, frame: Frame, rows: &Rows, asked: String) -> Self {
        let last = rows.picks.len().saturating_sub(1);
        let picks: Vec<Picked> = rows
            .picks
            .iter()
            .enumerate()
            .filter_map(|(at, pick)| {
                let picked = picked(kit, &frame, &rows.told, pick)?;
                Some(Picked { first: at == 0, last: at == last, waits: at >= front::PICKS, ..picked })
            })
            .collect();
        let full = rows.picks.len() >= picks::MOST;
        Self {
            held: words::count(picks.len(), "story is picked", "stories are picked"),
            shown: format!(
                "The front page shows the first {} of them, an article’s page the first {}. {} can be picked at one time.",
                words::number(front::PICKS),
                words::number(article::PICKS),
                words::number(picks::MOST)
            ),
            order: rows.picks.iter().map(|pick| pick.story.to_string()).collect::<Vec<_>>().join(" "),
            picks,
            taken: rows.taken.iter().filter_map(|pick| taken(kit, &rows.told, pick)).collect(),
            blocks: if full { Vec::new() } else { blocks(kit, &frame, rows, !asked.is_empty()) },
            asked,
            full,
            frame,
        }
    }
}

fn picked(kit: &Kit<'_>, frame: &Frame, told: &Told, pick: &Pick) -> Option<Picked> {
    let card = card(kit, told, pick.story, pick.article)?;
    Some(Picked {
        story: pick.story.get(),
        headline: card.headline.clone(),
        form: form(kit, frame, pick.story, &card.headline, Some(pick)),
        card,
        first: false,
        last: false,
        waits: false,
    })
}

fn taken(kit: &Kit<'_>, told: &Told, pick: &Pick) -> Option<Taken> {
    let card = card(kit, told, pick.story, None)?;
    Some(Taken { story: pick.story.get(), headline: card.headline, tongue: card.tongue, href: story_path(pick.story) })
}

/// A story's card, that leads to the story.
fn card(kit: &Kit<'_>, told: &Told, story: Id<Story>, article: Option<Id<newsstand_news::Article>>) -> Option<Card> {
    let lead = article.filter(|article| told.articles.contains_key(article)).or_else(|| Some(told.stories.get(&story)?.lead))?;
    let card = kit.card(told, story, lead, None, Size::Plain)?;
    Some(Card { href: story_path(story), dek: None, ..card })
}

/// The form for a story: with what is said of it, or empty.
pub fn form(kit: &Kit<'_>, frame: &Frame, story: Id<Story>, headline: &str, pick: Option<&Pick>) -> Picking {
    Picking {
        slip: frame.slip.clone(),
        back: frame.path.clone(),
        story: story.get(),
        headline: headline.to_owned(),
        article: pick.and_then(|pick| pick.article).map(Id::get),
        line: pick.and_then(|pick| pick.line.clone()).unwrap_or_default(),
        until: pick.map_or_else(|| until::usual(kit.now, kit.offset), |pick| until::last_day(pick.until, kit.offset)),
        days: until::days(kit.now, kit.offset),
        picked: pick.is_some(),
    }
}

fn blocks(kit: &Kit<'_>, frame: &Frame, rows: &Rows, searched: bool) -> Vec<Block> {
    let block = |key, heading, about, stories: &[Id<Story>]| {
        let candidate = |story: &Id<Story>| {
            let card = card(kit, &rows.told, *story, None)?;
            Some(Candidate { headline: card.headline.clone(), form: form(kit, frame, *story, &card.headline, None), card })
        };
        Block { key, heading, about, stories: stories.iter().filter_map(candidate).collect() }
    };
    let Candidates { found, top, new } = &rows.candidates;
    let mut blocks = Vec::new();
    if searched {
        blocks.push(block("found", "Found", "By its words, what is picked already left out", found));
    }
    blocks.push(block("top", "Top stories", "What most independent titles report now", top));
    blocks.push(block("new", "Newly moved", "Told by two titles or more", new));
    blocks.retain(|block| !block.stories.is_empty() || block.key == "found");
    blocks
}
