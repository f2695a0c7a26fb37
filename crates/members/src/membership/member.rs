//! A member: the facts, the state that was last recorded, and a transition for every change.

use newsstand_news::Moment;

use super::{Event, Facts, Membership, Refused};

/// Most characters of a transition's cause; a longer one is cut.
pub const CAUSE_CHARS: usize = 200;

/// A change, as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// When it happened; that it was told later does not change this.
    pub at: Moment,
    /// The state before; None before the first.
    pub from: Option<Membership>,
    /// What happened.
    pub event: Event,
    /// The state after. The same as before where only facts changed, such as a payment for a time that was given.
    pub to: Option<Membership>,
    /// Who or what caused it: a provider's reference, an operator's reason.
    pub cause: String,
}

/// A member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Member {
    facts: Facts,
    recorded: Option<Membership>,
}

impl Member {
    /// A member out of the store: the facts, and the state that was last recorded.
    pub const fn stored(facts: Facts, recorded: Option<Membership>) -> Self {
        Self { facts, recorded }
    }

    /// What is known.
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The state that was last recorded.
    pub const fn recorded(&self) -> Option<Membership> {
        self.recorded
    }

    /// The state now, also when nobody has recorded yet that time passed.
    pub fn state(&self, now: Moment) -> Option<Membership> {
        self.facts.state(now)
    }

    /// What the member holds now, for `Mode::reader` and so for `access`: the state, but that a member in grace holds what
    /// a paying one does, to the end of it.
    pub fn held(&self, now: Moment) -> Option<Membership> {
        match self.state(now)? {
            Membership::PastDue { until } => Some(Membership::Active { until }),
            other => Some(other),
        }
    }

    /// Takes an event that happened at `at` and is told now, and gives the transitions to record: none when it was told
    /// before, and one more in front when time had passed unrecorded.
    ///
    /// # Errors
    /// [`Refused`] when it cannot happen; then nothing changes.
    pub fn take(&mut self, event: Event, at: Moment, now: Moment, cause: &str) -> Result<Vec<Transition>, Refused> {
        let facts = self.facts.after(event, at, now)?;
        let mut transitions = Vec::new();
        transitions.extend(self.time_passed(now));
        let to = facts.state(now);
        if facts != self.facts || to != self.recorded {
            let cause = cause.chars().take(CAUSE_CHARS).collect();
            transitions.push(Transition { at, from: self.recorded, event, to, cause });
            *self = Self { facts, recorded: to };
        }
        Ok(transitions)
    }

    /// What time alone has changed. It happened when the recorded state ended.
    fn time_passed(&mut self, now: Moment) -> Option<Transition> {
        let (from, to) = (self.recorded, self.facts.state(now));
        if from == to {
            return None;
        }
        let at = from.and_then(Membership::until).filter(|end| *end <= now).unwrap_or(now);
        self.recorded = to;
        Some(Transition { at, from, event: Event::TimePassed, to, cause: String::new() })
    }
}
