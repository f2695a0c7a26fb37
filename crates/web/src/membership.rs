//! Memberships as they are kept and as the rules know them: one place where an event is taken, and one that tells what a
//! reader holds. Both work within the caller's transaction.

pub mod codes;
pub mod coupon;
pub mod gift;
pub mod holding;
mod row;
pub mod told;

use newsstand_members::membership::{Event, Facts, Refused, Transition};
use newsstand_members::{Member, Membership};
use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use newsstand_store::memberships::{self, Kept};
use newsstand_store::{Error, Ids, Tx};

pub use row::{facts_of, member_of};

/// What happened to a membership, when, and through what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'a> {
    /// The event.
    pub event: Event,
    /// When it happened.
    pub at: Moment,
    /// Who or what caused it: a provider's reference, a reason in a word or two.
    pub cause: &'a str,
}

/// Takes an event: the facts and every transition are written, or nothing is. `change` may alter what stands beside the
/// facts (plan, provider); it is called when the event was taken, also when it was known before.
///
/// # Errors
/// The inner one where the event cannot happen.
pub fn take(
    tx: &mut Tx<'_>,
    ids: &Ids,
    reader: ReaderId,
    told: &Told<'_>,
    now: Moment,
    change: impl FnOnce(&mut Kept),
) -> Result<Result<Vec<Transition>, Refused>, Error> {
    let mut kept = memberships::of_for_writing(tx, reader)?.unwrap_or_default();
    let mut member = member_of(&kept);
    let transitions = match member.take(told.event, told.at, now, told.cause) {
        Ok(transitions) => transitions,
        Err(refused) => return Ok(Err(refused)),
    };
    row::put(&member, &mut kept);
    change(&mut kept);
    memberships::keep(tx, reader, &kept, now)?;
    for transition in &transitions {
        memberships::moved(tx, ids, reader, &row::moved(transition, now))?;
    }
    Ok(Ok(transitions))
}

/// What a reader holds by a membership of their own.
pub fn own(tx: &mut Tx<'_>, reader: ReaderId, now: Moment) -> Result<Option<Membership>, Error> {
    Ok(memberships::of(tx, reader)?.and_then(|kept| member_of(&kept).held(now)))
}

/// The facts of a reader; none known where there never was a membership.
pub fn facts(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Facts, Error> {
    Ok(memberships::of(tx, reader)?.map(|kept| facts_of(&kept)).unwrap_or_default())
}

/// The member, with the state last recorded.
pub fn member(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Option<Member>, Error> {
    Ok(memberships::of(tx, reader)?.map(|kept| member_of(&kept)))
}
