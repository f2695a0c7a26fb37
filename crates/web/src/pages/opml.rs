//! OPML: bringing what one follows elsewhere, and taking it along.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use newsstand_feeds::opml;
use newsstand_feeds::opml_rows::{Row, nested, rows};
use newsstand_members::roles::{Act, may_in};
use newsstand_news::Language;
use newsstand_store::subscriptions::{self, Subscription};
use newsstand_store::{Tx, readers};

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
    /// Feeds that were not taken, the first hundred.
    left_out: Vec<String>,
    complaints: Vec<String>,
}

/// Feeds that are named as left out.
const NAMED: usize = 100;

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    page(&of(&state, &visitor, None, Vec::new()).await?)
}

async fn of(state: &State, visitor: &Visitor, taken: Option<Taken>, complaints: Vec<String>) -> Result<OpmlPage, Trouble> {
    let shelf = state.shelf().await?;
    let reader = state.reader_of(visitor);
    let follows = state.read(move |tx| readers::follows(tx, reader)).await?;
    let frame = Frame::new(state, visitor, Some(&shelf), Here::Titles);
    let imported = taken.as_ref().map(Taken::sentence);
    let left_out = taken.map(|taken| taken.left_out.into_iter().take(NAMED).collect()).unwrap_or_default();
    Ok(OpmlPage { frame, followed: words::count(follows.len(), "title", "titles"), imported, left_out, complaints })
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
    // Whoever may not put titles on the stand follows what is on it.
    let adds = may_in(state.settings.mode, visitor.role, Act::ChangeTitles);
    let work = move |tx: &mut Tx<'_>| {
        let mut taken = Taken { feeds: wanted.len(), ..Taken::default() };
        for subscription in &wanted {
            if adds {
                taken.new += usize::from(subscriptions::subscribe(tx, &ids, reader, subscription, now)?.1);
            } else if subscriptions::follow_known(tx, &ids, reader, subscription, now)?.is_none() {
                taken.left_out.push(subscription.feed.as_str().to_owned());
            }
        }
        Ok(taken)
    };
    let taken = state.store.write(work).await?;
    state.titles_changed();
    page(&of(&state, &visitor, Some(taken), complaints).await?)
}

/// What came of a file.
#[derive(Default)]
struct Taken {
    /// Feeds in it.
    feeds: usize,
    /// Feeds that are new on the stand.
    new: usize,
    /// Feeds that the stand does not carry.
    left_out: Vec<String>,
}

impl Taken {
    fn sentence(&self) -> String {
        if self.feeds == 0 {
            return "There is no feed in this file; nothing was changed.".to_owned();
        }
        let followed = self.feeds - self.left_out.len();
        let followed = words::count(followed, "feed of the file is followed now", "feeds of the file are followed now");
        match self.left_out.len() {
            0 => format!("{followed}; {} new on the stand.", words::count(self.new, "of them is", "of them are")),
            left => format!("{followed}; {} not on this stand.", words::count(left, "is", "are")),
        }
    }
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
