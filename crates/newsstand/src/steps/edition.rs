//! Laying out: stories that move are ranked, and the front page is made.

use newsstand_desk::lead::{self, Candidate};
use newsstand_desk::rank::Recipe;
use newsstand_news::{Article, Id};
use newsstand_store::editions;
use newsstand_store::stories::Member;
use newsstand_web::standing;

use super::Step;
use crate::stand::{Stand, now};

/// Lays out the front page from what is placed; keeps it when it differs from the last one. Blocks.
pub fn lay_out(stand: &Stand) -> Step<bool> {
    let now = now();
    let facts = stand.store.read_here(|tx| standing::facts(tx, &stand.usual, now))?;
    let edition = newsstand_desk::edition::lay_out(&facts, &Recipe::default(), &[], now);
    let last = stand.store.read_here(editions::latest)?;
    // Before the first story there is nothing to lay out: the page says that the first edition is on its way.
    let bare = edition.fronts.iter().all(|(_, cards)| cards.is_empty());
    if last.as_ref().map_or(bare, |last| last.fronts == edition.fronts) {
        return Ok(false);
    }
    let ids = stand.store.ids().clone();
    stand.store.write_here(|tx| editions::save(tx, &ids, &edition, now))?;
    stand.metrics.laid_out();
    Ok(true)
}

/// The article that speaks for a story.
pub fn lead_of(members: &[Member]) -> Id<Article> {
    let candidates: Vec<Candidate> = members
        .iter()
        .map(|member| Candidate {
            article: member.article,
            kind: member.kind,
            copy: member.copy_of.is_some(),
            copies: members.iter().filter(|other| other.copy_of == Some(member.article)).count() as u32,
            full: member.full,
            picture: member.picture,
            open: true,
            words: u32::try_from(member.words).unwrap_or(0),
            published: member.published,
        })
        .collect();
    // A story is never empty; an id of nothing is never kept.
    lead::choose(&candidates).unwrap_or(Id::new(0))
}
