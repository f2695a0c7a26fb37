//! What can go wrong at rest.

use std::fmt;

/// Why the store could not do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// Another program holds the database too long.
    Busy,
    /// A value that must be unique is there already.
    Unique,
    /// The disk is full.
    Full,
    /// The database file is damaged or no database.
    Damaged(String),
    /// The database was made by a newer Newsstand.
    Newer {
        /// The number of its newest migration.
        found: i64,
        /// The number of the newest migration this program knows.
        known: i64,
    },
    /// The database server cannot be reached.
    Unreachable(String),
    /// The connection was lost on the way.
    Lost(String),
    /// The store is being closed.
    Closed,
    /// Anything else, in the engine's words.
    Other(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Busy => f.write_str("another program is writing to the database; stop it or try again in a moment"),
            Error::Unique => f.write_str("it is there already"),
            Error::Full => {
                f.write_str("the disk is full; nothing that was saved before is lost. Free some space and start again")
            }
            Error::Damaged(words) => write!(
                f,
                "the database file is damaged or is not a database ({words}); restore a backup, or name another folder with --data"
            ),
            Error::Newer { found, known } => write!(
                f,
                "the database was made by a newer Newsstand (its schema is {found}, this program knows {known}); install that version, or name another folder with --data"
            ),
            Error::Unreachable(words) => write!(f, "the database server cannot be reached: {words}"),
            Error::Lost(words) => write!(f, "the connection to the database was lost: {words}"),
            Error::Closed => f.write_str("the store is closed"),
            Error::Other(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Error {}

impl Error {
    pub(crate) fn from_sqlite(error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(code, _) = error else { return Error::Other(error.to_string()) };
        match code.code {
            Code::DatabaseBusy | Code::DatabaseLocked => Error::Busy,
            Code::DiskFull => Error::Full,
            Code::DatabaseCorrupt | Code::NotADatabase => Error::Damaged(error.to_string()),
            // 2067 SQLITE_CONSTRAINT_UNIQUE, 1555 SQLITE_CONSTRAINT_PRIMARYKEY
            Code::ConstraintViolation if matches!(code.extended_code, 2067 | 1555) => Error::Unique,
            _ => Error::Other(error.to_string()),
        }
    }

    /// The server's own words, where it said any.
    pub(crate) fn pg_words(error: &postgres::Error) -> String {
        match error.as_db_error() {
            Some(db) => db.message().to_owned(),
            None => {
                let cause = std::error::Error::source(error).map(|cause| format!(": {cause}"));
                format!("{error}{}", cause.unwrap_or_default())
            }
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::from_sqlite(&error)
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        let words = Self::pg_words(&error);
        match error.code().map(|state| state.code()) {
            Some("23505") => Error::Unique,
            Some("53100") => Error::Full,
            Some("40001" | "40P01" | "55P03") => Error::Busy,
            // ended by the administrator, crash, shutting down
            Some("57P01" | "57P02" | "57P03") => Error::Lost(words),
            Some(_) => Error::Other(words),
            None if error.is_closed() => Error::Lost(words),
            None if std::error::Error::source(&error).is_some_and(|cause| cause.is::<std::io::Error>()) => Error::Lost(words),
            None => Error::Other(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_called_one() {
        let db = rusqlite::Connection::open_in_memory().expect("opens");
        db.execute_batch("pragma max_page_count = 4; create table t (x)").expect("makes");
        let fill = || db.execute("insert into t values (zeroblob(10000))", []);
        let error = (0..100).find_map(|_| fill().err()).expect("it fills up");
        assert_eq!(Error::from(error), Error::Full);
        assert!(Error::Full.to_string().contains("nothing that was saved before is lost"));
    }
}
