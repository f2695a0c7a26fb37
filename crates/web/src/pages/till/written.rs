//! How an operator writes prices, days and numbers. What cannot be read is said in a sentence.

use newsstand_members::plan::{Currency, Price};
use newsstand_members::settle::{Day, Month};
use newsstand_news::Moment;

/// Currencies without a smaller unit: 500 is ¥500.
const WHOLE: [&str; 16] =
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];
/// Most digits of a number that is read.
const DIGITS: usize = 9;

/// A price such as `8.00 EUR`, `8 eur` or `500 JPY`.
pub fn price(text: &str) -> Result<Price, String> {
    let wrong = || "A price is an amount and a currency, such as 8.00 EUR.".to_owned();
    let text = text.trim();
    let letters = text.len().checked_sub(3).ok_or_else(wrong)?;
    let (amount, code) = text.split_at_checked(letters).ok_or_else(wrong)?;
    let currency = Currency::new(code).ok_or_else(wrong)?;
    let (units, part) = match amount.trim().split_once(['.', ',']) {
        Some((units, part)) => (units, Some(part)),
        None => (amount.trim(), None),
    };
    let units = number(units).ok_or_else(wrong)?;
    let cents = match (WHOLE.contains(&currency.as_str()), part) {
        (true, Some(_)) => return Err(format!("{currency} has no smaller unit: write it without a point.")),
        (true, None) => units,
        (false, None) => units * 100,
        (false, Some(part)) => units * 100 + number(part).filter(|_| part.len() == 2).ok_or_else(wrong)?,
    };
    Price::new(cents, currency).map_err(|why| why.to_string())
}

/// A price as it can be read again: `8.00 EUR`.
pub fn amount(cents: i64, currency: &str) -> String {
    if WHOLE.contains(&currency) {
        return format!("{cents} {currency}");
    }
    format!("{}.{:02} {currency}", cents / 100, cents % 100)
}

/// A whole number of few digits, without a sign.
pub fn number(text: &str) -> Option<i64> {
    let digits = (1..=DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// A number between 1 and `most`, or none where nothing was written.
pub fn some_number(text: &str, what: &str, most: i64) -> Result<Option<i64>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let found = number(text.trim()).filter(|found| (1..=most).contains(found));
    found.map(Some).ok_or_else(|| format!("{what} is a number between 1 and {most}, or nothing."))
}

/// A day such as `2026-10-31`, of this century.
pub fn day(text: &str) -> Result<Day, String> {
    let wrong = || "A day is written like 2026-10-31.".to_owned();
    let (month, number) = text.trim().rsplit_once('-').ok_or_else(wrong)?;
    let month: Month = month.parse().map_err(|_| wrong())?;
    let number: u8 = number.parse().map_err(|_| wrong())?;
    let day = Day::new(month.first().get() + i32::from(number) - 1);
    // Written back it must be the same: 2026-02-30 and 2026-2-1 are no days.
    if !(2000..2100).contains(&month.year()) || day.to_string() != text.trim() {
        return Err(wrong());
    }
    Ok(day)
}

/// The moment a day begins. Money is counted by days of UTC.
pub fn begins(day: Day) -> Moment {
    Moment::from_seconds(i64::from(day.get()) * 86_400)
}

/// The moment after a day.
pub fn ends(day: Day) -> Moment {
    begins(Day::new(day.get() + 1))
}

/// The last day of what ends at `until`.
pub fn last_day(until: Moment) -> Day {
    Day::of(Moment::from_micros(until.micros() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_and_written() {
        for (text, cents, back) in [
            ("8.00 EUR", 800, "8.00 EUR"),
            (" 8 eur ", 800, "8.00 EUR"),
            ("7,50EUR", 750, "7.50 EUR"),
            ("500 JPY", 500, "500 JPY"),
            ("0.05 usd", 5, "0.05 USD"),
        ] {
            let read = price(text).expect(text);
            assert_eq!(read.cents(), cents, "{text}");
            assert_eq!(amount(read.cents(), read.currency().as_str()), back);
        }
        for text in ["", "EUR", "8", "8.0 EUR", "8.000 EUR", "-8.00 EUR", "1.000,00 EUR", "8.00 €", "8.00 E1R", "99999999999 EUR"]
        {
            assert!(price(text).unwrap_err().contains("such as 8.00 EUR"), "{text}");
        }
        assert!(price("500.00 JPY").unwrap_err().contains("no smaller unit"));
        assert!(price("999999999 EUR").unwrap_err().contains("more than"));
    }

    #[test]
    fn days_are_read_strictly() {
        let day = day("2026-10-31").expect("a day");
        assert_eq!(last_day(ends(day)), day);
        for text in ["2026-02-30", "2026-2-01", "1999-12-31", "2100-01-01", "2026-10", "31.10.2026", ""] {
            assert!(super::day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_have_their_bounds() {
        assert_eq!((some_number(" ", "It", 9), some_number(" 9 ", "It", 9)), (Ok(None), Ok(Some(9))));
        for text in ["0", "10", "+1", "x"] {
            assert_eq!(some_number(text, "It", 9), Err("It is a number between 1 and 9, or nothing.".into()), "{text}");
        }
    }
}
