//! Accounts, sessions, invitations and the audit log.

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_news::Moment;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::invitations::{self, Invitation};
use newsstand_store::sessions::{self, Begun};
use newsstand_store::{Error, accounts, readers};
use std::time::Duration;

fn reader(fresh: &Fresh, name: &str) -> i64 {
    let ids = fresh.store.ids().clone();
    fresh
        .store
        .write_here(|tx| {
            let id = readers::add(tx, &ids, name, at(0))?.id;
            accounts::name(tx, id, name, &name.to_lowercase(), None)?;
            Ok(id)
        })
        .expect("added")
}

#[test]
fn a_stand_asks_once_somebody_has_a_password() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let ada = reader(fresh, "Ada");
        assert!(!store.read_here(accounts::asks).expect("reads"));
        store.write_here(|tx| accounts::set_password(tx, &ids, ada, "one", at(1))).expect("set");
        store.write_here(|tx| accounts::set_password(tx, &ids, ada, "two", at(2))).expect("set");
        assert!(store.read_here(accounts::asks).expect("reads"));
        assert_eq!(store.read_here(|tx| accounts::password(tx, ada)).expect("reads").as_deref(), Some("two"));
        assert_eq!(store.read_here(|tx| accounts::password(tx, ada + 1)).expect("reads"), None);
    });
}

#[test]
fn one_name_and_one_address_belong_to_one_reader() {
    on_both(|fresh| {
        let store = &fresh.store;
        let (ada, bo) = (reader(fresh, "Ada"), reader(fresh, "Bo"));
        let name = |id, name: &str, email| store.write_here(|tx| accounts::name(tx, id, name, &name.to_lowercase(), email));
        assert_eq!(name(bo, "ADA", None), Err(Error::Unique), "{}", fresh.engine);
        name(ada, "Ada", Some("ada@paper.example")).expect("free");
        assert_eq!(name(bo, "Bo", Some("ada@paper.example")), Err(Error::Unique));
        let login = |login: &str| store.read_here(|tx| accounts::by_login(tx, login)).expect("reads").map(|found| found.id);
        assert_eq!(
            (login("ada"), login("ada@paper.example"), login("bo"), login("")),
            (Some(ada), Some(ada), Some(bo), None)
        );
        store.write_here(|tx| accounts::set_on(tx, bo, false)).expect("off");
        assert_eq!(login("bo"), None, "who was removed signs in no more");
    });
}

#[test]
fn the_last_operator_is_known() {
    on_both(|fresh| {
        let store = &fresh.store;
        let (ada, bo) = (reader(fresh, "Ada"), reader(fresh, "Bo"));
        store.write_here(|tx| accounts::set_role(tx, ada, "operator")).expect("set");
        let other = |id| store.write_here(|tx| accounts::other_operator(tx, id)).expect("asks");
        assert!(!other(ada) && other(bo));
        store.write_here(|tx| accounts::set_role(tx, bo, "operator")).expect("set");
        assert!(other(ada));
        store.write_here(|tx| accounts::set_on(tx, bo, false)).expect("off");
        assert!(!other(ada));
        assert!(store.write_here(|tx| accounts::set_role(tx, ada, "king")).is_err(), "the list is closed");
    });
}

#[test]
fn a_recovery_code_counts_once_and_for_its_reader() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let (ada, bo) = (reader(fresh, "Ada"), reader(fresh, "Bo"));
        store.write_here(|tx| accounts::set_codes(tx, &ids, ada, &[[1; 32], [2; 32]], at(1))).expect("set");
        let used =
            |reader, digest: [u8; 32]| store.write_here(|tx| accounts::use_code(tx, reader, &digest, at(2))).expect("asks");
        assert!(!used(bo, [1; 32]) && used(ada, [1; 32]) && !used(ada, [1; 32]) && !used(ada, [3; 32]));
        assert_eq!(store.read_here(|tx| accounts::codes_left(tx, ada)).expect("counts"), 1);
        store.write_here(|tx| accounts::set_codes(tx, &ids, ada, &[[3; 32]], at(3))).expect("set");
        assert!(!used(ada, [2; 32]), "new codes end the old ones");
    });
}

fn begun(reader: i64, token: u8, until: Moment) -> Begun {
    Begun { reader, token: [token; 32], until, agent: "A\0gent".into() }
}

#[test]
fn sessions_are_found_used_listed_and_ended() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let (ada, bo) = (reader(fresh, "Ada"), reader(fresh, "Bo"));
        let begin = |reader, token, until, now| {
            store.write_here(|tx| sessions::begin(tx, &ids, &begun(reader, token, until), now)).expect("begins")
        };
        let (one, two) = (begin(ada, 1, at(100), at(1)), begin(ada, 2, at(100), at(2)));
        begin(bo, 3, at(5), at(3));
        let find = |token| store.read_here(|tx| sessions::by_token(tx, &[token; 32])).expect("reads");
        let (found, role) = find(1).expect("there");
        assert_eq!((found.id, found.reader, role.as_str(), found.agent.as_str()), (one, ada, "reader", "Agent"));
        store.write_here(|tx| sessions::used(tx, one, at(50), at(150))).expect("used");
        let of = |reader, now| -> Vec<i64> {
            let found = store.read_here(|tx| sessions::of(tx, reader, now)).expect("reads");
            found.iter().map(|session| session.id).collect()
        };
        assert_eq!((of(ada, at(60)), of(bo, at(60))), (vec![one, two], vec![]));
        assert_eq!(of(ada, at(100)), [one], "two has ended by itself");
        assert!(!store.write_here(|tx| sessions::end(tx, bo, one, at(61))).expect("asks"), "another's");
        assert!(store.write_here(|tx| sessions::end(tx, ada, one, at(61))).expect("ends"));
        assert_eq!(find(1).expect("still a row").0.revoked, Some(at(61)));
        begin(ada, 4, at(200), at(70));
        assert!(find(1).is_none() && find(3).is_none(), "what is over is forgotten");
        assert_eq!(store.write_here(|tx| sessions::end_all(tx, ada, Some(two), at(71))).expect("ends"), 1);
        assert_eq!(of(ada, at(72)), [two]);
        store.write_here(|tx| accounts::set_on(tx, ada, false)).expect("off");
        assert!(find(2).is_none(), "who was removed is signed in nowhere");
    });
}

#[test]
fn an_invitation_is_taken_once_and_in_time() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let ada = reader(fresh, "Ada");
        let invite = |token: u8| {
            let new = Invitation { id: 0, by: ada, role: "editor".into(), created: at(0), until: at(10) };
            store.write_here(|tx| invitations::add(tx, &ids, &new, &[token; 32])).expect("asks")
        };
        assert!(invite(1) && invite(2));
        let take = |token: u8, now| store.write_here(|tx| invitations::take(tx, &[token; 32], now)).expect("asks");
        assert_eq!(take(9, at(1)), None);
        assert_eq!(take(1, at(10)), None, "too late");
        assert_eq!(take(1, at(9)).map(|found| found.role), Some("editor".into()));
        assert_eq!(take(1, at(9)), None, "once");
        let open = store.read_here(|tx| invitations::open(tx, at(1))).expect("reads");
        assert_eq!(open.len(), 1);
        assert!(store.write_here(|tx| invitations::withdraw(tx, open[0].id)).expect("asks"));
        assert_eq!(take(2, at(1)), None, "it was taken back");
    });
}

#[test]
fn the_log_knows_every_deed_and_forgets_what_is_old() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let write = |line: Line| store.write_here(|tx| audit::add(tx, &ids, &line)).expect("every word is allowed");
        for deed in Deed::ALL {
            write(Line { what: "x".into(), other: Some(2), ..Line::new(at(1), 1, *deed) });
        }
        let lines = store.read_here(|tx| audit::newest(tx, 100)).expect("reads");
        assert_eq!(lines.iter().map(|line| line.deed).rev().collect::<Vec<_>>(), Deed::ALL);
        write(Line { reader: None, ..Line::new(at(1) + audit::KEPT + Duration::from_secs(1), 1, Deed::FailedSignIn) });
        assert_eq!(store.read_here(|tx| audit::newest(tx, 100)).expect("reads").len(), 1);
    });
}
