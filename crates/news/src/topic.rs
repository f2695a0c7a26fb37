//! What an article is about, as far as a reader can follow it or not want it.

use crate::{Id, Section, Story, Title};

/// Something that can be followed, left out or weighed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// What one title brings.
    Title(Id<Title>),
    /// What belongs to one section.
    Section(Section),
    /// What names a place; folded.
    Place(String),
    /// What names a person; folded.
    Person(String),
    /// One story.
    Story(Id<Story>),
}

impl Topic {
    /// The word for its kind, in forms and in the store.
    pub const fn kind(&self) -> &'static str {
        match self {
            Topic::Title(_) => "title",
            Topic::Section(_) => "section",
            Topic::Place(_) => "place",
            Topic::Person(_) => "person",
            Topic::Story(_) => "story",
        }
    }

    /// What it is, as text: an id, a section's word, a folded name.
    pub fn value(&self) -> String {
        match self {
            Topic::Title(id) => id.to_string(),
            Topic::Story(id) => id.to_string(),
            Topic::Section(section) => section.as_str().to_owned(),
            Topic::Place(name) | Topic::Person(name) => name.clone(),
        }
    }

    /// Reads both; `None` where they make no topic. A name must be folded already.
    pub fn of(kind: &str, value: &str) -> Option<Self> {
        let name = || (!value.trim().is_empty()).then(|| value.to_owned());
        match kind {
            "title" => value.parse().ok().map(Topic::Title),
            "story" => value.parse().ok().map(Topic::Story),
            "section" => value.parse().ok().map(Topic::Section),
            "place" => name().map(Topic::Place),
            "person" => name().map(Topic::Person),
            _ => None,
        }
    }
}

/// What a reader does not want to see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Muted {
    /// Headlines and standfirsts with these words, folded.
    Words(String),
    /// Everything of a topic.
    Topic(Topic),
}

impl Muted {
    /// The word for its kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Muted::Words(_) => "word",
            Muted::Topic(topic) => topic.kind(),
        }
    }

    /// What it is, as text.
    pub fn value(&self) -> String {
        match self {
            Muted::Words(words) => words.clone(),
            Muted::Topic(topic) => topic.value(),
        }
    }

    /// Reads both; `None` where they make none. Words must be folded already.
    pub fn of(kind: &str, value: &str) -> Option<Self> {
        match kind {
            "word" => (!value.trim().is_empty()).then(|| Muted::Words(value.to_owned())),
            _ => Topic::of(kind, value).map(Muted::Topic),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_read_as_they_are_written() {
        let topics = [
            Topic::Title(Id::new(7)),
            Topic::Section(Section::World),
            Topic::Place("saltmere".into()),
            Topic::Person("jane roe".into()),
            Topic::Story(Id::new(9)),
        ];
        for topic in topics {
            assert_eq!(Topic::of(topic.kind(), &topic.value()), Some(topic.clone()));
            let muted = Muted::Topic(topic);
            assert_eq!(Muted::of(muted.kind(), &muted.value()), Some(muted.clone()));
        }
        assert_eq!(Muted::of("word", "by election"), Some(Muted::Words("by election".into())));
        for (kind, value) in [("title", "x"), ("section", "sprot"), ("place", " "), ("word", ""), ("colour", "red")] {
            assert_eq!(Muted::of(kind, value), None, "{kind} {value}");
        }
    }
}
