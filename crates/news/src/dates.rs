//! Reads dates as the world writes them.
//!
//! Understood: ISO 8601 with its W3C profile (W3C-DTF), whole or cut short, RFC 822/2822 and what passes for
//! it, the C library's `asctime`, dates with month names in some thirty languages, East Asian dates with their
//! units, digits of other scripts, and seconds, milliseconds or microseconds since 1970.
//!
//! A date without a zone is read as UTC. A day that its month does not have becomes the month's last.
//! Years outside 1700 to 2299 are not believed, except those of the Buddhist calendar, which are turned.

mod fold;
mod iso;
mod mail;
mod months;
mod words;
mod zones;

use crate::Moment;

/// The longest text that is looked at, in bytes. Anything longer is no date.
const LENGTH_LIMIT: usize = 160;

/// Reads a date. `None` when it cannot be told for sure enough which one is meant.
pub fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > LENGTH_LIMIT {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return digits(text);
    }
    iso::read(text).or_else(|| mail::read(text)).or_else(|| words::read(text)).or_else(|| decimal_epoch(text))
}

/// What a bare run of digits says: by its length a date or a time since 1970.
fn digits(text: &str) -> Option<Moment> {
    match text.len() {
        4 | 8 | 12 | 14 => iso::compact(text),
        9 | 10 => text.parse().ok().map(Moment::from_seconds),
        13 => text.parse().ok().map(Moment::from_millis),
        16 => text.parse().ok().map(Moment::from_micros),
        _ => None,
    }
}

/// Seconds since 1970 with a fraction, as some programs print them: `1718000000.25`.
fn decimal_epoch(text: &str) -> Option<Moment> {
    let (whole, fraction) = text.split_once('.')?;
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !(9..=10).contains(&whole.len()) || !plain(whole) || !plain(fraction) {
        return None;
    }
    Some(Moment::from_micros(
        whole.parse::<i64>().ok()? * 1_000_000 + i64::from(micros_of_fraction(fraction)),
    ))
}

/// Digits after the point as microseconds; what is finer is cut off.
fn micros_of_fraction(digits: &str) -> u32 {
    let padded = digits.bytes().chain(std::iter::repeat(b'0')).take(6);
    padded.fold(0, |sum, digit| sum * 10 + u32::from(digit.saturating_sub(b'0').min(9)))
}

/// A date and time of day as written, before its zone is taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Civil {
    year: i32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    micros: u32,
    /// Seconds east of UTC.
    offset: i32,
}

impl Civil {
    /// Midnight UTC of a day.
    fn day(year: i32, month: u32, day: u32) -> Self {
        Self { year, month, day, hour: 0, minute: 0, second: 0, micros: 0, offset: 0 }
    }

    /// The moment, when all parts are in range.
    fn moment(self) -> Option<Moment> {
        let year = believable(self.year)?;
        let fits = (1..=12).contains(&self.month)
            && (1..=31).contains(&self.day)
            && (self.hour < 24 || (self.hour == 24 && self.minute == 0 && self.second == 0))
            && self.minute < 60
            && self.second <= 60
            && self.offset.abs() <= 24 * 3600;
        if !fits {
            return None;
        }
        let days = days_since_1970(year, self.month, self.day.min(month_length(year, self.month)));
        let clock = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        let seconds = days * 86_400 + clock - i64::from(self.offset);
        Some(Moment::from_micros(seconds * 1_000_000 + i64::from(self.micros)))
    }
}

/// The year, if news could carry it. The Buddhist calendar runs 543 years ahead.
fn believable(year: i32) -> Option<i32> {
    match year {
        1700..=2299 => Some(year),
        2400..=2700 => Some(year - 543),
        _ => None,
    }
}

/// Two and three digits by RFC 2822 §4.3: 00 to 49 are this century, 50 to 999 count from 1900.
fn full_year(value: u32, digits: usize) -> i32 {
    let value = i32::try_from(value).unwrap_or(i32::MAX);
    match digits {
        1 | 2 if value < 50 => value + 2000,
        1..=3 => value.saturating_add(1900),
        _ => value,
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn month_length(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar, by counting years from March so that the leap day
/// comes last.
fn days_since_1970(year: i32, month: u32, day: u32) -> i64 {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let from_march = (month + 9) % 12;
    let year = if month <= 2 { year - 1 } else { year };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // 719468 days lie between 0000-03-01 and 1970-01-01.
    year * 365 + leaps + (from_march * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests;
