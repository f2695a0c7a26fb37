//! How people write days, money and shares, on the command line and in forms.

use newsstand_members::settle::{Currency, Day, MOST_CENTS, Thousandths};
use newsstand_news::Moment;

use crate::words;

/// A day such as 2026-10-31.
pub fn day(text: &str) -> Result<Day, String> {
    let wrong = || format!("{text:?} is not a day such as 2026-10-31.");
    let (month, number) = text.rsplit_once('-').ok_or_else(wrong)?;
    let month: newsstand_members::settle::Month = month.parse().map_err(|_| wrong())?;
    let number: u8 = number.parse().map_err(|_| wrong())?;
    let day = Day::new(month.first().get() + i32::from(number) - 1);
    // Written back it must be the same: 2026-02-30, 2026-2-1 and 2026-02-+1 are no days.
    if day.to_string() == text { Ok(day) } else { Err(wrong()) }
}

/// The moment a day begins, in UTC.
pub fn begins(day: Day) -> Moment {
    Moment::from_seconds(i64::from(day.get()) * 86_400)
}

/// Whole cents of one receipt or minimum.
pub fn cents(text: &str) -> Result<i64, String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let cents = text.parse().ok().filter(|cents| digits && *cents <= MOST_CENTS);
    cents.ok_or_else(|| format!("{text:?} is not an amount in whole cents, such as 999."))
}

/// An amount such as 12.50, in cents.
pub fn amount(text: &str) -> Result<i64, String> {
    let wrong = || format!("{text:?} is not an amount such as 12.50.");
    let (units, rest) = text.split_once('.').unwrap_or((text, "00"));
    if rest.len() != 2 {
        return Err(wrong());
    }
    cents(&format!("{units}{rest}")).ok().filter(|_| !units.is_empty()).ok_or_else(wrong)
}

/// Cents as an amount, such as 12.50.
pub fn shown(cents: i64) -> String {
    let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

/// Cents as pages show them: `€1,012.50`, `CHF 12.50`.
pub fn money(cents: i64, currency: &str) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    let before = match currency {
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "USD" => "$".to_owned(),
        other => format!("{other} "),
    };
    let (units, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    format!("{sign}{before}{}.{rest:02}", words::number(i64::try_from(units).unwrap_or(i64::MAX)))
}

/// A share in thousandths, in percent: `12.5`, `30`.
pub fn in_percent(thousandths: i64) -> String {
    if thousandths % 10 == 0 { (thousandths / 10).to_string() } else { format!("{}.{}", thousandths / 10, thousandths % 10) }
}

/// A currency, in either case.
pub fn currency(text: &str) -> Result<Currency, String> {
    text.to_ascii_uppercase().parse().map_err(|_| format!("{text:?} is not a currency such as EUR."))
}

/// A share in percent with one decimal at most, such as 30 or 12.5.
pub fn percent(text: &str) -> Result<Thousandths, String> {
    let (whole, tenth) = text.trim_end_matches('%').split_once('.').unwrap_or((text.trim_end_matches('%'), "0"));
    let digits = format!("{whole}{tenth}");
    let right = tenth.len() == 1 && !whole.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let share = digits.parse().ok().filter(|_| right).and_then(Thousandths::new);
    share.ok_or_else(|| format!("{text:?} is not a share from 0 to 100 percent, such as 30 or 12.5."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_strictly() {
        assert_eq!(day("2026-10-31").map(|day| day.to_string()), Ok("2026-10-31".into()));
        for wrong in ["2026-02-30", "2026-2-01", "2026-10-0", "2026-10", "31.10.2026", "", "2026-10-+1"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_whole_cents() {
        assert_eq!((amount("12.50"), amount("12"), amount("0.05")), (Ok(1250), Ok(1200), Ok(5)));
        for wrong in ["12.5", ".50", "-1.00", "1,50", "12.505", "", "99999999999999999.00"] {
            assert!(amount(wrong).is_err(), "{wrong}");
        }
        assert_eq!((shown(1250), shown(-5), shown(0)), ("12.50".into(), "-0.05".into(), "0.00".into()));
        assert!(cents("9.99").is_err() && cents("-1").is_err() && cents("+1").is_err());
    }

    #[test]
    fn money_is_shown_with_its_sign_and_in_thousands() {
        assert_eq!((money(101_250, "EUR"), money(-5, "GBP")), ("€1,012.50".into(), "−£0.05".into()));
        assert_eq!(
            (money(1200, "CHF"), in_percent(300), in_percent(125)),
            ("CHF 12.00".into(), "30".into(), "12.5".into())
        );
    }

    #[test]
    fn shares_have_one_decimal() {
        assert_eq!(percent("30").map(Thousandths::get), Ok(300));
        assert_eq!(percent("12.5%").map(Thousandths::get), Ok(125));
        for wrong in ["101", "12.55", "-1", "", "x", "."] {
            assert!(percent(wrong).is_err(), "{wrong}");
        }
    }
}
