//! How long a pick stands: to the end of a day, a day or a week.

use std::time::Duration;

use newsstand_news::Moment;

use crate::words::Civil;

/// A day.
const DAY: Duration = Duration::from_secs(24 * 3600);
/// How many days a pick stands where nothing else is said.
const USUAL: u32 = 2;
/// Most days it can stand.
const MOST: u32 = 60;

/// Reads `day`, `week` or the last day, `2026-01-31`; nothing is two days. What is wrong is said in a sentence.
pub fn read(text: &str, now: Moment, offset: i32) -> Result<Moment, String> {
    let until = match text.trim() {
        "" => now + DAY * USUAL,
        "day" => now + DAY,
        "week" => now + DAY * 7,
        date => {
            end_of(date, now, offset).ok_or("The end is not a day. Write it like 2026-01-31, or choose it from the calendar.")?
        }
    };
    if until <= now {
        return Err("The day on which the pick would end is over. Choose today or a later day.".into());
    }
    if until > now + DAY * (MOST + 1) {
        return Err(format!("A pick stands for {MOST} days at most. Choose an earlier day."));
    }
    Ok(until)
}

/// The end of a day: the midnight after it, where the stand is.
fn end_of(date: &str, now: Moment, offset: i32) -> Option<Moment> {
    if !is_date(date) {
        return None;
    }
    // The days that may be chosen are looked through: the calendar is reckoned in one place only.
    let near = (0..=MOST + 1).map(|ahead| now + DAY * ahead).find(|day| date_of(*day, offset) == date);
    Some(match near {
        Some(day) => {
            let civil = Civil::of(day, offset);
            let gone = civil.hour * 3600 + civil.minute * 60 + civil.second;
            Moment::from_seconds(day.seconds() - gone + 24 * 3600)
        }
        None if date < date_of(now, offset).as_str() => now,
        None => now + DAY * (MOST + 2),
    })
}

fn is_date(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [year, month, day] if [year, month, day].iter().all(|part| digits(part))
        && (year.len(), month.len(), day.len()) == (4, 2, 2) && ("01"..="12").contains(month) && ("01"..="31").contains(day))
}

/// The day of a moment, `2026-01-31`.
pub fn date_of(moment: Moment, offset: i32) -> String {
    let day = Civil::of(moment, offset);
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// The last day on which something stands that ends at `until`.
pub fn last_day(until: Moment, offset: i32) -> String {
    date_of(until - Duration::from_secs(1), offset)
}

/// The last day where nothing else is said.
pub fn usual(now: Moment, offset: i32) -> String {
    date_of(now + DAY * USUAL, offset)
}

/// The first and the last day that may be chosen.
pub fn days(now: Moment, offset: i32) -> (String, String) {
    (date_of(now, offset), date_of(now + DAY * MOST, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-01-19T06:40:00Z, a Monday.
    const NOW: Moment = Moment::from_seconds(1_768_804_800);

    #[test]
    fn ends_are_read() {
        let seconds = |text: &str, offset| read(text, NOW, offset).unwrap().seconds() - NOW.seconds();
        let left_today = 24 * 3600 - (6 * 3600 + 40 * 60);
        assert_eq!(seconds("", 0), 48 * 3600);
        assert_eq!(seconds("day", 0), 24 * 3600);
        assert_eq!(seconds("week", 0), 7 * 24 * 3600);
        assert_eq!(seconds("2026-01-19", 0), left_today);
        assert_eq!(seconds(" 2026-01-20 ", 0), left_today + 24 * 3600);
        assert_eq!(seconds("2026-01-19", 2 * 3600), left_today - 2 * 3600);
        assert_eq!(seconds("2026-02-01", 0), left_today + 13 * 24 * 3600);
        let (first, last) = days(NOW, 0);
        assert!(read(&first, NOW, 0).is_ok() && read(&last, NOW, 0).is_ok());
        assert_eq!(last_day(read("2026-01-21", NOW, 0).unwrap(), 0), "2026-01-21");
    }

    #[test]
    fn what_is_no_end_is_said() {
        let wrong = |text: &str| read(text, NOW, 0).unwrap_err();
        assert!(wrong("2026-01-18").contains("is over") && wrong("0001-12-31").contains("is over"));
        assert!(wrong("2026-04-01").contains("60 days at most") && wrong("9999-12-31").contains("60 days at most"));
        for text in ["soon", "2026-13-01", "2026-1-1", "20260119xx", "2026-02-3\u{661}", "-1", "<b>"] {
            assert!(wrong(text).contains("is not a day"), "{text}");
        }
    }
}
