//! Periods of the calendar, in UTC: a month from the 31st ends on the last day of a shorter month, and the next one goes back
//! to the 31st.

use newsstand_news::Moment;

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;
/// The years that are reckoned with.
const YEARS: std::ops::RangeInclusive<i64> = 1970..=9999;

/// How long a plan is paid for at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A month.
    Month,
    /// Twelve.
    Year,
}

impl Period {
    /// All of them.
    pub const ALL: [Period; 2] = [Period::Month, Period::Year];

    /// The word in the store and in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Period::Month => "month",
            Period::Year => "year",
        }
    }

    const fn months(self) -> i64 {
        match self {
            Period::Month => 1,
            Period::Year => 12,
        }
    }

    /// The end of the `number`th period after the moment from which all are counted. Counted from the first beginning, not
    /// from the last end, no day is lost in February. What lies beyond the year 9999 ends there.
    pub fn after(self, anchor: Moment, number: u32) -> Moment {
        let (days, within) = (anchor.micros().div_euclid(DAY), anchor.micros().rem_euclid(DAY));
        let from = Civil::of_days(days);
        let months = from.year.saturating_mul(12) + from.month - 1 + self.months() * i64::from(number);
        let (year, month) = (months.div_euclid(12).clamp(*YEARS.start(), *YEARS.end()), months.rem_euclid(12) + 1);
        let day = from.day.min(days_of(year, month));
        Moment::from_micros(Civil { year, month, day }.days() * DAY + within)
    }
}

impl std::str::FromStr for Period {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|period| period.as_str() == word).ok_or_else(|| format!("no such period: {word:?}"))
    }
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// The year.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
}

impl Civil {
    /// The day of a moment, in UTC.
    pub const fn of(moment: Moment) -> Self {
        Self::of_days(moment.micros().div_euclid(DAY))
    }

    /// From days since 1970-01-01. Both ways count days in eras of 400 years that begin on the first of March, so that the
    /// leap day comes last (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    const fn of_days(days: i64) -> Self {
        let shifted = days + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        Self { year, month, day: day_of_year - (153 * march_month + 2) / 5 + 1 }
    }

    /// Days since 1970-01-01.
    const fn days(self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let march_month = (self.month + 9) % 12;
        let day_of_year = (153 * march_month + 2) / 5 + self.day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }
}

const fn days_of(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn on(year: i64, month: i64, day: i64) -> Moment {
        Moment::from_micros(Civil { year, month, day }.days() * DAY + 5)
    }

    #[test]
    fn no_day_is_lost_in_february() {
        let anchor = on(2027, 1, 31);
        let ends = [(2027, 2, 28), (2027, 3, 31), (2027, 4, 30), (2027, 5, 31)];
        for (number, (year, month, day)) in (1..).zip(ends) {
            assert_eq!(Period::Month.after(anchor, number), on(year, month, day));
        }
        assert_eq!(Period::Year.after(on(2028, 2, 29), 1), on(2029, 2, 28));
        assert_eq!(Period::Year.after(on(2028, 2, 29), 4), on(2032, 2, 29));
        assert_eq!(Period::Month.after(anchor, 0), anchor);
    }

    #[test]
    fn known_days() {
        assert_eq!(Civil::of(Moment::from_seconds(0)), Civil { year: 1970, month: 1, day: 1 });
        assert_eq!(Civil::of(Moment::from_seconds(951_782_400)), Civil { year: 2000, month: 2, day: 29 });
        assert_eq!(Civil::of(Moment::from_seconds(-1)), Civil { year: 1969, month: 12, day: 31 });
    }

    #[test]
    fn words_are_read_back() {
        for period in Period::ALL {
            assert_eq!(period.as_str().parse(), Ok(period));
        }
        assert!("week".parse::<Period>().is_err());
    }

    proptest! {
        #[test]
        fn days_are_read_back(days in -200_000i64..3_000_000) {
            prop_assert_eq!(Civil::of_days(days).days(), days);
        }

        #[test]
        fn any_moment_has_a_next_period(micros: i64, number: u32, year: bool) {
            let period = if year { Period::Year } else { Period::Month };
            let _ = period.after(Moment::from_micros(micros), number);
        }

        #[test]
        fn a_month_has_28_to_31_days_and_periods_grow(seconds in 0i64..4_000_000_000, number in 0u32..600) {
            let anchor = Moment::from_seconds(seconds);
            let (a, b) = (Period::Month.after(anchor, number), Period::Month.after(anchor, number + 1));
            let days = (b.micros() - a.micros()) / DAY;
            prop_assert!((28..=31).contains(&days));
            prop_assert_eq!(Period::Year.after(anchor, number), Period::Month.after(anchor, number * 12));
        }
    }
}
