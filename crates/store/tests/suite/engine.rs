//! Fresh stores on either engine.

use newsstand_store::{Location, Store};
use std::sync::atomic::{AtomicU32, Ordering};

/// A store of its own, and what must live as long as it.
pub struct Fresh {
    pub store: Store,
    pub location: Location,
    pub engine: &'static str,
    _folder: Option<tempfile::TempDir>,
}

/// Runs `check` on a fresh store of every engine at hand.
pub fn on_both(check: impl Fn(&Fresh)) {
    check(&sqlite());
    match std::env::var("NEWSSTAND_TEST_POSTGRES") {
        Ok(url) if !url.is_empty() => check(&postgres(&url)),
        _ => eprintln!("skipped on PostgreSQL: NEWSSTAND_TEST_POSTGRES is not set"),
    }
}

pub fn sqlite() -> Fresh {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let location = Location::Sqlite(folder.path().join("stand.db"));
    Fresh { store: Store::open(&location).expect("opens"), location, engine: "sqlite", _folder: Some(folder) }
}

fn postgres(url: &str) -> Fresh {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let schema = format!("t{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut admin = ::postgres::Client::connect(url, ::postgres::NoTls).expect("the test server answers");
    admin.batch_execute(&format!("create schema {schema}")).expect("a schema can be made");
    let location = Location::Postgres(format!("{url}?options=-csearch_path%3D{schema}"));
    Fresh { store: Store::open(&location).expect("opens"), location, engine: "postgres", _folder: None }
}
