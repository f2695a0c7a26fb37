//! When to come back to a feed. Pure: the clock and chance are parameters.
//!
//! The usual interval (`usual.rs`) follows what the feed really brings, as seen by us. What the server or the feed asks
//! for only ever makes the wait longer. Spans come from the settings, so a faster clock scales them all; only the hours
//! and days that a feed names (`quiet.rs`) are those of the calendar.

use std::time::Duration;

use newsstand_news::{Moment, Quiet};

use usual::usual;

mod quiet;
mod usual;

/// The longest wait of all, whatever a server asks for.
pub const WAIT_LIMIT: Duration = Duration::from_secs(7 * 24 * 3600);
/// After this long on 304 alone the body is asked for once without validators: some servers say 304 for ever.
pub const WHOLE_AGAIN: Duration = Duration::from_secs(7 * 24 * 3600);
/// A lifetime or `ttl` counts for at most so many of the longest usual intervals: with a day as the longest, a feed that
/// says "a year" is asked again the next day. It is a mistake of the server's settings, not a wish.
pub const ASKED_LIMIT: u32 = 1;
/// How much chance lengthens a wait at most, so that feeds met together drift apart.
const JITTER: f64 = 0.1;
const HOUR: Duration = Duration::from_secs(3600);

/// The bounds of the usual interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Never come back sooner.
    pub least: Duration,
    /// Never stay away longer without being asked to.
    pub most: Duration,
    /// For a feed that has not shown yet how often it brings something.
    pub first: Duration,
}

impl Default for Interval {
    fn default() -> Self {
        Self { least: Duration::from_secs(15 * 60), most: Duration::from_secs(24 * 3600), first: Duration::from_secs(3600) }
    }
}

/// What decides when to come back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace<'a> {
    /// When articles were found, in any order: the moment of the visit, once for each article that was new at it. The
    /// first visit, at which all was new, may be among them. Where only visits are known, once for each visit.
    pub news: &'a [Moment],
    /// Now, at the end of the visit.
    pub now: Moment,
    /// The bounds.
    pub interval: Interval,
    /// How long the answer stays fresh: [`crate::Freshness::lifetime`].
    pub lifetime: Option<Duration>,
    /// How long the feed itself asks to be left alone (`ttl`, `sy:updatePeriod`); after a 304, as it last said.
    pub ttl: Option<Duration>,
    /// When the feed asks not to be visited (`skipHours`, `skipDays`); after a 304, as it last said.
    pub quiet: Quiet,
    /// Whether a hub sends us what is new (WebSub, with a lease that holds): then visits are a net, one for each of the
    /// longest intervals.
    pub pushed: bool,
    /// `Retry-After`, of an answer or a failure.
    pub retry_after: Option<Duration>,
    /// Whether the server said that we ask too often (429).
    pub too_often: bool,
    /// Visits that failed one after the other, this one included; 0 after a good one.
    pub failures: u32,
    /// A number from 0 to 1, drawn anew each time.
    pub chance: f64,
}

impl Pace<'_> {
    /// A good visit `now` to a feed of which nothing else is known.
    pub fn new(now: Moment) -> Self {
        Self {
            news: &[],
            now,
            interval: Interval::default(),
            lifetime: None,
            ttl: None,
            quiet: Quiet::default(),
            pushed: false,
            retry_after: None,
            too_often: false,
            failures: 0,
            chance: 0.5,
        }
    }
}

/// How long to stay away.
///
/// The longest of: the usual interval, or after failures at least twice that, more with each; the answer's lifetime and the feed's ttl, neither
/// counted for more than [`ASKED_LIMIT`]; `Retry-After`. Chance lengthens it by up to a tenth, never shortens it. Where
/// that ends in an hour or on a day that the feed asks to be left alone, it is the end of those. [`WAIT_LIMIT`] has the
/// last word.
pub fn next_visit(pace: &Pace<'_>) -> Duration {
    let least = pace.interval.least;
    let most = pace.interval.most.max(least);
    let usual = if pace.pushed { most } else { usual(pace).clamp(least, most) };
    let own = if pace.failures == 0 { usual } else { after_failure(pace, usual, most) };
    let asked = [pace.lifetime, pace.ttl].into_iter().flatten().max().unwrap_or_default();
    let asked = asked.min(most.saturating_mul(ASKED_LIMIT));
    let wait = own.max(asked).max(pace.retry_after.unwrap_or_default()).min(WAIT_LIMIT);
    open(pace, lengthen(wait, pace.chance)).min(WAIT_LIMIT.max(least))
}

/// The same wait, or a longer one that ends when the feed may be visited; by up to a tenth of an hour longer still, so
/// that not all who were waiting come at the stroke of the hour.
fn open(pace: &Pace<'_>, wait: Duration) -> Duration {
    let due = pace.now + wait;
    let open = quiet::open_from(pace.quiet, due);
    if open == due { wait } else { open.since(pace.now) + lengthen(HOUR, pace.chance).saturating_sub(HOUR) }
}

/// After a failure: at least twice the usual interval, three times where the server found that too often, and doubled with
/// each from the first interval on. A feed that is usually asked twice a day is not left for days because it failed three
/// times.
fn after_failure(pace: &Pace<'_>, usual: Duration, most: Duration) -> Duration {
    let least = usual.saturating_mul(if pace.too_often { 3 } else { 2 }).min(most.max(usual));
    backoff(usual.min(pace.interval.first), pace.failures, most).max(least)
}

/// How long to stay away after failures: the usual interval, doubled with each, at most `most` (or the usual interval,
/// where that is longer).
pub fn backoff(usual: Duration, failures: u32, most: Duration) -> Duration {
    let factor = 1_u32.checked_shl(failures.min(30)).unwrap_or(u32::MAX);
    usual.saturating_mul(factor).min(most.max(usual))
}

/// Whether to ask for the whole body again, without validators.
pub fn whole_again(last_body: Moment, now: Moment) -> bool {
    now.since(last_body) >= WHOLE_AGAIN
}

fn lengthen(wait: Duration, chance: f64) -> Duration {
    let chance = if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 0.0 };
    Duration::try_from_secs_f64(wait.as_secs_f64() * (1.0 + JITTER * chance)).unwrap_or(wait)
}

#[cfg(test)]
mod week;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Moment = Moment::from_seconds(1_800_230_400);

    #[test]
    fn a_new_feed_starts_near_an_hour() {
        assert_eq!(next_visit(&Pace { chance: 0.0, ..Pace::new(NOW) }), HOUR);
        assert_eq!(next_visit(&Pace { news: &[NOW], chance: 0.0, ..Pace::new(NOW) }), HOUR);
        let second = next_visit(&Pace { news: &[NOW, NOW - HOUR], chance: 0.0, ..Pace::new(NOW) });
        assert!(second < HOUR && second > HOUR / 2, "{second:?}");
    }

    #[test]
    fn servers_can_only_lengthen_the_wait() {
        let pace = Pace { chance: 0.0, ..Pace::new(NOW) };
        assert_eq!(next_visit(&Pace { lifetime: Some(HOUR * 6), ..pace }), HOUR * 6);
        assert_eq!(next_visit(&Pace { ttl: Some(HOUR * 6), lifetime: Some(HOUR), ..pace }), HOUR * 6);
        assert_eq!(next_visit(&Pace { lifetime: Some(Duration::ZERO), ..pace }), HOUR);
        assert_eq!(next_visit(&Pace { lifetime: Some(HOUR * 24 * 365), ..pace }), HOUR * 24);
        assert_eq!(next_visit(&Pace { retry_after: Some(HOUR * 48), ..pace }), HOUR * 48);
        assert_eq!(next_visit(&Pace { retry_after: Some(Duration::MAX), ..pace }), WAIT_LIMIT);
    }

    #[test]
    fn hours_and_days_that_a_feed_names_are_left_out() {
        // NOW is a Monday, 00:00.
        let mut night = Quiet::default();
        (0..6).for_each(|hour| night.skip_hour(hour));
        let pace = Pace { quiet: night, chance: 0.0, ..Pace::new(NOW) };
        assert_eq!(next_visit(&pace), HOUR * 6);
        assert_eq!(next_visit(&Pace { ttl: Some(HOUR * 7), ..pace }), HOUR * 7);
        assert_eq!(next_visit(&Pace { failures: 9, ..pace }), HOUR * 30, "failed visits as well");
        let late = next_visit(&Pace { chance: 1.0, ..pace });
        assert!(late > HOUR * 6 && late < HOUR * 7, "{late:?}");
        let mut week = Quiet::default();
        (0..6).for_each(|day| week.skip_day(day));
        assert_eq!(next_visit(&Pace { quiet: week, ..pace }), HOUR * 24 * 6);
        assert_eq!(next_visit(&Pace { quiet: week, retry_after: Some(WAIT_LIMIT), ..pace }), WAIT_LIMIT);
    }

    #[test]
    fn a_feed_that_is_pushed_is_visited_once_a_day() {
        let pace = Pace { pushed: true, chance: 0.0, ..Pace::new(NOW) };
        assert_eq!(next_visit(&pace), HOUR * 24);
        assert_eq!(next_visit(&Pace { retry_after: Some(HOUR * 48), ..pace }), HOUR * 48);
        assert_eq!(next_visit(&Pace { failures: 3, ..pace }), HOUR * 24);
    }

    #[test]
    fn a_faster_clock_changes_nothing_but_the_scale() {
        let visits = |unit: u64| {
            let hours = |count: u64| Duration::from_secs(count * unit);
            let news: Vec<Moment> = (0..40).map(|back| NOW - hours(back)).collect();
            let interval = Interval { least: hours(1) / 4, most: hours(24), first: hours(1) };
            next_visit(&Pace { news: &news, interval, chance: 0.0, ..Pace::new(NOW) }).as_secs_f64() / hours(1).as_secs_f64()
        };
        assert!((visits(3600) - visits(4)).abs() < 1e-3, "{} {}", visits(3600), visits(4));
    }

    #[test]
    fn failures_double_the_wait_up_to_a_day() {
        let wait = |failures| next_visit(&Pace { failures, chance: 0.0, ..Pace::new(NOW) });
        assert_eq!([wait(0), wait(1), wait(2), wait(3), wait(4)], [HOUR, HOUR * 2, HOUR * 4, HOUR * 8, HOUR * 16]);
        assert_eq!([wait(5), wait(u32::MAX)], [HOUR * 24, HOUR * 24]);
        assert_eq!(backoff(HOUR * 48, 3, HOUR * 24), HOUR * 48);
        assert_eq!(next_visit(&Pace { failures: 1, too_often: true, chance: 0.0, ..Pace::new(NOW) }), HOUR * 3);
    }

    #[test]
    fn the_whole_body_is_asked_for_now_and_then() {
        assert!(!whole_again(NOW - HOUR * 24, NOW) && whole_again(NOW - WHOLE_AGAIN, NOW));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn bounds_hold_whatever_comes(
            news in proptest::collection::vec(any::<i64>().prop_map(Moment::from_micros), 0..300),
            now: i64, seconds in proptest::option::of(any::<u64>()), failures: u32, chance: f64, hours: u32, days: u8, pushed: bool, least in 0..1_000_000u64, most in 0..1_000_000u64,
        ) {
            let asked = seconds.map(Duration::from_secs);
            let interval = Interval { least: Duration::from_secs(least), most: Duration::from_secs(most), first: Duration::from_secs(most) };
            let now = Moment::from_micros(now);
            let pace = Pace { news: &news, now, interval, lifetime: asked, ttl: asked, quiet: Quiet { hours, days }, pushed, retry_after: asked, too_often: false, failures, chance };
            let wait = next_visit(&pace);
            prop_assert!(wait >= interval.least.min(WAIT_LIMIT) && wait <= WAIT_LIMIT.max(interval.least));
            prop_assert!(wait >= asked.unwrap_or_default().min(WAIT_LIMIT));
        }

        #[test]
        fn more_failures_never_shorten_the_wait(failures in 0..40u32, chance in 0.0..1.0f64) {
            let pace = Pace { failures, chance, ..Pace::new(NOW) };
            let more = next_visit(&Pace { failures: failures + 1, ..pace });
            prop_assert!(more >= next_visit(&pace));
        }
    }
}
