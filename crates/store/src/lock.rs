//! Locks that end with the program that holds them, however it ends: which programs are at work on a store, and which of
//! them has the desk.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::db::Location;
use crate::{Error, Store};

/// Programs that may work on one store at once; their numbers are part of every id.
pub const PLACES: u8 = 16;

/// Held by the program whose desk works on a store.
pub struct DeskLock {
    _held: Held,
}

/// A program's place among those at work on a store.
pub(crate) struct Place {
    pub(crate) number: u8,
    _held: Held,
}

/// A lock on one name, until dropped.
enum Held {
    File {
        _file: File,
    },
    /// In a mutex because a client may not be looked at by two threads; nobody does.
    Pg {
        client: Mutex<Option<Box<postgres::Client>>>,
    },
}

/// "news" in ASCII, in the upper half of an advisory lock's key; the name is in the lower.
const PG_SPACE: i32 = 0x6e65_7773;
const DESK: u8 = 255;

impl Drop for Held {
    /// PostgreSQL's client may not be dropped on a thread that runs async tasks.
    fn drop(&mut self) {
        if let Held::Pg { client } = self
            && let Some(client) = client.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner).take()
        {
            let _ = std::thread::spawn(move || drop(client)).join();
        }
    }
}

/// Takes the first free place.
pub(crate) fn take_place(location: &Location) -> Result<Place, Error> {
    for number in 0..PLACES {
        if let Some(held) = take(location, number)? {
            return Ok(Place { number, _held: held });
        }
    }
    Err(Error::Other(format!("{PLACES} programs work on this database already; stop one of them")))
}

/// Takes one lock; none when another program has it.
fn take(location: &Location, name: u8) -> Result<Option<Held>, Error> {
    match location {
        Location::Sqlite(path) => {
            let path = lock_file(path, name);
            let file = File::options().create(true).truncate(false).write(true).open(&path);
            let file = file.map_err(|error| Error::Other(format!("{} cannot be made: {error}", path.display())))?;
            Ok(file.try_lock().is_ok().then_some(Held::File { _file: file }))
        }
        Location::Postgres(url) => {
            let mut client =
                postgres::Client::connect(url, postgres::NoTls).map_err(|error| Error::Unreachable(Error::pg_words(&error)))?;
            let taken: bool =
                client.query_one("select pg_try_advisory_lock($1, $2)", &[&PG_SPACE, &i32::from(name)])?.try_get(0)?;
            Ok(taken.then_some(Held::Pg { client: Mutex::new(Some(Box::new(client))) }))
        }
    }
}

/// `stand.db` has its locks beside it: `stand.lock-0`, `stand.lock-desk`.
fn lock_file(database: &Path, name: u8) -> PathBuf {
    database.with_extension(if name == DESK { "lock-desk".to_owned() } else { format!("lock-{name}") })
}

impl Store {
    /// Takes the desk's lock; none when another program has it. Blocks.
    pub fn desk_lock(&self) -> Result<Option<DeskLock>, Error> {
        Ok(take(self.location(), DESK)?.map(|held| DeskLock { _held: held }))
    }

    /// Gives back what stopped programs left leased: a lease whose holder's place nobody has is nobody's. Blocks.
    pub fn free_dead_leases(&self) -> Result<(), Error> {
        let holders = self.read_here(crate::feeds::holders)?;
        for holder in holders.into_iter().filter(|holder| *holder != self.node()) {
            if let Some(_held) = take(self.location(), holder)? {
                self.write_here(|tx| crate::feeds::free_leases(tx, holder))?;
            }
        }
        Ok(())
    }
}
