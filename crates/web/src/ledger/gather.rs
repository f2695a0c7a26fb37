//! From the ledger's spans to lines of the book: with speaker, measure and sentence; the same figure of several titles
//! becomes one line.

use std::collections::HashSet;

use newsstand_news::{Bound, Id, Language, Moment, Span, Title};
use newsstand_store::articles::Stored;

use super::figure::Shape;
use crate::words::shorten;

/// Longest measure and speaker that are shown, in characters.
const MEASURE: usize = 48;
const SPEAKER: usize = 60;
/// Longest sentence that is shown.
const SENTENCE: usize = 320;

/// One figure with who gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// As it is set.
    pub shape: Shape,
    /// How it is bounded.
    pub bound: Bound,
    /// Of what, in the text's words.
    pub measure: String,
    /// Who says so, in the text's words.
    pub speaker: String,
    /// The sentence it stands in.
    pub sentence: String,
    /// The language of all three.
    pub language: Language,
    /// The titles that give it, the first first.
    pub titles: Vec<Id<Title>>,
    /// When it was first read.
    pub first: Moment,
    /// The value, for comparing.
    value: (String, String),
    /// Whether the value alone tells it from others.
    large: bool,
    /// How much it weighs: bare small numbers weigh little.
    weight: i64,
}

/// Reads an article's figures that somebody is named for.
pub fn read(stored: &Stored, text: &str) -> Vec<Entry> {
    let article = &stored.article;
    let reading = newsstand_ledger::read_all(&article.headline, text, &article.language);
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let slice = |span: Span| text.get(*places.get(span.start as usize)?..*places.get(span.end as usize)?);
    let mut out = Vec::new();
    for figure in &reading.figures {
        let Some(speaker) = speaker(figure.speaker.as_deref(), figure.source.first().and_then(|span| slice(*span))) else {
            continue;
        };
        let Some(shape) = slice(figure.span).and_then(|printed| Shape::of(figure, printed)) else { continue };
        let at = places.get(figure.span.start as usize).copied().unwrap_or(0);
        let sentence = sentence(text, at);
        let measure = measure(&figure.measure, &figure.unit, &speaker);
        out.push(Entry {
            weight: weight(figure, &measure),
            large: figure.value.1.parse::<f64>().is_ok_and(|value| value.abs() >= 100.0),
            measure: if measure.is_empty() { shorten(sentence, MEASURE) } else { measure },
            shape,
            bound: figure.bound,
            speaker,
            sentence: shorten(sentence, SENTENCE),
            language: article.language.clone(),
            titles: vec![stored.title],
            first: article.published.moment(),
            value: figure.value.clone(),
        });
    }
    out
}

/// The same figure of several titles as one line; those that most give come first.
pub fn merged(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.first);
    let mut out: Vec<Entry> = Vec::new();
    for entry in entries {
        let same = |known: &&mut Entry| {
            // A large figure of two titles is the same figure; a small one only if the same people give it.
            let telling = entry.large && known.titles != entry.titles;
            known.value == entry.value && known.shape == entry.shape && (telling || alike(&known.speaker, &entry.speaker))
        };
        match out.iter_mut().find(same) {
            Some(known) => {
                known
                    .titles
                    .extend(entry.titles.iter().filter(|title| !known.titles.contains(title)).copied().collect::<Vec<_>>());
                if entry.weight > known.weight {
                    (known.measure, known.weight) = (entry.measure, entry.weight);
                    (known.language, known.speaker, known.sentence) = (entry.language, entry.speaker, entry.sentence);
                    known.bound = entry.bound;
                }
            }
            None => out.push(entry),
        }
    }
    out.sort_by_key(|entry| std::cmp::Reverse((entry.titles.len().min(3), entry.weight, entry.titles.len())));
    out
}

/// Equal names, or names that share a word of some length: `Amnesty`, `Amnesty International`.
fn alike(a: &str, b: &str) -> bool {
    let long = |name: &str| -> HashSet<String> {
        name.to_lowercase().split_whitespace().filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
    };
    a == b || !long(a).is_disjoint(&long(b))
}

/// Who says so: the resolved name, else the words of the text; pronouns and numbers name nobody.
fn speaker(name: Option<&str>, source: Option<&str>) -> Option<String> {
    let named = name.or(source)?.trim();
    let letters = named.chars().filter(|c| c.is_alphabetic()).count();
    let pronoun =
        ["he", "she", "it", "they", "we", "i", "you", "who", "er", "sie", "es", "il", "elle", "él", "ella", "ele", "ela", "dia"];
    if letters < 2 || pronoun.contains(&named.to_lowercase().as_str()) {
        return None;
    }
    Some(shorten(named, SPEAKER))
}

/// Of what: the text's words, else the unit where it is one that the figure does not show. Words that hold the
/// speaker say who, not what.
fn measure(measure: &str, unit: &str, speaker: &str) -> String {
    let tidy = measure.split_whitespace().collect::<Vec<_>>().join(" ");
    let tidy = tidy.trim_matches(|c: char| !c.is_alphanumeric());
    if tidy.chars().count() > 2 && !tidy.contains(speaker) {
        return shorten(tidy, MEASURE);
    }
    let plain = unit.len() > 3 && unit.chars().all(char::is_alphabetic);
    if plain { unit.to_owned() } else { String::new() }
}

/// Large numbers and known measures weigh more than a bare three.
fn weight(figure: &newsstand_news::Figure, measure: &str) -> i64 {
    let value = figure.value.1.parse::<f64>().unwrap_or(0.0).abs();
    let size = match value {
        v if v >= 1000.0 => 3,
        v if v >= 100.0 => 2,
        v if v >= 10.0 => 1,
        _ => 0,
    };
    let time = matches!(figure.unit.as_str(), "minute" | "hour" | "day" | "month" | "week" | "year" | "second");
    size + 2 * i64::from(!measure.is_empty()) + i64::from(figure.speaker.is_some()) - 3 * i64::from(time)
}

/// The sentence around a place: from the last end before it to the next end after it.
fn sentence(text: &str, at: usize) -> &str {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n' | '。' | '！' | '？' | '؟' | '۔');
    // A full stop ends a sentence only before white space: "12.5" does not.
    let is_end = |place: usize, c: char| {
        ends(c) && (c != '.' || text.get(place + 1..).and_then(|rest| rest.chars().next()).is_none_or(char::is_whitespace))
    };
    let before = text.get(..at).unwrap_or("");
    let start = before.char_indices().rev().find(|(place, c)| is_end(*place, *c)).map_or(0, |(place, c)| place + c.len_utf8());
    let after = text.get(at..).unwrap_or("");
    let end =
        after.char_indices().find(|(place, c)| is_end(at + place, *c)).map_or(text.len(), |(place, c)| at + place + c.len_utf8());
    text.get(start..end).unwrap_or("").trim_matches(|c: char| c.is_whitespace() || matches!(c, '”' | '»'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_sentence_of_a_figure_is_found() {
        let text = "It rained. The embassy said 12.5 of them left. Nobody knows.\nMore.";
        assert_eq!(sentence(text, text.find("12.5").unwrap()), "The embassy said 12.5 of them left.");
        assert_eq!(sentence(text, 0), "It rained.");
        assert_eq!(sentence("港は 12 隻だった。次の文。", 7), "港は 12 隻だった。");
    }

    #[test]
    fn nobody_is_named_by_a_pronoun_or_a_year() {
        assert_eq!(speaker(None, Some("It")), None);
        assert_eq!(speaker(Some("2024"), None), None);
        assert_eq!(speaker(None, Some("the union")).as_deref(), Some("the union"));
        assert_eq!(speaker(Some("Amnesty"), Some("it")).as_deref(), Some("Amnesty"));
        assert!(alike("Amnesty", "Amnesty International") && !alike("the union", "the police"));
    }

    proptest! {
        #[test]
        fn any_place_in_any_text_has_a_sentence(text in "\\PC{0,50}", at in 0_usize..60) {
            let _ = sentence(&text, at);
        }
    }
}
