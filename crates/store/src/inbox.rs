//! The inbox: what payment providers told, each once, kept in the transaction of its effect.

use newsstand_news::Moment;

use crate::codec::{pack, unpack};
use crate::db::Tx;
use crate::{Error, db};

/// Most notices that may wait for one customer or order.
const WAITING: i64 = 100;

/// A notice, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What its provider calls it.
    pub event: String,
    /// What it says.
    pub body: String,
}

/// A notice that comes in.
#[derive(Debug, Clone, Copy)]
pub struct Coming<'a> {
    /// Who tells it.
    pub provider: &'a str,
    /// What they call it.
    pub event: &'a str,
    /// Their word for its kind.
    pub kind: &'a str,
    /// When it happened there.
    pub at: Moment,
    /// What it says, without anything of a person.
    pub body: &'a str,
}

/// Keeps a notice; false where it was there. On PostgreSQL, who brings the same one meanwhile waits until this transaction ends.
pub fn add(tx: &mut Tx<'_>, coming: &Coming<'_>, now: Moment) -> Result<bool, Error> {
    let sql = "insert into payment_inbox (provider, event, kind, at, noted, body) values (?1, ?2, ?3, ?4, ?5, ?6)
               on conflict (provider, event) do nothing";
    let body = pack(coming.body.as_bytes());
    let row =
        [coming.provider.into(), coming.event.into(), coming.kind.into(), coming.at.into(), now.into(), db::Bind::Bytes(&body)];
    Ok(tx.run_sql(sql, &row)? > 0)
}

/// Notes what a notice waits for; nothing once it has had its effect.
pub fn wait(tx: &mut Tx<'_>, provider: &str, event: &str, waits: Option<&str>) -> Result<(), Error> {
    let sql = "update payment_inbox set waits = ?3 where provider = ?1 and event = ?2";
    tx.run_sql(sql, &[provider.into(), event.into(), waits.into()]).map(|_| ())
}

/// What waits for this, in the order in which it happened.
pub fn waiting(tx: &mut Tx<'_>, provider: &str, waits: &str) -> Result<Vec<Kept>, Error> {
    let sql = "select event, body from payment_inbox where provider = ?1 and waits = ?2 order by at, event limit ?3";
    tx.rows(sql, &[provider.into(), waits.into(), WAITING.into()], |row| {
        Ok(Kept { event: row.string(0)?, body: unpack(row.bytes(1)?)? })
    })
}

/// How many a provider told, and how many of these wait.
pub fn count(tx: &mut Tx<'_>, provider: &str) -> Result<(i64, i64), Error> {
    let sql = "select count(*), count(waits) from payment_inbox where provider = ?1";
    Ok(tx.first(sql, &[provider.into()], |row| Ok((row.int(0)?, row.int(1)?)))?.unwrap_or_default())
}
