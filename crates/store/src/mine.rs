//! Everything the stand knows of a reader: where it rests, what of it can be taken home, and how it goes.
//!
//! One list names every column with a reader's number in it. A test compares it with the schema, so that no table can be
//! forgotten. Receipts and counted reads keep the number when the reader goes: statements have to add up, and without the
//! rest the number is nobody's.

mod home;
mod order;

use crate::accounts::ReaderId;
use crate::db::Tx;
use crate::{Error, accounts};

pub use home::{Cell, MOST, Part, take_home};
use order::{KEPT_ACTS, ORDER};
pub use order::{Place, Then};

/// Every column with a reader's number in it, and what becomes of it, in the order in which rows can go.
pub const PLACES: &[Place] = ORDER;

/// Why somebody's things stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// There is no such reader.
    Nobody,
    /// The stand would be without an operator.
    LastOperator,
    /// The stand would ask nobody any more who they are, for nobody else has a password.
    LastPassword,
    /// It stands for an institution, and goes with it.
    Institution,
}

/// Whether everything about a reader may go; none where it may.
pub fn stays(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Option<Stays>, Error> {
    let Some(account) = accounts::by_id(tx, reader)? else { return Ok(Some(Stays::Nobody)) };
    if tx.first("select 1 from institutions where reader = ?1 limit 1", &[reader.into()], |_| Ok(()))?.is_some() {
        return Ok(Some(Stays::Institution));
    }
    if account.role == "operator" && !accounts::other_operator(tx, reader)? {
        return Ok(Some(Stays::LastOperator));
    }
    let sql = "select 1 from credentials where kind = 'password' and revoked is null and reader <> ?1 limit 1";
    let others = tx.first(sql, &[reader.into()], |_| Ok(()))?.is_some();
    let last = !others && accounts::password(tx, reader)?.is_some();
    Ok(last.then_some(Stays::LastPassword))
}

/// Lets everything about a reader go: rows, then the reader. Ask [`stays`] first, in the same transaction.
pub fn delete(tx: &mut Tx<'_>, reader: ReaderId) -> Result<(), Error> {
    if let Some(email) = accounts::by_id(tx, reader)?.and_then(|account| account.email) {
        // Letters that went out before the address was anybody's.
        tx.run_sql("delete from letters where address = ?1", &[(&email).into()])?;
    }
    let acts = KEPT_ACTS.map(|act| format!("'{act}'")).join(",");
    tx.run_sql(&format!("delete from audit_log where reader = ?1 and act not in ({acts})"), &[reader.into()])?;
    for Place { table, column, then } in PLACES {
        let sql = match then {
            Then::Goes => format!("delete from {table} where {column} = ?1"),
            Then::Unnamed => format!("update {table} set {column} = null where {column} = ?1"),
            Then::Zero => format!("update {table} set {column} = 0 where {column} = ?1"),
            Then::Number => continue,
        };
        tx.run_sql(&sql, &[reader.into()])?;
    }
    tx.run_sql("delete from readers where id = ?1", &[reader.into()]).map(|_| ())
}

/// How much there is, for the page that asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Titles that are followed.
    pub follows: i64,
    /// Marks on articles.
    pub marks: i64,
    /// Receipts, which stay.
    pub receipts: i64,
    /// Counted reads, which stay.
    pub reads: i64,
    /// Others who read by this reader's plan.
    pub household: i64,
}

/// Counts it.
pub fn counts(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Counts, Error> {
    let mut count = |table: &str, column: &str| {
        let sql = format!("select count(*) from {table} where {column} = ?1");
        Ok::<_, Error>(tx.first(&sql, &[reader.into()], |row| row.int(0))?.unwrap_or(0))
    };
    Ok(Counts {
        follows: count("follows", "reader")?,
        marks: count("marks", "reader")?,
        receipts: count("receipts", "reader")?,
        reads: count("reads", "reader")?,
        household: count("households", "payer")?,
    })
}
