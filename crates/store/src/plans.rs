//! Plans: what is on offer, and what somebody still has that no longer is.

use newsstand_news::Moment;

use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// A plan, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Which one.
    pub id: i64,
    /// Its short name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What a period costs.
    pub cents: i64,
    /// In which currency.
    pub currency: String,
    /// `month` or `year`.
    pub period: String,
    /// Days of the trial; none where there is no trial.
    pub trial_days: Option<i64>,
    /// Whether a card is asked for before the trial.
    pub trial_card: bool,
    /// People of one household, the payer among them.
    pub people: i64,
    /// Whether it is on offer.
    pub on: bool,
}

const COLUMNS: &str =
    "id, slug, name, cents, currency, period, trial_days, trial_card, people, case when state = 'on' then 1 else 0 end";

fn read(row: &Row<'_>) -> Result<Plan, Error> {
    Ok(Plan {
        id: row.int(0)?,
        slug: row.string(1)?,
        name: row.string(2)?,
        cents: row.int(3)?,
        currency: row.string(4)?,
        period: row.string(5)?,
        trial_days: row.opt_int(6)?,
        trial_card: row.int(7)? == 1,
        people: row.int(8)?,
        on: row.int(9)? == 1,
    })
}

/// All plans, in their order.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Plan>, Error> {
    tx.rows(&format!("select {COLUMNS} from plans order by place, id limit 200"), &[], read)
}

/// One plan.
pub fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Plan>, Error> {
    tx.first(&format!("select {COLUMNS} from plans where id = ?1"), &[id.into()], read)
}

/// A plan by its short name.
pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Plan>, Error> {
    tx.first(&format!("select {COLUMNS} from plans where slug = ?1"), &[slug.into()], read)
}

/// Puts a plan in, and answers its number; the plan's own is not looked at. [`Error::Unique`] where the short name is taken.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, plan: &Plan, now: Moment) -> Result<i64, Error> {
    let id = ids.next::<Plan>(now).get();
    let sql = "insert into plans (id, slug, name, cents, currency, period, trial_days, trial_card, people, state, place, created)
                 select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, coalesce(max(place) + 1, 0), ?11 from plans";
    let row = [
        id.into(),
        (&plan.slug).into(),
        (&plan.name).into(),
        plan.cents.into(),
        (&plan.currency).into(),
        (&plan.period).into(),
        plan.trial_days.into(),
        i64::from(plan.trial_card).into(),
        plan.people.into(),
        state(plan.on).into(),
        now.into(),
    ];
    tx.run_sql(sql, &row)?;
    Ok(id)
}

/// Changes what may change of a plan that somebody may have: its name, trial, people, and whether it is on offer. Price, currency
/// and period stay: another price is another plan.
pub fn change(tx: &mut Tx<'_>, plan: &Plan) -> Result<(), Error> {
    let sql = "update plans set name = ?2, trial_days = ?3, trial_card = ?4, people = ?5, state = ?6 where id = ?1";
    let row = [
        plan.id.into(),
        (&plan.name).into(),
        plan.trial_days.into(),
        i64::from(plan.trial_card).into(),
        plan.people.into(),
        state(plan.on).into(),
    ];
    tx.run_sql(sql, &row).map(|_| ())
}

fn state(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// A coupon, as far as its price goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Off {
    /// A share in hundredths …
    pub percent: Option<i64>,
    /// … or an amount.
    pub cents: Option<i64>,
    /// Of which currency.
    pub currency: Option<String>,
    /// For how many periods; none for all.
    pub periods: Option<i64>,
}

/// What a coupon takes off.
pub fn off(tx: &mut Tx<'_>, coupon: i64) -> Result<Option<Off>, Error> {
    let sql = "select percent, cents, currency, periods from coupons where id = ?1";
    tx.first(sql, &[coupon.into()], |row| {
        Ok(Off { percent: row.opt_int(0)?, cents: row.opt_int(1)?, currency: row.opt_string(2)?, periods: row.opt_int(3)? })
    })
}
