//! Entries that point nowhere are read where they were said.

use newsstand_news::{Address, Entry};
use std::borrow::Cow;

/// The entry, with an address in any case: its own link, else its first file, else its place in the feed. That place is the
/// same each time, so that the entry stays one article; the fragment harms nobody who follows it.
pub fn with_address<'a>(entry: &'a Entry, feed: &Address) -> Cow<'a, Entry> {
    if entry.link.is_some() {
        return Cow::Borrowed(entry);
    }
    let file = entry.enclosures.first().map(|file| file.address.clone());
    let link = file.or_else(|| place_in(feed, entry));
    Cow::Owned(Entry { link, ..entry.clone() })
}

fn place_in(feed: &Address, entry: &Entry) -> Option<Address> {
    let digest = ring::digest::digest(&ring::digest::SHA256, entry.key.0.as_bytes());
    let name: String = digest.as_ref()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    let whole = feed.as_str().split('#').next().unwrap_or_default();
    Address::new(&format!("{whole}{}{name}", newsstand_store::articles::PLACE_IN_FEED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed() -> Address {
        Address::new("https://a.example/feed?x=1").unwrap()
    }

    fn entry(key: &str) -> Entry {
        Entry { key: newsstand_news::EntryKey(key.into()), ..Entry::default() }
    }

    #[test]
    fn an_entry_without_a_link_has_a_place_of_its_own() {
        let one = with_address(&entry("1"), &feed()).link.clone().unwrap();
        let two = with_address(&entry("2"), &feed()).link.clone().unwrap();
        assert!(one.as_str().starts_with("https://a.example/feed?x=1#entry-"), "{one}");
        assert_ne!(one, two);
        assert_eq!(with_address(&entry("1"), &feed()).link.as_ref(), Some(&one));
        let key = newsstand_store::articles::address_key;
        assert_ne!(key(&one), key(&two));
    }

    #[test]
    fn a_link_or_a_file_goes_before() {
        let link = Address::new("https://a.example/1").unwrap();
        let linked = Entry { link: Some(link.clone()), ..entry("1") };
        assert!(matches!(with_address(&linked, &feed()), Cow::Borrowed(_)));
        let file = newsstand_news::Enclosure { address: link.clone(), media_type: None, length: None };
        let with_file = Entry { enclosures: vec![file], ..entry("1") };
        assert_eq!(with_address(&with_file, &feed()).link, Some(link));
    }
}
