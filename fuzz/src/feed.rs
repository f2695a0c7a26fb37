//! Any bytes as a feed, with any header: read, and every text of it cleaned.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsstand_feeds::Source;
use newsstand_news::Address;

fuzz_target!(|bytes: &[u8]| {
    // The first line is the Content-Type header, so that charsets named there are tried too.
    let cut = bytes.iter().take(80).position(|byte| *byte == b'\n').unwrap_or(0);
    let (head, body) = bytes.split_at(cut);
    let address = Address::new("https://fuzz.example/feed");
    let source = Source { bytes: body, address: address.as_ref(), content_type: std::str::from_utf8(head).ok(), ..Source::default() };
    let reading = newsstand_feeds::read(&source);
    for entry in &reading.content.entries {
        for markup in [&entry.summary, &entry.content].into_iter().flatten() {
            let clean = newsstand_extract::clean(&markup.0, entry.base.as_ref());
            assert!(!clean.as_str().to_ascii_lowercase().contains("<script"), "a script survived");
            let again = newsstand_extract::clean(clean.as_str(), entry.base.as_ref());
            assert_eq!(clean.as_str(), again.as_str(), "cleaning twice changes something");
        }
    }
});
