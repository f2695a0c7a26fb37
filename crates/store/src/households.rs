//! Households: who reads by another's plan, and the links that invite them. Only digests of the links rest here.

use newsstand_news::Moment;

use crate::accounts::ReaderId;
use crate::db::Tx;
use crate::{Error, Ids};

/// Most links of one payer that are open at a time.
pub const LINKS: i64 = 12;

/// Whose plan somebody reads by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Who pays.
    pub payer: ReaderId,
    /// How many came to the payer before.
    pub before: i64,
}

/// Somebody who reads by another's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Housemate {
    /// Who it is.
    pub reader: ReaderId,
    /// The name others see.
    pub name: String,
    /// Since when.
    pub since: Moment,
}

/// By whose plan a reader reads, where they are in a household of somebody else's.
pub fn of(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Option<Place>, Error> {
    let sql = "select h.payer, (select count(*) from households b
                                where b.payer = h.payer and (b.since < h.since or (b.since = h.since and b.reader < h.reader)))
               from households h where h.reader = ?1";
    tx.first(sql, &[reader.into()], |row| Ok(Place { payer: row.int(0)?, before: row.int(1)? }))
}

/// Who reads by a payer's plan, whoever came first first.
pub fn members_of(tx: &mut Tx<'_>, payer: ReaderId) -> Result<Vec<Housemate>, Error> {
    let sql = "select h.reader, r.name, h.since from households h join readers r on r.id = h.reader
               where h.payer = ?1 order by h.since, h.reader limit 100";
    tx.rows(sql, &[payer.into()], |row| {
        Ok(Housemate { reader: row.int(0)?, name: row.string(1)?, since: row.moment(2)? })
    })
}

/// Takes somebody in, while fewer than `most` are; false where there is no room, or they are in a household already.
pub fn add(tx: &mut Tx<'_>, payer: ReaderId, reader: ReaderId, most: i64, now: Moment) -> Result<bool, Error> {
    // Two who come at once come one after the other.
    tx.run_sql("update readers set state = state where id = ?1", &[payer.into()])?;
    let sql = "insert into households (reader, payer, since)
                 select ?1, ?2, ?3 where (select count(*) from households where payer = ?2) < ?4 and ?1 <> ?2
               on conflict (reader) do nothing";
    Ok(tx.run_sql(sql, &[reader.into(), payer.into(), now.into(), most.into()])? == 1)
}

/// Takes somebody off a payer's plan; false where they were not on it.
pub fn remove(tx: &mut Tx<'_>, payer: ReaderId, reader: ReaderId) -> Result<bool, Error> {
    let sql = "delete from households where payer = ?1 and reader = ?2";
    Ok(tx.run_sql(sql, &[payer.into(), reader.into()])? > 0)
}

/// Leaves the household one is in; answers whose it was.
pub fn leave(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Option<ReaderId>, Error> {
    tx.first("delete from households where reader = ?1 returning payer", &[reader.into()], |row| row.int(0))
}

/// Keeps a link under its digest; false where [`LINKS`] are open.
pub fn invite(tx: &mut Tx<'_>, ids: &Ids, payer: ReaderId, token: &[u8; 32], now: Moment, until: Moment) -> Result<bool, Error> {
    tx.run_sql("delete from household_links where until_at <= ?1", &[now.into()])?;
    tx.run_sql("update readers set state = state where id = ?1", &[payer.into()])?;
    let sql = "insert into household_links (id, token, payer, created, until_at)
                 select ?1, ?2, ?3, ?4, ?5 where (select count(*) from household_links where payer = ?3) < ?6";
    let id = ids.next::<Housemate>(now);
    let row = [id.into(), token.as_slice().into(), payer.into(), now.into(), until.into(), LINKS.into()];
    Ok(tx.run_sql(sql, &row)? == 1)
}

/// How many of a payer's links are open.
pub fn links(tx: &mut Tx<'_>, payer: ReaderId, now: Moment) -> Result<i64, Error> {
    let sql = "select count(*) from household_links where payer = ?1 and until_at > ?2";
    Ok(tx.first(sql, &[payer.into(), now.into()], |row| row.int(0))?.unwrap_or(0))
}

/// Takes all of a payer's links back; answers how many.
pub fn withdraw(tx: &mut Tx<'_>, payer: ReaderId) -> Result<u64, Error> {
    tx.run_sql("delete from household_links where payer = ?1", &[payer.into()])
}

/// Whose household a link leads to, while it is open.
pub fn find(tx: &mut Tx<'_>, token: &[u8; 32], now: Moment) -> Result<Option<ReaderId>, Error> {
    let sql = "select payer from household_links where token = ?1 and until_at > ?2";
    tx.first(sql, &[token.as_slice().into(), now.into()], |row| row.int(0))
}

/// Uses a link up; false where it is none any more. Of two who use it at once, one gets it.
pub fn use_link(tx: &mut Tx<'_>, token: &[u8; 32], now: Moment) -> Result<bool, Error> {
    let sql = "delete from household_links where token = ?1 and until_at > ?2";
    Ok(tx.run_sql(sql, &[token.as_slice().into(), now.into()])? == 1)
}
