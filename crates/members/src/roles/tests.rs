//! The matrix of roles and acts, written down a second time by hand, and the rule for another's things.

use super::*;
use std::collections::BTreeSet;

/// For each set of roles the acts that exactly these may do, from the words of the table.
const MATRIX: &[(&[Role], &[&str])] = &[
    (
        &Role::ALL,
        &["look", "search", "see plans", "see life", "sign in", "take invitation", "unsubscribe", "tell payment", "tell entries"],
    ),
    (&[Role::Visitor], &["sign up"]),
    (
        &[Role::Reader, Role::Editor, Role::Publisher, Role::Operator],
        &[
            "sign out",
            "see account",
            "change account",
            "change email",
            "change credentials",
            "make recovery codes",
            "make app password",
            "end app password",
            "end session",
            "export mine",
            "delete mine",
            "mark",
            "follow",
            "mute",
            "use app",
            "count read",
            "begin trial",
            "buy",
            "cancel",
            "resume",
            "redeem",
            "see receipts",
            "share household",
        ],
    ),
    (&[Role::Editor, Role::Operator], &["pick"]),
    (&[Role::Publisher, Role::Operator], &["see counts", "see statement", "ask correction"]),
    (
        &[Role::Operator],
        &[
            "see members",
            "invite",
            "change member",
            "change role",
            "delete member",
            "change payment",
            "change plans",
            "change coupons",
            "change institutions",
            "change titles",
            "change terms",
            "see health",
            "change settings",
            "settle",
            "answer correction",
            "see audit",
            "claim stand",
        ],
    ),
];

#[test]
fn every_act_is_in_the_matrix_once_and_answers_as_it_says() {
    let mut seen = BTreeSet::new();
    for (roles, words) in MATRIX {
        for word in *words {
            let act = *Act::ALL.iter().find(|act| act.as_str() == *word).unwrap_or_else(|| panic!("no act {word}"));
            assert!(seen.insert(act), "{word} stands twice");
            for role in Role::ALL {
                assert_eq!(may(role, act), roles.contains(&role), "{} {word}", role.as_str());
            }
        }
    }
    let missing: Vec<&Act> = Act::ALL.iter().filter(|act| !seen.contains(act)).collect();
    assert!(missing.is_empty(), "not in the matrix: {missing:?}");
}

fn people() -> Vec<Person> {
    vec![
        Person::Visitor,
        Person::Reader(Id::new(1)),
        Person::Editor(Id::new(2)),
        Person::Publisher { account: Id::new(3), of: vec![Id::new(70), Id::new(71)] },
        Person::Operator(Id::new(4)),
    ]
}

#[test]
fn nobody_reaches_anothers_things_but_by_acts_of_the_desk() {
    for person in people() {
        for act in Act::ALL.iter().copied() {
            let theirs = person.may(act, Owner::Account(Id::new(99)));
            assert!(!theirs || act.of_others(), "{person:?} {act:?}");
            if let Some(own) = person.account() {
                assert_eq!(person.may(act, Owner::Account(own)), may(person.role(), act), "{person:?} {act:?}");
            }
            assert_eq!(person.may(act, Owner::Stand), may(person.role(), act));
        }
    }
}

#[test]
fn a_publisher_sees_the_statements_of_theirs_alone() {
    for person in people() {
        let sees = |publisher| person.may(Act::SeeStatement, Owner::Publisher(Id::new(publisher)));
        let (own, other) = match person.role() {
            Role::Publisher => (true, false),
            Role::Operator => (true, true),
            Role::Visitor | Role::Reader | Role::Editor => (false, false),
        };
        assert_eq!((sees(70), sees(71), sees(72)), (own, own, other), "{person:?}");
    }
}

#[test]
fn only_operators_and_editors_have_a_desk_and_words_are_unique() {
    for act in Act::ALL.iter().copied().filter(|act| act.of_others()) {
        assert!(!may(Role::Visitor, act) && !may(Role::Reader, act) && !may(Role::Publisher, act), "{act:?}");
    }
    for act in Act::ALL.iter().copied().filter(|act| act.needs_fresh()) {
        assert!(!may(Role::Visitor, act), "{act:?}: a visitor has no session");
    }
    let words: BTreeSet<&str> = Act::ALL.iter().map(|act| act.as_str()).collect();
    assert_eq!(words.len(), Act::ALL.len());
}

#[test]
fn roles_are_read_back() {
    for role in Role::ALL {
        assert_eq!(role.as_str().parse(), Ok(role));
    }
    assert!("admin".parse::<Role>().is_err());
}
