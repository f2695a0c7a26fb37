//! Corrections that publishers asked for, and the answers they are given.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_news::Id;
use newsstand_store::audit::{self, Deed, Line as Noted};
use newsstand_store::corrections::{self, Correction};
use newsstand_store::settlements;

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::pages::publisher::asked::{Asked, MOST, text};
use crate::parts::{Frame, Here};
use crate::state::State;

/// Where the page is.
const PATH: &str = "/operator/corrections";

/// The page.
#[derive(Template)]
#[template(path = "operator_corrections.html")]
struct AnswersPage {
    frame: Frame,
    /// Who asks, and what.
    waiting: Vec<(String, Asked)>,
    answered: Vec<(String, Asked)>,
    most: usize,
}

/// Shows them.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let (all, settled) = state.read(|tx| Ok((corrections::all(tx)?, settlements::all(tx)?))).await?;
    let shelf = state.shelf().await?;
    let told = |one: Correction| {
        let publisher = shelf.publisher(one.publisher).unwrap_or("A publisher").to_owned();
        (publisher, Asked::of(one, &shelf, &settled, &state))
    };
    let (answered, waiting): (Vec<_>, Vec<_>) = all.into_iter().map(told).partition(|(_, one)| one.answer.is_some());
    page(&AnswersPage {
        frame: Frame { path: PATH.to_owned(), ..Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere) },
        waiting,
        answered,
        most: MOST,
    })
}

/// Answers one, once.
pub async fn answer(Shared(state): Shared<State>, Path(id): Path<String>, form: Form) -> Result<Response, Trouble> {
    let by = form.visitor.reader.ok_or(Trouble::NotForThem)?;
    let id: Id<Correction> = id.parse().map_err(|_| Trouble::NotFound)?;
    let words = text(&form, "text")?;
    let (ids, now, logged) = (Arc::clone(state.store.ids()), state.member_time(), state.now());
    let answered = state.store.write(move |tx| {
        let answered = corrections::answer(tx, id, by, &words, now)?;
        if answered {
            audit::add(tx, &ids, &Noted { what: id.to_string(), ..Noted::new(logged, by, Deed::Answer) })?;
        }
        Ok(answered)
    });
    if answered.await? { Ok(go(PATH)) } else { Err(Trouble::NotFound) }
}
