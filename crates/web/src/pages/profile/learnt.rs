//! Topics of a profile: followed, corrected, learnt.

use newsstand_news::Topic;
use newsstand_store::interests::{FOLLOWED, Interest};

use crate::foryou::{Made, called};
use crate::pages::Kit;
use crate::pages::interests::{LESS, MORE, NEVER, NOTHING};
use crate::pages::said::Follow;
use crate::parts::Age;
use crate::words;

/// Topics that are shown of what was learnt.
const LEARNT: usize = 20;

/// A topic with its name and where it leads.
pub struct Topical {
    /// What to send to change it.
    pub topic: Follow,
    /// `Place`
    pub kind: &'static str,
    /// Where it is to be found.
    pub href: String,
    /// How much it counts, 0 to 100.
    pub part: i64,
    /// `from 3 readings`
    pub from: String,
}

/// A topic the reader said something of.
pub struct Said {
    /// The topic.
    pub topical: Topical,
    /// What was said, in a word.
    pub word: &'static str,
    /// Since when.
    pub since: Age,
}

/// What is followed beside titles, the newest first.
pub fn followed(kit: &Kit<'_>, made: &Made) -> Vec<Said> {
    made.interests.iter().filter(|interest| interest.weight == FOLLOWED).map(|interest| said(kit, made, interest)).collect()
}

/// What was corrected.
pub fn corrected(kit: &Kit<'_>, made: &Made) -> Vec<Said> {
    made.interests.iter().filter(|interest| interest.weight != FOLLOWED).map(|interest| said(kit, made, interest)).collect()
}

/// What was learnt and not corrected, what counts most first.
pub fn learnt(kit: &Kit<'_>, made: &Made) -> Vec<Topical> {
    let weights = made.profile.weights();
    let mut learnt: Vec<_> = weights
        .into_iter()
        .filter(|(topic, weight)| weight.readings > 0 && !made.interests.iter().any(|said| said.topic == **topic))
        .collect();
    learnt.sort_by(|a, b| b.1.learnt.total_cmp(&a.1.learnt));
    learnt.iter().take(LEARNT).map(|(topic, _)| topical(kit, made, topic, None)).collect()
}

fn said(kit: &Kit<'_>, made: &Made, interest: &Interest) -> Said {
    Said {
        topical: topical(kit, made, &interest.topic, Some(interest.weight)),
        word: word(interest.weight),
        since: Age::in_words(interest.since, words::since(interest.since, kit.now, kit.offset)),
    }
}

fn word(weight: i64) -> &'static str {
    match weight {
        NEVER => "never",
        NOTHING => "forgotten",
        LESS => "less",
        MORE => "more",
        weight if weight >= FOLLOWED => "followed",
        weight if weight > 0 => "more",
        _ => "less",
    }
}

fn topical(kit: &Kit<'_>, made: &Made, topic: &Topic, weight: Option<i64>) -> Topical {
    let label = called(topic, kit.shelf, &made.labels);
    let known = made.profile.weight(topic).unwrap_or_default();
    Topical {
        href: href(kit, topic, &label),
        kind: kind(topic),
        part: (known.learnt * 100.0).round() as i64,
        from: match known.readings {
            0 => String::new(),
            readings => format!("from {}", words::count(readings, "reading", "readings")),
        },
        topic: Follow { kind: topic.kind(), value: topic.value(), label, weight },
    }
}

fn kind(topic: &Topic) -> &'static str {
    match topic {
        Topic::Title(_) => "Title",
        Topic::Section(_) => "Section",
        Topic::Place(_) => "Place",
        Topic::Person(_) => "Person",
        Topic::Story(_) => "Story",
    }
}

/// Where a topic is: its page, or what a search for its name finds.
fn href(kit: &Kit<'_>, topic: &Topic, label: &str) -> String {
    match topic {
        Topic::Title(id) => kit.shelf.plate(*id).map_or_else(|| "/titles".to_owned(), |plate| plate.path.clone()),
        Topic::Section(section) => format!("/section/{section}"),
        Topic::Story(id) => format!("/story/{id}"),
        Topic::Place(_) | Topic::Person(_) => format!("/search?q={}", words::in_query(label)),
    }
}
