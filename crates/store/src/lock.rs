//! One desk at a time: a lock that ends with the program that holds it, however it ends.

use std::fs::File;

use crate::db::Location;
use crate::{Error, Store};

/// Held by the program whose desk works on this store.
pub struct DeskLock {
    _held: Held,
}

enum Held {
    File { _file: File },
    Pg { client: Option<postgres::Client> },
}

/// "desk" in ASCII.
const PG_LOCK: i64 = 0x6465_736b;

impl Drop for Held {
    /// PostgreSQL's client may not be dropped on a thread that runs async tasks.
    fn drop(&mut self) {
        if let Held::Pg { client } = self
            && let Some(client) = client.take()
        {
            let _ = std::thread::spawn(move || drop(client)).join();
        }
    }
}

impl Store {
    /// Takes the desk's lock; none when another program has it. Blocks.
    pub fn desk_lock(&self) -> Result<Option<DeskLock>, Error> {
        match self.location() {
            Location::Sqlite(path) => {
                let file = File::options().create(true).truncate(false).write(true).open(path.with_extension("desk-lock"));
                let file = file.map_err(|error| Error::Other(format!("the lock beside the database cannot be made: {error}")))?;
                Ok(file.try_lock().is_ok().then_some(DeskLock { _held: Held::File { _file: file } }))
            }
            Location::Postgres(url) => {
                let mut client = postgres::Client::connect(url, postgres::NoTls)?;
                let taken: bool = client.query_one("select pg_try_advisory_lock($1)", &[&PG_LOCK])?.try_get(0)?;
                Ok(taken.then_some(DeskLock { _held: Held::Pg { client: Some(client) } }))
            }
        }
    }
}
