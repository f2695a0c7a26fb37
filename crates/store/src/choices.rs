//! Small choices of a reader, by name.

use crate::Error;
use crate::db::Tx;

/// All choices a reader made: name and value.
pub fn all(tx: &mut Tx<'_>, reader: i64) -> Result<Vec<(String, String)>, Error> {
    let sql = "select name, value from choices where reader = ?1 order by name";
    tx.rows(sql, &[reader.into()], |row| Ok((row.string(0)?, row.string(1)?)))
}

/// Makes a choice.
pub fn set(tx: &mut Tx<'_>, reader: i64, name: &str, value: &str) -> Result<(), Error> {
    let sql = "insert into choices (reader, name, value) values (?1, ?2, ?3) on conflict (reader, name) do update set value = ?3";
    tx.run_sql(sql, &[reader.into(), name.into(), value.into()]).map(|_| ())
}

/// Takes a choice back.
pub fn unset(tx: &mut Tx<'_>, reader: i64, name: &str) -> Result<(), Error> {
    tx.run_sql("delete from choices where reader = ?1 and name = ?2", &[reader.into(), name.into()]).map(|_| ())
}
