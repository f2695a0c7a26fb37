//! Gift codes: each gives some time, once. Only digests of the codes rest here.

use newsstand_news::Moment;

use crate::accounts::ReaderId;
use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// A gift, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gift {
    /// Which one.
    pub id: i64,
    /// `month` or `year`.
    pub period: String,
    /// How many of them.
    pub periods: i64,
    /// What was paid for it; 0 where the stand gave it.
    pub cents: i64,
    /// In which currency.
    pub currency: Option<String>,
    /// Who gives it.
    pub giver: Option<ReaderId>,
    /// Of the payment.
    pub reference: Option<String>,
    /// When it was made.
    pub created: Moment,
    /// The first moment at which it can no longer be used.
    pub until: Option<Moment>,
    /// Who has used it.
    pub used_by: Option<ReaderId>,
    /// When.
    pub used_at: Option<Moment>,
}

const COLUMNS: &str = "id, period, periods, cents, currency, giver, reference, created, until_at, used_by, used_at";

fn read(row: &Row<'_>) -> Result<Gift, Error> {
    Ok(Gift {
        id: row.int(0)?,
        period: row.string(1)?,
        periods: row.int(2)?,
        cents: row.int(3)?,
        currency: row.opt_string(4)?,
        giver: row.opt_int(5)?,
        reference: row.opt_string(6)?,
        created: row.moment(7)?,
        until: row.opt_moment(8)?,
        used_by: row.opt_int(9)?,
        used_at: row.opt_moment(10)?,
    })
}

/// Keeps one under its code's digest; number and use are not looked at.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, gift: &Gift, token: &[u8; 32]) -> Result<i64, Error> {
    let id = ids.next::<Gift>(gift.created).get();
    let sql = "insert into gifts (id, token, period, periods, cents, currency, giver, reference, created, until_at)
               values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let row = [
        id.into(),
        token.as_slice().into(),
        (&gift.period).into(),
        gift.periods.into(),
        gift.cents.into(),
        gift.currency.as_deref().into(),
        gift.giver.into(),
        gift.reference.as_deref().into(),
        gift.created.into(),
        gift.until.into(),
    ];
    tx.run_sql(sql, &row)?;
    Ok(id)
}

/// The gift of a code, used or not.
pub fn by_token(tx: &mut Tx<'_>, token: &[u8; 32]) -> Result<Option<Gift>, Error> {
    tx.first(&format!("select {COLUMNS} from gifts where token = ?1"), &[token.as_slice().into()], read)
}

/// Uses it up; false where it was used, or its time is over. Of two who use it at once, one gets it.
pub fn take(tx: &mut Tx<'_>, gift: i64, reader: ReaderId, now: Moment) -> Result<bool, Error> {
    let sql = "update gifts set used_by = ?2, used_at = ?3
               where id = ?1 and used_by is null and (until_at is null or until_at > ?3)";
    Ok(tx.run_sql(sql, &[gift.into(), reader.into(), now.into()])? == 1)
}

/// What somebody gives, the newest first.
pub fn by_giver(tx: &mut Tx<'_>, giver: ReaderId) -> Result<Vec<Gift>, Error> {
    let sql = format!("select {COLUMNS} from gifts where giver = ?1 order by id desc limit 200");
    tx.rows(&sql, &[giver.into()], read)
}
