//! The one closed door to the databases: one SQL text for SQLite and PostgreSQL, one closure for one transaction.
//!
//! SQL is written with `?1, ?2, …` for parameters. Only integers, text and bytes cross. A transaction commits only if
//! its closure answered `Ok` and no statement in it failed; a closure may run twice when a connection is lost, so
//! closures must not have effects outside the database.

mod pg;
mod pool;
mod sqlite;
mod tx;

use std::path::PathBuf;
use std::sync::Arc;

use crate::Error;
use pool::Pool;
pub use tx::Tx;
pub(crate) use tx::{Bind, Row};

/// Which database, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A file; made when it does not exist.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

impl Location {
    /// Reads `postgres://…`, `postgresql://…`, `sqlite:PATH` or a plain path.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Location::Postgres(text.to_owned())
        } else {
            Location::Sqlite(PathBuf::from(text.strip_prefix("sqlite:").unwrap_or(text)))
        }
    }

    /// For logs and messages: without user name and password.
    pub fn redacted(&self) -> String {
        match self {
            Location::Sqlite(path) => path.display().to_string(),
            Location::Postgres(url) => match (url.split_once("://"), url.rsplit_once('@')) {
                (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://…@{rest}"),
                _ => url.clone(),
            },
        }
    }
}

/// Connections to one database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    shared: Arc<Shared>,
}

struct Shared {
    location: Location,
    writers: Pool,
    readers: Pool,
}

/// Connections that only read.
const READERS: usize = 4;
/// Connections that write to PostgreSQL; SQLite has one writer.
const PG_WRITERS: usize = 4;

impl Db {
    /// Opens the database; does not touch its tables.
    pub fn open(location: &Location) -> Result<Self, Error> {
        let (writers, readers) = match location {
            Location::Sqlite(path) => {
                let (w, r) = (path.clone(), path.clone());
                let writers = Pool::new(1, Box::new(move || sqlite::writer(&w)))?;
                (writers, Pool::new(READERS, Box::new(move || sqlite::reader(&r)))?)
            }
            Location::Postgres(url) => {
                let (w, r) = (url.clone(), url.clone());
                let writers = Pool::new(PG_WRITERS, Box::new(move || pg::connect(&w)))?;
                (writers, Pool::new(READERS, Box::new(move || pg::connect(&r)))?)
            }
        };
        Ok(Self { shared: Arc::new(Shared { location: location.clone(), writers, readers }) })
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.shared.location
    }

    /// Runs `work` in one writing transaction on this thread. Waits for a free writer.
    pub fn write_here<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
        here(|| self.shared.writers.with(true, work))
    }

    /// Runs `work` in one reading transaction on this thread. Writing in it fails.
    pub fn read_here<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
        here(|| self.shared.readers.with(false, work))
    }

    /// Runs `work` in one writing transaction on a blocking thread.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let db = self.clone();
        let permit = self.shared.writers.permit().await?;
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            db.write_here(work)
        });
        done.await.map_err(|_| Error::Closed)?
    }

    /// Writes SQLite's log back into the file and empties it; true where that was done, and where there is none.
    pub async fn checkpoint(&self) -> Result<bool, Error> {
        let db = self.clone();
        let permit = self.shared.writers.permit().await?;
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            db.shared.writers.apart(tx::checkpoint)
        });
        done.await.map_err(|_| Error::Closed)?
    }

    /// Runs `work` in one reading transaction on a blocking thread.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let db = self.clone();
        let permit = self.shared.readers.permit().await?;
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            db.read_here(work)
        });
        done.await.map_err(|_| Error::Closed)?
    }
}

/// Runs `work` on this thread, also where it is one of a runtime's: PostgreSQL's client blocks in a way that a task may only
/// when the runtime is told.
fn here<T>(work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_do_not_reach_logs() {
        let location = Location::parse("postgres://me:secret@db.example:5432/news");
        assert_eq!(location.redacted(), "postgres://…@db.example:5432/news");
        assert_eq!(Location::parse("sqlite:/x/y.db"), Location::Sqlite("/x/y.db".into()));
    }
}
