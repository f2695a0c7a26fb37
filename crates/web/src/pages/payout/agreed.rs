//! Terms: what was agreed with each title, its history, and new terms.

mod typed;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::settle::Day;
use newsstand_news::Terms;
use newsstand_store::audit::{self, Deed, Line as Noted};
use newsstand_store::terms::{self, Agreed};
use newsstand_store::{Error, settlements};

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::pages::publisher::in_force;
use crate::parts::{Frame, Here, Plate};
use crate::settling::agreeing;
use crate::shelf::{OnShelf, Shelf};
use crate::state::State;
use typed::Typed;

/// The page of all titles.
#[derive(Template)]
#[template(path = "operator_terms.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// A title.
struct Row {
    plate: Arc<Plate>,
    href: String,
    terms: String,
}

/// The page of one title.
#[derive(Template)]
#[template(path = "operator_title_terms.html")]
struct TitlePage {
    frame: Frame,
    plate: Arc<Plate>,
    action: String,
    history: Vec<String>,
    form: Typed,
    kinds: [(Terms, &'static str); 3],
}

/// Shows all titles.
pub async fn list(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let (now, shelf) = (state.member_time(), state.shelf().await?);
    let agreed = state.read(move |tx| in_force(tx, now)).await?;
    let row = |on: &Arc<OnShelf>| Row {
        plate: Arc::clone(&on.plate),
        href: path(on),
        terms: agreed.get(&on.stored.title.id).map_or_else(|| nothing(on), |agreed| sentence(agreed, &shelf)),
    };
    page(&ListPage {
        rows: shelf.by_name.iter().map(row).collect(),
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
    })
}

fn path(on: &OnShelf) -> String {
    format!("/operator/terms/{}", on.stored.title.slug)
}

fn nothing(on: &OnShelf) -> String {
    format!("Nothing was agreed; on the stand it is {}.", on.stored.title.terms.as_str())
}

fn sentence(agreed: &Agreed, shelf: &Shelf) -> String {
    agreeing::in_words(agreed, shelf.publisher(agreed.publisher).unwrap_or("a publisher"))
}

/// Shows one title.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(slug): Path<String>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let on = shelf.by_slug(&slug).ok_or(Trouble::NotFound)?;
    let title = on.stored.title.id;
    let history = state.read(move |tx| terms::history(tx, title)).await?;
    let today = Day::of(state.member_time());
    let owner = shelf.owner(&on.stored.title).unwrap_or(&on.stored.title.name);
    page(&TitlePage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        plate: Arc::clone(&on.plate),
        action: path(on),
        form: Typed::of(history.first(), &shelf, owner, today),
        history: history.iter().map(|agreed| sentence(agreed, &shelf)).collect(),
        kinds: [(Terms::Open, "Open to everybody"), (Terms::Members, "For members"), (Terms::Link, "A link to the title")],
    })
}

/// Keeps new terms.
pub async fn agree(Shared(state): Shared<State>, Path(slug): Path<String>, form: Form) -> Result<Response, Trouble> {
    let by = form.visitor.reader.ok_or(Trouble::NotForThem)?;
    let shelf = state.shelf().await?;
    let on = shelf.by_slug(&slug).ok_or(Trouble::NotFound)?;
    let terms_of_form = typed::read(&form, on.stored.title.id).map_err(Trouble::Wrong)?;
    let (today, now, logged) = (Day::of(state.member_time()), state.member_time(), state.now());
    let (ids, slug) = (Arc::clone(state.store.ids()), slug.clone());
    let kept = state.store.write(move |tx| {
        agreeing::since(Day::of(terms_of_form.agreed.since), today, &settlements::all(tx)?).map_err(Error::Other)?;
        let publisher = terms::publisher(tx, &ids, &terms_of_form.publisher, logged)?;
        terms::agree(tx, &Agreed { publisher, ..terms_of_form.agreed.clone() }, now)?;
        let what = format!("{slug}: {}", terms_of_form.agreed.terms.as_str());
        audit::add(tx, &ids, &Noted { what, ..Noted::new(logged, by, Deed::Terms) })
    });
    match kept.await {
        Ok(()) => {
            state.titles_changed();
            Ok(go(&path(on)))
        }
        Err(Error::Unique) => Err(Trouble::Wrong(
            "Terms that begin on this day are kept already, and what was agreed is not altered. Name another day.".into(),
        )),
        Err(Error::Other(why)) => Err(Trouble::Wrong(why)),
        Err(error) => Err(error.into()),
    }
}
