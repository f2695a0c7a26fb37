//! Why a card stands where it does, in sentences.

use askama::Template;
use newsstand_news::Factor;

use super::part;
use crate::words;

/// The reasons for a card's place.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/why.html")]
pub struct Why {
    factors: Vec<Factor>,
    titles: usize,
}

impl Why {
    /// From what the desk counted; `titles` carry the story.
    pub fn of(why: &newsstand_news::Why, titles: usize) -> Self {
        Self { factors: why.factors.clone(), titles }
    }

    fn minutes(minutes: &u32) -> String {
        match minutes {
            0..60 => words::count(minutes, "minute", "minutes"),
            60..2880 => words::count(minutes / 60, "hour", "hours"),
            _ => words::count(minutes / 1440, "day", "days"),
        }
    }
}

part!(Why);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_sentences() {
        let factors = vec![
            Factor::Sources { count: 5, share: 2000 },
            Factor::Velocity { count: 1, share: 1000 },
            Factor::Prominence { count: 3, share: 1200 },
            Factor::Decay { minutes: 40, share: 900 },
        ];
        let why = Why::of(&newsstand_news::Why { score: 1, factors }, 14).render().unwrap();
        for sentence in [
            "14 titles report it, from 5 independent sources.",
            "1 article came in the last six hours.",
            "3 titles put it near the top.",
            "The latest is 40 minutes old.",
        ] {
            assert!(why.contains(sentence), "{sentence} not in {why}");
        }
    }
}
