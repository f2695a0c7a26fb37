//! When to come back to a feed. Pure: the clock and chance are parameters.
//!
//! The usual interval follows what the feed really brings: how often a visit found something new, as seen by us (dates
//! inside feeds never decide). Visits count by their age, half as much after every two of the longest intervals, and
//! half the mean gap between them is the interval, so that a visit rarely finds more than one gap's worth. What the
//! server asks for only ever makes the wait longer. All spans come from the settings, so a faster clock scales them all.

use std::time::Duration;

use newsstand_news::Moment;

/// The longest wait of all, whatever a server asks for.
pub const WAIT_LIMIT: Duration = Duration::from_secs(7 * 24 * 3600);
/// After this long on 304 alone the body is asked for once without validators: some servers say 304 for ever.
pub const WHOLE_AGAIN: Duration = Duration::from_secs(7 * 24 * 3600);
/// The most visits that are looked at, latest first.
const VISITS: usize = 200;
/// How much chance lengthens a wait at most, so that feeds met together drift apart.
const JITTER: f64 = 0.1;

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
    /// When visits found something new, in any order. The first visit, at which all is new, may be among them.
    pub news: &'a [Moment],
    /// Now, at the end of the visit.
    pub now: Moment,
    /// The bounds.
    pub interval: Interval,
    /// How long the answer stays fresh: [`crate::Freshness::lifetime`].
    pub lifetime: Option<Duration>,
    /// How long the feed itself asks to be left alone (`ttl`, `sy:updatePeriod`).
    pub ttl: Option<Duration>,
    /// `Retry-After`, of an answer or a failure.
    pub retry_after: Option<Duration>,
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
            retry_after: None,
            failures: 0,
            chance: 0.5,
        }
    }
}

/// How long to stay away.
///
/// The longest of: the usual interval, or after failures [`backoff`]; the answer's lifetime and the feed's ttl, neither
/// counted for more than the usual interval's upper bound (a year of `max-age` is a mistake, not a wish); `Retry-After`.
/// Never more than [`WAIT_LIMIT`]. Chance lengthens it by up to a tenth, never shortens it.
pub fn next_visit(pace: &Pace<'_>) -> Duration {
    let least = pace.interval.least;
    let most = pace.interval.most.max(least);
    let usual = usual(pace).clamp(least, most);
    let own = if pace.failures == 0 { usual } else { backoff(usual, pace.failures, most) };
    let asked = [pace.lifetime, pace.ttl].into_iter().flatten().max().unwrap_or_default().min(most);
    let wait = own.max(asked).max(pace.retry_after.unwrap_or_default()).min(WAIT_LIMIT);
    lengthen(wait, pace.chance).min(WAIT_LIMIT.max(least))
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

/// Half the mean gap between visits that found something new. With weights w(age) = 2^(-age/h), visits per second are
/// the sum of weights over the integral of w back to the oldest visit looked at.
fn usual(pace: &Pace<'_>) -> Duration {
    let first = pace.interval.first;
    let mut seen: Vec<Moment> = pace.news.iter().copied().filter(|at| *at <= pace.now).collect();
    seen.sort_unstable_by(|a, b| b.cmp(a));
    seen.dedup();
    seen.truncate(VISITS);
    // The oldest only opens the time that is looked at: a gap needs two ends.
    let Some((oldest, later)) = seen.split_last() else { return first };
    let half_life = (pace.interval.most.as_secs_f64() * 2.0).max(1.0);
    let weight = |at: &Moment| (-pace.now.since(*at).as_secs_f64() / half_life).exp2();
    let span = (1.0 - weight(oldest)) * half_life / std::f64::consts::LN_2;
    let visits: f64 = later.iter().map(weight).sum();
    // One imagined gap of twice the first interval keeps young feeds near that interval.
    let gap = (span + first.as_secs_f64() * 2.0) / (visits + 1.0);
    Duration::try_from_secs_f64(gap / 2.0).unwrap_or(first)
}

fn lengthen(wait: Duration, chance: f64) -> Duration {
    let chance = if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 0.0 };
    Duration::try_from_secs_f64(wait.as_secs_f64() * (1.0 + JITTER * chance)).unwrap_or(wait)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: Duration = Duration::from_secs(3600);
    const NOW: Moment = Moment::from_seconds(1_800_000_000);

    /// Hours until the next visit of a feed whose visits found something `every` so often for `days`, the last `idle`
    /// ago.
    fn hours(every: Duration, days: u32, idle: Duration) -> f64 {
        let count = (u64::from(days) * 86_400).checked_div(every.as_secs()).unwrap_or(0);
        let news: Vec<Moment> = (0..=count).map(|back| NOW - idle - every * u32::try_from(back).unwrap()).collect();
        next_visit(&Pace { news: &news, chance: 0.0, ..Pace::new(NOW) }).as_secs_f64() / 3600.0
    }

    #[test]
    fn the_interval_follows_what_the_feed_brings() {
        assert!((0.25..0.35).contains(&hours(HOUR / 2, 10, Duration::ZERO)), "half-hourly");
        assert!((0.9..1.2).contains(&hours(HOUR * 2, 10, Duration::ZERO)), "two-hourly");
        assert!((7.0..13.0).contains(&hours(HOUR * 24, 20, HOUR * 12)), "daily");
        assert!(hours(HOUR * 24 * 7, 60, HOUR * 24 * 3) > 20.0, "weekly");
        assert!((0.25..0.26).contains(&hours(HOUR / 10, 2, Duration::ZERO)), "never more often than the least");
    }

    #[test]
    fn a_feed_that_falls_silent_is_asked_less_and_less() {
        let idle: Vec<f64> = [0, 1, 3, 7, 30].map(|days| hours(HOUR, 10, HOUR * 24 * days)).to_vec();
        assert!(
            idle.is_sorted() && idle.first().is_some_and(|first| *first < 0.7) && idle.last() == Some(&24.0),
            "{idle:?}"
        );
    }

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
    fn a_faster_clock_changes_nothing_but_the_scale() {
        let visits = |unit: u64| {
            let hours = |count: u64| Duration::from_secs(count * unit);
            let news: Vec<Moment> = (0..40).map(|back| NOW - hours(back * 3)).collect();
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
            now: i64, seconds in proptest::option::of(any::<u64>()), failures: u32, chance: f64, least in 0..1_000_000u64, most in 0..1_000_000u64,
        ) {
            let asked = seconds.map(Duration::from_secs);
            let interval = Interval { least: Duration::from_secs(least), most: Duration::from_secs(most), first: Duration::from_secs(most) };
            let now = Moment::from_micros(now);
            let pace = Pace { news: &news, now, interval, lifetime: asked, ttl: None, retry_after: asked, failures, chance };
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
