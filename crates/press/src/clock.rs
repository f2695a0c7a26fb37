//! When things come out: the world's hours turned into moments, and back.

use std::time::{SystemTime, UNIX_EPOCH};

use newsstand_news::Moment;

const MICROS_PER_HOUR: f64 = 3.6e9;

/// Turns hours of the world (0 is the press's start) into moments. What lies before the start lies as many real
/// hours back; what lies after comes `pace` times faster, so that every stamp is a real time and a story grows
/// while one watches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clock {
    /// When the press was started.
    pub start: Moment,
    /// World hours per real hour after the start. 60 makes an hour a minute. Not above zero means: nothing new
    /// ever comes out.
    pub pace: f64,
}

impl Clock {
    /// The pace of the demo: an hour a minute.
    pub const PACE: f64 = 60.0;

    /// A clock that starts now, by the machine's clock, on a whole second.
    pub fn started_now(pace: f64) -> Self {
        Self { start: Moment::from_seconds(now().seconds()), pace }
    }

    /// The moment of a world hour, cut to whole seconds because that is all HTTP and RSS can say.
    pub fn moment(&self, hours: f64) -> Moment {
        let real = if hours <= 0.0 {
            hours
        } else if self.pace > 0.0 {
            hours / self.pace
        } else {
            // Never: so far off that nobody sees it.
            return Moment::from_micros(i64::MAX);
        };
        let micros = self.start.micros().saturating_add((real * MICROS_PER_HOUR) as i64);
        Moment::from_seconds(Moment::from_micros(micros).seconds())
    }

    /// The world hour of a moment.
    pub fn hours(&self, now: Moment) -> f64 {
        let real = now.hours_since(self.start);
        if real <= 0.0 { real } else { real * self.pace.max(0.0) }
    }
}

/// What the machine's clock says.
pub(crate) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const START: Moment = Moment::from_seconds(1_770_000_000);

    #[test]
    fn the_past_is_real_and_the_future_runs() {
        let clock = Clock { start: START, pace: 60.0 };
        assert_eq!(clock.moment(-2.0), Moment::from_seconds(1_770_000_000 - 7200));
        assert_eq!(clock.moment(2.0), Moment::from_seconds(1_770_000_000 + 120));
        assert_eq!(clock.hours(Moment::from_seconds(1_770_000_000 + 60)), 1.0);
    }

    #[test]
    fn a_stopped_clock_brings_nothing_new() {
        let clock = Clock { start: START, pace: 0.0 };
        assert_eq!(clock.hours(Moment::from_seconds(1_780_000_000)), 0.0);
        assert!(clock.moment(0.1) > Moment::from_seconds(4_000_000_000));
    }

    proptest! {
        #[test]
        fn there_and_back_is_within_a_second(hours in -95.0f64..6.0, pace in 1.0f64..600.0) {
            let clock = Clock { start: START, pace };
            let back = clock.hours(clock.moment(hours));
            prop_assert!((back - hours).abs() <= pace.max(1.0) / 3600.0 + 1e-6);
        }

        #[test]
        fn later_hours_never_come_earlier(a in -95.0f64..6.0, b in -95.0f64..6.0, pace in 0.1f64..600.0) {
            let clock = Clock { start: START, pace };
            prop_assert_eq!(a <= b, clock.moment(a) <= clock.moment(b) && (a <= b));
        }
    }
}
