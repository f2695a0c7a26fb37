//! Follows, folders, marks.

use crate::engine::on_both;
use crate::world::*;
use newsstand_store::articles::Page;
use newsstand_store::readers::{self, Deed};
use newsstand_store::{articles, titles};

#[test]
fn folders_nest_and_are_found_again() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let reader = store.write_here(|tx| readers::household(tx, &ids, at(0))).expect("made");
        assert_eq!(store.write_here(|tx| readers::household(tx, &ids, at(9))).expect("found"), reader);
        let folder = |parent, name: &'static str| {
            store.write_here(|tx| readers::folder(tx, &ids, reader.id, parent, name, at(0))).expect("made")
        };
        let coast = folder(None, "Coast");
        let ports = folder(Some(coast), "Ports");
        assert_eq!(folder(Some(coast), "Ports"), ports);
        assert_ne!(folder(None, "Ports"), ports);
        assert_eq!(store.read_here(|tx| readers::folders(tx, reader.id)).expect("reads").len(), 3, "{}", fresh.engine);
    });
}

#[test]
fn unread_counts_follow_arrivals_and_readings() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let reader = store.write_here(|tx| readers::household(tx, &ids, at(0))).expect("made").id;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        store.write_here(|tx| readers::follow(tx, reader, title, None, at(0))).expect("follows");
        let bring: Vec<_> = (0..4).map(|n| (article(&format!("https://p.example/{n}"), "H", "x"), "x".into())).collect();
        let kept = visit(store, title, feed, &bring, at(0));
        store.write_here(|tx| titles::arrived(tx, title, 4, at(0))).expect("counted");
        let unread = || store.read_here(|tx| readers::follows(tx, reader)).expect("reads")[0].unread;
        assert_eq!(unread(), 4);
        for deed in [Deed::Read, Deed::Read, Deed::Save] {
            store.write_here(|tx| readers::mark(tx, reader, kept[0].id(), deed, at(5))).expect("marks");
        }
        assert_eq!(unread(), 3, "{}: reading twice counts once", fresh.engine);
        let marks = store.read_here(|tx| readers::marks(tx, reader, &[kept[0].id(), kept[1].id()])).expect("reads");
        assert_eq!(marks, [(kept[0].id(), true, true)]);
        assert_eq!(store.read_here(|tx| articles::saved(tx, reader, 9)).expect("reads").len(), 1);
        store.write_here(|tx| readers::mark(tx, reader, kept[0].id(), Deed::Unread, at(6))).expect("marks");
        assert_eq!(unread(), 4);
        store.write_here(|tx| readers::seen_all(tx, reader, title)).expect("marks");
        assert_eq!(unread(), 0);
        let mine = store.read_here(|tx| articles::latest(tx, Page::first(9), Some(reader))).expect("reads");
        assert_eq!(mine.len(), 4);
        store.write_here(|tx| readers::unfollow(tx, reader, title)).expect("unfollows");
        assert!(store.read_here(|tx| articles::latest(tx, Page::first(9), Some(reader))).expect("reads").is_empty());
    });
}

#[test]
fn subscriptions_survive_a_round_trip_with_their_folders() {
    use newsstand_news::Language;
    use newsstand_store::subscriptions::{self, Subscription};
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let reader = store.write_here(|tx| readers::household(tx, &ids, at(0))).expect("made").id;
        let one = |feed: &str, folders: &[&str]| Subscription {
            feed: address(feed),
            name: feed.into(),
            home: None,
            language: Language::new("fr"),
            folders: folders.iter().map(|f| (*f).to_owned()).collect(),
        };
        let wanted = [
            one("https://a.example/1", &["Coast", "Ports"]),
            one("https://a.example/2", &["Coast"]),
            one("https://a.example/3", &[]),
        ];
        for round in 0..2 {
            for wanted in &wanted {
                let (_, new) =
                    store.write_here(|tx| subscriptions::subscribe(tx, &ids, reader, wanted, at(round))).expect("follows");
                assert_eq!(new, round == 0, "{}", fresh.engine);
            }
        }
        assert_eq!(store.read_here(|tx| subscriptions::all(tx, reader)).expect("reads"), wanted, "{}", fresh.engine);
    });
}
