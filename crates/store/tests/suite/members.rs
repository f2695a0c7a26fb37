//! What a member's pages are made of: plans, receipts, where reading went, who reads by whom.

use crate::engine::on_both;
use crate::world::*;
use newsstand_store::accounts;
use newsstand_store::memberships::{self, Kept, Through};
use newsstand_store::plans::{self, Plan};
use newsstand_store::receipts::{self, Kind, Receipt};
use newsstand_store::{Error, readers, titles};

fn plan(slug: &str) -> Plan {
    Plan {
        id: 0,
        slug: slug.into(),
        name: "All titles".into(),
        cents: 800,
        currency: "EUR".into(),
        period: "month".into(),
        trial_days: Some(14),
        trial_card: false,
        people: 1,
        on: true,
    }
}

#[test]
fn plans_keep_their_order_and_their_price() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let first = store.write_here(|tx| plans::add(tx, &ids, &plan("zeta"), at(0))).expect("added");
        let second = store.write_here(|tx| plans::add(tx, &ids, &plan("alpha"), at(0))).expect("added");
        let again = store.write_here(|tx| plans::add(tx, &ids, &plan("alpha"), at(0)));
        assert!(matches!(again, Err(Error::Unique)), "{}: {again:?}", fresh.engine);
        let changed = Plan { id: second, name: "Off".into(), cents: 1, trial_days: None, people: 4, on: false, ..plan("x") };
        store.write_here(|tx| plans::change(tx, &changed)).expect("changed");
        let all = store.read_here(plans::all).expect("reads");
        assert_eq!(all.iter().map(|plan| plan.id).collect::<Vec<_>>(), [first, second], "{}", fresh.engine);
        let kept = Plan { cents: 800, slug: "alpha".into(), ..changed };
        assert_eq!(store.read_here(|tx| plans::by_slug(tx, "alpha")).expect("reads"), Some(kept.clone()));
        assert_eq!(store.read_here(|tx| plans::by_id(tx, second)).expect("reads"), Some(kept));
    });
}

#[test]
fn a_reader_sees_their_own_receipts_the_newest_first() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let [one, other] =
            ["One", "Other"].map(|name| store.write_here(|tx| readers::add(tx, &ids, name, at(0))).expect("made").id);
        let receipt = |reader, day: i64, reference: &str| Receipt {
            reader,
            plan: None,
            kind: Kind::Paid,
            cents: 800,
            currency: "EUR".into(),
            from: at(day),
            until: at(day + 30),
            at: at(day),
            noted: at(day),
            provider: "test".into(),
            reference: reference.into(),
        };
        for (reader, day, reference) in [(one, 1, "a"), (other, 2, "b"), (one, 3, "c")] {
            store.write_here(|tx| receipts::add(tx, &ids, &receipt(reader, day, reference))).expect("added");
        }
        let of = |reader, most| store.read_here(|tx| receipts::of_reader(tx, reader, most)).expect("reads");
        assert_eq!(of(one, 9), [receipt(one, 3, "c"), receipt(one, 1, "a")], "{}", fresh.engine);
        assert_eq!((of(one, 1).len(), of(other, 9).len()), (1, 1));
    });
}

#[test]
fn a_new_reader_follows_every_title_that_is_on_from_now_on() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let [on, off, before] = ["On", "Off", "Before"].map(|name| title(store, name, None));
        let reader = store.write_here(|tx| readers::add(tx, &ids, "One", at(0))).expect("made").id;
        store.write_here(|tx| titles::arrived(tx, on, 9, at(0))).expect("counted");
        store.write_here(|tx| titles::switch(tx, off, false)).expect("off");
        store.write_here(|tx| readers::follow(tx, reader, before, None, at(0))).expect("follows");
        store.write_here(|tx| titles::arrived(tx, before, 2, at(0))).expect("counted");
        store.write_here(|tx| readers::follow_all(tx, reader, at(1))).expect("follows");
        let mut follows = store.read_here(|tx| readers::follows(tx, reader)).expect("reads");
        follows.sort_by_key(|follow| follow.unread);
        let found: Vec<_> = follows.iter().map(|follow| (follow.title, follow.unread)).collect();
        assert_eq!(found, [(on, 0), (before, 2)], "{}", fresh.engine);
    });
}

#[test]
fn names_are_taken_and_a_stand_has_an_operator() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let reader = store.write_here(|tx| readers::add(tx, &ids, "One", at(0))).expect("made").id;
        store.write_here(|tx| accounts::name(tx, reader, "One", "one", Some("one@a.example"))).expect("named");
        store.write_here(|tx| accounts::set_on(tx, reader, false)).expect("off");
        let taken = |login: &'static str| store.read_here(|tx| accounts::is_taken(tx, login)).expect("reads");
        assert_eq!((taken("one"), taken("one@a.example"), taken("two")), (true, true, false), "{}", fresh.engine);
        store.write_here(|tx| accounts::set_role(tx, reader, "operator")).expect("set");
        let runs = || store.read_here(accounts::has_operator).expect("reads");
        assert!(!runs(), "one who may not sign in runs nothing");
        store.write_here(|tx| accounts::set_on(tx, reader, true)).expect("on");
        assert!(runs());
    });
}

#[test]
fn a_membership_is_kept_and_nobody_reads_by_another_at_first() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let reader = store.write_here(|tx| readers::add(tx, &ids, "One", at(0))).expect("made").id;
        let kept = Kept { paid: Some(at(5)), recorded: Some(("active".into(), Some(at(5)))), ..Kept::default() };
        store.write_here(|tx| memberships::keep(tx, reader, &kept, at(0))).expect("kept");
        assert_eq!(store.read_here(|tx| memberships::of(tx, reader)).expect("reads"), Some(kept), "{}", fresh.engine);
        let through: Option<Through> = store.read_here(|tx| memberships::through(tx, reader)).expect("reads");
        assert_eq!(through, None);
        let sums = store.read_here(|tx| newsstand_store::reads::of_reader(tx, reader, 0)).expect("reads");
        assert_eq!(sums, []);
    });
}
