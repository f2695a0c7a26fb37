//! Dates as people write them: RFC 822 and everything like it, in any order that leaves no doubt.

use super::{Civil, fold, full_year, micros_of_fraction, months, zones};
use crate::Moment;

/// The most parts a date can have; what comes after is not looked at.
const PART_LIMIT: usize = 40;

/// One part of a written date.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part<'a> {
    /// Digits: their value, how many they are, and the text of them where they are ASCII.
    Number(u32, usize, &'a str),
    /// Letters.
    Word(&'a str),
    /// A sign.
    Sign(char),
    /// An East Asian unit behind a number.
    Unit(char),
    /// White space.
    Space,
}

/// What was found so far.
#[derive(Default)]
struct Found {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    clock: Option<(u32, u32, u32, u32)>,
    afternoon: Option<bool>,
    offset: Option<i32>,
    named_offset: Option<i32>,
    /// Numbers that no sign explained, with their digits, and the sign before each.
    loose: Vec<(u32, usize, Option<char>)>,
}

/// Reads a date out of words and numbers.
pub(super) fn read(text: &str) -> Option<Moment> {
    let parts = split(text);
    let mut found = Found::default();
    let mut at = 0;
    while at < parts.len() {
        at += found.take(&parts, at);
    }
    found.settle()
}

fn split(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::with_capacity(20);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if parts.len() == PART_LIMIT {
            break;
        }
        let length = if fold::digit(first).is_some() {
            run(rest, |c| fold::digit(c).is_some())
        } else if is_letter(first) && !is_unit(first, &parts) {
            run(rest, is_letter)
        } else {
            first.len_utf8()
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        parts.push(part(text, first, &parts));
    }
    parts
}

fn part<'a>(text: &'a str, first: char, before: &[Part<'_>]) -> Part<'a> {
    if fold::digit(first).is_some() {
        let digits = text.chars().count();
        let value = text.chars().take(9).filter_map(fold::digit).fold(0, |sum, digit| sum * 10 + digit);
        Part::Number(value, digits, text)
    } else if is_unit(first, before) {
        Part::Unit(first)
    } else if is_letter(first) {
        Part::Word(text)
    } else if first.is_whitespace() {
        Part::Space
    } else {
        Part::Sign(if first == '\u{2212}' { '-' } else { first })
    }
}

fn run(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

fn is_letter(c: char) -> bool {
    let sign = matches!(
        c,
        '،' | '、' | '，' | '（' | '）' | '・' | '·' | '«' | '»' | '。' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{feff}'
    );
    if c.is_ascii() { c.is_ascii_alphabetic() } else { !c.is_whitespace() && !sign && fold::digit(c).is_none() }
}

fn is_unit(c: char, before: &[Part<'_>]) -> bool {
    matches!(
        c,
        '年' | '月' | '日' | '년' | '월' | '일' | '時' | '时' | '시' | '点' | '分' | '분' | '秒' | '초' | '号'
    ) && matches!(before.last(), Some(Part::Number(..)))
}

impl Found {
    /// Takes what starts at `at`; the number of parts used, at least 1.
    fn take(&mut self, parts: &[Part<'_>], at: usize) -> usize {
        match parts.get(at) {
            Some(Part::Number(value, digits, _)) => self.number(parts, at, *value, *digits),
            Some(Part::Word(word)) => self.word(parts, at, word),
            Some(Part::Sign(sign @ ('+' | '-'))) if self.clock.is_some() && self.offset.is_none() => self.zone(parts, at, *sign),
            _ => 1,
        }
    }

    fn number(&mut self, parts: &[Part<'_>], at: usize, value: u32, digits: usize) -> usize {
        match parts.get(at + 1) {
            Some(Part::Sign(':')) if self.clock.is_none() && digits <= 2 => self.clock(parts, at, value),
            Some(Part::Word("h" | "H")) if self.clock.is_none() && digits <= 2 => {
                let minute = number_at(parts, at + 2).unwrap_or(0);
                self.clock = Some((value, minute, 0, 0));
                3
            }
            Some(Part::Unit(unit)) => {
                self.unit(*unit, value, digits);
                2
            }
            _ => {
                let sign = match at.checked_sub(1).and_then(|before| parts.get(before)) {
                    Some(Part::Sign(sign)) => Some(*sign),
                    _ => None,
                };
                self.loose.push((value, digits, sign));
                1
            }
        }
    }

    /// `10:30`, `10:30:15`, `10:30:15.25`.
    fn clock(&mut self, parts: &[Part<'_>], at: usize, hour: u32) -> usize {
        let Some(minute) = number_at(parts, at + 2) else { return 2 };
        let mut clock = (hour, minute, 0, 0);
        let mut used = 3;
        if parts.get(at + 3) == Some(&Part::Sign(':'))
            && let Some(second) = number_at(parts, at + 4)
        {
            clock.2 = second;
            used = 5;
            if let (Some(Part::Sign('.')), Some(Part::Number(_, _, digits))) = (parts.get(at + 5), parts.get(at + 6))
                && digits.is_ascii()
            {
                clock.3 = micros_of_fraction(digits);
                used = 7;
            }
        }
        self.clock = Some(clock);
        used
    }

    fn unit(&mut self, unit: char, value: u32, digits: usize) {
        let clock = self.clock.unwrap_or_default();
        match unit {
            '年' | '년' => self.year = Some(full_year(value, digits)),
            '月' | '월' => self.month = Some(value),
            '日' | '일' | '号' => self.day = Some(value),
            '時' | '时' | '시' | '点' => self.clock = Some((value, 0, 0, 0)),
            '分' | '분' => self.clock = Some((clock.0, value, clock.2, 0)),
            _ => self.clock = Some((clock.0, clock.1, value, 0)),
        }
    }

    fn word(&mut self, parts: &[Part<'_>], at: usize, word: &str) -> usize {
        if let Some(month) = months::english(word) {
            self.month = Some(month);
            return 1;
        }
        let folded = fold::fold(word);
        if let Some(afternoon) = half_of_day(&folded, parts, at) {
            self.afternoon = Some(afternoon);
        } else if matches!(folded.as_str(), "thang" | "thg") {
            // Vietnamese numbers its months behind the word.
            let skipped = parts.iter().skip(at + 1).take_while(|part| **part == Part::Space).count();
            self.month = number_at(parts, at + 1 + skipped);
            return 2 + skipped;
        } else if self.clock.is_some() && zones::named(&folded).is_some() {
            self.named_offset = self.named_offset.or(zones::named(&folded));
        } else if folded.chars().count() > 1 {
            let next = next_word(parts, at + 1).map(fold::fold);
            self.month = months::named(&folded, next.as_deref()).or(self.month);
        }
        1
    }

    /// `+0530`, `+05:30`, `+5`.
    fn zone(&mut self, parts: &[Part<'_>], at: usize, sign: char) -> usize {
        let Some(Part::Number(value, digits, _)) = parts.get(at + 1) else { return 1 };
        let (seconds, used) = match (parts.get(at + 2), number_at(parts, at + 3)) {
            (Some(Part::Sign(':')), Some(minutes)) => (zones::of_parts(*value, minutes), 4),
            _ => (zones::of_digits(*value, *digits), 2),
        };
        match seconds {
            Some(seconds) => {
                self.offset = Some(if sign == '-' { -seconds } else { seconds });
                used
            }
            None => 1,
        }
    }

    /// Puts the parts together, or refuses.
    fn settle(mut self) -> Option<Moment> {
        self.place_loose()?;
        let (hour, minute, second, micros) = self.clock.unwrap_or_default();
        let hour = match self.afternoon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let offset = self.offset.or(self.named_offset).unwrap_or(0);
        let day = self.day.unwrap_or(1);
        Civil { year: self.year?, month: self.month?, day, hour, minute, second, micros, offset }.moment()
    }

    /// Decides which of the loose numbers are day, month and year.
    fn place_loose(&mut self) -> Option<()> {
        if self.year.is_none()
            && let Some(at) = self.loose.iter().position(|(value, digits, _)| *digits >= 3 || *value > 31)
        {
            let (value, digits, _) = self.loose.remove(at);
            self.year = Some(full_year(value, digits));
            if at == 0 && self.month.is_none() {
                // Year first means that the month follows.
                self.month = Some(self.next_loose()?);
            }
        }
        if self.month.is_some() {
            self.day = self.day.or_else(|| self.next_loose());
        } else if self.year.is_some() {
            self.two_loose();
        } else if let [(a, _, _), (b, _, sign), (c, _, _)] = *self.loose.as_slice() {
            // Three short numbers: with hyphens as ISO 8601 had it once, otherwise the year stands last.
            let (year, month, day) = if sign == Some('-') { (a, b, c) } else { (c, b, a) };
            self.year = Some(full_year(year, 2));
            self.loose = vec![(day, 2, None), (month, 2, sign)];
            self.two_loose();
        }
        if self.year.is_none() {
            self.year = self.next_loose().map(|value| full_year(value, 2));
        }
        Some(())
    }

    /// Day and month, both numbers: the day first as in most of the world, unless only the other way is possible or
    /// a clock with `am` or `pm` behind slashes tells an American date.
    fn two_loose(&mut self) {
        let [(first, _, _), (second, _, sign), ..] = *self.loose.as_slice() else { return };
        let american = sign == Some('/') && self.afternoon.is_some();
        let month_first = second > 12 || (american && first <= 12);
        (self.month, self.day) = if month_first { (Some(first), Some(second)) } else { (Some(second), Some(first)) };
        self.loose.drain(..2);
    }

    fn next_loose(&mut self) -> Option<u32> {
        if self.loose.is_empty() { None } else { Some(self.loose.remove(0).0) }
    }
}

/// Whether a word says before (`false`) or after noon (`true`).
fn half_of_day(folded: &str, parts: &[Part<'_>], at: usize) -> Option<bool> {
    let dotted = matches!((parts.get(at + 1), parts.get(at + 2)), (Some(Part::Sign('.')), Some(Part::Word("m" | "M"))));
    match folded {
        "a" if dotted => Some(false),
        "p" if dotted => Some(true),
        "am" | "오전" | "午前" | "上午" | "πμ" | "ص" | "sa" => Some(false),
        "pm" | "오후" | "午後" | "下午" | "μμ" | "م" | "ch" => Some(true),
        _ => None,
    }
}

fn number_at(parts: &[Part<'_>], at: usize) -> Option<u32> {
    match parts.get(at) {
        Some(Part::Number(value, _, _)) => Some(*value),
        _ => None,
    }
}

fn next_word<'a>(parts: &[Part<'a>], from: usize) -> Option<&'a str> {
    match parts.get(from..)?.iter().find(|part| **part != Part::Space) {
        Some(Part::Word(word)) => Some(word),
        _ => None,
    }
}
