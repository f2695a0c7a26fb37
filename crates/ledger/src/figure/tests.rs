//! Sentences of our own and the figures in them.

use super::*;

/// One line a figure: `bound low[..high] unit [measure]`.
fn read(text: &str, language: &str) -> Vec<String> {
    let doc = Doc::new(text, language);
    let line = |f: Found| {
        let high = if f.value.0 == f.value.1 { String::new() } else { format!("..{}", f.value.1) };
        format!("{:?} {}{high} {} [{}]", f.bound, f.value.0, f.unit, f.measure)
    };
    find(&doc).into_iter().map(line).collect()
}

#[track_caller]
fn check(language: &str, text: &str, want: &[&str]) {
    assert_eq!(read(text, language), want, "{text}");
}

#[test]
fn counts_with_their_bounds() {
    check("en", "Okell saw 1,440 boats.", &["Exactly 1440 boat [boats]"]);
}
