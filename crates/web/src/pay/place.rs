//! Placing an order: what it is for, what it costs, until when it is free first.

use std::num::NonZeroU32;
use std::time::Duration;

use newsstand_members::membership::Facts;
use newsstand_members::payment::Provider;
use newsstand_members::plan::{Coupon, Currency, Cut, Percent, Period, Price, Trial};
use newsstand_news::{Id, Moment};
use newsstand_store::accounts::ReaderId;
use newsstand_store::memberships::{self, Kept};
use newsstand_store::orders::{self, Kind, Order};
use newsstand_store::plans::{self, Off, Plan};
use newsstand_store::{Error, Ids, Tx, articles};

use super::What;
use crate::membership::facts_of;

/// An order that was placed, and what a provider needs to know of it.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The order.
    pub order: Order,
    /// What it is called.
    pub name: String,
    /// What it costs without the coupon: of a plan, a period.
    pub price: Price,
    /// What comes off with the coupon, and for how many periods; none for ever.
    pub off: Option<(Price, Option<u32>)>,
    /// How long a period is, of a plan.
    pub period: Option<Period>,
    /// The membership as it is.
    pub kept: Kept,
}

/// Why nothing was placed: a sentence for the reader.
pub type No = &'static str;

const GONE: No = "This is not on offer any more. Go back and choose something else.";
const TWICE: No = "You are a member, and it goes on by itself. There is nothing to pay now.";
const COUPON: No = "This coupon is for plans in another currency.";

/// Whose order it is, of which provider, and when.
#[derive(Debug, Clone)]
pub struct By {
    /// The reader.
    pub reader: ReaderId,
    /// Who takes the money.
    pub provider: Provider,
    /// Where the reader goes back to.
    pub back: String,
    /// The time, as memberships see it.
    pub now: Moment,
}

impl By {
    /// How long the order can be paid: an invoice takes its time, and Stripe keeps its page open for an hour.
    fn open(&self) -> Duration {
        match self.provider {
            Provider::Manual => Duration::from_secs(30 * 86_400),
            Provider::Test => Duration::from_secs(86_400),
            Provider::Stripe => Duration::from_secs(3600),
        }
    }

    fn order(&self, what: Kind, first: Price) -> Order {
        Order {
            id: 0,
            reader: self.reader,
            what,
            plan: None,
            article: None,
            coupon: None,
            periods: 1,
            cents: first.cents(),
            currency: first.currency().as_str().to_owned(),
            trial: None,
            provider: self.provider.as_str().to_owned(),
            reference: None,
            created: self.now,
            until: self.now + self.open(),
            paid: None,
            back: self.back.clone(),
        }
    }
}

/// Places an order; a sentence where it cannot be.
pub fn place(tx: &mut Tx<'_>, ids: &Ids, by: &By, what: &What, token: &[u8; 32]) -> Result<Result<Placed, No>, Error> {
    let kept = memberships::of(tx, by.reader)?.unwrap_or_default();
    let placed = match *what {
        What::Plan { plan, coupon } => of_plan(tx, by, plan, coupon, kept)?,
        What::Article { article } => of_article(tx, by, article, kept)?,
    };
    let Ok(mut placed) = placed else { return Ok(placed) };
    placed.order.id = orders::add(tx, ids, &placed.order, token)?;
    placed.order.reference = Some(orders::name(placed.order.id));
    Ok(Ok(placed))
}

fn of_plan(tx: &mut Tx<'_>, by: &By, plan: i64, coupon: Option<i64>, kept: Kept) -> Result<Result<Placed, No>, Error> {
    let Some(plan) = plans::by_id(tx, plan)?.filter(|plan| plan.on) else { return Ok(Err(GONE)) };
    let Some((price, period)) = terms(&plan) else { return Ok(Err(GONE)) };
    let facts = facts_of(&kept);
    // An invoice may be paid ahead; what goes on by itself is not paid twice.
    if by.provider != Provider::Manual && facts.due().is_some_and(|due| due > by.now) {
        return Ok(Err(TWICE));
    }
    let Some(Cheaper { coupon, rule, first }) = cheaper(tx, by, coupon, kept.coupon, price)? else { return Ok(Err(COUPON)) };
    let off = rule.map(|rule| (difference(price, first), rule.periods.map(NonZeroU32::get)));
    let order = Order { plan: Some(plan.id), coupon, trial: trial(by, &plan, &facts), ..by.order(Kind::Plan, first) };
    Ok(Ok(Placed { order, name: plan.name, price, off, period: Some(period), kept }))
}

/// What a plan's first payment comes to.
struct Cheaper {
    coupon: Option<i64>,
    rule: Option<Coupon>,
    first: Price,
}

/// What it costs with the coupon that is named, else with the one the reader has redeemed for the plan that comes next: none
/// where a named one does not fit. One that was redeemed and does not fit is left aside, and so is one that has had its plan;
/// invoices are orders each for itself, and count on.
fn cheaper(tx: &mut Tx<'_>, by: &By, named: Option<i64>, redeemed: Option<i64>, price: Price) -> Result<Option<Cheaper>, Error> {
    let plain = Cheaper { coupon: None, rule: None, first: price };
    let Some(coupon) = named.or(redeemed) else { return Ok(Some(plain)) };
    let had = u32::try_from(orders::paid_with(tx, by.reader, coupon)?).unwrap_or(u32::MAX);
    let Some(rule) = plans::off(tx, coupon)?.and_then(|off| rule(&off)) else { return Ok(Some(plain)) };
    if named.is_none() && had > 0 && by.provider != Provider::Manual {
        return Ok(Some(plain));
    }
    let number = if by.provider == Provider::Manual { had } else { 0 };
    Ok(match rule.price(price, number) {
        Ok(first) => Some(Cheaper { coupon: Some(coupon), rule: Some(rule), first }),
        Err(_) => Some(plain).filter(|_| named.is_none()),
    })
}

/// The trial, where the plan has one with a card and this reader has had none.
fn trial(by: &By, plan: &Plan, facts: &Facts) -> Option<Moment> {
    let days = plan.trial_days.filter(|_| plan.trial_card && by.provider != Provider::Manual)?;
    let trial = Trial::new(u16::try_from(days).ok()?, true)?;
    facts.covered().is_none().then(|| by.now + trial.span())
}

fn of_article(tx: &mut Tx<'_>, by: &By, article: i64, kept: Kept) -> Result<Result<Placed, No>, Error> {
    let id = Id::new(article);
    let Some((cents, currency)) = orders::article_price(tx, id, by.now)? else { return Ok(Err(GONE)) };
    let Some(price) = price(cents, &currency) else { return Ok(Err(GONE)) };
    let Some(stored) = articles::by_id(tx, id)? else { return Ok(Err(GONE)) };
    let order = Order { article: Some(id), ..by.order(Kind::Article, price) };
    Ok(Ok(Placed { order, name: stored.article.headline, price, off: None, period: None, kept }))
}

fn price(cents: i64, currency: &str) -> Option<Price> {
    Price::new(cents, Currency::new(currency)?).ok()
}

/// A plan's price and period.
pub fn terms(plan: &Plan) -> Option<(Price, Period)> {
    Some((price(plan.cents, &plan.currency)?, plan.period.parse().ok()?))
}

fn difference(price: Price, first: Price) -> Price {
    price.less(first).unwrap_or(price)
}

/// A coupon as the rules know it. Whether it may be redeemed was seen to when it was.
fn rule(off: &Off) -> Option<Coupon> {
    let cut = match (off.percent, off.cents, &off.currency) {
        (Some(percent), _, _) => Cut::Percent(Percent::new(u8::try_from(percent).ok()?)?),
        (None, Some(cents), Some(currency)) => Cut::Cents(price(cents, currency)?),
        _ => return None,
    };
    let periods = off.periods.and_then(|periods| u32::try_from(periods).ok()).and_then(NonZeroU32::new);
    Some(Coupon { cut, periods, until: None, uses: None })
}

/// What the `number`th period of an order costs, the first being 0.
pub fn cost(tx: &mut Tx<'_>, order: &Order, plan: &Plan, number: u32) -> Result<Option<Price>, Error> {
    let rule = order.coupon.map(|coupon| plans::off(tx, coupon)).transpose()?.flatten().and_then(|off| rule(&off));
    let Some((price, _)) = terms(plan) else { return Ok(None) };
    Ok(rule.map_or(Ok(price), |rule| rule.price(price, number)).ok())
}
