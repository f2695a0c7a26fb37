//! Invoices: a reader orders, pays as the operator says, and the operator marks the order as paid.

use newsstand_members::payment::{Provider, Told};
use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use newsstand_store::audit::{self, Deed};
use newsstand_store::orders::{self, Order};
use newsstand_store::{Error, Ids, Tx};

use super::apply::{Applied, apply};
use super::own;

/// Marks an order as paid at a moment; false where there is none, or it was paid before.
pub fn paid(tx: &mut Tx<'_>, ids: &Ids, order: i64, at: Moment, operator: ReaderId, now: Moment) -> Result<bool, Error> {
    let Some(order) = invoice(tx, order)? else { return Ok(false) };
    let Some(told) = own::first(tx, &order, at)? else { return Ok(false) };
    say(tx, ids, &order, told, Deed::Payment, (at, operator, now))
}

/// Pays an order back: the membership ends at once. False where nothing of it was paid.
pub fn refund(tx: &mut Tx<'_>, ids: &Ids, order: i64, at: Moment, operator: ReaderId, now: Moment) -> Result<bool, Error> {
    let Some(order) = invoice(tx, order)? else { return Ok(false) };
    let Some(told) = own::refund(tx, &order)? else { return Ok(false) };
    say(tx, ids, &order, told, Deed::Refund, (at, operator, now))
}

fn invoice(tx: &mut Tx<'_>, order: i64) -> Result<Option<Order>, Error> {
    orders::hold(tx, order)?;
    Ok(orders::by_id(tx, order)?.filter(|order| order.provider == Provider::Manual.as_str()))
}

fn say(
    tx: &mut Tx<'_>,
    ids: &Ids,
    order: &Order,
    told: Told,
    deed: Deed,
    (at, operator, now): (Moment, ReaderId, Moment),
) -> Result<bool, Error> {
    let id = format!("{}/{}", orders::name(order.id), deed.as_str());
    let notice = own::notice(Provider::Manual, order, id, deed.as_str(), at, told);
    if apply(tx, ids, &notice, now)? != Applied::Done {
        return Ok(false);
    }
    let what = format!("invoice {}", order.id);
    let line = audit::Line { what, other: Some(order.reader), ..audit::Line::new(now, operator, deed) };
    audit::add(tx, ids, &line).map(|()| true)
}
