//! Stripe's events as notices. Fields are read by name and everything else is left alone, so that a newer version of its API
//! changes nothing; of a person (name, address, card) nothing is read.

use std::fmt;

use newsstand_news::Moment;
use serde_json::Value;

use super::BODY_MOST;
use crate::payment::{Money, Notice, Provider, Span, Subject, Told};

/// Longest name that Stripe gives anything, as it says itself.
const NAME: usize = 255;
/// Most lines of an invoice that are looked at.
const LINES: usize = 100;

/// Why something is no event. It is a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoEvent {
    /// It is too long.
    Large,
    /// It is no JSON, or not of an event.
    Shape,
    /// An event of a kind that is understood lacks something.
    Lacks(&'static str),
}

impl fmt::Display for NoEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoEvent::Large => write!(f, "An event of more than {BODY_MOST} bytes is not read."),
            NoEvent::Shape => f.write_str("This is no event of Stripe's."),
            NoEvent::Lacks(what) => write!(f, "The event lacks {what}."),
        }
    }
}

impl std::error::Error for NoEvent {}

/// Reads an event whose signature was right.
///
/// # Errors
/// Why it is none. Kinds that are not known are events that mean nothing.
pub fn read(body: &[u8]) -> Result<Notice, NoEvent> {
    if body.len() > BODY_MOST {
        return Err(NoEvent::Large);
    }
    let event: Value = serde_json::from_slice(body).map_err(|_| NoEvent::Shape)?;
    let name = |key: &str| text(&event, &[key]).ok_or(NoEvent::Shape);
    let (id, kind) = (name("id")?, name("type")?);
    let at = moment(&event, &["created"]).ok_or(NoEvent::Shape)?;
    let object = event.pointer("/data/object").filter(|object| object.is_object()).ok_or(NoEvent::Shape)?;
    let before = event.pointer("/data/previous_attributes");
    let (subject, told) = match kind {
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" => session(object)?,
        "invoice.paid" => (of_invoice(object), paid(object)?),
        "invoice.payment_failed" => (of_invoice(object), failed(object)?),
        "customer.subscription.updated" => (of_subscription(object), will(object, before)),
        "customer.subscription.deleted" => (of_subscription(object), Told::Over),
        "charge.refunded" => (of_charge(object), refunded(id, at, object, before)?),
        _ => (Subject::default(), Told::Nothing),
    };
    Ok(Notice { provider: Provider::Stripe, id: id.to_owned(), kind: kind.to_owned(), at, subject, told })
}

/// A name or word at a path.
fn text<'a>(value: &'a Value, path: &[&str]) -> Option<&'a str> {
    let found = path.iter().try_fold(value, |value, key| value.get(key))?;
    // Where Stripe was asked to, it puts the whole thing in the place of its name.
    let found = found.get("id").unwrap_or(found).as_str()?;
    (!found.is_empty() && found.len() <= NAME && !found.chars().any(char::is_control)).then_some(found)
}

fn owned(value: &Value, path: &[&str]) -> Option<String> {
    text(value, path).map(str::to_owned)
}

fn number(value: &Value, path: &[&str]) -> Option<i64> {
    path.iter().try_fold(value, |value, key| value.get(key))?.as_i64()
}

fn moment(value: &Value, path: &[&str]) -> Option<Moment> {
    let seconds = number(value, path)?;
    (0..100_000_000_000).contains(&seconds).then(|| Moment::from_seconds(seconds))
}

fn money(object: &Value, amount: &str, reference: &str) -> Result<Money, NoEvent> {
    let cents = number(object, &[amount]).ok_or(NoEvent::Lacks("an amount"))?;
    let currency = text(object, &["currency"]).ok_or(NoEvent::Lacks("a currency"))?;
    Money::new(cents, currency, reference).ok_or(NoEvent::Lacks("an amount that can be"))
}

fn session(object: &Value) -> Result<(Subject, Told), NoEvent> {
    let subject = Subject {
        order: owned(object, &["client_reference_id"]).or_else(|| owned(object, &["metadata", "order"])),
        customer: owned(object, &["customer"]),
        subscription: owned(object, &["subscription"]),
    };
    let once = text(object, &["mode"]) == Some("payment") && text(object, &["payment_status"]) != Some("unpaid");
    let reference = text(object, &["payment_intent"]).or_else(|| text(object, &["id"])).ok_or(NoEvent::Lacks("a name"))?;
    let money = once.then(|| money(object, "amount_total", reference)).transpose()?;
    Ok((subject, Told::Settled { money }))
}

/// Where an invoice names its order has changed with the versions of the API.
fn of_invoice(object: &Value) -> Subject {
    let order = owned(object, &["parent", "subscription_details", "metadata", "order"])
        .or_else(|| owned(object, &["subscription_details", "metadata", "order"]))
        .or_else(|| lines(object).find_map(|line| owned(line, &["metadata", "order"])));
    let subscription =
        owned(object, &["subscription"]).or_else(|| owned(object, &["parent", "subscription_details", "subscription"]));
    Subject { order, customer: owned(object, &["customer"]), subscription }
}

fn lines(object: &Value) -> impl Iterator<Item = &Value> {
    object.pointer("/lines/data").and_then(Value::as_array).into_iter().flatten().take(LINES)
}

/// The days of an invoice: those of its line that reaches furthest.
fn span(object: &Value) -> Result<Span, NoEvent> {
    let of = |line: &Value| Some((moment(line, &["period", "end"])?, moment(line, &["period", "start"])?));
    let (until, from) = lines(object).filter_map(of).max().ok_or(NoEvent::Lacks("a period"))?;
    if from < until { Ok(Span { from, until }) } else { Err(NoEvent::Lacks("a period that can be")) }
}

fn paid(object: &Value) -> Result<Told, NoEvent> {
    if !of_a_subscription(object) {
        return Ok(Told::Nothing);
    }
    let reference = text(object, &["id"]).ok_or(NoEvent::Lacks("a name"))?;
    let money = money(object, "amount_paid", reference)?;
    Ok(Told::Paid { first: is_first(object), money, span: span(object)? })
}

/// Invoices that somebody writes by hand are not ours.
fn of_a_subscription(object: &Value) -> bool {
    text(object, &["billing_reason"]).is_some_and(|reason| reason.starts_with("subscription"))
}

fn is_first(object: &Value) -> bool {
    text(object, &["billing_reason"]) == Some("subscription_create")
}

/// Who could not pay at first has bought nothing, and nothing comes of it.
fn failed(object: &Value) -> Result<Told, NoEvent> {
    if is_first(object) || !of_a_subscription(object) {
        return Ok(Told::Nothing);
    }
    Ok(Told::Failed { due: span(object)?.from })
}

fn of_subscription(object: &Value) -> Subject {
    let order = owned(object, &["metadata", "order"]);
    Subject { order, customer: owned(object, &["customer"]), subscription: owned(object, &["id"]) }
}

/// Whether it goes on is told only where that has changed: a subscription changes in many ways.
fn will(object: &Value, before: Option<&Value>) -> Told {
    let changed = |key: &str| before.is_some_and(|before| before.get(key).is_some());
    if !changed("cancel_at_period_end") && !changed("cancel_at") {
        return Told::Nothing;
    }
    let at_end = object.get("cancel_at_period_end").and_then(Value::as_bool) == Some(true);
    Told::Will { on: !at_end && number(object, &["cancel_at"]).is_none() }
}

fn of_charge(object: &Value) -> Subject {
    Subject { order: owned(object, &["metadata", "order"]), customer: owned(object, &["customer"]), subscription: None }
}

/// A charge tells how much of it went back in all; what went back this time is the difference. The line is named by the sum,
/// so that each is there once.
fn refunded(event: &str, at: Moment, object: &Value, before: Option<&Value>) -> Result<Told, NoEvent> {
    let charge = text(object, &["id"]).unwrap_or(event);
    let sum = number(object, &["amount_refunded"]).ok_or(NoEvent::Lacks("an amount"))?;
    let was = before.and_then(|before| number(before, &["amount_refunded"])).unwrap_or(0);
    let of = number(object, &["amount"]).ok_or(NoEvent::Lacks("an amount"))?;
    let currency = text(object, &["currency"]).ok_or(NoEvent::Lacks("a currency"))?;
    let money = Money::new(sum.saturating_sub(was), currency, &format!("{charge}/{sum}"));
    let money = money.ok_or(NoEvent::Lacks("an amount that can be"))?;
    // An invoice's receipt is named by the invoice, that of an article by what Stripe calls the intent to pay.
    let payment = owned(object, &["invoice"]).or_else(|| match text(object, &["metadata", "order"]) {
        Some(_) => owned(object, &["payment_intent"]),
        None => None,
    });
    let made = moment(object, &["created"]).unwrap_or(at);
    Ok(Told::Refunded { money, whole: sum >= of, payment, of, made })
}

#[cfg(test)]
mod tests;
