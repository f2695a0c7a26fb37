//! A membership as a state machine: trial → active → past due → lapsed, or cancelled. Each state carries only what
//! it can have, so a lapsed member cannot be on trial, and nothing leads back into a trial.

use newsstand_news::Moment;

use crate::TRIAL;

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

/// What can happen to a membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A payment came in.
    Paid {
        /// Until when it pays.
        until: Moment,
    },
    /// A payment failed.
    PaymentFailed {
        /// How long it is tried again.
        until: Moment,
    },
    /// The member ended it.
    Cancelled,
    /// Time passed.
    TimePassed,
}

/// An event that cannot happen in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// The state, which stays as it was.
    pub state: Membership,
    /// The event.
    pub event: Event,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a membership that is {} cannot take {:?}", self.state.as_str(), self.event)
    }
}

impl std::error::Error for Refused {}

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

    /// The state after an event.
    ///
    /// # Errors
    /// [`Refused`] when the event cannot happen in this state; the state stays.
    pub fn after(self, event: Event, now: Moment) -> Result<Self, Refused> {
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Paid { until } => Ok(self.paid(until)),
            Event::PaymentFailed { until } => match self {
                Membership::Trial { .. } | Membership::Active { .. } | Membership::PastDue { .. } => {
                    Ok(Membership::PastDue { until })
                }
                Membership::Lapsed | Membership::Cancelled { .. } => refused,
            },
            Event::Cancelled => match self {
                Membership::Trial { until } | Membership::Active { until } => Ok(Membership::Cancelled { until }),
                Membership::PastDue { .. } => Ok(Membership::Lapsed),
                Membership::Lapsed | Membership::Cancelled { .. } => refused,
            },
            Event::TimePassed => Ok(self.lapsed_by(now)),
        }
    }

    /// What is paid never shrinks: of an earlier and a later payment the later end counts, in either order.
    fn paid(self, until: Moment) -> Self {
        match self {
            Membership::Active { until: before } => Membership::Active { until: before.max(until) },
            _ => Membership::Active { until },
        }
    }

    /// An active membership whose time is over without a payment is lapsed as well.
    fn lapsed_by(self, now: Moment) -> Self {
        match self.until() {
            Some(until) if now < until => self,
            _ => Membership::Lapsed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(day: i64) -> Moment {
        Moment::from_seconds(day * 86_400)
    }
    const STATES: [Membership; 5] = [
        Membership::Trial { until: at(10) },
        Membership::Active { until: at(10) },
        Membership::PastDue { until: at(10) },
        Membership::Lapsed,
        Membership::Cancelled { until: at(10) },
    ];

    #[test]
    fn fourteen_days_free_to_the_second() {
        let trial = Membership::trial(at(1));
        assert!(trial.reads(at(1)));
        assert!(trial.reads(at(15) - std::time::Duration::from_secs(1)));
        assert!(!trial.reads(at(15)));
    }

    #[test]
    fn every_state_and_event() {
        let paid = Event::Paid { until: at(40) };
        let failed = Event::PaymentFailed { until: at(17) };
        let active = Some(Membership::Active { until: at(40) });
        let due = Some(Membership::PastDue { until: at(17) });
        let ended = Some(Membership::Cancelled { until: at(10) });
        let lapsed = Some(Membership::Lapsed);
        // One row a state: paid, failed, cancelled, time passed to day 9, time passed to day 10.
        let table = [
            [active, due, ended, Some(STATES[0]), lapsed],
            [active, due, ended, Some(STATES[1]), lapsed],
            [active, due, lapsed, Some(STATES[2]), lapsed],
            [active, None, None, lapsed, lapsed],
            [active, None, None, Some(STATES[4]), lapsed],
        ];
        for (state, row) in STATES.into_iter().zip(table) {
            let events = [(paid, 9), (failed, 9), (Event::Cancelled, 9), (Event::TimePassed, 9), (Event::TimePassed, 10)];
            for ((event, day), want) in events.into_iter().zip(row) {
                assert_eq!(state.after(event, at(day)).ok(), want, "{state:?} {event:?} on day {day}");
            }
        }
    }

    #[test]
    fn nothing_leads_back_into_a_trial() {
        let events = [Event::Paid { until: at(40) }, Event::PaymentFailed { until: at(40) }, Event::Cancelled, Event::TimePassed];
        for state in STATES.into_iter().skip(1) {
            for event in events {
                let next = state.after(event, at(0)).unwrap_or(state);
                assert!(!matches!(next, Membership::Trial { .. }), "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn payments_told_in_either_order_pay_to_the_same_end() {
        let pay = |state: Membership, day| state.after(Event::Paid { until: at(day) }, at(0)).unwrap();
        assert_eq!(pay(pay(Membership::Lapsed, 30), 60), pay(pay(Membership::Lapsed, 60), 30));
    }

    #[test]
    fn a_refusal_says_what_it_refused() {
        let refused = Membership::Lapsed.after(Event::Cancelled, at(0)).unwrap_err();
        assert_eq!(refused.to_string(), "a membership that is lapsed cannot take Cancelled");
    }
}
