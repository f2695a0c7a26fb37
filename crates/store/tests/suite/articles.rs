//! Entries and articles: kept once, changed with their history, in lists.

use crate::engine::on_both;
use crate::world::*;
use newsstand_news::*;
use newsstand_store::articles::{Arrived, Kept, Page};
use newsstand_store::entries::Said;
use newsstand_store::{articles, entries};

#[test]
fn an_article_reads_back_as_it_was_kept() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let mut one = article("https://p.example/a", "A bell is found", "The bell was in the basement.");
        one.origin = Origin::Wire("Meridian".into());
        one.modified = Some(at(-5));
        one.kicker = Some("Saltmere".into());
        let kept = visit(store, title, feed, &[(one.clone(), "the bell".into())], at(0));
        let Kept::New(id) = kept[0] else { panic!("{kept:?}") };
        let stored = store.read_here(|tx| articles::by_id(tx, id)).expect("reads").expect("there");
        assert_eq!(stored.article, one, "{}", fresh.engine);
        assert_eq!((stored.title, stored.feed, stored.version, stored.story), (title, Some(feed), 1, None));
    });
}

#[test]
fn the_same_visit_twice_keeps_everything_once() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let bring: Vec<(Article, String)> = (0..70)
            .map(|n| (article(&format!("https://p.example/{n}"), &format!("Headline {n}"), "text"), "text".into()))
            .collect();
        visit(store, title, feed, &bring, at(0));
        let again = visit(store, title, feed, &bring, at(60));
        assert!(again.iter().all(|kept| matches!(kept, Kept::Same(_))));
        let counts = store.read_here(|tx| Ok((articles::count(tx)?, entries::count(tx)?))).expect("counts");
        assert_eq!(counts, (70, 70), "{}", fresh.engine);
    });
}

#[test]
fn known_entries_are_recognised_by_what_they_say() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let bring: Vec<(Article, String)> =
            (0..20).map(|n| (article(&format!("https://p.example/{n}"), &format!("Headline {n}"), "x"), String::new())).collect();
        visit(store, title, feed, &bring, at(0));
        let said: Vec<Said> =
            (10..90).map(|n| Said::of(&entry(&format!("https://p.example/{n}"), &format!("Headline {n}")))).collect();
        let known = store.read_here(|tx| entries::known(tx, title, &said)).expect("reads");
        assert_eq!(known.len(), 10, "{}", fresh.engine);
        let changed = Said::of(&entry("https://p.example/1", "Another headline"));
        let known = store.read_here(|tx| entries::known(tx, title, &[changed])).expect("reads");
        assert!(!known.contains(&changed), "the same entry that says something else is not known");
    });
}

#[test]
fn entries_read_back_as_they_were_said() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let kept = visit(store, title, feed, &[(article("https://p.example/a", "A", "x"), "".into())], at(0));
        let said = store.read_here(|tx| entries::of_article(tx, kept[0].id())).expect("reads");
        assert_eq!(said, [(at(0), entry("https://p.example/a", "A"))], "{}", fresh.engine);
    });
}

#[test]
fn a_changed_text_makes_a_version_and_white_space_makes_none() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let say =
            |text: &str, now| visit(store, title, feed, &[(article("https://p.example/a", "A", text), text.into())], now)[0];
        let id = say("Cast in 1817.", at(0)).id();
        assert_eq!(say("Cast  in\n1817.", at(1)), Kept::Same(id));
        assert_eq!(say("Cast in 1871.", at(2)), Kept::Changed(id));
        assert_eq!(say("Cast in 1872.", at(3)), Kept::Changed(id));
        let versions = store.read_here(|tx| articles::versions(tx, id)).expect("reads");
        let told: Vec<_> = versions.iter().map(|v| (v.number, v.ended, v.html.as_str())).collect();
        assert_eq!(told, [(2, at(3), "<p>Cast in 1871.</p>"), (1, at(2), "<p>Cast in 1817.</p>")], "{}", fresh.engine);
        assert_eq!(store.read_here(|tx| articles::by_id(tx, id)).expect("reads").expect("there").version, 3);
    });
}

#[test]
fn a_lesser_text_never_replaces_a_fuller_one() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let full = article("https://p.example/a", "A", "All of it.");
        let id = visit(store, title, feed, &[(full.clone(), "All of it.".into())], at(0))[0].id();
        let teaser = Article { body: Body::Summary(Html::vouched("<p>Some.</p>".into())), ..full };
        assert_eq!(visit(store, title, feed, &[(teaser, "Some.".into())], at(9))[0], Kept::Same(id));
        let stored = store.read_here(|tx| articles::by_id(tx, id)).expect("reads").expect("there");
        assert_eq!(stored.article.body.html().as_str(), "<p>All of it.</p>");
        assert_eq!(store.read_here(articles::outlook).expect("reads"), 1, "{}: its page is asked for", fresh.engine);
    });
}

#[test]
fn pages_are_leased_read_and_kept() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let teaser = Article { body: Body::Summary(Html::default()), ..article("https://p.example/a", "A", "") };
        let ids = store.ids().clone();
        store
            .write_here(|tx| {
                let arrived = Arrived { article: &teaser, text: "", words: 0, want_page: true, place: 0 };
                articles::keep(tx, &ids, title, feed, &[arrived], at(0))
            })
            .expect("kept");
        assert!(
            store.read_here(|tx| articles::unplaced(tx, at(-1), 9)).expect("reads").is_empty(),
            "waits for its page"
        );
        assert_eq!(store.read_here(|tx| articles::unplaced(tx, at(1), 9)).expect("reads").len(), 1, "but not for ever");
        let lease = |now, until| store.write_here(|tx| articles::lease_pages(tx, 0, now, until, 9)).expect("leases");
        let job = lease(at(0), at(60)).remove(0);
        assert!(lease(at(1), at(60)).is_empty());
        let full = article("https://p.example/a", "A", "All of it.");
        let said = Arrived { article: &full, text: "All of it.", words: 3, want_page: false, place: 0 };
        let kept = store.write_here(|tx| articles::page_read(tx, &job, &said, "<html>thin</html>", None, at(5))).expect("kept");
        assert_eq!(kept, Kept::Same(job.article), "more of the same article is no change to tell of");
        let (stored, page) =
            store.read_here(|tx| Ok((articles::by_id(tx, job.article)?, articles::page_kept(tx, job.article)?))).expect("reads");
        assert_eq!(stored.expect("there").article.body, full.body);
        assert_eq!(page.expect("kept").2, "<html>thin</html>");
        assert!(lease(at(100), at(160)).is_empty(), "{}", fresh.engine);
        assert_eq!(store.read_here(|tx| articles::unplaced(tx, at(-1), 9)).expect("reads").len(), 1);
    });
}

#[test]
fn a_failed_page_is_tried_again_or_given_up() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let id = visit(store, title, feed, &[(article("https://p.example/a", "A", "x"), "x".into())], at(0))[0].id();
        store.write_here(|tx| articles::want_page(tx, id, at(0))).expect("wants");
        let lease = |now| store.write_here(|tx| articles::lease_pages(tx, 0, now, at(9999), 9)).expect("leases");
        assert_eq!(lease(at(1))[0].tries, 0);
        store.write_here(|tx| articles::page_failed(tx, id, Some(at(100)))).expect("fails");
        assert!(lease(at(99)).is_empty());
        assert_eq!(lease(at(100))[0].tries, 1);
        store.write_here(|tx| articles::page_failed(tx, id, None)).expect("gives up");
        assert!(lease(at(5000)).is_empty(), "{}", fresh.engine);
    });
}

#[test]
fn addresses_are_one_article_whatever_campaign_brought_them() {
    let key = |url: &str| articles::address_key(&address(url));
    let plain = key("https://www.p.example/a/b");
    for same in ["http://p.example/a/b/", "https://P.example/a/b?utm_source=rss&utm_medium=feed", "https://p.example/a/b#top"] {
        assert_eq!(key(same), plain, "{same}");
    }
    for other in ["https://p.example/a/c", "https://p.example/a/b?id=3", "https://q.example/a/b", "https://p.example/A/b"] {
        assert_ne!(key(other), plain, "{other}");
    }
}

#[test]
fn a_date_in_the_future_does_not_stay_on_top() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let tomorrow = Article { published: Published::Stated(at(86_400)), ..article("https://p.example/a", "A", "x") };
        visit(store, title, feed, &[(tomorrow, "x".into())], at(0));
        let cards = store.read_here(|tx| articles::latest(tx, Page::first(5), None)).expect("reads");
        assert_eq!(cards[0].published, at(0), "{}", fresh.engine);
    });
}

#[test]
fn lists_are_newest_first_and_go_on_where_they_ended() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let bring: Vec<(Article, String)> = (0..25)
            .map(|n| {
                (
                    Article {
                        published: Published::Stated(at(-100 * (n / 3))),
                        ..article(&format!("https://p.example/{n}"), &format!("H{n}"), "x")
                    },
                    "x".into(),
                )
            })
            .collect();
        visit(store, title, feed, &bring, at(0));
        let mut all = Vec::new();
        let mut page = Page::first(7);
        loop {
            let cards = store.read_here(|tx| articles::latest(tx, page, None)).expect("reads");
            let Some(last) = cards.last() else { break };
            page = Page::after(last, 7);
            all.extend(cards);
        }
        assert_eq!(all.len(), 25, "{}", fresh.engine);
        assert!(all.windows(2).all(|pair| (pair[0].published, pair[0].id) > (pair[1].published, pair[1].id)));
        let of_title = store.read_here(|tx| articles::of_title(tx, title, Page::first(100))).expect("reads");
        let of_section = store.read_here(|tx| articles::of_section(tx, Section::World, Page::first(100))).expect("reads");
        assert_eq!((of_title.len(), of_section.len()), (25, 25));
    });
}

#[test]
fn nul_characters_do_not_stop_a_visit() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let kept = visit(store, title, feed, &[(article("https://p.example/a", "A\0B", "x\0y"), "x\0y".into())], at(0));
        assert!(matches!(kept[0], Kept::New(_)), "{}", fresh.engine);
    });
}

#[test]
fn two_feeds_of_a_title_may_bring_the_same_article_at_once() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feeds: Vec<_> = (0..4).map(|n| feed(store, title, &format!("https://p.example/feed{n}"), at(0))).collect();
        let bring: Vec<(Article, String)> =
            (0..30).map(|n| (article(&format!("https://p.example/{n}"), &format!("H{n}"), "x"), "x".into())).collect();
        std::thread::scope(|scope| {
            for feed in &feeds {
                scope.spawn(|| visit(store, title, *feed, &bring, at(0)));
            }
        });
        let counts = store.read_here(|tx| Ok((articles::count(tx)?, entries::count(tx)?))).expect("counts");
        assert_eq!(counts, (30, 30), "{}", fresh.engine);
    });
}

#[test]
fn a_page_that_will_be_looked_at_again_does_not_keep_its_article_from_the_desk() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let feed = feed(store, title, "https://p.example/feed", at(0));
        let live = article("https://p.example/live", "A ferry aground", "It sits on a reef.");
        let id = visit(store, title, feed, &[(live.clone(), "x".into())], at(0))[0].id();
        store.write_here(|tx| articles::want_page(tx, id, at(0))).expect("wants");
        let job = store.write_here(|tx| articles::lease_pages(tx, 0, at(0), at(60), 1)).expect("leases").remove(0);
        assert!(store.read_here(|tx| articles::unplaced(tx, at(-1), 9)).expect("reads").is_empty());
        let said = Arrived { article: &live, text: "x", words: 1, want_page: false, place: 0 };
        store.write_here(|tx| articles::page_read(tx, &job, &said, "<html/>", Some(at(90)), at(1))).expect("kept");
        assert_eq!(store.read_here(|tx| articles::unplaced(tx, at(-1), 9)).expect("reads").len(), 1, "{}", fresh.engine);
    });
}
