//! What ranking knows of the stories that stand now: read from the store, and remembered for a few seconds for readers
//! whose front page differs from everybody's.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use newsstand_desk::rank::{StoryFacts, surge};
use newsstand_news::{Article, Id, Moment, Story, Title, Topic};
use newsstand_store::articles::Card as Stored;
use newsstand_store::mentions::Mention;
use newsstand_store::shares::{self, Share};
use newsstand_store::{Error, Tx, articles, editions, mentions, stories, titles};

/// Stories that are ranked, those with most sources first.
const STORIES: i64 = 600;
/// How far back a front page looks.
pub const HORIZON: Duration = Duration::from_secs(4 * 24 * 3600);
/// What counts as recent for a story's velocity.
const RECENT: Duration = Duration::from_secs(6 * 3600);
/// Standing among the first so many of a feed is prominence.
const PROMINENT: i64 = 3;
/// Over how long it is counted how much a title usually brings.
const USUAL: Duration = Duration::from_secs(7 * 24 * 3600);
/// How long that is remembered.
const USUAL_HOLDS: Duration = Duration::from_secs(3600);
/// How long the standing stories are remembered.
const HOLDS: Duration = Duration::from_secs(15);
/// The same when there is a newer edition.
const LEAST: Duration = Duration::from_secs(1);

/// How many articles each title usually brings in six hours, counted once an hour.
#[derive(Debug, Default)]
pub struct Usual(Mutex<Option<(Moment, Rates)>>);

/// Articles in six hours.
type Rates = Arc<HashMap<Id<Title>, f64>>;

impl Usual {
    fn rates(&self, tx: &mut Tx<'_>, now: Moment) -> Result<Rates, Error> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, rates)) = held.as_ref().filter(|(at, _)| now >= *at && now.since(*at) < USUAL_HOLDS) {
            let _ = at;
            return Ok(Arc::clone(rates));
        }
        let spans = USUAL.as_secs_f64() / RECENT.as_secs_f64();
        let rates = titles::brought(tx, now - USUAL)?.into_iter().map(|(title, count)| (title, count as f64 / spans));
        let rates: Rates = Arc::new(rates.collect());
        *held = Some((now, Arc::clone(&rates)));
        Ok(rates)
    }
}

/// The stories that a front page is made of, with all that ranking asks of them.
pub fn facts(tx: &mut Tx<'_>, usual: &Usual, now: Moment) -> Result<Vec<StoryFacts>, Error> {
    Ok(facts_and_recent(tx, usual, now)?.0)
}

/// What each title brought to each story lately, and how much it usually brings.
type Recent = HashMap<Id<Story>, Vec<(Id<Title>, u32, f64)>>;

fn recent(tx: &mut Tx<'_>, usual: &Usual, stories: &[Id<Story>], now: Moment) -> Result<Recent, Error> {
    let rates = usual.rates(tx, now)?;
    let mut recent = Recent::new();
    for (story, title, count) in stories::recent(tx, stories, now - RECENT)? {
        let usual = rates.get(&title).copied().unwrap_or(0.0);
        recent.entry(story).or_default().push((title, u32::try_from(count).unwrap_or(u32::MAX), usual));
    }
    Ok(recent)
}

fn facts_and_recent(tx: &mut Tx<'_>, usual: &Usual, now: Moment) -> Result<(Vec<StoryFacts>, Recent), Error> {
    let standing = stories::standing(tx, now - HORIZON, now - RECENT, PROMINENT, STORIES)?;
    let moving: Vec<_> = standing.iter().filter(|standing| standing.recent > 0).map(|standing| standing.story.id).collect();
    let recent = recent(tx, usual, &moving, now)?;
    let facts = standing.into_iter().map(|standing| {
        let story = standing.story;
        StoryFacts {
            surge: surge(recent.get(&story.id).into_iter().flatten().map(|(_, count, usual)| (*count, *usual))),
            story: story.id,
            lead: story.lead,
            language: story.language,
            section: story.section,
            sources: story.sources,
            titles: story.titles,
            articles: story.articles,
            recent: standing.recent,
            prominence: standing.prominent,
            first: story.first,
            latest: story.latest,
        }
    });
    let facts = facts.collect();
    Ok((facts, recent))
}

/// The standing stories with their leads, for a reader's own front page.
#[derive(Debug, Default)]
pub struct Standing {
    /// What ranking knows.
    pub facts: Vec<StoryFacts>,
    /// The articles that speak for them.
    pub leads: HashMap<Id<Article>, Stored>,
    /// The places and people each lead names.
    pub names: HashMap<Id<Article>, Vec<Topic>>,
    /// Names as printed.
    pub labels: HashMap<Topic, String>,
    /// Stories that are near each other.
    pub near: HashMap<Id<Story>, Vec<Id<Story>>>,
    /// What each title has in each story.
    shares: HashMap<Id<Story>, Vec<Share>>,
    recent: Recent,
}

impl Standing {
    fn read(tx: &mut Tx<'_>, usual: &Usual, now: Moment) -> Result<Self, Error> {
        let (facts, recent) = facts_and_recent(tx, usual, now)?;
        let ids: Vec<_> = facts.iter().map(|facts| facts.lead).collect();
        let leads = articles::by_ids(tx, &ids)?.into_iter().map(|card| (card.id, card)).collect();
        let mentioned = mentions::of(tx, &ids)?;
        let labels = mentioned.iter().map(|mention| (mention.topic.clone(), mention.label.clone())).collect();
        let names = by_article(mentioned);
        let story_ids: Vec<_> = facts.iter().map(|facts| facts.story).collect();
        let mut near: HashMap<Id<Story>, Vec<Id<Story>>> = HashMap::new();
        for (story, other) in stories::near(tx, &story_ids)? {
            near.entry(story).or_default().push(other);
        }
        let mut shared: HashMap<Id<Story>, Vec<Share>> = HashMap::new();
        for share in shares::of(tx, &story_ids)? {
            shared.entry(share.story).or_default().push(share);
        }
        Ok(Self { facts, leads, names, labels, near, shares: shared, recent })
    }

    /// Whether a title that is wanted has something in a story.
    pub fn has(&self, story: Id<Story>, wanted: impl Fn(Id<Title>) -> bool) -> bool {
        self.shares.get(&story).into_iter().flatten().any(|share| wanted(share.title))
    }

    /// A story's facts as if only some titles told it.
    pub fn told_by(&self, facts: &StoryFacts, kept: impl Fn(Id<Title>) -> bool) -> StoryFacts {
        let (kept_shares, gone): (Vec<&Share>, Vec<&Share>) =
            self.shares.get(&facts.story).into_iter().flatten().partition(|share| kept(share.title));
        let (kept_recent, gone_recent): (Vec<_>, Vec<_>) =
            self.recent.get(&facts.story).into_iter().flatten().partition(|(title, ..)| kept(*title));
        let owners: HashSet<i64> = kept_shares.iter().filter(|share| share.original).map(|share| share.owner).collect();
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let prominent = gone.iter().filter(|share| share.place < PROMINENT).count();
        StoryFacts {
            // A text that only copies carry now still comes from somebody.
            sources: small(owners.len()).max(1),
            titles: small(kept_shares.len()),
            articles: kept_shares.iter().map(|share| share.articles).sum(),
            recent: facts.recent.saturating_sub(gone_recent.iter().map(|(_, count, _)| *count).sum()),
            surge: surge(kept_recent.iter().map(|(_, count, usual)| (*count, *usual))),
            prominence: facts.prominence.saturating_sub(small(prominent)),
            ..facts.clone()
        }
    }

    /// The names in an article; none where nothing is known.
    pub fn names_of(&self, article: Id<Article>) -> &[Topic] {
        self.names.get(&article).map_or(&[], Vec::as_slice)
    }
}

/// The topics of mentions, by article.
pub fn by_article(mentions: Vec<Mention>) -> HashMap<Id<Article>, Vec<Topic>> {
    let mut out: HashMap<Id<Article>, Vec<Topic>> = HashMap::new();
    for mention in mentions {
        out.entry(mention.article).or_default().push(mention.topic);
    }
    out
}

/// The standing stories, remembered.
#[derive(Debug, Default)]
pub struct Standings {
    usual: Usual,
    held: Mutex<Option<Held>>,
}

/// When they were read, for which edition, and what they were.
type Held = (Moment, Option<Moment>, Arc<Standing>);

impl Standings {
    /// As they stand: read anew with every edition, though not twice in a second.
    pub fn get(&self, tx: &mut Tx<'_>, now: Moment) -> Result<Arc<Standing>, Error> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let edition = editions::made(tx)?;
        if let Some((at, of, standing)) = held
            && now >= at
            && now.since(at) < if of == edition { HOLDS } else { LEAST }
        {
            return Ok(standing);
        }
        let standing = Arc::new(Standing::read(tx, &self.usual, now)?);
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, edition, Arc::clone(&standing)));
        Ok(standing)
    }
}
