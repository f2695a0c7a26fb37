//! Laying out: stories that move are ranked, and the front page is made.

use newsstand_desk::lead::{self, Candidate};
use newsstand_desk::rank::{Recipe, StoryFacts};
use newsstand_news::{Article, Id, Moment};
use newsstand_store::editions;
use newsstand_store::stories::{self, Member};
use std::time::Duration;

use super::Step;
use crate::stand::{Stand, now};

/// Stories that are ranked, those with most sources first.
const STORIES: i64 = 600;
/// What counts as recent for a story's velocity.
const RECENT: Duration = Duration::from_secs(6 * 3600);
/// Standing among the first so many of a feed is prominence.
const PROMINENT: i64 = 3;

/// Lays out the front page from what is placed; keeps it when it differs from the last one. Blocks.
pub fn lay_out(stand: &Stand) -> Step<bool> {
    let now = now();
    let members = stand.store.read_here(|tx| stories::moving(tx, super::place::horizon(now), STORIES))?;
    let facts: Vec<StoryFacts> = members.chunk_by(|a, b| a.story == b.story).filter_map(|story| facts(story, now)).collect();
    let edition = newsstand_desk::edition::lay_out(&facts, &Recipe::default(), &[], now);
    let last = stand.store.read_here(editions::latest)?;
    if last.is_some_and(|last| last.fronts == edition.fronts) {
        return Ok(false);
    }
    let ids = stand.store.ids().clone();
    stand.store.write_here(|tx| editions::save(tx, &ids, &edition, now))?;
    stand.metrics.laid_out();
    Ok(true)
}

fn facts(members: &[Member], now: Moment) -> Option<StoryFacts> {
    let (first, last) = (members.first()?, members.last()?);
    let lead = lead_of(members);
    let chosen = members.iter().find(|member| member.article == lead).unwrap_or(first);
    let counts = stories::counts(members);
    let small = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let recent = members.iter().filter(|member| now.since(member.published) < RECENT).count();
    let mut prominent: Vec<_> = members.iter().filter(|member| member.place < PROMINENT).map(|member| member.title).collect();
    prominent.sort_unstable();
    prominent.dedup();
    Some(StoryFacts {
        story: first.story,
        lead,
        language: chosen.language.clone(),
        section: section(members).or(chosen.section),
        sources: small(counts.sources),
        titles: small(counts.titles),
        articles: small(counts.articles),
        recent: recent as u32,
        prominence: prominent.len() as u32,
        first: first.published,
        latest: last.published,
    })
}

/// The section most members stand in.
fn section(members: &[Member]) -> Option<newsstand_news::Section> {
    newsstand_news::Section::ALL
        .into_iter()
        .map(|section| (members.iter().filter(|member| member.section == Some(section)).count(), section))
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, section)| (*count, std::cmp::Reverse(*section)))
        .map(|(_, section)| section)
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
