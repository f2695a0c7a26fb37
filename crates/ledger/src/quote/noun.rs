//! Finds the names of sources beside the words that attribute: noun phrases by their edges, without a grammar.

use crate::doc::{Doc, Part};
use crate::limits::SOURCE_TOKENS;
use crate::token::Kind;
use crate::words::class::*;

/// Verbs and joints that no name runs across.
const EDGE: u64 = THAT | RELATIVE | AUX | VERB | SAY | HOLD | WILL | STANCE | PUT;

/// The noun phrase that ends just before `end`, with an apposition between commas: `Ana Ruiz, a pilot,`.
pub(super) fn left(doc: &Doc<'_>, low: usize, end: usize) -> Option<Part> {
    let last = end.checked_sub(1).filter(|last| *last >= low)?;
    if let Some(opener) = doc.mark(last).and_then(opener_of) {
        return apposed(doc, low, last, opener);
    }
    if doc.mark(last) == Some(')') {
        let open = (low..last).rev().take(SOURCE_TOKENS).find(|at| doc.mark(*at) == Some('('))?;
        return Some(run_left(doc, low, open)?.start..end);
    }
    if doc.is(last, RELATIVE | THAT) {
        // `Ana Ruiz, who said`: the name before the pronoun.
        let before = if doc.mark(last.checked_sub(1)?) == Some(',') { last - 1 } else { last };
        return if doc.is(last, THAT) && before == last { None } else { run_left(doc, low, before) };
    }
    run_left(doc, low, end)
}

/// The name before an apposition that ends at `last`; up to three stand in a row.
fn apposed(doc: &Doc<'_>, low: usize, last: usize, opener: char) -> Option<Part> {
    let mut close = last;
    for _ in 0..3 {
        let open =
            (low..close).rev().take(SOURCE_TOKENS).find(|at| doc.mark(*at) == Some(opener) && doc.quotation(*at).is_none())?;
        if open + 1 >= close {
            return None;
        }
        // `Ruiz, at a conference, said`: what stands between is not about her.
        let aside = doc.is(open + 1, PREP | CONJ) && !doc.is(open + 1, DET);
        let name = run_left(doc, low, open);
        let bracket = doc.mark(open.wrapping_sub(1)) == Some(')');
        let name = if bracket { left(doc, low, open) } else { name };
        match name {
            Some(name) if aside => return Some(name),
            // Another apposition goes before it: `Ruiz, a pilot, one of three, said`.
            Some(name)
                if doc.is(name.start, DET | NUMBER)
                    && name.start > low + 1
                    && doc.mark(name.start - 1) == Some(opener)
                    && opener == ',' =>
            {
                close = open
            }
            Some(name) => return Some(name.start..last),
            None => return None,
        }
    }
    None
}

fn opener_of(close: char) -> Option<char> {
    matches!(close, ',' | '—' | '–' | '，').then_some(close)
}

fn run_left(doc: &Doc<'_>, low: usize, end: usize) -> Option<Part> {
    let mut start = end;
    while start > low && end - start < SOURCE_TOKENS {
        let at = start - 1;
        if doc.is(at, PRONOUN) && !doc.is(at, DET) && doc.is_word(at) {
            if start == end {
                start = at;
            }
            break;
        }
        if !belongs(doc, at, end) {
            break;
        }
        start = at;
    }
    let start = trimmed(doc, start, end);
    (start < end && (start..end).any(|at| doc.is_word(at))).then_some(start..end)
}

/// Whether a token can stand inside a noun phrase.
fn belongs(doc: &Doc<'_>, at: usize, end: usize) -> bool {
    if doc.quotation(at).is_some() {
        return false;
    }
    match doc.kind(at) {
        Some(Kind::Word) => word_belongs(doc, at, end),
        Some(Kind::Clitic) => true,
        Some(Kind::Number) => true,
        Some(Kind::Mark('.')) => {
            at.checked_sub(1)
                .is_some_and(|before| doc.is(before, HONORIFIC) || doc.word(before).chars().count() <= 3 && doc.capital(before))
                && !doc.spaced(at)
        }
        // `the pilots’ union`
        Some(Kind::Mark('’' | '\'')) => {
            !doc.spaced(at)
                && doc.is_word(at + 1)
                && doc.spaced(at + 1)
                && at.checked_sub(1).is_some_and(|before| doc.word(before).ends_with('s'))
        }
        Some(Kind::Mark(c)) => matches!(c, '-' | '‐' | '&' | '/' | '%' | '$'),
        _ => false,
    }
}

fn word_belongs(doc: &Doc<'_>, at: usize, end: usize) -> bool {
    if doc.is(at, AND) {
        return joins_names(doc, at, end);
    }
    if doc.is(at, CONJ) && !doc.is(at, PREP) || doc.is(at, DAY) && !doc.capital(at + 1) {
        return false;
    }
    let before = at.checked_sub(1).filter(|before| {
        doc.is(*before, DET | POSSESSIVE)
            || doc.capital(*before)
            || matches!(doc.kind(*before), Some(Kind::Number | Kind::Clitic))
    });
    if before.is_some() && doc.is(at, ESTIMATE | SOURCE | SAY_NOUN) {
        return true;
    }
    if doc.is(at, EDGE) {
        // `The Times reports said`, `US House`, `Chief Planned`: a capital inside a name keeps it.
        return doc.capital(at) && doc.capital(at.wrapping_sub(1)) || at + 1 == end && doc.is(at, SOURCE);
    }
    !past_tense(doc, at) && !participle(doc, at, end)
}

/// `stripping out a call`: an English form in -ing before an article or a name, or at a phrase's beginning, is a verb.
fn participle(doc: &Doc<'_>, at: usize, end: usize) -> bool {
    let ends = doc.word(at).len() > 4 && doc.word(at).ends_with("ing") && !doc.capital(at);
    let article = at.checked_sub(1).is_some_and(|before| doc.is(before, DET | POSSESSIVE));
    ends && !article && (doc.is(at + 1, DET | PREP | PRONOUN) || doc.capital(at + 1) || at + 1 == end)
}

/// `Ruiz and Okell`: an `and` between two of a kind.
fn joins_names(doc: &Doc<'_>, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    at + 1 < end
        && doc.is_word(before)
        && (doc.capital(before) && (doc.capital(at + 1) || doc.is(at + 1, DET)) || doc.is(before, ROLE | SOURCE | PEOPLE))
}

/// An English past tense that no list knows, unless an article makes an adjective of it: `an injured sailor`.
fn past_tense(doc: &Doc<'_>, at: usize) -> bool {
    let word = doc.word(at);
    let ends = word.len() > 4 && word.ends_with("ed") && !doc.capital(at);
    ends && doc.lexicon.english
        && !at.checked_sub(1).is_some_and(|before| {
            doc.is(before, DET | PREP | POSSESSIVE | NUMBER) || doc.spaced(at) && doc.word(before).ends_with("ly")
        })
}

/// Where the phrase begins once an adverbial before it is left out: `In a statement on Monday Ana Ruiz` → `Ana Ruiz`.
fn trimmed(doc: &Doc<'_>, start: usize, end: usize) -> usize {
    let mut start = start;
    while start < end
        && (doc.is(start, CONJ | ADVERB | DAY | MONTH | THAT) && !doc.is(start, DET)
            || doc.kind(start) == Some(Kind::Number) && start + 1 == end)
    {
        start += 1;
    }
    if !doc.is(start, PREP) || start + 1 >= end {
        return start;
    }
    // The name is what begins anew after the phrase of place or time.
    let name = (start + 2..end).rev().find(|at| {
        (doc.capital(*at) || doc.is(*at, DET | SOURCE)) && !doc.is(at - 1, PREP | DET | HONORIFIC | ROLE) && !doc.capital(at - 1)
    });
    let pronoun = (start + 1..end).rev().find(|at| doc.is(*at, PRONOUN) && !doc.is(*at, DET));
    pronoun.or(name).unwrap_or(end)
}

/// The noun phrase that begins at `start`, with an apposition after a comma: `Ana Ruiz, a pilot`.
pub(super) fn right(doc: &Doc<'_>, start: usize, high: usize) -> Option<Part> {
    let mut start = start;
    while start < high && doc.is(start, ADVERB | DAY) && !doc.capital(start) {
        start += 1;
    }
    if doc.is(start, PRONOUN) && !doc.is(start, DET) && doc.is_word(start) {
        return Some(start..start + 1);
    }
    if doc.is(start, PREP | TO) && !doc.is(start, DET) {
        return None;
    }
    let mut end = start;
    while end < high && end - start < SOURCE_TOKENS && goes_on(doc, start, end) {
        end += 1;
    }
    while end > start && (doc.is(end - 1, PREP | ADVERB | CONJ | TO) || doc.mark(end - 1).is_some_and(|c| c != '.')) {
        end -= 1;
    }
    if end == start || !(start..end).any(|at| doc.is_word(at)) {
        return None;
    }
    Some(start..apposition(doc, end, high).unwrap_or(end))
}

fn goes_on(doc: &Doc<'_>, start: usize, at: usize) -> bool {
    if doc.quotation(at).is_some() {
        return false;
    }
    // Where nouns have capitals, a small word after one begins something else.
    let small = at > start && doc.is_word(at) && !doc.capital(at) && doc.capital(at - 1);
    if doc.lexicon.capital_nouns && small && !doc.is(at, PREP | DET | AND) {
        return false;
    }
    if doc.mark(at) == Some('(') && at > start {
        return doc.mark(at + 2) == Some(')') || doc.mark(at + 4) == Some(')');
    }
    if matches!(doc.mark(at), Some(')' | '-')) {
        return at > start && !doc.spaced(at);
    }
    if doc.is(at, PREP | TO) && at > start {
        return preposition_belongs(doc, start, at);
    }
    if doc.is(at, DAY) && at > start {
        return false;
    }
    if doc.is(at, AND) {
        return at > start && joins_names(doc, at, usize::MAX);
    }
    belongs(doc, at, usize::MAX)
}

/// `officials at the port` belongs to the source, `Ruiz in a statement` does not.
fn preposition_belongs(doc: &Doc<'_>, start: usize, at: usize) -> bool {
    let of = ["of", "for", "de", "d'", "von", "des", "da", "do"].iter().any(|word| doc.reads(at, word));
    let place = ["in", "at", "from", "with", "en", "em", "au", "à"].iter().any(|word| doc.reads(at, word));
    let name = doc.capital(at - 1) && !doc.is(at - 1, ORG | ROLE) && !doc.lexicon.capital_nouns;
    of || place && !name && at > start && (doc.capital(at + 1) || doc.is(at + 1, DET) && !statement(doc, at + 2))
}

/// `in a statement`, `at a conference`: where it was said, not who.
fn statement(doc: &Doc<'_>, at: usize) -> bool {
    let words = [
        "statement",
        "interview",
        "press",
        "news",
        "speech",
        "letter",
        "email",
        "tweet",
        "post",
        "conference",
        "telephone",
        "phone",
        "report",
        "video",
        "briefing",
        "recent",
        "written",
        "joint",
        "television",
    ];
    words.iter().any(|word| doc.reads(at, word))
}

/// The end of an apposition: a comma, then an article, a role, a number or a relative pronoun, to the next comma or end.
fn apposition(doc: &Doc<'_>, end: usize, high: usize) -> Option<usize> {
    let name = doc.capital(end - 1) || doc.mark(end - 1) == Some(')');
    let opens = doc.mark(end) == Some(',') && end + 2 < high && name && doc.quotation(end).is_none();
    let about = doc.is(end + 1, DET | ROLE | ORG | HONORIFIC)
        || doc.kind(end + 1) == Some(Kind::Number)
        || doc.reads(end + 1, "who")
        || doc.is(end + 2, ROLE)
        || doc.is(end + 3, ROLE);
    if !opens || !about || doc.is(end + 1, PREP | CONJ | SAYING) && !doc.is(end + 1, ROLE) {
        return None;
    }
    let close = (end + 1..high).take(SOURCE_TOKENS).find(|at| {
        doc.quotation(*at).is_some()
            || matches!(doc.mark(*at), Some(',' | ';' | ':' | '—' | '–' | '.')) && !belongs(doc, *at, usize::MAX)
    });
    let close = close.unwrap_or(high.min(end + SOURCE_TOKENS));
    // An age alone goes on to the next comma: `Ruiz, 41, a pilot`.
    let age = close == end + 2 && doc.kind(end + 1) == Some(Kind::Number);
    if age && doc.is(close + 1, DET | ROLE) {
        return apposition(doc, close, high).or(Some(close));
    }
    Some(close)
}

/// The noun phrase at the beginning of a sentence.
pub(crate) fn subject(doc: &Doc<'_>, sentence: &Part) -> Option<Part> {
    let mut start = sentence.start;
    while start < sentence.end && (doc.is(start, CONJ | ADVERB) || doc.mark(start).is_some() && doc.quotation(start).is_none()) {
        start += 1;
    }
    if doc.is(start, PREP) {
        let comma = (start..sentence.end).take(SOURCE_TOKENS).find(|at| doc.mark(*at) == Some(','))?;
        start = comma + 1;
    }
    if doc.quotation(start).is_some() {
        return None;
    }
    right(doc, start, sentence.end)
}
