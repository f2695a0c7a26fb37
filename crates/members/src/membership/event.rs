//! What can happen to a membership, and why it sometimes cannot.

use std::fmt;

use newsstand_news::Moment;

/// What can happen. Every `until` is the first moment that is no longer covered; payments tell the end they reach, never a
/// span, so that the same one told twice pays once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The one trial began.
    TrialBegan {
        /// When it ends.
        until: Moment,
        /// Whether a card was given, which is charged at the end.
        card: bool,
    },
    /// The member bought a plan: paid for the first time, or anew. Takes back a cancellation that is older.
    Bought {
        /// Until when it pays.
        until: Moment,
    },
    /// The next period was paid. Never takes back a cancellation: it may have been on its way when the member cancelled.
    Renewed {
        /// Until when it pays.
        until: Moment,
    },
    /// A gift, or time the operator gave.
    Given {
        /// Until when.
        until: Moment,
    },
    /// A payment failed.
    PaymentFailed {
        /// The beginning of the period it was for. Where that period was paid in the meantime, nothing comes of it.
        due: Moment,
    },
    /// The member ended it, and reads on to the end of what is paid or tried.
    Cancelled,
    /// The member took the cancellation back before the end.
    Resumed,
    /// It was ended at once, for money was paid back. The only event that takes anything away.
    Ended,
    /// Time passed.
    TimePassed,
}

impl Event {
    /// The word in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Event::TrialBegan { .. } => "trial began",
            Event::Bought { .. } => "bought",
            Event::Renewed { .. } => "renewed",
            Event::Given { .. } => "given",
            Event::PaymentFailed { .. } => "payment failed",
            Event::Cancelled => "cancelled",
            Event::Resumed => "resumed",
            Event::Ended => "ended",
            Event::TimePassed => "time passed",
        }
    }
}

/// An event that cannot happen now. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// The event.
    pub event: Event,
    /// Why it cannot.
    pub why: Why,
}

/// Why an event cannot happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The trial was had, or a plan was paid for before.
    TrialHad,
    /// The trial is no longer than nothing, or longer than any.
    TrialSpan,
    /// There is nothing to cancel or resume, or no longer.
    Over,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.why {
            Why::TrialHad => "The trial is for new readers, once a person.",
            Why::TrialSpan => "A trial that long does not exist.",
            Why::Over => "There is no membership that could be cancelled or resumed.",
        })
    }
}

impl std::error::Error for Refused {}
