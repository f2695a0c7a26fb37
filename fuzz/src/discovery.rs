//! Any text as a page, a robots.txt, and a licence in which feeds are looked for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsstand_feeds::{charset, discover, rsl};
use newsstand_news::Address;

fuzz_target!(|bytes: &[u8]| {
    let Some(base) = Address::new("https://fuzz.example/a/b") else { return };
    let (text, _) = charset::decode(bytes, Some("text/html"));
    let found = discover::from_page(&text, &base);
    for (at, one) in found.iter().enumerate() {
        assert!(!found[..at].iter().any(|other| other.address == one.address), "found twice");
    }
    discover::from_robots(&text);
    for licence in rsl::read(&text, Some(&base)) {
        licence.sentence();
    }
});
