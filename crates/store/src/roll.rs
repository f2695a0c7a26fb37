//! The roll: who is on the stand, in pages for its operator, and the counts that matter.

use newsstand_news::Moment;

use crate::Error;
use crate::accounts::{Account, ReaderId, read};
use crate::db::{Row, Tx};

const COLUMNS: &str =
    "r.id, r.name, r.email, coalesce(r.role, 'reader'), case when coalesce(r.state, 'on') = 'on' then 1 else 0 end, r.created";
/// Whoever stands for an institution is nobody.
const PEOPLE: &str = "r.id not in (select reader from institutions)";

/// The newest before one. This walks the index of numbers and reads no more than it gives.
pub fn newest(tx: &mut Tx<'_>, before: ReaderId, most: i64) -> Result<Vec<Account>, Error> {
    let sql = format!("select {COLUMNS} from readers r where r.id < ?1 and {PEOPLE} order by r.id desc limit ?2");
    tx.rows(&sql, &[before.into(), most.into()], read)
}

/// The same, of those whose name or address has these folded words in it. This may read everybody.
pub fn search(tx: &mut Tx<'_>, words: &str, before: ReaderId, most: i64) -> Result<Vec<Account>, Error> {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let like = format!("%{escaped}%");
    let sql = format!(
        "select {COLUMNS} from readers r where r.id < ?1 and {PEOPLE}
           and (coalesce(r.handle, lower(r.name)) like ?3 escape '\\' or r.email like ?3 escape '\\')
         order by r.id desc limit ?2"
    );
    tx.rows(&sql, &[before.into(), most.into(), (&like).into()], read)
}

/// Counts for the operator's desk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Accounts that are let in.
    pub people: i64,
    /// Memberships by the word of the state last recorded.
    pub states: Vec<(String, i64)>,
    /// Trials that end until a moment.
    pub ending: i64,
    /// What came in, less what went back, by currency, in cents.
    pub income: Vec<(String, i64)>,
    /// Titles with a feed that fails or is gone.
    pub ill: i64,
    /// Corrections nobody answered yet.
    pub corrections: i64,
}

/// Counts; trials that end from now `until`, money that moved `since`.
pub fn counts(tx: &mut Tx<'_>, now: Moment, until: Moment, since: Moment) -> Result<Counts, Error> {
    let one = |row: &Row<'_>| row.int(0);
    let pair = |row: &Row<'_>| Ok((row.string(0)?, row.int(1)?));
    let people = format!("select count(*) from readers r where coalesce(r.state, 'on') = 'on' and {PEOPLE}");
    let states = "select recorded, count(*) from memberships where recorded is not null group by recorded order by recorded";
    let ending = "select count(*) from memberships where recorded = 'trial' and recorded_until > ?1 and recorded_until <= ?2";
    // Money is noted when it moves or later, so the index of notes finds all of it.
    let income = "select currency, cast(sum(case kind when 'paid' then cents when 'refunded' then -cents else 0 end) as bigint)
                  from receipts where noted >= ?1 and at >= ?1 group by currency order by currency";
    let ill = "select count(distinct f.title) from feeds f join titles t on t.id = f.title
               where t.state = 'on' and (f.state = 'gone' or (f.state = 'on' and f.failures > 0))";
    let corrections = "select count(*) from corrections where answered is null";
    Ok(Counts {
        people: tx.first(&people, &[], one)?.unwrap_or(0),
        states: tx.rows(states, &[], pair)?,
        ending: tx.first(ending, &[now.into(), until.into()], one)?.unwrap_or(0),
        income: tx.rows(income, &[since.into()], pair)?,
        ill: tx.first(ill, &[], one)?.unwrap_or(0),
        corrections: tx.first(corrections, &[], one)?.unwrap_or(0),
    })
}
