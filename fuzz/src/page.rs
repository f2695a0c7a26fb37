//! Any bytes as an article's page: made into an article, thinned for keeping, and made into the same article again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsstand_feeds::charset;
use newsstand_news::{Address, Moment};

fuzz_target!(|bytes: &[u8]| {
    let Some(address) = Address::new("https://fuzz.example/2026/11/24/story") else { return };
    let seen = Moment::from_seconds(1_790_000_000);
    let (html, _) = charset::decode(bytes, Some("text/html"));
    let article = newsstand_extract::page(&html, &address, seen);
    let clean = article.body.html();
    assert!(!clean.as_str().to_ascii_lowercase().contains("<script"), "a script survived");
    newsstand_extract::text(clean);
    let thin = newsstand_extract::thin(&html);
    let again = newsstand_extract::page(&thin, &address, seen);
    assert_eq!(article.headline, again.headline, "the kept page tells another headline");
});
