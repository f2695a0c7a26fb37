//! The machine's paths by hand, and its promises over random sequences of events.

use super::*;
use crate::{GRACE, GRACE_AFTER_TRIAL};
use proptest::prelude::*;

const fn at(day: i64) -> Moment {
    Moment::from_seconds(day * 86_400)
}

fn told(member: &mut Member, event: Event, day: i64) -> Vec<Transition> {
    member.take(event, at(day), at(day), "told").expect("can happen")
}

fn tried(card: bool) -> Member {
    let mut member = Member::default();
    told(&mut member, Event::TrialBegan { until: at(14), card }, 0);
    member
}

fn bought() -> Member {
    let mut member = tried(false);
    told(&mut member, Event::Bought { until: at(40) }, 10);
    member
}

fn reads(member: &Member, day: i64) -> bool {
    member.held(at(day)).is_some_and(|held| held.reads(at(day)))
}

#[test]
fn fourteen_days_free_to_the_second() {
    let trial = Membership::trial(at(1));
    assert!(trial.reads(at(15) - std::time::Duration::from_secs(1)));
    assert!(!trial.reads(at(15)));
}

#[test]
fn a_trial_without_a_card_ends_and_one_with_a_card_waits_two_days() {
    assert_eq!(tried(false).state(at(13)), Some(Membership::Trial { until: at(14) }));
    assert_eq!(tried(false).state(at(14)), Some(Membership::Lapsed));
    let late = at(14) + GRACE_AFTER_TRIAL;
    assert_eq!(tried(true).state(at(14)), Some(Membership::PastDue { until: late }));
    assert_eq!(tried(true).state(late), Some(Membership::Lapsed));
}

#[test]
fn a_trial_is_had_once() {
    let again = Event::TrialBegan { until: at(64), card: false };
    for member in [tried(false), bought()] {
        let refused = member.facts().after(again, at(50), at(50)).unwrap_err();
        assert_eq!(refused.why, Why::TrialHad);
        assert!(refused.to_string().starts_with("The trial is for new readers"));
    }
    for days in [0, -1, 91] {
        let odd = Event::TrialBegan { until: at(days), card: false };
        assert_eq!(Facts::default().after(odd, at(0), at(0)).unwrap_err().why, Why::TrialSpan);
    }
}

#[test]
fn a_failed_payment_has_seven_days_of_grace() {
    let mut member = bought();
    let moved = told(&mut member, Event::PaymentFailed { due: at(40) }, 39);
    let due = Membership::PastDue { until: at(40) + GRACE };
    assert_eq!((moved[0].from, moved[0].to), (Some(Membership::Active { until: at(40) }), Some(due)));
    assert!(reads(&member, 46) && !reads(&member, 47));
    told(&mut member, Event::Renewed { until: at(70) }, 45);
    assert_eq!(member.state(at(45)), Some(Membership::Active { until: at(70) }));
    assert_eq!(told(&mut member, Event::PaymentFailed { due: at(10) }, 46).len(), 0, "that period was paid");
}

#[test]
fn cancelled_in_one_step_and_read_to_the_paid_end() {
    let mut member = bought();
    let moved = told(&mut member, Event::Cancelled, 20);
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].to, Some(Membership::Cancelled { until: at(40) }));
    assert!(reads(&member, 39) && !reads(&member, 40));
    assert!(told(&mut member, Event::Cancelled, 20).is_empty(), "told twice is told once");
    told(&mut member, Event::Renewed { until: at(70) }, 40);
    assert_eq!(
        member.state(at(41)),
        Some(Membership::Cancelled { until: at(70) }),
        "paid on its way: read, but not charged again"
    );
}

#[test]
fn resumed_before_the_end_and_not_after() {
    let mut member = bought();
    told(&mut member, Event::Cancelled, 20);
    told(&mut member, Event::Resumed, 30);
    assert_eq!(member.state(at(30)), Some(Membership::Active { until: at(40) }));
    told(&mut member, Event::Cancelled, 31);
    for event in [Event::Resumed, Event::Cancelled] {
        assert_eq!(member.take(event, at(40), at(40), "").unwrap_err(), Refused { event, why: Why::Over });
    }
    told(&mut member, Event::Bought { until: at(80) }, 50);
    assert_eq!(member.state(at(50)), Some(Membership::Active { until: at(80) }), "bought anew");
}

#[test]
fn time_that_passed_unrecorded_is_recorded_first() {
    let mut member = tried(false);
    let moved = told(&mut member, Event::Bought { until: at(60) }, 30);
    let names: Vec<&str> = moved.iter().map(|moved| moved.event.as_str()).collect();
    assert_eq!(names, ["time passed", "bought"]);
    assert_eq!(
        (moved[0].at, moved[0].to, moved[1].from),
        (at(14), Some(Membership::Lapsed), Some(Membership::Lapsed))
    );
    assert!(told(&mut member, Event::TimePassed, 31).is_empty());
    assert_eq!(told(&mut member, Event::TimePassed, 99).len(), 1);
}

#[test]
fn money_paid_back_ends_it_at_once() {
    let mut member = bought();
    told(&mut member, Event::Ended, 20);
    assert!(!reads(&member, 20));
    assert_eq!(member.state(at(20)), Some(Membership::Lapsed));
}

#[test]
fn a_gift_that_follows_a_lapse_is_not_renewed() {
    let mut member = bought();
    told(&mut member, Event::Given { until: at(130) }, 100);
    assert_eq!(member.state(at(129)), Some(Membership::Active { until: at(130) }));
    assert_eq!(member.state(at(130)), Some(Membership::Lapsed));
    assert_eq!(reminders(&member, &[], at(129)), None);
}

#[test]
fn reminders_come_once_and_only_of_what_will_happen() {
    let trial = Reminder::TrialEnds { at: at(14), charged: true };
    assert_eq!(reminders(&tried(true), &[], at(10)), None);
    assert_eq!(reminders(&tried(true), &[], at(11)), Some(trial));
    assert_eq!(reminders(&tried(true), &[trial], at(12)), None);
    assert_eq!(reminders(&tried(false), &[], at(12)), Some(Reminder::TrialEnds { at: at(14), charged: false }));
    let mut member = bought();
    assert_eq!(reminders(&member, &[], at(32)), None);
    assert_eq!(reminders(&member, &[trial], at(33)), Some(Reminder::Renews { at: at(40) }));
    told(&mut member, Event::Renewed { until: at(70) }, 40);
    assert_eq!(
        reminders(&member, &[Reminder::Renews { at: at(40) }], at(63)),
        Some(Reminder::Renews { at: at(70) })
    );
    told(&mut member, Event::Cancelled, 64);
    assert_eq!(reminders(&member, &[], at(65)), None);
}

#[test]
fn a_long_cause_is_cut() {
    let mut member = Member::default();
    let moved = member.take(Event::Given { until: at(9) }, at(0), at(0), &"ü".repeat(999)).unwrap();
    assert_eq!(moved[0].cause.chars().count(), CAUSE_CHARS);
}

fn payment() -> impl Strategy<Value = Event> {
    (0u8..4, 1i64..200).prop_map(|(kind, day)| match kind {
        0 => Event::Bought { until: at(day) },
        1 => Event::Renewed { until: at(day) },
        2 => Event::Given { until: at(day) },
        _ => Event::PaymentFailed { due: at(day) },
    })
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => payment(),
        1 => (1i64..200, any::<bool>()).prop_map(|(day, card)| Event::TrialBegan { until: at(day), card }),
        1 => Just(Event::Cancelled),
        1 => Just(Event::Resumed),
        1 => Just(Event::TimePassed),
    ]
}

proptest! {
    /// Never a trial twice, access never ends before what was paid, and transitions follow on each other.
    #[test]
    fn promises_over_any_sequence(steps in proptest::collection::vec((any_event(), 0i64..20), 0..40)) {
        let (mut member, mut day, mut paid, mut trials, mut last, mut first) = (Member::default(), 0, 0, 0, None, None);
        for (event, wait) in steps {
            day += wait;
            let before = member;
            let Ok(moved) = member.take(event, at(day), at(day), "") else {
                prop_assert_eq!(member, before, "a refusal changes nothing");
                continue;
            };
            for moved in moved {
                prop_assert_eq!(moved.from, last, "nothing is left out");
                trials += usize::from(matches!(moved.event, Event::TrialBegan { .. }));
                if let Some(Membership::Trial { until }) = moved.to {
                    prop_assert_eq!(*first.get_or_insert(until), until, "resumed or not, it is the one trial");
                }
                last = moved.to;
            }
            prop_assert!(trials <= 1);
            prop_assert_eq!(last, member.state(at(day)));
            if let Event::Bought { until } | Event::Renewed { until } | Event::Given { until } = event {
                paid = paid.max(until.seconds() / 86_400);
            }
            prop_assert!((day..paid).all(|day| reads(&member, day)), "paid to {paid}: {member:?}");
            let again = member.take(event, at(day), at(day), "");
            prop_assert!(again.is_err() || again == Ok(vec![]), "told twice: {again:?}");
        }
    }

    /// What providers tell commutes: payments, gifts and failures in any order and number give the same facts, also
    /// around a cancellation and a resumption while the membership lives.
    #[test]
    fn what_providers_tell_commutes(
        told in proptest::collection::vec((payment(), 10i64..14), 0..12).prop_flat_map(|told| (Just(told.clone()), Just(told).prop_shuffle())),
        cut in 0usize..12,
        words in 0u8..3,
    ) {
        let run = |events: &[(Event, i64)], cut: usize| {
            let mut facts = *tried(false).facts();
            for (number, (event, day)) in events.iter().enumerate().chain([(usize::MAX, &(Event::TimePassed, 13))]) {
                if number == cut.min(events.len()) || (number == usize::MAX && cut >= events.len()) {
                    if words >= 1 { facts = facts.after(Event::Cancelled, at(11), at(12)).unwrap(); }
                    if words >= 2 { facts = facts.after(Event::Resumed, at(12), at(12)).unwrap(); }
                }
                facts = facts.after(*event, at(*day), at(13)).unwrap();
            }
            facts
        };
        let (first, second) = told;
        prop_assert_eq!(run(&first, cut), run(&second, 0));
    }

    /// A state that is over says so: its end is behind, and what has an end ahead reads or is past due.
    #[test]
    fn states_are_true_at_every_moment(events in proptest::collection::vec((any_event(), 0i64..100), 0..20), now in 0i64..250) {
        let mut facts = Facts::default();
        for (event, day) in events {
            facts = facts.after(event, at(day), at(day)).unwrap_or(facts);
        }
        match facts.state(at(now)).and_then(Membership::until) {
            Some(until) => prop_assert!(at(now) < until),
            None => prop_assert!(facts.covered().is_none_or(|covered| covered <= at(now))),
        }
    }
}
