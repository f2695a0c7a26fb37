//! Due feeds, leases, how visits end, titles on and off.

use crate::engine::on_both;
use crate::world::*;
use newsstand_news::{FeedFormat, Id};
use newsstand_store::feeds::VisitEnd;
use newsstand_store::{feeds, titles};
use std::collections::HashSet;

#[test]
fn a_leased_feed_is_not_handed_out_again_until_its_time_is_up() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        for n in 0..5 {
            feed(store, title, &format!("https://p.example/{n}"), at(0));
        }
        let lease = |now, until, limit| store.write_here(|tx| feeds::lease(tx, 0, now, until, limit)).expect("leases");
        assert_eq!(lease(at(-1), at(60), 9).len(), 0, "nothing is due yet");
        assert_eq!(lease(at(1), at(60), 3).len(), 3);
        assert_eq!(lease(at(2), at(60), 9).len(), 2);
        assert_eq!(lease(at(3), at(60), 9).len(), 0);
        assert_eq!(lease(at(61), at(90), 9).len(), 5, "{}: their time is up", fresh.engine);
    });
}

#[test]
fn many_workers_never_get_the_same_feed() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        for n in 0..200 {
            feed(store, title, &format!("https://p.example/{n}"), at(0));
        }
        let taken: Vec<Id<newsstand_news::Feed>> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        let mut mine = Vec::new();
                        let mut empty = 0;
                        while empty < 3 {
                            let got = store.write_here(|tx| feeds::lease(tx, 0, at(1), at(60), 7)).expect("leases");
                            empty = if got.is_empty() { empty + 1 } else { 0 };
                            mine.extend(got.into_iter().map(|due| due.feed.id));
                        }
                        mine
                    })
                })
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
        });
        assert_eq!(taken.len(), 200, "{}", fresh.engine);
        assert_eq!(taken.iter().collect::<HashSet<_>>().len(), 200);
    });
}

#[test]
fn visits_leave_what_the_next_one_needs() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let end = VisitEnd {
            due: at(900),
            etag: Some("W/\"x y\"".into()),
            modified: Some("Tue, 24 Nov 2026 10:00:00 GMT".into()),
            body_hash: Some(vec![1, 2, 3]),
            format: Some(FeedFormat::Atom),
            whole: true,
            fresh: true,
            ..VisitEnd::default()
        };
        store.write_here(|tx| feeds::finish(tx, feed, &end, at(10))).expect("ends");
        let due = store.write_here(|tx| feeds::lease(tx, 0, at(900), at(960), 1)).expect("leases").remove(0);
        assert_eq!(due.etag.as_deref(), Some("W/\"x y\""));
        assert_eq!(due.body_hash.as_deref(), Some(&[1, 2, 3][..]));
        assert_eq!((due.succeeded, due.fresh, due.whole), (Some(at(10)), Some(at(10)), Some(at(10))));

        store.write_here(|tx| feeds::fail(tx, feed, "timeout", "It did not answer.", false, at(2000), at(1000))).expect("fails");
        store.write_here(|tx| feeds::fail(tx, feed, "timeout", "It did not answer.", false, at(4000), at(2000))).expect("fails");
        let health = store.read_here(|tx| feeds::health(tx, Some(title))).expect("reads").remove(0);
        assert_eq!((health.failures, health.failing_since), (2, Some(at(1000))), "{}", fresh.engine);
        assert_eq!(health.succeeded, Some(at(10)));

        store
            .write_here(|tx| feeds::finish(tx, feed, &VisitEnd { due: at(9000), ..VisitEnd::default() }, at(5000)))
            .expect("ends");
        let health = store.read_here(|tx| feeds::health(tx, Some(title))).expect("reads").remove(0);
        assert_eq!((health.failures, health.failing_since, health.failure_code), (0, None, None));
        assert_eq!(health.format.as_deref(), Some("atom"), "an unchanged visit keeps the format");
    });
}

#[test]
fn a_feed_that_is_gone_is_never_due_again() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        store.write_here(|tx| feeds::fail(tx, feed, "gone", "It is gone.", true, at(1), at(0))).expect("fails");
        store.write_here(|tx| titles::switch(tx, title, false)).expect("off");
        store.write_here(|tx| titles::switch(tx, title, true)).expect("on");
        assert!(store.write_here(|tx| feeds::lease(tx, 0, at(99_999), at(100_000), 9)).expect("leases").is_empty());
    });
}

#[test]
fn an_address_belongs_to_one_feed() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let one = feed(store, title, "https://p.example/feed", at(0));
        assert_eq!(feed(store, title, "https://p.example/feed", at(5)), one);
        let other = feed(store, title, "https://p.example/other", at(0));
        let end = VisitEnd { due: at(9), address: Some(address("https://p.example/feed")), ..VisitEnd::default() };
        store.write_here(|tx| feeds::finish(tx, other, &end, at(1))).expect("a taken address is left alone");
        let health = store.read_here(|tx| feeds::health(tx, None)).expect("reads");
        assert_eq!(health.len(), 2, "{}", fresh.engine);
        assert_eq!(health[1].feed.address.as_str(), "https://p.example/other");
    });
}

#[test]
fn the_log_is_short() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let ids = store.ids().clone();
        for n in 0..60 {
            let visit = feeds::LoggedVisit { at: at(n), entries: n, fresh: 1, bytes: 2, micros: 3, failure: None };
            store.write_here(|tx| feeds::log(tx, &ids, feed, &visit)).expect("logs");
        }
        let log = store.read_here(|tx| feeds::visits(tx, feed)).expect("reads");
        assert_eq!((log.len(), log[0].entries, log[39].entries), (40, 59, 20), "{}", fresh.engine);
    });
}

#[test]
fn slugs_are_made_unique_and_owners_are_shared() {
    on_both(|fresh| {
        let store = &fresh.store;
        let (a, b) = (
            title(store, "The Packet", Some("Saltmere Press")),
            title(store, "The Packet", Some("Saltmere Press")),
        );
        let (a, b) = store.read_here(|tx| Ok((titles::by_id(tx, a)?, titles::by_id(tx, b)?))).expect("reads");
        let (a, b) = (a.expect("there").title, b.expect("there").title);
        assert_eq!((a.slug.as_str(), b.slug.as_str()), ("the-packet", "the-packet-2"));
        assert!(a.publisher.is_some() && a.publisher == b.publisher, "{}", fresh.engine);
    });
}

#[test]
fn lost_titles_are_those_without_a_working_feed() {
    on_both(|fresh| {
        let store = &fresh.store;
        let (well, ill) = (title(store, "Well", None), title(store, "Ill", None));
        feed(store, well, "https://w.example/feed", at(0));
        let bad = feed(store, ill, "https://i.example/feed", at(0));
        for n in 0..3 {
            store.write_here(|tx| feeds::fail(tx, bad, "dns", "No such host.", false, at(9), at(n))).expect("fails");
        }
        let lost = |before| store.read_here(|tx| titles::lost(tx, before, 9)).expect("reads");
        assert_eq!(lost(at(0)).iter().map(|lost| lost.title.id).collect::<Vec<_>>(), [ill], "{}", fresh.engine);
        store.write_here(|tx| titles::searched(tx, ill, at(5))).expect("noted");
        assert!(lost(at(5)).is_empty());
        assert_eq!(lost(at(6)).len(), 1);
    });
}

#[test]
fn a_restarted_program_gets_its_own_leases_back_at_once() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        feed(store, title, "https://p.example/1", at(0));
        feed(store, title, "https://p.example/2", at(0));
        let lease = |node, limit| store.write_here(|tx| feeds::lease(tx, node, at(1), at(600), limit)).expect("leases").len();
        // The last place: the first ones may be those of other tests, which share the server's locks.
        let (own, gone) = (store.node(), newsstand_store::PLACES - 1);
        assert_eq!((lease(own, 1), lease(gone, 1), lease(own, 9)), (1, 1, 0));
        store.write_here(|tx| feeds::free_leases(tx, own)).expect("freed");
        assert_eq!(lease(own, 9), 1, "{}: what another has stays with it", fresh.engine);
        // Nobody has the last place, so what it leased is nobody's.
        store.free_dead_leases().expect("freed");
        assert_eq!(lease(own, 9), 1, "{}", fresh.engine);
    });
}
