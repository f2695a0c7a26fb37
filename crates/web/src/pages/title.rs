//! A title: its mark, what it is, how it is doing, what it brought.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use newsstand_news::{Muted, Terms, Topic};
use newsstand_store::licences::LicenceSource;
use newsstand_store::{articles, feeds, licences, readers};

use super::health::{Ailment, ailment};
use super::kit::{Kit, marks};
use super::unread::{Group, Paging, grouped};
use crate::door::{Trouble, Visitor, page};
use crate::mine::Mine;
use crate::names;
use crate::parts::{Age, Frame, Here, MuteSlip, Plate};
use crate::state::State;
use crate::words;

/// Lines on a page.
const LINES: usize = 60;

/// A feed of the title.
struct FeedLine {
    address: String,
    section: &'static str,
    visited: Option<Age>,
    sentence: Option<String>,
    /// Whether a hub tells of it.
    told: bool,
}

/// A licence the title points programs to, or a price it asks for.
struct LicenceLine {
    address: String,
    /// Where it points there.
    place: &'static str,
    /// What it says.
    sentence: Option<String>,
}

/// The page of a title.
#[derive(Template)]
#[template(path = "title.html")]
struct TitlePage {
    frame: Frame,
    slug: String,
    plate: Arc<Plate>,
    facts: Vec<(&'static str, String)>,
    home: Option<String>,
    terms: Terms,
    on: bool,
    followed: bool,
    ailment: Option<Ailment>,
    feeds: Vec<FeedLine>,
    licences: Vec<LicenceLine>,
    groups: Vec<Group>,
    older: Option<String>,
    mute: MuteSlip,
    /// How long it is muted, and the mute's row.
    muted: Option<(String, i64)>,
}

/// Shows it: a title was asked for by name, so it is shown whole whatever is muted.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(slug): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let title = Arc::clone(shelf.by_slug(&slug).ok_or(Trouble::NotFound)?);
    let (id, reader, now) = (title.stored.title.id, shelf.reader, state.now());
    let (cards, marked, health, follows, found, mine) = state
        .read(move |tx| {
            let cards = articles::of_title(tx, id, paging.page(LINES))?;
            let marked = marks(tx, reader, &cards)?;
            let health = feeds::health(tx, Some(id))?;
            let mine = Mine::read(tx, reader, now)?;
            Ok((cards, marked, health, readers::follows(tx, reader)?, licences::of_title(tx, id)?, mine))
        })
        .await?;
    let kit = Kit::new(&state, &shelf);
    let stored = &title.stored;
    let feed_line = |health: &feeds::FeedHealth| FeedLine {
        address: health.feed.address.as_str().to_owned(),
        section: health.feed.section.map_or("", names::section),
        visited: health.visited.map(|visited| kit.age(visited)),
        sentence: health.failure_sentence.clone().filter(|_| health.failures > 0),
        told: health.pushed.is_some_and(|until| until > kit.now),
    };
    let older = Paging::older(&cards, LINES).map(|query| format!("/title/{slug}?{query}"));
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Titles);
    let this = Muted::Topic(Topic::Title(id));
    let held = mine.held(&this, kit.now, kit.offset);
    let muted = held.as_ref().map(|(mute, end)| (end.clone(), mute.id));
    page(&TitlePage {
        mute: MuteSlip::new(&frame).offer(&this, "This title", &stored.title.name, held),
        muted,
        frame,
        facts: facts(&kit, &title),
        plate: Arc::clone(&title.plate),
        home: stored.title.home.as_ref().map(|home| home.as_str().to_owned()),
        terms: title.terms(state.member_time()),
        on: stored.on,
        followed: follows.iter().any(|follow| follow.title == id),
        ailment: ailment(&kit, &title, &health),
        feeds: health.iter().map(feed_line).collect(),
        licences: found.into_iter().map(licence_line).collect(),
        groups: grouped(&kit, cards.iter(), &marked),
        older,
        slug,
    })
}

fn licence_line(licence: licences::Licence) -> LicenceLine {
    let place = match licence.source {
        LicenceSource::Robots => "Its robots.txt points programs to a licence",
        LicenceSource::Header => "Its pages point programs to a licence",
        LicenceSource::Feed => "Its feed names a licence",
        LicenceSource::Price => "It asks programs for a payment",
    };
    LicenceLine { address: licence.address.into(), place, sentence: licence.sentence }
}

/// What is known of it, as pairs of a word and a fact.
fn facts(kit: &Kit<'_>, title: &crate::shelf::OnShelf) -> Vec<(&'static str, String)> {
    let stored = &title.stored;
    let mut facts = vec![("What", names::kind(stored.title.kind).to_owned())];
    facts.extend(stored.title.country.map(|country| ("Where", names::country(country))));
    let language = names::language(&stored.title.language);
    facts.extend((!language.is_empty()).then_some(("Language", language)));
    facts.extend(kit.shelf.owner(&stored.title).map(|owner| ("Owner", owner.to_owned())));
    facts.push(("Brought so far", words::count(stored.arrived, "article", "articles")));
    facts.extend(stored.latest.map(|latest| ("Latest", words::age(latest, kit.now, kit.offset))));
    facts.push(("On the stand since", crate::words::Civil::of(stored.created, kit.offset).day_and_month(0)));
    facts
}
