//! Units: the signs and words that say what a number counts.

use crate::doc::Doc;
use crate::token::Kind;
use crate::words::class::*;

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
const WORDS: usize = 4;

/// The currency whose sign stands before the number at `at`, and where the sign begins.
pub(super) fn sign_before(doc: &Doc<'_>, at: usize) -> Option<(&'static str, usize)> {
    let before = at.checked_sub(1)?;
    if let Some(sign) = doc.mark(before) {
        let code = sign_code(sign)?;
        let country = before.checked_sub(1).filter(|country| sign == '$' && doc.is_word(*country));
        let dollar = country.and_then(|country| dollar_of(doc.word(country)).map(|code| (code, country)));
        return Some(dollar.unwrap_or((code, before)));
    }
    if doc.is_word(before) && doc.capital(before) {
        return prefix_code(doc.word(before)).map(|code| (code, before));
    }
    None
}

/// The currency whose sign stands at `at`.
pub(super) fn sign_code_at(doc: &Doc<'_>, at: usize) -> Option<&'static str> {
    doc.mark(at).and_then(sign_code)
}

/// Whether letters for a country or a currency stand at `at`.
pub(super) fn is_country(doc: &Doc<'_>, at: usize) -> bool {
    dollar_of(doc.word(at)).or_else(|| prefix_code(doc.word(at))).is_some()
}

fn sign_code(sign: char) -> Option<&'static str> {
    Some(match sign {
        '$' | '＄' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '¥' | '￥' => "JPY",
        '₹' => "INR",
        '₩' => "KRW",
        '₽' => "RUB",
        '₪' => "ILS",
        '₺' => "TRY",
        '฿' => "THB",
        '₫' => "VND",
        '₱' => "PHP",
        '₦' => "NGN",
        '₴' => "UAH",
        '៛' => "KHR",
        _ => return None,
    })
}

fn dollar_of(country: &str) -> Option<&'static str> {
    Some(match country {
        "US" => "USD",
        "A" | "AU" => "AUD",
        "C" | "CA" => "CAD",
        "HK" => "HKD",
        "NZ" => "NZD",
        "S" => "SGD",
        "NT" => "TWD",
        "R" => "BRL",
        _ => return None,
    })
}

fn prefix_code(word: &str) -> Option<&'static str> {
    Some(match word {
        "RM" | "MYR" => "MYR",
        "Rs" | "INR" => "INR",
        "USD" => "USD",
        "EUR" => "EUR",
        "GBP" => "GBP",
        "CHF" | "Fr" => "CHF",
        "JPY" => "JPY",
        "CNY" | "RMB" => "CNY",
        "SGD" => "SGD",
        "HKD" => "HKD",
        "Rp" | "IDR" => "IDR",
        _ => return None,
    })
}

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
    let bare = !number.digits && !number.scaled && number.vague.is_none() && number.value.whole().is_some() && unit.code.is_empty();
    let counted = ["man", "woman", "child", "boy", "girl", "person", "people"].contains(&unit.code.as_str()) || !unit.noun && !unit.code.is_empty();
    bare || one && !counted
}

fn sign_after(doc: &Doc<'_>, at: usize) -> Option<(&'static str, usize)> {
    let code = match doc.mark(at)? {
        '%' | '％' | '٪' => "%",
        '€' | '£' | '$' | '¥' | '₽' | '₪' | '₫' | '៛' => return doc.mark(at).and_then(sign_code).map(|code| (code, at + 1)),
        '°' | 'º' if doc.reads(at + 1, "c") => return Some(("°C", at + 2)),
        '°' | 'º' if doc.reads(at + 1, "f") => return Some(("°F", at + 2)),
        '°' => "°",
        '℃' => "°C",
        _ => return None,
    };
    Some((code, at + 1))
}

/// The longest unit in words at `at`. Hyphens may join its words.
fn in_words(doc: &Doc<'_>, at: usize) -> Option<(&'static str, usize)> {
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
    noun(doc, at, end).unwrap_or(Unit { code: String::new(), start: end, end, counted_end: end, noun: false })
}

/// `eight or nine euros`, `from 4 to 5 percent`: the unit stands after the next number.
fn borrowed(doc: &Doc<'_>, end: usize) -> Option<Unit> {
    let joint = doc.is(end, CONJ | AND) || doc.lexicon.range.iter().any(|word| doc.reads(end, word));
    let next = super::number::read(doc, end + 1).filter(|next| joint && next.money.is_none())?;
    let (code, _) = written(doc, next.end).filter(|(code, _)| *code != "people")?;
    Some(Unit { code: code.to_owned(), start: end, end, counted_end: end, noun: false })
}

/// `$5 a year`, `5 points per game`: a unit per another.
fn rate(doc: &Doc<'_>, code: &str, end: usize) -> Unit {
    let per = ["a", "per", "an", "pro", "par", "por", "each"].iter().any(|word| doc.reads(end, word)) || doc.mark(end) == Some('/');
    let whole = ["year", "month", "week", "day", "hour", "minute", "second", "share", "game", "barrel", "ounce", "person", "head", "night", "tonne", "litre", "mile", "kilometre", "pound", "gallon", "century", "decade",
        "jahr", "monat", "tag", "stunde", "an", "mois", "jour", "heure", "año", "mes", "día", "hora", "ano", "mês", "dia"];
    let known = per.then(|| whole.iter().find(|word| doc.reads(end + 1, word))).flatten();
    match known {
        Some(word) => Unit { code: format!("{code} per {word}"), start: end, end: end + 2, counted_end: end + 2, noun: false },
        None => Unit { code: code.to_owned(), start: end, end, counted_end: end, noun: false },
    }
}

/// What ends a noun that is counted.
const END: u64 = PREP | AUX | CONJ | AND | THAT | RELATIVE | PRONOUN | SAY | DAY | MONTH;

/// The noun after a number: `European countries`, `of its nationals`.
fn noun(doc: &Doc<'_>, at: usize, number_end: usize) -> Option<Unit> {
    let of = ["of", "de", "d'", "der", "des"].iter().any(|word| doc.reads(at, word));
    let mut start = at + usize::from(of);
    while start < at + 4 && (of && doc.is(start, DET | POSSESSIVE) || ["more", "other", "different", "additional", "further", "new", "separate", "such", "known"].iter().any(|word| doc.reads(start, word))) {
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
        if !doc.lexicon.english || plural(doc.word(end - 1)) || doc.is(end - 1, PEOPLE) || doc.word(end - 1).chars().all(crate::token::without_blanks) {
            break;
        }
    }
    if end == start {
        return None;
    }
    // `half of the country’s product`: the owner is not what is counted.
    if doc.kind(end) == Some(Kind::Clitic) {
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
    let class = doc.is(at, END) && !doc.is(at, PEOPLE) || doc.is(at, VERB | DET) && !doc.is(at, PEOPLE | NUMBER) || doc.quotation(at) != doc.quotation(start);
    class || verbal(word) || doc.is(at, NUMBER | SCALE | ADVERB)
}

pub(super) fn plural(word: &str) -> bool {
    word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") || matches!(word, "men" | "women" | "children" | "people" | "fish" | "aircraft")
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
        w if ["sses", "shes", "ches", "xes", "uses"].iter().any(|end| w.ends_with(end)) && w.len() > 5 => w[..w.len() - 2].to_owned(),
        w if w.ends_with('s') && !w.ends_with("ss") && w.len() > 2 => w[..w.len() - 1].to_owned(),
        w => w.to_owned(),
    };
    if before.is_empty() { one } else { format!("{before} {one}") }
}

/// A unit's name in English as `stage ledger` prints it: `USD` is `dollar`, `%` is `percentage`.
pub(crate) fn name(code: &str) -> String {
    let (unit, per) = code.split_once(" per ").map_or((code, None), |(unit, per)| (unit, Some(per)));
    let known = NAMES.iter().find(|(code, _)| *code == unit).map_or(unit, |(_, name)| name);
    per.map_or_else(|| known.to_owned(), |per| format!("{known} per {per}"))
}

const NAMES: &[(&str, &str)] = &[
    ("%", "percentage"), ("USD", "dollar"), ("EUR", "euro"), ("GBP", "pound sterling"), ("JPY", "japanese yen"), ("CNY", "chinese yuan"), ("INR", "indian rupee"),
    ("RUB", "russian ruble"), ("CHF", "swiss franc"), ("AUD", "australian dollar"), ("CAD", "canadian dollar"), ("HKD", "hong kong dollar"), ("NZD", "new zealand dollar"),
    ("SGD", "singapore dollar"), ("TWD", "taiwan dollar"), ("MYR", "malaysian ringgit"), ("THB", "thai baht"), ("KHR", "cambodian riel"), ("IDR", "indonesian rupiah"),
    ("VND", "vietnamese dong"), ("PHP", "philippine peso"), ("MXN", "mexican peso"), ("KRW", "south korean won"), ("BRL", "brazilian real"), ("ZAR", "south african rand"),
    ("ILS", "shekel"), ("TRY", "turkish lira"), ("SEK", "swedish krona"), ("NOK", "norwegian krone"), ("DKK", "danish krone"), ("NGN", "nigerian naira"), ("UAH", "ukrainian hryvnia"),
    ("lb", "pound-mass"), ("oz", "ounce"), ("kg", "kilogram"), ("g", "gram"), ("mg", "milligram"), ("t", "metric ton"), ("ton", "ton"),
    ("km", "kilometre"), ("m", "metre"), ("cm", "centimetre"), ("mm", "millimetre"), ("µm", "micrometre"), ("nm", "nanometre"), ("mi", "mile"), ("yd", "yard"), ("ft", "foot"), ("in", "inch"),
    ("nmi", "nautical mile"), ("ly", "light-year"), ("km²", "square kilometre"), ("m²", "square metre"), ("mi²", "square mile"), ("ft²", "square foot"), ("ha", "hectare"),
    ("l", "litre"), ("ml", "millilitre"), ("gal", "gallon"), ("bbl", "barrel"), ("m³", "cubic metre"),
    ("h", "hour"), ("min", "minute"), ("s", "second"), ("ms", "millisecond"), ("d", "day"), ("wk", "week"), ("mo", "month"), ("yr", "year"), ("year old", "year of age"),
    ("°C", "celsius"), ("°F", "fahrenheit"), ("°", "degree"), ("mph", "mile per hour"), ("km/h", "kilometre per hour"), ("kn", "knot"), ("mpg", "mile per gallon"),
    ("W", "watt"), ("kW", "kilowatt"), ("MW", "megawatt"), ("GW", "gigawatt"), ("kWh", "kilowatt hour"), ("MWh", "megawatt hour"), ("GWh", "gigawatt hour"), ("MPa", "megapascal"), ("ksi", "kilopound per square inch"), ("psi", "pound per square inch"), ("ft³", "cubic foot"), ("CZK", "czech koruna"), ("hp", "horsepower"), ("bhp", "brake horsepower"),
    ("mAh", "milliampere-hour"), ("V", "volt"), ("Hz", "hertz"), ("kHz", "kilohertz"), ("MHz", "megahertz"), ("GHz", "gigahertz"), ("KB", "kilobyte"), ("MB", "megabyte"), ("GB", "gigabyte"), ("TB", "terabyte"),
    ("Mbit/s", "megabit per second"), ("Gbit/s", "gigabit per second"), ("MP", "megapixel"), ("ppm", "parts-per-million"), ("ppb", "parts-per-billion"), ("bp", "basis point"), ("cal", "calorie"),
];
