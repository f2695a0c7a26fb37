//! The last touches once a feed is read: keys, languages, entries that say nothing or come twice.

use std::collections::{HashMap, HashSet};

use newsstand_news::{Address, Entry, EntryKey};

use crate::Reading;
use crate::limits::KEY_BYTES;

/// Puts the finishing touches to a reading.
pub(super) fn settle(reading: &mut Reading) {
    let before = reading.content.entries.len();
    reading.content.entries.retain(says_something);
    if reading.content.entries.len() < before {
        reading.complain("empty-entry", "Some entries have neither title nor link nor text and were left out.");
    }
    languages(reading);
    keys(reading);
    once_each(reading);
}

fn says_something(entry: &Entry) -> bool {
    entry.title.is_some()
        || entry.link.is_some()
        || entry.summary.is_some()
        || entry.content.is_some()
        || entry.id.is_some()
        || !entry.enclosures.is_empty()
        || entry.picture.is_some()
        || entry.published.or(entry.updated).is_some()
        || !entry.authors.is_empty()
        || !entry.categories.is_empty()
        || entry.source_title.is_some()
}

/// An entry's language is only kept where it differs from the feed's.
fn languages(reading: &mut Reading) {
    let feed = &reading.content.language;
    for entry in &mut reading.content.entries {
        if entry.language.as_ref().is_some_and(|language| language == feed || language.as_str().is_empty()) {
            entry.language = None;
        }
    }
}

/// Sets the keys. An id that a feed gives to different addresses is no identity; there the address is.
fn keys(reading: &mut Reading) {
    let shared = shared_ids(&reading.content.entries);
    for entry in &mut reading.content.entries {
        entry.key = key(entry, &shared);
    }
    if !shared.is_empty() {
        reading.complain(
            "shared-id",
            "Several entries with different addresses have the same id; they are told apart by address.",
        );
    }
}

fn shared_ids(entries: &[Entry]) -> HashSet<String> {
    let mut first: HashMap<&str, &Address> = HashMap::with_capacity(entries.len());
    let mut shared = HashSet::new();
    for entry in entries {
        let (Some(id), Some(link)) = (entry.id.as_deref(), entry.link.as_ref()) else { continue };
        if *first.entry(id).or_insert(link) != link {
            shared.insert(id.to_owned());
        }
    }
    shared
}

/// Its own id, else its address, else title and date, else a hash of its text.
fn key(entry: &Entry, shared: &HashSet<String>) -> EntryKey {
    let id = entry.id.as_deref().filter(|id| shared.is_empty() || !shared.contains(*id));
    let text = match (id, &entry.link, &entry.title) {
        (Some(id), _, _) => id.to_owned(),
        (None, Some(link), _) => link.as_str().to_owned(),
        (None, None, Some(title)) => {
            let moment = entry.published.or(entry.updated).map_or(0, |moment| moment.micros());
            format!("{title}\n{moment}")
        }
        (None, None, None) => format!("text:{:016x}", hash(&everything(entry))),
    };
    EntryKey(if text.len() > KEY_BYTES { format!("hash:{:016x}", hash(&text)) } else { text })
}

/// What an entry without id, link and title still says.
fn everything(entry: &Entry) -> String {
    let text = entry.content.as_ref().or(entry.summary.as_ref()).map_or("", |markup| markup.0.as_str());
    let files = entry.enclosures.iter().map(|file| file.address.as_str());
    let picture = entry.picture.iter().map(|picture| picture.address.as_str());
    let parts: Vec<&str> = std::iter::once(text).chain(files).chain(picture).collect();
    format!("{}\n{}", parts.join("\n"), entry.published.or(entry.updated).map_or(0, |moment| moment.micros()))
}

/// FNV-1a with 64 bits (Fowler, Noll, Vo), the same on every machine and in every release.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Keeps the first of entries with one key.
fn once_each(reading: &mut Reading) {
    let entries = &mut reading.content.entries;
    let before = entries.len();
    let mut seen: HashSet<&str> = HashSet::with_capacity(before);
    let first: Vec<bool> = entries.iter().map(|entry| seen.insert(entry.key.0.as_str())).collect();
    let mut first = first.into_iter();
    entries.retain(|_| first.next().unwrap_or(true));
    if reading.content.entries.len() < before {
        reading.complain("repeated-entry", "Some entries come more than once in the document; the first of each was taken.");
    }
}

#[cfg(test)]
mod tests {
    use crate::{Reading, Source, read};

    fn reading(items: &str) -> Reading {
        let text = format!("<rss><channel>{items}</channel></rss>");
        read(&Source { bytes: text.as_bytes(), ..Source::default() })
    }

    fn keys(items: &str) -> Vec<String> {
        reading(items).content.entries.into_iter().map(|entry| entry.key.0).collect()
    }

    #[test]
    fn keys_are_ids_then_links_then_titles_with_dates() {
        let found = keys(
            "<item><guid isPermaLink='false'>1</guid><link>https://a.example/1</link></item>\
             <item><link>https://a.example/2</link><title>x</title></item>\
             <item><title>Only a title</title><pubDate>2024-05-01</pubDate></item>\
             <item><description>Only a text</description></item>",
        );
        assert_eq!(found[..3], ["1", "https://a.example/2", "Only a title\n1714521600000000"]);
        assert!(found[3].starts_with("text:"));
    }

    #[test]
    fn an_id_that_everything_has_is_no_identity() {
        let items = "<item><guid isPermaLink='false'>x</guid><link>https://a.example/1</link></item>\
                     <item><guid isPermaLink='false'>x</guid><link>https://a.example/2</link></item>";
        assert_eq!(keys(items), ["https://a.example/1", "https://a.example/2"]);
        assert_eq!(reading(items).complaints[0].code, "shared-id");
    }

    #[test]
    fn repeated_and_empty_entries_are_left_out() {
        let items = "<item><link>https://a.example/1</link><title>first</title></item><item/>\
                     <item><link>https://a.example/1</link><title>second</title></item>";
        let reading = reading(items);
        assert_eq!(reading.content.entries.len(), 1);
        assert_eq!(reading.content.entries[0].title.as_deref(), Some("first"));
        let codes: Vec<_> = reading.complaints.iter().map(|complaint| complaint.code).collect();
        assert_eq!(codes, ["empty-entry", "repeated-entry"]);
    }

    #[test]
    fn long_ids_make_short_keys() {
        let long = "y".repeat(2_000);
        let found = keys(&format!("<item><guid isPermaLink='false'>{long}</guid></item>"));
        assert!(found[0].starts_with("hash:") && found[0].len() == 21);
    }
}
