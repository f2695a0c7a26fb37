//! Codes that somebody types: a coupon, which is kept for what they buy next; a gift, which gives time; an institution's,
//! which binds them to it.

use std::num::NonZeroU32;

use newsstand_members::Event;
use newsstand_members::account::{Purpose, typed};
use newsstand_members::plan::{self, Currency, Cut, NotRedeemed, Percent, Price, code_folded};
use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use newsstand_store::coupons::{self, Redeemed};
use newsstand_store::{Error, Ids, Tx, gifts, institutions, memberships};

use super::Told;

/// What a code did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// There is no such code.
    Unknown,
    /// There is, and it does nothing for this reader.
    Not(NotRedeemed),
    /// A coupon is kept for what they buy next.
    Coupon(plan::Coupon),
    /// Time was given, until then.
    Gift {
        /// Until when they read.
        until: Moment,
    },
    /// They read by an institution.
    Institution {
        /// Its name.
        name: String,
    },
}

/// Redeems what somebody typed. Every kind of code is looked for, whatever was typed, so that all answers cost the same.
pub fn redeem(tx: &mut Tx<'_>, ids: &Ids, reader: ReaderId, text: &str, now: Moment) -> Result<Outcome, Error> {
    let digest = typed(Purpose::Gift, text).map_or([0; 32], |digest| *digest.bytes());
    let folded = code_folded(text).unwrap_or_default();
    let gift = gifts::by_token(tx, &digest)?;
    let coupon = coupons::by_code(tx, &folded)?;
    let institution = institutions::by_way(tx, "code", std::slice::from_ref(&folded), now)?.into_iter().next();
    if let Some(gift) = gift {
        return given(tx, ids, reader, &gift, now);
    }
    if let Some(coupon) = coupon.filter(|coupon| coupon.ended.is_none()) {
        return cheaper(tx, reader, &coupon, now);
    }
    let Some(institution) = institution else { return Ok(Outcome::Unknown) };
    institutions::bind(tx, institution.id, reader, now)?;
    Ok(Outcome::Institution { name: institution.name })
}

fn given(tx: &mut Tx<'_>, ids: &Ids, reader: ReaderId, gift: &gifts::Gift, now: Moment) -> Result<Outcome, Error> {
    let Some(rule) = gift_rule(gift) else { return Ok(Outcome::Unknown) };
    // The membership is locked first: two gifts at once add up.
    let covered = memberships::of_for_writing(tx, reader)?.and_then(|kept| super::facts_of(&kept).covered());
    let until = match rule.redeem(gift.used_by.is_some(), covered, now) {
        Ok(until) => until,
        Err(why) => return Ok(Outcome::Not(why)),
    };
    if !gifts::take(tx, gift.id, reader, now)? {
        return Ok(Outcome::Not(NotRedeemed::Used));
    }
    let told = Told { event: Event::Given { until }, at: now, cause: "gift code" };
    match super::take(tx, ids, reader, &told, now, |_| ())? {
        Ok(_) => Ok(Outcome::Gift { until }),
        Err(refused) => Err(Error::Other(refused.to_string())),
    }
}

/// Keeps a coupon for what is bought next. It counts as redeemed from now on, so that nobody is promised what is gone later.
fn cheaper(tx: &mut Tx<'_>, reader: ReaderId, coupon: &coupons::Coupon, now: Moment) -> Result<Outcome, Error> {
    let Some(rule) = coupon_rule(coupon) else { return Ok(Outcome::Unknown) };
    if coupon.until.is_some_and(|until| now >= until) {
        return Ok(Outcome::Not(NotRedeemed::Over));
    }
    match coupons::redeem(tx, coupon.id, reader, now)? {
        Redeemed::Again => Ok(Outcome::Not(NotRedeemed::Again)),
        Redeemed::No => Ok(Outcome::Not(NotRedeemed::Used)),
        Redeemed::Now => {
            let mut kept = memberships::of_for_writing(tx, reader)?.unwrap_or_default();
            kept.coupon = Some(coupon.id);
            memberships::keep(tx, reader, &kept, now)?;
            Ok(Outcome::Coupon(rule))
        }
    }
}

/// A coupon as the rules know it; none where the row makes none.
pub fn coupon_rule(kept: &coupons::Coupon) -> Option<plan::Coupon> {
    let cut = match (kept.percent, kept.cents) {
        (Some(percent), _) => Cut::Percent(Percent::new(u8::try_from(percent).ok()?)?),
        (None, cents) => Cut::Cents(Price::new(cents?, Currency::new(kept.currency.as_deref()?)?).ok()?),
    };
    let periods = match kept.periods {
        None => None,
        Some(periods) => Some(NonZeroU32::new(u32::try_from(periods).ok()?)?),
    };
    let uses = kept.uses.map(|uses| u32::try_from(uses).unwrap_or(u32::MAX));
    Some(plan::Coupon { cut, periods, until: kept.until, uses })
}

fn gift_rule(kept: &gifts::Gift) -> Option<plan::Gift> {
    let periods = NonZeroU32::new(u32::try_from(kept.periods).ok()?)?;
    Some(plan::Gift { period: kept.period.parse().ok()?, periods, until: kept.until })
}
