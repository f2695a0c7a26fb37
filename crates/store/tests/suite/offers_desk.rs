//! What the operator's desk asks of plans, coupons, gifts and institutions.

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_news::Terms;
use newsstand_store::coupons::{self, Coupon};
use newsstand_store::coupons_desk::{self, Lot};
use newsstand_store::gifts::{self, Gift};
use newsstand_store::institutions::{self, Institution, Way};
use newsstand_store::institutions_desk::{self, Figures};
use newsstand_store::memberships::{self, Kept};
use newsstand_store::plans::{self, Plan};
use newsstand_store::receipts::{self, Added, Kind, Receipt};
use newsstand_store::terms::{self, Agreed};
use newsstand_store::{Error, Tx, plans_desk, readers, reads};

fn write<T>(fresh: &Fresh, work: impl FnMut(&mut Tx<'_>) -> Result<T, Error>) -> T {
    fresh.store.write_here(work).expect("writes")
}

fn plan(fresh: &Fresh, slug: &str) -> i64 {
    let plan = Plan {
        id: 0,
        slug: slug.into(),
        name: slug.into(),
        cents: 800,
        currency: "EUR".into(),
        period: "month".into(),
        trial_days: Some(14),
        trial_card: false,
        people: 1,
        on: true,
    };
    write(fresh, |tx| plans::add(tx, fresh.store.ids(), &plan, at(0)))
}

#[test]
fn plans_are_moved_offered_and_counted() {
    on_both(|fresh| {
        let [one, two, three] = ["one", "two", "three"].map(|slug| plan(fresh, slug));
        let order = || write(fresh, plans::all).iter().map(|plan| plan.id).collect::<Vec<_>>();
        assert_eq!(order(), [one, two, three], "{}", fresh.engine);
        assert!(write(fresh, |tx| plans_desk::shift(tx, three, true)));
        assert!(write(fresh, |tx| plans_desk::shift(tx, one, false)));
        assert_eq!(order(), [three, one, two]);
        for (id, up) in [(three, true), (two, false), (77, true)] {
            assert!(!write(fresh, |tx| plans_desk::shift(tx, id, up)), "{id} goes no further");
        }
        assert!(write(fresh, |tx| plans_desk::offer(tx, one, false)));
        assert!(!write(fresh, |tx| plans_desk::offer(tx, one, false)), "it is off already");
        let kept = write(fresh, |tx| plans::by_id(tx, one)).expect("there");
        assert!(!kept.on);
        assert!(write(fresh, |tx| plans_desk::change(
            tx,
            &Plan { name: "New".into(), cents: 1, on: true, ..kept.clone() }
        )));
        let changed = write(fresh, |tx| plans::by_id(tx, one)).expect("there");
        assert_eq!(changed, Plan { name: "New".into(), ..kept }, "price and offer stay");
        assert_eq!(write(fresh, plans_desk::count), 3);

        for (name, plan, paid) in [("a", one, 100), ("b", one, 50), ("c", two, 100)] {
            let reader = write(fresh, |tx| readers::add(tx, fresh.store.ids(), name, at(0))).id;
            let kept = Kept { plan: Some(plan), paid: Some(at(paid)), ..Kept::default() };
            write(fresh, |tx| memberships::keep(tx, reader, &kept, at(0)));
        }
        let mut held = vec![(one, 1), (two, 1)];
        held.sort_unstable();
        assert_eq!(write(fresh, |tx| plans_desk::holders(tx, at(60))), held);
    });
}

#[test]
fn an_end_is_taken_back_and_gifts_are_told_by_lots() {
    on_both(|fresh| {
        let coupon = Coupon {
            id: 0,
            code: "SPRING".into(),
            percent: Some(50),
            cents: None,
            currency: None,
            periods: None,
            until: None,
            uses: None,
            used: 0,
            ended: None,
        };
        let id = write(fresh, |tx| coupons::add(tx, fresh.store.ids(), &coupon, at(0)));
        assert!(!write(fresh, |tx| coupons_desk::resume(tx, id)), "{}", fresh.engine);
        write(fresh, |tx| coupons::end(tx, id, at(1)));
        assert!(write(fresh, |tx| coupons_desk::resume(tx, id)));
        write(fresh, |tx| coupons::redeem(tx, id, 5, at(2)));
        let has = |reader| write(fresh, |tx| coupons_desk::has_redeemed(tx, id, reader));
        assert_eq!((has(5), has(6)), (true, false));

        let gift = |token: u8, cents, made| {
            let gift = Gift {
                id: 0,
                period: "month".into(),
                periods: 3,
                cents,
                currency: None,
                giver: None,
                reference: None,
                created: at(made),
                until: None,
                used_by: None,
                used_at: None,
            };
            write(fresh, |tx| gifts::add(tx, fresh.store.ids(), &gift, &[token; 32]))
        };
        let first = gift(1, 0, 10);
        gift(2, 0, 10);
        gift(3, 900, 10);
        gift(4, 0, 11);
        write(fresh, |tx| gifts::take(tx, first, 5, at(20)));
        let lot = |made, codes, used| Lot { created: at(made), period: "month".into(), periods: 3, codes, used };
        assert_eq!(
            write(fresh, coupons_desk::lots),
            [lot(11, 1, 0), lot(10, 2, 1)],
            "what was paid for is no gift of the stand"
        );
    });
}

#[test]
fn an_institution_is_told_in_numbers_with_its_receipts_and_reads() {
    on_both(|fresh| {
        let new = Institution {
            id: 0,
            name: "Saltmere Library".into(),
            charge: "concurrent".into(),
            cents: 100,
            currency: "EUR".into(),
            people: 5,
            from: at(0),
            until: at(86_400 * 30),
            reader: 0,
            ended: None,
        };
        let id = write(fresh, |tx| institutions::add(tx, fresh.store.ids(), &new, at(0)));
        let library = write(fresh, |tx| institutions::by_id(tx, id)).expect("there");
        let way = Way { kind: "code".into(), value: "READ2027".into() };
        write(fresh, |tx| institutions::set_ways(tx, id, std::slice::from_ref(&way)));
        let holder = |but| write(fresh, |tx| institutions_desk::holder(tx, "code", "READ2027", but));
        assert_eq!((holder(0).as_deref(), holder(id)), (Some("Saltmere Library"), None), "{}", fresh.engine);

        let reader = write(fresh, |tx| readers::add(tx, fresh.store.ids(), "a", at(0))).id;
        let other = write(fresh, |tx| readers::add(tx, fresh.store.ids(), "b", at(0))).id;
        let day = 86_400;
        write(fresh, |tx| institutions::bind(tx, id, reader, at(day)));
        write(fresh, |tx| institutions::sit(tx, id, "guest", None, at(2 * day), at(0)));
        write(fresh, |tx| institutions::sit(tx, id, &reader.to_string(), Some(reader), at(2 * day), at(0)));
        let figures = |lately, sitting| write(fresh, |tx| institutions_desk::figures(tx, id, at(lately), at(sitting)));
        assert_eq!(figures(0, 2 * day - 600), Figures { bound: 1, readers: 1, seats: 2 });
        assert_eq!(figures(3 * day, 2 * day), Figures { bound: 1, readers: 0, seats: 0 });
        assert_eq!(write(fresh, |tx| institutions_desk::figures(tx, 7, at(0), at(0))), Figures::default());

        let receipt = Receipt {
            reader: library.reader,
            plan: None,
            kind: Kind::Paid,
            cents: 500,
            currency: "EUR".into(),
            from: library.from,
            until: library.until,
            at: at(1),
            noted: at(1),
            provider: "manual".into(),
            reference: "x".into(),
        };
        assert_eq!(write(fresh, |tx| receipts::add(tx, fresh.store.ids(), &receipt)), Added::New);
        assert_eq!(write(fresh, |tx| newsstand_store::receipts::of_reader(tx, library.reader, 100)), [receipt]);
        let paid = |from, until| write(fresh, |tx| institutions_desk::paid_between(tx, library.reader, at(from), at(until)));
        assert_eq!((paid(-9, 0), paid(-9, 1), paid(day * 30, day * 31)), (false, true, false));

        let title = title(&fresh.store, "Packet", Some("Packet Ltd"));
        let members = Agreed {
            title,
            since: at(0),
            terms: Terms::Members,
            publisher: write(fresh, |tx| terms::publisher(tx, fresh.store.ids(), "Packet Ltd", at(0))),
            minimum: None,
            territories: None,
            embargo: 0,
            preview: None,
            article: None,
        };
        write(fresh, |tx| terms::agree(tx, &members, at(0)));
        let feed = feed(&fresh.store, title, "https://packet.example/feed", at(0));
        let text = article("https://packet.example/1", "One", "words");
        let article = visit(&fresh.store, title, feed, &[(text, "words".into())], at(0))[0].id();
        for (who, when) in [(library.reader, 0), (reader, 0), (reader, 2 * day), (other, 2 * day)] {
            write(fresh, |tx| reads::note(tx, who, article, at(when), 30, |_| 600));
        }
        let first = reads::day_of(at(0));
        let found = write(fresh, |tx| institutions_desk::reads(tx, id, first, first + 9));
        let mut who: Vec<(i64, i64)> = found.iter().map(|read| (read.reader, read.day - first)).collect();
        who.sort_unstable_by_key(|(_, day)| *day);
        assert_eq!(who, [(library.reader, 0), (reader, 2)], "who is bound counts from then on, others never");
        assert!(write(fresh, |tx| institutions_desk::reads(tx, id, first + 3, first + 9)).is_empty());
    });
}
