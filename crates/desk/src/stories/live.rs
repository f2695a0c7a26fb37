//! What the desk remembers of one story.

use newsstand_news::{Id, Moment, Story};

use super::Pace;
use crate::limits;
use crate::weigh::Vector;

/// The time a story has been told in, from its first article to its latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spell {
    /// When its first article came out.
    pub first: Moment,
    /// When its latest did.
    pub latest: Moment,
}

impl Spell {
    /// The spell of a single article.
    pub const fn at(moment: Moment) -> Self {
        Self { first: moment, latest: moment }
    }

    /// The spell that covers both.
    pub fn with(self, other: Spell) -> Spell {
        Spell { first: self.first.min(other.first), latest: self.latest.max(other.latest) }
    }

    /// Hours between the two; 0 when they touch.
    pub fn hours_from(self, other: Spell) -> f32 {
        let gap = if self.latest < other.first { other.first.since(self.latest) } else { self.first.since(other.latest) };
        gap.as_secs_f32() / 3600.0
    }
}

/// A live story.
#[derive(Debug)]
pub(crate) struct LiveStory {
    /// Who it is.
    pub id: Id<Story>,
    /// The mean direction of its articles, copies left out.
    pub centre: Vector,
    /// The length of the mean of its articles' vectors: 1 when all are alike, the smaller the less they are.
    pub cohesion: f32,
    /// How long its articles' texts are on the whole, in words.
    pub words: f32,
    /// Articles that shaped its centre.
    pub shaped: u32,
    /// How many had shaped it when it was last looked at whether it is two.
    pub examined: u32,
    /// Articles in all.
    pub articles: u32,
    /// When it was told.
    pub spell: Spell,
    /// At what pace.
    pub pace: Pace,
    /// The slot of the article that came last.
    pub newest: Option<u32>,
    /// Whether other articles may find it; a round-up's own story may not be.
    pub listed: bool,
}

impl LiveStory {
    /// A story that begins with one article, which is counted when it is put in.
    pub fn begin(id: Id<Story>, centre: Vector, words: f32, published: Moment, listed: bool) -> Self {
        Self {
            id,
            centre,
            cohesion: 1.0,
            words,
            shaped: 1,
            examined: 0,
            articles: 0,
            spell: Spell::at(published),
            pace: Pace::at(published),
            newest: None,
            listed,
        }
    }

    /// Takes in an article that may shape it.
    pub fn shape(&mut self, vector: &Vector, words: f32, memory: f32) {
        let mine = (self.shaped as f32).min(memory);
        self.cohesion = mean_length((self.cohesion, mine), (1.0, 1.0), self.centre.likeness(vector));
        self.centre = self.centre.towards(mine, vector, limits::STORY_TERMS);
        self.words += (words - self.words) / (mine + 1.0);
        self.shaped += 1;
    }

    /// Takes in another story.
    pub fn absorb(&mut self, other: &LiveStory) {
        let mine = self.shaped as f32 / other.shaped.max(1) as f32;
        self.cohesion = mean_length((self.cohesion, mine), (other.cohesion, 1.0), self.centre.likeness(&other.centre));
        self.centre = self.centre.towards(mine, &other.centre, limits::STORY_TERMS);
        let all = (self.shaped + other.shaped).max(1) as f32;
        self.words += (other.words - self.words) * other.shaped as f32 / all;
        self.shaped += other.shaped;
        self.articles += other.articles;
        self.spell = self.spell.with(other.spell);
        self.pace.join(&other.pace);
    }
}

/// The length of the mean of two vectors, each given as its length and its part, with a cosine between them.
fn mean_length((one, mine): (f32, f32), (other, theirs): (f32, f32), cosine: f32) -> f32 {
    let (a, b) = (one * mine, other * theirs);
    (a * a + b * b + 2.0 * a * b * cosine).max(0.0).sqrt() / (mine + theirs).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_between_spells() {
        let at = |hours: i64| Moment::from_seconds(hours * 3600);
        let story = Spell { first: at(10), latest: at(20) };
        assert_eq!(story.hours_from(Spell::at(at(15))), 0.0);
        assert_eq!(story.hours_from(Spell::at(at(26))), 6.0);
        assert_eq!(story.hours_from(Spell::at(at(7))), 3.0);
        assert_eq!(Spell::at(at(26)).hours_from(story), 6.0);
        let far = Spell::at(Moment::from_micros(i64::MIN)).hours_from(Spell::at(Moment::from_micros(i64::MAX)));
        assert!(far.is_finite() && far > 0.0);
    }
}
