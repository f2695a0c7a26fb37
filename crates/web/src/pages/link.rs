//! Signing in by a link in a letter, and showing by one that an address is one's own. Programs that look through mail open
//! links: what a link leads to changes nothing until its button is pressed.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::account::Rule;
use newsstand_store::accounts;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::letter_links::{self, LinkKind};
use newsstand_store::{Error, Tx};

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here};
use crate::signing::letter::{self, Sealed};
use crate::signing::{Entry, folded, once, wait};
use crate::state::State;

/// What is said where a link opens nothing.
const OVER: &str = "This link was used already, or is older than 15 minutes. Ask for a new one.";

/// The page that sends a link.
#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage {
    frame: Frame,
    login: String,
    sent: bool,
    trouble: Option<String>,
}

/// The page that a link leads to.
#[derive(Template)]
#[template(path = "link_open.html")]
struct OpenPage {
    frame: Frame,
    /// Where its button goes; none where the link opens nothing.
    action: Option<String>,
    /// Whether it signs in; else it shows that an address is theirs.
    signs_in: bool,
    /// The address, with most of it hidden.
    email: String,
    over: &'static str,
}

/// Shows the form.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    if !letter::offered(&state) || !state.shelf().await?.asks {
        return Err(Trouble::NotFound);
    }
    page(&asking(&state, &visitor, String::new()).await?)
}

async fn asking(state: &State, visitor: &Visitor, login: String) -> Result<LinkPage, Trouble> {
    let shelf = state.shelf().await?;
    Ok(LinkPage { frame: Frame::new(state, visitor, Some(&shelf), Here::Nowhere), login, sent: false, trouble: None })
}

/// Sends a link. The answer does not wait for it, so it takes as long for an account as for none, and says the same.
pub async fn ask(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    if !letter::offered(&state) {
        return Err(Trouble::NotFound);
    }
    let login = folded(form.field("login"));
    let (now, peer) = (state.now(), form.visitor.peer.as_str());
    let form_again = asking(&state, &form.visitor, form.field("login").to_owned()).await?;
    if let Some(span) = state.locks.take(&[(Rule::EMAIL_LINK_ADDRESS, peer), (Rule::EMAIL_LINK_ACCOUNT, &login)], now) {
        let answer = page(&LinkPage { trouble: Some(wait(span)), ..form_again })?;
        return Ok(once(StatusCode::TOO_MANY_REQUESTS, answer));
    }
    let (sealed, asking) = (Sealed::new()?, state.clone());
    let send = move |tx: &mut Tx<'_>| match accounts::by_login(tx, &login)? {
        Some(account) => sealed.send(tx, &asking, LinkKind::SignIn, &account, now),
        None => Ok(()),
    };
    tokio::spawn(async move {
        if let Err(error) = state.store.write(send).await {
            tracing::error!("a link to sign in could not be sent: {error}");
        }
    });
    Ok(once(StatusCode::OK, page(&LinkPage { sent: true, ..form_again })?))
}

/// Shows what a link to sign in does.
pub async fn open(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    opened(&state, &visitor, &token, LinkKind::SignIn).await
}

/// Shows what a link that proves an address does.
pub async fn open_address(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    opened(&state, &visitor, &token, LinkKind::Address).await
}

async fn opened(state: &State, visitor: &Visitor, token: &str, kind: LinkKind) -> Result<Response, Trouble> {
    let (digest, now) = (letter::digest(token), state.now());
    let found = state.read(move |tx| letter_links::find(tx, kind, &digest, now)).await?;
    let shelf = state.shelf().await?;
    let path = if kind == LinkKind::SignIn { "link" } else { "address" };
    let answer = page(&OpenPage {
        frame: Frame { path: "/".into(), ..Frame::new(state, visitor, Some(&shelf), Here::Nowhere) },
        action: found.as_ref().map(|_| format!("/sign-in/{path}/{token}")),
        signs_in: kind == LinkKind::SignIn,
        email: found.as_ref().map(|link| masked(&link.email)).unwrap_or_default(),
        over: OVER,
    })?;
    Ok(once(if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND }, answer))
}

/// For display where others may look on.
fn masked(email: &str) -> String {
    newsstand_members::account::Email::new(email).map(|email| email.masked()).unwrap_or_default()
}

/// Signs in by a link. It came to the address, so the address is theirs.
pub async fn enter(Shared(state): Shared<State>, Path(token): Path<String>, form: Form) -> Result<Response, Trouble> {
    let (digest, now) = (letter::digest(&token), state.now());
    if let Some(span) = state.locks.take(&[(Rule::SIGN_IN_ADDRESS, &form.visitor.peer)], now) {
        return Err(Trouble::Wrong(wait(span)));
    }
    let entry = Entry::of(&form.visitor)?;
    let (kept, asking) = (entry.clone(), state.clone());
    let work = move |tx: &mut Tx<'_>| -> Result<bool, Error> {
        let ids = asking.store.ids();
        let Some(link) = letter_links::take(tx, LinkKind::SignIn, &digest, now)? else {
            audit::add(tx, ids, &Line { reader: None, what: "link".into(), ..Line::new(now, 0, Deed::FailedSignIn) })?;
            return Ok(false);
        };
        accounts::prove(tx, link.reader, &link.email, now)?;
        audit::add(tx, ids, &Line { what: "a link".into(), ..Line::new(now, link.reader, Deed::SignIn) })?;
        kept.begin(tx, ids, link.reader, &asking)?;
        Ok(true)
    };
    if state.store.write(work).await? {
        return Ok(entry.dress(go("/"), &state));
    }
    opened(&state, &form.visitor, "", LinkKind::SignIn).await
}

/// Sends a link that shows that the account's address is theirs.
pub async fn ask_address(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (reader, _) = form.visitor.signed_in().ok_or(Trouble::Refused)?;
    if !letter::offered(&state) {
        return Err(Trouble::NotFound);
    }
    let (now, whom) = (state.now(), format!("address of {reader}"));
    let rules = [(Rule::EMAIL_LINK_ADDRESS, form.visitor.peer.as_str()), (Rule::EMAIL_LINK_ACCOUNT, &whom)];
    if let Some(span) = state.locks.take(&rules, now) {
        return Err(Trouble::Wrong(wait(span)));
    }
    let (sealed, asking) = (Sealed::new()?, state.clone());
    let send = move |tx: &mut Tx<'_>| match accounts::by_id(tx, reader)? {
        Some(account) => sealed.send(tx, &asking, LinkKind::Address, &account, now),
        None => Ok(()),
    };
    state.store.write(send).await?;
    Ok(go("/settings/account?done=asked"))
}

/// Takes the proof. It signs nobody in: who opens the link need not be where the account is open.
pub async fn enter_address(Shared(state): Shared<State>, Path(token): Path<String>, form: Form) -> Result<Response, Trouble> {
    let (digest, now, asking) = (letter::digest(&token), state.now(), state.clone());
    let work = move |tx: &mut Tx<'_>| -> Result<bool, Error> {
        let Some(link) = letter_links::take(tx, LinkKind::Address, &digest, now)? else { return Ok(false) };
        accounts::prove(tx, link.reader, &link.email, now)?;
        audit::add(tx, asking.store.ids(), &Line::new(now, link.reader, Deed::Email))?;
        Ok(true)
    };
    if state.store.write(work).await? {
        return Ok(go("/settings/account?done=proved"));
    }
    opened(&state, &form.visitor, "", LinkKind::Address).await
}
