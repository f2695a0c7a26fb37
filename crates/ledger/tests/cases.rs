//! Walks `cases/`: each `NAME.LANGUAGE.txt` is read, and what is found in it must be `NAME.LANGUAGE.expected`.
//!
//! With `LEDGER_WRITE=1` the expected files are written anew, to be read by a person before they are kept.

use newsstand_ledger::read_all;
use newsstand_news::{Language, Span};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = std::fs::read_dir(folder).expect("the folder of cases").map(|entry| entry.expect("a case").path());
    let mut texts: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    texts.sort();
    texts
}

/// What is found in a text, one line each.
fn found(text: &str, language: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let part = |span: &Span| letters[span.start as usize..span.end as usize].iter().collect::<String>();
    let parts = |spans: &[Span]| spans.iter().map(part).collect::<Vec<_>>().join(" / ").replace('\n', " ");
    let or = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".into());
    let reading = read_all("", text, &Language::new(language));
    let mut out = String::new();
    for q in &reading.quotes {
        writeln!(
            out,
            "quote {:?}\n  who: {} ({}), as {}\n  cue: {}\n  what: {}",
            q.kind,
            or(&q.speaker),
            or(&q.role),
            parts(&q.source),
            parts(&q.cue),
            parts(&q.content)
        )
        .expect("a string");
    }
    for f in &reading.figures {
        let value = if f.value.0 == f.value.1 { f.value.0.clone() } else { format!("{} to {}", f.value.0, f.value.1) };
        writeln!(
            out,
            "figure {:?} {value} {}\n  what: {}\n  who: {}, as {}\n  text: {}",
            f.bound,
            f.unit,
            f.measure,
            or(&f.speaker),
            parts(&f.source),
            part(&f.span)
        )
        .expect("a string");
    }
    for p in &reading.people {
        writeln!(out, "person {} ({})", p.name, or(&p.role)).expect("a string");
    }
    let places: Vec<&str> = reading.places.iter().map(|place| place.name).collect();
    writeln!(out, "places {}", places.join(", ")).expect("a string");
    out
}

#[test]
fn every_case_is_read_as_expected() {
    let cases = cases();
    assert!(cases.len() >= 8, "the cases are there");
    for path in cases {
        let text = std::fs::read_to_string(&path).expect("a text");
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let found = found(&text, stem.rsplit('.').next().expect("a language"));
        let expected = path.with_extension("expected");
        if std::env::var_os("LEDGER_WRITE").is_some() {
            std::fs::write(&expected, &found).expect("a written file");
        }
        let want = std::fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(found, want, "{stem}");
    }
}
