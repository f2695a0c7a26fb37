//! Between rows and rules: facts, states and transitions in both their forms.

use newsstand_members::membership::{Facts, Tried, Will};
use newsstand_members::{Member, Membership, Transition};
use newsstand_news::Moment;
use newsstand_store::memberships::{self, Kept, Move, StateRow};

/// The facts in a row.
pub fn facts_of(kept: &Kept) -> Facts {
    Facts {
        tried: kept.tried.map(|tried| Tried { from: tried.from, until: tried.until, card: tried.card }),
        paid: kept.paid,
        given: kept.given,
        failed: kept.failed,
        will: kept.will.map(|(on, at)| Will { at, on }),
    }
}

/// The member in a row.
pub fn member_of(kept: &Kept) -> Member {
    Member::stored(facts_of(kept), kept.recorded.as_ref().and_then(state))
}

/// Puts a member into a row; what stands beside the facts stays.
pub fn put(member: &Member, kept: &mut Kept) {
    let facts = member.facts();
    kept.tried = facts.tried.map(|tried| memberships::Tried { from: tried.from, until: tried.until, card: tried.card });
    kept.paid = facts.paid;
    kept.given = facts.given;
    kept.failed = facts.failed;
    kept.will = facts.will.map(|will| (will.on, will.at));
    kept.recorded = member.recorded().map(state_row);
}

/// A transition as it is written down.
pub fn moved(transition: &Transition, now: Moment) -> Move {
    Move {
        at: transition.at,
        noted: now,
        event: transition.event.as_str().to_owned(),
        from: transition.from.map(state_row),
        to: transition.to.map(state_row),
        cause: transition.cause.clone(),
    }
}

fn state_row(state: Membership) -> StateRow {
    (state.as_str().to_owned(), state.until())
}

/// A state out of its row; none where the row makes none: then time passing writes it anew.
fn state((word, until): &StateRow) -> Option<Membership> {
    match (word.as_str(), *until) {
        ("trial", Some(until)) => Some(Membership::Trial { until }),
        ("active", Some(until)) => Some(Membership::Active { until }),
        ("past due", Some(until)) => Some(Membership::PastDue { until }),
        ("cancelled", Some(until)) => Some(Membership::Cancelled { until }),
        ("lapsed", None) => Some(Membership::Lapsed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_members::Event;

    const NOW: Moment = Moment::from_seconds(1_000_000);

    #[test]
    fn every_state_comes_back_out_of_its_row() {
        let until = NOW;
        let all = [
            Membership::Trial { until },
            Membership::Active { until },
            Membership::PastDue { until },
            Membership::Cancelled { until },
            Membership::Lapsed,
        ];
        for membership in all {
            assert_eq!(state(&state_row(membership)), Some(membership));
        }
        assert_eq!(state(&("trial".into(), None)), None);
    }

    #[test]
    fn a_member_comes_back_out_of_its_row() {
        let mut member = Member::default();
        let until = NOW + newsstand_members::TRIAL;
        member.take(Event::TrialBegan { until, card: true }, NOW, NOW, "sign-up").expect("begins");
        member.take(Event::Cancelled, NOW, NOW, "own").expect("cancels");
        let mut kept = Kept { plan: Some(7), ..Kept::default() };
        put(&member, &mut kept);
        assert_eq!(member_of(&kept), member);
        assert_eq!(kept.plan, Some(7));
    }
}
