//! Coming back in without the password: a recovery code counts once, and sets a new password.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::account::{Purpose, Rule, typed};
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::{Error, Tx, sessions};

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here};
use crate::signing::{Entry, Named, folded, no_hash, once, wait};
use crate::state::State;

/// What is said whatever does not fit.
const WRONG: &str = "This name and this code do not belong together, or the code was used already.";

/// The page.
#[derive(Template)]
#[template(path = "recover.html")]
struct RecoverPage {
    frame: Frame,
    login: String,
    trouble: Option<String>,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    page(&RecoverPage { frame, login: String::new(), trouble: None })
}

/// Takes a code and a new password.
pub async fn enter(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let login = folded(form.field("login"));
    let (now, peer) = (state.now(), form.visitor.peer.as_str());
    if let Some(span) = state.locks.take(&[(Rule::CODE_ADDRESS, peer), (Rule::CODE_ACCOUNT, &login)], now) {
        return refuse(&state, &form, StatusCode::TOO_MANY_REQUESTS, wait(span)).await;
    }
    let password = match Named::by_login(&login).password(form.field("password")) {
        Ok(password) => password,
        Err(why) => return refuse(&state, &form, StatusCode::UNPROCESSABLE_ENTITY, why).await,
    };
    let hash = state.locks.hash(password).await.ok_or_else(no_hash)?;
    let digest = typed(Purpose::Recovery, form.field("code")).map_or([0; 32], |digest| *digest.bytes());
    let entry = Entry::of(&form.visitor)?;
    let (kept, asking, ids) = (entry.clone(), state.clone(), state.store.ids().clone());
    let work = move |tx: &mut Tx<'_>| -> Result<Option<ReaderId>, Error> {
        let reader = accounts::by_login(tx, &login)?.map(|account| account.id);
        if !accounts::use_code(tx, reader.unwrap_or(0), &digest, now)? {
            let line = Line { reader, what: "recovery code".into(), ..Line::new(now, 0, Deed::FailedSignIn) };
            audit::add(tx, &ids, &line)?;
            return Ok(None);
        }
        let Some(reader) = reader else { return Ok(None) };
        accounts::set_password(tx, &ids, reader, &hash, now)?;
        sessions::end_all(tx, reader, None, now)?;
        audit::add(tx, &ids, &Line::new(now, reader, Deed::Recovery))?;
        kept.begin(tx, &ids, reader, &asking)?;
        Ok(Some(reader))
    };
    match state.store.write(work).await? {
        Some(_) => Ok(entry.dress(go("/settings/account?done=password"), &state)),
        None => refuse(&state, &form, StatusCode::UNPROCESSABLE_ENTITY, WRONG.to_owned()).await,
    }
}

async fn refuse(state: &State, form: &Form, status: StatusCode, why: String) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let frame = Frame::new(state, &form.visitor, Some(&shelf), Here::Nowhere);
    let answer = page(&RecoverPage { frame, login: form.field("login").to_owned(), trouble: Some(why) })?;
    Ok(once(status, answer))
}
