//! How much of what: numbers with their bound, unit and measure.

mod bound;
mod currency;
mod decimal;
mod measure;
mod noun;
mod number;
mod range;
mod skip;
mod unit;
mod unit_names;

use newsstand_news::Bound;

use crate::doc::{Doc, Part};
use crate::limits::CLAIMS;
use crate::token::Kind;
use crate::words::class::{NUMBER, SCALE};

pub(crate) use bound::length_before as bound_length;
pub(crate) use decimal::Decimal;
pub(crate) use noun::singular;
pub(crate) use unit_names::name as unit_name;

/// A quantity, as ranges of tokens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// The number with its sign and unit.
    pub part: Part,
    /// The lowest and the highest value.
    pub value: (Decimal, Decimal),
    pub bound: Bound,
    /// The unit's code, or a noun; empty when nothing is said.
    pub unit: String,
    /// What is measured.
    pub measure: String,
}

/// All figures of a text, in order.
pub(crate) fn find(doc: &Doc<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < doc.tokens.len() && found.len() < CLAIMS {
        match figure(doc, at) {
            Some((figure, end)) => {
                found.extend(figure);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// The figure whose number begins at `at`, and where to read on. A number that is a date, a name or the like gives
/// no figure but is passed over whole.
fn figure(doc: &Doc<'_>, at: usize) -> Option<(Option<Found>, usize)> {
    if !can_begin(doc, at) {
        return None;
    }
    let low = number::read(doc, at)?;
    if let Some(end) = skip::no_quantity(doc, at, &low) {
        return Some((None, end));
    }
    let range = range::read(doc, &low);
    let last = range.as_ref().filter(|range| range.whole).map_or(&low, |range| &range.high);
    let end = last.end;
    let (bound, end) = bound::read(doc, low.start, end);
    let unit = unit::read(doc, end, low.money.or(last.money), last);
    let value = match &range {
        Some(range) if range.whole => (range.lowest, range.high.value),
        Some(range) => (range.lowest, range.lowest),
        None => (low.value, low.vague.unwrap_or(low.value)),
    };
    if unit::is_one_of_many(&low, &unit) {
        return None;
    }
    let (bound, end) = bound::after_unit(doc, &unit).unwrap_or((bound, end));
    let measure = measure::read(doc, low.start, &unit);
    let part = low.start..unit.counted_end.max(end);
    let next = part.end;
    Some((Some(Found { part, value, bound, unit: unit.code, measure }), next))
}

fn can_begin(doc: &Doc<'_>, at: usize) -> bool {
    match doc.kind(at) {
        Some(Kind::Number) => true,
        Some(Kind::Word) => doc.is(at, NUMBER | SCALE) || doc.word(at).contains('-'),
        Some(Kind::Mark(c)) => matches!(c, '½' | '¼' | '¾' | '⅓' | '⅔'),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
