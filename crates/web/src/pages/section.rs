//! One section: its top stories, then all that came in.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use newsstand_news::{Front, Muted, Section, Topic};
use newsstand_store::articles::{self, Page};
use newsstand_store::interests;

use super::kit::{Kit, Told, cards_of, marks, whole};
use super::said::{Did, Done, Follow};
use super::sifted::Sifted;
use super::unread::{Group, Paging, grouped};
use crate::door::{Trouble, Visitor, page};
use crate::mine::Mine;
use crate::parts::{Card, Frame, Here, MuteSlip, Size};
use crate::state::State;
use crate::{edition, names};

/// Cards on top.
const TOP: usize = 7;
/// Lines below them.
const LINES: usize = 40;

/// The page of a section.
#[derive(Template)]
#[template(path = "section.html")]
struct SectionPage {
    frame: Frame,
    name: &'static str,
    done: Option<Done>,
    follows: Vec<Follow>,
    others: Vec<(&'static str, String, bool)>,
    lead: Option<Card>,
    top: Vec<Card>,
    groups: Vec<Group>,
    older: Option<String>,
    left_out: Option<String>,
    mute: MuteSlip,
    /// How long it is muted, and the mute's row.
    muted: Option<(String, i64)>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(word): Path<String>,
    Query(paging): Query<Paging>,
    Query(did): Query<Did>,
) -> Result<Response, Trouble> {
    let section: Section = word.parse().map_err(|_| Trouble::NotFound)?;
    let shelf = state.shelf().await?;
    let reader = state.reader_of(&visitor);
    let (asking, now) = (state.clone(), state.now());
    let this = Muted::Topic(Topic::Section(section));
    let what = this.clone();
    let titles = std::sync::Arc::clone(&shelf);
    let (edition, told, list, marked, held, follow, done) = state
        .read(move |tx| {
            let mine = Mine::read(tx, reader, now)?;
            let held = mine.held(&this, now, asking.offset()).map(|(mute, end)| (mute.clone(), end));
            // Who opens the page of a muted section wants to see it once.
            let mine = held.as_ref().map_or_else(|| mine.clone(), |(mute, _)| mine.except(mute.id));
            let own = if paging.is_top() { edition::read(tx, &asking.standings, &mine, now)? } else { None };
            let edition = own.map(|own| own.edition);
            let front = edition.as_ref().map_or(&[][..], |edition| cards_of(edition, Front::Section(section)));
            let shown: Vec<_> = front.iter().take(TOP).map(|card| (card.story, card.article)).collect();
            let told = Told::read(tx, &shown)?.without(&mine);
            let list = Sifted::read(tx, &mine, paging, LINES, |tx, page| articles::of_section(tx, section, page))?;
            let marked = marks(tx, reader, &list.cards)?;
            let said = interests::of(tx, reader)?;
            let follow = Follow::of(&Topic::Section(section), names::section(section).to_owned(), &said);
            let follow = mine.for_you.then_some(follow);
            Ok((edition, told, list, marked, held, follow, did.line(tx, reader, &titles)?))
        })
        .await?;
    let kit = Kit::new(&state, &shelf);
    let front = edition.as_ref().map_or(&[][..], |edition| cards_of(edition, Front::Section(section)));
    let mut top: Vec<Card> = Vec::new();
    for (at, card) in front.iter().take(TOP).enumerate() {
        let size = if at == 0 { Size::Side } else { Size::Plain };
        top.extend(kit.card(&told, card.story, card.article, Some(&card.why), size).map(|made| {
            let photo = told.articles.get(&card.article).and_then(|stored| kit.photo(stored)).filter(|_| at == 0);
            Card { size: if photo.is_some() || at > 0 { size } else { Size::Large }, photo, ..made }
        }));
    }
    let lead = (!top.is_empty()).then(|| top.remove(0));
    // A copy stands for its text where the original is hidden.
    let gone = |original| list.hidden.iter().any(|card| card.id == original);
    let rows = list.cards.iter().filter(|card| card.copy_of.is_none_or(gone));
    let (frame, name) = (Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere), names::section(section));
    page(&SectionPage {
        muted: held.as_ref().map(|(mute, end)| (end.clone(), mute.id)),
        mute: MuteSlip::new(&frame).offer(&what, "This section", name, held.as_ref().map(|(mute, end)| (mute, end.clone()))),
        frame,
        name,
        done,
        follows: follow.into_iter().collect(),
        others: Section::ALL
            .into_iter()
            .map(|other| (names::section(other), format!("/section/{other}"), other == section))
            .collect(),
        lead,
        top,
        groups: grouped(&kit, rows, &marked),
        older: list.older.as_ref().map(|query| format!("/section/{section}?{query}")),
        left_out: list.left_out(),
    })
}

/// The first page of a list.
pub fn first(limit: usize) -> Page {
    Page::first(whole(limit))
}
