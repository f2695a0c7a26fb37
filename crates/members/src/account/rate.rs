//! Rate limits: token buckets with time as a parameter, keyed by hashed accounts and addresses, bounded in number.
//!
//! A bucket is kept as one moment, as in the generic cell rate algorithm (ITU-T I.371, annex A): the moment at which it would
//! be full again. It equals a token bucket and needs no counter that could drift.

use std::time::Duration;

use newsstand_news::Moment;

mod limiter;

pub use limiter::{KEYS, Key, Limiter};

/// A rule: so many at once, and one more each `every`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    name: &'static str,
    burst: u32,
    every: Duration,
}

impl Rule {
    /// Failed sign-ins of one account: 10 at once, then one in 6 minutes: 250 guesses a day.
    pub const SIGN_IN_ACCOUNT: Rule = Rule::of("sign-in account", 10, 360);
    /// Sign-ins from one address, right or wrong: 30 at once, then one in 20 seconds; a household or library shares one.
    pub const SIGN_IN_ADDRESS: Rule = Rule::of("sign-in address", 30, 20);
    /// New accounts from one address: 10 at once, then one in 10 minutes.
    pub const SIGN_UP_ADDRESS: Rule = Rule::of("sign-up address", 10, 600);
    /// Links mailed to one account: 3 at once, then one in 10 minutes.
    pub const EMAIL_LINK_ACCOUNT: Rule = Rule::of("link account", 3, 600);
    /// Links asked for from one address: 10 at once, then one in 3 minutes.
    pub const EMAIL_LINK_ADDRESS: Rule = Rule::of("link address", 10, 180);
    /// Recovery, gift, coupon and institution codes typed for one account: 5 at once, then one in 10 minutes.
    pub const CODE_ACCOUNT: Rule = Rule::of("code account", 5, 600);
    /// Codes typed from one address: 20 at once, then one in 2 minutes.
    pub const CODE_ADDRESS: Rule = Rule::of("code address", 20, 120);

    const fn of(name: &'static str, burst: u32, seconds: u64) -> Self {
        Self { name, burst, every: Duration::from_secs(seconds) }
    }

    /// How long an empty bucket takes to be full.
    pub fn whole(self) -> Duration {
        self.every.saturating_mul(self.burst)
    }
}

/// Whether something may be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes, and it was counted.
    Go,
    /// Not before this time has passed. Nothing was counted, so that asking again makes nothing worse.
    Wait(Duration),
}

/// A bucket: the moment at which it is full again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bucket {
    full: Option<Moment>,
}

impl Bucket {
    /// Takes one, where there is one.
    pub fn take(&mut self, rule: Rule, now: Moment) -> Answer {
        // A clock that was set back must lock nobody out for longer than a whole bucket.
        let full = self.full.map_or(now, |full| full.clamp(now, now + rule.whole()));
        let next = full + rule.every;
        let over = next.since(now + rule.whole());
        if over.is_zero() {
            self.full = Some(next);
            return Answer::Go;
        }
        self.full = Some(full);
        Answer::Wait(over)
    }
}

#[cfg(test)]
mod tests;
