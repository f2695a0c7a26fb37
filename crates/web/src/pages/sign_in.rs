//! Signing in and out. Words and cost are the same whether or not there is such an account.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::Mode;
use newsstand_members::account::{Hash, Rule};
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::{Tx, sessions};
use serde::Deserialize;

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::{Form, own_path};
use crate::guard::session;
use crate::parts::{Frame, Here};
use crate::shelf::Shelf;
use crate::signing::letter;
use crate::signing::passkey::{Ceremony, Question};
use crate::signing::{Entry, folded, once, wait, with_cookie};
use crate::state::State;

/// What is said to whoever could not be let in, whatever the reason.
const WRONG: &str = "This name and this password do not belong together. Check both and try again.";

/// The page.
#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    back: String,
    login: String,
    again: bool,
    /// Whether a link can be sent.
    links: bool,
    /// The question to a passkey, where the stand's name lets there be any.
    question: Option<Question>,
    /// Slug and name of each issuer.
    issuers: Vec<(String, String)>,
    /// What is offered to somebody who is new, where they can make an account.
    open: Option<String>,
    trouble: Option<String>,
}

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    back: String,
    again: String,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    if !state.shelf().await?.asks {
        return Ok(go("/"));
    }
    let back = own_path(&asked.back).unwrap_or("/");
    page(&SignInPage { again: asked.again == "1", ..SignInPage::new(&state, &visitor, back).await? })
}

/// `Fourteen days free`; where no plan is on offer, the way to what is said of that.
fn offered(shelf: &Shelf) -> String {
    shelf.offer.as_ref().map_or_else(|| "Sign up".to_owned(), super::invitation)
}

impl SignInPage {
    async fn new(state: &State, visitor: &Visitor, back: &str) -> Result<Self, Trouble> {
        let shelf = state.shelf().await?;
        let frame = Frame { path: "/sign-in".into(), ..Frame::new(state, visitor, Some(&shelf), Here::Nowhere) };
        let issuers = &state.settings.members.issuers;
        Ok(Self {
            question: Question::new(state, &frame.slip, Ceremony::Get)?,
            frame,
            back: back.to_owned(),
            login: String::new(),
            again: false,
            links: letter::offered(state),
            issuers: issuers.iter().map(|issuer| (issuer.slug.clone(), issuer.name.clone())).collect(),
            open: (state.settings.mode == Mode::Membership).then(|| offered(&shelf)),
            trouble: None,
        })
    }
}

/// Signs in.
pub async fn enter(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let login = folded(form.field("login"));
    let (now, peer) = (state.now(), form.visitor.peer.as_str());
    if let Some(span) = state.locks.take(&[(Rule::SIGN_IN_ADDRESS, peer), (Rule::SIGN_IN_ACCOUNT, &login)], now) {
        return wrong(&state, &form, StatusCode::TOO_MANY_REQUESTS, wait(span)).await;
    }
    let asked = login.clone();
    let found = state.read(move |tx| known(tx, &asked)).await?;
    let (reader, hash) = found.unzip();
    let right = state.locks.right(hash.as_deref().and_then(parsed), form.field("password")).await;
    let Some(reader) = reader.filter(|_| right) else {
        let line = Line { reader, ..Line::new(now, 0, Deed::FailedSignIn) };
        let ids = state.store.ids().clone();
        state.store.write(move |tx| audit::add(tx, &ids, &line)).await?;
        return wrong(&state, &form, StatusCode::UNPROCESSABLE_ENTITY, WRONG.to_owned()).await;
    };
    state.locks.clear(Rule::SIGN_IN_ACCOUNT, &login);
    let entry = Entry::of(&form.visitor)?;
    let (kept, asking, ids) = (entry.clone(), state.clone(), state.store.ids().clone());
    let begin = move |tx: &mut Tx<'_>| {
        audit::add(tx, &ids, &Line::new(now, reader, Deed::SignIn))?;
        kept.begin(tx, &ids, reader, &asking)
    };
    state.store.write(begin).await?;
    Ok(entry.dress(go(&form.back("/")), &state))
}

/// An account that has a password, and its hash.
fn known(tx: &mut Tx<'_>, login: &str) -> Result<Option<(ReaderId, String)>, newsstand_store::Error> {
    // Both questions are asked either way.
    let id = accounts::by_login(tx, login)?.map_or(0, |account| account.id);
    Ok(accounts::password(tx, id)?.map(|hash| (id, hash)))
}

/// A stored hash; a damaged one is told to the log and opens nothing.
pub fn parsed(hash: &str) -> Option<Hash> {
    hash.parse().inspect_err(|why| tracing::error!("{why}")).ok()
}

async fn wrong(state: &State, form: &Form, status: StatusCode, why: String) -> Result<Response, Trouble> {
    let shown = SignInPage::new(state, &form.visitor, &form.back("/")).await?;
    let answer = page(&SignInPage { login: form.field("login").to_owned(), trouble: Some(why), ..shown })?;
    Ok(once(status, answer))
}

/// The page, for somebody who could not be let in another way.
pub async fn refuse(state: &State, visitor: &Visitor, back: &str, status: StatusCode, why: String) -> Result<Response, Trouble> {
    let answer = page(&SignInPage { trouble: Some(why), ..SignInPage::new(state, visitor, back).await? })?;
    Ok(once(status, answer))
}

/// Signs out: this session ends, here and at rest.
pub async fn leave(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    if let Some((reader, signed)) = form.visitor.signed_in() {
        let (id, now, ids) = (signed.id, state.now(), state.store.ids().clone());
        let end = move |tx: &mut Tx<'_>| {
            sessions::end(tx, reader, id, now)?;
            audit::add(tx, &ids, &Line::new(now, reader, Deed::SignOut))
        };
        state.store.write(end).await?;
    }
    Ok(with_cookie(go("/sign-in"), &session::no_cookie(state.settings.public_address.secure())))
}
