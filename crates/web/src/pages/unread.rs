//! Dense lists: what is unread, all that came in, what was saved.

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_news::{Article, Id, Moment};
use newsstand_store::articles::{self, Card as Stored, Page};
use newsstand_store::{readers, stories};
use serde::Deserialize;

use super::kit::{Kit, marks, reach, whole};
use super::section;
use super::sifted::Sifted;
use crate::door::{Trouble, Visitor, page};
use crate::mine::Mine;
use crate::names;
use crate::parts::{Age, Frame, Here, Mark, Row};
use crate::shelf::Shelf;
use crate::state::State;
use crate::words::{self, Civil};

/// Lines on a page.
const LINES: usize = 60;
/// Saved articles that are shown.
const SAVED: usize = 400;
/// What counts as today in the rail.
const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 3600);
/// Titles in the rail.
const RAIL: usize = 24;

/// Where a list goes on, from the address.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Paging {
    before: Option<i64>,
    id: Option<i64>,
}

impl Paging {
    /// Whether this is the top of the list.
    pub fn is_top(self) -> bool {
        self.before.is_none()
    }
    /// For the store.
    pub fn page(self, limit: usize) -> Page {
        match (self.before, self.id) {
            (Some(before), Some(id)) => Page { before: Moment::from_micros(before), id, limit: whole(limit) },
            _ => section::first(limit),
        }
    }
    /// The query of the page after these cards; none when they are the last.
    pub fn older(cards: &[Stored], limit: usize) -> Option<String> {
        let last = cards.last().filter(|_| cards.len() >= limit)?;
        Some(format!("before={}&id={}", last.published.micros(), last.id))
    }
}

/// Lines under one heading.
pub struct Group {
    /// `This morning`
    pub heading: String,
    /// The lines.
    pub rows: Vec<Row>,
}

/// Which list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Unread,
    Latest,
    Saved,
}

/// A list.
#[derive(Template)]
#[template(path = "unread.html")]
struct ListPage {
    frame: Frame,
    list: List,
    summary: String,
    unread: String,
    sections: Vec<(&'static str, String, String)>,
    titles: Vec<(std::sync::Arc<crate::parts::Plate>, String)>,
    groups: Vec<Group>,
    older: Option<String>,
    follows_any: bool,
    left_out: Option<String>,
}

/// Shows what is unread.
pub async fn show(state: Shared<State>, visitor: Extension<Visitor>, paging: Query<Paging>) -> Result<Response, Trouble> {
    list(state.0, visitor.0, paging.0, List::Unread).await
}

/// Shows all that came in.
pub async fn latest(state: Shared<State>, visitor: Extension<Visitor>, paging: Query<Paging>) -> Result<Response, Trouble> {
    list(state.0, visitor.0, paging.0, List::Latest).await
}

/// Shows what was saved.
pub async fn saved(state: Shared<State>, visitor: Extension<Visitor>) -> Result<Response, Trouble> {
    list(state.0, visitor.0, Paging::default(), List::Saved).await
}

async fn list(state: State, visitor: Visitor, paging: Paging, list: List) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now) = (state.reader_of(&visitor), state.now());
    let (found, marked, follows_any, follows, sections, sizes) = state
        .read(move |tx| {
            let mine = Mine::read(tx, reader, now)?;
            let follows = readers::follows(tx, reader)?;
            let whose = (!follows.is_empty()).then_some(reader);
            let found = match list {
                List::Unread => Sifted::read(tx, &mine, paging, LINES, |tx, page| articles::unread(tx, reader, page))?,
                List::Latest => Sifted::read(tx, &mine, paging, LINES, |tx, page| articles::latest(tx, page, whose))?,
                // What was saved was asked for.
                List::Saved => Sifted { cards: articles::saved(tx, reader, whole(SAVED))?, ..Sifted::default() },
            };
            let marked = marks(tx, reader, &found.cards)?;
            let sections = mine.section_counts(tx, now - DAY)?;
            let mut ids: Vec<_> = found.cards.iter().filter_map(|card| card.story).collect();
            ids.sort_unstable();
            ids.dedup();
            let told = stories::by_ids(tx, &ids)?;
            let sizes = mine.titles_of(tx, &told)?;
            Ok((found, marked, whose.is_some(), mine.followed(tx, reader, follows)?, sections, sizes))
        })
        .await?;
    let cards = &found.cards;
    let kit = Kit::new(&state, &shelf);
    let mut groups = grouped(&kit, cards.iter(), &marked);
    note_stories(&mut groups, cards, &sizes);
    let path = if list == List::Unread { "/unread" } else { "/latest" };
    let unread: i64 = follows.iter().map(|follow| follow.unread).sum();
    page(&ListPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Unread),
        list,
        summary: summary(list, cards, sizes.len()),
        unread: words::number(unread),
        sections: sections.iter().map(|(s, n)| (names::section(*s), format!("/section/{s}"), words::number(*n))).collect(),
        titles: rail(&shelf, &follows),
        groups,
        older: found.older.as_ref().map(|query| format!("{path}?{query}")),
        follows_any,
        left_out: found.left_out(),
    })
}

fn summary(list: List, cards: &[Stored], stories: usize) -> String {
    let articles = words::count(cards.len(), "article", "articles");
    match list {
        List::Saved => articles,
        _ => format!("{articles} in {}", words::count(stories, "story", "stories")),
    }
}

/// Says under a headline how many titles tell its story.
fn note_stories(groups: &mut [Group], cards: &[Stored], sizes: &HashMap<Id<newsstand_news::Story>, u32>) {
    let by_number: HashMap<i64, &Stored> = cards.iter().map(|card| (card.id.get(), card)).collect();
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        let stored = row.mark.and_then(|mark| by_number.get(&mark.article));
        let titles = stored.and_then(|stored| stored.story).and_then(|story| sizes.get(&story)).copied().unwrap_or(1);
        if titles > 1 {
            row.note = Some(format!("One story, {}", reach(titles as usize, 1)));
        }
    }
}

/// Titles with something unread, the most first.
fn rail(shelf: &Shelf, follows: &[readers::Follow]) -> Vec<(std::sync::Arc<crate::parts::Plate>, String)> {
    let mut order: Vec<_> = follows.iter().filter(|follow| follow.unread > 0).collect();
    order.sort_by_key(|follow| std::cmp::Reverse(follow.unread));
    order.iter().take(RAIL).filter_map(|follow| Some((shelf.plate(follow.title)?, words::number(follow.unread)))).collect()
}

/// Lines grouped by the part of the day.
pub fn grouped<'c>(kit: &Kit<'_>, cards: impl Iterator<Item = &'c Stored>, marked: &HashMap<Id<Article>, Mark>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for card in cards {
        let heading = words::part_of_day(card.published, kit.now, kit.offset);
        let row = Row {
            age: Age::in_words(card.published, Civil::of(card.published, kit.offset).clock()),
            mark: marked.get(&card.id).copied(),
            ..kit.row(card)
        };
        match groups.last_mut().filter(|group| group.heading == heading) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { heading, rows: vec![row] }),
        }
    }
    groups
}
