//! One section: its top stories, then all that came in.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use newsstand_news::{Front, Section};
use newsstand_store::articles::{self, Page};

use super::kit::{Kit, Told, cards_of, marks, whole};
use super::unread::{Group, Paging, grouped};
use crate::door::{Trouble, Visitor, page};
use crate::mine::Mine;
use crate::parts::{Card, Frame, Here, Size};
use crate::state::State;
use crate::{edition, names};

/// Cards on top.
const TOP: usize = 7;
/// Lines below them.
const LINES: usize = 40;

/// The page of a section.
#[derive(Template)]
#[template(path = "section.html")]
struct SectionPage {
    frame: Frame,
    name: &'static str,
    others: Vec<(&'static str, String, bool)>,
    lead: Option<Card>,
    top: Vec<Card>,
    groups: Vec<Group>,
    older: Option<String>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(word): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<Response, Trouble> {
    let section: Section = word.parse().map_err(|_| Trouble::NotFound)?;
    let shelf = state.shelf().await?;
    let reader = shelf.reader;
    let (asking, now) = (state.clone(), state.now());
    let (edition, told, cards, older, marked) = state
        .read(move |tx| {
            let mine = Mine::read(tx, reader, now)?;
            let own = if paging.is_top() { edition::read(tx, &asking.standings, &mine, now)? } else { None };
            let edition = own.map(|own| own.edition);
            let front = edition.as_ref().map_or(&[][..], |edition| cards_of(edition, Front::Section(section)));
            let shown: Vec<_> = front.iter().take(TOP).map(|card| (card.story, card.article)).collect();
            let told = Told::read(tx, &shown)?;
            let cards = articles::of_section(tx, section, paging.page(LINES))?;
            let older = Paging::older(&cards, LINES);
            let cards = mine.shown(tx, cards)?;
            let marked = marks(tx, reader, &cards)?;
            Ok((edition, told, cards, older, marked))
        })
        .await?;
    let kit = Kit::new(&state, &shelf);
    let front = edition.as_ref().map_or(&[][..], |edition| cards_of(edition, Front::Section(section)));
    let mut top: Vec<Card> = Vec::new();
    for (at, card) in front.iter().take(TOP).enumerate() {
        let size = if at == 0 { Size::Side } else { Size::Plain };
        top.extend(kit.card(&told, card.story, card.article, Some(&card.why), size).map(|made| {
            let photo = told.articles.get(&card.article).and_then(|stored| kit.photo(stored)).filter(|_| at == 0);
            Card { size: if photo.is_some() || at > 0 { size } else { Size::Large }, photo, ..made }
        }));
    }
    let lead = (!top.is_empty()).then(|| top.remove(0));
    let older = older.map(|query| format!("/section/{section}?{query}"));
    let rows = cards.iter().filter(|card| card.copy_of.is_none());
    page(&SectionPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        name: names::section(section),
        others: Section::ALL
            .into_iter()
            .map(|other| (names::section(other), format!("/section/{other}"), other == section))
            .collect(),
        lead,
        top,
        groups: grouped(&kit, rows, &marked),
        older,
    })
}

/// The first page of a list.
pub fn first(limit: usize) -> Page {
    Page::first(whole(limit))
}
