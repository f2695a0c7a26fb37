//! The same hits on both engines.

use crate::engine::on_both;
use crate::world::*;
use newsstand_store::search;

#[test]
fn words_of_many_languages_are_found_on_both_engines() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let texts = [
            ("Élections à Valmire", "Les élections se tiendront dimanche."),
            ("Der Straßenbau stockt", "Der Straßenbau an der Brücke kostet 1,4 Millionen."),
            ("北京で新幹線を展示", "北京の博物館で新幹線が展示された。"),
            ("قال المتحدّث", "قال المتحدّث باسم المدرسة إن العدد ١٤٤٠."),
            ("Новая ёлка", "На площади поставили ёлку."),
            ("Thousands leave compounds", "The embassy counted 1,440 people."),
        ];
        let bring: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(n, (headline, text))| (article(&format!("https://p.example/{n}"), headline, text), (*text).to_owned()))
            .collect();
        visit(store, title, feed, &bring, at(0));
        for (query, hit) in [
            ("elections", Some(0)),
            ("ÉLECTIONS dimanche", Some(0)),
            ("strassenbau", Some(1)),
            ("新幹線", Some(2)),
            ("北京", Some(2)),
            ("متحدث", Some(3)),
            ("مدرسة", Some(3)),
            ("елку", Some(4)),
            ("1,440", Some(5)),
            ("embassy compounds", Some(5)),
            ("embassy bell", None),
            ("\" OR *", None),
            ("okafor", Some(5)),
        ] {
            let found = store.read_here(|tx| search::find(tx, query, 0, 10)).expect("searches");
            let hits: Vec<_> = found.cards.iter().map(|card| card.headline.as_str()).collect();
            match hit {
                Some(at) => assert!(hits.contains(&texts[at].0), "{} {query}: {hits:?}", fresh.engine),
                None => assert!(hits.is_empty(), "{} {query}: {hits:?}", fresh.engine),
            }
        }
    });
}

#[test]
fn headline_matches_come_first_then_the_newest() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let one =
            |n: i64, headline: &str, text: &str| (article(&format!("https://p.example/{n}"), headline, text), text.to_owned());
        visit(store, title, feed, &[one(1, "A lighthouse", "x")], at(0));
        visit(store, title, feed, &[one(2, "A quay", "near the lighthouse")], at(10));
        visit(store, title, feed, &[one(3, "Another quay", "far from the lighthouse")], at(20));
        let found = store.read_here(|tx| search::find(tx, "lighthouse", 0, 10)).expect("searches");
        let order: Vec<_> = found.cards.iter().map(|card| card.headline.as_str()).collect();
        assert_eq!(order, ["A lighthouse", "Another quay", "A quay"], "{}", fresh.engine);
        let rest = store.read_here(|tx| search::find(tx, "lighthouse", 1, 1)).expect("searches");
        assert_eq!(rest.cards[0].headline, "Another quay");
        assert_eq!((rest.looked_at, rest.more), (3, false));
    });
}

#[test]
fn a_changed_article_is_found_by_its_new_words_only() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        for (now, text) in [(0, "cast in brass"), (1, "cast in bronze")] {
            visit(store, title, feed, &[(article("https://p.example/a", "A", text), text.into())], at(now));
        }
        let hits = |query: &'static str| store.read_here(|tx| search::find(tx, query, 0, 10)).expect("searches").cards.len();
        assert_eq!((hits("brass"), hits("bronze")), (0, 1), "{}", fresh.engine);
    });
}
