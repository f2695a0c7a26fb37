//! Any bytes as OPML: read, and what was read written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsstand_feeds::{opml, opml_rows};

fuzz_target!(|bytes: &[u8]| {
    let file = opml::read(bytes);
    let rows = opml_rows::rows(&file.outlines);
    let count = rows.len();
    let text = opml::write("fuzz", &opml_rows::nested(rows.into_iter()));
    let again = opml_rows::rows(&opml::read(text.as_bytes()).outlines);
    assert_eq!(count, again.len(), "a feed was lost on the way");
});
