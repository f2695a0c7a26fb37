//! Notices of the providers that the stand plays itself: invoices the operator marks as paid, and the page of buttons. They go the
//! same way as real ones.

use newsstand_members::payment::{Money, Notice, Provider, Span, Subject, Told};
use newsstand_members::plan::Period;
use newsstand_news::Moment;
use newsstand_store::memberships::{self, Kept};
use newsstand_store::orders::{self, Kind, Order};
use newsstand_store::plans::{self, Plan};
use newsstand_store::receipts::{self, Receipt};
use newsstand_store::{Error, Tx};

use super::place::{cost, terms};

/// Most receipts that are looked through for the last one of an order.
const LOOKED: i64 = 100;

/// A notice about an order.
pub fn notice(provider: Provider, order: &Order, id: String, kind: &str, at: Moment, told: Told) -> Notice {
    let subject =
        Subject { order: None, customer: Some(format!("reader-{}", order.reader)), subscription: Some(orders::name(order.id)) };
    Notice { provider, id, kind: kind.to_owned(), at, subject, told }
}

/// What is told when an order is paid for the first time.
pub fn first(tx: &mut Tx<'_>, order: &Order, at: Moment) -> Result<Option<Told>, Error> {
    let reference = format!("{}/1", orders::name(order.id));
    let Some(money) = Money::new(order.cents, &order.currency, &reference) else { return Ok(None) };
    let plan = match (order.what, order.trial) {
        (Kind::Plan, None) => plan_of(tx, order)?,
        (Kind::Plan, Some(_)) => return Ok(Some(Told::Settled { money: None })),
        (Kind::Article | Kind::Gift, _) => return Ok(Some(Told::Settled { money: Some(money) })),
    };
    let Some((_, period)) = plan.as_ref().and_then(terms) else { return Ok(None) };
    let kept = memberships::of(tx, order.reader)?.unwrap_or_default();
    // Paid ahead, it is paid from where the last payment ends.
    let from = kept.paid.map_or(at, |paid| paid.max(at));
    Ok(Some(Told::Paid { first: true, money, span: Span { from, until: period.after(from, 1) } }))
}

/// What is told when the next period of an order is paid.
pub fn renewal(tx: &mut Tx<'_>, order: &Order, at: Moment) -> Result<Option<Told>, Error> {
    let Some(plan) = plan_of(tx, order)? else { return Ok(None) };
    let Some((_, period)) = terms(&plan) else { return Ok(None) };
    let kept = memberships::of(tx, order.reader)?.unwrap_or_default();
    let (number, span) = next(order, &kept, period, at);
    let Some(price) = cost(tx, order, &plan, number - 1)? else { return Ok(None) };
    let reference = format!("{}/{number}", orders::name(order.id));
    let money = Money::new(price.cents(), price.currency().as_str(), &reference);
    Ok(money.map(|money| Told::Paid { first: false, money, span }))
}

/// What is told when it could not be paid.
pub fn failure(tx: &mut Tx<'_>, order: &Order, at: Moment) -> Result<Option<Told>, Error> {
    let Some((_, period)) = plan_of(tx, order)?.as_ref().and_then(terms) else { return Ok(None) };
    let kept = memberships::of(tx, order.reader)?.unwrap_or_default();
    let due = next(order, &kept, period, at).1.from;
    Ok(Some(Told::Failed { due }))
}

/// What is told when the last payment for an order goes back.
pub fn refund(tx: &mut Tx<'_>, order: &Order) -> Result<Option<Told>, Error> {
    let Some(paid) = last(tx, order)? else { return Ok(None) };
    let money = Money::new(paid.cents, &paid.currency, &format!("{}/back", paid.reference));
    let payment = Some(paid.reference);
    Ok(money.map(|money| Told::Refunded { money, whole: true, payment, of: paid.cents, made: paid.at }))
}

/// The last payment for an order that has not gone back.
fn last(tx: &mut Tx<'_>, order: &Order) -> Result<Option<Receipt>, Error> {
    let start = format!("{}/", orders::name(order.id));
    let all = receipts::of_reader(tx, order.reader, LOOKED)?;
    let back = |paid: &Receipt| all.iter().any(|other| other.reference == format!("{}/back", paid.reference));
    let paid = |receipt: &&Receipt| receipt.kind == receipts::Kind::Paid && receipt.reference.starts_with(&start);
    Ok(all.iter().filter(paid).find(|receipt| !back(receipt)).cloned())
}

fn plan_of(tx: &mut Tx<'_>, order: &Order) -> Result<Option<Plan>, Error> {
    Ok(order.plan.map(|plan| plans::by_id(tx, plan)).transpose()?.flatten())
}

/// The period that is due, counted from where the first began, so that no day is lost in February. After a gap it begins anew.
fn next(order: &Order, kept: &Kept, period: Period, at: Moment) -> (u32, Span) {
    let anchor = order.trial.or(order.paid).unwrap_or(at);
    let covered = kept.paid.map_or(anchor, |paid| paid.max(anchor));
    let number = (1..=2400).find(|number| period.after(anchor, *number) > covered).unwrap_or(1);
    (number, Span { from: period.after(anchor, number - 1), until: period.after(anchor, number) })
}
