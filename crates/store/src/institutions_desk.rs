//! Institutions at the operator's desk: figures of who reads through one, what it paid, and its reads for a report.

use newsstand_news::Moment;

use crate::Error;
use crate::accounts::ReaderId;
use crate::db::Tx;
use crate::reads::{self, Read};

/// Most receipts of one institution that are listed.
pub const RECEIPTS: i64 = 200;

/// Who reads through an institution, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Readers a code bound to it.
    pub bound: i64,
    /// Readers who read through it since the moment asked for.
    pub readers: i64,
    /// Seats that were used since the other moment asked for, guests' among them.
    pub seats: i64,
}

/// The numbers: of readers since `lately`, of seats after `sitting`.
pub fn figures(tx: &mut Tx<'_>, id: i64, lately: Moment, sitting: Moment) -> Result<Figures, Error> {
    let sql = "select count(bound), count(case when seen >= ?2 then reader end), count(case when seen > ?3 then 1 end)
               from institution_readers where institution = ?1";
    let found = tx.first(sql, &[id.into(), lately.into(), sitting.into()], |row| {
        Ok(Figures { bound: row.int(0)?, readers: row.int(1)?, seats: row.int(2)? })
    })?;
    Ok(found.unwrap_or_default())
}

/// The institution that has this way in; the one with number `but` is not looked at.
pub fn holder(tx: &mut Tx<'_>, kind: &str, value: &str, but: i64) -> Result<Option<String>, Error> {
    let sql = "select i.name from institution_ways w join institutions i on i.id = w.institution
               where w.kind = ?1 and w.value = ?2 and i.id <> ?3 and i.ended is null order by i.id limit 1";
    tx.first(sql, &[kind.into(), value.into(), but.into()], |row| row.string(0))
}

/// Whether a payment in a reader's name pays for days in this time.
pub fn paid_between(tx: &mut Tx<'_>, reader: ReaderId, from: Moment, until: Moment) -> Result<bool, Error> {
    let sql = "select 1 from receipts
               where reader = ?1 and kind = 'paid' and from_at < ?3 and until_at > ?2 limit 1";
    Ok(tx.first(sql, &[reader.into(), from.into(), until.into()], |_| Ok(()))?.is_some())
}

/// Reads by its guests, and by its readers from the day on from which they are known as such; from a day up to, and without,
/// another, in the order of their key.
pub fn reads(tx: &mut Tx<'_>, id: i64, from: i64, until: i64) -> Result<Vec<Read>, Error> {
    let sql = "select r.reader, r.title, r.address_key, r.day, r.seconds, r.words, r.section, r.original
               from (select reader, 0 as since from institutions where id = ?1
                     union all
                     select reader, since / 86400000000 as since from institution_readers
                     where institution = ?1 and reader is not null) p
               join reads r on r.reader = p.reader
               where r.day >= ?2 and r.day < ?3 and r.day >= p.since
               order by r.reader, r.title, r.address_key, r.day";
    tx.rows(sql, &[id.into(), from.into(), until.into()], reads::read)
}

/// Takes the end of an agreement back; false where it was not ended by hand.
pub fn resume(tx: &mut Tx<'_>, id: i64) -> Result<bool, Error> {
    let sql = "update institutions set ended = null where id = ?1 and ended is not null";
    Ok(tx.run_sql(sql, &[id.into()])? > 0)
}
