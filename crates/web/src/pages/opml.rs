//! OPML: bringing what one follows elsewhere, and taking it along.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use newsstand_feeds::opml::{self, Outline, OutlineFeed};
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
    let reader = shelf.reader;
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
    let (reader, now, ids) = (state.shelf().await?.reader, state.now(), state.store.ids().clone());
    let wanted = flat(&read.outlines);
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

/// Outlines as rows with the names of their folders. A level without a name is no folder.
fn flat(outlines: &[Outline]) -> Vec<Subscription> {
    let mut out = Vec::new();
    let mut open: Vec<(&Outline, Vec<String>)> = outlines.iter().rev().map(|outline| (outline, Vec::new())).collect();
    while let Some((outline, folders)) = open.pop() {
        if let Some(feed) = &outline.feed {
            out.push(Subscription {
                feed: feed.address.clone(),
                name: outline.text.clone(),
                home: feed.home.clone(),
                language: Language::default(),
                folders: folders.clone(),
            });
        }
        let mut inner = folders;
        inner.extend(Some(outline.text.trim().to_owned()).filter(|name| !name.is_empty()));
        open.extend(outline.children.iter().rev().map(|child| (child, inner.clone())));
    }
    out
}

/// Rows as outlines, each in its folders.
fn nested(rows: Vec<Subscription>) -> Vec<Outline> {
    let mut out = Vec::new();
    for row in rows {
        let mut at = &mut out;
        for name in &row.folders {
            at = folder(at, name);
        }
        let feed = OutlineFeed { address: row.feed, home: row.home, description: None };
        at.push(Outline { text: row.name, feed: Some(feed), children: Vec::new() });
    }
    out
}

/// What lies in the folder of this name, which is made where there is none.
fn folder<'o>(outlines: &'o mut Vec<Outline>, name: &str) -> &'o mut Vec<Outline> {
    let known = outlines.iter().position(|outline| outline.feed.is_none() && outline.text == name);
    let at = known.unwrap_or_else(|| {
        outlines.push(Outline { text: name.to_owned(), feed: None, children: Vec::new() });
        outlines.len() - 1
    });
    &mut outlines[at].children
}

/// Gives what is followed as a file.
pub async fn export(Shared(state): Shared<State>) -> Result<Response, Trouble> {
    let reader = state.shelf().await?.reader;
    let rows = state.read(move |tx| subscriptions::all(tx, reader)).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/x-opml; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"newsstand.opml\""),
    ];
    Ok((headers, opml::write("Newsstand", &nested(rows))).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPML: &str = r#"<opml version="2.0"><head><title>x</title></head><body>
        <outline text="Sea"><outline text="Ports"><outline text="Harbour &amp; Tide" type="rss" xmlUrl="https://harbour.example/feed" htmlUrl="https://harbour.example/"/></outline>
        <outline text="港のしんぶん" type="rss" xmlUrl="https://minato.example/rss"/></outline>
        <outline text=""><outline text="Alone" type="rss" xmlUrl="https://alone.example/atom"/></outline></body></opml>"#;

    #[test]
    fn folders_survive_the_way_in_and_out() {
        let rows = flat(&opml::read(OPML.as_bytes()).outlines);
        let folders: Vec<String> = rows.iter().map(|row| row.folders.join("/")).collect();
        assert_eq!(folders, ["Sea/Ports", "Sea", ""]);
        let again = flat(&opml::read(opml::write("x", &nested(rows.clone())).as_bytes()).outlines);
        assert_eq!(again, rows);
    }
}
