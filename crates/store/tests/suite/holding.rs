//! What lets somebody read besides a membership of their own: coupons, gifts, households, institutions.

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_news::Moment;
use newsstand_store::coupons::{self, Coupon, Redeemed};
use newsstand_store::gifts::{self, Gift};
use newsstand_store::households::{self, Place};
use newsstand_store::institutions::{self, Institution, Way};
use newsstand_store::{Error, Tx, accounts, readers};

fn reader(fresh: &Fresh, name: &str) -> i64 {
    write(fresh, |tx| readers::add(tx, fresh.store.ids(), name, at(0))).id
}

fn write<T>(fresh: &Fresh, work: impl FnMut(&mut Tx<'_>) -> Result<T, Error>) -> T {
    fresh.store.write_here(work).expect("writes")
}

fn read<T>(fresh: &Fresh, work: impl FnMut(&mut Tx<'_>) -> Result<T, Error>) -> T {
    fresh.store.read_here(work).expect("reads")
}

fn coupon(code: &str, uses: Option<i64>) -> Coupon {
    Coupon {
        id: 0,
        code: code.into(),
        percent: Some(50),
        cents: None,
        currency: None,
        periods: Some(3),
        until: Some(at(100)),
        uses,
        used: 0,
        ended: None,
    }
}

#[test]
fn a_coupon_counts_once_for_each_and_as_often_as_it_may() {
    on_both(|fresh| {
        let id = write(fresh, |tx| coupons::add(tx, fresh.store.ids(), &coupon("SPRING", Some(2)), at(0)));
        let again = fresh.store.write_here(|tx| coupons::add(tx, fresh.store.ids(), &coupon("SPRING", None), at(0)));
        assert_eq!(again, Err(Error::Unique), "{}", fresh.engine);
        let redeem = |reader, now| write(fresh, |tx| coupons::redeem(tx, id, reader, now));
        assert_eq!((redeem(1, at(1)), redeem(1, at(2))), (Redeemed::Now, Redeemed::Again));
        assert_eq!(redeem(2, at(100)), Redeemed::No, "too late");
        assert_eq!((redeem(2, at(99)), redeem(3, at(99))), (Redeemed::Now, Redeemed::No));
        let found = read(fresh, |tx| coupons::by_code(tx, "SPRING")).expect("there");
        assert_eq!((found.id, found.used), (id, 2));
        assert_eq!(
            read(fresh, |tx| coupons::redeemed_by(tx, id)),
            [(1, at(1)), (2, at(99))],
            "who was refused is not there"
        );
        let ever = write(fresh, |tx| coupons::add(tx, fresh.store.ids(), &coupon("EVER", None), at(0)));
        let end = || write(fresh, |tx| coupons::end(tx, ever, at(5)));
        assert!(end() && !end());
        assert_eq!(write(fresh, |tx| coupons::redeem(tx, ever, 1, at(6))), Redeemed::No);
        assert_eq!(read(fresh, coupons::all).len(), 2);
        assert_eq!(read(fresh, |tx| coupons::by_id(tx, ever)).and_then(|coupon| coupon.ended), Some(at(5)));
    });
}

#[test]
fn many_who_want_the_last_coupon_at_once_get_one() {
    on_both(|fresh| {
        let id = write(fresh, |tx| coupons::add(tx, fresh.store.ids(), &coupon("ONE", Some(1)), at(0)));
        let store = &fresh.store;
        let got = std::thread::scope(|scope| {
            let wants = |reader| scope.spawn(move || store.write_here(|tx| coupons::redeem(tx, id, reader, at(1))));
            let all: Vec<_> = (1..9).map(wants).collect();
            all.into_iter().map(|one| one.join().expect("ends").expect("writes")).collect::<Vec<_>>()
        });
        assert_eq!(got.iter().filter(|got| **got == Redeemed::Now).count(), 1, "{}", fresh.engine);
        assert_eq!(read(fresh, |tx| coupons::redeemed_by(tx, id)).len(), 1);
    });
}

#[test]
fn a_gift_is_taken_once() {
    on_both(|fresh| {
        let gift = Gift {
            id: 0,
            period: "month".into(),
            periods: 3,
            cents: 2400,
            currency: Some("EUR".into()),
            giver: Some(7),
            reference: Some("pi_1".into()),
            created: at(0),
            until: Some(at(50)),
            used_by: None,
            used_at: None,
        };
        let id = write(fresh, |tx| gifts::add(tx, fresh.store.ids(), &gift, &[1; 32]));
        let take = |reader, now| write(fresh, |tx| gifts::take(tx, id, reader, now));
        assert!(!take(9, at(50)), "too late");
        assert!(take(9, at(49)) && !take(8, at(49)), "{}", fresh.engine);
        let found = read(fresh, |tx| gifts::by_token(tx, &[1; 32])).expect("there");
        assert_eq!(found, Gift { id, used_by: Some(9), used_at: Some(at(49)), ..gift.clone() });
        assert_eq!(read(fresh, |tx| gifts::by_token(tx, &[2; 32])), None);
        assert_eq!(read(fresh, |tx| gifts::by_giver(tx, 7)), [found]);
        assert!(read(fresh, |tx| gifts::by_giver(tx, 9)).is_empty());
        let same = fresh.store.write_here(|tx| gifts::add(tx, fresh.store.ids(), &gift, &[1; 32]));
        assert_eq!(same, Err(Error::Unique), "{}", fresh.engine);
    });
}

#[test]
fn a_household_has_room_for_so_many() {
    on_both(|fresh| {
        let [ada, bo, cy, di] = ["Ada", "Bo", "Cy", "Di"].map(|name| reader(fresh, name));
        let add = |reader, now| write(fresh, |tx| households::add(tx, ada, reader, 2, now));
        assert!(!add(ada, at(1)), "nobody is their own guest");
        assert!(add(cy, at(1)) && !add(cy, at(2)) && add(bo, at(2)) && !add(di, at(3)), "{}", fresh.engine);
        assert_eq!(read(fresh, |tx| households::of(tx, cy)), Some(Place { payer: ada, before: 0 }));
        assert_eq!(read(fresh, |tx| households::of(tx, bo)), Some(Place { payer: ada, before: 1 }));
        assert_eq!(read(fresh, |tx| households::of(tx, ada)), None);
        let names: Vec<String> = read(fresh, |tx| households::members_of(tx, ada)).into_iter().map(|mate| mate.name).collect();
        assert_eq!(names, ["Cy", "Bo"]);
        assert!(!write(fresh, |tx| households::remove(tx, bo, cy)), "another's household");
        assert!(write(fresh, |tx| households::remove(tx, ada, cy)) && add(di, at(4)));
        assert_eq!(write(fresh, |tx| households::leave(tx, di)), Some(ada));
        assert_eq!(write(fresh, |tx| households::leave(tx, di)), None);
    });
}

#[test]
fn many_who_come_to_a_household_at_once_find_its_limit() {
    on_both(|fresh| {
        let payer = reader(fresh, "Ada");
        let mates: Vec<i64> = (0..8).map(|n| reader(fresh, &format!("Mate {n}"))).collect();
        let store = &fresh.store;
        std::thread::scope(|scope| {
            for mate in &mates {
                scope.spawn(move || store.write_here(|tx| households::add(tx, payer, *mate, 3, at(1))).expect("writes"));
            }
        });
        assert_eq!(read(fresh, |tx| households::members_of(tx, payer)).len(), 3, "{}", fresh.engine);
    });
}

#[test]
fn a_link_to_a_household_is_used_once_and_in_time() {
    on_both(|fresh| {
        let ada = reader(fresh, "Ada");
        let invite =
            |token: u8, now| write(fresh, |tx| households::invite(tx, fresh.store.ids(), ada, &[token; 32], now, now + span(10)));
        assert!(invite(1, at(0)) && invite(2, at(0)));
        let find = |token: u8, now| read(fresh, |tx| households::find(tx, &[token; 32], now));
        assert_eq!((find(1, at(9)), find(1, at(10)), find(9, at(1))), (Some(ada), None, None));
        let used = |token: u8| write(fresh, |tx| households::use_link(tx, &[token; 32], at(5)));
        assert!(used(1) && !used(1) && !used(9), "{}", fresh.engine);
        assert_eq!(read(fresh, |tx| households::links(tx, ada, at(5))), 1);
        assert_eq!(write(fresh, |tx| households::withdraw(tx, ada)), 1);
        assert_eq!(find(2, at(5)), None);
        let made = (10..40).filter(|token| invite(*token, at(20))).count();
        assert_eq!(i64::try_from(made), Ok(households::LINKS), "no more than so many are open");
        assert!(invite(50, at(31)), "those that are over are forgotten");
    });
}

fn span(seconds: u64) -> std::time::Duration {
    std::time::Duration::from_secs(seconds)
}

fn library(name: &str) -> Institution {
    Institution {
        id: 0,
        name: name.into(),
        charge: "concurrent".into(),
        cents: 2000,
        currency: "EUR".into(),
        people: 2,
        from: at(10),
        until: at(1000),
        reader: 0,
        ended: None,
    }
}

fn way(kind: &str, value: &str) -> Way {
    Way { kind: kind.into(), value: value.into() }
}

#[test]
fn institutions_are_found_by_their_ways_while_they_hold() {
    on_both(|fresh| {
        let ids = fresh.store.ids();
        let one = write(fresh, |tx| institutions::add(tx, ids, &library("Saltmere Library"), at(0)));
        let two = write(fresh, |tx| institutions::add(tx, ids, &library("Harbour School"), at(0)));
        let ways = [way("email", "library.example"), way("range", "192.0.2.0/24"), way("code", "READ2027")];
        write(fresh, |tx| institutions::set_ways(tx, one, &ways));
        write(fresh, |tx| {
            institutions::set_ways(tx, two, &[way("email", "school.example"), way("code", "READ2027")])
        });
        let by = |kind: &str, values: &[&str], now: Moment| -> Vec<i64> {
            let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
            read(fresh, |tx| institutions::by_way(tx, kind, &values, now)).iter().map(|found| found.id).collect()
        };
        assert_eq!(by("email", &["staff.library.example", "library.example", "example"], at(10)), [one]);
        assert_eq!(by("email", &[], at(10)), [0; 0]);
        assert_eq!(by("range", &["library.example"], at(10)), [0; 0], "{}", fresh.engine);
        let many: Vec<String> = (8..=32).map(|bits| format!("192.0.2.0/{bits}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(by("range", &many, at(10)), [one]);
        assert_eq!(by("code", &["READ2027"], at(10)).len(), 2);
        assert_eq!((by("code", &["READ2027"], at(9)).len(), by("code", &["READ2027"], at(1000)).len()), (0, 0));
        assert!(read(fresh, |tx| institutions::any(tx, at(10))) && !read(fresh, |tx| institutions::any(tx, at(9))));
        assert!(write(fresh, |tx| institutions::end(tx, two, at(11))) && !write(fresh, |tx| institutions::end(tx, two, at(12))));
        assert_eq!(by("code", &["READ2027"], at(12)), [one]);
        let kept = read(fresh, |tx| institutions::by_id(tx, one)).expect("there");
        assert!(kept.reader != 0 && kept.name == "Saltmere Library");
        write(fresh, |tx| {
            institutions::change(tx, &Institution { name: "Quay Library".into(), people: 9, ..kept.clone() })
        });
        let names: Vec<String> = read(fresh, institutions::all).into_iter().map(|found| found.name).collect();
        assert_eq!(names, ["Harbour School", "Quay Library"]);
        assert_eq!(read(fresh, |tx| institutions::ways(tx, one)).len(), 3);
        assert_eq!(
            fresh.store.write_here(|tx| institutions::add(tx, ids, &library("Quay Library"), at(0))),
            Err(Error::Unique)
        );
        assert!(read(fresh, accounts::all).is_empty(), "who stands for an institution is nobody");
    });
}

#[test]
fn seats_are_kept_seen_and_forgotten() {
    on_both(|fresh| {
        let id = write(fresh, |tx| institutions::add(tx, fresh.store.ids(), &library("Saltmere Library"), at(0)));
        let sit = |seat: &str, reader, now| write(fresh, |tx| institutions::sit(tx, id, seat, reader, now, now - span(60)));
        sit("guest", None, at(20));
        sit("7", Some(7), at(30));
        sit("7", Some(7), at(40));
        let others = |seat: &str, since| read(fresh, |tx| institutions::others(tx, id, seat, since));
        assert_eq!(
            (others("7", at(0)), others("guest", at(0)), others("guest", at(40))),
            (vec![at(20)], vec![at(40)], vec![])
        );
        assert_eq!(read(fresh, |tx| institutions::seen(tx, id, "7")), Some(at(40)));
        assert_eq!(read(fresh, |tx| institutions::seen_since(tx, id, at(20))), 2);
        sit("7", Some(7), at(90));
        assert_eq!(read(fresh, |tx| institutions::seen(tx, id, "guest")), None, "{}", fresh.engine);
        write(fresh, |tx| institutions::alone(tx, id));
    });
}

#[test]
fn a_code_binds_a_reader_once() {
    on_both(|fresh| {
        let id = write(fresh, |tx| institutions::add(tx, fresh.store.ids(), &library("Saltmere Library"), at(0)));
        let bo = reader(fresh, "Bo");
        let bind = || write(fresh, |tx| institutions::bind(tx, id, bo, at(11)));
        write(fresh, |tx| institutions::sit(tx, id, &bo.to_string(), Some(bo), at(11), at(0)));
        let bound = |now| read(fresh, |tx| institutions::bound(tx, bo, now)).len();
        assert_eq!(bound(at(12)), 0, "to have sat there is not to be bound");
        assert!(bind() && !bind(), "{}", fresh.engine);
        assert_eq!((bound(at(12)), bound(at(1000))), (1, 0));
        assert!(write(fresh, |tx| institutions::unbind(tx, id, bo)));
        assert_eq!(bound(at(12)), 0);
        assert!(bind());
        assert_eq!(read(fresh, |tx| institutions::shown_by(tx, bo)), (None, vec![]));
        write(fresh, |tx| accounts::name(tx, bo, "Bo", "bo", Some("bo@library.example")));
        assert_eq!(read(fresh, |tx| institutions::shown_by(tx, bo)).0, None, "it was not proved");
    });
}
