//! Coupons: codes that make a plan cheaper for a time, and who has redeemed them.

use newsstand_news::Moment;

use crate::accounts::ReaderId;
use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// Most coupons that are listed.
pub const LISTED: i64 = 1000;

/// A coupon, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coupon {
    /// Which one.
    pub id: i64,
    /// Its code, folded.
    pub code: String,
    /// Hundredths it takes off; none where it takes off an amount.
    pub percent: Option<i64>,
    /// The amount it takes off.
    pub cents: Option<i64>,
    /// The amount's currency.
    pub currency: Option<String>,
    /// For how many periods; none for all.
    pub periods: Option<i64>,
    /// The first moment at which it can no longer be redeemed.
    pub until: Option<Moment>,
    /// How many readers may redeem it; none for any number.
    pub uses: Option<i64>,
    /// How many have.
    pub used: i64,
    /// When it was ended by hand.
    pub ended: Option<Moment>,
}

/// What came of redeeming one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redeemed {
    /// It counts for this reader.
    Now,
    /// This reader has redeemed it before.
    Again,
    /// It is over, was ended, or as many as may have redeemed it.
    No,
}

const COLUMNS: &str = "id, code, percent, cents, currency, periods, until_at, uses, used, ended";

fn read(row: &Row<'_>) -> Result<Coupon, Error> {
    Ok(Coupon {
        id: row.int(0)?,
        code: row.string(1)?,
        percent: row.opt_int(2)?,
        cents: row.opt_int(3)?,
        currency: row.opt_string(4)?,
        periods: row.opt_int(5)?,
        until: row.opt_moment(6)?,
        uses: row.opt_int(7)?,
        used: row.int(8)?,
        ended: row.opt_moment(9)?,
    })
}

/// Puts one in and answers its number; the coupon's own number, count and end are not looked at. [`Error::Unique`] where there
/// is another with this code.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, coupon: &Coupon, now: Moment) -> Result<i64, Error> {
    let id = ids.next::<Coupon>(now).get();
    let sql = "insert into coupons (id, code, percent, cents, currency, periods, until_at, uses, used, created)
               values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9)";
    let row = [
        id.into(),
        (&coupon.code).into(),
        coupon.percent.into(),
        coupon.cents.into(),
        coupon.currency.as_deref().into(),
        coupon.periods.into(),
        coupon.until.into(),
        coupon.uses.into(),
        now.into(),
    ];
    tx.run_sql(sql, &row)?;
    Ok(id)
}

/// All of them, the newest first.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Coupon>, Error> {
    tx.rows(&format!("select {COLUMNS} from coupons order by id desc limit {LISTED}"), &[], read)
}

/// One of them.
pub fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Coupon>, Error> {
    tx.first(&format!("select {COLUMNS} from coupons where id = ?1"), &[id.into()], read)
}

/// The one of a folded code.
pub fn by_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<Coupon>, Error> {
    tx.first(&format!("select {COLUMNS} from coupons where code = ?1"), &[code.into()], read)
}

/// Who has redeemed it and when, the first one first.
pub fn redeemed_by(tx: &mut Tx<'_>, coupon: i64) -> Result<Vec<(ReaderId, Moment)>, Error> {
    let sql = "select reader, at from redemptions where coupon = ?1 order by at, reader limit 10000";
    tx.rows(sql, &[coupon.into()], |row| Ok((row.int(0)?, row.moment(1)?)))
}

/// Redeems it for a reader: the row and the count, or neither. Of two who want the last one at once, one gets it.
pub fn redeem(tx: &mut Tx<'_>, coupon: i64, reader: ReaderId, now: Moment) -> Result<Redeemed, Error> {
    let row = "insert into redemptions (coupon, reader, at) values (?1, ?2, ?3) on conflict (coupon, reader) do nothing";
    if tx.run_sql(row, &[coupon.into(), reader.into(), now.into()])? == 0 {
        return Ok(Redeemed::Again);
    }
    let count = "update coupons set used = used + 1
                 where id = ?1 and ended is null and (until_at is null or until_at > ?2) and (uses is null or used < uses)";
    if tx.run_sql(count, &[coupon.into(), now.into()])? == 1 {
        return Ok(Redeemed::Now);
    }
    tx.run_sql("delete from redemptions where coupon = ?1 and reader = ?2", &[coupon.into(), reader.into()])?;
    Ok(Redeemed::No)
}

/// Ends it: nobody new redeems it, and who has keeps it. False where there is none such, or it has ended before.
pub fn end(tx: &mut Tx<'_>, coupon: i64, now: Moment) -> Result<bool, Error> {
    let sql = "update coupons set ended = ?2 where id = ?1 and ended is null";
    Ok(tx.run_sql(sql, &[coupon.into(), now.into()])? > 0)
}
