//! All live stories, found by their heaviest terms.

use newsstand_news::{Id, Story};

use super::{LiveStory, Spell};
use crate::chains::Chains;
use crate::hash::FastMap;
use crate::weigh::Vector;
use crate::{Settings, limits};

/// Of the newest entries under a term, how many are looked at before a story is listed there again.
const LISTED_LATELY: usize = 24;

/// The live stories by slot.
#[derive(Default)]
pub(crate) struct Shelf {
    stories: Vec<LiveStory>,
    slots: FastMap<i64, u32>,
    terms: Chains,
    scores: Vec<f32>,
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
        self.stories.push(story);
        self.list(slot);
        slot
    }

    /// Changes a story and lists it under its new terms.
    pub fn change(&mut self, slot: u32, change: impl FnOnce(&mut LiveStory)) {
        if let Some(story) = self.stories.get_mut(slot as usize) {
            change(story);
            self.list(slot);
        }
    }

    /// Changes a story in what it is not found by.
    pub fn touch(&mut self, slot: u32, change: impl FnOnce(&mut LiveStory)) {
        if let Some(story) = self.stories.get_mut(slot as usize) {
            change(story);
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

    /// The stories most like a vector told in a spell, the likest first; at most [`limits::COMPARED`].
    pub fn alike(&mut self, vector: &Vector, spell: Spell, settings: &Settings) -> Vec<Likeness> {
        let mut found: Vec<Likeness> = self
            .candidates(vector)
            .into_iter()
            .filter_map(|slot| {
                let story = self.get(slot)?;
                let hours = (story.spell.hours_from(spell) - settings.grace_hours).max(0.0);
                let value = story.centre.likeness(vector)
                    * story.cohesion.powf(settings.cohesion)
                    * (-hours / settings.half_life_hours).exp2();
                (value > 0.0).then_some(Likeness { slot, value })
            })
            .collect();
        found.sort_unstable_by(|a, b| b.value.total_cmp(&a.value).then(a.slot.cmp(&b.slot)));
        found
    }

    /// Slots of the stories listed under the heaviest part of the vector's terms.
    fn candidates(&mut self, vector: &Vector) -> Vec<u32> {
        self.scores.resize(self.stories.len(), 0.0);
        let (mut slots, mut steps) = (Vec::new(), 0);
        // The heaviest terms are the rarest and their chains the shortest: a story missed at the end shares little.
        for (term, weight) in vector.heaviest(limits::ARTICLE_TERMS.max(limits::STORY_TERMS)) {
            if steps >= limits::SEARCH_STEPS {
                break;
            }
            for slot in self.terms.of(term).take(limits::TERM_STORIES) {
                steps += 1;
                let Some(score) = self.scores.get_mut(slot as usize) else { continue };
                if *score == 0.0 {
                    slots.push(slot);
                }
                *score += weight * weight;
            }
        }
        let score = |slot: &u32| self.scores.get(*slot as usize).copied().unwrap_or(0.0);
        if slots.len() > limits::COMPARED {
            slots.select_nth_unstable_by(limits::COMPARED, |a, b| score(b).total_cmp(&score(a)).then(b.cmp(a)));
        }
        for &slot in &slots {
            if let Some(score) = self.scores.get_mut(slot as usize) {
                *score = 0.0;
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
        self.scores = Vec::new();
        std::mem::take(&mut self.stories)
    }
}
