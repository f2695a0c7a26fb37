//! How a number is bounded: the words before and after it.

use newsstand_news::Bound;

use crate::doc::Doc;

use super::unit::Unit;

/// The bound of the number from `start` to `end`, and where its words end.
pub(super) fn read(doc: &Doc<'_>, start: usize, end: usize) -> (Bound, usize) {
    if let Some(found) = behind(doc, end) {
        return found;
    }
    if doc.mark(end) == Some('+') && !doc.spaced(end) {
        return (Bound::AtLeast, end + 1);
    }
    (before(doc, start).unwrap_or(Bound::Exactly), end)
}

/// A bound that stands after the unit: `10 compounds or more`.
pub(super) fn after_unit(doc: &Doc<'_>, unit: &Unit) -> Option<(Bound, usize)> {
    behind(doc, unit.end).filter(|_| unit.end > unit.start || !unit.code.is_empty())
}

pub(super) fn behind(doc: &Doc<'_>, at: usize) -> Option<(Bound, usize)> {
    doc.lexicon.bounds_after.iter().find_map(|(bound, phrase)| {
        let length = doc.phrase(at, phrase);
        (length > 0).then_some((*bound, at + length))
    })
}

/// The longest phrase before a number, an article between them left out: `at least a million`, `more than the 40`.
fn before(doc: &Doc<'_>, start: usize) -> Option<Bound> {
    let sign = matches!(start.checked_sub(1).and_then(|at| doc.mark(at)), Some('~' | '≈'));
    if sign {
        return Some(Bound::About);
    }
    if matches!(start.checked_sub(1).and_then(|at| doc.mark(at)), Some('>' | '≥')) {
        return Some(Bound::AtLeast);
    }
    let article =
        start.checked_sub(1).filter(|at| ["the", "its", "a", "an", "another", "some"].iter().any(|word| doc.reads(*at, word)));
    let ends = [Some(start), article];
    ends.into_iter()
        .flatten()
        .find_map(|end| doc.lexicon.bounds.iter().find(|(_, phrase)| doc.phrase_before(end, phrase) > 0).map(|(bound, _)| *bound))
}

/// How many tokens before `start` bound the number there.
pub(crate) fn length_before(doc: &Doc<'_>, start: usize) -> usize {
    doc.lexicon.bounds.iter().map(|(_, phrase)| doc.phrase_before(start, phrase)).max().unwrap_or(0)
}
