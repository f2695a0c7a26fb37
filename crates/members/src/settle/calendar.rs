//! Days and months in UTC, and the days a receipt pays for.

use newsstand_news::Moment;

use super::Fault;
use super::limits::{MOST_DAYS, YEARS};

/// A day in UTC, as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// From days since 1970-01-01.
    pub const fn new(days: i32) -> Self {
        Day(days)
    }

    /// The day of a moment; moments too far away for a day's number give the first or last there is.
    pub fn of(moment: Moment) -> Self {
        let days = moment.seconds().div_euclid(86_400);
        Day(i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }))
    }

    /// Days since 1970-01-01.
    pub const fn get(self) -> i32 {
        self.0
    }

    /// The month it lies in; `None` outside the years 1970 to 9999.
    pub fn month(self) -> Option<Month> {
        let (year, month, _) = civil(self.0);
        Month::new(i32::try_from(year).ok()?, month)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = civil(self.0);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Year, month and day of the proleptic Gregorian calendar. Years begin in March inside, so that the leap day is the
/// last of a year and 400 years (146,097 days) repeat; after Howard Hinnant, "chrono-compatible low-level date algorithms".
fn civil(days: i32) -> (i64, u8, u8) {
    let days = i64::from(days) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(0), u8::try_from(day).unwrap_or(0))
}

/// Days since 1970-01-01 of the first of a month: the other way of [`civil`].
fn first_of(year: i32, month: u8) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let from_march = (i32::from(month) + 9) % 12;
    let days = of_era * 365 + of_era / 4 - of_era / 100 + (153 * from_march + 2) / 5;
    era * 146_097 + days - 719_468
}

/// A month of the calendar, in UTC, of the years 1970 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// A month, counted from 1. `None` outside the years 1970 to 9999 and the months 1 to 12.
    pub fn new(year: i32, month: u8) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Month { year, month })
    }

    /// Its year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Its number, from 1 to 12.
    pub const fn number(self) -> u8 {
        self.month
    }

    /// Its first day.
    pub fn first(self) -> Day {
        Day(first_of(self.year, self.month))
    }

    /// The first day that is no longer of it.
    pub fn end(self) -> Day {
        let next = if self.month == 12 { (self.year + 1, 1) } else { (self.year, self.month + 1) };
        Day(first_of(next.0, next.1))
    }

    /// Whether a day is of it.
    pub fn has(self, day: Day) -> bool {
        self.first() <= day && day < self.end()
    }

    /// The month after it; `None` after the last there is.
    pub fn next(self) -> Option<Month> {
        if self.month == 12 { Month::new(self.year + 1, 1) } else { Month::new(self.year, self.month + 1) }
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl std::str::FromStr for Month {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
        parts.and_then(|(year, month)| Month::new(year, month)).ok_or_else(|| format!("no such month: {text:?}"))
    }
}

/// The days a receipt pays for; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Day,
    until: Day,
}

impl Period {
    /// From a day up to, and without, another.
    ///
    /// # Errors
    /// [`Fault::Period`] when it has no day or more than [`MOST_DAYS`].
    pub fn new(from: Day, until: Day) -> Result<Self, Fault> {
        let days = i64::from(until.0) - i64::from(from.0);
        if (1..=i64::from(MOST_DAYS)).contains(&days) { Ok(Period { from, until }) } else { Err(Fault::Period { from, until }) }
    }

    /// The days between two moments: a day belongs to the period that begins on it, so that periods which follow each
    /// other share no day. A period within one day is that day.
    ///
    /// # Errors
    /// [`Fault::Period`] when it ends before it begins or has more than [`MOST_DAYS`] days.
    pub fn between(from: Moment, until: Moment) -> Result<Self, Fault> {
        let (first, end) = (Day::of(from), Day::of(until));
        if first == end && from < until { Period::new(first, Day(end.0.saturating_add(1))) } else { Period::new(first, end) }
    }

    /// Its first day.
    pub const fn from(self) -> Day {
        self.from
    }

    /// The first day that is no longer paid.
    pub const fn until(self) -> Day {
        self.until
    }

    /// How many days it has.
    pub(super) fn days(self) -> i64 {
        i64::from(self.until.0) - i64::from(self.from.0)
    }

    /// How many of its days lie before a day.
    pub(super) fn days_before(self, day: Day) -> i64 {
        (i64::from(day.0) - i64::from(self.from.0)).clamp(0, self.days())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        let dates = [(0, "1970-01-01"), (-1, "1969-12-31"), (11_016, "2000-02-29"), (20_514, "2026-03-02"), (59, "1970-03-01")];
        for (day, date) in dates {
            assert_eq!(Day(day).to_string(), date);
        }
        for extreme in [i32::MIN, i32::MAX] {
            assert!(Day(extreme).month().is_none());
        }
    }

    #[test]
    fn every_day_lies_in_the_month_that_has_it() {
        let mut month = Month::new(1970, 1).unwrap();
        for day in 0..200_000 {
            if Day(day) == month.end() {
                month = month.next().unwrap();
            }
            assert!(month.has(Day(day)));
            assert_eq!(Day(day).month(), Some(month));
        }
    }

    #[test]
    fn months_are_read_back() {
        let month = Month::new(2026, 2).unwrap();
        assert_eq!(month.to_string().parse(), Ok(month));
        assert_eq!(month.end().get() - month.first().get(), 28);
        assert!("2026-13".parse::<Month>().is_err() && "2026".parse::<Month>().is_err());
        assert_eq!(Month::new(9999, 12).unwrap().next(), None);
    }

    #[test]
    fn periods_that_follow_each_other_share_no_day() {
        let at = |hours: i64| Moment::from_seconds(hours * 3600);
        let first = Period::between(at(10), at(58)).unwrap();
        let second = Period::between(at(58), at(106)).unwrap();
        assert_eq!(first.until(), second.from());
        assert_eq!(Period::between(at(1), at(2)).unwrap().days(), 1);
        assert!(Period::between(at(2), at(2)).is_err() && Period::between(at(50), at(2)).is_err());
        assert!(Period::new(Day(i32::MIN), Day(i32::MAX)).is_err());
    }
}
