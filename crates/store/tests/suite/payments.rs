//! Orders, the inbox, and whose customers those of providers are.

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_store::inbox::{self, Coming};
use newsstand_store::orders::{self, Kind, Order};
use newsstand_store::{Error, Store, memberships, payers, readers, receipts};

fn order(reader: i64) -> Order {
    Order {
        id: 0,
        reader,
        what: Kind::Plan,
        plan: Some(7),
        article: None,
        coupon: Some(3),
        periods: 1,
        cents: 800,
        currency: "EUR".into(),
        trial: Some(at(14)),
        provider: "test".into(),
        reference: None,
        created: at(1),
        until: at(2),
        paid: None,
        back: "/plans".into(),
    }
}

fn reader(fresh: &Fresh) -> i64 {
    let ids = fresh.store.ids().clone();
    fresh.store.write_here(|tx| Ok(readers::add(tx, &ids, "Ada", at(0))?.id)).expect("added")
}

fn coming<'a>(event: &'a str, body: &'a str) -> Coming<'a> {
    Coming { provider: "test", event, kind: "paid", at: at(1), body }
}

#[test]
fn an_order_is_found_by_token_and_reference_and_paid_once() {
    on_both(|fresh| {
        let (store, ids, ada) = (&fresh.store, fresh.store.ids().clone(), reader(fresh));
        let id = store.write_here(|tx| orders::add(tx, &ids, &order(ada), &[1; 32])).expect("placed");
        let named = orders::name(id);
        let want = Order { id, reference: Some(named.clone()), ..order(ada) };
        let by = |token: [u8; 32]| store.read_here(|tx| orders::by_token(tx, &token)).expect("reads");
        assert_eq!((by([1; 32]), by([2; 32])), (Some(want.clone()), None));
        let by = |provider: &str| store.read_here(|tx| orders::by_reference(tx, provider, &named)).expect("reads");
        assert_eq!((by("test"), by("stripe")), (Some(want.clone()), None));
        let paid = |day| store.write_here(|tx| orders::paid(tx, id, at(day))).expect("noted");
        assert_eq!((paid(5), paid(6)), (true, false));
        let kept = store.read_here(|tx| orders::by_id(tx, id)).expect("reads");
        assert_eq!(kept, Some(Order { paid: Some(at(5)), ..want }));
        let twice = store.write_here(|tx| orders::add(tx, &ids, &order(ada), &[1; 32]));
        assert_eq!(twice, Err(Error::Unique), "{}", fresh.engine);
        store.write_here(|tx| orders::add(tx, &ids, &order(ada), &[3; 32])).expect("placed");
        let list = store.read_here(|tx| orders::newest(tx, "test", 10)).expect("reads");
        assert_eq!(list.iter().map(|order| order.paid.is_some()).collect::<Vec<_>>(), [false, true]);
    });
}

#[test]
fn a_notice_is_kept_once_and_may_wait() {
    on_both(|fresh| {
        let store = &fresh.store;
        let body = "{\"told\":1}".repeat(40);
        let add = |event: &str| store.write_here(|tx| inbox::add(tx, &coming(event, &body), at(2))).expect("kept");
        assert_eq!((add("a"), add("b"), add("a")), (true, true, false), "{}", fresh.engine);
        let wait = |waits| store.write_here(|tx| inbox::wait(tx, "test", "a", waits)).expect("noted");
        let waiting = |key: &str| store.read_here(|tx| inbox::waiting(tx, "test", key)).expect("reads");
        wait(Some("customer c"));
        assert_eq!(waiting("customer c").iter().map(|kept| kept.body.as_str()).collect::<Vec<_>>(), [body.as_str()]);
        assert!(waiting("customer d").is_empty());
        let count = || store.read_here(|tx| inbox::count(tx, "test")).expect("counts");
        assert_eq!(count(), (2, 1));
        wait(None);
        assert_eq!((count(), waiting("customer c")), ((2, 0), Vec::new()));
    });
}

#[test]
fn eight_threads_keep_one_notice_once() {
    on_both(|fresh| {
        let (store, ada) = (&fresh.store, reader(fresh));
        let work = |store: &Store| {
            store.write_here(|tx| {
                payers::who(tx, "test", "c", Some(ada))?;
                let new = inbox::add(tx, &coming("a", "{}"), at(2))?;
                if new {
                    let mut kept = memberships::of_for_writing(tx, ada)?.unwrap_or_default();
                    kept.periods += 1;
                    memberships::keep(tx, ada, &kept, at(2))?;
                }
                Ok(new)
            })
        };
        let new: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| work(store))).collect();
            threads.into_iter().map(|thread| usize::from(thread.join().expect("ran").expect("kept"))).sum()
        });
        let kept = store.read_here(|tx| memberships::of(tx, ada)).expect("reads").expect("there");
        assert_eq!((new, kept.periods), (1, 1), "{}", fresh.engine);
    });
}

#[test]
fn the_first_word_on_a_customer_counts() {
    on_both(|fresh| {
        let who = |reader| fresh.store.write_here(|tx| payers::who(tx, "test", "c", reader)).expect("asked");
        assert_eq!((who(None), who(Some(5)), who(Some(6)), who(None)), (None, Some(5), Some(5), Some(5)));
    });
}

#[test]
fn a_payment_is_found_by_name_or_by_amount_and_time() {
    on_both(|fresh| {
        let (store, ids, ada) = (&fresh.store, fresh.store.ids().clone(), reader(fresh));
        let paid = |reference: &str, day: i64| receipts::Receipt {
            reader: ada,
            plan: Some(1),
            kind: receipts::Kind::Paid,
            cents: 800,
            currency: "EUR".into(),
            from: at(day),
            until: at(day + 30),
            at: at(day),
            noted: at(day),
            provider: "test".into(),
            reference: reference.into(),
        };
        for (reference, day) in [("one", 100), ("two", 130)] {
            store.write_here(|tx| receipts::add(tx, &ids, &paid(reference, day))).expect("added");
        }
        let sought = |reference, cents, from| {
            let sought =
                receipts::Sought { reader: ada, provider: "test", reference, cents, from: at(from), until: at(from + 14) };
            store.read_here(|tx| receipts::payment(tx, &sought)).expect("reads").map(|receipt| receipt.reference)
        };
        assert_eq!(sought(Some("one"), 5, 900), Some("one".into()), "{}", fresh.engine);
        assert_eq!(
            (sought(None, 800, 125), sought(None, 800, 101), sought(None, 799, 125)),
            (Some("two".into()), None, None)
        );
        let all = store.read_here(|tx| receipts::of_reader(tx, ada, 10)).expect("reads");
        assert_eq!(all.iter().map(|receipt| receipt.reference.as_str()).collect::<Vec<_>>(), ["two", "one"]);
    });
}
