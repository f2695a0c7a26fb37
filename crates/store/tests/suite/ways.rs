//! Links in letters, and what else shows who somebody is.

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_store::credentials::{self, Kind, MOST, NewCredential};
use newsstand_store::letter_links::{self, Link, LinkKind};
use newsstand_store::{Error, accounts, readers};

fn reader(fresh: &Fresh, name: &str, email: Option<&str>) -> i64 {
    let ids = fresh.store.ids().clone();
    let add = |tx: &mut newsstand_store::Tx<'_>| {
        let id = readers::add(tx, &ids, name, at(0))?.id;
        accounts::name(tx, id, name, &name.to_lowercase(), email)?;
        Ok(id)
    };
    fresh.store.write_here(add).expect("added")
}

#[test]
fn a_link_counts_once_for_what_it_is_for() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let ada = reader(fresh, "Ada", Some("ada@paper.example"));
        let link = Link { reader: ada, email: "ada@paper.example".into(), until: at(900) };
        store.write_here(|tx| letter_links::add(tx, &ids, LinkKind::SignIn, &link, &[1; 32], at(0))).expect("kept");
        let find = |kind, token, now| store.read_here(|tx| letter_links::find(tx, kind, &[token; 32], at(now))).expect("reads");
        assert_eq!(find(LinkKind::SignIn, 1, 899), Some(link.clone()), "{}", fresh.engine);
        assert_eq!(find(LinkKind::SignIn, 1, 900), None, "it lasts to the second");
        assert_eq!(find(LinkKind::Address, 1, 1), None, "it is for signing in");
        assert_eq!(find(LinkKind::SignIn, 2, 1), None);
        let take = || store.write_here(|tx| letter_links::take(tx, LinkKind::SignIn, &[1; 32], at(5))).expect("asked");
        assert_eq!((take(), take()), (Some(link.clone()), None));
        store.write_here(|tx| letter_links::add(tx, &ids, LinkKind::SignIn, &link, &[3; 32], at(6))).expect("kept");
        store.write_here(|tx| accounts::name(tx, ada, "Ada", "ada", Some("new@paper.example"))).expect("named");
        assert_eq!(find(LinkKind::SignIn, 3, 7), None, "the address is no longer theirs");
        let other = Link { email: String::new(), ..link };
        store.write_here(|tx| letter_links::add(tx, &ids, LinkKind::Password, &other, &[4; 32], at(8))).expect("kept");
        assert!(find(LinkKind::Password, 4, 9).is_some());
        store.write_here(|tx| accounts::set_on(tx, ada, false)).expect("off");
        assert_eq!(find(LinkKind::Password, 4, 9), None, "who was removed comes back by no link");
        store.write_here(|tx| accounts::set_on(tx, ada, true)).expect("on");
        store.write_here(|tx| letter_links::forget(tx, ada)).expect("forgotten");
        assert_eq!(find(LinkKind::Password, 4, 9), None);
    });
}

#[test]
fn an_address_that_changes_is_shown_anew() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ada = reader(fresh, "Ada", Some("ada@paper.example"));
        let proved = || store.read_here(|tx| accounts::proved(tx, ada)).expect("reads");
        let prove = |email: &str| store.write_here(|tx| accounts::prove(tx, ada, email, at(3))).expect("asked");
        assert_eq!(proved(), None, "{}", fresh.engine);
        assert!(!prove("eve@paper.example") && prove("ada@paper.example"));
        let name = |name: &str, email| {
            store.write_here(|tx| accounts::name(tx, ada, name, &name.to_lowercase(), email)).expect("named");
        };
        name("Ada Quill", Some("ada@paper.example"));
        assert_eq!(proved(), Some(at(3)), "the address is the same");
        name("Ada Quill", Some("quill@paper.example"));
        assert_eq!(proved(), None);
        assert!(prove("quill@paper.example"));
        name("Ada Quill", None);
        assert_eq!(proved(), None);
        let taken = |login: &str| store.read_here(|tx| accounts::is_taken(tx, login)).expect("reads");
        assert!(taken("ada quill") && !taken("quill@paper.example"));
    });
}

#[test]
fn credentials_belong_to_one_reader() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let (ada, bo) = (reader(fresh, "Ada", None), reader(fresh, "Bo", None));
        let new = |kind, reader, subject: Option<&str>| NewCredential {
            kind,
            reader,
            label: "Telephone".into(),
            subject: subject.map(Into::into),
            verifier: vec![7; 32],
            counter: 4,
        };
        let add = |new: NewCredential| store.write_here(|tx| credentials::add(tx, &ids, &new, at(0)));
        assert_eq!(add(new(Kind::Passkey, ada, Some("x"))), Ok(true));
        assert_eq!(add(new(Kind::Passkey, bo, Some("x"))), Err(Error::Unique), "{}", fresh.engine);
        assert_eq!(add(new(Kind::Oidc, bo, Some("x"))), Ok(true), "another kind is another name");
        let found = store.read_here(|tx| credentials::by_subject(tx, Kind::Passkey, "x")).expect("reads").expect("there");
        assert_eq!((found.reader, found.counter, found.label.as_str(), found.used), (ada, 4, "Telephone", None));
        let answered =
            |asked, now| store.write_here(|tx| credentials::answered(tx, found.id, 5, at(asked), at(now))).expect("asked");
        assert_eq!((answered(1, 2), answered(1, 3), answered(3, 4)), (true, false, true), "a question counts once");
        let rename =
            |reader| store.write_here(|tx| credentials::rename(tx, reader, Kind::Passkey, found.id, "Key")).expect("asked");
        assert_eq!((rename(bo), rename(ada)), (false, true));
        store.write_here(|tx| accounts::set_on(tx, ada, false)).expect("off");
        assert_eq!(store.read_here(|tx| credentials::by_subject(tx, Kind::Passkey, "x")).expect("reads"), None);
        let remove = |reader| store.write_here(|tx| credentials::remove(tx, reader, Kind::Passkey, found.id)).expect("asked");
        assert_eq!((remove(bo), remove(ada)), (false, true));
        assert_eq!(add(new(Kind::Passkey, bo, Some("x"))), Ok(true), "what was taken away can come back");
    });
}

#[test]
fn an_apps_password_is_its_readers() {
    on_both(|fresh| {
        let (store, ids) = (&fresh.store, fresh.store.ids().clone());
        let (ada, bo) = (reader(fresh, "Ada", None), reader(fresh, "Bo", None));
        let new = NewCredential {
            kind: Kind::App,
            reader: ada,
            label: "Reader".into(),
            subject: None,
            verifier: vec![1; 32],
            counter: 0,
        };
        for _ in 0..MOST {
            assert!(store.write_here(|tx| credentials::add(tx, &ids, &new, at(0))).expect("added"));
        }
        assert!(!store.write_here(|tx| credentials::add(tx, &ids, &new, at(0))).expect("asked"), "{}", fresh.engine);
        let right =
            |reader, byte, now| store.write_here(|tx| credentials::use_app(tx, reader, &[byte; 32], at(now))).expect("asked");
        assert!(right(ada, 1, 10) && !right(ada, 2, 10) && !right(bo, 1, 10));
        let used = || {
            let all = store.read_here(|tx| credentials::of(tx, ada, Kind::App)).expect("reads");
            all.iter().filter_map(|one| one.used).max()
        };
        assert!(right(ada, 1, 20));
        assert_eq!(used(), Some(at(10)), "not written with every request");
        assert!(right(ada, 1, 400));
        assert_eq!(used(), Some(at(400)));
    });
}
