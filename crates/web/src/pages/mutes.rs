//! What a reader muted: the list, what a new mute would hide, and the forms that mute and take back.

mod asked;
mod change;
mod week;

pub use change::{add, remove};

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_desk::mute::Sieve;
use newsstand_news::{Muted, Section, Topic};
use newsstand_store::mutes::Mute;
use serde::Deserialize;

use self::asked::{Asked, ENDS, kind_name};
use self::week::Week;
use super::kit::{Kit, story_path};
use crate::door::{Trouble, Visitor, page};
use crate::mine::Mine;
use crate::names;
use crate::parts::{Age, Frame, Here, Plate, Row, mute_end};
use crate::shelf::Shelf;
use crate::state::State;
use crate::words;

/// Where it is.
const PATH: &str = "/settings/mutes";
/// Articles that are shown of those a mute would hide.
const ROWS: usize = 12;

/// What the address asks: a mute to be tried, or what was just done.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    kind: String,
    value: String,
    label: String,
    until: String,
    /// The row of a mute that was just made.
    saved: String,
    /// Whether the mute that is named was just taken back.
    gone: String,
}

/// Something that can be chosen: its value, its name, whether it is chosen.
type Choice = (String, String, bool);

/// A mute in the list.
struct Line {
    id: i64,
    kind: &'static str,
    label: String,
    plate: Option<Arc<Plate>>,
    href: Option<String>,
    since: Age,
    end: String,
    hides: String,
}

/// What a mute would hide.
struct Preview {
    kind: &'static str,
    label: String,
    hides: String,
    rows: Vec<Row>,
    more: usize,
}

/// The page.
#[derive(Template)]
#[template(path = "mutes.html")]
struct MutesPage {
    frame: Frame,
    wanted: Wanted,
    /// What was just muted, and what it hides.
    saved: Option<(String, String)>,
    gone: bool,
    trouble: Option<String>,
    preview: Option<Preview>,
    lines: Vec<Line>,
    titles: Vec<Choice>,
    sections: Vec<Choice>,
    ends: Vec<Choice>,
}

impl MutesPage {
    /// What was typed, while it is tried.
    fn typed(&self) -> &str {
        let typed = !self.gone && matches!(self.wanted.kind.as_str(), "word" | "place" | "person");
        if typed { &self.wanted.value } else { "" }
    }
}

/// Shows it. Nothing is muted by looking.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now) = (state.reader_of(&visitor), state.now());
    let gone = !wanted.gone.is_empty() && !wanted.kind.is_empty();
    let tried = !gone && !wanted.kind.is_empty();
    let asked = tried.then(|| asked::read(&shelf, &wanted.kind, &wanted.value, &wanted.label)).transpose();
    let (asked, trouble) = asked.map_or_else(|sentence| (None, Some(sentence)), |asked| (asked, None));
    let trying = asked.clone();
    let (mine, settled, week) = state
        .read(move |tx| {
            let mine = Mine::read(tx, reader, now)?;
            let settled = trying.clone().map_or(Ok(None), |asked| asked.settled(tx))?;
            let names = mine.sieve.needs_names() || settled.as_ref().is_some_and(|asked| alone(asked).needs_names());
            Ok((mine, settled, Week::read(tx, now, names)?))
        })
        .await?;
    let lost = asked.is_some() && settled.is_none();
    let kit = Kit::new(&state, &shelf);
    let counts = week.counts(&mine.sieve);
    let saved = wanted.saved.parse().ok().and_then(|id: i64| mine.mutes.iter().find(|mute| mute.id == id));
    page(&MutesPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        saved: saved.map(|mute| (label(mute, &shelf), hides(&week, &counts, mute))),
        gone,
        trouble: trouble.or_else(|| lost.then(|| asked::NO_STORY.to_owned())),
        preview: settled.map(|asked| preview(&kit, &week, asked)),
        lines: mine.mutes.iter().map(|mute| line(&kit, &week, &counts, mute)).collect(),
        titles: titles(&shelf, &wanted),
        sections: sections(&wanted),
        ends: ENDS.iter().map(|(word, name)| choice(word, name, &wanted.until)).collect(),
        wanted,
    })
}

/// A sieve of one mute that is not kept yet.
fn alone(asked: &Asked) -> Sieve {
    Sieve::new([(0, asked.what.clone())])
}

fn preview(kit: &Kit<'_>, week: &Week, asked: Asked) -> Preview {
    let hidden = week.hidden(&alone(&asked));
    Preview {
        kind: kind_name(&asked.what),
        label: asked.label,
        hides: format!("{} of the {}", words::number(hidden.len()), week.whole()),
        rows: hidden.iter().take(ROWS).map(|card| kit.row(card)).collect(),
        more: hidden.len().saturating_sub(ROWS),
    }
}

fn line(kit: &Kit<'_>, week: &Week, counts: &HashMap<i64, usize>, mute: &Mute) -> Line {
    let (plate, href) = match &mute.what {
        Muted::Topic(Topic::Title(id)) => (kit.shelf.plate(*id), kit.shelf.plate(*id).map(|plate| plate.path.clone())),
        Muted::Topic(Topic::Section(section)) => (None, Some(format!("/section/{section}"))),
        Muted::Topic(Topic::Story(id)) => (None, Some(story_path(*id))),
        _ => (None, None),
    };
    Line {
        id: mute.id,
        kind: kind_name(&mute.what),
        label: label(mute, kit.shelf),
        plate,
        href,
        since: Age::in_words(mute.since, words::since(mute.since, kit.now, kit.offset)),
        end: mute_end(mute, kit.now, kit.offset),
        hides: hides(week, counts, mute),
    }
}

/// `3 of the 40 articles of the last seven days`
fn hides(week: &Week, counts: &HashMap<i64, usize>, mute: &Mute) -> String {
    format!("{} of the {}", words::number(counts.get(&mute.id).copied().unwrap_or(0)), week.whole())
}

/// As the reader called it; titles by the name they have now.
fn label(mute: &Mute, shelf: &Shelf) -> String {
    let title = match &mute.what {
        Muted::Topic(Topic::Title(id)) => shelf.plate(*id),
        _ => None,
    };
    title.map_or_else(|| mute.label.clone(), |plate| plate.name.clone())
}

fn choice(value: &str, name: &str, chosen: &str) -> Choice {
    (value.to_owned(), name.to_owned(), value == chosen)
}

fn titles(shelf: &Shelf, wanted: &Wanted) -> Vec<Choice> {
    let chosen = if wanted.kind == "title" { wanted.value.as_str() } else { "" };
    shelf.by_name.iter().map(|title| choice(&title.stored.title.slug, &title.stored.title.name, chosen)).collect()
}

fn sections(wanted: &Wanted) -> Vec<Choice> {
    let chosen = if wanted.kind == "section" { wanted.value.as_str() } else { "" };
    Section::ALL.into_iter().map(|section| choice(section.as_str(), names::section(section), chosen)).collect()
}
