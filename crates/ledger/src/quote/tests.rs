//! Sentences of our own and what is read in them.

use super::*;

/// One line an attribution: `source | cue | content / content`.
fn read(text: &str, language: &str) -> Vec<String> {
    let doc = Doc::new(text, language);
    let lines = find(&doc).into_iter().map(|a| {
        let words = |part: &Part| doc.words(part).to_owned();
        let content: Vec<String> = a.content.iter().map(words).collect();
        format!("{} | {} | {}", a.source.as_ref().map_or(String::new(), words), a.cue.as_ref().map_or(String::new(), words), content.join(" / "))
    });
    lines.collect()
}

#[track_caller]
fn check(language: &str, text: &str, want: &[&str]) {
    assert_eq!(read(text, language), want, "{text}");
}

#[test]
fn quoted_words_before_after_and_around_their_speaker() {
    check("en", "“The boat sank,” said Ana Ruiz.", &["Ana Ruiz | said | “The boat sank,”"]);
    check("en", "“The boat sank,” Ruiz said on Monday.", &["Ruiz | said | “The boat sank,”"]);
    check("en", "Ana Ruiz, a harbour pilot, said: “The boat sank.”", &["Ana Ruiz, a harbour pilot | said | “The boat sank.”"]);
    check("en", "“The boat,” said Ana Ruiz, a harbour pilot, “sank at once.”", &["Ana Ruiz, a harbour pilot | said | “The boat,” / “sank at once.”"]);
    check("en", "“The boat sank,” Ruiz said. “Nobody saw it go.”", &["Ruiz | said | “The boat sank,” / “Nobody saw it go.”"]);
    check("en", "\"Did it sink?\" she asked.", &["she | asked | \"Did it sink?\""]);
}
