//! What becomes of a notice: events of the membership, a line of money, the end of an order.

use std::time::Duration;

use newsstand_news::Moment;

use super::{Money, Notice, Span, Told};
use crate::Event;

/// The days that a single article's money counts for: the one it was paid on.
const DAY: Duration = Duration::from_secs(86_400);

/// What somebody was sent to pay for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bought {
    /// A plan.
    Plan {
        /// Until when it is free first, where a card was given for a trial.
        trial: Option<Moment>,
    },
    /// A single article.
    Article,
    /// Some time of a plan for somebody else.
    Gift {
        /// Until when its money counts.
        until: Moment,
    },
}

/// An order, as far as notices need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What for.
    pub bought: Bought,
    /// When it was placed.
    pub placed: Moment,
    /// In which currency it is to be paid.
    pub currency: String,
}

/// A payment that was told before, for the notice that it went back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    /// The days it was for.
    pub span: Span,
    /// Whether it was for a plan.
    pub plan: bool,
}

/// Money to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Whether it went back.
    pub back: bool,
    /// How much, under which name.
    pub money: Money,
    /// For which days.
    pub span: Span,
    /// Whether it is for a plan, and not for an article or a gift.
    pub plan: bool,
}

/// What becomes of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// What happened to the membership, in this order, and when.
    pub events: Vec<(Event, Moment)>,
    /// The money.
    pub line: Option<Line>,
    /// Whether the order is done.
    pub done: bool,
    /// Whether the article is open to the reader now.
    pub opens: bool,
    /// Whether the money is in another currency than was ordered: then it gives nothing, and somebody must look.
    pub odd: bool,
}

/// The notice cannot be understood yet: a payment went back that nobody told of so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits;

/// What becomes of a notice about this order, where it is about one, and about this payment, where it went back.
///
/// # Errors
/// [`Waits`] where something else has to be told first.
pub fn effect(notice: &Notice, order: Option<&Order>, payment: Option<Payment>) -> Result<Effect, Waits> {
    let mut effect = match &notice.told {
        Told::Settled { money } => settled(notice.at, order, money.as_ref()),
        Told::Paid { first, money, span } => paid(notice.at, order, *first, money, *span),
        Told::Failed { due } => events(vec![(Event::PaymentFailed { due: *due }, notice.at)]),
        Told::Will { on } => events(vec![(if *on { Event::Resumed } else { Event::Cancelled }, notice.at)]),
        Told::Over => events(vec![(Event::Cancelled, notice.at)]),
        Told::Refunded { money, whole, .. } => refunded(notice.at, money, *whole, payment.ok_or(Waits)?),
        Told::Nothing => return Ok(Effect::default()),
    };
    // Whatever is told first of an order with a trial says that the trial began: so the order of telling does not count.
    if let Some(began) = order.and_then(trial)
        && !effect.odd
        && !matches!(notice.told, Told::Refunded { .. })
    {
        effect.events.insert(0, began);
    }
    Ok(effect)
}

fn events(events: Vec<(Event, Moment)>) -> Effect {
    Effect { events, ..Effect::default() }
}

/// The trial that an order begins. It is told from the order alone, so that it is the same each time.
fn trial(order: &Order) -> Option<(Event, Moment)> {
    match order.bought {
        Bought::Plan { trial: Some(until) } => Some((Event::TrialBegan { until, card: true }, order.placed)),
        Bought::Plan { trial: None } | Bought::Article | Bought::Gift { .. } => None,
    }
}

fn is_odd(order: Option<&Order>, money: &Money) -> bool {
    order.is_some_and(|order| order.currency != money.currency)
}

/// What is paid once is paid by this; of a plan, each period is told by itself.
fn settled(at: Moment, order: Option<&Order>, money: Option<&Money>) -> Effect {
    let Some(order) = order else { return Effect::default() };
    let until = match (order.bought, money) {
        (Bought::Plan { .. }, _) => return Effect { done: true, ..Effect::default() },
        // It is on its way: the money is told of later.
        (_, None) => return Effect::default(),
        (Bought::Article, Some(_)) => at + DAY,
        (Bought::Gift { until }, Some(_)) => until,
    };
    let odd = money.is_some_and(|money| is_odd(Some(order), money));
    let line = money.map(|money| Line { back: false, money: money.clone(), span: Span { from: at, until }, plan: false });
    Effect { line, done: !odd, opens: !odd && order.bought == Bought::Article, odd, ..Effect::default() }
}

fn paid(at: Moment, order: Option<&Order>, first: bool, money: &Money, span: Span) -> Effect {
    // The first period of a trial costs nothing and is no payment.
    let free = first && money.cents == 0 && order.and_then(trial).is_some();
    if free {
        return Effect { done: true, ..Effect::default() };
    }
    let line = Some(Line { back: false, money: money.clone(), span, plan: true });
    if is_odd(order, money) {
        return Effect { line, odd: true, ..Effect::default() };
    }
    let event = if first { Event::Bought { until: span.until } } else { Event::Renewed { until: span.until } };
    Effect { events: vec![(event, at)], line, done: first, ..Effect::default() }
}

/// The same days are taken back as were paid. Where all of a plan's payment went back, the membership ends at once.
fn refunded(at: Moment, money: &Money, whole: bool, payment: Payment) -> Effect {
    let ends = whole && payment.plan;
    Effect {
        events: if ends { vec![(Event::Ended, at)] } else { Vec::new() },
        line: Some(Line { back: true, money: money.clone(), span: payment.span, plan: payment.plan }),
        ..Effect::default()
    }
}
