//! What a reader asks to mute, read from a form.

use std::time::Duration;

use newsstand_desk::{fold, mute};
use newsstand_news::{Moment, Muted, Section, Topic};
use newsstand_store::{Error, Tx, articles, stories};

use crate::names;
use crate::shelf::Shelf;

/// Most characters of what is typed, and of a label.
pub const LENGTH: usize = 60;

/// What is to be muted, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What.
    pub what: Muted,
    /// As it is called; empty where the store knows it.
    pub label: String,
}

/// Reads kind, value and label; a sentence where they name nothing.
pub fn read(shelf: &Shelf, kind: &str, value: &str, label: &str) -> Result<Asked, String> {
    let typed = short(value);
    if typed.is_empty() {
        return Err("Nothing is named yet. Write what you do not want to see, or choose it.".into());
    }
    let called = |own: &str| if short(label).is_empty() { own.to_owned() } else { short(label) };
    let folded = |folded: String| {
        let empty = folded.trim_matches(['*', ' ']).is_empty();
        if empty { Err("There is no word in this. Write at least one letter or figure.".to_owned()) } else { Ok(folded) }
    };
    match kind {
        "word" => Ok(Asked { what: Muted::Words(folded(mute::words(&typed))?), label: called(&typed) }),
        "place" => Ok(Asked { what: Muted::Topic(Topic::Place(folded(fold(&typed))?)), label: called(&typed) }),
        "person" => Ok(Asked { what: Muted::Topic(Topic::Person(folded(fold(&typed))?)), label: called(&typed) }),
        "title" => title(shelf, &typed),
        "section" => {
            let section: Section = typed.parse().map_err(|_| "There is no such section. Choose one from the list.".to_owned())?;
            Ok(Asked { what: Muted::Topic(Topic::Section(section)), label: names::section(section).to_owned() })
        }
        "story" => {
            let id = typed.parse().map_err(|_| NO_STORY.to_owned())?;
            Ok(Asked { what: Muted::Topic(Topic::Story(id)), label: short(label) })
        }
        _ => Err("Choose what it is: words, a title, a section, a place, a person or a story.".into()),
    }
}

/// Said of a story that is not there.
pub const NO_STORY: &str = "This story is not on the stand. Open it again and mute it there.";

/// By the slug, or by the number.
fn title(shelf: &Shelf, typed: &str) -> Result<Asked, String> {
    let by_number = || typed.parse().ok().and_then(|id| shelf.titles.get(&id));
    let found = shelf.by_slug(typed).or_else(by_number).ok_or("No title on the stand is called so. Choose one from the list.")?;
    let title = &found.stored.title;
    Ok(Asked { what: Muted::Topic(Topic::Title(title.id)), label: title.name.clone() })
}

impl Asked {
    /// The same with a story as it is called now and by its headline; none where there is no such story.
    pub fn settled(mut self, tx: &mut Tx<'_>) -> Result<Option<Self>, Error> {
        let Muted::Topic(Topic::Story(id)) = self.what else { return Ok(Some(self)) };
        let Some(story) = stories::by_id(tx, id)? else { return Ok(None) };
        self.what = Muted::Topic(Topic::Story(story.id));
        if self.label.is_empty() {
            let lead = articles::by_ids(tx, &[story.lead])?.pop();
            self.label = lead.map(|card| short(&card.headline)).filter(|label| !label.is_empty()).unwrap_or("A story".into());
        }
        Ok(Some(self))
    }
}

/// The name of a kind.
pub fn kind_name(what: &Muted) -> &'static str {
    match what {
        Muted::Words(_) => "Words",
        Muted::Topic(Topic::Title(_)) => "Title",
        Muted::Topic(Topic::Section(_)) => "Section",
        Muted::Topic(Topic::Place(_)) => "Place",
        Muted::Topic(Topic::Person(_)) => "Person",
        Muted::Topic(Topic::Story(_)) => "Story",
    }
}

/// The ends that can be chosen: word, label.
pub const ENDS: [(&str, &str); 4] = [("", "For good"), ("day", "For a day"), ("week", "For a week"), ("month", "For a month")];

/// Reads an end: a word of [`ENDS`], or a moment in microseconds where a mute is put back.
pub fn until(word: &str, now: Moment) -> Result<Option<Moment>, String> {
    let days = match word {
        "" => return Ok(None),
        "day" => 1,
        "week" => 7,
        "month" => 30,
        number => {
            let moment = number.parse().map(Moment::from_micros).ok().filter(|moment| *moment > now);
            return moment.map(Some).ok_or("This end is over, or no time at all. Choose how long it is to be muted.".into());
        }
    };
    Ok(Some(now + Duration::from_secs(days * 24 * 3600)))
}

fn short(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LENGTH).collect()
}
