//! A publisher's desk: titles, what was agreed, this month so far, statements, and what was asked to be corrected.

mod gather;

pub use gather::{in_force, owner};

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_members::roles::Role;
use newsstand_news::{Id, Publisher};
use serde::Deserialize;

use super::asked::{Asked, Subject, subjects};
use super::sight::Sight;
use crate::door::{Trouble, Visitor, go, page};
use crate::parts::{Frame, Here, Plate};
use crate::shelf::Shelf;
use crate::state::State;

/// What is asked for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// Which publisher's: for operators, who may see all.
    publisher: Option<String>,
    /// What a correction is wanted of.
    about: Option<String>,
    /// That one was sent.
    sent: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "publisher_desk.html")]
struct DeskPage {
    frame: Frame,
    heading: String,
    month: String,
    desks: Vec<Desk>,
    subjects: Vec<Subject>,
    sent: bool,
    most: usize,
}

/// One publisher's.
struct Desk {
    key: String,
    name: String,
    titles: Vec<Own>,
    months: Vec<Month>,
    asked: Vec<Asked>,
}

/// A title of theirs.
struct Own {
    plate: Arc<Plate>,
    terms: String,
    reads: String,
    readers: String,
}

/// A month of theirs.
struct Month {
    name: String,
    href: String,
    titles: Vec<(String, String, String)>,
    sum: String,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(query): Query<Wanted>,
) -> Result<Response, Trouble> {
    let publishers = match Sight::of(&state, &visitor).await? {
        Sight::Own(own) => own,
        Sight::All => match query.publisher.as_deref() {
            None => return Ok(go("/operator/publishers")),
            Some(one) => vec![one.parse().map_err(|_| Trouble::NotFound)?],
        },
    };
    page(&of(&state, &visitor, publishers, &query).await?)
}

async fn of(state: &State, visitor: &Visitor, publishers: Vec<Id<Publisher>>, query: &Wanted) -> Result<DeskPage, Trouble> {
    let shelf = state.shelf().await?;
    if publishers.iter().any(|publisher| shelf.publisher(*publisher).is_none()) {
        return Err(Trouble::NotFound);
    }
    let gathered = gather::all(state, &shelf, publishers).await?;
    let about = query.about.as_deref().unwrap_or("");
    let subjects = subjects(&gathered.owned, &gathered.settled, &shelf, about);
    let names: Vec<&str> = gathered.desks.iter().map(|desk| desk.name.as_str()).collect();
    let heading = heading(&names);
    Ok(DeskPage {
        frame: Frame { path: "/publisher".to_owned(), ..Frame::new(state, visitor, Some(&shelf), Here::Nowhere) },
        heading,
        month: gathered.month,
        desks: gathered.desks,
        subjects,
        sent: query.sent.is_some(),
        most: super::asked::MOST,
    })
}

/// What the desks of these publishers are called.
fn heading(names: &[&str]) -> String {
    match names {
        [] => "The publisher’s desk".to_owned(),
        [one] => format!("{one}’s desk"),
        many => format!("The desks of {} publishers", many.len()),
    }
}

/// What a publisher's desk is called, where the visitor has one.
pub async fn called(state: &State, visitor: &Visitor, shelf: &Shelf) -> Result<Option<String>, Trouble> {
    if visitor.role != Role::Publisher {
        return Ok(None);
    }
    let Sight::Own(own) = Sight::of(state, visitor).await? else { return Ok(None) };
    let names: Vec<&str> = own.iter().filter_map(|publisher| shelf.publisher(*publisher)).collect();
    Ok(Some(heading(&names)))
}
