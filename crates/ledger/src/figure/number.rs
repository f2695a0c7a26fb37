//! Reads numbers: digits of any script with their separators, words, powers of ten, parts of a whole.

use crate::doc::{Doc, same};
use crate::token::{Kind, digit, without_blanks};
use crate::words::Lexicon;
use crate::words::class::{AND, NUMBER, PEOPLE, PREP, SCALE};

use super::decimal::Decimal;
use super::{currency, noun, unit};

/// A number as read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Its first token: the sign of a currency, or an article that belongs to it.
    pub start: usize,
    /// The token after it.
    pub end: usize,
    pub value: Decimal,
    /// The highest value of a number that only names a power of ten: `thousands`.
    pub vague: Option<Decimal>,
    /// The currency whose sign stands before it.
    pub money: Option<&'static str>,
    /// Whether a power of ten was read with it.
    pub scaled: bool,
    /// Whether it is written in digits.
    pub digits: bool,
}

/// The longest number in words, in tokens.
const WORDS: usize = 8;

/// Reads the number at `at`, a token of digits or a word that counts.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Number> {
    read_as(doc, at, false)
}

/// As [`read`]; with `money` a single letter is a power of ten, as in `$2-3m`.
pub(super) fn read_as(doc: &Doc<'_>, at: usize, money: bool) -> Option<Number> {
    let of_money = money;
    let money = currency::sign_before(doc, at);
    let mut number = match doc.kind(at)? {
        Kind::Number => digits(doc, at, of_money || money.is_some())?,
        Kind::Mark(c) => plain(at, at + 1, part_sign(c)?),
        _ => words(doc, at)?,
    };
    if let Some((code, start)) = money {
        number.start = start;
        number.money = Some(code);
    }
    if let Some(sign) = minus(doc, number.start) {
        number.start = sign;
        number.value = number.value.negative();
    }
    Some(number)
}

/// A minus before a number: a sign that joins it but not the word before, or the word.
fn minus(doc: &Doc<'_>, start: usize) -> Option<usize> {
    let before = start.checked_sub(1)?;
    let tight = matches!(doc.mark(before), Some('-' | '−' | '–')) && !doc.spaced(start);
    let word = before.checked_sub(1).filter(|word| tight && doc.reads(*word, "minus"));
    let name = before.checked_sub(1).is_some_and(|word| doc.capital(word));
    let named = name && doc.mark(start + 1) != Some('%');
    let sign = (tight && doc.spaced(before) && !named || doc.mark(before) == Some('−') && tight).then_some(before);
    word.or(sign).or_else(|| doc.reads(before, "minus").then_some(before))
}

fn plain(start: usize, end: usize, value: Decimal) -> Number {
    Number { start, end, value, vague: None, money: None, scaled: false, digits: true }
}

fn part_sign(c: char) -> Option<Decimal> {
    let millionths = match c {
        '½' => 500_000,
        '¼' => 250_000,
        '¾' => 750_000,
        '⅓' => 333_333,
        '⅔' => 666_667,
        _ => return None,
    };
    Some(Decimal::new(millionths, -6))
}

fn digits(doc: &Doc<'_>, at: usize, money: bool) -> Option<Number> {
    let mut number = plain(at, at + 1, value(doc.word(at), doc.lexicon)?);
    if let Some(part) = doc.mark(at + 1).and_then(part_sign).filter(|_| !doc.spaced(at + 1)) {
        number.value = number.value.plus(part);
        number.end += 1;
    }
    while let Some(power) = scale(doc, number.end, money) {
        number.value = number.value.shifted(power);
        number.end += 1 + usize::from(doc.mark(number.end + 1) == Some('.') && abbreviated(doc, number.end));
        number.scaled = true;
    }
    // Han: `1億2000万` adds up.
    if number.scaled
        && doc.word(number.end - 1).chars().all(without_blanks)
        && doc.kind(number.end) == Some(Kind::Number)
        && !doc.spaced(number.end)
    {
        let more = digits(doc, number.end, money)?;
        number.value = number.value.plus(more.value);
        number.end = more.end;
    }
    Some(number)
}

/// `Mio.`, `Mrd.`: the full stop belongs to the word.
fn abbreviated(doc: &Doc<'_>, at: usize) -> bool {
    ["mio", "mrd"].iter().any(|word| doc.reads(at, word))
}

/// The power of ten that a word stands for. Single letters count only where money or people are meant: `5m` may be metres.
fn scale(doc: &Doc<'_>, at: usize, money: bool) -> Option<u32> {
    if !doc.is(at, SCALE) {
        return None;
    }
    let word = doc.word(at).to_lowercase();
    let power = doc.lexicon.scales.get(word.as_str()).copied()?;
    if word.len() > 1 {
        return Some(power);
    }
    let tight = !doc.spaced(at);
    let counted = doc.is(at + 1, PEOPLE)
        || unit::known(doc, at + 1)
        || noun::plural(doc.word(at + 1))
        || noun::plural(doc.word(at + 2)) && doc.is_word(at + 1) && !doc.is(at + 1, PREP);
    let large = doc.capital(at) && word == "m";
    (tight && (money || doc.is_word(at + 1) && counted || large || word == "k")).then_some(power)
}

/// The value of a token of digits. What the marks in it mean depends on the language and on how they are placed.
pub(super) fn value(token: &str, lexicon: &Lexicon) -> Option<Decimal> {
    let mut figures = Vec::with_capacity(token.len());
    let mut groups: Vec<(char, usize)> = Vec::new();
    for c in token.chars() {
        match digit(c) {
            Some(digit) => {
                figures.push(digit);
                if let Some((_, length)) = groups.last_mut() {
                    *length += 1;
                }
            }
            None => groups.push((plain_mark(c), 0)),
        }
    }
    let before: usize = figures.len() - groups.iter().map(|(_, length)| length).sum::<usize>();
    let after = decimals(&groups, before, lexicon)?;
    Decimal::of_digits(&figures, after)
}

fn plain_mark(c: char) -> char {
    match c {
        '，' => ',',
        '．' => '.',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// How many digits stand behind the decimal mark; `None` for a date, an address or other things with marks.
fn decimals(groups: &[(char, usize)], before: usize, lexicon: &Lexicon) -> Option<usize> {
    let Some((last, length)) = groups.last().copied() else { return Some(0) };
    let others = groups.split_last().map_or(&[][..], |(_, others)| others);
    let grouped = |list: &[(char, usize)]| {
        let first = list.first().map(|(mark, _)| *mark);
        // Indian numbers have pairs before the last three digits.
        before <= 3 && list.iter().all(|(mark, length)| Some(*mark) == first && (*length == 3 || *length == 2 && list.len() > 1))
    };
    if !others.is_empty() && others.first().map(|(mark, _)| *mark) != Some(last) {
        return grouped(others).then_some(length);
    }
    if !others.is_empty() {
        return (grouped(groups) && length == 3).then_some(0);
    }
    let decimal = if lexicon.decimal_comma { ',' } else { '.' };
    match last {
        '٫' | '·' => Some(length),
        '٬' | ' ' | '\'' | '’' => Some(0),
        mark if mark == decimal => Some(length),
        _ if length == 3 && before <= 3 => Some(0),
        _ => Some(length),
    }
}

/// A number in words: `two hundred and fifty thousand`, `a third`, `tens of thousands`, `twenty-three`.
fn words(doc: &Doc<'_>, at: usize) -> Option<Number> {
    vague(doc, at).or_else(|| part_of_whole(doc, at)).or_else(|| counted(doc, at))
}

fn counted(doc: &Doc<'_>, at: usize) -> Option<Number> {
    let article = at
        .checked_sub(1)
        .filter(|before| ["a", "an", "un", "une", "eine", "um", "uma", "una"].iter().any(|word| doc.reads(*before, word)));
    let (mut total, mut current, mut end) = (Decimal::new(0, 0), None::<Decimal>, at);
    let mut scaled = false;
    for next in at..at + WORDS {
        let joined = next > at && doc.is(next, AND) && doc.is(next + 1, NUMBER) && scaled && small(doc, next + 1).is_some();
        if joined {
            continue;
        }
        if next > at && doc.reads(next, "dozen") && current.is_some() {
            end = next + 1;
            continue;
        }
        if let Some(value) = small(doc, next) {
            if current.is_some_and(|before| !stacks(before, value)) {
                break;
            }
            current = Some(current.map_or(value, |before| before.plus(value)));
        } else if let Some(power) = word_scale(doc, next) {
            let one = (next > at || article.is_some()).then_some(Decimal::new(1, 0));
            let base = current.or(if total == Decimal::new(0, 0) { one } else { None })?;
            scaled = true;
            if power == 2 {
                current = Some(base.shifted(2));
            } else {
                total = total.plus(base.shifted(power));
                current = None;
            }
        } else {
            break;
        }
        end = next + 1;
    }
    let value = current.map_or(total, |rest| total.plus(rest));
    let start = article.filter(|_| word_scale(doc, at).is_some() || doc.reads(at, "dozen")).unwrap_or(at);
    (end > at).then_some(Number { start, end, value, vague: None, money: None, scaled, digits: false })
}

fn word_scale(doc: &Doc<'_>, at: usize) -> Option<u32> {
    let word = doc.word(at).to_lowercase();
    doc.lexicon.scales.get(word.as_str()).copied().filter(|_| word.len() > 2)
}

/// `twenty` takes a `three`, `two hundred` takes both; `two dozen` multiplies and is read apart.
fn stacks(before: Decimal, value: Decimal) -> bool {
    match (before.whole(), value.whole()) {
        (Some(before), Some(value)) => {
            (20..100).contains(&before) && before % 10 == 0 && value < 10 || before >= 100 && value < 100
        }
        _ => false,
    }
}

/// A small number in one word, hyphens allowed: `twenty-three`.
pub(super) fn small(doc: &Doc<'_>, at: usize) -> Option<Decimal> {
    if !doc.is_word(at) {
        return None;
    }
    let word = doc.word(at).to_lowercase();
    let find = |part: &str| doc.lexicon.numbers.get(part).copied();
    let value =
        find(&word).or_else(|| word.split_once('-').and_then(|(tens, ones)| Some(find(tens)? + find(ones).filter(|v| *v < 10)?)));
    let dozens = value.filter(|_| doc.reads(at + 1, "dozen")).map(|v| v * 12);
    dozens.or(value).map(|v| Decimal::new(i128::from(v), 0))
}

/// `thousands`, `tens of thousands`: from the least that is meant to ten times as much.
fn vague(doc: &Doc<'_>, at: usize) -> Option<Number> {
    let least =
        |at: usize| doc.lexicon.vague.get(doc.word(at).to_lowercase().as_str()).map(|least| Decimal::new(i128::from(*least), 0));
    let mut low = least(at)?;
    let mut end = at + 1;
    while end < at + WORDS && doc.is(end, PREP) {
        let Some(more) = least(end + 1) else { break };
        low = low.times(more);
        end += 2;
    }
    Some(Number { start: at, end, value: low, vague: Some(low.shifted(1)), money: None, scaled: true, digits: false })
}

/// `a third`, `two-thirds`, `half`.
fn part_of_whole(doc: &Doc<'_>, at: usize) -> Option<Number> {
    let word = doc.word(at).to_lowercase();
    let find = |word: &str| doc.lexicon.fractions.get(word).copied();
    let (times, part) = match word.split_once('-') {
        Some((times, part)) => (doc.lexicon.numbers.get(times).copied()?, find(part)?),
        None => (1, find(&word)?),
    };
    let before = at.checked_sub(1);
    let counted = before.and_then(|before| doc.lexicon.numbers.get(doc.word(before).to_lowercase().as_str()).copied());
    let articles = ["a", "the", "one", "ein", "un", "une", "um", "uma", "la", "die", "le"];
    let article = before.is_some_and(|before| articles.iter().any(|word| doc.reads(before, word)));
    let article_after = doc.reads(at + 1, "a");
    let whole = ["of", "the", "its", "their", "der", "des", "de", "d'", "do", "da"].iter().any(|word| doc.reads(at + 1, word))
        || word_scale(doc, at + 1 + usize::from(article_after)).is_some();
    let stands = times > 1
        || part == 500_000 && whole
        || counted.is_some()
        || article && ["of", "der", "des", "de", "du", "d'", "dos", "das"].iter().any(|of| same(doc.word(at + 1), of));
    if !stands {
        return None;
    }
    let thirds = |times: u32| if part == 333_333 && times == 2 { 666_667 } else { part.saturating_mul(times) };
    let value = Decimal::new(i128::from(thirds(counted.unwrap_or(times))), -6);
    let start = before.filter(|_| counted.is_some() || article).unwrap_or(at);
    let mut number = Number { start, end: at + 1, value, vague: None, money: None, scaled: false, digits: false };
    // `half a million`
    if let Some(power) = word_scale(doc, number.end + usize::from(article_after)) {
        number.value = number.value.shifted(power);
        number.end += 1 + usize::from(article_after);
        number.scaled = true;
    }
    Some(number)
}
