//! Small named values of the stand itself, such as its secret.

use crate::Error;
use crate::db::Tx;

/// A value by its name.
pub fn get(tx: &mut Tx<'_>, name: &str) -> Result<Option<Vec<u8>>, Error> {
    tx.first("select value from settings where name = ?1", &[name.into()], |row| Ok(row.bytes(0)?.to_vec()))
}

/// Keeps `value` under `name` unless there is one already; answers the one that is kept.
pub fn keep(tx: &mut Tx<'_>, name: &str, value: &[u8]) -> Result<Vec<u8>, Error> {
    tx.run_sql(
        "insert into settings (name, value) values (?1, ?2) on conflict (name) do nothing",
        &[name.into(), value.into()],
    )?;
    get(tx, name)?.ok_or_else(|| Error::Other(format!("setting {name} was not kept")))
}

/// Sets `value` under `name`.
pub fn set(tx: &mut Tx<'_>, name: &str, value: &[u8]) -> Result<(), Error> {
    tx.run_sql(
        "insert into settings (name, value) values (?1, ?2) on conflict (name) do update set value = ?2",
        &[name.into(), value.into()],
    )
    .map(|_| ())
}
