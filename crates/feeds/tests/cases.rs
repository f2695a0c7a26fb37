//! Reads every document in `tests/cases` and compares the answer with the file beside it.
//!
//! `NEWSSTAND_BLESS=1 cargo test -p newsstand-feeds --test cases` writes the answers anew; look at the difference.

use std::path::{Path, PathBuf};

use newsstand_feeds::stage::{Request, answer};
use newsstand_feeds::{Source, read};
use newsstand_news::Address;

fn inputs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = std::fs::read_dir(folder).expect("the folder of cases");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    files.retain(|file| file.extension().is_none_or(|ending| ending != "json"));
    files.sort();
    files
}

/// The answer with markup as it came, each piece with its base before it.
fn answered(bytes: &[u8]) -> String {
    let request = Request { url: Some("https://feed.example/dir/feed".to_owned()), ..Request::default() };
    let answer = answer(&request, bytes, &|html, base| format!("({}) {html}", base.map_or("-", Address::as_str)));
    serde_json::to_string_pretty(&answer).expect("JSON") + "\n"
}

#[test]
fn every_case_is_answered_as_written() {
    let inputs = inputs();
    assert!(inputs.len() >= 15, "{} cases", inputs.len());
    for input in inputs {
        let answer = answered(&std::fs::read(&input).expect("a case"));
        let beside = input.with_extension("json");
        if std::env::var_os("NEWSSTAND_BLESS").is_some() {
            std::fs::write(&beside, &answer).expect("writing the answer");
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(answer, expected, "{}", input.display());
    }
}

#[test]
fn no_case_panics_wherever_it_is_cut() {
    for input in inputs() {
        let bytes = std::fs::read(&input).expect("a case");
        for end in 0..bytes.len() {
            let reading = read(&Source { bytes: bytes.get(..end).unwrap_or_default(), ..Source::default() });
            assert!(reading.complaints.len() <= newsstand_feeds::limits::COMPLAINTS);
        }
    }
}
