//! What an operator does to a membership: gives time, ends it at once. The door asks for a fresh sign-in; each is written down.

use std::time::Duration;

use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::membership::{Event, Refused};
use newsstand_news::Moment;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::{Error, Tx};

use crate::door::{Trouble, go};
use crate::guard::form::Form;
use crate::membership::{self, Told};
use crate::pay;
use crate::state::State;
use crate::words;

/// Most days that are given at a time.
pub const DAYS: i64 = 366;

/// Gives days, from the end of what there is.
pub async fn give(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let days = form.field("days").parse::<u64>().ok().filter(|days| (1..=DAYS.unsigned_abs()).contains(days));
    let days = days.ok_or_else(|| Trouble::Wrong(format!("Give between 1 and {DAYS} days. Nothing was changed.")))?;
    let span = Duration::from_secs(days * 86_400);
    let what = words::count(i64::try_from(days).unwrap_or(DAYS), "day", "days");
    let deed = Planned { member: id, deed: Deed::Gift, what, cause: "given by the operator" };
    let event = move |tx: &mut Tx<'_>, now: Moment| {
        let facts = membership::facts(tx, id)?;
        let ends = [facts.paid, facts.given, facts.tried.map(|tried| tried.until)];
        let end = ends.into_iter().flatten().fold(now, Moment::max);
        Ok(Event::Given { until: end + span })
    };
    done(&state, &form, deed, event, "given").await
}

/// Ends it at once. Whoever takes money is told first.
pub async fn end(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    pay::stop(&state, id).await?;
    let deed = Planned { member: id, deed: Deed::Cancel, what: "ended at once".into(), cause: "ended by the operator" };
    done(&state, &form, deed, |_, _| Ok(Event::Ended), "ended").await
}

/// A deed, as it is written down.
#[derive(Clone)]
struct Planned {
    member: ReaderId,
    deed: Deed,
    what: String,
    cause: &'static str,
}

async fn done(
    state: &State,
    form: &Form,
    planned: Planned,
    event: impl Fn(&mut Tx<'_>, Moment) -> Result<Event, Error> + Send + 'static,
    word: &str,
) -> Result<Response, Trouble> {
    let (by, now, at, ids) = (state.reader_of(&form.visitor), state.now(), state.member_time(), state.store.ids().clone());
    let member = planned.member;
    let work = move |tx: &mut Tx<'_>| {
        if accounts::by_id(tx, member)?.is_none() {
            return Ok(None);
        }
        let told = Told { event: event(tx, at)?, at, cause: planned.cause };
        let taken = membership::take(tx, &ids, member, &told, at, |_| {})?;
        if taken.is_ok() {
            let line = Line { what: planned.what.clone(), other: Some(member), ..Line::new(now, by, planned.deed) };
            audit::add(tx, &ids, &line)?;
        }
        Ok(Some(taken.map(|_| ())))
    };
    let taken: Option<Result<(), Refused>> = state.store.write(work).await?;
    match taken {
        None => Err(Trouble::NotFound),
        Some(Err(refused)) => Err(Trouble::Wrong(refused.to_string())),
        Some(Ok(())) => Ok(go(&format!("/operator/members/{member}?done={word}"))),
    }
}
