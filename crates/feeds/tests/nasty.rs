//! Shapes that make careless readers slow or deep, read by everything that reads what comes from outside. How the time grows
//! is measured by the bench; here they must come to an end and stay within the limits.

#[path = "../benches/throughput/shapes.rs"]
mod shapes;

use newsstand_feeds::{Source, charset, discover, limits, opml, read, rsl};
use newsstand_news::Address;

/// Bytes of a document.
const SIZE: usize = 96 * 1024;

#[test]
fn nasty_feeds_are_read() {
    for (name, make) in shapes::SHAPES {
        let bytes = make(SIZE);
        let reading = read(&Source { bytes: &bytes, ..Source::default() });
        assert!(reading.complaints.len() <= limits::COMPLAINTS, "{name}");
        assert!(reading.content.entries.len() <= limits::ENTRIES, "{name}");
        for entry in &reading.content.entries {
            assert!(entry.categories.len() <= limits::PER_ENTRY && entry.enclosures.len() <= limits::PER_ENTRY, "{name}");
            for markup in entry.summary.iter().chain(&entry.content) {
                assert!(markup.0.len() <= limits::MARKUP_BYTES, "{name}");
            }
        }
        assert!(reading.is_feed() || reading.content.entries.is_empty(), "{name}");
    }
}

#[test]
fn nasty_documents_of_other_kinds_are_read() {
    let base = Address::new("https://a.example/").expect("a good address");
    for (name, make) in shapes::SHAPES {
        let bytes = make(SIZE);
        let (text, _) = charset::decode(&bytes, None);
        assert!(opml::read(&bytes).outlines.len() <= limits::OUTLINES, "{name}");
        assert!(discover::from_page(&text, &base).len() <= limits::DISCOVERED, "{name}");
        assert!(rsl::read(&text, Some(&base)).len() <= limits::LICENCES, "{name}");
        discover::from_robots(&text);
    }
}

#[test]
fn what_is_nasty_and_broken_off_is_read() {
    for (_, make) in shapes::SHAPES {
        let bytes = make(1_000);
        for end in (0..bytes.len()).step_by(7) {
            read(&Source { bytes: bytes.get(..end).unwrap_or_default(), ..Source::default() });
        }
    }
}
