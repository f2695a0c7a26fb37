//! Plans at the operator's desk: how many hold each, and the order in which they are shown.

use newsstand_news::Moment;

use crate::Error;
use crate::db::Tx;
use crate::plans::Plan;

/// How many hold each plan now, by its number. Whose time is over is not counted.
pub fn holders(tx: &mut Tx<'_>, now: Moment) -> Result<Vec<(i64, i64)>, Error> {
    let sql = "select plan, count(*) from memberships
               where plan is not null and (paid > ?1 or given > ?1 or tried_until > ?1 or recorded_until > ?1)
               group by plan order by plan";
    tx.rows(sql, &[now.into()], |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Moves a plan one place up or down; false where it cannot go further, or there is none such. All places are written anew.
pub fn shift(tx: &mut Tx<'_>, id: i64, up: bool) -> Result<bool, Error> {
    // Whoever else moves one waits: two at once would be laid over each other.
    tx.run_sql("update plans set place = place", &[])?;
    let mut order = tx.rows("select id from plans order by place, id", &[], |row| row.int(0))?;
    let Some(at) = order.iter().position(|known| *known == id) else { return Ok(false) };
    let other = if up { at.checked_sub(1) } else { Some(at + 1).filter(|other| *other < order.len()) };
    let Some(other) = other else { return Ok(false) };
    order.swap(at, other);
    for (place, id) in (0_i64..).zip(order) {
        tx.run_sql("update plans set place = ?2 where id = ?1", &[id.into(), place.into()])?;
    }
    Ok(true)
}

/// Puts a plan on offer or takes it off; false where it is so already, or there is none such.
pub fn offer(tx: &mut Tx<'_>, id: i64, on: bool) -> Result<bool, Error> {
    let state = if on { "on" } else { "off" };
    Ok(tx.run_sql("update plans set state = ?2 where id = ?1 and state <> ?2", &[id.into(), state.into()])? > 0)
}

/// How many plans there are, of the [`MOST`] that can be.
pub fn count(tx: &mut Tx<'_>) -> Result<i64, Error> {
    Ok(tx.first("select count(*) from plans", &[], |row| row.int(0))?.unwrap_or(0))
}

/// Most plans of a stand: what [`crate::plans::all`] answers.
pub const MOST: i64 = 200;

/// What may change of a plan that somebody may have, and only that: another change at the same time to its offer stays.
pub fn change(tx: &mut Tx<'_>, plan: &Plan) -> Result<bool, Error> {
    let sql = "update plans set name = ?2, trial_days = ?3, trial_card = ?4, people = ?5 where id = ?1";
    let row =
        [plan.id.into(), (&plan.name).into(), plan.trial_days.into(), i64::from(plan.trial_card).into(), plan.people.into()];
    Ok(tx.run_sql(sql, &row)? > 0)
}
