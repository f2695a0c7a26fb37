//! What is known of a membership, and the state that follows from it at a moment.

use std::time::Duration;

use newsstand_news::Moment;

use super::{Event, Membership, Refused, Why};
use crate::plan::TRIAL_DAYS_MOST;
use crate::{GRACE, GRACE_AFTER_TRIAL};

/// The one trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried {
    /// When it began.
    pub from: Moment,
    /// When it ends.
    pub until: Moment,
    /// Whether a card was given, which is charged at the end.
    pub card: bool,
}

/// Whether the member goes on, and since when they want that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Will {
    /// When it was said.
    pub at: Moment,
    /// Whether it goes on.
    pub on: bool,
}

/// What is known of a membership: the row in the store. Each field only moves one way (a later end, a later word), which is why
/// the order of telling does not count; only `Event::Ended` takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// The trial, once there was one. It stays for ever.
    pub tried: Option<Tried>,
    /// The latest end of what was paid.
    pub paid: Option<Moment>,
    /// The latest end of what was given.
    pub given: Option<Moment>,
    /// The latest beginning of a period for which a payment failed.
    pub failed: Option<Moment>,
    /// The last word on going on; None where nobody has said one, and it goes on.
    pub will: Option<Will>,
}

impl Facts {
    /// The first moment that nothing covers, of all that was tried, paid and given.
    pub fn covered(&self) -> Option<Moment> {
        self.tried.map(|tried| tried.until).max(self.paid).max(self.given)
    }

    /// When the next payment is due, where the member pays and goes on.
    pub fn due(&self) -> Option<Moment> {
        let card = self.tried.filter(|tried| tried.card).map(|tried| tried.until);
        self.paid.max(card).filter(|_| self.goes_on())
    }

    fn goes_on(&self) -> bool {
        self.will.is_none_or(|will| will.on)
    }

    /// The end of grace for the payment that is due.
    fn grace(&self) -> Option<Moment> {
        let span = if self.paid.is_some() { GRACE } else { GRACE_AFTER_TRIAL };
        self.due().map(|due| due + span)
    }

    /// Whether a payment that is due has failed already, before its day.
    fn has_failed(&self) -> bool {
        self.due().is_some_and(|due| self.failed >= Some(due))
    }

    /// The state now; None where there never was a membership.
    pub fn state(&self, now: Moment) -> Option<Membership> {
        let until = self.covered()?;
        let grace = self.grace().filter(|grace| now < *grace);
        let state = match grace {
            Some(grace) if now >= until || self.has_failed() => Membership::PastDue { until: grace.max(until) },
            _ if now >= until => Membership::Lapsed,
            _ if !self.goes_on() => Membership::Cancelled { until },
            _ if self.paid.is_none() && self.given.is_none() => Membership::Trial { until },
            _ => Membership::Active { until },
        };
        Some(state)
    }

    /// The facts after an event that happened at `at` and is told now.
    ///
    /// # Errors
    /// [`Refused`] when it cannot happen; then nothing changes.
    pub fn after(&self, event: Event, at: Moment, now: Moment) -> Result<Self, Refused> {
        let mut facts = *self;
        match event {
            Event::TrialBegan { until, card } => facts.tried = Some(self.trial(Tried { from: at, until, card })?),
            Event::Bought { until } => {
                facts.paid = facts.paid.max(Some(until));
                facts.say(Will { at, on: true });
            }
            Event::Renewed { until } => facts.paid = facts.paid.max(Some(until)),
            Event::Given { until } => facts.given = facts.given.max(Some(until)),
            Event::PaymentFailed { due } => facts.failed = facts.failed.max(Some(due)),
            Event::Cancelled | Event::Resumed => {
                self.living(event, now)?;
                facts.say(Will { at, on: event == Event::Resumed });
            }
            Event::Ended => facts.end(at),
            Event::TimePassed => {}
        }
        Ok(facts)
    }

    /// The trial, when it may begin. The same one told again is the same.
    fn trial(&self, tried: Tried) -> Result<Tried, Refused> {
        let refused = |why| Refused { event: Event::TrialBegan { until: tried.until, card: tried.card }, why };
        let longest = Duration::from_secs(u64::from(TRIAL_DAYS_MOST) * 86_400);
        if self.tried == Some(tried) {
            Ok(tried)
        } else if self.covered().is_some() {
            Err(refused(Why::TrialHad))
        } else if tried.until <= tried.from || tried.until > tried.from + longest {
            Err(refused(Why::TrialSpan))
        } else {
            Ok(tried)
        }
    }

    fn living(&self, event: Event, now: Moment) -> Result<(), Refused> {
        match self.state(now) {
            None | Some(Membership::Lapsed) => Err(Refused { event, why: Why::Over }),
            Some(_) => Ok(()),
        }
    }

    /// The later word counts. Of two at one moment the one that ends does: nobody is charged by mistake.
    fn say(&mut self, will: Will) {
        let rank = |will: Will| (will.at, !will.on);
        self.will = Some(self.will.map_or(will, |before| if rank(will) > rank(before) { will } else { before }));
    }

    /// Everything that reaches beyond this moment is cut there.
    fn end(&mut self, at: Moment) {
        self.tried = self.tried.map(|tried| Tried { until: tried.until.min(at), ..tried });
        self.paid = self.paid.map(|end| end.min(at));
        self.given = self.given.map(|end| end.min(at));
        self.say(Will { at, on: false });
    }
}
