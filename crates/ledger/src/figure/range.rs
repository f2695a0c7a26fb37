//! Two numbers that belong together: the ends of a range, or a change from one to the other.

use crate::doc::Doc;
use crate::token::Kind;
use crate::words::class::{AND, CHANGE};

use super::decimal::Decimal;
use super::number::{self, Number};
use super::{currency, unit};

/// Two numbers that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Range {
    /// The first number, with the power of ten of the second where it has none of its own.
    pub lowest: Decimal,
    pub high: Number,
    /// Whether they are the ends of a range; else a change from the one to the other.
    pub whole: bool,
}

/// The range that begins with `low`: `10 to 12`, `10–12`, `between 10% and 12%`. A rise `from 10 to 12` is none.
pub(super) fn read(doc: &Doc<'_>, low: &Number) -> Option<Range> {
    let (unit, joint) = unit::written(doc, low.end).unwrap_or(("", low.end));
    let to = doc.lexicon.range.iter().any(|word| doc.reads(joint, word));
    if !(to || dashed(doc, joint) || between(doc, low, joint)) || low.vague.is_some() {
        return None;
    }
    let sign = (joint + 1..joint + 4).find(|at| currency::sign_code_at(doc, *at).is_none() && !currency::is_country(doc, *at))?;
    let high = number::read_as(doc, sign, low.money.is_some()).filter(|high| high.vague.is_none())?;
    let money = low.money.is_none() && unit.is_empty() || high.money.is_none() || low.money == high.money;
    let same = unit.is_empty() || high.money.is_none() && unit::written(doc, high.end).is_some_and(|(other, _)| other == unit);
    let lowest = shared(doc, low, &high, sign);
    let change = to && changes(doc, low);
    (same && money && (lowest < high.value || change)).then(|| Range { lowest, whole: !change && lowest < high.value, high })
}

/// Whether a rise or fall is told of before the number: `rose from 4 to 5`.
fn changes(doc: &Doc<'_>, low: &Number) -> bool {
    let by = low.start.checked_sub(1).is_some_and(|at| ["by", "um"].iter().any(|word| doc.reads(at, word)));
    by || (low.start.saturating_sub(5)..low.start).any(|at| doc.is(at, CHANGE))
}

fn dashed(doc: &Doc<'_>, joint: usize) -> bool {
    let mark = matches!(doc.mark(joint), Some('-' | '–' | '—' | '~' | '〜'));
    // A dash with blanks on both sides joins numbers only where both stand bare.
    mark && doc.spaced(joint) == doc.spaced(joint + 1)
        && (!doc.spaced(joint) || doc.kind(joint + 1) == Some(Kind::Number) && doc.kind(joint - 1) == Some(Kind::Number))
}

fn between(doc: &Doc<'_>, low: &Number, joint: usize) -> bool {
    let led = |at: usize| doc.lexicon.between.iter().any(|word| doc.reads(at, word));
    doc.is(joint, AND) && low.start.checked_sub(1).is_some_and(led)
}

/// `2 to 3 million`: the power of ten holds for both ends.
fn shared(doc: &Doc<'_>, low: &Number, high: &Number, at: usize) -> Decimal {
    let alone = number::value(doc.word(at), doc.lexicon).filter(|_| high.digits).or_else(|| number::small(doc, at));
    let power = doc.lexicon.scales.get(doc.word(high.end - 1).to_lowercase().as_str()).copied();
    match (alone, power) {
        (Some(alone), Some(power)) if high.scaled && !low.scaled && low.value < alone => low.value.shifted(power),
        _ => low.value,
    }
}
