//! ISO 8601 dates and their W3C profile, whole or cut short. No allocation: most dates end here.

use super::{Civil, full_year, is_leap, micros_of_fraction, zones};
use crate::Moment;

/// Reads `2024`, `2024-05`, `2024-5-1`, `2024-123`, `2024-W18-3`, `20240501T1030Z`, `2024-05-01 10:30:00,5 +02:00` and
/// so on. `None` as soon as anything else appears.
pub(super) fn read(text: &str) -> Option<Moment> {
    let mut rest = Cursor(text.as_bytes());
    let mut civil = date(&mut rest)?;
    if rest.take(b'T') || rest.take(b't') || rest.spaces() {
        time(&mut rest, &mut civil)?;
        rest.spaces();
        civil.offset = zone(&mut rest)?;
    }
    if rest.0.is_empty() { civil.moment() } else { None }
}

/// Reads digits that are a date without any sign between: `YYYY`, `YYYYMMDD`, with `HHMM` or `HHMMSS` after it.
pub(super) fn compact(text: &str) -> Option<Moment> {
    let mut rest = Cursor(text.as_bytes());
    let year = full_year(rest.exactly(4)?, 4);
    let mut civil = Civil::day(year, rest.exactly(2).unwrap_or(1), rest.exactly(2).unwrap_or(1));
    civil.hour = rest.exactly(2).unwrap_or(0);
    civil.minute = rest.exactly(2).unwrap_or(0);
    civil.second = rest.exactly(2).unwrap_or(0);
    civil.moment()
}

fn date(rest: &mut Cursor<'_>) -> Option<Civil> {
    let year = full_year(rest.exactly(4)?, 4);
    if rest.0.first().is_some_and(u8::is_ascii_digit) {
        return Some(Civil::day(year, rest.exactly(2)?, rest.exactly(2)?));
    }
    if !rest.take(b'-') {
        return Some(Civil::day(year, 1, 1));
    }
    if rest.take(b'W') {
        let week = rest.exactly(2)?;
        let day = if rest.take(b'-') { rest.exactly(1)? } else { 1 };
        return of_week(year, week, day);
    }
    let digits = rest.digits();
    let number = value(digits)?;
    match digits.len() {
        3 => of_ordinal(year, number),
        1 | 2 if rest.take(b'-') => Some(Civil::day(year, number, rest.up_to(2)?)),
        1 | 2 => Some(Civil::day(year, number, 1)),
        _ => None,
    }
}

fn time(rest: &mut Cursor<'_>, civil: &mut Civil) -> Option<()> {
    civil.hour = rest.up_to(2)?;
    if rest.take(b':') {
        civil.minute = rest.up_to(2)?;
        if rest.take(b':') {
            civil.second = rest.up_to(2)?;
        }
    } else if let Some(minute) = rest.exactly(2) {
        civil.minute = minute;
        civil.second = rest.exactly(2).unwrap_or(0);
    }
    if rest.take(b'.') || rest.take(b',') {
        let digits = rest.digits();
        civil.micros = micros_of_fraction(std::str::from_utf8(digits).ok()?);
    }
    Some(())
}

/// Seconds east of UTC; none written is UTC.
fn zone(rest: &mut Cursor<'_>) -> Option<i32> {
    let sign = match rest.0.first() {
        None => return Some(0),
        Some(b'Z' | b'z') => {
            rest.skip(1);
            return Some(0);
        }
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    rest.skip(1);
    let digits = rest.digits();
    let number = value(digits)?;
    let seconds =
        if rest.take(b':') { zones::of_parts(number, rest.exactly(2)?)? } else { zones::of_digits(number, digits.len())? };
    Some(sign * seconds)
}

/// The day by its number within the year.
fn of_ordinal(year: i32, ordinal: u32) -> Option<Civil> {
    let mut left = ordinal;
    if left == 0 || left > if is_leap(year) { 366 } else { 365 } {
        return None;
    }
    for month in 1..=12 {
        let length = super::month_length(year, month);
        if left <= length {
            return Some(Civil::day(year, month, left));
        }
        left -= length;
    }
    None
}

/// The day by its week: week 1 is the one with the year's first Thursday.
fn of_week(year: i32, week: u32, day: u32) -> Option<Civil> {
    if !(1..=53).contains(&week) || !(1..=7).contains(&day) {
        return None;
    }
    // 1970-01-01 was a Thursday, so 3 is added to count from Monday.
    let fourth = super::days_since_1970(year, 1, 4);
    let monday = fourth - (fourth + 3).rem_euclid(7);
    let first = super::days_since_1970(year, 1, 1);
    let days = monday + i64::from((week - 1) * 7 + day - 1) - first;
    let length = if is_leap(year) { 366 } else { 365 };
    match days {
        ..0 => of_ordinal(year - 1, u32::try_from(if is_leap(year - 1) { 367 + days } else { 366 + days }).ok()?),
        _ if days >= length => of_ordinal(year + 1, u32::try_from(days - length + 1).ok()?),
        _ => of_ordinal(year, u32::try_from(days + 1).ok()?),
    }
}

/// What is left of the text.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn skip(&mut self, count: usize) {
        self.0 = self.0.get(count..).unwrap_or_default();
    }
    fn take(&mut self, byte: u8) -> bool {
        let found = self.0.first() == Some(&byte);
        if found {
            self.skip(1);
        }
        found
    }
    fn spaces(&mut self) -> bool {
        let before = self.0.len();
        self.0 = self.0.trim_ascii_start();
        self.0.len() < before
    }
    fn digits(&mut self) -> &'a [u8] {
        let count = self.0.iter().take_while(|b| b.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        digits
    }
    /// A number of exactly `count` digits; nothing is taken if there are fewer.
    fn exactly(&mut self, count: usize) -> Option<u32> {
        let number = value(self.0.get(..count)?)?;
        self.skip(count);
        Some(number)
    }
    /// A number of one to `most` digits.
    fn up_to(&mut self, most: usize) -> Option<u32> {
        let count = self.0.iter().take(most).take_while(|b| b.is_ascii_digit()).count();
        if count == 0 { None } else { self.exactly(count) }
    }
}

/// The value of up to nine digits.
fn value(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
}
