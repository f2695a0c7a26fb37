//! A new password by a link that whoever runs the program made (`newsstand people reset`).

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::account::Rule;
use newsstand_store::accounts::{self, Account};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::letter_links::{self, LinkKind};
use newsstand_store::{Error, Tx, sessions};

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here};
use crate::signing::letter::digest;
use crate::signing::{Entry, Named, no_hash, once, wait};
use crate::state::State;

/// What is said where a link opens nothing.
const OVER: &str = "This link was used already or is too old. Ask whoever runs the stand for a new one.";

/// The page.
#[derive(Template)]
#[template(path = "new_password.html")]
struct NewPasswordPage {
    frame: Frame,
    /// Where the form goes; none where the link opens nothing.
    action: Option<String>,
    name: String,
    trouble: Option<String>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    match whose(&state, &token).await? {
        Some(account) => answer(&state, &visitor, Some((&token, account)), StatusCode::OK, None).await,
        None => answer(&state, &visitor, None, StatusCode::NOT_FOUND, Some(OVER.to_owned())).await,
    }
}

/// Whose link it is.
async fn whose(state: &State, token: &str) -> Result<Option<Account>, Trouble> {
    let (digest, now) = (digest(token), state.now());
    let find = move |tx: &mut Tx<'_>| match letter_links::find(tx, LinkKind::Password, &digest, now)? {
        Some(link) => accounts::by_id(tx, link.reader),
        None => Ok(None),
    };
    Ok(state.read(find).await?)
}

async fn answer(
    state: &State,
    visitor: &Visitor,
    open: Option<(&str, Account)>,
    status: StatusCode,
    trouble: Option<String>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let answer = page(&NewPasswordPage {
        frame: Frame { path: "/".into(), ..Frame::new(state, visitor, Some(&shelf), Here::Nowhere) },
        action: open.as_ref().map(|(token, _)| format!("/sign-in/new-password/{token}")),
        name: open.map(|(_, account)| account.name).unwrap_or_default(),
        trouble,
    })?;
    Ok(once(status, answer))
}

/// Sets it, ends every other session, and signs in.
pub async fn enter(Shared(state): Shared<State>, Path(token): Path<String>, form: Form) -> Result<Response, Trouble> {
    let now = state.now();
    if let Some(span) = state.locks.take(&[(Rule::CODE_ADDRESS, &form.visitor.peer)], now) {
        return Err(Trouble::Wrong(wait(span)));
    }
    let Some(account) = whose(&state, &token).await? else {
        return answer(&state, &form.visitor, None, StatusCode::NOT_FOUND, Some(OVER.to_owned())).await;
    };
    let known_by = account.email.clone().unwrap_or_else(|| account.name.to_lowercase());
    let password = match Named::by_login(&known_by).password(form.field("password")) {
        Ok(password) => password,
        Err(why) => {
            let open = Some((token.as_str(), account));
            return answer(&state, &form.visitor, open, StatusCode::UNPROCESSABLE_ENTITY, Some(why)).await;
        }
    };
    let hash = state.locks.hash(password).await.ok_or_else(no_hash)?;
    let entry = Entry::of(&form.visitor)?;
    let (kept, asking, digest) = (entry.clone(), state.clone(), digest(&token));
    let work = move |tx: &mut Tx<'_>| -> Result<bool, Error> {
        let ids = asking.store.ids();
        let Some(link) = letter_links::take(tx, LinkKind::Password, &digest, now)? else { return Ok(false) };
        accounts::set_password(tx, ids, link.reader, &hash, now)?;
        letter_links::forget(tx, link.reader)?;
        sessions::end_all(tx, link.reader, None, now)?;
        audit::add(tx, ids, &Line { what: "link".into(), ..Line::new(now, link.reader, Deed::Recovery) })?;
        kept.begin(tx, ids, link.reader, &asking)?;
        Ok(true)
    };
    if state.store.write(work).await? {
        state.titles_changed();
        return Ok(entry.dress(go("/settings/account?done=password"), &state));
    }
    answer(&state, &form.visitor, None, StatusCode::NOT_FOUND, Some(OVER.to_owned())).await
}
