//! Whose statements somebody sees: readers of the stand who act for a publisher.

use newsstand_news::{Id, Moment, Publisher};

use crate::Error;
use crate::accounts::ReaderId;
use crate::db::Tx;

/// Somebody who sees a publisher's statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seer {
    /// Who.
    pub reader: ReaderId,
    /// The name others see.
    pub name: String,
    /// The e-mail address, folded.
    pub email: Option<String>,
    /// Whose statements.
    pub publisher: Id<Publisher>,
    /// Since when.
    pub since: Moment,
}

/// Most of them that are listed.
const LISTED: i64 = 5000;

/// Lets somebody see a publisher's statements; false where they did already.
pub fn add(tx: &mut Tx<'_>, reader: ReaderId, publisher: Id<Publisher>, now: Moment) -> Result<bool, Error> {
    let sql = "insert into publisher_people (reader, publisher, since) values (?1, ?2, ?3)
               on conflict (reader, publisher) do nothing";
    Ok(tx.run_sql(sql, &[reader.into(), publisher.into(), now.into()])? > 0)
}

/// Lets them see these no longer; false where they did not.
pub fn remove(tx: &mut Tx<'_>, reader: ReaderId, publisher: Id<Publisher>) -> Result<bool, Error> {
    let sql = "delete from publisher_people where reader = ?1 and publisher = ?2";
    Ok(tx.run_sql(sql, &[reader.into(), publisher.into()])? > 0)
}

/// Whose statements somebody sees, by id.
pub fn of_reader(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Vec<Id<Publisher>>, Error> {
    let sql = "select publisher from publisher_people where reader = ?1 order by publisher";
    tx.rows(sql, &[reader.into()], |row| row.id(0))
}

/// Everybody who sees somebody's statements, by publisher and name.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Seer>, Error> {
    let sql = format!(
        "select p.reader, r.name, r.email, p.publisher, p.since from publisher_people p join readers r on r.id = p.reader
         where coalesce(r.state, 'on') <> 'deleted' order by p.publisher, r.name, p.reader limit {LISTED}"
    );
    tx.rows(&sql, &[], |row| {
        Ok(Seer {
            reader: row.int(0)?,
            name: row.string(1)?,
            email: row.opt_string(2)?,
            publisher: row.id(3)?,
            since: row.moment(4)?,
        })
    })
}
