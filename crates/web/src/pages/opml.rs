//! OPML: bringing what one follows elsewhere, and taking it along.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use newsstand_feeds::opml;
use newsstand_feeds::opml_rows::{Row, nested, rows};
use newsstand_news::Language;
use newsstand_store::readers;
use newsstand_store::subscriptions::{self, Subscription};

use crate::door::{Trouble, Visitor, page};
use crate::guard::form::Upload;
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::words;

/// The page, before and after an import.
#[derive(Template)]
#[template(path = "opml.html")]
struct OpmlPage {
    frame: Frame,
    followed: String,
    imported: Option<String>,
    complaints: Vec<String>,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    page(&of(&state, &visitor, None, Vec::new()).await?)
}

async fn of(state: &State, visitor: &Visitor, imported: Option<String>, complaints: Vec<String>) -> Result<OpmlPage, Trouble> {
    let shelf = state.shelf().await?;
    let reader = state.reader_of(visitor);
    let follows = state.read(move |tx| readers::follows(tx, reader)).await?;
    let frame = Frame::new(state, visitor, Some(&shelf), Here::Titles);
    Ok(OpmlPage { frame, followed: words::count(follows.len(), "title", "titles"), imported, complaints })
}

/// Takes a file. All of it is followed or, when something fails, none.
pub async fn import(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    upload: Upload,
) -> Result<Response, Trouble> {
    let read = opml::read(&upload.file);
    if !read.is_opml() {
        let sentence = "This file is not an OPML: nothing was changed. Other readers offer it as “export” or “subscriptions”.";
        return Err(Trouble::Wrong(sentence.into()));
    }
    let complaints: Vec<String> = read.complaints.into_iter().map(|complaint| complaint.sentence).collect();
    let (reader, now, ids) = (state.reader_of(&visitor), state.now(), state.store.ids().clone());
    let wanted: Vec<Subscription> = rows(&read.outlines).into_iter().map(wanted).collect();
    let feeds = wanted.len();
    let new = state
        .store
        .write(move |tx| {
            let mut new = 0;
            for subscription in &wanted {
                new += usize::from(subscriptions::subscribe(tx, &ids, reader, subscription, now)?.1);
            }
            Ok(new)
        })
        .await?;
    state.titles_changed();
    page(&of(&state, &visitor, Some(sentence(feeds, new)), complaints).await?)
}

fn sentence(feeds: usize, new: usize) -> String {
    if feeds == 0 {
        return "There is no feed in this file; nothing was changed.".to_owned();
    }
    let followed = words::count(feeds, "feed of the file is followed now", "feeds of the file are followed now");
    format!("{followed}; {} new on the stand.", words::count(new, "of them is", "of them are"))
}

fn wanted(row: Row) -> Subscription {
    Subscription { feed: row.feed, name: row.name, home: row.home, language: Language::default(), folders: row.folders }
}

fn row(subscription: Subscription) -> Row {
    let Subscription { feed, name, home, folders, .. } = subscription;
    Row { feed, name, home, folders }
}

/// Gives what is followed as a file.
pub async fn export(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let reader = state.reader_of(&visitor);
    let rows = state.read(move |tx| subscriptions::all(tx, reader)).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/x-opml; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"newsstand.opml\""),
    ];
    Ok((headers, opml::write("Newsstand", &nested(rows.into_iter().map(row)))).into_response())
}
