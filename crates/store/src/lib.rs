//! Where every value rests: SQLite or PostgreSQL, one SQL text for both.
//!
//! One file per noun. Functions take a transaction and plain values and are synchronous; [`Store::write`] and
//! [`Store::read`] run them, one closure in one transaction on one blocking thread:
//!
//! ```text
//! let titles = store.read(|tx| titles::all(tx)).await?;
//! ```

pub mod accounts;
pub mod analyse;
pub mod articles;
pub mod audit;
pub mod bought;
pub mod choices;
mod codec;
pub mod corrections;
pub mod coupons;
pub mod coupons_desk;
pub mod credentials;
mod db;
pub mod editions;
pub mod entries;
mod error;
pub mod feeds;
pub mod gifts;
pub mod households;
pub mod hubs;
pub mod inbox;
pub mod institutions;
pub mod institutions_desk;
pub mod interests;
pub mod invitations;
pub mod letter_links;
pub mod letters;
pub mod licences;
mod lock;
pub mod memberships;
pub mod mentions;
pub mod mine;
pub mod mutes;
pub mod orders;
pub mod parts;
pub mod payers;
pub mod picks;
pub mod plans;
pub mod plans_desk;
pub mod publisher_people;
pub mod readers;
pub mod readings;
pub mod reads;
pub mod receipts;
pub mod reminders;
pub mod roll;
mod schema;
pub mod search;
pub mod sessions;
pub mod settings;
pub mod settlements;
pub mod shares;
pub mod stories;
pub mod subscriptions;
pub mod terms;
pub mod titles;

use newsstand_news::{Id, IdMaker, Moment};
use std::sync::{Arc, Mutex};

pub use db::{Location, Tx};
pub use error::Error;
pub use lock::{DeskLock, PLACES};
pub use schema::NEWEST as NEWEST_SCHEMA;

/// Makes ids for everything that is kept. Shared by all threads.
pub struct Ids(Mutex<IdMaker>);

impl Ids {
    /// The next id.
    pub fn next<T>(&self, now: Moment) -> Id<T> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next(now)
    }
}

/// An open store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    db: db::Db,
    ids: Arc<Ids>,
    place: Arc<lock::Place>,
}

impl Store {
    /// Opens the database, makes it when there is none, brings its schema up to date, and takes a place among the programs
    /// at work on it, so that no two make the same ids. Blocks; call it before any async work.
    pub fn open(location: &Location) -> Result<Self, Error> {
        let db = db::Db::open(location)?;
        schema::migrate(&db)?;
        let place = lock::take_place(location)?;
        // Whoever had this place before is gone: its leases are nobody's.
        db.write_here(|tx| feeds::free_leases(tx, place.number))?;
        let last = db.read_here(newest_id)?;
        let ids = Ids(Mutex::new(IdMaker::new(place.number, last)));
        Ok(Self { db, ids: Arc::new(ids), place: Arc::new(place) })
    }

    /// This program's number among those at work on the store.
    pub fn node(&self) -> u8 {
        self.place.number
    }

    /// The maker of ids.
    pub fn ids(&self) -> &Arc<Ids> {
        &self.ids
    }

    /// Where the store is.
    pub fn location(&self) -> &Location {
        self.db.location()
    }

    /// Runs `work` in one writing transaction; it commits when `work` answers `Ok`. `work` may run twice.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.db.write(work).await
    }

    /// Runs `work` in one reading transaction: everything in it sees the same moment.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.db.read(work).await
    }

    /// [`Store::write`] on this thread, for programs without async tasks and for blocking threads.
    pub fn write_here<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.db.write_here(work)
    }

    /// [`Store::read`] on this thread.
    pub fn read_here<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.db.read_here(work)
    }

    /// Asks the database whether it answers.
    pub async fn ping(&self) -> Result<(), Error> {
        self.read(|tx| tx.first("select 1 from migrations limit 1", &[], |_| Ok(())).map(|_| ())).await
    }

    /// Lets go of what was deleted also where the database keeps it for a while: SQLite's log is written back and emptied. False
    /// where somebody reads so long that it could not be; then it goes with the next time. PostgreSQL sweeps by itself.
    pub async fn forget_deleted(&self) -> Result<bool, Error> {
        self.db.checkpoint().await
    }

    /// Asks SQLite to check its file; answers what it found wrong. PostgreSQL checks itself.
    pub fn check(&self) -> Result<Vec<String>, Error> {
        match self.location() {
            Location::Postgres(_) => Ok(Vec::new()),
            Location::Sqlite(_) => {
                let lines = self.read_here(|tx| tx.rows("pragma quick_check(20)", &[], |row| row.string(0)))?;
                Ok(lines.into_iter().filter(|line| line != "ok").collect())
            }
        }
    }

    /// Bytes on disk; none where only the server knows.
    pub fn size(&self) -> Option<u64> {
        match self.location() {
            Location::Postgres(_) => {
                let sql = "select pg_database_size(current_database())";
                self.read_here(|tx| tx.first(sql, &[], |row| row.int(0))).ok().flatten().and_then(|size| u64::try_from(size).ok())
            }
            Location::Sqlite(path) => {
                let size = |path: &std::path::Path| std::fs::metadata(path).map(|file| file.len()).unwrap_or(0);
                let wal = path.with_extension(format!("{}-wal", path.extension().and_then(|e| e.to_str()).unwrap_or("")));
                Some(size(path) + size(&wal))
            }
        }
    }
}

/// The largest id any table holds, so that new ones continue after it.
fn newest_id(tx: &mut Tx<'_>) -> Result<i64, Error> {
    let mut newest = 0;
    for table in [
        "publishers",
        "titles",
        "feeds",
        "visits",
        "entries",
        "articles",
        "stories",
        "story_moves",
        "editions",
        "readers",
        "folders",
        "receipts",
        "settlements",
        "transactions",
        "credentials",
        "sessions",
        "one_time",
        "audit_log",
        "plans",
        "membership_moves",
        "coupons",
        "gifts",
        "institutions",
        "orders",
        "corrections",
        "letters",
        "letter_links",
        "household_links",
    ] {
        let found = tx.first(&format!("select max(id) from {table}"), &[], |row| row.opt_int(0))?.flatten();
        newest = newest.max(found.unwrap_or(0));
    }
    Ok(newest)
}

/// Calls `ask` with lists of parameters (`?1,?2,…`) that together hold all `ids`. Lists come in two sizes, so that few
/// texts are prepared; short ones are filled up with their last id.
fn in_lists<T>(ids: &[Id<T>], mut ask: impl FnMut(&str, &[db::Bind<'_>]) -> Result<(), Error>) -> Result<(), Error> {
    let mut rest = ids;
    while let Some(last) = rest.last() {
        let size = if rest.len() > 8 { 64 } else { 8 };
        let (now, later) = rest.split_at(rest.len().min(size));
        let mut binds: Vec<db::Bind<'_>> = now.iter().map(|id| (*id).into()).collect();
        binds.resize(size, (*last).into());
        let list: Vec<String> = (1..=size).map(|n| format!("?{n}")).collect();
        ask(&list.join(","), &binds)?;
        rest = later;
    }
    Ok(())
}
