//! All live stories, found by their heaviest terms.

use newsstand_news::{Id, Moment, Story};

use super::{LiveStory, Pace};
use crate::chains::Chains;
use crate::hash::FastMap;
use crate::weigh::{Lookup, Vector};
use crate::{Settings, limits};

/// Of the newest entries under a term, how many are looked at before a story is listed there again.
const LISTED_LATELY: usize = 24;

/// The live stories by slot.
#[derive(Default)]
pub(crate) struct Shelf {
    stories: Vec<LiveStory>,
    slots: FastMap<i64, u32>,
    terms: Chains,
    marks: Vec<Mark>,
}

/// What the search needs to know of every story it meets, small enough to stay near the processor.
#[derive(Clone, Copy, Default)]
struct Mark {
    /// What has been found in common so far; 0 between searches.
    score: f32,
    /// The hour of its middle.
    hour: i32,
}

/// How alike a story is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Likeness {
    /// Which story.
    pub slot: u32,
    /// From 0 to 1, time taken in.
    pub value: f32,
}

impl Shelf {
    /// The story in a slot.
    pub fn get(&self, slot: u32) -> Option<&LiveStory> {
        self.stories.get(slot as usize)
    }

    /// The slot of a story.
    pub fn slot(&self, id: Id<Story>) -> Option<u32> {
        self.slots.get(&id.get()).copied()
    }

    /// Puts a story up, to be found under its terms.
    pub fn add(&mut self, story: LiveStory) -> u32 {
        let slot = u32::try_from(self.stories.len()).unwrap_or(u32::MAX);
        self.slots.insert(story.id.get(), slot);
        self.marks.push(Mark { score: 0.0, hour: story.pace.hour() });
        self.stories.push(story);
        self.list(slot);
        slot
    }

    /// Changes a story and lists it under its new terms.
    pub fn change(&mut self, slot: u32, change: impl FnOnce(&mut LiveStory)) {
        if let Some(story) = self.stories.get_mut(slot as usize) {
            change(story);
            self.mark(slot);
            self.list(slot);
        }
    }

    /// Changes a story in what it is not found by.
    pub fn touch(&mut self, slot: u32, change: impl FnOnce(&mut LiveStory)) {
        if let Some(story) = self.stories.get_mut(slot as usize) {
            change(story);
            self.mark(slot);
        }
    }

    fn mark(&mut self, slot: u32) {
        let hour = self.get(slot).map_or(0, |story| story.pace.hour());
        if let Some(mark) = self.marks.get_mut(slot as usize) {
            mark.hour = hour;
        }
    }

    fn list(&mut self, slot: u32) {
        let Some(story) = self.stories.get(slot as usize).filter(|story| story.listed) else { return };
        for (term, _) in story.centre.heaviest(limits::INDEXED_TERMS) {
            if !self.terms.of(term).take(LISTED_LATELY).any(|listed| listed == slot) {
                self.terms.push(term, slot);
            }
        }
    }

    /// The stories most like a vector told at a moment, the likest first; at most [`limits::COMPARED`].
    pub fn alike(&mut self, vector: &Vector, moment: Moment, settings: &Settings) -> Vec<Likeness> {
        let lookup = Lookup::of(vector);
        let candidates = self.candidates(vector, moment, settings);
        self.fetch(&candidates);
        let mut found: Vec<Likeness> = candidates
            .into_iter()
            .filter_map(|slot| {
                let story = self.get(slot)?;
                let value = story.centre.likeness_to(&lookup)
                    * story.cohesion.powf(settings.cohesion)
                    * story.pace.near(moment, settings);
                (value > 0.0).then_some(Likeness { slot, value })
            })
            .collect();
        found.sort_unstable_by(|a, b| b.value.total_cmp(&a.value).then(a.slot.cmp(&b.slot)));
        found
    }

    /// Reads a little of each story: memory is slow, but it is asked for all of them at once here and not one by one.
    fn fetch(&self, slots: &[u32]) {
        let stories = slots.iter().filter_map(|&slot| self.get(slot));
        std::hint::black_box(stories.fold(0, |sum, story| sum ^ story.centre.sample()));
    }

    /// Slots of the stories listed under the heaviest part of the vector's terms.
    fn candidates(&mut self, vector: &Vector, moment: Moment, settings: &Settings) -> Vec<u32> {
        let (hour, reach) = (Pace::at(moment).hour(), settings.reach());
        let (mut slots, mut steps) = (Vec::new(), 0);
        // The heaviest terms are the rarest and their chains the shortest: a story missed at the end shares little.
        for (term, weight) in vector.heaviest(limits::ARTICLE_TERMS.max(limits::STORY_TERMS)) {
            if steps >= limits::SEARCH_STEPS {
                break;
            }
            for slot in self.terms.of(term).take(limits::TERM_STORIES) {
                steps += 1;
                let Some(mark) = self.marks.get_mut(slot as usize).filter(|mark| mark.hour.abs_diff(hour) <= reach) else {
                    continue;
                };
                if mark.score == 0.0 {
                    slots.push(slot);
                }
                mark.score += weight * weight;
            }
        }
        let score = |slot: &u32| self.marks.get(*slot as usize).map_or(0.0, |mark| mark.score);
        if slots.len() > limits::COMPARED {
            slots.select_nth_unstable_by(limits::COMPARED, |a, b| score(b).total_cmp(&score(a)).then(b.cmp(a)));
        }
        for &slot in &slots {
            if let Some(mark) = self.marks.get_mut(slot as usize) {
                mark.score = 0.0;
            }
        }
        slots.truncate(limits::COMPARED);
        slots
    }

    /// Ends a story whose articles go to another; gives what it was. Its slot stays, empty.
    pub fn end(&mut self, slot: u32) -> Option<LiveStory> {
        let story = self.stories.get_mut(slot as usize)?;
        self.slots.remove(&story.id.get());
        let mut nothing = LiveStory::begin(story.id, Vector::default(), 0.0, story.spell.first, false);
        std::mem::swap(story, &mut nothing);
        Some(nothing)
    }

    /// Takes all stories out by slot, ended ones included.
    pub fn drain(&mut self) -> Vec<LiveStory> {
        self.slots = FastMap::default();
        self.terms = Chains::default();
        self.marks = Vec::new();
        std::mem::take(&mut self.stories)
    }
}
