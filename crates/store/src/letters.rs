//! Letters on their way to readers: kept in the transaction of what they tell of, sent later, tried again.

use std::time::Duration;

use newsstand_news::Moment;

use crate::db::Tx;
use crate::{Error, Ids};

/// How long a letter that was sent is kept: 30 days.
const KEPT: Duration = Duration::from_secs(30 * 86_400);

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Whom it is to, where it is a reader.
    pub reader: Option<i64>,
    /// The address.
    pub address: String,
    /// What it is about, in a word: `sign-in`, `trial-ends`, `renews`, …
    pub kind: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// A letter that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which one.
    pub id: i64,
    /// How often it was tried.
    pub tries: i64,
    /// When it was written.
    pub made: Moment,
    /// What it says.
    pub letter: Letter,
}

/// Puts a letter on its way; it is due at once.
pub fn queue(tx: &mut Tx<'_>, ids: &Ids, letter: &Letter, now: Moment) -> Result<(), Error> {
    tx.run_sql("delete from letters where made < ?1", &[(now - KEPT).into()])?;
    let sql =
        "insert into letters (id, reader, address, kind, subject, body, made, due, tries) values (?1,?2,?3,?4,?5,?6,?7,?7,0)";
    let row = [
        ids.next::<Letter>(now).into(),
        letter.reader.into(),
        (&letter.address).into(),
        (&letter.kind).into(),
        (&letter.subject).into(),
        (&letter.body).into(),
        now.into(),
    ];
    tx.run_sql(sql, &row).map(|_| ())
}

/// Whether any letter is due.
pub fn any_due(tx: &mut Tx<'_>, now: Moment) -> Result<bool, Error> {
    let sql = "select 1 from letters where sent is null and due <= ?1 limit 1";
    Ok(tx.first(sql, &[now.into()], |_| Ok(()))?.is_some())
}

/// Letters that are due, the oldest first. They are put off until `again` in the same step, so that a second program does not
/// send them too, and one that is killed sends them later.
pub fn take(tx: &mut Tx<'_>, now: Moment, again: Moment, most: i64) -> Result<Vec<Due>, Error> {
    let sql = "update letters set due = ?2, tries = tries + 1
               where id in (select id from letters where sent is null and due <= ?1 order by due limit ?3)
                 and sent is null and due <= ?1
               returning id, tries, made, reader, address, kind, subject, body";
    let mut due = tx.rows(sql, &[now.into(), again.into(), most.into()], |row| {
        let letter = Letter {
            reader: row.opt_int(3)?,
            address: row.string(4)?,
            kind: row.string(5)?,
            subject: row.string(6)?,
            body: row.string(7)?,
        };
        Ok(Due { id: row.int(0)?, tries: row.int(1)?, made: row.moment(2)?, letter })
    })?;
    due.sort_by_key(|due| due.id);
    Ok(due)
}

/// Notes that a letter was sent. Its text is forgotten: it may hold a link that signs in.
pub fn sent(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<(), Error> {
    tx.run_sql("update letters set sent = ?2, body = '', failed = null where id = ?1", &[id.into(), now.into()]).map(|_| ())
}

/// Notes why a letter could not be sent, and when it is tried again; never where `again` is none: then its text is forgotten too.
pub fn failed(tx: &mut Tx<'_>, id: i64, why: &str, again: Option<Moment>, now: Moment) -> Result<(), Error> {
    let sql = "update letters set failed = ?2, due = coalesce(?3, due), sent = case when ?3 is null then ?4 else null end,
                 body = case when ?3 is null then '' else body end where id = ?1";
    tx.run_sql(sql, &[id.into(), why.into(), again.into(), now.into()]).map(|_| ())
}

/// A letter, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// What it said; its text is forgotten once it was sent.
    pub letter: Letter,
    /// When it was written.
    pub made: Moment,
    /// When it was sent, or given up.
    pub sent: Option<Moment>,
    /// Why it was not sent.
    pub failed: Option<String>,
}

/// The newest letters to anybody, for the operator and for a demo.
pub fn newest(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Past>, Error> {
    let sql = "select reader, address, kind, subject, body, made, sent, failed from letters order by id desc limit ?1";
    tx.rows(sql, &[most.into()], |row| {
        let letter = Letter {
            reader: row.opt_int(0)?,
            address: row.string(1)?,
            kind: row.string(2)?,
            subject: row.string(3)?,
            body: row.string(4)?,
        };
        Ok(Past { letter, made: row.moment(5)?, sent: row.opt_moment(6)?, failed: row.opt_string(7)? })
    })
}
