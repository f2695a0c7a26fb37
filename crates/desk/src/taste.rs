//! Picked for you: a profile made of what one reader follows, corrected and read, and the stories that suit it.
//!
//! Everything a profile knows can be shown to its reader as it is: a weight for each topic, and where it comes from.

use std::collections::{BTreeMap, HashSet};

use newsstand_news::{Article, Id, Moment, Story, Topic};

/// Days in which a reading comes to count half.
const HALF_LIFE_DAYS: f64 = 14.0;
/// Whole readings of a topic that give it half of the greatest weight that can be learnt.
const HALF_LEARNT: f64 = 3.0;
/// The part of a reading that opening alone is worth.
const OPENED: f64 = 0.25;
/// Words read in a second.
const WORDS_PER_SECOND: f64 = 4.0;
/// Seconds below which no article is read.
const LEAST_SECONDS: f64 = 15.0;
/// Topics of one story that count; those beyond are of no more use.
const COUNTED: usize = 4;
/// What topics must give together for a story to be picked.
const LEAST: f64 = 0.12;
/// Hours in which a story comes to count half.
const STORY_HALF_LIFE_HOURS: f64 = 20.0;
/// What a score is taken times for every story above it that is picked for the same topic.
const SAME_TOPIC: f64 = 0.6;
/// Reasons that are told.
const TOLD: usize = 2;
/// A weight at or below this is never picked.
pub const NEVER: f64 = -1.0;

/// Something that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// When.
    pub at: Moment,
    /// For how many seconds, as far as the browser said.
    pub seconds: u32,
    /// Words in it.
    pub words: u32,
    /// What it is about.
    pub topics: Vec<Topic>,
}

/// What is known of one topic.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Weight {
    /// Learnt from readings, 0 to 1.
    pub learnt: f64,
    /// From how many.
    pub readings: u32,
    /// What the reader said: 1 follows it, less than 0 wants it less, [`NEVER`] not at all. Counts instead of what was
    /// learnt.
    pub stated: Option<f64>,
}

impl Weight {
    /// What counts.
    pub fn value(self) -> f64 {
        self.stated.unwrap_or(self.learnt)
    }
}

/// What one reader cares about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    weights: BTreeMap<Topic, Weight>,
}

impl Profile {
    /// From what was read and what was said.
    pub fn of(readings: &[Reading], stated: &[(Topic, f64)], now: Moment) -> Self {
        let mut effort: BTreeMap<&Topic, (f64, u32)> = BTreeMap::new();
        for reading in readings {
            let attention = attention(reading, now);
            for topic in reading.topics.iter().collect::<HashSet<_>>() {
                let (sum, count) = effort.entry(topic).or_default();
                *sum += attention;
                *count += 1;
            }
        }
        let learnt = |(topic, (sum, readings)): (&Topic, (f64, u32))| {
            (topic.clone(), Weight { learnt: sum / (sum + HALF_LEARNT), readings, stated: None })
        };
        let mut weights: BTreeMap<Topic, Weight> = effort.into_iter().map(learnt).collect();
        for (topic, weight) in stated {
            weights.entry(topic.clone()).or_default().stated = Some(weight.clamp(NEVER, 1.0));
        }
        Self { weights }
    }

    /// Nothing is known.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// What is known of a topic.
    pub fn weight(&self, topic: &Topic) -> Option<Weight> {
        self.weights.get(topic).copied()
    }

    /// All of it, what counts most first.
    pub fn weights(&self) -> Vec<(&Topic, Weight)> {
        let mut all: Vec<_> = self.weights.iter().map(|(topic, weight)| (topic, *weight)).collect();
        all.sort_by(|a, b| b.1.value().abs().total_cmp(&a.1.value().abs()).then(a.0.cmp(b.0)));
        all
    }
}

/// What a reading is worth: how much of it was read, decaying.
fn attention(reading: &Reading, now: Moment) -> f64 {
    let whole = (f64::from(reading.words) / WORDS_PER_SECOND).max(LEAST_SECONDS);
    let read = (f64::from(reading.seconds) / whole).clamp(OPENED, 1.0);
    read * (-now.since(reading.at).as_secs_f64() / 86_400.0 / HALF_LIFE_DAYS).exp2()
}

/// A story that may be picked.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which story.
    pub story: Id<Story>,
    /// The article that speaks for it.
    pub lead: Id<Article>,
    /// What it is about.
    pub topics: Vec<Topic>,
    /// Independent sources.
    pub sources: u32,
    /// When its latest article came out.
    pub latest: Moment,
    /// How likely any reader is to open it, against the mean; 1 where nothing is known.
    pub popularity: f64,
    /// When the reader last read of it.
    pub read: Option<Moment>,
    /// Titles that reported it anew since then.
    pub moved: u32,
    /// Stories that are near it.
    pub near: Vec<Id<Story>>,
}

/// Why something was picked.
#[derive(Debug, Clone, PartialEq)]
pub enum Because {
    /// The reader follows it.
    Followed(Topic),
    /// The reader asked for more of it.
    Asked(Topic),
    /// The reader read of it so many times lately.
    Read(Topic, u32),
    /// The reader read the story then, and so many titles reported it anew since.
    Moved(Moment, u32),
}

/// A story that suits the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick {
    /// Which story.
    pub story: Id<Story>,
    /// The article that speaks for it.
    pub lead: Id<Article>,
    /// Its score; only the order means something.
    pub score: f64,
    /// Why, the weightiest reason first; never empty.
    pub because: Vec<Because>,
}

/// The `count` stories that suit a reader most, the best first.
///
/// `score = (1 + affinity) · popularity · √sources · 2^(−hours / half-life)`; the affinity is the sum of the weights of
/// the story's topics, each taken times the part of all candidates that are *not* about it, so that a topic everything is
/// about says nothing. Stories the reader knows are left out unless they moved, and so is what is near a pick.
pub fn pick(candidates: &[Candidate], profile: &Profile, now: Moment, count: usize) -> Vec<Pick> {
    let common = common(candidates);
    let all = candidates.len().max(1) as f64;
    let rare = |topic: &Topic| 1.0 - f64::from(common.get(topic).copied().unwrap_or(0)) / (all + 1.0);
    let mut suiting: Vec<(&Candidate, Pick)> =
        candidates.iter().filter_map(|candidate| Some((candidate, suits(candidate, profile, &rare, now)?))).collect();
    let mut picked: Vec<Pick> = Vec::new();
    while picked.len() < count {
        let worth = |pick: &Pick| {
            let above = picked.iter().filter(|above| topic_of(above) == topic_of(pick)).count();
            pick.score * SAME_TOPIC.powi(above as i32)
        };
        let best = (0..suiting.len()).max_by(|a, b| {
            let (a, b) = (suiting.get(*a).map(|(_, pick)| pick), suiting.get(*b).map(|(_, pick)| pick));
            a.map_or(0.0, worth).total_cmp(&b.map_or(0.0, worth)).then(b.map(|p| p.story).cmp(&a.map(|p| p.story)))
        });
        let Some(best) = best else { break };
        let (candidate, pick) = suiting.remove(best);
        suiting.retain(|(other, _)| !candidate.near.contains(&other.story) && !other.near.contains(&candidate.story));
        picked.push(pick);
    }
    picked
}

/// How many candidates are about each topic.
fn common(candidates: &[Candidate]) -> BTreeMap<&Topic, u32> {
    let mut common = BTreeMap::new();
    for candidate in candidates {
        for topic in candidate.topics.iter().collect::<HashSet<_>>() {
            *common.entry(topic).or_insert(0) += 1;
        }
    }
    common
}

fn suits(candidate: &Candidate, profile: &Profile, rare: &dyn Fn(&Topic) -> f64, now: Moment) -> Option<Pick> {
    if candidate.read.is_some() && candidate.moved == 0 {
        return None;
    }
    let topics: HashSet<&Topic> = candidate.topics.iter().collect();
    let mut known: Vec<(&Topic, Weight, f64)> = topics
        .into_iter()
        .filter_map(|topic| Some((topic, profile.weight(topic)?)))
        .map(|(t, w)| (t, w, w.value() * rare(t)))
        .collect();
    if known.iter().any(|(_, weight, _)| weight.value() <= NEVER) {
        return None;
    }
    known.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(b.0)));
    let liked: f64 = known.iter().map(|(_, _, part)| part.max(0.0)).take(COUNTED).sum();
    let disliked: f64 = known.iter().map(|(_, _, part)| part.min(0.0)).sum();
    let affinity = liked + disliked;
    if affinity < LEAST {
        return None;
    }
    let hours = now.since(candidate.latest).as_secs_f64() / 3600.0;
    let fresh = (-hours / STORY_HALF_LIFE_HOURS).exp2();
    let score =
        (1.0 + affinity) * affinity.sqrt() * candidate.popularity.max(0.0) * f64::from(candidate.sources.max(1)).sqrt() * fresh;
    let moved = candidate.read.map(|read| Because::Moved(read, candidate.moved));
    let reasons = known.iter().filter(|(_, _, part)| *part > 0.0).map(|(topic, weight, _)| reason(topic, *weight));
    let because = moved.into_iter().chain(reasons).take(TOLD).collect();
    Some(Pick { story: candidate.story, lead: candidate.lead, score, because })
}

fn reason(topic: &Topic, weight: Weight) -> Because {
    match weight.stated {
        // Titles are followed with less than the full weight: most readers follow many.
        Some(stated) if stated >= 1.0 || matches!(topic, Topic::Title(_)) => Because::Followed(topic.clone()),
        Some(_) => Because::Asked(topic.clone()),
        None => Because::Read(topic.clone(), weight.readings),
    }
}

/// The topic a pick was made for.
fn topic_of(pick: &Pick) -> Option<&Topic> {
    pick.because.iter().find_map(|because| match because {
        Because::Followed(topic) | Because::Asked(topic) | Because::Read(topic, _) => Some(topic),
        Because::Moved(..) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_news::Section;

    const NOW: Moment = Moment::from_seconds(1_000_000);

    fn ago(hours: i64) -> Moment {
        Moment::from_seconds(1_000_000 - hours * 3600)
    }

    fn sport() -> Topic {
        Topic::Section(Section::Sport)
    }

    fn place(name: &str) -> Topic {
        Topic::Place(name.into())
    }

    fn read(topics: &[Topic], times: usize) -> Vec<Reading> {
        vec![Reading { at: ago(10), seconds: 200, words: 400, topics: topics.to_vec() }; times]
    }

    fn story(id: i64, topics: &[Topic]) -> Candidate {
        Candidate {
            story: Id::new(id),
            lead: Id::new(id * 10),
            topics: topics.to_vec(),
            sources: 2,
            latest: ago(1),
            popularity: 1.0,
            read: None,
            moved: 0,
            near: vec![],
        }
    }

    /// Stories about nothing the reader knows, so that a topic is rare.
    fn others() -> Vec<Candidate> {
        (100..120).map(|id| story(id, &[place(&format!("town {id}"))])).collect()
    }

    fn picked(mut candidates: Vec<Candidate>, profile: &Profile) -> Vec<i64> {
        candidates.extend(others());
        pick(&candidates, profile, NOW, 5).iter().map(|pick| pick.story.get()).collect()
    }

    #[test]
    fn what_is_read_follows_and_what_is_not_known_is_not_picked() {
        let profile = Profile::of(&read(&[place("saltmere")], 5), &[], NOW);
        assert_eq!(picked(vec![story(1, &[place("saltmere")]), story(2, &[sport()])], &profile), [1]);
        assert!(
            picked(vec![story(1, &[sport()])], &Profile::default()).is_empty(),
            "nobody is picked for without a profile"
        );
    }

    #[test]
    fn a_topic_everything_is_about_says_nothing() {
        let profile = Profile::of(&read(&[sport()], 9), &[], NOW);
        let all: Vec<Candidate> = (1..9).map(|id| story(id, &[sport()])).collect();
        assert!(pick(&all, &profile, NOW, 5).is_empty());
    }

    #[test]
    fn what_one_said_counts_instead_of_what_was_learnt() {
        let readings = read(&[sport()], 9);
        let less = Profile::of(&readings, &[(sport(), -0.5)], NOW);
        assert!(picked(vec![story(1, &[sport()])], &less).is_empty());
        let never = Profile::of(&[], &[(sport(), NEVER), (place("saltmere"), 1.0)], NOW);
        assert!(picked(vec![story(1, &[sport(), place("saltmere")])], &never).is_empty());
        let follows = Profile::of(&[], &[(place("saltmere"), 1.0)], NOW);
        let pick = pick(&[vec![story(1, &[place("saltmere")])], others()].concat(), &follows, NOW, 5);
        assert_eq!(pick[0].because, [Because::Followed(place("saltmere"))]);
    }

    #[test]
    fn a_story_one_read_comes_back_only_when_it_moved() {
        let profile = Profile::of(&read(&[sport()], 5), &[], NOW);
        let known = Candidate { read: Some(ago(20)), ..story(1, &[sport()]) };
        assert!(picked(vec![known.clone()], &profile).is_empty());
        let moved = Candidate { moved: 3, ..known };
        let picks = pick(&[vec![moved], others()].concat(), &profile, NOW, 5);
        assert_eq!(picks[0].because[0], Because::Moved(ago(20), 3));
    }

    #[test]
    fn near_identical_stories_are_picked_once_and_topics_take_turns() {
        let profile = Profile::of(&[], &[(sport(), 1.0), (place("saltmere"), 0.7)], NOW);
        let near = Candidate { near: vec![Id::new(1)], ..story(2, &[sport()]) };
        assert_eq!(picked(vec![story(1, &[sport()]), near], &profile), [1]);
        let many = (1..5).map(|id| story(id, &[sport()])).chain([story(9, &[place("saltmere")])]).collect();
        assert_eq!(picked(many, &profile)[..2], [1, 9]);
    }

    #[test]
    fn opening_alone_and_long_ago_count_less() {
        let one = |seconds, hours| Reading { at: ago(hours), seconds, words: 400, topics: vec![sport()] };
        let weight = |reading| Profile::of(&[reading], &[], NOW).weight(&sport()).unwrap().learnt;
        assert!(weight(one(100, 1)) > weight(one(5, 1)));
        assert!(weight(one(100, 1)) > weight(one(100, 24 * 30)));
        assert!(weight(one(100_000, 1)) < 1.0);
    }

    #[test]
    fn the_profile_tells_what_it_knows_the_weightiest_first() {
        let profile = Profile::of(&read(&[sport()], 2), &[(place("saltmere"), 1.0), (place("x"), -0.5)], NOW);
        let told: Vec<&Topic> = profile.weights().into_iter().map(|(topic, _)| topic).collect();
        assert_eq!(told, [&place("saltmere"), &place("x"), &sport()]);
        assert_eq!(profile.weight(&sport()).unwrap().readings, 2);
    }
}
