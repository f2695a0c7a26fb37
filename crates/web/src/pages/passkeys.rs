//! Signing in by a passkey, and one's passkeys: added, named, taken away.

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::account::Rule;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::credentials::{self, Kind, MOST, NewCredential};
use newsstand_store::{Error, Tx};

use super::account::{PATH, only_way_in};
use super::sign_in;
use crate::door::{Trouble, go};
use crate::guard::form::{Form, TOKEN};
use crate::signing::passkey::{self, Kept, Place, Shown};
use crate::signing::{Entry, again, wait};
use crate::state::State;

/// What is said to whoever could not be let in, whatever the reason.
const WRONG: &str = "This passkey does not open this stand. Use another, or sign in another way.";
/// Most characters of a name.
const LABEL: usize = 60;

fn place<'s>(state: &'s State, form: &'s Form) -> Place<'s> {
    let (public, secret) = (&state.settings.public_address, &state.secret);
    Place { public, slip: form.field(TOKEN), now: state.now(), secret }
}

/// Signs in by a passkey that its device found by itself: nobody typed a name.
pub async fn enter(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (now, id) = (state.now(), form.field("id").to_owned());
    if let Some(span) = state.locks.take(&[(Rule::SIGN_IN_ADDRESS, &form.visitor.peer)], now) {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return sign_in::refuse(&state, &form.visitor, &form.back("/"), status, wait(span)).await;
    }
    let found = state.read(move |tx| credentials::by_subject(tx, Kind::Passkey, &id)).await?;
    let shown = Shown {
        client: form.field("client"),
        data: form.field("data"),
        signature: form.field("signature"),
        user: form.field("user"),
    };
    let checked = found.as_ref().map(|kept| {
        let kept = Kept { reader: kept.reader, key: &kept.verifier, counter: kept.counter };
        passkey::shown(&place(&state, &form), &shown, &kept)
    });
    let entry = Entry::of(&form.visitor)?;
    let right = match checked {
        Some(Ok(right)) => Some(right),
        Some(Err(why)) => {
            tracing::info!("a passkey was refused: {why}");
            None
        }
        None => None,
    };
    let (kept, asking) = (entry.clone(), state.clone());
    let work = move |tx: &mut Tx<'_>| -> Result<bool, Error> {
        let ids = asking.store.ids();
        if let (Some(found), Some((asked, counter))) = (&found, right)
            && credentials::answered(tx, found.id, counter, asked, now)?
        {
            audit::add(tx, ids, &Line { what: "a passkey".into(), ..Line::new(now, found.reader, Deed::SignIn) })?;
            kept.begin(tx, ids, found.reader, &asking)?;
            return Ok(true);
        }
        let reader = found.as_ref().map(|found| found.reader);
        audit::add(tx, ids, &Line { reader, what: "passkey".into(), ..Line::new(now, 0, Deed::FailedSignIn) })?;
        Ok(false)
    };
    if state.store.write(work).await? {
        return Ok(entry.dress(go(&form.back("/")), &state));
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    sign_in::refuse(&state, &form.visitor, &form.back("/"), status, WRONG.to_owned()).await
}

/// Adds one: only shortly after a sign-in.
pub async fn add(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (reader, signed) = form.visitor.signed_in().ok_or(Trouble::Refused)?;
    if !signed.fresh {
        return Ok(again(PATH));
    }
    let made = passkey::made(&place(&state, &form), form.field("client"), form.field("attestation"))
        .map_err(|why| Trouble::Wrong(format!("The passkey was not added: {why}. Go back and try again.")))?;
    let new = NewCredential {
        kind: Kind::Passkey,
        reader,
        label: label(&form, "Passkey"),
        subject: Some(made.id),
        verifier: made.key.bytes(),
        counter: i64::from(made.counter),
    };
    let (now, ids) = (state.now(), state.store.ids().clone());
    let work = move |tx: &mut Tx<'_>| {
        let line = Line { what: "added a passkey".into(), ..Line::new(now, reader, Deed::Passkey) };
        Ok(credentials::add(tx, &ids, &new, now)? && audit::add(tx, &ids, &line).map(|()| true)?)
    };
    match state.store.write(work).await {
        Ok(true) => Ok(go(&format!("{PATH}?done=passkey"))),
        Ok(false) => Err(Trouble::Wrong(format!("{MOST} passkeys are kept, and that is the most. Take one away first."))),
        Err(Error::Unique) => Err(Trouble::Wrong("This passkey is known here already.".into())),
        Err(error) => Err(error.into()),
    }
}

/// The name that was typed, without what cannot be seen.
pub fn label(form: &Form, otherwise: &str) -> String {
    let typed: String = form.field("label").chars().filter(|c| !c.is_control()).take(LABEL).collect();
    let typed = typed.trim();
    if typed.is_empty() { otherwise.to_owned() } else { typed.to_owned() }
}

/// Names one anew.
pub async fn rename(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let (reader, signed) = form.visitor.signed_in().ok_or(Trouble::Refused)?;
    if !signed.fresh {
        return Ok(again(PATH));
    }
    let name = label(&form, "Passkey");
    let renamed = state.store.write(move |tx| credentials::rename(tx, reader, Kind::Passkey, id, &name)).await?;
    if renamed { Ok(go(&format!("{PATH}?done=named"))) } else { Err(Trouble::NotFound) }
}

/// Takes one away, unless it is the only way in.
pub async fn remove(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let (reader, signed) = form.visitor.signed_in().ok_or(Trouble::Refused)?;
    if !signed.fresh {
        return Ok(again(PATH));
    }
    let (now, ids) = (state.now(), state.store.ids().clone());
    let work = move |tx: &mut Tx<'_>| {
        if only_way_in(tx, reader)? {
            return Ok(None);
        }
        let gone = credentials::remove(tx, reader, Kind::Passkey, id)?;
        if gone {
            audit::add(tx, &ids, &Line { what: "took a passkey away".into(), ..Line::new(now, reader, Deed::Passkey) })?;
        }
        Ok(Some(gone))
    };
    match state.store.write(work).await? {
        Some(true) => Ok(go(&format!("{PATH}?done=passkey-gone"))),
        Some(false) => Err(Trouble::NotFound),
        None => Err(Trouble::Wrong("This is your only way in. Set a password first, or add another passkey.".into())),
    }
}
