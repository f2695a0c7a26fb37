//! Who gives a figure that stands in nobody's words: `a UN estimate of 100,000`, `the UN put the number at 100,000`.

use crate::doc::{Doc, Part};
use crate::limits::WINDOW;
use crate::quote::subject;
use crate::token::Kind;
use crate::words::class::*;

/// The source that gives the figure at `figure`, named in its sentence.
pub(crate) fn given(doc: &Doc<'_>, figure: &Part) -> Option<Part> {
    let sentence = doc.sentence(figure.start);
    put(doc, &sentence, figure).or_else(|| estimate(doc, &sentence, figure)).or_else(|| counted(doc, &sentence, figure))
}

/// `Okell’s office counted 15 boats`: the subject of the verb, when nothing else stands between.
fn counted(doc: &Doc<'_>, sentence: &Part, figure: &Part) -> Option<Part> {
    let near = figure.start.saturating_sub(WINDOW).max(sentence.start)..figure.start;
    let verb = near
        .rev()
        .take_while(|at| !matches!(doc.mark(*at), Some(';' | ':')))
        .find(|at| doc.is(*at, COUNT) && !doc.is(*at + 1, PREP))?;
    let passive = verb.checked_sub(1).is_some_and(|before| doc.is(before, BE | DET | PREP));
    let other = (verb + 1..figure.start).any(|at| doc.is(at, SAY | VERB | RELATIVE));
    let source = subject(doc, &(sentence.start..verb))?;
    let direct = (source.end..verb).all(|at| doc.is(at, AUX | ADVERB));
    (!passive && !other && direct).then_some(source).filter(|part| names_somebody(doc, part))
}

/// `The United Nations put the number in Cambodia at 100,000`.
fn put(doc: &Doc<'_>, sentence: &Part, figure: &Part) -> Option<Part> {
    let near = figure.start.saturating_sub(2 * WINDOW).max(sentence.start)..figure.start;
    let verb = near.rev().find(|at| doc.is(*at, PUT))?;
    let at = (verb..figure.start).any(|at| ["at", "auf", "à", "em", "en"].iter().any(|word| doc.reads(at, word)));
    let before = sentence.start..verb;
    let source = at.then(|| subject(doc, &before).filter(|part| names_somebody(doc, part))).flatten()?;
    // `A 2024 estimate by the Institute put it at`: who made the estimate.
    let noun = source.clone().find(|at| doc.is(*at, ESTIMATE));
    noun.and_then(|noun| by(doc, noun, verb).or_else(|| owner(doc, noun, sentence.start))).or(Some(source))
}

/// `A UN estimate of 100,000`, `the 2024 estimate by the Institute`, `Okell’s count of 15`.
fn estimate(doc: &Doc<'_>, sentence: &Part, figure: &Part) -> Option<Part> {
    let low = figure.start.saturating_sub(WINDOW).max(sentence.start);
    let before = (low..figure.start).rev().find(|at| doc.is(*at, ESTIMATE)).filter(|noun| leads(doc, *noun, figure.start));
    let behind = (figure.end..(figure.end + 2 * WINDOW).min(sentence.end))
        .find(|at| doc.is(*at, ESTIMATE))
        .filter(|noun| follows(doc, figure.end, *noun));
    let noun = before.or(behind)?;
    by(doc, noun, sentence.end).or_else(|| owner(doc, noun, sentence.start))
}

/// Nothing but small words stands between the noun and its figure: `estimate, of at least 100,000`.
fn leads(doc: &Doc<'_>, noun: usize, figure: usize) -> bool {
    let small = |at: usize| {
        doc.is(at, PREP | DET | ADVERB | AUX | MONTH)
            || doc.mark(at) == Some(',')
            || doc.kind(at) == Some(Kind::Number)
            || doc.capital(at)
    };
    let words = figure - crate::figure::bound_length(doc, figure);
    (noun + 1..words).all(small)
}

/// The noun is led by a preposition behind the figure: `100,000 people, by a UN estimate of 2023`.
fn follows(doc: &Doc<'_>, figure: usize, noun: usize) -> bool {
    let led = |at: usize| ["by", "in", "nach", "selon", "según", "segundo"].iter().any(|word| doc.reads(at, word));
    (noun.saturating_sub(6).max(figure)..noun).any(led)
}

/// After the noun: `estimate by the United Nations`, `estimate of the Institute`.
fn by(doc: &Doc<'_>, noun: usize, high: usize) -> Option<Part> {
    let joint = (noun + 1..high.min(noun + 5)).find(|at| doc.is(*at, PREP))?;
    let by = ["by", "from", "of", "von", "de", "da", "do", "des", "par", "por"].iter().any(|word| doc.reads(joint, word));
    let start = joint + 1 + usize::from(doc.is(joint + 1, DET));
    if !by || !doc.capital(start) || doc.is(start, MONTH | DAY) {
        return None;
    }
    let inside = |at: usize| {
        doc.capital(at)
            || doc.is(at, PREP)
                && doc.capital(at + 1)
                && !doc.is(at + 1, MONTH | DAY)
                && ["of", "for"].iter().any(|word| doc.reads(at, word))
    };
    let end = (start..high).find(|at| !inside(*at)).unwrap_or(high);
    (end > start).then_some(start..end)
}

/// Before the noun: `a United Nations estimate`, `Amnesty’s count`, `the Institute of Peace’s reckoning`.
fn owner(doc: &Doc<'_>, noun: usize, low: usize) -> Option<Part> {
    let mut end = noun;
    while end > low
        && noun - end < 3
        && (doc.kind(end - 1) == Some(Kind::Number)
            || doc.is_word(end - 1) && !doc.capital(end - 1) && !doc.is(end - 1, DET | PREP | AUX | AND))
    {
        end -= 1;
    }
    let name_end = end - usize::from(end > low && doc.kind(end - 1) == Some(Kind::Clitic));
    let inside = |at: usize| {
        doc.capital(at) && !doc.is(at, DET | MONTH | DAY | PREP)
            || ["of", "for"].iter().any(|word| doc.reads(at, word)) && at.checked_sub(1).is_some_and(|before| doc.capital(before))
    };
    let mut start = name_end;
    while start > low && name_end - start < WINDOW && inside(start - 1) {
        start -= 1;
    }
    if start == name_end && end > low && doc.is(end - 1, POSSESSIVE) && doc.is_word(end - 1) {
        return Some(end - 1..end);
    }
    // The noun itself may be the one who is meant: `The embassy’s figure`.
    let plain = start == name_end && name_end < end && name_end > low && doc.is(name_end - 1, SOURCE | ORG | ROLE);
    if plain {
        return Some(name_end - 1..name_end);
    }
    (start < name_end).then_some(start..name_end)
}

/// Whether a phrase names a body, a person or a source of some sort.
fn names_somebody(doc: &Doc<'_>, part: &Part) -> bool {
    let first = doc.sentence(part.start).start;
    part.clone().any(|at| {
        doc.capital(at) && (at > first || part.len() > 1 || !doc.is(at, DET)) || doc.is(at, SOURCE | ORG | ROLE | PRONOUN)
    })
}
