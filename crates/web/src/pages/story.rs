//! A story: its ledger, its articles with copies folded, who had it first, what is near it.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_news::{Id, Story};
use newsstand_store::articles::{self, Card as Stored};
use newsstand_store::stories;

use super::kit::{Kit, Told, dek, headline, reach, story_path};
use crate::door::{Trouble, Visitor, moved, page};
use crate::names;
use crate::parts::{Age, Card, Figure, Frame, Here, Photo, Plate, Row, Size, Tongue};
use crate::state::State;
use crate::words::{self, Civil};

/// Most articles of one story on its page.
const ARTICLES: i64 = 200;
/// Titles in the order they had it.
const FIRST: usize = 6;
/// Lines of its ledger.
const FIGURES: usize = 14;
/// Stories near it.
const NEAR: i64 = 6;

/// Who had it when.
struct First {
    age: Age,
    headline: String,
    tongue: Tongue,
    plate: Option<Arc<Plate>>,
    now: bool,
}

/// The page of a story.
#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage {
    frame: Frame,
    section: Option<(&'static str, String)>,
    reach: String,
    first: String,
    headline: String,
    dek: Option<String>,
    tongue: Tongue,
    photo: Option<Photo>,
    figures: Vec<Figure>,
    rows: Vec<Row>,
    folded: String,
    line: Vec<First>,
    near: Vec<Card>,
}

/// Shows it; a story that was merged leads on to the one it is part of now.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(number): Path<String>,
) -> Result<Response, Trouble> {
    let id: Id<Story> = number.parse().map_err(|_| Trouble::NotFound)?;
    let shelf = state.shelf().await?;
    let found = state
        .read(move |tx| {
            let Some(story) = stories::by_id(tx, id)? else { return Ok(None) };
            let cards = articles::of_story(tx, story.id, ARTICLES)?;
            let near = stories::related(tx, story.id, NEAR)?;
            let told = Told::of_stories(tx, &near)?;
            Ok(Some((story, cards, near, told)))
        })
        .await?;
    let Some((story, cards, near, told)) = found else { return Err(Trouble::NotFound) };
    if story.id != id {
        return Ok(moved(&story_path(story.id)));
    }
    let lead = cards.iter().find(|card| card.id == story.lead).or_else(|| cards.first()).ok_or(Trouble::NotFound)?;
    let entries = state.ledgers.of_story(&state, &shelf, &story).await?;
    let kit = Kit::new(&state, &shelf);
    let today = Civil::of(kit.now, kit.offset);
    let languages: HashSet<&str> = cards.iter().map(|card| card.language.primary()).collect();
    let pictured = Some(lead).filter(|card| card.lead.is_some()).or_else(|| cards.iter().find(|card| card.lead.is_some()));
    let copies = cards.iter().filter(|card| card.copy_of.is_some()).count();
    page(&StoryPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        section: story.section.map(|section| (names::section(section), format!("/section/{section}"))),
        reach: reach(story.titles as usize, languages.len()),
        first: Civil::of(story.first, kit.offset).day_and_month(today.year),
        headline: headline(lead),
        dek: dek(lead),
        tongue: Tongue::of(&lead.language),
        photo: pictured
            .and_then(|card| card.lead.as_ref().map(|picture| Photo::large(picture, &Tongue::of(&card.language), kit.secret))),
        figures: kit.figures(&entries, FIGURES),
        rows: rows(&kit, &cards),
        folded: folded(story.titles, copies),
        line: line(&kit, &cards),
        near: near.iter().filter_map(|story| kit.card(&told, story.id, story.lead, None, Size::Small)).collect(),
    })
}

/// Lines with what an English reader wants to know of them: another language, the kind, the agency.
fn rows(kit: &Kit<'_>, cards: &[Stored]) -> Vec<Row> {
    let mut rows = kit.folded(cards);
    for row in &mut rows {
        let stored = cards.iter().find(|card| super::kit::article_path(card.id) == row.href);
        row.note = stored.and_then(note);
    }
    rows
}

fn note(stored: &Stored) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if stored.language.primary() != "en" && !stored.language.as_str().is_empty() {
        parts.push(names::language(&stored.language));
    }
    parts.extend(names::article_kind(stored.kind).map(str::to_owned));
    parts.extend(stored.wire.clone());
    parts.extend((stored.wall == newsstand_news::Wall::Members).then(|| "for subscribers".to_owned()));
    (!parts.is_empty()).then(|| words::sentence(&parts.join(", ")))
}

fn folded(titles: u32, copies: usize) -> String {
    let titles = words::count(titles, "title", "titles");
    match copies {
        0 => titles,
        1 => format!("{titles}; 1 copy is folded under its original"),
        many => format!("{titles}; {} copies are folded under their originals", words::number(many)),
    }
}

/// The first article of each title, oldest first; the latest of all stands last and red.
fn line(kit: &Kit<'_>, cards: &[Stored]) -> Vec<First> {
    let mut seen = HashSet::new();
    let mut firsts: Vec<&Stored> = cards.iter().rev().filter(|card| seen.insert(card.title)).collect();
    firsts.truncate(FIRST);
    if let Some(latest) = cards.first().filter(|latest| !firsts.iter().any(|card| card.id == latest.id)) {
        firsts.push(latest);
    }
    let last = cards.first().map(|card| card.id);
    let one = |card: &&Stored| First {
        age: Age::in_words(card.published, words::moment_in_line(card.published, kit.now, kit.offset)),
        headline: headline(card),
        tongue: Tongue::of(&card.language),
        plate: kit.shelf.plate(card.title),
        now: Some(card.id) == last,
    };
    if firsts.len() < 2 { Vec::new() } else { firsts.iter().map(one).collect() }
}
