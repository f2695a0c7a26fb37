//! Corrections that publishers ask for, and what they were answered. An answer is given once.

use newsstand_news::{Id, Moment, Publisher, Title};

use crate::accounts::ReaderId;
use crate::db::{Row, Tx};
use crate::settlements::Settled;
use crate::{Error, Ids};

/// Most corrections of a publisher that may wait for an answer.
pub const OPEN: i64 = 50;
/// Most that are listed.
const LISTED: i64 = 500;

/// A correction that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Which one.
    pub id: Id<Correction>,
    /// For which publisher.
    pub publisher: Id<Publisher>,
    /// Of which title.
    pub title: Id<Title>,
    /// The statement it is about; none where it is about how the title is shown.
    pub settlement: Option<Id<Settled>>,
    /// Who asks.
    pub reader: ReaderId,
    /// When.
    pub at: Moment,
    /// What for.
    pub asked: String,
    /// What the operator says, and when.
    pub answer: Option<(String, Moment)>,
}

const COLUMNS: &str = "id, publisher, title, settlement, reader, at, asked, answer, answered";

fn read(row: &Row<'_>) -> Result<Correction, Error> {
    Ok(Correction {
        id: row.id(0)?,
        publisher: row.id(1)?,
        title: row.id(2)?,
        settlement: row.opt_id(3)?,
        reader: row.int(4)?,
        at: row.moment(5)?,
        asked: row.string(6)?,
        answer: row.opt_string(7)?.zip(row.opt_moment(8)?),
    })
}

/// Keeps a correction; its number is made. False where too many of the publisher's wait for an answer.
pub fn ask(tx: &mut Tx<'_>, ids: &Ids, asked: &Correction) -> Result<bool, Error> {
    let sql = "select count(*) from corrections where publisher = ?1 and answered is null";
    if tx.first(sql, &[asked.publisher.into()], |row| row.int(0))?.unwrap_or(0) >= OPEN {
        return Ok(false);
    }
    let sql = "insert into corrections (id, publisher, title, settlement, reader, at, asked) values (?1,?2,?3,?4,?5,?6,?7)";
    let row = [
        ids.next::<Correction>(asked.at).into(),
        asked.publisher.into(),
        asked.title.into(),
        asked.settlement.into(),
        asked.reader.into(),
        asked.at.into(),
        (&asked.asked).into(),
    ];
    tx.run_sql(sql, &row).map(|_| true)
}

/// Answers one; false where there is none such that waits.
pub fn answer(tx: &mut Tx<'_>, id: Id<Correction>, by: ReaderId, words: &str, now: Moment) -> Result<bool, Error> {
    let sql = "update corrections set answer = ?3, answered = ?4, answered_by = ?2 where id = ?1 and answered is null";
    Ok(tx.run_sql(sql, &[id.into(), by.into(), words.into(), now.into()])? > 0)
}

/// What a publisher asked for, the newest first.
pub fn of_publisher(tx: &mut Tx<'_>, publisher: Id<Publisher>) -> Result<Vec<Correction>, Error> {
    let sql = format!("select {COLUMNS} from corrections where publisher = ?1 order by id desc limit {LISTED}");
    tx.rows(&sql, &[publisher.into()], read)
}

/// What everybody asked for: what waits for an answer first, the oldest of it first; then what was answered, the newest first.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Correction>, Error> {
    let waits = format!("select {COLUMNS} from corrections where answered is null order by id limit {LISTED}");
    let answered =
        format!("select {COLUMNS} from corrections where answered is not null order by answered desc, id limit {LISTED}");
    let mut all = tx.rows(&waits, &[], read)?;
    all.extend(tx.rows(&answered, &[], read)?);
    Ok(all)
}
