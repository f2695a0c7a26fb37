//! Coupons and gifts at the operator's desk: an end taken back, codes that are taken, and what the stand gave.

use newsstand_news::Moment;

use crate::Error;
use crate::db::Tx;

/// Most lots of gifts that are listed.
pub const LOTS: i64 = 200;

/// Takes the end of a coupon back; false where it was not ended.
pub fn resume(tx: &mut Tx<'_>, coupon: i64) -> Result<bool, Error> {
    let sql = "update coupons set ended = null where id = ?1 and ended is not null";
    Ok(tx.run_sql(sql, &[coupon.into()])? > 0)
}

/// Whether a reader has redeemed it.
pub fn has_redeemed(tx: &mut Tx<'_>, coupon: i64, reader: i64) -> Result<bool, Error> {
    let sql = "select 1 from redemptions where coupon = ?1 and reader = ?2";
    Ok(tx.first(sql, &[coupon.into(), reader.into()], |_| Ok(()))?.is_some())
}

/// Gift codes that were made together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// When.
    pub created: Moment,
    /// `month` or `year`.
    pub period: String,
    /// How many periods each gives.
    pub periods: i64,
    /// How many codes.
    pub codes: i64,
    /// How many of them were used.
    pub used: i64,
}

/// What the stand itself gave, the newest first.
pub fn lots(tx: &mut Tx<'_>) -> Result<Vec<Lot>, Error> {
    let sql = format!(
        "select created, period, periods, count(*), count(used_at) from gifts
         where giver is null and cents = 0 and reference is null
         group by created, period, periods order by created desc, period, periods limit {LOTS}"
    );
    tx.rows(&sql, &[], |row| {
        Ok(Lot { created: row.moment(0)?, period: row.string(1)?, periods: row.int(2)?, codes: row.int(3)?, used: row.int(4)? })
    })
}
