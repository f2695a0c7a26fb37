//! What a count counts: the noun after a number.

use crate::doc::Doc;
use crate::token::Kind;
use crate::words::class::*;

use super::unit::{Unit, WORDS, in_words, rate};

/// What ends a noun that is counted.
const END: u64 = PREP | AUX | CONJ | AND | THAT | RELATIVE | PRONOUN | SAY | DAY | MONTH;

/// The noun after a number: `European countries`, `of its nationals`.
pub(super) fn read(doc: &Doc<'_>, at: usize, number_end: usize) -> Option<Unit> {
    let of = ["of", "de", "d'", "der", "des"].iter().any(|word| doc.reads(at, word));
    let mut start = at + usize::from(of);
    while start < at + 4
        && (of && doc.is(start, DET | POSSESSIVE)
            || ["more", "other", "different", "additional", "further", "new", "separate", "such", "known"]
                .iter()
                .any(|word| doc.reads(start, word)))
    {
        start += 1;
    }
    // Where nouns have capitals, small words before one are said of it: `indonesische Staatsangehörige`.
    while doc.lexicon.capital_nouns && start < at + 4 && doc.is_word(start) && !doc.capital(start) && doc.is_word(start + 1) {
        start += 1;
    }
    // `300 recorded songs` are songs.
    while start < at + 5 && verbal(doc.word(start)) && (plural(doc.word(start + 1)) || plural(doc.word(start + 2))) {
        start += 1;
    }
    if let Some((code, end)) = in_words(doc, start).filter(|_| start > at) {
        let unit = rate(doc, code, end);
        return Some(if code == "people" { Unit { start, noun: true, counted_end: number_end, ..unit } } else { unit });
    }
    let mut end = start;
    while end < start + WORDS && doc.is_word(end) && !stops(doc, start, end) {
        end += 1;
        if !doc.lexicon.english
            || plural(doc.word(end - 1))
            || doc.is(end - 1, PEOPLE)
            || doc.word(end - 1).chars().all(crate::token::without_blanks)
        {
            break;
        }
    }
    // A lone kana is a particle.
    let particle = doc.word(start).chars().all(|c| matches!(c, '\u{3040}'..='\u{309f}'));
    if end == start || particle {
        return None;
    }
    // `half of the country’s product`: the owner is not what is counted.
    if doc.kind(end) == Some(Kind::Clitic) {
        return Some(Unit { code: String::new(), start, end, counted_end: number_end, noun: true });
    }
    // Of a language that we know no words of, nothing tells a noun.
    if doc.lexicon.knows_nothing() {
        return Some(Unit { code: String::new(), start, end, counted_end: number_end, noun: true });
    }
    let mut code = singular(&doc.words(&(start..end)).to_lowercase());
    let per = doc.reads(end, "per").then(|| rate(doc, &code, end)).filter(|unit| unit.end > end);
    if let Some(per) = &per {
        code.clone_from(&per.code);
    }
    Some(Unit { code, start, end: per.map_or(end, |per| per.end), counted_end: number_end, noun: true })
}

/// A word that may be a verb's form by its ending.
fn verbal(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed"))
}

fn stops(doc: &Doc<'_>, start: usize, at: usize) -> bool {
    let word = doc.word(at);
    let class = doc.is(at, END) && !doc.is(at, PEOPLE)
        || doc.is(at, VERB | DET) && !doc.is(at, PEOPLE | NUMBER)
        || doc.quotation(at) != doc.quotation(start);
    class || verbal(word) || doc.is(at, NUMBER | SCALE | ADVERB)
}

pub(super) fn plural(word: &str) -> bool {
    word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
        || matches!(word, "men" | "women" | "children" | "people" | "fish" | "aircraft")
}

/// The last word in the singular, by English rules; other languages' plurals lose an `s` too.
pub(crate) fn singular(words: &str) -> String {
    let (before, last) = words.rsplit_once(' ').map_or(("", words), |(before, last)| (before, last));
    let one = match last {
        "men" => "man".into(),
        "women" => "woman".into(),
        "children" => "child".into(),
        "people" => "people".into(),
        w if w.ends_with("ies") && w.len() > 4 => format!("{}y", &w[..w.len() - 3]),
        w if ["sses", "shes", "ches", "xes", "uses"].iter().any(|end| w.ends_with(end)) && w.len() > 5 => {
            w[..w.len() - 2].to_owned()
        }
        w if w.ends_with('s') && !w.ends_with("ss") && w.len() > 2 => w[..w.len() - 1].to_owned(),
        w => w.to_owned(),
    };
    if before.is_empty() { one } else { format!("{before} {one}") }
}
