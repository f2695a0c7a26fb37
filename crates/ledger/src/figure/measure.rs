//! What a figure measures, in the text's own words.

use crate::doc::{Doc, Part};
use crate::limits::MEASURE_WORDS;
use crate::token::Kind;
use crate::words::class::*;

use super::bound;
use super::unit::{self, Unit};

/// What the number that begins at `start` measures: of a count the noun and what is said of it, of a measure or a sum
/// the words before it in its clause, or else those after it.
pub(super) fn read(doc: &Doc<'_>, start: usize, unit: &Unit) -> String {
    let sentence = doc.sentence(start);
    let mut first = if unit.noun { unit.start } else { unit.end };
    if !unit.noun && doc.is(first, CONJ | AND) {
        return before_or(doc, sentence.start, start, first..first);
    }
    while !unit.noun && first < sentence.end && doc.is(first, PREP | DET) {
        first += 1;
    }
    let after = forward(doc, first, unit.end, sentence.end);
    if unit.noun {
        return doc.words(&after).to_owned();
    }
    before_or(doc, sentence.start, start, after)
}

/// What the words before the number tell, else what those after it do.
fn before_or(doc: &Doc<'_>, low: usize, start: usize, after: Part) -> String {
    let before = backward(doc, low, start.saturating_sub(bound::length_before(doc, start)));
    let part = if tells(doc, &before) { before } else { after };
    doc.words(&part).to_owned()
}

/// Whether anything but small words is in it.
fn tells(doc: &Doc<'_>, part: &Part) -> bool {
    part.clone()
        .any(|at| doc.is_word(at) && !doc.is(at, PREP | DET | PRONOUN | CONJ | AUX | AND | ADVERB | SAY | TO | MONTH | DAY))
}

fn forward(doc: &Doc<'_>, start: usize, noun_end: usize, high: usize) -> Part {
    let mut end = start;
    while end < high && end - start < MEASURE_WORDS && !closes(doc, start, noun_end, end) {
        end += 1;
    }
    while end > start && doc.is(end - 1, PREP | DET | CONJ | AUX | RELATIVE | TO | ADVERB) {
        end -= 1;
    }
    start..end
}

fn closes(doc: &Doc<'_>, start: usize, noun_end: usize, at: usize) -> bool {
    let marked = match doc.kind(at) {
        Some(Kind::Word | Kind::Clitic) => false,
        Some(Kind::Mark('-' | '&' | '/')) => doc.spaced(at),
        Some(Kind::Number) => at > start,
        _ => true,
    };
    // One verb tells what is counted: `people were held`, `people who had left`; a second one is another clause.
    let verb = doc.is(at, AUX) && at > start && at != noun_end && !doc.is(at - 1, RELATIVE | THAT) && !doc.is(at - 1, AUX);
    let or = ["or", "oder", "ou", "o"].iter().any(|word| doc.reads(at, word));
    let bound = at > start && (doc.is(at, NUMBER) || bound::behind(doc, at).is_some());
    marked
        || bound
        || verb
        || doc.is(at, SAY | DAY | MONTH) && at > start
        || doc.is(at, CONJ) && !doc.is(at, PREP | AND) && !or
        || doc.is(at, PRONOUN) && !doc.is(at, RELATIVE) && at > start
}

fn backward(doc: &Doc<'_>, low: usize, end: usize) -> Part {
    let mut start = end;
    while start > low && end - start < MEASURE_WORDS {
        let at = start - 1;
        let stops = !matches!(doc.kind(at), Some(Kind::Word | Kind::Clitic))
            || doc.is(at, THAT | RELATIVE | SAY | HOLD | PUT)
            || doc.is(at, CONJ) && !doc.is(at, PREP);
        // The unit of the figure before belongs to that one.
        let other = at > low
            && (doc.kind(at - 1) == Some(Kind::Number) || doc.mark(at - 1) == Some('-') || doc.is(at - 1, SCALE))
            && unit::known(doc, at);
        if stops || other {
            break;
        }
        start = at;
    }
    while start < end && doc.is(start, DET | PRONOUN | AND | ADVERB) {
        start += 1;
    }
    let mut end = end;
    while end > start && doc.is(end - 1, PREP | DET | AUX | TO) {
        end -= 1;
    }
    start..end
}
