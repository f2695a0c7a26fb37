//! What titles ask of their readers: quiet times, hubs, parts of indexes, licences, names.

use crate::engine::on_both;
use crate::world::*;
use newsstand_news::Quiet;
use newsstand_store::feeds::{Asks, VisitEnd};
use newsstand_store::hubs::{self, HubState};
use newsstand_store::licences::{self, Licence, LicenceSource};
use newsstand_store::parts::{self, Part};
use newsstand_store::{Store, feeds, subscriptions, titles};

fn one_due(store: &Store, seconds: i64) -> feeds::DueFeed {
    let due = store.write_here(|tx| feeds::lease(tx, 0, at(seconds), at(seconds + 60), 9)).expect("leases");
    due.into_iter().next().expect("one is due")
}

#[test]
fn what_a_feed_asks_is_remembered_until_it_is_read_again() {
    on_both(|fresh| {
        let store = &fresh.store;
        let feed = feed(store, title(store, "The Packet", None), "https://p.example/f", at(0));
        let finish = |asks: Option<Asks>, seconds| {
            let end = VisitEnd { due: at(seconds), asks, name: asks.map(|_| "Packet news".into()), ..VisitEnd::default() };
            store.write_here(|tx| feeds::finish(tx, feed, &end, at(seconds - 1))).expect("finishes");
        };
        let mut quiet = Quiet::default();
        (0..24).chain([24]).for_each(|hour| quiet.skip_hour(hour));
        quiet.skip_day(6);
        let asks = Asks { ttl: Some(7200), quiet };
        finish(Some(asks), 10);
        assert_eq!(one_due(store, 11).asks, asks, "{}", fresh.engine);
        finish(None, 20);
        assert_eq!(one_due(store, 21).asks, asks, "a visit without a body keeps it");
        finish(Some(Asks::default()), 30);
        assert_eq!(one_due(store, 31).asks, Asks::default(), "a feed may stop asking");
        let health = store.read_here(|tx| feeds::health(tx, None)).expect("reads");
        assert_eq!(health[0].name.as_deref(), Some("Packet news"));
    });
}

#[test]
fn a_hub_is_asked_confirms_and_is_told_goodbye() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/f", at(0));
        let hub = address("https://hub.example/");
        let named = |topic: &str, seconds| {
            store.write_here(|tx| hubs::named(tx, &ids, feed, &hub, topic, at(seconds))).expect("is named");
        };
        let lease = |seconds| store.write_here(|tx| hubs::lease(tx, at(seconds), at(seconds + 5), 9)).expect("leases");
        let state = || store.read_here(|tx| hubs::of_feed(tx, feed)).expect("reads").map(|hub| hub.state);

        named("https://p.example/f", 0);
        named("https://p.example/f", 1);
        let asked = lease(1);
        assert_eq!((asked.len(), state()), (1, Some(HubState::Wanted)), "{}", fresh.engine);
        assert!(lease(2).is_empty(), "somebody has it");
        let one = asked[0].clone();
        store.write_here(|tx| hubs::asked(tx, one.id, at(10))).expect("is asked");
        assert_eq!(state(), Some(HubState::Asked));
        assert_eq!(one_due(store, 3).pushed, None);

        store.write_here(|tx| hubs::confirmed(tx, &one, at(100), at(80))).expect("confirms");
        assert_eq!(state(), Some(HubState::On));
        let health = store.read_here(|tx| feeds::health(tx, Some(title))).expect("reads");
        assert_eq!(health[0].pushed, Some(at(100)));
        assert!(lease(79).is_empty() && lease(80).len() == 1, "it is renewed before its end");
        store.write_here(|tx| hubs::asked(tx, one.id, at(90))).expect("is asked");
        assert_eq!(state(), Some(HubState::On), "it tells while it renews");

        // Another topic begins anew.
        named("https://p.example/other", 90);
        assert_eq!(state(), Some(HubState::Wanted));
        let health = store.read_here(|tx| feeds::health(tx, Some(title))).expect("reads");
        assert_eq!(health[0].pushed, None);

        // A title that is read no more.
        store.write_here(|tx| titles::switch(tx, title, false)).expect("switches");
        let leaving = lease(91);
        assert_eq!((leaving.len(), state()), (1, Some(HubState::Leaving)));
        store.write_here(|tx| hubs::end(tx, &leaving[0])).expect("ends");
        assert_eq!(state(), None);
    });
}

#[test]
fn a_confirmation_that_overtakes_the_hubs_answer_stays() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let feed = feed(store, title(store, "The Packet", None), "https://p.example/f", at(0));
        let hub = address("https://hub.example/");
        store.write_here(|tx| hubs::named(tx, &ids, feed, &hub, "https://p.example/f", at(0))).expect("is named");
        let one = store.write_here(|tx| hubs::lease(tx, at(1), at(9), 9)).expect("leases").remove(0);
        store.write_here(|tx| hubs::confirmed(tx, &one, at(1000), at(800))).expect("confirms");
        store.write_here(|tx| hubs::asked(tx, one.id, at(10))).expect("is asked");
        let now = store.read_here(|tx| hubs::of_feed(tx, feed)).expect("reads").expect("there");
        assert_eq!((now.state, now.failures), (HubState::On, 0), "{}", fresh.engine);
        assert!(store.write_here(|tx| hubs::lease(tx, at(700), at(701), 9)).expect("leases").is_empty());
    });
}

#[test]
fn parts_are_replaced_in_their_order() {
    on_both(|fresh| {
        let store = &fresh.store;
        let feed = feed(store, title(store, "The Packet", None), "https://p.example/index.xml", at(0));
        let part = |name: &str| Part {
            address: address(&format!("https://p.example/{name}")),
            etag: Some("\"1\"".into()),
            modified: None,
            body_hash: Some(vec![1, 2]),
        };
        let keep = |all: &[Part]| store.write_here(|tx| parts::keep(tx, feed, all)).expect("keeps");
        keep(&[part("b"), part("a"), part("a")]);
        keep(&[part("z"), part("a")]);
        let now = store.read_here(|tx| parts::of_feed(tx, feed)).expect("reads");
        assert_eq!(now, [part("z"), part("a")], "{}", fresh.engine);
    });
}

#[test]
fn licences_are_kept_once_and_read_again_after_a_while() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let licence = |path: &str, source| Licence {
            title,
            address: address(&format!("https://p.example/{path}")),
            source,
            seen: at(0),
            asked: None,
            sentence: None,
        };
        let seen = |licence: &Licence| store.write_here(|tx| licences::seen(tx, licence)).expect("keeps");
        let robots = licence("license.xml", LicenceSource::Robots);
        assert!(seen(&robots) && !seen(&robots), "{}", fresh.engine);
        for page in 0..3 {
            let price =
                Licence { sentence: Some("It asks for USD 0.01.".into()), ..licence(&page.to_string(), LicenceSource::Price) };
            assert!(seen(&price));
        }
        let all = || store.read_here(|tx| licences::of_title(tx, title)).expect("reads");
        assert_eq!(all().len(), 2, "of prices only the newest");
        let due = store.read_here(|tx| licences::to_read(tx, at(10), 9)).expect("reads");
        assert_eq!(due.len(), 1, "prices are not fetched");
        store.write_here(|tx| licences::read_again(tx, &due[0], Some("Search is allowed."), at(20))).expect("keeps");
        store.write_here(|tx| licences::read_again(tx, &due[0], None, at(21))).expect("keeps");
        assert!(store.read_here(|tx| licences::to_read(tx, at(10), 9)).expect("reads").is_empty());
        assert_eq!(
            all().iter().find_map(|one| one.sentence.clone().filter(|_| one.source == LicenceSource::Robots)).as_deref(),
            Some("Search is allowed.")
        );
        for number in 0..40 {
            seen(&licence(&format!("x{number}"), LicenceSource::Feed));
        }
        assert!(all().len() <= 16);
    });
}

#[test]
fn a_title_without_a_name_gets_its_feeds_and_one_with_a_name_keeps_it() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let reader = store.write_here(|tx| newsstand_store::readers::household(tx, &ids, at(0))).expect("a reader").id;
        let feed = address("https://www.quay.example/feed");
        let wanted = subscriptions::Subscription {
            feed: feed.clone(),
            name: String::new(),
            home: None,
            language: newsstand_news::Language::default(),
            folders: vec![],
        };
        let (title, _) = store.write_here(|tx| subscriptions::subscribe(tx, &ids, reader, &wanted, at(0))).expect("follows");
        let name = || store.read_here(|tx| titles::by_id(tx, title)).expect("reads").expect("there").title.name;
        assert_eq!(name(), "quay.example", "{}", fresh.engine);
        for said in ["The Quay", "Another"] {
            store.write_here(|tx| titles::christen(tx, title, &feed, said)).expect("names");
        }
        assert_eq!(name(), "The Quay");
    });
}
