//! What becomes of a notice, once: the inbox, the membership, the receipt and the order are written in one transaction.
//!
//! Notices may come in any order. Whose a notice is follows from the order it names, else from the customer. One that says
//! nothing yet (nobody knows that customer; a payment went back that nobody told of; a membership is cancelled that is not there)
//! waits in the inbox, and is tried again with the next notice of its customer or order.

use std::time::Duration;

use newsstand_members::Event;
use newsstand_members::account::{Purpose, Token};
use newsstand_members::membership::Why;
use newsstand_members::payment::{self, Bought, Effect, Line, Notice, Payment, Span, Told as Said, effect};
use newsstand_members::plan::Period;
use newsstand_news::Moment;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed};
use newsstand_store::inbox::{self, Coming};
use newsstand_store::memberships::{self, Kept};
use newsstand_store::orders::{self, Kind, Order};
use newsstand_store::receipts::{self, Added, Receipt, Sought};
use newsstand_store::{Error, Ids, Tx, bought, payers, plans};

use super::amount::amount;
use crate::membership::{Told, take};

/// What came of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// It has had its effect.
    Done,
    /// It was told before.
    Known,
    /// It waits for something that has to be told first.
    Waits,
    /// It is about nothing of this stand's, and is kept without an effect.
    Nothing,
}

impl Applied {
    /// A word for whoever told it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Applied::Done => "done",
            Applied::Known => "known",
            Applied::Waits => "waits",
            Applied::Nothing => "nothing",
        }
    }
}

/// Takes a notice. Told again, it does nothing.
pub fn apply(tx: &mut Tx<'_>, ids: &Ids, notice: &Notice, now: Moment) -> Result<Applied, Error> {
    let order = order_of(tx, notice)?;
    let reader = if notice.told == Said::Nothing { None } else { reader_of(tx, notice, order.as_ref())? };
    if let Some(order) = &order {
        orders::hold(tx, order.id)?;
    }
    let provider = notice.provider.as_str();
    let body = notice.packed();
    let coming = Coming { provider, event: &notice.id, kind: &notice.kind, at: notice.at, body: &body };
    if !inbox::add(tx, &coming, now)? {
        return Ok(Applied::Known);
    }
    let keys = keys(notice, order.as_ref());
    let about = About { reader, order: order.as_ref(), now };
    match (about.reader, keys.first()) {
        (Some(reader), _) if one(tx, ids, notice, reader, &about)? => {}
        (Some(_), Some(key)) => return inbox::wait(tx, provider, &notice.id, Some(key)).map(|()| Applied::Waits),
        (None, Some(key)) if notice.told != Said::Nothing => {
            return inbox::wait(tx, provider, &notice.id, Some(key)).map(|()| Applied::Waits);
        }
        _ => return Ok(Applied::Nothing),
    }
    for key in &keys {
        those_that_waited(tx, ids, provider, key, &about)?;
    }
    Ok(Applied::Done)
}

/// Whom and what a notice is about.
struct About<'a> {
    reader: Option<ReaderId>,
    order: Option<&'a Order>,
    now: Moment,
}

/// Under which a notice waits, and looks for those that wait: its order, its customer.
fn keys(notice: &Notice, order: Option<&Order>) -> Vec<String> {
    let customer = notice.subject.customer.as_ref().map(|customer| format!("customer {customer}"));
    order.map(|order| format!("order {}", order.id)).into_iter().chain(customer).collect()
}

fn order_of(tx: &mut Tx<'_>, notice: &Notice) -> Result<Option<Order>, Error> {
    let provider = notice.provider.as_str();
    let named = notice.subject.order.as_deref().and_then(Token::read);
    if let Some(token) = named
        && let Some(order) = orders::by_token(tx, token.digest(Purpose::Order).bytes())?
    {
        return Ok((order.provider == provider).then_some(order));
    }
    match &notice.subject.subscription {
        Some(subscription) => orders::by_reference(tx, provider, subscription),
        None => Ok(None),
    }
}

/// Whose it is. The customer's row is taken first, so that of two notices of one customer the second sees what the first did.
fn reader_of(tx: &mut Tx<'_>, notice: &Notice, order: Option<&Order>) -> Result<Option<ReaderId>, Error> {
    let (provider, subject) = (notice.provider.as_str(), &notice.subject);
    let told = order.map(|order| order.reader);
    if let Some(customer) = &subject.customer {
        let known = payers::who(tx, provider, customer, told)?;
        return Ok(told.or(known));
    }
    match (told, &subject.subscription) {
        (None, Some(subscription)) => memberships::by_subscription(tx, provider, subscription),
        _ => Ok(told),
    }
}

fn those_that_waited(tx: &mut Tx<'_>, ids: &Ids, provider: &str, key: &str, about: &About<'_>) -> Result<(), Error> {
    let Some(reader) = about.reader else { return Ok(()) };
    for kept in inbox::waiting(tx, provider, key)? {
        let Some(notice) = Notice::unpacked(&kept.body) else {
            tracing::error!(event = kept.event, "a notice that waited cannot be read any more; it stays in the inbox");
            continue;
        };
        if one(tx, ids, &notice, reader, about)? {
            inbox::wait(tx, provider, &kept.event, None)?;
        }
    }
    Ok(())
}

/// Gives a notice its effect; false where it has to wait.
fn one(tx: &mut Tx<'_>, ids: &Ids, notice: &Notice, reader: ReaderId, about: &About<'_>) -> Result<bool, Error> {
    let rule = about.order.map(|order| rule(tx, order)).transpose()?;
    let payment = payment(tx, notice, reader)?;
    let plan = payment.as_ref().and_then(|receipt| receipt.plan).or(about.order.and_then(|order| order.plan));
    let payment = payment.map(|kept| Payment { span: Span { from: kept.from, until: kept.until }, plan: kept.plan.is_some() });
    let Ok(effect) = effect(notice, rule.as_ref(), payment) else { return Ok(false) };
    let new = match &effect.line {
        Some(line) => money(tx, ids, notice, reader, line, plan, about.now)?,
        None => false,
    };
    if effect.odd {
        tracing::error!(
            event = notice.id,
            "money came in another currency than was ordered: it is receipted and gives nothing"
        );
    }
    let happened = happen(tx, ids, notice, reader, &effect, new, about)?;
    finish(tx, notice, reader, &effect, about)?;
    Ok(happened)
}

/// How long before a payment was made it may have been told of, as clocks go.
const BEFORE: Duration = Duration::from_secs(3600);
/// How long after it was made a payment may be told of: some banks take days. Less than a month, so that of a plan's payments
/// one fits, and the order of telling does not count.
const AFTER: Duration = Duration::from_secs(14 * 86_400);

/// The payment that a notice says went back.
fn payment(tx: &mut Tx<'_>, notice: &Notice, reader: ReaderId) -> Result<Option<Receipt>, Error> {
    let Said::Refunded { payment, of, made, .. } = &notice.told else { return Ok(None) };
    let sought = Sought {
        reader,
        provider: notice.provider.as_str(),
        reference: payment.as_deref(),
        cents: *of,
        from: *made - BEFORE,
        until: *made + AFTER,
    };
    receipts::payment(tx, &sought)
}

/// An order as the rules know it.
fn rule(tx: &mut Tx<'_>, order: &Order) -> Result<payment::Order, Error> {
    let bought = match order.what {
        Kind::Plan => Bought::Plan { trial: order.trial },
        Kind::Article => Bought::Article,
        Kind::Gift => {
            let plan = order.plan.map(|plan| plans::by_id(tx, plan)).transpose()?.flatten();
            let period: Period = plan.and_then(|plan| plan.period.parse().ok()).unwrap_or(Period::Month);
            Bought::Gift { until: period.after(order.created, u32::try_from(order.periods).unwrap_or(1).max(1)) }
        }
    };
    Ok(payment::Order { bought, placed: order.created, currency: order.currency.clone() })
}

/// Writes the receipt; whether it is new. An amount is written as it was told, whatever was expected.
fn money(
    tx: &mut Tx<'_>,
    ids: &Ids,
    notice: &Notice,
    reader: ReaderId,
    line: &Line,
    plan: Option<i64>,
    now: Moment,
) -> Result<bool, Error> {
    let receipt = Receipt {
        reader,
        plan: plan.filter(|_| line.plan),
        kind: if line.back { receipts::Kind::Refunded } else { receipts::Kind::Paid },
        cents: line.money.cents,
        currency: line.money.currency.clone(),
        from: line.span.from,
        until: line.span.until,
        at: notice.at,
        noted: now,
        provider: notice.provider.as_str().to_owned(),
        reference: line.money.reference.clone(),
    };
    match receipts::add(tx, ids, &receipt)? {
        Added::New => {
            let deed = if line.back { Deed::Refund } else { Deed::Payment };
            let what = format!("{} by {}", amount(receipt.cents, &receipt.currency), receipt.provider);
            audit::add(tx, ids, &audit::Line { what, ..audit::Line::new(now, reader, deed) })?;
            Ok(true)
        }
        Added::Known => Ok(false),
        Added::Differs(_) => {
            tracing::error!(reference = receipt.reference, "a payment was told twice and differs: the first word stands");
            Ok(false)
        }
    }
}

/// Lets the events happen; false where a word on going on came while nothing was there to go on. It waits: the payment may be on
/// its way, and after one that is later the older word changes nothing. A trial that cannot begin is nothing.
fn happen(
    tx: &mut Tx<'_>,
    ids: &Ids,
    notice: &Notice,
    reader: ReaderId,
    effect: &Effect,
    new: bool,
    about: &About<'_>,
) -> Result<bool, Error> {
    if effect.events.is_empty() || accounts::by_id(tx, reader)?.is_none() {
        return Ok(true);
    }
    let mut happened = true;
    let reference = effect.line.as_ref().map_or(&notice.id, |line| &line.money.reference);
    let cause = format!("{} {reference}", notice.provider.as_str());
    for (event, at) in effect.events.iter().copied() {
        let counts = new && matches!(event, Event::Bought { .. } | Event::Renewed { .. });
        let told = Told { event, at, cause: &cause };
        let taken = take(tx, ids, reader, &told, about.now, |kept| beside(kept, event, notice, about, counts))?;
        match taken {
            Ok(transitions) if transitions.iter().any(|transition| transition.event == event) => {
                log(tx, ids, notice, reader, event, about.now)?;
            }
            Ok(_) => {}
            Err(refused) => happened &= refused.why != Why::Over,
        }
    }
    Ok(happened)
}

/// Writes into the audit log what changed beside money.
fn log(tx: &mut Tx<'_>, ids: &Ids, notice: &Notice, reader: ReaderId, event: Event, now: Moment) -> Result<(), Error> {
    let deed = match event {
        Event::TrialBegan { .. } => Deed::Trial,
        Event::Cancelled => Deed::Cancel,
        Event::Resumed => Deed::Resume,
        _ => return Ok(()),
    };
    let what = format!("by {}", notice.provider.as_str());
    audit::add(tx, ids, &audit::Line { what, ..audit::Line::new(now, reader, deed) })
}

/// What stands beside the facts follows the payment that reaches furthest, so that the order of telling does not count.
fn beside(kept: &mut Kept, event: Event, notice: &Notice, about: &About<'_>, counts: bool) {
    kept.periods += i64::from(counts);
    let leads = match event {
        Event::Bought { until } | Event::Renewed { until } => kept.paid == Some(until),
        Event::TrialBegan { until, .. } => kept.paid.is_none() && kept.tried.is_some_and(|tried| tried.until == until),
        _ => false,
    };
    if !leads {
        return;
    }
    kept.provider = Some(notice.provider.as_str().to_owned());
    kept.customer = notice.subject.customer.clone().or(kept.customer.take());
    kept.subscription = notice.subject.subscription.clone().or(kept.subscription.take());
    if let Some(order) = about.order {
        kept.plan = order.plan;
        kept.coupon = order.coupon;
    }
}

/// Ends the order, opens the article.
fn finish(tx: &mut Tx<'_>, notice: &Notice, reader: ReaderId, effect: &Effect, about: &About<'_>) -> Result<(), Error> {
    let Some(order) = about.order else { return Ok(()) };
    if effect.done {
        orders::paid(tx, order.id, notice.at)?;
    }
    if effect.opens
        && let Some(article) = order.article
    {
        bought::add(tx, reader, article, notice.at, &notice.id)?;
    }
    Ok(())
}
