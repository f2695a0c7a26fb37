//! Letting everything about somebody go: asked for by themselves, or done by an operator at their wish.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::mine::{self, Counts, Stays};

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::guard::session;
use crate::parts::{Frame, Here};
use crate::pay;
use crate::signing::{once, with_cookie};
use crate::state::State;
use crate::words;

/// The page that asks.
#[derive(Template)]
#[template(path = "leaving.html")]
struct AskPage {
    frame: Frame,
    /// Somebody else, for an operator; oneself where none.
    other: Option<Other>,
    counts: Counts,
    /// Why it cannot be done.
    stays: Option<&'static str>,
}

/// Somebody else.
struct Other {
    id: ReaderId,
    name: String,
}

/// The page of somebody who is no longer known.
#[derive(Template)]
#[template(path = "left.html")]
struct LeftPage {
    frame: Frame,
}

/// Says what goes and what stays, and asks.
pub async fn ask(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let Some((reader, _)) = visitor.signed_in() else { return Err(asks_nobody()) };
    asked(&state, &visitor, reader, false).await
}

/// The same about somebody else.
pub async fn ask_other(
    Shared(state): Shared<State>,
    Path(id): Path<i64>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    match visitor.signed_in() {
        None => Err(asks_nobody()),
        Some((reader, _)) if reader == id => Ok(go("/settings/mine/delete")),
        Some(_) => asked(&state, &visitor, id, true).await,
    }
}

async fn asked(state: &State, visitor: &Visitor, reader: ReaderId, other: bool) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (account, counts) = state.read(move |tx| Ok((accounts::by_id(tx, reader)?, mine::counts(tx, reader)?))).await?;
    let account = account.ok_or(Trouble::NotFound)?;
    page(&AskPage {
        frame: Frame::new(state, visitor, Some(&shelf), Here::Nowhere),
        other: other.then_some(Other { id: reader, name: account.name }),
        counts,
        stays: None,
    })
}

/// Lets everything about oneself go.
pub async fn leave(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let Some((reader, _)) = form.visitor.signed_in() else { return Err(asks_nobody()) };
    if let Some(stays) = delete(&state, reader, None).await? {
        return refused(&state, &form.visitor, reader, stays).await;
    }
    let shelf = state.shelf().await?;
    let nobody = Visitor { reader: None, signed: None, ..form.visitor.clone() };
    let answer = once(StatusCode::OK, page(&LeftPage { frame: Frame::new(&state, &nobody, Some(&shelf), Here::Nowhere) })?);
    Ok(with_cookie(answer, &session::no_cookie(state.settings.public_address.secure())))
}

/// Lets everything about somebody go, at their wish.
pub async fn delete_other(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let Some((by, _)) = form.visitor.signed_in() else { return Err(asks_nobody()) };
    if by == id {
        return Ok(go("/settings/mine/delete"));
    }
    match delete(&state, id, Some(by)).await? {
        None => Ok(go("/operator/members?done=deleted")),
        Some(Stays::Nobody) => Err(Trouble::NotFound),
        Some(stays) => Err(Trouble::Wrong(why(stays).into())),
    }
}

async fn refused(state: &State, visitor: &Visitor, reader: ReaderId, stays: Stays) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let counts = state.read(move |tx| mine::counts(tx, reader)).await?;
    let frame = Frame::new(state, visitor, Some(&shelf), Here::Nowhere);
    let answer = page(&AskPage { frame, other: None, counts, stays: Some(why(stays)) })?;
    Ok(once(StatusCode::UNPROCESSABLE_ENTITY, answer))
}

/// Lets it go; answers why not, where it stays. What goes on at whoever takes money is stopped first: were it the other way
/// round, somebody nobody knows could be charged.
async fn delete(state: &State, reader: ReaderId, by: Option<ReaderId>) -> Result<Option<Stays>, Trouble> {
    if let Some(stays) = state.store.write(move |tx| mine::stays(tx, reader)).await? {
        return Ok(Some(stays));
    }
    pay::stop(state, reader).await?;
    let (now, ids) = (state.now(), state.store.ids().clone());
    let work = move |tx: &mut newsstand_store::Tx<'_>| {
        let stays = mine::stays(tx, reader)?;
        if stays.is_none() {
            mine::delete(tx, reader)?;
            audit::add(tx, &ids, &Line { reader: by, ..Line::new(now, 0, Deed::Deletion) })?;
        }
        Ok(stays)
    };
    let stays = state.store.write(work).await?;
    if stays.is_none() {
        state.titles_changed();
        if !state.store.forget_deleted().await? {
            tracing::warn!("what was deleted still stands in the database's log; it goes with the next checkpoint");
        }
    }
    Ok(stays)
}

fn why(stays: Stays) -> &'static str {
    match stays {
        Stays::Nobody => "There is nobody of this number any more.",
        Stays::LastOperator => {
            "You are the only operator, and a stand without one can be run by nobody. Make somebody else an operator first."
        }
        Stays::LastPassword => {
            "Nobody else has a password, so the stand would ask nobody any more who they are. Let somebody else set one first."
        }
        Stays::Institution => "This account stands for an institution, and goes when the institution does.",
    }
}

fn asks_nobody() -> Trouble {
    Trouble::Wrong(
        "This stand asks nobody who they are, so there is no account to delete. Everything it knows is in its data folder."
            .into(),
    )
}
