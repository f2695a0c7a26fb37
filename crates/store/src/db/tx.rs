//! A transaction: the only way to run SQL.

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use std::fmt::Write as _;

use super::pg::{PgConn, Raw};
use crate::Error;

pub(super) enum Conn {
    Sqlite(rusqlite::Connection),
    Pg(Box<PgConn>),
}

/// A value bound to a parameter. Nothing else crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bind<'a> {
    /// No value.
    Null,
    /// A `bigint`.
    Int(i64),
    /// A `text`; NUL characters must have been dropped before (PostgreSQL refuses them).
    Text(&'a str),
    /// A `blob`.
    Bytes(&'a [u8]),
}

impl From<i64> for Bind<'_> {
    fn from(value: i64) -> Self {
        Bind::Int(value)
    }
}
impl From<Option<i64>> for Bind<'_> {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Bind::Null, Bind::Int)
    }
}
impl From<bool> for Bind<'_> {
    fn from(value: bool) -> Self {
        Bind::Int(i64::from(value))
    }
}
impl<'a> From<&'a str> for Bind<'a> {
    fn from(value: &'a str) -> Self {
        Bind::Text(value)
    }
}
impl<'a> From<&'a String> for Bind<'a> {
    fn from(value: &'a String) -> Self {
        Bind::Text(value)
    }
}
impl<'a> From<Option<&'a str>> for Bind<'a> {
    fn from(value: Option<&'a str>) -> Self {
        value.map_or(Bind::Null, Bind::Text)
    }
}
impl<'a> From<&'a [u8]> for Bind<'a> {
    fn from(value: &'a [u8]) -> Self {
        Bind::Bytes(value)
    }
}
impl<'a> From<Option<&'a [u8]>> for Bind<'a> {
    fn from(value: Option<&'a [u8]>) -> Self {
        value.map_or(Bind::Null, Bind::Bytes)
    }
}
impl<T> From<newsstand_news::Id<T>> for Bind<'_> {
    fn from(id: newsstand_news::Id<T>) -> Self {
        Bind::Int(id.get())
    }
}
impl<T> From<Option<newsstand_news::Id<T>>> for Bind<'_> {
    fn from(id: Option<newsstand_news::Id<T>>) -> Self {
        id.map_or(Bind::Null, |id| Bind::Int(id.get()))
    }
}
impl From<newsstand_news::Moment> for Bind<'_> {
    fn from(moment: newsstand_news::Moment) -> Self {
        Bind::Int(moment.micros())
    }
}
impl From<Option<newsstand_news::Moment>> for Bind<'_> {
    fn from(moment: Option<newsstand_news::Moment>) -> Self {
        moment.map_or(Bind::Null, |moment| Bind::Int(moment.micros()))
    }
}

impl rusqlite::ToSql for Bind<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Bind::Null => ToSqlOutput::Owned(Value::Null),
            Bind::Int(value) => ToSqlOutput::Owned(Value::Integer(*value)),
            Bind::Text(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Bind::Bytes(value) => ToSqlOutput::Borrowed(ValueRef::Blob(value)),
        })
    }
}

/// One row of an answer.
pub enum Row<'a> {
    #[doc(hidden)]
    Sqlite(&'a rusqlite::Row<'a>),
    #[doc(hidden)]
    Pg(&'a postgres::Row),
}

impl Row<'_> {
    /// An integer, or none for null.
    pub fn opt_int(&self, at: usize) -> Result<Option<i64>, Error> {
        match self {
            Row::Sqlite(row) => match row.get_ref(at)? {
                ValueRef::Null => Ok(None),
                ValueRef::Integer(value) => Ok(Some(value)),
                other => Err(wrong(at, "an integer", other.data_type())),
            },
            Row::Pg(row) => match raw(row, at)? {
                None => Ok(None),
                Some(&[a, b, c, d, e, f, g, h]) => Ok(Some(i64::from_be_bytes([a, b, c, d, e, f, g, h]))),
                Some(&[a, b, c, d]) => Ok(Some(i64::from(i32::from_be_bytes([a, b, c, d])))),
                Some(other) => Err(wrong(at, "an integer", other.len())),
            },
        }
    }

    /// Text, or none for null.
    pub fn opt_text(&self, at: usize) -> Result<Option<&str>, Error> {
        let bytes = match self {
            Row::Sqlite(row) => match row.get_ref(at)? {
                ValueRef::Null => None,
                ValueRef::Text(bytes) => Some(bytes),
                other => return Err(wrong(at, "text", other.data_type())),
            },
            Row::Pg(row) => raw(row, at)?,
        };
        bytes.map(|bytes| std::str::from_utf8(bytes).map_err(|_| wrong(at, "text", "bytes"))).transpose()
    }

    /// Bytes, or none for null.
    pub fn opt_bytes(&self, at: usize) -> Result<Option<&[u8]>, Error> {
        match self {
            Row::Sqlite(row) => match row.get_ref(at)? {
                ValueRef::Null => Ok(None),
                ValueRef::Blob(bytes) => Ok(Some(bytes)),
                other => Err(wrong(at, "bytes", other.data_type())),
            },
            Row::Pg(row) => raw(row, at),
        }
    }

    /// An integer.
    pub fn int(&self, at: usize) -> Result<i64, Error> {
        self.opt_int(at)?.ok_or_else(|| wrong(at, "an integer", "null"))
    }
    /// Text.
    pub fn text(&self, at: usize) -> Result<&str, Error> {
        self.opt_text(at)?.ok_or_else(|| wrong(at, "text", "null"))
    }
    /// Text of its own.
    pub fn string(&self, at: usize) -> Result<String, Error> {
        self.text(at).map(str::to_owned)
    }
    /// Text of its own, or none for null.
    pub fn opt_string(&self, at: usize) -> Result<Option<String>, Error> {
        Ok(self.opt_text(at)?.map(str::to_owned))
    }
    /// Bytes.
    pub fn bytes(&self, at: usize) -> Result<&[u8], Error> {
        self.opt_bytes(at)?.ok_or_else(|| wrong(at, "bytes", "null"))
    }
    /// An id.
    pub fn id<T>(&self, at: usize) -> Result<newsstand_news::Id<T>, Error> {
        self.int(at).map(newsstand_news::Id::new)
    }
    /// An id, or none for null.
    pub fn opt_id<T>(&self, at: usize) -> Result<Option<newsstand_news::Id<T>>, Error> {
        Ok(self.opt_int(at)?.map(newsstand_news::Id::new))
    }
    /// A moment.
    pub fn moment(&self, at: usize) -> Result<newsstand_news::Moment, Error> {
        self.int(at).map(newsstand_news::Moment::from_micros)
    }
    /// A moment, or none for null.
    pub fn opt_moment(&self, at: usize) -> Result<Option<newsstand_news::Moment>, Error> {
        Ok(self.opt_int(at)?.map(newsstand_news::Moment::from_micros))
    }
    /// A word of a closed list.
    pub fn word<T: std::str::FromStr<Err = String>>(&self, at: usize) -> Result<T, Error> {
        self.text(at)?.parse().map_err(Error::Other)
    }
}

fn raw(row: &postgres::Row, at: usize) -> Result<Option<&[u8]>, Error> {
    Ok(row.try_get::<_, Raw<'_>>(at)?.0)
}

fn wrong(at: usize, wanted: &str, found: impl std::fmt::Debug) -> Error {
    Error::Other(format!("column {at} of an answer should be {wanted}, found {found:?}"))
}

/// A transaction.
pub struct Tx<'c> {
    conn: &'c mut Conn,
    failed: bool,
}

impl<'c> Tx<'c> {
    pub(super) fn run<T>(
        conn: &'c mut Conn,
        write: bool,
        work: &mut impl FnMut(&mut Tx<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let begin = match (&*conn, write) {
            // A deferred transaction that turns into a writing one is refused at once when another has written.
            (Conn::Sqlite(_), true) => "begin immediate",
            (Conn::Sqlite(_), false) => "begin",
            (Conn::Pg(_), true) => "begin",
            (Conn::Pg(_), false) => "begin isolation level repeatable read read only",
        };
        let mut tx = Tx { conn, failed: false };
        tx.batch(begin)?;
        let result = work(&mut tx);
        match result {
            Ok(value) if !tx.failed => match tx.batch("commit") {
                Ok(()) => Ok(value),
                Err(error) => {
                    let _ = tx.batch("rollback");
                    Err(error)
                }
            },
            Ok(_) => {
                let _ = tx.batch("rollback");
                Err(Error::Other("a statement failed and its error was ignored; nothing was kept".into()))
            }
            Err(error) => {
                let _ = tx.batch("rollback");
                Err(error)
            }
        }
    }

    /// Whether this is PostgreSQL. Only the search files and the schema may ask.
    pub(crate) fn is_pg(&self) -> bool {
        matches!(self.conn, Conn::Pg(_))
    }

    /// Runs statements without parameters.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), Error> {
        let result = match self.conn {
            Conn::Sqlite(conn) => conn.execute_batch(sql).map_err(Error::from),
            Conn::Pg(conn) => conn.client.batch_execute(sql).map_err(Error::from),
        };
        self.note(result)
    }

    /// Runs one statement; answers how many rows it touched.
    pub(crate) fn run_sql(&mut self, sql: &str, binds: &[Bind<'_>]) -> Result<u64, Error> {
        let result = match self.conn {
            Conn::Sqlite(conn) => (|| {
                let mut statement = conn.prepare_cached(sql)?;
                Ok(statement.execute(rusqlite::params_from_iter(binds))? as u64)
            })(),
            Conn::Pg(conn) => (|| {
                let statement = conn.prepare(sql)?;
                Ok(conn.client.execute(&statement, &pg_binds(binds))?)
            })(),
        };
        self.note(result)
    }

    /// Runs one statement and reads every row of its answer.
    pub(crate) fn rows<T>(
        &mut self,
        sql: &str,
        binds: &[Bind<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let result = match self.conn {
            Conn::Sqlite(conn) => (|| {
                let mut statement = conn.prepare_cached(sql)?;
                let mut rows = statement.query(rusqlite::params_from_iter(binds))?;
                let mut out = Vec::new();
                while let Some(row) = rows.next()? {
                    out.push(read(&Row::Sqlite(row))?);
                }
                Ok(out)
            })(),
            Conn::Pg(conn) => (|| {
                let statement = conn.prepare(sql)?;
                let rows = conn.client.query(&statement, &pg_binds(binds))?;
                rows.iter().map(|row| read(&Row::Pg(row))).collect()
            })(),
        };
        self.note(result)
    }

    /// Runs one statement and reads the first row of its answer, if there is one.
    pub(crate) fn first<T>(
        &mut self,
        sql: &str,
        binds: &[Bind<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        Ok(self.rows(sql, binds, read)?.into_iter().next())
    }

    /// Inserts many rows of `width` values: `head` (`insert into … (…)`) + `values (…),(…)` + `tail` (`on conflict …`).
    /// Batches come in three sizes, so that only three texts are prepared.
    pub(crate) fn insert(&mut self, head: &str, width: usize, tail: &str, binds: &[Bind<'_>]) -> Result<u64, Error> {
        debug_assert!(width > 0 && binds.len().is_multiple_of(width), "a row is missing a value");
        let sizes: &[usize] = if self.is_pg() { &[64, 8, 1] } else { &[8, 1] };
        let mut rest = binds;
        let mut touched = 0;
        while !rest.is_empty() {
            let left = rest.len() / width;
            let size = sizes.iter().copied().find(|size| *size <= left).unwrap_or(1);
            let (now, later) = rest.split_at(size * width);
            touched += self.run_sql(&format!("{head} values {} {tail}", rows(size, width)), now)?;
            rest = later;
        }
        Ok(touched)
    }

    fn note<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        self.failed |= result.is_err();
        result
    }
}

/// Writes SQLite's log back and empties it; false where a reader was in the way for too long.
pub(super) fn checkpoint(conn: &mut Conn) -> Result<bool, Error> {
    match conn {
        Conn::Sqlite(conn) => Ok(conn.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, i64>(0))? == 0),
        Conn::Pg(_) => Ok(true),
    }
}

/// `(?1,?2),(?3,?4)` for two rows of two values.
pub(crate) fn rows(count: usize, width: usize) -> String {
    let mut text = String::with_capacity(count * width * 5);
    for row in 0..count {
        text.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..width {
            let _ = write!(text, "{}?{}", if column == 0 { "" } else { "," }, row * width + column + 1);
        }
        text.push(')');
    }
    text
}

fn pg_binds<'a>(binds: &'a [Bind<'a>]) -> Vec<&'a (dyn postgres::types::ToSql + Sync)> {
    binds.iter().map(|bind| bind as &(dyn postgres::types::ToSql + Sync)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_are_numbered_through() {
        assert_eq!(super::rows(2, 3), "(?1,?2,?3),(?4,?5,?6)");
        assert_eq!(super::rows(1, 1), "(?1)");
    }
}
