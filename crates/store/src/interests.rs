//! What readers follow beside titles, and what they corrected in their profiles.

use newsstand_news::{Moment, Topic};

use crate::Error;
use crate::db::{Bind, Tx};

/// Something a reader said about a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    /// About what.
    pub topic: Topic,
    /// As it was called.
    pub label: String,
    /// Thousandths: [`FOLLOWED`] is followed, less than 0 is wanted less.
    pub weight: i64,
    /// Since when.
    pub since: Moment,
}

/// The weight of what is followed.
pub const FOLLOWED: i64 = 1000;
/// Most of one reader.
pub const MOST: i64 = 1000;

/// What a reader said, the newest first.
pub fn of(tx: &mut Tx<'_>, reader: i64) -> Result<Vec<Interest>, Error> {
    let sql =
        "select kind, value, label, weight, since from interests where reader = ?1 order by since desc, kind, value limit ?2";
    let rows = tx.rows(sql, &[reader.into(), Bind::Int(MOST)], |row| {
        Ok((Topic::of(row.text(0)?, row.text(1)?), row.string(2)?, row.int(3)?, row.moment(4)?))
    })?;
    let interest = |(topic, label, weight, since)| Some(Interest { topic: topic?, label, weight, since });
    Ok(rows.into_iter().filter_map(interest).collect())
}

/// Says something about a topic, or something else than before.
pub fn set(tx: &mut Tx<'_>, reader: i64, topic: &Topic, label: &str, weight: i64, now: Moment) -> Result<(), Error> {
    let sql = "insert into interests (reader, kind, value, label, weight, since) values (?1, ?2, ?3, ?4, ?5, ?6)
               on conflict (reader, kind, value) do update set label = ?4, weight = ?5, since = ?6";
    let value = topic.value();
    tx.run_sql(sql, &[reader.into(), topic.kind().into(), (&value).into(), label.into(), weight.into(), now.into()]).map(|_| ())
}

/// Says nothing more about it.
pub fn unset(tx: &mut Tx<'_>, reader: i64, topic: &Topic) -> Result<(), Error> {
    let value = topic.value();
    let sql = "delete from interests where reader = ?1 and kind = ?2 and value = ?3";
    tx.run_sql(sql, &[reader.into(), topic.kind().into(), (&value).into()]).map(|_| ())
}

/// Takes back every correction; what is followed stays.
pub fn reset(tx: &mut Tx<'_>, reader: i64) -> Result<(), Error> {
    tx.run_sql("delete from interests where reader = ?1 and weight <> ?2", &[reader.into(), Bind::Int(FOLLOWED)]).map(|_| ())
}
