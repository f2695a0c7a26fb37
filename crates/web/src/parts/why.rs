//! Why a card stands where it does, in sentences.

use askama::Template;
use newsstand_news::Factor;

use super::part;
use crate::words;

/// The reasons for a card's place.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/why.html")]
pub struct Why {
    reasons: Vec<Reason>,
    /// Where the reader changes what counts, and what that is called.
    change: Option<(&'static str, &'static str)>,
}

/// One reason, with its part in the whole where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reason {
    share: Option<String>,
    sentence: String,
}

impl Why {
    /// From what the desk counted; `titles` carry the story.
    pub fn of(why: &newsstand_news::Why, titles: usize) -> Self {
        Self {
            reasons: why.factors.iter().map(|factor| Reason::of(factor, titles)).collect(),
            change: Some(("/settings/front", "Change what counts")),
        }
    }

    /// Sentences, and where to change what led to them.
    pub fn told(sentences: impl IntoIterator<Item = String>, change: Option<(&'static str, &'static str)>) -> Self {
        Self { reasons: sentences.into_iter().map(|sentence| Reason { share: None, sentence }).collect(), change }
    }

    /// Without the link, where that page is shown already.
    pub fn without_change(self) -> Self {
        Self { change: None, ..self }
    }
}

impl Reason {
    fn of(factor: &Factor, titles: usize) -> Self {
        let (share, sentence) = match factor {
            Factor::Sources { count, share } => (
                share,
                format!(
                    "{}, from {}.",
                    words::count(titles, "title reports it", "titles report it"),
                    words::count(count, "independent source", "independent sources")
                ),
            ),
            Factor::Velocity { count, weighed, share } => (share, velocity(*count, *weighed)),
            Factor::Prominence { count, share } => {
                (share, format!("{} put it near the top.", words::count(count, "title", "titles")))
            }
            Factor::Decay { minutes: 0, share } => (share, "The latest came in just now.".to_owned()),
            Factor::Decay { minutes, share } => (share, format!("The latest is {} old.", age(*minutes))),
        };
        Self { share: Some(format!("{} %", (share + 5) / 10)), sentence }
    }
}

/// How many came in, and for how many they count where some are of titles that write a lot.
fn velocity(count: u32, weighed: u32) -> String {
    let came = format!("{} came in the last six hours", words::count(count, "article", "articles"));
    let counted = (weighed + 500) / 1000;
    if count > 0 && weighed > 0 && counted < count {
        format!("{came}; they count for {} where titles usually write much.", words::number(counted.max(1)))
    } else {
        format!("{came}.")
    }
}

fn age(minutes: u32) -> String {
    match minutes {
        0..60 => words::count(minutes, "minute", "minutes"),
        60..2880 => words::count(minutes / 60, "hour", "hours"),
        _ => words::count(minutes / 1440, "day", "days"),
    }
}

part!(Why);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_sentences_with_their_shares() {
        let factors = vec![
            Factor::Sources { count: 5, share: 517 },
            Factor::Velocity { count: 1, weighed: 1000, share: 100 },
            Factor::Prominence { count: 3, share: 200 },
            Factor::Decay { minutes: 40, share: 183 },
        ];
        let why = Why::of(&newsstand_news::Why { score: 1, factors }, 14).render().unwrap();
        for sentence in [
            "14 titles report it, from 5 independent sources.",
            "1 article came in the last six hours.",
            "3 titles put it near the top.",
            "The latest is 40 minutes old.",
            "52 %",
            "href=\"/settings/front\"",
        ] {
            assert!(why.contains(sentence), "{sentence} not in {why}");
        }
    }

    #[test]
    fn a_mill_is_said_to_count_less() {
        assert_eq!(
            velocity(6, 2400),
            "6 articles came in the last six hours; they count for 2 where titles usually write much."
        );
        assert_eq!(velocity(2, 2000), "2 articles came in the last six hours.");
        assert_eq!(velocity(2, 0), "2 articles came in the last six hours.", "an edition of before");
    }
}
