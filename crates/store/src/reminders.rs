//! Reminders: who is to be told something soon, whose state has ended, and what was told.

use newsstand_news::Moment;

use crate::Error;
use crate::accounts::ReaderId;
use crate::db::Tx;

/// What somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// `trial-ends` or `renews`.
    pub kind: String,
    /// When what it tells of happens.
    pub at: Moment,
    /// Whether money is taken then.
    pub charged: bool,
}

/// Readers after `after` with an e-mail address whose trial or paid time ends after `now` and by `soon`, who go on and were not
/// told of it yet, in the order of their numbers. The rules decide whether they are told.
pub fn due(tx: &mut Tx<'_>, now: Moment, soon: Moment, after: ReaderId, most: i64) -> Result<Vec<ReaderId>, Error> {
    let sql = "select m.reader from memberships m join readers r on r.id = m.reader
               where ((m.paid > ?1 and m.paid <= ?2) or (m.tried_until > ?1 and m.tried_until <= ?2))
                 and m.reader > ?3 and coalesce(m.will, 1) = 1 and r.email is not null and coalesce(r.state, 'on') = 'on'
                 and not exists (select 1 from reminders t
                                 where t.reader = m.reader and t.at = coalesce(m.paid, m.tried_until)
                                   and (t.kind = 'renews' or t.charged = coalesce(m.tried_card, 0)))
               order by m.reader limit ?4";
    tx.rows(sql, &[now.into(), soon.into(), after.into(), most.into()], |row| row.int(0))
}

/// Readers whose recorded state has ended, whichever ended first first: time passed and nobody has written it down yet.
pub fn ended(tx: &mut Tx<'_>, now: Moment, most: i64) -> Result<Vec<ReaderId>, Error> {
    let sql = "select reader from memberships where recorded_until <= ?1 order by recorded_until, reader limit ?2";
    tx.rows(sql, &[now.into(), most.into()], |row| row.int(0))
}

/// What a reader was told, the newest first.
pub fn told(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Vec<Told>, Error> {
    let sql = "select kind, at, charged from reminders where reader = ?1 order by told desc limit 100";
    tx.rows(sql, &[reader.into()], |row| {
        Ok(Told { kind: row.string(0)?, at: row.moment(1)?, charged: row.int(2)? == 1 })
    })
}

/// Writes down that it is told; false where it was before. Of two programs that tell at once, one does.
pub fn tell(tx: &mut Tx<'_>, reader: ReaderId, told: &Told, now: Moment) -> Result<bool, Error> {
    let sql = "insert into reminders (reader, kind, at, charged, told) values (?1, ?2, ?3, ?4, ?5)
               on conflict (reader, kind, at, charged) do nothing";
    let row = [reader.into(), (&told.kind).into(), told.at.into(), told.charged.into(), now.into()];
    Ok(tx.run_sql(sql, &row)? == 1)
}
