//! The usual interval: how long to stay away from a feed that nobody asked us to stay away from longer. Pure.
//!
//! It follows what visits really found (dates inside feeds never decide), in three steps.
//!
//! 1. *How often.* Articles count by the age of the visit that found them, half as much after every two of the longest
//!    intervals. Their mean gap is the time looked at by how many they were.
//! 2. *How long.* For busy titles a little less than the gap: an article then waits half a gap on average, and visits
//!    find one or two at a time. For slower ones the wait grows with the square root of the gap only. For a given number
//!    of visits, spread over titles or over the hours of a day, articles are seen soonest when visits go with the square
//!    root of how many appear: an article waits 1/2m where visits come at a rate of m, and the sum of r/2m over all rates
//!    r is least, for a given sum of m, where m goes with the square root of r. (The same law, derived for this very
//!    question: K. C. Sia, J. Cho, H.-K. Cho, "Efficient Monitoring Algorithm for Fast News Alerts", IEEE Transactions on
//!    Knowledge and Data Engineering 19(7), 2007.)
//! 3. *When.* Titles sleep at night. Once several days are known, the hours that usually bring more are visited more
//!    often and the others less, by the same law; the number of visits a day stays as it is.

use std::time::Duration;

use newsstand_news::Moment;

use super::{Pace, WAIT_LIMIT};

/// The most articles that are looked at, latest first.
const ARTICLES: usize = 400;
/// More than this found by one visit count as this many: they appeared together, and ten at once each morning are no
/// reason to come ten times a day.
const AT_ONCE: u32 = 3;
/// The wait of a busy title, in gaps.
const BUSY: f64 = 0.9;
/// The wait of a slow title is the square root of so many first intervals times the gap.
const SLOW: f64 = 3.5;
/// Never come back sooner than after this part of the time in which nothing was found: who has been silent for long
/// will not speak in the next minute.
const SILENCE: u32 = 10;
/// Before so many days are known there is no telling one hour from another.
const KNOWN_DAYS: f64 = 3.0;
/// How many articles at even hours are imagined beside those that were found, so that a few make no rhythm and no hour
/// is ever given up.
const IMAGINED: f64 = 12.0;
/// An article was found up to some hours after it appeared: where its weight goes, in hours from the visit.
const SMEAR: [(usize, f64); 5] = [(21, 1.0), (22, 2.0), (23, 3.0), (0, 2.0), (1, 1.0)];

const HOUR: f64 = 3600.0;

/// The usual interval, within no bounds but [`WAIT_LIMIT`].
pub fn usual(pace: &Pace<'_>) -> Duration {
    let found = Found::of(pace);
    let first = pace.interval.first.as_secs_f64();
    let gap = (found.span + first / BUSY) / (found.articles() + 1.0);
    let wait = (gap * BUSY).min((gap * first * SLOW).sqrt()).min(WAIT_LIMIT.as_secs_f64());
    let wait = Duration::try_from_secs_f64(found.rhythm(pace.now, wait)).unwrap_or(pace.interval.first);
    wait.max(found.silence / SILENCE)
}

/// What visits found, each with its weight.
struct Found {
    visits: Vec<(Moment, f64)>,
    /// The time looked at, in seconds, weighted as the articles are.
    span: f64,
    /// How long nothing has been found.
    silence: Duration,
}

impl Found {
    fn of(pace: &Pace<'_>) -> Self {
        let mut seen: Vec<Moment> = pace.news.iter().copied().filter(|at| *at <= pace.now).collect();
        seen.sort_unstable_by(|a, b| b.cmp(a));
        seen.truncate(ARTICLES);
        // The oldest visit only opens the time that is looked at: a gap needs two ends.
        let oldest = seen.last().copied().unwrap_or(pace.now);
        let half_life = (pace.interval.most.as_secs_f64() * 2.0).max(1.0);
        let weight = |at: Moment| (-pace.now.since(at).as_secs_f64() / half_life).exp2();
        let visits = seen.chunk_by(|a, b| a == b).filter_map(|same| same.first().map(|at| (*at, same.len())));
        let visits = visits.filter(|(at, _)| *at > oldest);
        let count = |articles: usize| f64::from(u32::try_from(articles).unwrap_or(AT_ONCE).min(AT_ONCE));
        Self {
            visits: visits.map(|(at, articles)| (at, weight(at) * count(articles))).collect(),
            // The integral of the weight from the oldest visit to now.
            span: (1.0 - weight(oldest)) * half_life / std::f64::consts::LN_2,
            silence: seen.first().map_or(Duration::ZERO, |newest| pace.now.since(*newest)),
        }
    }

    fn articles(&self) -> f64 {
        self.visits.iter().map(|(_, weight)| weight).sum()
    }

    /// Shifts a wait (both in seconds) so that hours that bring more are visited more often.
    fn rhythm(&self, now: Moment, wait: f64) -> f64 {
        let days = self.visits.last().map_or(0.0, |(oldest, _)| now.since(*oldest).as_secs_f64() / (24.0 * HOUR));
        if days < KNOWN_DAYS || !wait.is_finite() {
            return wait;
        }
        let hours = self.hours();
        let (mut left, mut waited, mut at) = (wait, 0.0, now);
        // A day uses up a day's wait, so this ends.
        loop {
            let into = at.seconds().rem_euclid(3600);
            let rest = HOUR - into as f64;
            let speed = hours.get(hour(at)).copied().unwrap_or(1.0);
            if left <= rest * speed {
                return waited + left / speed;
            }
            left -= rest * speed;
            waited += rest;
            at = at + Duration::from_secs_f64(rest);
        }
    }

    /// How much more often than usual each hour of the day (UTC) is visited; one on average.
    fn hours(&self) -> [f64; 24] {
        let mut hours = [IMAGINED / 24.0; 24];
        let smear: f64 = SMEAR.iter().map(|(_, part)| part).sum();
        for (at, weight) in &self.visits {
            for (offset, part) in SMEAR {
                if let Some(slot) = hours.get_mut((hour(*at) + offset) % 24) {
                    *slot += weight * part / smear;
                }
            }
        }
        let hours = hours.map(f64::sqrt);
        let mean = hours.iter().sum::<f64>() / 24.0;
        hours.map(|speed| speed / mean)
    }
}

/// The hour of the day in UTC, 0 to 23.
fn hour(at: Moment) -> usize {
    usize::try_from(at.seconds().div_euclid(3600).rem_euclid(24)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_seconds(1_800_230_400);

    fn span(hours: f64) -> Duration {
        Duration::from_secs_f64(hours * HOUR)
    }

    /// Hours until the next visit of a feed that brought an article every `every` hours for `days`, the last `idle`
    /// hours ago.
    fn hours(every: f64, days: f64, idle: f64) -> f64 {
        let count = (days * 24.0 / every) as u32;
        let news: Vec<Moment> = (0..=count).map(|back| NOW - span(idle) - span(every) * back).collect();
        let pace = Pace { news: &news, ..Pace::new(NOW) };
        usual(&pace).clamp(pace.interval.least, pace.interval.most).as_secs_f64() / HOUR
    }

    #[test]
    fn the_interval_follows_what_the_feed_brings() {
        assert!((0.4..0.55).contains(&hours(0.5, 10.0, 0.0)), "half-hourly");
        assert!((1.6..2.0).contains(&hours(2.0, 10.0, 0.0)), "two-hourly");
        assert!((3.2..4.0).contains(&hours(4.0, 10.0, 0.0)), "six a day");
        assert!((7.0..12.0).contains(&hours(24.0, 20.0, 12.0)), "daily");
        assert!(hours(168.0, 60.0, 72.0) > 12.0, "weekly");
        assert!((0.25..0.26).contains(&hours(0.1, 2.0, 0.0)), "never more often than the least");
    }

    #[test]
    fn a_feed_that_falls_silent_is_asked_less_and_less() {
        let idle: Vec<f64> = [0.0, 1.0, 3.0, 7.0, 30.0].map(|days| hours(1.0, 10.0, 24.0 * days)).to_vec();
        assert!(idle.is_sorted() && idle[0] < 1.0 && idle[4] == 24.0, "{idle:?}");
    }

    #[test]
    fn many_at_once_are_not_many_visits() {
        let morning = |count: usize| {
            let days = (0..8).flat_map(|day| std::iter::repeat_n(NOW - span(f64::from(day) * 24.0), count));
            usual(&Pace { news: &days.collect::<Vec<_>>(), ..Pace::new(NOW) })
        };
        assert!(morning(3) < morning(1), "several say that more comes");
        assert_eq!(morning(3), morning(40), "a heap says no more than that");
    }

    #[test]
    fn hours_that_bring_more_are_visited_more_often() {
        // Three articles each day, all at noon, for ten days.
        let noon = NOW - span(12.0);
        let news: Vec<Moment> = (0..10).flat_map(|day| std::iter::repeat_n(noon - span(24.0) * day, 3)).collect();
        let wait = |hour: f64| {
            let now = noon + span(hour);
            usual(&Pace { news: &news, ..Pace::new(now) }).as_secs_f64() / HOUR
        };
        assert!(wait(-2.5 + 24.0) < wait(6.0) * 0.8, "{} {}", wait(21.5), wait(6.0));
        let found = Found::of(&Pace { news: &news, ..Pace::new(NOW) });
        let hours = found.hours();
        assert!((hours.iter().sum::<f64>() - 24.0).abs() < 1e-9, "as many a day as without it");
        assert!(hours.iter().all(|speed| (0.3..4.0).contains(speed)), "no hour is given up: {hours:?}");
    }

    #[test]
    fn a_few_days_make_no_rhythm() {
        let news: Vec<Moment> = (0..20).map(|back| NOW - span(2.0) * back).collect();
        let found = Found::of(&Pace { news: &news, ..Pace::new(NOW) });
        assert_eq!(found.rhythm(NOW, 5_000.0), 5_000.0);
    }
}
