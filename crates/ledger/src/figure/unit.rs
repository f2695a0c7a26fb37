//! Units: the signs and words that say what a number counts.

use crate::doc::Doc;
use crate::token::Kind;
use crate::words::class::*;

use super::currency::sign_code;
use super::noun;
use super::number::Number;

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// A code (`USD`, `km`, `%`), a noun (`video`), or empty.
    pub code: String,
    /// Where its words begin and end; the number's end when there are none.
    pub start: usize,
    pub end: usize,
    /// Where the figure's span ends: nouns stay outside, signs and units inside.
    pub counted_end: usize,
    /// Whether the unit is a noun that is counted rather than a measure.
    pub noun: bool,
}

/// The longest unit in words.
pub(super) const WORDS: usize = 4;

/// Whether a unit's word stands at `at`.
pub(super) fn known(doc: &Doc<'_>, at: usize) -> bool {
    written(doc, at).is_some()
}

/// The unit written at `at`, as a sign or in words, and where it ends.
pub(super) fn written(doc: &Doc<'_>, at: usize) -> Option<(&'static str, usize)> {
    sign_after(doc, at).or_else(|| in_words(doc, at))
}

/// Whether a number in words counts nothing: `one thing`, `one of them`, `the last two`.
pub(super) fn is_one_of_many(number: &Number, unit: &Unit) -> bool {
    let one = !number.digits && !number.scaled && number.vague.is_none() && number.value.whole() == Some(1);
    let bare =
        !number.digits && !number.scaled && number.vague.is_none() && number.value.whole().is_some() && unit.code.is_empty();
    let counted = ["man", "woman", "child", "boy", "girl", "person", "people"].contains(&unit.code.as_str())
        || !unit.noun && !unit.code.is_empty();
    bare || one && !counted
}

fn sign_after(doc: &Doc<'_>, at: usize) -> Option<(&'static str, usize)> {
    let code = match doc.mark(at)? {
        '%' | '％' | '٪' => "%",
        '€' | '£' | '$' | '¥' | '₽' | '₪' | '₫' | '៛' => {
            return doc.mark(at).and_then(sign_code).map(|code| (code, at + 1));
        }
        '°' | 'º' if doc.reads(at + 1, "c") => return Some(("°C", at + 2)),
        '°' | 'º' if doc.reads(at + 1, "f") => return Some(("°F", at + 2)),
        '°' => "°",
        '℃' => "°C",
        _ => return None,
    };
    Some((code, at + 1))
}

/// The longest unit in words at `at`. Hyphens may join its words.
pub(super) fn in_words(doc: &Doc<'_>, at: usize) -> Option<(&'static str, usize)> {
    let mut text = String::new();
    let mut best = None;
    for next in at..at + WORDS + 1 {
        match doc.kind(next) {
            Some(Kind::Word) => {}
            Some(Kind::Mark('/')) if next > at => {}
            Some(Kind::Number) if next > at && !doc.spaced(next) => {}
            _ => break,
        }
        if next > at && doc.spaced(next) {
            text.push(' ');
        }
        text.extend(doc.word(next).chars().flat_map(char::to_lowercase));
        // `5G` is no weight: a single letter counts in small, or as the sign of the watt.
        let letter = text.len() == 1 && doc.capital(next) && text != "w";
        if let Some(code) = doc.lexicon.units.get(text.as_str()).filter(|_| !letter) {
            best = Some((*code, next + 1));
        }
    }
    best
}

/// Reads the unit of the number that ends at `end`.
pub(super) fn read(doc: &Doc<'_>, end: usize, money: Option<&'static str>, number: &Number) -> Unit {
    let measured = |code: &str, end: usize| rate(doc, code, end);
    if let Some(code) = money {
        return measured(code, end);
    }
    let hyphen = doc.mark(end) == Some('-') && !doc.spaced(end) && doc.is_word(end + 1) && !doc.spaced(end + 1);
    let at = end + usize::from(hyphen);
    if let Some((code, end)) = sign_after(doc, at).or_else(|| in_words(doc, at)) {
        // `40 million pounds` are money, `40 pounds` may be either and are weight.
        let code = if code == "lb" && number.scaled { "GBP" } else { code };
        let unit = measured(code, end);
        return if code == "people" { Unit { start: at, noun: true, ..unit } } else { unit };
    }
    if let Some(unit) = borrowed(doc, end) {
        return unit;
    }
    noun::read(doc, at, end).unwrap_or(Unit { code: String::new(), start: end, end, counted_end: end, noun: false })
}

/// `eight or nine euros`, `from 4 to 5 percent`: the unit stands after the next number.
fn borrowed(doc: &Doc<'_>, end: usize) -> Option<Unit> {
    let joint = doc.is(end, CONJ | AND) || doc.lexicon.range.iter().any(|word| doc.reads(end, word));
    let next = super::number::read(doc, end + 1).filter(|next| joint && next.money.is_none())?;
    let (code, _) = written(doc, next.end).filter(|(code, _)| *code != "people")?;
    Some(Unit { code: code.to_owned(), start: end, end, counted_end: end, noun: false })
}

/// What a rate can be per, with its name in English.
const PERIODS: [(&str, &str); 34] = [
    ("year", "year"),
    ("month", "month"),
    ("week", "week"),
    ("day", "day"),
    ("hour", "hour"),
    ("minute", "minute"),
    ("second", "second"),
    ("century", "century"),
    ("decade", "decade"),
    ("night", "night"),
    ("share", "share"),
    ("game", "game"),
    ("barrel", "barrel"),
    ("ounce", "ounce"),
    ("person", "person"),
    ("head", "head"),
    ("tonne", "tonne"),
    ("litre", "litre"),
    ("mile", "mile"),
    ("kilometre", "kilometre"),
    ("pound", "pound"),
    ("gallon", "gallon"),
    ("jahr", "year"),
    ("monat", "month"),
    ("tag", "day"),
    ("stunde", "hour"),
    ("mois", "month"),
    ("jour", "day"),
    ("heure", "hour"),
    ("año", "year"),
    ("mes", "month"),
    ("día", "day"),
    ("hora", "hour"),
    ("dia", "day"),
];

/// `$5 a year`, `5 points per game`: a unit per another.
pub(super) fn rate(doc: &Doc<'_>, code: &str, end: usize) -> Unit {
    let per =
        ["a", "per", "an", "pro", "par", "por", "each"].iter().any(|word| doc.reads(end, word)) || doc.mark(end) == Some('/');
    match per.then(|| PERIODS.iter().find(|(word, _)| doc.reads(end + 1, word))).flatten() {
        Some((_, name)) => {
            Unit { code: format!("{code} per {name}"), start: end, end: end + 2, counted_end: end + 2, noun: false }
        }
        None => Unit { code: code.to_owned(), start: end, end, counted_end: end, noun: false },
    }
}
