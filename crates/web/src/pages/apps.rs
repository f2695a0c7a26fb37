//! Passwords of reader apps: made and shown once, taken back at any time.

use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_store::Tx;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::credentials::{self, Kind, MOST, NewCredential};

use super::account::PATH;
use super::passkeys::label;
use crate::door::{Trouble, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here};
use crate::signing::{again, app, once};
use crate::state::State;

/// The page that shows one, once.
#[derive(Template)]
#[template(path = "app_password.html")]
struct AppPage {
    frame: Frame,
    label: String,
    password: String,
}

/// Makes one: only shortly after a sign-in.
pub async fn make(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (reader, signed) = form.visitor.signed_in().ok_or(Trouble::Refused)?;
    if !signed.fresh {
        return Ok(again(PATH));
    }
    let (made, label) = (app::made()?, label(&form, "Reader app"));
    let verifier = made.digest().bytes().to_vec();
    let new = NewCredential { kind: Kind::App, reader, label: label.clone(), subject: None, verifier, counter: 0 };
    let (now, ids) = (state.now(), state.store.ids().clone());
    let work = move |tx: &mut Tx<'_>| {
        let line = Line { what: "made an app's password".into(), ..Line::new(now, reader, Deed::AppPassword) };
        Ok(credentials::add(tx, &ids, &new, now)? && audit::add(tx, &ids, &line).map(|()| true)?)
    };
    if !state.store.write(work).await? {
        return Err(Trouble::Wrong(format!("{MOST} apps have a password, and that is the most. Take one back first.")));
    }
    let shelf = state.shelf().await?;
    let frame = Frame { path: PATH.into(), ..Frame::new(&state, &form.visitor, Some(&shelf), Here::Nowhere) };
    Ok(once(StatusCode::OK, page(&AppPage { frame, label, password: made.shown() })?))
}

/// Takes one back.
pub async fn end(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let (reader, _) = form.visitor.signed_in().ok_or(Trouble::Refused)?;
    let (now, ids) = (state.now(), state.store.ids().clone());
    let work = move |tx: &mut Tx<'_>| {
        let gone = credentials::remove(tx, reader, Kind::App, id)?;
        if gone {
            audit::add(
                tx,
                &ids,
                &Line { what: "took an app's password back".into(), ..Line::new(now, reader, Deed::AppPassword) },
            )?;
        }
        Ok(gone)
    };
    if state.store.write(work).await? { Ok(go(&format!("{PATH}?done=app-gone"))) } else { Err(Trouble::NotFound) }
}
