//! How titles are doing: what is wrong, since when, and what to do about it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_news::{Id, Title};
use newsstand_store::feeds::{self, FeedHealth};

use super::kit::Kit;
use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here, Plate};
use crate::shelf::OnShelf;
use crate::state::State;
use crate::words;

/// A title that was never late before is called silent after this long without a new article.
const SILENT: Duration = Duration::from_secs(21 * 24 * 3600);

/// What can be done about a title without a feed, and about one that brings nothing.
const NO_FEED: &str = "Its home page is searched once a day. If you know a feed, add it by its address.";
const SILENT_ADVICE: &str = "It may have moved: look at its home page, and add the new address if there is one.";

/// What a title suffers from.
pub struct Ailment {
    kind: Kind,
    /// What happened, in the fetcher's sentence.
    sentence: String,
    /// What can be done about it.
    advice: &'static str,
    /// Since when.
    since: Option<String>,
    /// When it is tried again by itself.
    again: Option<String>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// No feed works.
    Down,
    /// It has no feed.
    NoFeed,
    /// Some feeds work.
    Partly,
    /// Feeds work and bring nothing.
    Silent,
}

#[derive(Template)]
#[template(path = "parts/ailment.html")]
struct Words<'a> {
    ailment: &'a Ailment,
}
crate::parts::part!(Words<'_>);

impl Ailment {
    /// It in words, for a page.
    fn words_of(&self) -> Words<'_> {
        Words { ailment: self }
    }
    /// The same, for templates of other pages.
    pub fn words(&self) -> impl askama::filters::HtmlSafe + askama::FastWritable + '_ {
        self.words_of()
    }
}

/// What a title suffers from, if anything.
pub fn ailment(kit: &Kit<'_>, title: &OnShelf, health: &[FeedHealth]) -> Option<Ailment> {
    let failing: Vec<&FeedHealth> = health.iter().filter(|feed| feed.failures > 0 || feed.state == "gone").collect();
    let worst = failing.iter().max_by_key(|feed| feed.failures);
    let since = |moment: newsstand_news::Moment| words::since(moment, kit.now, kit.offset);
    match worst {
        None if health.is_empty() => {
            Some(Ailment { kind: Kind::NoFeed, sentence: String::new(), advice: NO_FEED, since: None, again: None })
        }
        Some(feed) => Some(Ailment {
            kind: if failing.len() == health.len() { Kind::Down } else { Kind::Partly },
            sentence: feed.failure_sentence.clone().unwrap_or_default(),
            advice: (kit.advice)(if feed.state == "gone" { "gone" } else { feed.failure_code.as_deref().unwrap_or("") }),
            since: feed.failing_since.map(since),
            again: (feed.state == "on").then(|| words::until(feed.due, kit.now, kit.offset)),
        }),
        None => {
            let quiet = title.stored.latest.unwrap_or(title.stored.created);
            (kit.now.since(quiet) > SILENT).then(|| Ailment {
                kind: Kind::Silent,
                sentence: String::new(),
                advice: SILENT_ADVICE,
                since: title.stored.latest.map(since),
                again: None,
            })
        }
    }
}

/// A title that is not well.
struct Patient {
    plate: Arc<Plate>,
    slug: String,
    ailment: Ailment,
}

/// The page.
#[derive(Template)]
#[template(path = "health.html")]
struct HealthPage {
    frame: Frame,
    well: String,
    waiting: String,
    ill: String,
    patients: Vec<Patient>,
}

/// Shows how all titles are doing.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let health = state.read(|tx| feeds::health(tx, None)).await?;
    let mut by_title: HashMap<Id<Title>, Vec<FeedHealth>> = HashMap::new();
    for feed in health {
        by_title.entry(feed.feed.title).or_default().push(feed);
    }
    let kit = Kit::new(&state, &shelf);
    let (mut well, mut waiting, mut patients) = (0_i64, 0_i64, Vec::new());
    for title in shelf.by_name.iter().filter(|title| title.stored.on) {
        let feeds = by_title.get(&title.stored.title.id).map_or(&[][..], Vec::as_slice);
        match ailment(&kit, title, feeds) {
            Some(ailment) => {
                patients.push(Patient { plate: Arc::clone(&title.plate), slug: title.stored.title.slug.clone(), ailment })
            }
            None if feeds.iter().all(|feed| feed.visited.is_none()) => waiting += 1,
            None => well += 1,
        }
    }
    patients.sort_by_key(|patient| patient.ailment.kind);
    page(&HealthPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Titles),
        well: words::count(well, "title is well", "titles are well"),
        waiting: if waiting > 0 {
            words::count(waiting, "has not been asked yet", "have not been asked yet")
        } else {
            String::new()
        },
        ill: words::count(patients.len(), "is not", "are not"),
        patients,
    })
}

/// Visits a title's feeds now.
pub async fn try_now(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let title = shelf.by_slug(form.field("title")).ok_or(Trouble::NotFound)?.stored.title.id;
    state.outside.visit_now(title).await;
    state.titles_changed();
    Ok(go(&form.back("/titles/health")))
}
