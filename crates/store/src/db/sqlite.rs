//! Connections to SQLite: one writer, readers that cannot write.

use rusqlite::{Connection, OpenFlags};
use std::path::Path;

use super::tx::Conn;
use crate::Error;

/// How long a connection waits for another process's writer.
const BUSY_MS: u32 = 10_000;
/// Statements kept prepared per connection.
const STATEMENTS: usize = 192;

/// `synchronous = full`: in WAL mode only this keeps the last commits when power is lost.
/// `secure_delete`: what is deleted is overwritten, so that nothing of somebody who left stays in the file.
/// `temp_store = memory`: sorting needs no second file. `cache_size`: kibibytes when negative.
fn settings(cache_kib: u32) -> String {
    format!(
        "pragma busy_timeout = {BUSY_MS}; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
         pragma secure_delete = on; pragma temp_store = memory; pragma cache_size = -{cache_kib}; pragma journal_size_limit = 16777216;"
    )
}

pub(super) fn writer(path: &Path) -> Result<Conn, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|e| open_error(path, &e))?;
    ready(conn, path, 4096)
}

fn ready(conn: Connection, path: &Path, cache_kib: u32) -> Result<Conn, Error> {
    conn.execute_batch(&settings(cache_kib)).map_err(|e| open_error(path, &e))?;
    // Without this guarantee SQLite plans a statement anew whenever another value is bound where statistics could matter:
    // a fifth of the time of a search.
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(Conn::Sqlite(conn))
}

pub(super) fn reader(path: &Path) -> Result<Conn, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|e| open_error(path, &e))?;
    let conn = ready(conn, path, 2048)?;
    if let Conn::Sqlite(conn) = &conn {
        conn.execute_batch("pragma query_only = on;")?;
    }
    Ok(conn)
}

fn open_error(path: &Path, error: &rusqlite::Error) -> Error {
    match Error::from_sqlite(error) {
        Error::Other(message) => Error::Other(format!("cannot open the database {}: {message}", path.display())),
        known => known,
    }
}
