//! Picked for you: the reader's profile out of the store, and the stories that suit it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use newsstand_desk::pick::{Candidate as Counted, Popularity};
use newsstand_desk::taste::{Because, Candidate, Pick, Profile, Reading, pick};
use newsstand_news::{Id, Moment, Story, Topic};
use newsstand_store::articles::Card as Stored;
use newsstand_store::{Error, Tx, interests, mentions, readers, readings, stories};

use crate::mine::{Mine, shown};
use crate::names;
use crate::pages::Kit;
use crate::shelf::Shelf;
use crate::standing::{Standing, by_article};
use crate::state::State;
use crate::words;

/// How far back a profile looks.
pub const REACH: Duration = Duration::from_secs(60 * 24 * 3600);
/// Readings that make a profile.
const READINGS: i64 = 600;
/// How far back it is looked whether a story was read.
const READ: Duration = Duration::from_secs(7 * 24 * 3600);
/// What following a title weighs, where nothing else was said: a reader follows many.
const TITLE: f64 = 0.3;
/// Stories that are picked.
pub const PICKS: usize = 6;

/// What readers of this stand were shown and opened since the program started: kept in memory, by nobody's name.
#[derive(Default)]
pub struct Crowd(Mutex<Popularity>);

impl Crowd {
    /// Notes that a card stood on somebody's front page.
    pub fn shown<'a>(&self, cards: impl IntoIterator<Item = &'a Stored>, now: Moment) {
        let mut popularity = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cards.into_iter().for_each(|card| popularity.shown(counted(card), now));
    }

    /// Notes that somebody opened an article.
    pub fn opened(&self, card: &Stored, now: Moment) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).opened(counted(card), now);
    }

    fn lift(&self, card: &Stored, now: Moment) -> f64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).lift(counted(card), now)
    }
}

fn counted(card: &Stored) -> Counted {
    Counted { article: card.id, section: card.section }
}

/// The reader's profile.
pub fn profile(tx: &mut Tx<'_>, reader: i64, now: Moment) -> Result<Profile, Error> {
    let rows = readings::since(tx, reader, now - REACH, READINGS)?;
    let ids: Vec<_> = rows.iter().map(|row| row.article).collect();
    let mut names = by_article(mentions::of(tx, &ids)?);
    let read: Vec<Reading> = rows
        .iter()
        .map(|row| Reading {
            at: row.opened,
            seconds: u32::try_from(row.seconds).unwrap_or(0),
            words: u32::try_from(row.words).unwrap_or(0),
            topics: [Some(Topic::Title(row.title)), row.section.map(Topic::Section)]
                .into_iter()
                .flatten()
                .chain(names.remove(&row.article).unwrap_or_default())
                .collect(),
        })
        .collect();
    let learnt = Profile::of(&read, &[], now);
    let mut stated: HashMap<Topic, f64> = HashMap::new();
    for follow in readers::follows(tx, reader)? {
        let topic = Topic::Title(follow.title);
        let weight = learnt.weight(&topic).map_or(TITLE, |weight| weight.learnt.max(TITLE));
        stated.insert(topic, weight);
    }
    for interest in interests::of(tx, reader)? {
        let topic = match interest.topic {
            // What was followed leads on with its story.
            Topic::Story(id) => Topic::Story(stories::by_id(tx, id)?.map_or(id, |story| story.id)),
            other => other,
        };
        stated.insert(topic, interest.weight as f64 / 1000.0);
    }
    Ok(Profile::of(&read, &stated.into_iter().collect::<Vec<_>>(), now))
}

/// What suits the reader, with what was known of the stories when it was picked.
pub fn of(tx: &mut Tx<'_>, state: &State, mine: &Mine, reader: i64, now: Moment) -> Result<(Vec<Pick>, Arc<Standing>), Error> {
    if !mine.for_you {
        return Ok(Default::default());
    }
    let profile = profile(tx, reader, now)?;
    if profile.is_empty() {
        return Ok(Default::default());
    }
    let standing = state.standings.get(tx, now)?;
    Ok((picks(tx, &standing, &state.crowd, mine, &profile, (reader, now))?, standing))
}

/// The stories that suit a profile, the best first.
fn picks(
    tx: &mut Tx<'_>,
    standing: &Standing,
    crowd: &Crowd,
    mine: &Mine,
    profile: &Profile,
    (reader, now): (i64, Moment),
) -> Result<Vec<Pick>, Error> {
    let read: HashMap<Id<Story>, Moment> = readers::stories_read(tx, reader, now - READ)?.into_iter().collect();
    let mut candidates = Vec::with_capacity(standing.facts.len());
    for facts in &standing.facts {
        let Some(lead) = standing.leads.get(&facts.lead) else { continue };
        let names = standing.names_of(lead.id);
        if mine.sieve.hides(&shown(lead, names)).is_some() {
            continue;
        }
        let read = read.get(&facts.story).copied();
        let own = [Some(Topic::Title(lead.title)), facts.section.map(Topic::Section), Some(Topic::Story(facts.story))];
        candidates.push(Candidate {
            story: facts.story,
            lead: facts.lead,
            topics: own.into_iter().flatten().chain(names.iter().cloned()).collect(),
            sources: facts.sources,
            latest: facts.latest,
            popularity: crowd.lift(lead, now),
            moved: match read {
                Some(read) => u32::try_from(stories::titles_since(tx, facts.story, read)?).unwrap_or(0),
                None => 0,
            },
            read,
            near: standing.near.get(&facts.story).cloned().unwrap_or_default(),
        });
    }
    Ok(pick(&candidates, profile, now, PICKS))
}

/// Why something was picked, in sentences; `labels` are names as printed.
pub fn sentences(pick: &Pick, shelf: &Shelf, labels: &HashMap<Topic, String>, kit: &Kit<'_>) -> Vec<String> {
    let name = |topic: &Topic| called(topic, shelf, labels);
    let sentence = |because: &Because| match because {
        Because::Followed(Topic::Story(_)) => "You follow this story.".to_owned(),
        Because::Followed(topic) => format!("You follow {}.", name(topic)),
        Because::Asked(topic) => format!("You asked for more of {}.", name(topic)),
        Because::Read(topic, count) => {
            let articles = words::count(count, "article", "articles");
            match topic {
                Topic::Title(_) => format!("You read {articles} of {} lately.", name(topic)),
                Topic::Section(_) => format!("You read {articles} in {} lately.", name(topic)),
                Topic::Place(_) | Topic::Person(_) | Topic::Story(_) => {
                    format!("You read {articles} about {} lately.", name(topic))
                }
            }
        }
        Because::Moved(read, titles) => format!(
            "You read of it {}; {} reported it anew since.",
            words::moment_in_line(*read, kit.now, kit.offset),
            words::count(titles, "title", "titles")
        ),
    };
    pick.because.iter().map(sentence).collect()
}

/// What a topic is called on a page.
pub fn called(topic: &Topic, shelf: &Shelf, labels: &HashMap<Topic, String>) -> String {
    match topic {
        Topic::Title(id) => shelf.plate(*id).map_or_else(|| "a title that left the stand".to_owned(), |plate| plate.name.clone()),
        Topic::Section(section) => names::section(*section).to_owned(),
        Topic::Story(_) => labels.get(topic).cloned().unwrap_or_else(|| "a story".to_owned()),
        Topic::Place(name) | Topic::Person(name) => labels.get(topic).cloned().unwrap_or_else(|| name.clone()),
    }
}
