//! The schema, and what transactions promise.

use crate::engine::{on_both, sqlite};
use crate::world::*;
use newsstand_store::{Error, Location, NEWEST_SCHEMA, Store, settings, titles};

#[test]
fn opening_twice_changes_nothing() {
    on_both(|fresh| {
        title(&fresh.store, "The Packet", None);
        let again = Store::open(&fresh.location).expect("opens again");
        assert_eq!(again.read_here(titles::all).expect("reads").len(), 1, "{}", fresh.engine);
    });
}

#[test]
fn a_failed_transaction_keeps_nothing() {
    on_both(|fresh| {
        let failed: Result<(), Error> = fresh.store.write_here(|tx| {
            settings::set(tx, "a", b"1")?;
            Err(Error::Closed)
        });
        assert_eq!(failed, Err(Error::Closed));
        assert_eq!(fresh.store.read_here(|tx| settings::get(tx, "a")).expect("reads"), None, "{}", fresh.engine);
    });
}

#[test]
fn an_error_that_was_swallowed_still_keeps_nothing() {
    on_both(|fresh| {
        let now = at(0);
        title(&fresh.store, "The Packet", None);
        let ids = fresh.store.ids().clone();
        let swallowed = fresh.store.write_here(|tx| {
            settings::set(tx, "a", b"1")?;
            // No such title: a foreign key is violated.
            let _ = newsstand_store::feeds::add(tx, &ids, newsstand_news::Id::new(1), &address("https://x.example/"), None, now);
            Ok(())
        });
        assert!(swallowed.is_err(), "{}", fresh.engine);
        assert_eq!(fresh.store.read_here(|tx| settings::get(tx, "a")).expect("reads"), None, "{}", fresh.engine);
    });
}

#[test]
fn readers_cannot_write() {
    on_both(|fresh| {
        assert!(fresh.store.read_here(|tx| settings::set(tx, "a", b"1")).is_err(), "{}", fresh.engine);
    });
}

#[test]
fn a_kept_setting_is_never_replaced() {
    on_both(|fresh| {
        let keep = |value: &'static [u8]| fresh.store.write_here(|tx| settings::keep(tx, "secret", value)).expect("kept");
        assert_eq!(keep(b"first"), b"first");
        assert_eq!(keep(b"second"), b"first");
    });
}

#[test]
fn ids_continue_after_a_restart() {
    on_both(|fresh| {
        let first = title(&fresh.store, "The Packet", None);
        let again = Store::open(&fresh.location).expect("opens again");
        let second = title(&again, "The Lamp", None);
        assert!(second > first, "{}", fresh.engine);
    });
}

#[test]
fn a_newer_database_is_refused_with_both_numbers() {
    let fresh = sqlite();
    let Location::Sqlite(path) = &fresh.location else { unreachable!("it is SQLite") };
    let other = rusqlite::Connection::open(path).expect("opens");
    other.execute("insert into migrations (number, name, checksum) values (99, 'later', 'x')", []).expect("inserts");
    let refused = Store::open(&fresh.location).err().expect("refused");
    assert_eq!(refused, Error::Newer { found: 99, known: NEWEST_SCHEMA });
    assert!(refused.to_string().contains("newer Newsstand"));
}

#[test]
fn a_file_that_is_no_database_is_named_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("stand.db");
    std::fs::write(&path, vec![b'x'; 8192]).expect("writes");
    let refused = Store::open(&Location::Sqlite(path)).err().expect("refused");
    assert!(matches!(refused, Error::Damaged(_)), "{refused}");
}

#[test]
fn both_engines_have_the_same_columns() {
    let Ok(url) = std::env::var("NEWSSTAND_TEST_POSTGRES") else {
        eprintln!("skipped: NEWSSTAND_TEST_POSTGRES is not set");
        return;
    };
    let columns = std::cell::RefCell::new(Vec::new());
    on_both(|fresh| {
        let found: Vec<(String, String)> = match &fresh.location {
            Location::Sqlite(path) => {
                let db = rusqlite::Connection::open(path).expect("opens");
                let mut statement = db
                    .prepare("select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'search%' order by 1, 2")
                    .expect("prepares");
                statement
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
                    .expect("asks")
                    .map(|row| row.expect("a row"))
                    .collect()
            }
            Location::Postgres(location) => {
                let schema = location.rsplit("%3D").next().expect("a schema");
                let mut client = postgres::Client::connect(&url, postgres::NoTls).expect("connects");
                let sql = "select table_name::text, column_name::text from information_schema.columns where table_schema = $1 and table_name <> 'search' order by 1, 2";
                client.query(sql, &[&schema]).expect("asks").iter().map(|row| (row.get(0), row.get(1))).collect()
            }
        };
        let mut found = found;
        found.sort();
        assert!(found.len() > 100);
        columns.borrow_mut().push(found);
    });
    let columns = columns.into_inner();
    assert_eq!(columns[0], columns[1]);
}

#[test]
fn only_one_desk_works_on_a_store() {
    // Advisory locks belong to the whole database on PostgreSQL, so the check runs on SQLite alone beside other tests.
    let fresh = sqlite();
    let first = fresh.store.desk_lock().expect("asks");
    assert!(first.is_some());
    let other = Store::open(&fresh.location).expect("opens again");
    assert!(other.desk_lock().expect("asks").is_none());
    drop(first);
    assert!(other.desk_lock().expect("asks").is_some());
}

#[test]
fn two_programs_on_one_store_never_make_the_same_id() {
    let fresh = sqlite();
    let other = Store::open(&fresh.location).expect("opens again");
    assert_eq!((fresh.store.node(), other.node()), (0, 1));
    let make = |store: &Store| (0..500).map(|_| store.ids().next::<()>(at(0)).get()).collect::<std::collections::HashSet<_>>();
    assert!(make(&fresh.store).is_disjoint(&make(&other)));
    drop(other);
    assert_eq!(Store::open(&fresh.location).expect("opens again").node(), 1, "a place that was left is taken again");
}
