//! Buckets against the rule they keep, and the limiter's bound.

use super::*;
use proptest::prelude::*;

const RULE: Rule = Rule::of("test", 3, 10);
const START: Moment = Moment::from_seconds(1_000_000);

fn at(seconds: u64) -> Moment {
    START + Duration::from_secs(seconds)
}
fn key(whom: &str) -> Key {
    Key::of(RULE, whom, &[1; 32])
}

#[test]
fn so_many_at_once_and_then_one_at_a_time() {
    let mut bucket = Bucket::default();
    for _ in 0..3 {
        assert_eq!(bucket.take(RULE, at(0)), Answer::Go);
    }
    assert_eq!(bucket.take(RULE, at(0)), Answer::Wait(Duration::from_secs(10)));
    assert_eq!(bucket.take(RULE, at(9)), Answer::Wait(Duration::from_secs(1)));
    assert_eq!(bucket.take(RULE, at(10)), Answer::Go);
    assert_eq!(bucket.take(RULE, at(10)), Answer::Wait(Duration::from_secs(10)));
}

#[test]
fn a_clock_set_back_locks_nobody_out() {
    let mut bucket = Bucket::default();
    assert_eq!(bucket.take(RULE, at(1_000_000)), Answer::Go);
    let wait = bucket.take(RULE, at(0));
    assert_eq!(wait, Answer::Wait(Duration::from_secs(10)));
    assert_eq!(bucket.take(RULE, at(10)), Answer::Go);
}

#[test]
fn keys_differ_by_rule_whom_and_pepper() {
    let one = key("jane");
    assert_ne!(one, key("joan"));
    assert_ne!(one, Key::of(Rule::CODE_ACCOUNT, "jane", &[1; 32]));
    assert_ne!(one, Key::of(RULE, "jane", &[2; 32]));
}

#[test]
fn the_oldest_key_is_forgotten() {
    let mut limiter = Limiter::with(2);
    for whom in ["a", "b", "a", "c"] {
        limiter.take(RULE, key(whom), at(0));
    }
    assert_eq!(limiter.len(), 2);
    assert!(limiter.knows(&key("a")), "used since b was");
    limiter.clear(key("a"));
    limiter.clear(key("c"));
    assert!(limiter.is_empty());
}

proptest! {
    /// In any span, no more pass than the burst and one for each `every` in it.
    #[test]
    fn never_more_than_the_rule(steps in proptest::collection::vec(0u64..25, 1..60)) {
        let mut bucket = Bucket::default();
        let (mut now, mut passed) = (0, Vec::new());
        for step in steps {
            now += step;
            if bucket.take(RULE, at(now)) == Answer::Go {
                passed.push(now);
            }
        }
        for (from, first) in passed.iter().enumerate() {
            for (to, last) in passed.iter().enumerate().skip(from) {
                prop_assert!((to - from + 1) as u64 <= 3 + (last - first) / 10);
            }
        }
    }

    #[test]
    fn whoever_waits_as_told_passes(tries in 1usize..10) {
        let mut bucket = Bucket::default();
        let mut now = START;
        for _ in 0..tries {
            if let Answer::Wait(span) = bucket.take(RULE, now) {
                now = now + span;
                prop_assert_eq!(bucket.take(RULE, now), Answer::Go);
            }
        }
    }

    #[test]
    fn the_two_indexes_agree(keys in proptest::collection::vec(0u8..8, 0..60)) {
        let mut limiter = Limiter::with(4);
        for k in keys {
            limiter.take(RULE, key(&k.to_string()), START);
            prop_assert!(limiter.len() <= 4);
            prop_assert!(limiter.agrees());
        }
    }
}
