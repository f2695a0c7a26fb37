//! What is done to a household: invite, take links back, take somebody off, leave. Each is written down.

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::account::{Purpose, Token};
use newsstand_store::Tx;
use newsstand_store::accounts::ReaderId;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::households::{self, LINKS};

use super::{PATH, of, reader_of};
use crate::door::{Trouble, go, page};
use crate::guard::chance;
use crate::guard::form::Form;
use crate::membership::{self, holding};
use crate::signing::once;
use crate::state::State;

/// What came of wanting a link.
enum Wanted {
    Made,
    NoPlan,
    NoRoom,
    Many,
}

/// Makes a link and shows it, once.
pub async fn invite(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = reader_of(&state, &form.visitor)?;
    let random = chance::bytes().ok_or_else(|| Trouble::Broken("the system gives no random bytes".into()))?;
    let token = Token::of(random);
    let digest = *token.digest(Purpose::Invitation).bytes();
    let (ids, now, at) = (state.store.ids().clone(), state.member_time(), state.now());
    let until = Purpose::Invitation.until(now).unwrap_or(now);
    let work = move |tx: &mut Tx<'_>| {
        if !membership::own(tx, reader, now)?.is_some_and(|own| own.reads(now)) {
            return Ok(Wanted::NoPlan);
        }
        let taken = i64::try_from(households::members_of(tx, reader)?.len()).unwrap_or(i64::MAX);
        if taken >= holding::room(tx, reader)? {
            return Ok(Wanted::NoRoom);
        }
        if !households::invite(tx, &ids, reader, &digest, now, until)? {
            return Ok(Wanted::Many);
        }
        audit::add(tx, &ids, &Line { what: "invited".into(), ..Line::new(at, reader, Deed::Household) })?;
        Ok(Wanted::Made)
    };
    let sentence = match state.store.write(work).await? {
        Wanted::Made => {
            let link = format!("{}/household/{}", state.settings.public_address.as_str(), token.text());
            return Ok(once(StatusCode::OK, page(&of(&state, &form.visitor, reader, Some(link)).await?)?));
        }
        Wanted::NoPlan => "A household reads by a plan, and you have none now. Choose one first.".to_owned(),
        Wanted::NoRoom => "Your plan has room for nobody else. Take somebody off it first, or choose a larger one.".to_owned(),
        Wanted::Many => format!("{LINKS} links are open, and that is the most. Take them back first."),
    };
    Err(Trouble::Wrong(sentence))
}

/// Takes all open links back.
pub async fn withdraw(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = reader_of(&state, &form.visitor)?;
    let (ids, now) = (state.store.ids().clone(), state.now());
    let work = move |tx: &mut Tx<'_>| {
        if households::withdraw(tx, reader)? > 0 {
            audit::add(tx, &ids, &Line { what: "took links back".into(), ..Line::new(now, reader, Deed::Household) })?;
        }
        Ok(())
    };
    state.store.write(work).await?;
    Ok(go(PATH))
}

/// Takes somebody off one's plan. Whoever is on another's is not found.
pub async fn remove(Shared(state): Shared<State>, Path(mate): Path<ReaderId>, form: Form) -> Result<Response, Trouble> {
    let reader = reader_of(&state, &form.visitor)?;
    let (ids, now) = (state.store.ids().clone(), state.now());
    let work = move |tx: &mut Tx<'_>| {
        let gone = households::remove(tx, reader, mate)?;
        if gone {
            let line = Line::new(now, reader, Deed::Household);
            audit::add(tx, &ids, &Line { what: "taken off".into(), other: Some(mate), ..line })?;
        }
        Ok(gone)
    };
    if state.store.write(work).await? { Ok(go(PATH)) } else { Err(Trouble::NotFound) }
}

/// Leaves the household one is in.
pub async fn leave(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = reader_of(&state, &form.visitor)?;
    let (ids, now) = (state.store.ids().clone(), state.now());
    let work = move |tx: &mut Tx<'_>| {
        if let Some(payer) = households::leave(tx, reader)? {
            let line = Line::new(now, reader, Deed::Household);
            audit::add(tx, &ids, &Line { what: "left".into(), other: Some(payer), ..line })?;
        }
        Ok(())
    };
    state.store.write(work).await?;
    Ok(go(PATH))
}
