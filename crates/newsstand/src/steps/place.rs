//! Placing: the desk folds copies and puts articles into stories.

use newsstand_desk::{Arrival, Desk, Move, Settings};
use newsstand_news::{Id, Moment, Publisher, Title};
use newsstand_store::articles::{self, Stored};
use newsstand_store::stories::{self, Member};
use newsstand_store::{Ids, Tx, mentions, titles};
use std::collections::HashMap;
use std::time::Duration;

use super::{Step, mention};
use crate::stand::{Stand, now};

/// Articles placed in one transaction.
const BATCH: i64 = 250;
/// How long the desk keeps a story in mind after its last article.
const MEMORY: Duration = Duration::from_secs(4 * 24 * 3600);
/// How long an article waits for its page before the desk takes it as it is.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Places what is waiting, one batch. Answers how many articles it placed. Blocks.
pub fn place(stand: &Stand) -> Step<usize> {
    let mut guard = stand.desk.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let now = now();
    let waiting = stand.store.read_here(|tx| articles::unplaced(tx, now - PATIENCE, BATCH))?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let mut desk = match guard.take() {
        Some(desk) => desk,
        None => restored(stand)?,
    };
    let publishers = publishers(stand)?;
    let ids = stand.store.ids().clone();
    let mut placements = Vec::with_capacity(waiting.len());
    let mut near = Vec::new();
    let mut named = Vec::new();
    for stored in &waiting {
        let text = text(stored);
        named.extend(mention::of(stored, &text));
        let placed = desk.place(&arrival(stored, &text, &publishers), &mut || ids.next(now));
        near.extend(placed.near.iter().map(|(other, weight)| (placed.placement.story, *other, *weight)));
        placements.push(placed.placement);
    }
    // The desk's memory is put back only when the store agrees: otherwise it is taken up anew from what was kept.
    let articles: Vec<_> = waiting.iter().map(|stored| stored.id).collect();
    stand.store.write_here(|tx| {
        mentions::put(tx, &articles, &named)?;
        stories::place(tx, &placements, &near, &lead)
    })?;
    desk.forget(now - MEMORY);
    *guard = Some(desk);
    stand.metrics.placed(placements.len());
    Ok(placements.len())
}

/// Places all that is waiting, then looks at the stories that moved once more. Answers how many articles were placed.
/// Blocks.
pub fn all(stand: &Stand) -> Step<usize> {
    let mut placed = 0;
    loop {
        match place(stand)? {
            0 => break,
            count => placed += count,
        }
    }
    tidy(stand)?;
    Ok(placed)
}

/// The second pass over stories that moved: those that are one are merged, those that are two are split. Answers how many
/// moved. Blocks.
pub fn tidy(stand: &Stand) -> Step<usize> {
    let mut guard = stand.desk.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let Some(mut desk) = guard.take() else { return Ok(0) };
    let now = now();
    let ids = stand.store.ids().clone();
    let mut moves = desk.tidy(now);
    moves.extend(desk.split(&mut || ids.next(now)));
    stand.store.write_here(|tx| moves.iter().try_for_each(|step| keep(tx, &ids, step, now)))?;
    *guard = Some(desk);
    Ok(moves.len())
}

fn keep(tx: &mut Tx<'_>, ids: &Ids, step: &Move, now: Moment) -> Step<()> {
    match step {
        Move::Merged { from, into } => stories::merge(tx, ids, *from, *into, &lead, now),
        Move::Split { from, into, articles } => stories::split(tx, ids, *from, *into, articles, &lead, now),
    }
}

/// A desk that knows what was placed before.
fn restored(stand: &Stand) -> Step<Desk> {
    let mut desk = Desk::new(Settings::default());
    let since = now() - MEMORY;
    let publishers = publishers(stand)?;
    let mut after = Id::new(0);
    loop {
        let placed = stand.store.read_here(|tx| articles::placed_since(tx, since, after, BATCH))?;
        let Some(last) = placed.last() else { break };
        after = last.id;
        for stored in &placed {
            let (text, Some(story)) = (text(stored), stored.story) else { continue };
            desk.restore(&arrival(stored, &text, &publishers), story, stored.copy_of);
        }
    }
    Ok(desk)
}

type Owners = HashMap<Id<Title>, Option<Id<Publisher>>>;

fn publishers(stand: &Stand) -> Step<Owners> {
    stand.store.read_here(titles::owners)
}

fn text(stored: &Stored) -> String {
    let body = newsstand_extract::text(stored.article.body.html());
    match &stored.article.standfirst {
        Some(standfirst) if !body.starts_with(standfirst.as_str()) => format!("{standfirst}\n\n{body}"),
        _ => body,
    }
}

fn arrival<'a>(stored: &'a Stored, text: &'a str, publishers: &Owners) -> Arrival<'a> {
    let article = &stored.article;
    Arrival {
        article: stored.id,
        title: stored.title,
        publisher: publishers.get(&stored.title).copied().flatten(),
        language: &article.language,
        headline: &article.headline,
        text,
        published: article.published.moment().min(stored.seen),
        kind: article.kind,
        section: article.section,
        wire: match &article.origin {
            newsstand_news::Origin::Wire(agency) => Some(agency),
            _ => None,
        },
    }
}

/// The article that speaks for a story.
pub fn lead(members: &[Member]) -> Id<newsstand_news::Article> {
    super::edition::lead_of(members)
}

/// Forgets what is in mind; the next placing takes it up anew from the store.
pub fn forget(stand: &Stand) {
    *stand.desk.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
}
