//! How a story is told over time: when on the whole, and how far from that its articles lie.
//!
//! An hour after a story of a hundred reports in one morning is long; after one of two reports in two days it is
//! nothing. So the time between a story and an article is measured by the story's own pace. The middle is taken
//! instead of the latest article, because one stray article must not wake a story that was over.

use newsstand_news::Moment;

use crate::Settings;

/// Articles a story's pace reaches back.
const MEMORY: f32 = 30.0;

/// The pace of a story.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pace {
    /// The mean moment of its latest articles.
    middle: Moment,
    /// Their mean distance from it, in hours.
    spread: f32,
    /// Articles it was told from.
    told: f32,
}

impl Pace {
    /// The pace of a single article.
    pub const fn at(moment: Moment) -> Self {
        Self { middle: moment, spread: 0.0, told: 1.0 }
    }

    /// When the story was told on the whole.
    pub const fn middle(&self) -> Moment {
        self.middle
    }

    /// Takes in an article.
    pub fn tell(&mut self, moment: Moment) {
        self.join(&Self::at(moment));
    }

    /// Takes in another story's articles.
    pub fn join(&mut self, other: &Self) {
        let part = other.told / (self.told + other.told);
        let hours = hours(self.middle, other.middle);
        self.spread += part * (hours.abs().max(other.spread) - self.spread);
        self.middle = Moment::from_micros(self.middle.micros().saturating_add((f64::from(hours * part) * 3.6e9) as i64));
        self.told = (self.told + other.told).min(MEMORY);
    }

    /// The hour of the story's middle, counted from where moments are.
    pub fn hour(&self) -> i32 {
        let hour = self.middle.micros().div_euclid(3_600_000_000);
        hour.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
    }

    /// How much of a likeness time leaves: 1 for an article in the middle of the story, less the farther away it is.
    pub fn near(&self, moment: Moment, settings: &Settings) -> f32 {
        let own =
            (self.spread * settings.pace).clamp(settings.fastest_hours.min(settings.half_life_hours), settings.half_life_hours);
        let (few, many) = (settings.pace_prior.max(0.1).powi(2), (self.told - 1.0).powi(2));
        let scale = (few * settings.half_life_hours + many * own) / (few + many);
        let late = (hours(self.middle, moment).abs() / scale).powf(settings.time_power);
        1.0 / (1.0 + late)
    }
}

/// Hours from one moment to another.
fn hours(from: Moment, to: Moment) -> f32 {
    (to.micros().saturating_sub(from.micros()) as f64 / 3.6e9) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: f64) -> Moment {
        Moment::from_micros((hours * 3.6e9) as i64)
    }

    fn told(hours: impl Iterator<Item = f64>) -> Pace {
        let mut moments = hours.map(at);
        let mut pace = Pace::at(moments.next().unwrap());
        moments.for_each(|moment| pace.tell(moment));
        pace
    }

    #[test]
    fn the_middle_follows_and_one_stray_article_does_not_move_it() {
        let mut burst = told((0..60).map(|n| f64::from(n) / 20.0));
        let before = burst.middle();
        assert!((1.0..3.0).contains(&(before.micros() as f64 / 3.6e9)));
        burst.tell(at(20.0));
        assert!(hours(before, burst.middle()) < 1.0);
    }

    #[test]
    fn a_slow_story_waits_longer_than_a_fast_one() {
        let settings = Settings::default();
        let (fast, slow) = (told((0..60).map(|n| f64::from(n) / 20.0)), told([0.0, 20.0, 30.0].into_iter()));
        assert!(fast.near(at(3.0), &settings) > 0.5, "while it is told");
        assert!(fast.near(at(12.0), &settings) < 0.1, "when it was over");
        assert!(slow.near(at(42.0), &settings) > 0.8);
        assert!(slow.near(at(300.0), &settings) < 0.05);
    }

    #[test]
    fn time_takes_more_the_farther_away_on_either_side() {
        let (settings, pace) = (Settings::default(), told([0.0, 1.0].into_iter()));
        let mut last = 1.1;
        for hours in [0.5, 10.0, 30.0, 60.0, 200.0] {
            let (after, before) = (pace.near(at(hours), &settings), pace.near(at(1.0 - hours), &settings));
            assert!((after - before).abs() < 1e-3 && after < last, "{hours}");
            last = after;
        }
    }

    #[test]
    fn the_ends_of_time_are_survived() {
        let (first, last) = (Moment::from_micros(i64::MIN), Moment::from_micros(i64::MAX));
        let mut pace = Pace::at(first);
        pace.tell(last);
        pace.join(&Pace::at(first));
        for moment in [first, Moment::default(), last] {
            assert!((0.0..=1.0).contains(&pace.near(moment, &Settings::default())));
            assert!(Pace::at(moment).hour() <= Pace::at(last).hour());
        }
    }
}
