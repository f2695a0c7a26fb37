//! A membership as a state machine: trial → active → past due → lapsed, or cancelled. Each state carries only what
//! it can have, so a lapsed member cannot be on trial, and no event begins a second trial.
//!
//! The state is never written by hand: it follows from the [`Facts`] (what was tried, paid, given, failed, and whether the
//! member goes on) and the moment. Facts only grow, so what providers tell in another order, twice or late gives the same.

use newsstand_news::Moment;

use crate::TRIAL;

mod event;
mod facts;
mod member;
mod remind;

pub use event::{Event, Refused, Why};
pub use facts::{Facts, Tried, Will};
pub use member::{CAUSE_CHARS, Member, Transition};
pub use remind::{BEFORE_RENEWAL, BEFORE_TRIAL_ENDS, Reminder, reminders};

/// Where a membership stands. Every `until` is the first moment that is no longer covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// Reading on trial.
    Trial {
        /// When the trial ends.
        until: Moment,
    },
    /// Paid.
    Active {
        /// Until when it is paid.
        until: Moment,
    },
    /// A payment failed and is tried again.
    PastDue {
        /// When trying ends and the membership lapses.
        until: Moment,
    },
    /// Over.
    Lapsed,
    /// The member has ended it, and reads on to the end of what is paid or tried.
    Cancelled {
        /// The paid end.
        until: Moment,
    },
}

impl Membership {
    /// A trial that begins now.
    pub fn trial(now: Moment) -> Self {
        Membership::Trial { until: now + TRIAL }
    }

    /// The word in the store and in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Membership::Trial { .. } => "trial",
            Membership::Active { .. } => "active",
            Membership::PastDue { .. } => "past due",
            Membership::Lapsed => "lapsed",
            Membership::Cancelled { .. } => "cancelled",
        }
    }

    /// The end of the present state, where it has one.
    pub const fn until(self) -> Option<Moment> {
        match self {
            Membership::Trial { until }
            | Membership::Active { until }
            | Membership::PastDue { until }
            | Membership::Cancelled { until } => Some(until),
            Membership::Lapsed => None,
        }
    }

    /// Whether everything is open to this member now. A state whose end has passed gives nothing, also when nobody has
    /// told it yet that time passed; a payment that is due gives nothing until it is made.
    pub fn reads(self, now: Moment) -> bool {
        match self {
            Membership::Trial { until } | Membership::Active { until } | Membership::Cancelled { until } => now < until,
            Membership::PastDue { .. } | Membership::Lapsed => false,
        }
    }
}

#[cfg(test)]
mod tests;
