//! What was done with a topic, in a line that takes it back; and the button that follows one.

use newsstand_news::Topic;
use newsstand_store::interests::{self, FOLLOWED, Interest};
use newsstand_store::{Error, Tx, readers};
use serde::Deserialize;

use super::interests::{NEVER, NOTHING, WEIGHTS, label};
use crate::shelf::Shelf;
use crate::words;

/// The fields in an address that say what was done.
const FIELDS: [&str; 3] = ["did=", "what=", "was="];

/// The path with what was done in its query, and without what was done before.
pub fn told(path: &str, topic: &Topic, was: Option<i64>) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let (page, query) = path.split_once('?').unwrap_or((path, ""));
    let kept = query.split('&').filter(|part| !part.is_empty() && !FIELDS.iter().any(|field| part.starts_with(field)));
    let did = [
        format!("did={}", topic.kind()),
        format!("what={}", words::in_query(&topic.value())),
        format!("was={}", was.map_or_else(String::new, |was| was.to_string())),
    ];
    let parts: Vec<&str> = kept.chain(did.iter().map(String::as_str)).collect();
    format!("{page}?{}", parts.join("&"))
}

/// What was done, out of the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Did {
    did: String,
    what: String,
    was: String,
}

/// What was done, in a line, and the form that takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What was done.
    pub sentence: String,
    /// Where the form goes.
    pub action: &'static str,
    /// What it holds.
    pub fields: Vec<(&'static str, String)>,
}

impl Did {
    /// The line for it; none where nothing was done.
    pub fn line(&self, tx: &mut Tx<'_>, reader: i64, shelf: &Shelf) -> Result<Option<Done>, Error> {
        let Some(topic) = Topic::of(&self.did, &self.what) else { return Ok(None) };
        let was = if self.was.is_empty() { None } else { self.was.parse().ok().filter(|was| WEIGHTS.contains(was)) };
        let name = label(tx, shelf, &topic)?;
        let now = weight_of(tx, reader, &topic)?;
        if now == was {
            return Ok(None);
        }
        let fields = vec![
            ("kind", topic.kind().to_owned()),
            ("value", topic.value()),
            ("label", name.clone()),
            ("weight", was.map_or_else(String::new, |was| was.to_string())),
        ];
        Ok(Some(Done { sentence: sentence(&name, now), action: "/interests", fields }))
    }
}

/// What the reader says of a topic now.
fn weight_of(tx: &mut Tx<'_>, reader: i64, topic: &Topic) -> Result<Option<i64>, Error> {
    let said = interests::of(tx, reader)?.into_iter().find(|interest| interest.topic == *topic);
    if let (Topic::Title(title), None) = (topic, &said) {
        let followed = readers::follows(tx, reader)?.iter().any(|follow| follow.title == *title);
        return Ok(followed.then_some(FOLLOWED));
    }
    Ok(said.map(|interest| interest.weight))
}

fn sentence(name: &str, weight: Option<i64>) -> String {
    match weight {
        None => format!("{name} is taken back."),
        Some(FOLLOWED) => format!("You follow {name} now."),
        Some(NEVER) => format!("{name} is never picked for you now."),
        Some(NOTHING) => format!("{name} is forgotten: it counts for nothing now."),
        Some(weight) if weight > 0 => format!("More of {name} will be picked for you."),
        Some(_) => format!("Less of {name} will be picked for you."),
    }
}

/// A topic that can be followed at a press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The word for its kind.
    pub kind: &'static str,
    /// What it is.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What the reader says of it.
    pub weight: Option<i64>,
}

impl Follow {
    /// For a topic that is called so.
    pub fn of(topic: &Topic, label: String, said: &[Interest]) -> Self {
        let weight = said.iter().find(|interest| interest.topic == *topic).map(|interest| interest.weight);
        Self { kind: topic.kind(), value: topic.value(), label, weight }
    }

    /// Whether it is followed.
    pub fn on(&self) -> bool {
        self.weight == Some(FOLLOWED)
    }

    /// Its state in a word, which is what the button says.
    pub fn word(&self) -> &'static str {
        match self.weight {
            Some(FOLLOWED) => "Following",
            _ => "Follow",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_only_the_last_that_was_done() {
        let topic = Topic::Place("são paulo".into());
        let once = told("/section/world?before=5#x", &topic, None);
        assert_eq!(once, "/section/world?before=5&did=place&what=s%C3%A3o%20paulo&was=");
        assert_eq!(told(&once, &topic, Some(500)), "/section/world?before=5&did=place&what=s%C3%A3o%20paulo&was=500");
    }
}
