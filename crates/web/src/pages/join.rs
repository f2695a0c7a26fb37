//! Joining by an invitation: a name, an e-mail address perhaps, a password.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::account::{Purpose, RecoveryCodes, Rule, Token};
use newsstand_members::roles::Role;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::invitations::{self, Invitation};
use newsstand_store::{Error, Tx, readers};

use super::account::codes_page;
use crate::door::{Trouble, Visitor, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here};
use crate::signing::{Entry, Named, codes, digests, no_hash, once, taken, wait};
use crate::state::State;

/// What is said where a link opens nothing.
const OVER: &str =
    "This invitation was used already, was taken back, or is older than seven days. Ask whoever sent it for a new one.";

/// The page.
#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage {
    frame: Frame,
    /// Where the form goes; none where the link opens nothing.
    action: Option<String>,
    name: String,
    email: String,
    trouble: Option<String>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    let (digest, now) = (digest(&token), state.now());
    let found = state.read(move |tx| invitations::find(tx, &digest, now)).await?;
    let shelf = state.shelf().await?;
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    let open = found.is_some();
    let answer = page(&JoinPage {
        frame,
        action: open.then(|| format!("/join/{token}")),
        name: String::new(),
        email: String::new(),
        trouble: (!open).then(|| OVER.to_owned()),
    })?;
    Ok(once(if open { StatusCode::OK } else { StatusCode::NOT_FOUND }, answer))
}

/// The digest of an invitation's token; of none where the text is none.
fn digest(token: &str) -> [u8; 32] {
    Token::read(token).map_or([0; 32], |token| *token.digest(Purpose::Invitation).bytes())
}

/// Takes the invitation: makes the reader and signs them in.
pub async fn enter(Shared(state): Shared<State>, Path(token): Path<String>, form: Form) -> Result<Response, Trouble> {
    let peer = form.visitor.peer.as_str();
    if let Some(span) = state.locks.take(&[(Rule::SIGN_UP_ADDRESS, peer)], state.now()) {
        return refuse(&state, &form, &token, StatusCode::TOO_MANY_REQUESTS, wait(span)).await;
    }
    let chosen = Named::read(&form).and_then(|named| Ok((named.password(form.field("password"))?, named)));
    let (password, named) = match chosen {
        Ok(chosen) => chosen,
        Err(why) => return refuse(&state, &form, &token, StatusCode::UNPROCESSABLE_ENTITY, why).await,
    };
    let hash = state.locks.hash(password).await.ok_or_else(no_hash)?;
    let (entry, shown) = (Entry::of(&form.visitor)?, codes()?);
    let newcomer = Newcomer { named, hash, digest: digest(&token), codes: shown.clone(), entry: entry.clone() };
    let asking = state.clone();
    let joined = state.store.write(move |tx| newcomer.join(tx, &asking)).await.map_err(taken)?;
    let Some((reader, invitation)) = joined else {
        return refuse(&state, &form, "", StatusCode::NOT_FOUND, OVER.to_owned()).await;
    };
    // Whether the stand asks may have changed with this.
    state.titles_changed();
    let role = invitation.role.parse().map_err(Trouble::Broken)?;
    Ok(entry.dress(codes_page(&state, &entry.visitor(reader, role), &shown).await?, &state))
}

/// Somebody who joins.
struct Newcomer {
    named: Named,
    hash: String,
    digest: [u8; 32],
    codes: RecoveryCodes,
    entry: Entry,
}

impl Newcomer {
    fn join(&self, tx: &mut Tx<'_>, state: &State) -> Result<Option<(ReaderId, Invitation)>, Error> {
        let (ids, now) = (state.store.ids(), state.now());
        let Some(invitation) = invitations::find(tx, &self.digest, now)? else { return Ok(None) };
        // On a stand that nobody has put a password on, an operator takes the place of its first reader, with all that was
        // followed there; nobody else comes first, for then there would be no operator.
        let first = first_of(tx, state)?;
        if first.is_some() && invitation.role != Role::Operator.as_str() {
            return Ok(None);
        }
        if invitations::take(tx, &self.digest, now)?.is_none() {
            return Ok(None);
        }
        let reader = match first {
            Some(first) => first,
            None => readers::add(tx, ids, &self.named.name, now)?.id,
        };
        self.named.keep(tx, reader)?;
        accounts::set_role(tx, reader, &invitation.role)?;
        accounts::set_password(tx, ids, reader, &self.hash, now)?;
        accounts::set_codes(tx, ids, reader, &digests(&self.codes), now)?;
        let what = invitation.role.clone();
        audit::add(tx, ids, &Line { what, other: Some(invitation.by), ..Line::new(now, reader, Deed::Joining) })?;
        self.entry.begin(tx, ids, reader, state)?;
        Ok(Some((reader, invitation)))
    }
}

/// The stand's first reader while it asks nobody. Two who come first are asked one after the other.
fn first_of(tx: &mut Tx<'_>, state: &State) -> Result<Option<ReaderId>, Error> {
    let first = readers::household(tx, state.store.ids(), state.now())?.id;
    accounts::hold(tx, first)?;
    Ok((!accounts::asks(tx)?).then_some(first))
}

async fn refuse(state: &State, form: &Form, token: &str, status: StatusCode, why: String) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let answer = page(&JoinPage {
        frame: Frame::new(state, &form.visitor, Some(&shelf), Here::Nowhere),
        action: Token::read(token).map(|_| format!("/join/{token}")),
        name: form.field("name").to_owned(),
        email: form.field("email").to_owned(),
        trouble: Some(why),
    })?;
    Ok(once(status, answer))
}
