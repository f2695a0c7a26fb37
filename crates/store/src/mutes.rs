//! What readers do not want to see.

use newsstand_news::{Moment, Muted};

use crate::db::Tx;
use crate::{Error, Ids};

/// A mute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mute {
    /// Its row.
    pub id: i64,
    /// What is not wanted.
    pub what: Muted,
    /// As the reader wrote it.
    pub label: String,
    /// Since when.
    pub since: Moment,
    /// Until when; none is for good.
    pub until: Option<Moment>,
}

/// Most mutes of one reader.
pub const MOST: usize = 500;

/// A reader's mutes that hold at `now`, the newest first. Those that have ended are left out and stay for
/// [`prune`].
pub fn of(tx: &mut Tx<'_>, reader: i64, now: Moment) -> Result<Vec<Mute>, Error> {
    let sql = "select id, kind, value, label, since, until from mutes
               where reader = ?1 and (until is null or until > ?2) order by id desc limit 500";
    let rows = tx.rows(sql, &[reader.into(), now.into()], |row| {
        let what = Muted::of(row.text(1)?, row.text(2)?);
        Ok((row.int(0)?, what, row.string(3)?, row.moment(4)?, row.opt_moment(5)?))
    })?;
    let mute = |(id, what, label, since, until)| Some(Mute { id, what: what?, label, since, until });
    Ok(rows.into_iter().filter_map(mute).collect())
}

/// Mutes something, or gives a mute another end. Answers its row.
pub fn add(
    tx: &mut Tx<'_>,
    ids: &Ids,
    reader: i64,
    what: &Muted,
    label: &str,
    now: Moment,
    until: Option<Moment>,
) -> Result<i64, Error> {
    prune(tx, reader, now)?;
    let value = what.value();
    if full(tx, reader, what, now)? {
        return Err(Error::Other(format!("A reader can mute {MOST} things at most. Take one back first.")));
    }
    let row = [
        ids.next::<Mute>(now).into(),
        reader.into(),
        what.kind().into(),
        (&value).into(),
        label.into(),
        now.into(),
        until.into(),
    ];
    tx.run_sql(
        "insert into mutes (id, reader, kind, value, label, since, until) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         on conflict (reader, kind, value) do update set label = ?5, until = ?7",
        &row,
    )?;
    let sql = "select id from mutes where reader = ?1 and kind = ?2 and value = ?3";
    let id = tx.first(sql, &[reader.into(), what.kind().into(), (&value).into()], |row| row.int(0))?;
    id.ok_or_else(|| Error::Other("the mute was not kept".into()))
}

/// Whether a reader holds as many mutes as can be and `what` is none of them.
pub fn full(tx: &mut Tx<'_>, reader: i64, what: &Muted, now: Moment) -> Result<bool, Error> {
    let sql = "select count(*), coalesce(sum(case when kind = ?2 and value = ?3 then 1 else 0 end), 0) from mutes
               where reader = ?1 and (until is null or until > ?4)";
    let value = what.value();
    let binds = [reader.into(), what.kind().into(), (&value).into(), now.into()];
    let (held, same) = tx.first(sql, &binds, |row| Ok((row.int(0)?, row.int(1)?)))?.unwrap_or((0, 0));
    Ok(held >= MOST as i64 && same == 0)
}

/// Takes a mute back; answers what it was, so that this can be undone.
pub fn remove(tx: &mut Tx<'_>, reader: i64, id: i64) -> Result<Option<Mute>, Error> {
    let sql = "select id, kind, value, label, since, until from mutes where reader = ?1 and id = ?2";
    let found = tx.first(sql, &[reader.into(), id.into()], |row| {
        let what = Muted::of(row.text(1)?, row.text(2)?);
        Ok(what.map(|what| (what, row.string(3), row.moment(4), row.opt_moment(5))))
    })?;
    tx.run_sql("delete from mutes where reader = ?1 and id = ?2", &[reader.into(), id.into()])?;
    let Some((what, label, since, until)) = found.flatten() else { return Ok(None) };
    Ok(Some(Mute { id, what, label: label?, since: since?, until: until? }))
}

/// Drops what has ended.
fn prune(tx: &mut Tx<'_>, reader: i64, now: Moment) -> Result<(), Error> {
    tx.run_sql("delete from mutes where reader = ?1 and until <= ?2", &[reader.into(), now.into()]).map(|_| ())
}
