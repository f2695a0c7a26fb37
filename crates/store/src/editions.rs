//! Editions: what stood where.

use newsstand_news::{Edition, Moment};

use crate::db::{Bind, Tx};
use crate::{Error, Ids};

/// Editions that are kept.
const KEPT: i64 = 200;

/// Keeps an edition and drops the oldest beyond [`KEPT`].
pub fn save(tx: &mut Tx<'_>, ids: &Ids, edition: &Edition, now: Moment) -> Result<(), Error> {
    let layout = serde_json::to_string(edition).map_err(|e| Error::Other(e.to_string()))?;
    tx.run_sql(
        "insert into editions (id, made, layout) values (?1, ?2, ?3)",
        &[ids.next::<Edition>(now).into(), edition.made.into(), (&layout).into()],
    )?;
    tx.run_sql(
        "delete from editions where id <= coalesce((select id from editions order by id desc limit 1 offset ?1), 0)",
        &[Bind::Int(KEPT)],
    )
    .map(|_| ())
}

/// The newest edition.
pub fn latest(tx: &mut Tx<'_>) -> Result<Option<Edition>, Error> {
    let layout = tx.first("select layout from editions order by id desc limit 1", &[], |row| row.string(0))?;
    Ok(layout.and_then(|layout| serde_json::from_str(&layout).ok()))
}

/// When the newest edition was made.
pub fn made(tx: &mut Tx<'_>) -> Result<Option<Moment>, Error> {
    Ok(tx.first("select max(made) from editions", &[], |row| row.opt_moment(0))?.flatten())
}
