//! Cancelling in one click, taking it back, and changing how one pays.

use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_members::membership::Event;
use newsstand_members::{Member, Membership};
use newsstand_store::Tx;
use newsstand_store::accounts::ReaderId;
use newsstand_store::audit::{self, Deed, Line};

use super::PATH;
use crate::door::{Trouble, go};
use crate::guard::form::Form;
use crate::membership::{self, Told};
use crate::pages::plans::of_membership;
use crate::pay;
use crate::state::State;

/// Ends a membership. What is paid or tried is read to its end.
pub async fn cancel(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = living(&state, &form).await?;
    // Whoever takes the money hears of it first: a membership must not look cancelled and go on being charged.
    pay::stop(&state, reader).await?;
    tell(&state, reader, Event::Cancelled, Deed::Cancel).await?;
    Ok(go(PATH))
}

/// Takes the cancellation back.
pub async fn resume(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = living(&state, &form).await?;
    pay::resume(&state, reader).await?;
    tell(&state, reader, Event::Resumed, Deed::Resume).await?;
    Ok(go(&format!("{PATH}?done=resumed")))
}

/// Leads to where one changes how one pays.
pub async fn pay(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    of_membership(&state)?;
    pay::manage(&state, form.visitor.reader.ok_or(Trouble::Refused)?).await
}

/// Whose membership it is, where there is one that is not over.
async fn living(state: &State, form: &Form) -> Result<ReaderId, Trouble> {
    of_membership(state)?;
    let reader = form.visitor.reader.ok_or(Trouble::Refused)?;
    let (member, now) = (state.read(move |tx| membership::member(tx, reader)).await?, state.member_time());
    match member.and_then(|member: Member| member.state(now)) {
        None | Some(Membership::Lapsed) => Err(over()),
        Some(_) => Ok(reader),
    }
}

async fn tell(state: &State, reader: ReaderId, event: Event, deed: Deed) -> Result<(), Trouble> {
    let asking = state.clone();
    let write = move |tx: &mut Tx<'_>| {
        let (ids, now) = (asking.store.ids(), asking.member_time());
        // Pressed twice, it is said once.
        let cancelled = membership::member(tx, reader)?.and_then(|member| member.state(now));
        let is_cancelled = matches!(cancelled, Some(Membership::Cancelled { .. }));
        if is_cancelled == (event == Event::Cancelled) {
            return Ok(true);
        }
        let told = Told { event, at: now, cause: "by the reader" };
        if membership::take(tx, ids, reader, &told, now, |_| {})?.is_err() {
            return Ok(false);
        }
        audit::add(tx, ids, &Line::new(asking.now(), reader, deed))?;
        Ok(true)
    };
    if state.store.write(write).await? { Ok(()) } else { Err(over()) }
}

fn over() -> Trouble {
    Trouble::Wrong("There is no membership that could be cancelled or resumed. Your membership page says how it stands.".into())
}
