//! The one form in which most feeds write their dates, RFC 822 with four digits for the year (RFC 2822 §3.3), without
//! allocation: `Wed, 01 May 2024 10:30:15 +0200`. Anything else is left to the slower readers.

use super::{Civil, full_year, zones};
use crate::Moment;

const MONTHS: [&[u8; 3]; 12] = [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

/// Reads a date of exactly this form; `None` when the text differs from it in anything.
pub(super) fn read(text: &str) -> Option<Moment> {
    let rest = text.as_bytes();
    let rest = match rest {
        [a, b, c, b',', b' ', rest @ ..] if [a, b, c].iter().all(|b| b.is_ascii_alphabetic()) => rest,
        rest => rest,
    };
    let (day, rest) = match rest {
        [a, b' ', rest @ ..] => (number(&[*a])?, rest),
        [a, b, b' ', rest @ ..] => (number(&[*a, *b])?, rest),
        _ => return None,
    };
    let (month, rest) = rest.split_first_chunk::<3>()?;
    let month = (1..).zip(MONTHS).find(|(_, name)| *name == month)?.0;
    let (year, rest) = rest.strip_prefix(b" ")?.split_first_chunk::<4>()?;
    let mut civil = Civil::day(full_year(number(year)?, 4), month, day);
    let [b' ', h, i, b':', m, n, b':', s, t, b' ', zone @ ..] = rest else { return None };
    civil.hour = number(&[*h, *i])?;
    civil.minute = number(&[*m, *n])?;
    civil.second = number(&[*s, *t])?;
    civil.offset = offset(zone)?;
    civil.moment()
}

/// Seconds east of UTC.
fn offset(zone: &[u8]) -> Option<i32> {
    match zone {
        b"GMT" | b"UTC" | b"UT" | b"Z" => Some(0),
        [sign @ (b'+' | b'-'), digits @ ..] if digits.len() == 4 => {
            let seconds = zones::of_digits(number(digits)?, 4)?;
            Some(if *sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

/// The value of a few digits.
fn number(digits: &[u8]) -> Option<u32> {
    let digit = |sum: u32, b: &u8| b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0'));
    digits.iter().try_fold(0, digit)
}

#[cfg(test)]
mod tests {
    use super::super::words;

    #[test]
    fn it_says_what_the_slower_reader_says() {
        let mut read = 0;
        for day in ["1", "01", "31", "00", "x"] {
            for rest in ["Feb 2024 10:30:15", "Dec 1999 23:59:60", "Mai 2024 10:30:15", "May 2024 24:30:15", "May 24 10:30:15"] {
                for zone in ["GMT", "UTC", "Z", "+0200", "-0330", "+9999", "EST", "+02:00", ""] {
                    let text = format!("Wed, {day} {rest} {zone}");
                    if let Some(moment) = super::read(&text) {
                        assert_eq!(words::read(&text), Some(moment), "{text}");
                        read += 1;
                    }
                }
            }
        }
        assert!(read > 20, "{read}");
    }
}
