//! Numbers that are no quantity: dates, years, times, ordinals, scores, parts of names.

use crate::doc::Doc;
use crate::token::Kind;
use crate::words::class::{AUX, DET, MONTH, NUMBER, PEOPLE, PREP, SCALE, VERB};

use super::number::Number;
use super::unit;

/// The years that a bare number of four digits is taken for.
const YEARS: std::ops::RangeInclusive<i64> = 1500..=2199;

/// When the number is no quantity: the token to read on from.
pub(super) fn no_quantity(doc: &Doc<'_>, at: usize, number: &Number) -> Option<usize> {
    if number.money.is_some() || number.scaled {
        return None;
    }
    if !number.digits {
        return month_near(doc, number).then_some(number.end);
    }
    dashed(doc, number).or_else(|| clock(doc, number)).or_else(|| {
        (ordinal(doc, number) || year(doc, at, number) || month_near(doc, number) || named(doc, at, number)).then_some(number.end)
    })
}

/// `2024-01-17`, `12/03`, `3-2`: chains of numbers that are no range.
fn dashed(doc: &Doc<'_>, number: &Number) -> Option<usize> {
    let mut end = number.end;
    let mut links = 0;
    let mut slash = false;
    while matches!(doc.mark(end), Some('-' | '/' | '–'))
        && doc.kind(end + 1) == Some(Kind::Number)
        && !doc.spaced(end + 1)
        && !doc.spaced(end)
    {
        slash |= doc.mark(end) == Some('/');
        links += 1;
        end += 2;
    }
    let falls = links == 1 && !slash && (falls(doc, number, end - 1) || month_near(doc, number));
    (links > 1 || slash && !unit::known(doc, end) || falls).then_some(end)
}

/// A score or the like: the second number is not the larger one, and no power of ten follows it.
fn falls(doc: &Doc<'_>, number: &Number, second: usize) -> bool {
    let value = super::number::value(doc.word(second), doc.lexicon);
    value.is_none_or(|value| value <= number.value) && !doc.is(second + 1, SCALE)
}

/// `6:30`, `11 a.m.`, `5pm`, `18 Uhr`, `18h30`.
fn clock(doc: &Doc<'_>, number: &Number) -> Option<usize> {
    let mut end = number.end;
    while doc.mark(end) == Some(':') && doc.kind(end + 1) == Some(Kind::Number) && !doc.spaced(end + 1) && !doc.spaced(end) {
        end += 2;
    }
    let hour = ["am", "pm", "uhr", "o'clock", "gmt"].iter().any(|word| doc.reads(end, word));
    let dotted = ["a", "p"].iter().any(|word| doc.reads(end, word)) && doc.mark(end + 1) == Some('.') && doc.reads(end + 2, "m");
    let french = doc.word(end).starts_with('h') && !doc.spaced(end) && doc.word(end).chars().skip(1).all(|c| c.is_ascii_digit());
    (end > number.end || hour || dotted || french && doc.is_word(end))
        .then_some(end + usize::from(hour || french) + if dotted { 4 } else { 0 })
}

/// `21st`, `1990s`, `5G`: letters that join the number without a blank and are no unit.
fn ordinal(doc: &Doc<'_>, number: &Number) -> bool {
    let tight = doc.is_word(number.end) && !doc.spaced(number.end);
    let letters = ["st", "nd", "rd", "th", "s", "e", "er", "ème", "º", "ª", "º"].iter().any(|word| doc.reads(number.end, word));
    let clitic = doc.kind(number.end) == Some(Kind::Clitic);
    // German and its kin write an ordinal with a full stop: `am 3. Tag`.
    let stop = doc.lexicon.capital_nouns
        && doc.mark(number.end) == Some('.')
        && doc.is_word(number.end + 1)
        && number.value.whole().is_some_and(|n| n < 100);
    let han = doc.word(number.end).chars().all(crate::token::without_blanks);
    tight && (letters || !han && !unit::known(doc, number.end)) || clitic || stop && !doc.capital(number.end + 2)
}

fn year(doc: &Doc<'_>, at: usize, number: &Number) -> bool {
    // Han dates: `2026年1月17日`.
    if ["年", "月", "日", "時", "点钟"].iter().any(|part| doc.reads(number.end, part)) {
        return true;
    }
    let four = doc.word(at).chars().count() == 4 && number.value.whole().is_some_and(|n| YEARS.contains(&n));
    four && (!unit::known(doc, number.end) && !doc.is(number.end, PEOPLE) && doc.mark(number.end) != Some('%'))
}

/// A day beside its month: `17 January`, `January 17`, `17 de enero`, `17. Januar`.
fn month_near(doc: &Doc<'_>, number: &Number) -> bool {
    if !number.value.whole().is_some_and(|n| (1..=31).contains(&n)) {
        return false;
    }
    let before = number.start.checked_sub(1);
    let dotted = before.filter(|at| doc.mark(*at) == Some('.')).and_then(|at| at.checked_sub(1));
    let month_before = before.is_some_and(|at| month(doc, at)) || dotted.is_some_and(|at| month(doc, at));
    let end = number.end;
    month_before || month(doc, end) || (doc.is(end, PREP) || doc.mark(end) == Some('.')) && month(doc, end + 1)
}

fn month(doc: &Doc<'_>, at: usize) -> bool {
    doc.is(at, MONTH) && (doc.capital(at) || !doc.reads(at, "may") && !doc.reads(at, "march"))
}

/// Part of a name or a number in a row: `Boeing 737`, `No. 5`, `Chapter 11`, `Big 12`.
fn named(doc: &Doc<'_>, at: usize, number: &Number) -> bool {
    // `6'3"` is a height that we do not read.
    if matches!(doc.mark(number.end), Some('\'' | '’' | '"' | '″' | '′'))
        && !doc.spaced(number.end)
        && doc.quotation(number.end).is_none()
    {
        return true;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    if doc.mark(before) == Some('#')
        || doc.mark(before) == Some('.') && before > 0 && ["no", "nr"].iter().any(|word| doc.reads(before - 1, word))
    {
        return true;
    }
    // `V-6`, `last-32`, `.534`
    let joined = matches!(doc.mark(before), Some('-' | '.'))
        && !doc.spaced(at)
        && number.start == at
        && (before.checked_sub(1).is_some_and(|word| doc.is_word(word)) || doc.mark(before) == Some('.'));
    if joined && !doc.is_word(at) && !unit::known(doc, number.end) {
        return true;
    }
    let age = doc.mark(before) == Some(',')
        && before > 0
        && doc.capital(before - 1)
        && number.end == at + 1
        && matches!(doc.mark(number.end), Some(',' | '.' | ';'));
    if age && number.value.whole().is_some_and(|n| n <= 120) {
        return true;
    }
    let first = doc.sentence(at).start;
    let name = (doc.capital(before) || doc.is_word(before) && doc.word(before).chars().any(char::is_uppercase))
        && !doc.is(before, PREP | DET | NUMBER)
        && before > first
        && !doc.lexicon.capital_nouns;
    let row = [
        "number", "article", "chapter", "route", "page", "section", "group", "phase", "level", "type", "version", "class",
        "room", "gate", "size",
    ]
    .iter()
    .any(|word| doc.reads(before, word));
    let counts = unit::known(doc, number.end) || doc.is(number.end, PEOPLE) || doc.mark(number.end) == Some('%');
    let small = number.value.whole().is_some_and(|n| n < 10_000) && !doc.word(at).contains(',');
    (name || row) && !counts && small && !plural_follows(doc, number.end)
}

fn plural_follows(doc: &Doc<'_>, at: usize) -> bool {
    doc.is_word(at)
        && !doc.capital(at)
        && !doc.is(at, AUX | VERB | PREP)
        && doc.word(at).ends_with('s')
        && !doc.word(at).ends_with("ss")
        && doc.word(at).len() > 3
}
