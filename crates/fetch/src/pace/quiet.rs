//! Hours and days at which a feed asks not to be visited (RSS 2.0, `skipHours` and `skipDays`; both in UTC). Pure.

use std::time::Duration;

use newsstand_news::{Moment, Quiet};

const HOUR_MICROS: i64 = 3_600_000_000;
const ALL_HOURS: u32 = (1 << 24) - 1;
const ALL_DAYS: u8 = (1 << 7) - 1;
/// The hours that are looked at: a whole week, and one more.
const LOOKED_AT: usize = 7 * 24 + 1;

/// The first moment from `due` on that is not named. Naming all hours, or all days, names none: nobody publishes a feed
/// that is never to be read. A stretch of hours is thus at most a day long, one of days (or of both) at most a week.
pub fn open_from(quiet: Quiet, due: Moment) -> Moment {
    let quiet = sensible(quiet);
    let mut at = due;
    for _ in 0..LOOKED_AT {
        if !names(quiet, at) {
            return at;
        }
        at = next_hour(at);
    }
    due
}

fn sensible(quiet: Quiet) -> Quiet {
    let (hours, days) = (quiet.hours & ALL_HOURS, quiet.days & ALL_DAYS);
    Quiet { hours: if hours == ALL_HOURS { 0 } else { hours }, days: if days == ALL_DAYS { 0 } else { days } }
}

fn names(quiet: Quiet, at: Moment) -> bool {
    let hours = at.seconds().div_euclid(3600);
    // 1 January 1970 was a Thursday; bit 0 is Monday.
    let day = (hours.div_euclid(24) + 3).rem_euclid(7);
    quiet.hours >> hours.rem_euclid(24) & 1 == 1 || quiet.days >> day & 1 == 1
}

fn next_hour(at: Moment) -> Moment {
    let rest = HOUR_MICROS - at.micros().rem_euclid(HOUR_MICROS);
    at + Duration::from_micros(rest.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A moment of the week that begins on Monday, 18 January 2027, at 00:00.
    fn at(day: i64, hour: i64, minute: i64) -> Moment {
        Moment::from_seconds(1_800_230_400 + day * 86_400 + hour * 3600 + minute * 60)
    }

    fn quiet(hours: impl IntoIterator<Item = u32>, days: impl IntoIterator<Item = u8>) -> Quiet {
        let mut quiet = Quiet::default();
        hours.into_iter().for_each(|hour| quiet.skip_hour(hour));
        days.into_iter().for_each(|day| quiet.skip_day(day));
        quiet
    }

    #[test]
    fn a_visit_moves_to_the_end_of_the_stretch() {
        let night = quiet([22, 23, 0, 1, 2, 3, 4, 5], []);
        assert_eq!(open_from(night, at(1, 21, 59)), at(1, 21, 59));
        assert_eq!(open_from(night, at(1, 22, 0)), at(2, 6, 0));
        assert_eq!(open_from(night, at(2, 3, 30)), at(2, 6, 0));
        let weekend = quiet([], [5, 6]);
        assert_eq!(open_from(weekend, at(4, 23, 59)), at(4, 23, 59));
        assert_eq!(open_from(weekend, at(5, 10, 0)), at(7, 0, 0));
        assert_eq!(open_from(quiet([0, 1], [5, 6]), at(5, 10, 0)), at(7, 2, 0));
        assert_eq!(open_from(quiet(0..23, 0..6), at(0, 0, 1)), at(6, 23, 0), "one hour a week is left");
    }

    #[test]
    fn never_is_not_taken_at_its_word() {
        assert_eq!(open_from(quiet(0..24, []), at(0, 3, 0)), at(0, 3, 0));
        assert_eq!(open_from(quiet([], 0..7), at(0, 3, 0)), at(0, 3, 0));
        assert_eq!(open_from(quiet(0..24, [0]), at(0, 3, 0)), at(1, 0, 0));
        assert_eq!(open_from(Quiet::default(), at(0, 3, 0)), at(0, 3, 0));
        assert_eq!(open_from(Quiet { hours: u32::MAX, days: u8::MAX }, at(0, 3, 0)), at(0, 3, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn what_comes_out_is_open_and_at_most_a_week_later(hours in 0..1_u32 << 24, days in 0..1_u8 << 7, micros: i64) {
            let (quiet, due) = (Quiet { hours, days }, Moment::from_micros(micros / 2));
            let open = open_from(quiet, due);
            prop_assert!(open >= due && open.since(due) <= Duration::from_secs(7 * 86_400));
            prop_assert!(!names(sensible(quiet), open));
        }

        #[test]
        fn no_moment_overflows(hours: u32, days: u8, micros: i64) {
            open_from(Quiet { hours, days }, Moment::from_micros(micros));
        }
    }
}
