//! A month's money: terms, receipts, metered reads and settlements.

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_news::{Id, Language, Mark, Moment, Placement, Terms, Title, TitleKind, Wall};
use newsstand_store::reads::{self, Noted, day_of};
use newsstand_store::receipts::{self, Added, Asked, Kind, Receipt};
use newsstand_store::settlements::{self, Line, Moved, Settled, Whole};
use newsstand_store::stories;
use newsstand_store::terms::{self, Agreed, Amount};
use newsstand_store::titles::NewTitle;
use newsstand_store::{Error, Store, bought, titles};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(86_400);

fn agreed(store: &Store, title: Id<Title>, since: Moment, kind: Terms) -> Agreed {
    let ids = store.ids().clone();
    let publisher = store.write_here(|tx| terms::publisher(tx, &ids, "House", at(0))).expect("made");
    let minimum = Some(Amount { cents: 1250, currency: "EUR".into() });
    let article = (kind == Terms::Members).then(|| Amount { cents: 80, currency: "EUR".into() });
    let territories = Some("GB,IE".into());
    Agreed { title, since, terms: kind, publisher, minimum, territories, embargo: 5, preview: Some(0), article }
}

fn agree(store: &Store, agreed: &Agreed, now: Moment) -> Result<(), Error> {
    store.write_here(|tx| terms::agree(tx, agreed, now))
}

/// A title for members with one article of ten words, and a copy of it in another.
fn members(fresh: &Fresh) -> (Id<Title>, Id<newsstand_news::Article>) {
    let store = &fresh.store;
    let title = title(store, "The Packet", Some("House"));
    let feed = feed(store, title, "https://packet.example/feed", at(0));
    let brought = [(article("https://packet.example/1", "Ferry", "aground"), "aground".to_owned())];
    let kept = visit(store, title, feed, &brought, at(0));
    agree(store, &agreed(store, title, at(0), Terms::Members), at(0)).expect("agreed");
    (title, kept[0].id())
}

#[test]
fn terms_are_a_history_and_the_title_follows_the_newest_that_has_begun() {
    on_both(|fresh| {
        let store = &fresh.store;
        let title = title(store, "The Packet", None);
        let terms_now = || store.read_here(|tx| titles::by_id(tx, title)).expect("reads").expect("there").title.terms;
        let first = agreed(store, title, at(0), Terms::Members);
        agree(store, &first, at(10)).expect("agreed");
        assert_eq!(terms_now(), Terms::Members, "{}", fresh.engine);
        let second = Agreed {
            minimum: None,
            territories: None,
            preview: None,
            article: None,
            ..agreed(store, title, at(20), Terms::Open)
        };
        agree(store, &second, at(15)).expect("agreed");
        assert_eq!(terms_now(), Terms::Members, "the second has not begun");
        agree(store, &agreed(store, title, at(5), Terms::Link), at(30)).expect("agreed");
        assert_eq!(terms_now(), Terms::Open);
        let history = store.read_here(|tx| terms::history(tx, title)).expect("reads");
        assert_eq!((history.len(), &history[0], &history[2]), (3, &second, &first));
        let all = store.read_here(terms::all).expect("reads");
        assert_eq!((all.len(), &all[0], &all[2]), (3, &first, &second));
        let begun = store.read_here(|tx| terms::begun(tx, at(20))).expect("reads");
        assert_eq!(begun.iter().map(|agreed| agreed.terms).collect::<Vec<_>>(), [Terms::Members, Terms::Link]);
        assert_eq!(agree(store, &first, at(40)), Err(Error::Unique), "what was agreed is not altered");
    });
}

#[test]
fn the_catalogue_changes_the_terms_of_a_title_until_something_is_agreed_with_it() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let title = title(store, "The Packet", None);
        let language = Language::new("en");
        let listed = |terms| NewTitle {
            slug: "the-packet".into(),
            name: "The Packet".into(),
            home: None,
            country: None,
            mark: Mark::of_name("The Packet", &language),
            language: language.clone(),
            kind: TitleKind::Daily,
            owner: None,
            wall: Wall::Unknown,
            terms,
        };
        let update = |terms| {
            store.write_here(|tx| titles::update(tx, &ids, title, &listed(terms), at(5))).expect("updated");
            store.read_here(|tx| titles::by_id(tx, title)).expect("reads").expect("there").title.terms
        };
        assert_eq!(update(Terms::Open), Terms::Open, "{}", fresh.engine);
        agree(store, &agreed(store, title, at(0), Terms::Members), at(9)).expect("agreed");
        assert_eq!(update(Terms::Open), Terms::Members);
    });
}

#[test]
fn a_single_article_is_bought_once_and_is_its_readers_alone() {
    on_both(|fresh| {
        let store = &fresh.store;
        let (_, article) = members(fresh);
        let ids = store.ids().clone();
        let reader = store.write_here(|tx| newsstand_store::readers::household(tx, &ids, at(0))).expect("there").id;
        let buys = || store.write_here(|tx| bought::add(tx, reader, article, at(1), "order 1")).expect("kept");
        let has = |reader| store.read_here(|tx| bought::has(tx, reader, article)).expect("reads");
        assert!(!has(reader), "{}", fresh.engine);
        assert_eq!((buys(), buys()), (true, false));
        assert!(has(reader) && !has(reader + 1));
        let none = store.write_here(|tx| bought::add(tx, reader, Id::new(3), at(1), "order 2")).expect("nothing happens");
        assert!(!none);
        let among = store.read_here(|tx| bought::among(tx, reader, &[Id::new(3), article])).expect("reads");
        assert_eq!(among.into_iter().collect::<Vec<_>>(), [article]);
    });
}

fn receipt(reference: &str, cents: i64) -> Receipt {
    Receipt {
        reader: 7,
        plan: None,
        kind: Kind::Paid,
        cents,
        currency: "EUR".into(),
        from: at(0),
        until: at(0) + 30 * DAY,
        at: at(0),
        noted: at(0),
        provider: "manual".into(),
        reference: reference.into(),
    }
}

#[test]
fn a_receipt_is_kept_once_for_each_provider_reference_and_kind() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let add = |receipt: &Receipt| store.write_here(|tx| receipts::add(tx, &ids, receipt)).expect("added");
        let first = receipt("r1", 999);
        assert_eq!(add(&first), Added::New, "{}", fresh.engine);
        assert_eq!(add(&Receipt { noted: at(90), ..first.clone() }), Added::Known);
        assert_eq!(add(&receipt("r1", 1000)), Added::Differs(Box::new(first.clone())));
        let back = Receipt { kind: Kind::Refunded, ..first.clone() };
        assert_eq!(add(&back), Added::New, "its refund bears the same reference");
        let other = Receipt { provider: "stripe".into(), ..first.clone() };
        assert_eq!(add(&other), Added::New);
        let asked = Asked { currency: None, from: at(0), until: at(1), noted: at(100), late: at(100) };
        let all = store.read_here(|tx| receipts::asked(tx, &asked)).expect("reads");
        assert_eq!(all, [first, back, other]);
        assert!(
            store.write_here(|tx| receipts::add(tx, &ids, &receipt("r2", -1))).is_err(),
            "the kind says which way it went"
        );
    });
}

#[test]
fn receipts_are_found_by_their_days_currency_and_when_they_were_noted() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let day = |number: u32| at(0) + number * DAY;
        let late = Receipt { noted: day(80), ..receipt("late", 1) };
        let dollars = Receipt { currency: "USD".into(), from: day(60), until: day(90), ..receipt("dollars", 2) };
        let next = Receipt { from: day(60), until: day(90), ..receipt("next", 3) };
        for receipt in [&late, &dollars, &next] {
            store.write_here(|tx| receipts::add(tx, &ids, receipt)).expect("added");
        }
        let asked = |currency, noted, late| {
            let asked = Asked { currency, from: day(62), until: day(65), noted, late };
            let found = store.read_here(|tx| receipts::asked(tx, &asked)).expect("reads");
            found.into_iter().map(|receipt| receipt.reference).collect::<Vec<_>>()
        };
        assert_eq!(asked(Some("EUR"), day(99), day(99)), ["next"], "{}", fresh.engine);
        assert_eq!(asked(None, day(99), day(99)), ["dollars", "next"]);
        assert_eq!(asked(Some("EUR"), day(99), day(70)), ["late", "next"]);
        assert_eq!(asked(Some("EUR"), day(79), day(70)), ["next"]);
    });
}

#[test]
fn a_read_is_kept_once_a_day_and_its_seconds_grow_to_the_cap_and_never_shrink() {
    on_both(|fresh| {
        let store = &fresh.store;
        let (title, article) = members(fresh);
        let note = |when: Moment, seconds: i64| {
            store.write_here(|tx| reads::note(tx, 7, article, when, seconds, |words| words * 2)).expect("noted")
        };
        let all = || store.read_here(|tx| reads::of_days(tx, 0, i64::MAX)).expect("reads");
        let seconds = || all().iter().map(|read| read.seconds).collect::<Vec<_>>();
        assert_eq!(note(at(0), 5), Noted::Counted, "{}", fresh.engine);
        assert_eq!((all()[0].title, all()[0].words, all()[0].day), (title, 10, day_of(at(0))));
        assert_eq!(all()[0].section, Some(newsstand_news::Section::World));
        note(at(1), 8);
        assert_eq!(seconds(), [13]);
        for more in [-9, 0] {
            note(at(2), more);
            assert_eq!(seconds(), [13], "nothing is taken away");
        }
        note(at(3), 1_000_000);
        note(at(4), 1);
        assert_eq!(seconds(), [20], "ten words take no longer");
        note(at(0) + DAY, 3);
        store.write_here(|tx| reads::note(tx, 8, article, at(0), 4, |_| 100)).expect("noted");
        assert_eq!(seconds(), [20, 3, 4], "another day and another reader are other reads");
        let first = day_of(at(0));
        assert_eq!(store.read_here(|tx| reads::of_days(tx, first, first + 1)).expect("reads").len(), 2);
    });
}

#[test]
fn only_titles_for_members_are_metered_and_a_copy_names_its_original() {
    on_both(|fresh| {
        let store = &fresh.store;
        let (title_read, article_read) = members(fresh);
        let wire = title(store, "The Wire", None);
        let wire_feed = feed(store, wire, "https://wire.example/feed", at(0));
        let brought = [(article("https://wire.example/1", "Ferry", "aground"), "aground".to_owned())];
        let original = visit(store, wire, wire_feed, &brought, at(0))[0].id();
        let note = |article| store.write_here(|tx| reads::note(tx, 7, article, at(0), 5, |_| 100)).expect("noted");
        assert_eq!(note(original), Noted::Unmetered, "{}", fresh.engine);
        assert_eq!(note(Id::new(1)), Noted::Unmetered);
        let place = |article, copy_of| Placement { article, story: Id::new(50), began: false, copy_of };
        let placed = [place(original, None), place(article_read, Some(original))];
        store.write_here(|tx| stories::place(tx, &placed, &[], &|members| members[0].article)).expect("placed");
        assert_eq!(note(article_read), Noted::Counted);
        let all = store.read_here(|tx| reads::of_days(tx, 0, i64::MAX)).expect("reads");
        assert_eq!(all.iter().map(|read| (read.title, read.original)).collect::<Vec<_>>(), [(title_read, Some(wire))]);
    });
}

/// The month that has the day of `at(0)`, as a caller would have settled it.
fn whole(store: &Store, title: Id<Title>, statement: &str) -> Whole {
    let day = day_of(at(0));
    let settled = Settled {
        id: store.ids().next(at(0)),
        month: 202_609,
        from_day: day - 20,
        until_day: day + 10,
        currency: "EUR".into(),
        split: "reader-centric".into(),
        thousandths: 300,
        made: at(0),
        inputs: [7; 32],
        recognised: 1000,
        operator: 300,
        pool: 700,
    };
    let line = Line {
        title,
        publisher: Id::new(3),
        name: "The Packet".into(),
        minimum: 0,
        reads: 4,
        readers: None,
        seconds: 40,
        pro_rata: 600,
        reader_centric: 700,
        paid: 700,
        shortfall: 0,
    };
    let moved = |memo: &str, from: &str, to: &str, cents: i64| Moved {
        memo: memo.into(),
        postings: vec![(from.into(), -cents), (to.into(), cents)],
    };
    let moved = vec![moved("members' money", "members", "month", 1000), moved("a share", "month", "publisher:3", 1000)];
    Whole { settled, lines: vec![(line, statement.to_owned())], moved }
}

#[test]
fn a_month_is_settled_once_and_its_statements_stay_byte_for_byte() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let title = title(store, "The Packet", None);
        let statement = "Newsstand statement,1,,,,,\r\n".repeat(20);
        let keep = |whole: &Whole| store.write_here(|tx| settlements::keep(tx, &ids, whole));
        let first = whole(store, title, &statement);
        assert_eq!(keep(&first), Ok(true), "{}", fresh.engine);
        assert_eq!(keep(&whole(store, title, "another")), Ok(false));
        let (all, text, lines, moved, balances) = store
            .read_here(|tx| {
                let all = settlements::all(tx)?;
                let id = all[0].id;
                let text = settlements::statement(tx, id, title)?;
                let lines = settlements::lines(tx, id)?;
                Ok((all, text, lines, settlements::moved(tx, id)?, settlements::balances(tx, "EUR")?))
            })
            .expect("reads");
        assert_eq!(all, [first.settled]);
        assert_eq!(text.as_deref(), Some(statement.as_str()));
        assert_eq!(lines, [first.lines[0].0.clone()]);
        assert_eq!(moved, first.moved);
        assert_eq!(balances.iter().map(|(_, cents)| cents).sum::<i64>(), 0);
        assert_eq!(balances[0], ("members".to_owned(), -1000));
        assert_eq!(balances.last(), Some(&("publisher:3".to_owned(), 1000)));
        let dollars = whole(store, title, &statement);
        let dollars = Whole { settled: Settled { currency: "USD".into(), ..dollars.settled }, ..dollars };
        assert_eq!(keep(&dollars), Ok(true), "each currency is settled alone");
    });
}

#[test]
fn a_transaction_that_does_not_sum_to_zero_keeps_nothing() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let title = title(store, "The Packet", None);
        let mut whole = whole(store, title, "text");
        whole.moved[1].postings[0].1 += 1;
        let refused = store.write_here(|tx| settlements::keep(tx, &ids, &whole)).expect_err("refused");
        assert!(refused.to_string().contains("does not sum to zero"), "{refused}");
        assert_eq!(store.read_here(settlements::all).expect("reads"), [], "{}", fresh.engine);
    });
}

#[test]
fn reads_of_a_settled_month_stay_as_they_are() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let (title, article) = members(fresh);
        let note = |when: Moment| store.write_here(|tx| reads::note(tx, 7, article, when, 5, |_| 100)).expect("noted");
        assert_eq!(note(at(0)), Noted::Counted);
        let whole = whole(store, title, "text");
        assert_eq!(store.write_here(|tx| settlements::keep(tx, &ids, &whole)), Ok(true));
        let before = store.read_here(|tx| reads::of_days(tx, 0, i64::MAX)).expect("reads");
        assert_eq!((note(at(0)), note(at(0) + 9 * DAY)), (Noted::Closed, Noted::Closed), "{}", fresh.engine);
        assert_eq!(store.read_here(|tx| reads::of_days(tx, 0, i64::MAX)).expect("reads"), before);
        assert_eq!(note(at(0) + 10 * DAY), Noted::Counted, "the next month is open");
    });
}
