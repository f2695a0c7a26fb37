//! Who and where an article speaks of: what the ledger reads of it, kept so that readers can follow and leave out people
//! and places.

use newsstand_desk::fold;
use newsstand_news::Topic;
use newsstand_store::articles::Stored;
use newsstand_store::mentions::{MOST, Mention};

/// Most bytes of a text that are read for names; they stand at the beginning.
const READ: usize = 6_000;
/// Longest name that is kept, in characters.
const LONGEST: usize = 80;

/// The places and people of an article, each once.
pub fn of(stored: &Stored, text: &str) -> Vec<Mention> {
    let article = &stored.article;
    let end = (0..=READ.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let named = newsstand_ledger::named(&article.headline, &text[..end], &article.language);
    let places = named.places.iter().map(|place| (Topic::Place as fn(String) -> Topic, place.name));
    let people = named.people.iter().map(|person| (Topic::Person as fn(String) -> Topic, &*person.name));
    let mut out: Vec<Mention> = Vec::new();
    for (topic, name) in places.chain(people) {
        let folded = fold(name);
        if folded.is_empty() || name.chars().count() > LONGEST || out.len() == MOST {
            continue;
        }
        let topic = topic(folded);
        if !out.iter().any(|mention| mention.topic == topic) {
            out.push(Mention { article: stored.id, topic, label: name.to_owned() });
        }
    }
    out
}
