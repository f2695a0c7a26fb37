//! Picked for you: the reader's profile out of the store, and the stories that suit it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use newsstand_desk::pick::{Candidate as Counted, Popularity};
use newsstand_desk::taste::{Because, Candidate, Pick, Profile, Reading, pick};
use newsstand_news::{Article, Id, Moment, Story, Title, Topic};
use newsstand_store::articles::Card as Stored;
use newsstand_store::interests::Interest;
use newsstand_store::readings::Reading as Row;
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

/// All that a profile is made of.
pub struct Made {
    /// What was read, the newest first.
    pub readings: Vec<Row>,
    /// What was said.
    pub interests: Vec<Interest>,
    /// The titles that are followed.
    pub titles: HashSet<Id<Title>>,
    /// What follows from it.
    pub profile: Profile,
    /// Names as printed.
    pub labels: HashMap<Topic, String>,
}

impl Made {
    /// Reads it.
    pub fn read(tx: &mut Tx<'_>, reader: i64, now: Moment) -> Result<Self, Error> {
        let rows = readings::since(tx, reader, now - REACH, READINGS)?;
        let ids: Vec<_> = rows.iter().map(|row| row.article).collect();
        let mentioned = mentions::of(tx, &ids)?;
        let mut labels: HashMap<Topic, String> =
            mentioned.iter().map(|mention| (mention.topic.clone(), mention.label.clone())).collect();
        let read = attended(&rows, by_article(mentioned));
        let titles: HashSet<_> = readers::follows(tx, reader)?.into_iter().map(|follow| follow.title).collect();
        let interests = interests::of(tx, reader)?;
        labels.extend(interests.iter().map(|interest| (interest.topic.clone(), interest.label.clone())));
        let learnt = Profile::of(&read, &[], now);
        let stated = stated(tx, &learnt, &titles, &interests)?;
        Ok(Self { profile: Profile::of(&read, &stated, now), readings: rows, interests, titles, labels })
    }
}

/// The readings as the desk weighs them.
fn attended(rows: &[Row], mut names: HashMap<Id<Article>, Vec<Topic>>) -> Vec<Reading> {
    let own = |row: &Row| [Some(Topic::Title(row.title)), row.section.map(Topic::Section)].into_iter().flatten();
    let reading = |row: &Row| Reading {
        at: row.opened,
        seconds: u32::try_from(row.seconds).unwrap_or(0),
        words: u32::try_from(row.words).unwrap_or(0),
        topics: own(row).chain(names.remove(&row.article).unwrap_or_default()).collect(),
    };
    rows.iter().map(reading).collect()
}

/// What the reader said of topics, each with its weight from -1 to 1.
fn stated(
    tx: &mut Tx<'_>,
    learnt: &Profile,
    titles: &HashSet<Id<Title>>,
    interests: &[Interest],
) -> Result<Vec<(Topic, f64)>, Error> {
    let known = |topic: &Topic| learnt.weight(topic).map_or(0.0, |weight| weight.learnt);
    let mut stated: HashMap<Topic, f64> =
        titles.iter().map(|title| Topic::Title(*title)).map(|topic| (topic.clone(), known(&topic).max(TITLE))).collect();
    for interest in interests {
        let topic = match &interest.topic {
            // What was followed leads on with its story.
            Topic::Story(id) => Topic::Story(stories::by_id(tx, *id)?.map_or(*id, |story| story.id)),
            other => other.clone(),
        };
        let said = interest.weight as f64 / 1000.0;
        // Who asks for more gets more than what was learnt, however much that is.
        let weight = if said > 0.0 { said + known(&topic) * (1.0 - said) } else { said };
        stated.insert(topic, weight);
    }
    Ok(stated.into_iter().collect())
}

/// Stories that suit a reader, and what was known of them when they were picked.
pub type Suiting = (Vec<Pick>, Arc<Standing>);

/// What suits the reader and does not stand on top anyway, with what was known of the stories when it was picked; none
/// where it is switched off.
pub fn of(
    tx: &mut Tx<'_>,
    state: &State,
    mine: &Mine,
    on_top: &HashSet<Id<Story>>,
    (reader, now): (i64, Moment),
) -> Result<Option<Suiting>, Error> {
    if !mine.for_you {
        return Ok(None);
    }
    let made = Made::read(tx, reader, now)?;
    if made.profile.is_empty() {
        return Ok(Some(Default::default()));
    }
    let standing = state.standings.get(tx, now)?;
    let mut picks = picks(tx, (&standing, on_top), &state.crowd, mine, &made.profile, (reader, now))?;
    picks.iter_mut().flat_map(|pick| &mut pick.because).for_each(|because| asked(because, &made.titles));
    Ok(Some((picks, standing)))
}

/// More of a title can be asked for without following it.
fn asked(because: &mut Because, titles: &HashSet<Id<Title>>) {
    if let Because::Followed(Topic::Title(title)) = *because
        && !titles.contains(&title)
    {
        *because = Because::Asked(Topic::Title(title));
    }
}

/// The stories that suit a profile, the best first.
fn picks(
    tx: &mut Tx<'_>,
    (standing, on_top): (&Standing, &HashSet<Id<Story>>),
    crowd: &Crowd,
    mine: &Mine,
    profile: &Profile,
    (reader, now): (i64, Moment),
) -> Result<Vec<Pick>, Error> {
    let read: HashMap<Id<Story>, Moment> = readers::stories_read(tx, reader, now - READ)?.into_iter().collect();
    let mut candidates = Vec::with_capacity(standing.facts.len());
    for facts in standing.facts.iter().filter(|facts| !on_top.contains(&facts.story)) {
        let Some(lead) = standing.leads.get(&facts.lead) else { continue };
        let names = standing.names_of(lead.id);
        let elsewhere = facts.section.is_some_and(|section| mine.sieve.hides_section(section));
        if elsewhere || mine.sieve.hides(&shown(lead, names)).is_some() {
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
            // Most stories that were read have nothing newer: only the others are asked about.
            moved: match read.filter(|read| facts.latest > *read) {
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
