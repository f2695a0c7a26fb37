//! The profile as its reader sees it: what is followed, what was learnt and from what, what was read; all to be changed.

mod learnt;
mod read;

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_store::{articles, mentions, readings};

use super::kit::Kit;
use super::said::{Did, Done, Follow};
use crate::door::{Trouble, Visitor, page};
use crate::foryou::Made;
use crate::mine::Mine;
use crate::parts::{Frame, Here, Plate};
use crate::state::State;
use crate::words;
use learnt::{Said, Topical};
use read::{Forgot, Opened};

/// Readings that are shown.
const READ: usize = 50;
/// Names that are suggested.
const SUGGESTED: usize = 12;
/// Names that are looked through for them.
const COMMON: i64 = 60;
/// Over how long names are counted.
const LATELY: Duration = Duration::from_secs(7 * 24 * 3600);

/// The page.
#[derive(Template)]
#[template(path = "profile.html")]
struct ProfilePage {
    frame: Frame,
    done: Option<Done>,
    forgot: Option<Done>,
    anew: bool,
    on: bool,
    kept: i64,
    titles: Vec<(Arc<Plate>, String)>,
    followed: Vec<Said>,
    corrected: Vec<Said>,
    learnt: Vec<Topical>,
    follows: Vec<Follow>,
    read: Vec<Opened>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(did): Query<Did>,
    Query(forgot): Query<Forgot>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now) = (state.reader_of(&visitor), state.now());
    let (titles, undo) = (Arc::clone(&shelf), forgot.clone());
    let (mine, made, cards, common, kept, done, forgotten) = state
        .read(move |tx| {
            let mine = Mine::read(tx, reader, now)?;
            let made = Made::read(tx, reader, now)?;
            let ids: Vec<_> = made.readings.iter().take(READ).map(|reading| reading.article).collect();
            let cards = articles::by_ids(tx, &ids)?;
            let common = mentions::common(tx, now - LATELY, COMMON)?;
            let kept = readings::count(tx, reader)?;
            let forgotten = undo.line(tx, reader)?;
            Ok((mine, made, cards, common, kept, did.line(tx, reader, &titles)?, forgotten))
        })
        .await?;
    let kit = Kit::new(&state, &shelf);
    let suggested = common.into_iter().filter(|(topic, ..)| !made.interests.iter().any(|said| said.topic == *topic));
    page(&ProfilePage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        done,
        forgot: forgotten,
        anew: forgot.is_anew(),
        on: mine.for_you,
        kept,
        titles: titles_of(&kit, &made),
        followed: learnt::followed(&kit, &made),
        corrected: learnt::corrected(&kit, &made),
        learnt: learnt::learnt(&kit, &made),
        follows: suggested.take(SUGGESTED).map(|(topic, label, _)| Follow::of(&topic, label, &[])).collect(),
        read: read::opened(&kit, &made, &cards),
    })
}

/// The titles that are followed, in order of their names, each with its number.
fn titles_of(kit: &Kit<'_>, made: &Made) -> Vec<(Arc<Plate>, String)> {
    let followed = kit.shelf.by_name.iter().filter(|title| made.titles.contains(&title.stored.title.id));
    followed.map(|title| (Arc::clone(&title.plate), title.stored.title.slug.clone())).collect()
}
