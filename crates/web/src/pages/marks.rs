//! What readers do: read, save, and all at once.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::Mode;
use newsstand_members::settle::counted_seconds;
use newsstand_news::{Article, Id};
use newsstand_store::readers::{self, Deed};
use newsstand_store::{articles, readings, reads};

use super::reading::Reading;
use crate::door::{Trouble, Visitor, go};
use crate::guard::form::Form;
use crate::mine::Mine;
use crate::rights::Rights;
use crate::shelf::Shelf;
use crate::state::State;

/// Marks an article read, or unread again.
pub async fn read(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let deed = if form.field("unread").is_empty() { Deed::Read } else { Deed::Unread };
    mark(&state, &form.visitor, Id::new(id), deed).await?;
    Ok(go(&form.back(&format!("/article/{id}"))))
}

/// Saves an article, or no more.
pub async fn save(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (deed, number) = match (form.field("save"), form.field("unsave")) {
        ("", number) => (Deed::Unsave, number),
        (number, _) => (Deed::Save, number),
    };
    let id = number.parse().map_err(|_| Trouble::Wrong("The form names no article. Go back and try again.".into()))?;
    mark(&state, &form.visitor, id, deed).await?;
    Ok(go(&form.back("/unread")))
}

/// Copies that are marked together at most.
const COPIES: i64 = 100;

async fn mark(state: &State, visitor: &Visitor, article: Id<Article>, deed: Deed) -> Result<(), Trouble> {
    let (reader, now) = (state.reader_of(visitor), state.now());
    let opened = state
        .store
        .write(move |tx| {
            let mine = Mine::read(tx, reader, now)?;
            let together = mine.copies_together && matches!(deed, Deed::Read | Deed::Unread);
            let same = if together { articles::same_text(tx, article, COPIES)? } else { vec![article] };
            for one in same {
                readers::mark(tx, reader, one, deed, now)?;
            }
            if deed != Deed::Read {
                return Ok(None);
            }
            if mine.for_you {
                readings::opened(tx, reader, article, now)?;
            }
            Ok(articles::by_ids(tx, &[article])?.pop())
        })
        .await?;
    if let Some(card) = opened {
        state.crowd.opened(&card, now);
    }
    Ok(())
}

/// Notes for how long an article was looked at, as the browser says: for what is picked for this reader, where something is,
/// and on a membership for the title, where all of a members' article was shown. A browser tells zero seconds when it opens
/// one, so that it counts as opened.
pub async fn time(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let seconds: i64 = form.field("seconds").parse().unwrap_or(0);
    let (reader, now, at) = (state.reader_of(&form.visitor), state.now(), state.member_time());
    let metered = Metered::of(&state, form.visitor.clone()).await?;
    let keep = move |tx: &mut newsstand_store::Tx<'_>| {
        let seconds = seconds.clamp(0, LONGEST);
        if metered.counts(tx, Id::new(id))? {
            reads::note(tx, reader, Id::new(id), at, seconds, most)?;
        }
        if seconds == 0 || !Mine::read(tx, reader, now)?.for_you {
            return Ok(());
        }
        // What was marked read without being opened is opened now.
        if readings::of(tx, reader, Id::new(id))?.is_none() {
            readings::opened(tx, reader, Id::new(id), now)?;
        }
        readings::read_for(tx, reader, Id::new(id), seconds)
    };
    state.store.write(keep).await?;
    Ok(go(&form.back(&format!("/article/{id}"))))
}

/// Seconds that are told at once at most: as many as the script counts.
const LONGEST: i64 = 900;

/// The most seconds that so many words can take.
fn most(words: i64) -> i64 {
    i64::from(counted_seconds(u32::MAX, u32::try_from(words.max(0)).unwrap_or(u32::MAX)))
}

/// What it takes to know whether a read counts.
struct Metered {
    visitor: Visitor,
    rights: Rights,
    shelf: Arc<Shelf>,
    membership: bool,
}

impl Metered {
    async fn of(state: &State, visitor: Visitor) -> Result<Self, Trouble> {
        let (rights, membership) = (visitor.rights(state), state.settings.mode == Mode::Membership);
        Ok(Self { visitor, rights, shelf: state.shelf().await?, membership })
    }

    /// Whether this reader is shown all of a members' article. In a household nothing is metered.
    fn counts(&self, tx: &mut newsstand_store::Tx<'_>, article: Id<Article>) -> Result<bool, newsstand_store::Error> {
        if !self.membership || self.visitor.reader.is_none() {
            return Ok(false);
        }
        let Some(reading) = Reading::of(tx, &self.visitor, article)? else { return Ok(false) };
        Ok(self.shelf.titles.get(&reading.whole.title).is_some_and(|title| reading.counts(&self.rights, title)))
    }
}

/// Marks everything that has come in as read: of one title when it is named, else of all that are followed.
pub async fn all_read(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let one = shelf.by_slug(form.field("title")).map(|title| title.stored.title.id);
    let (reader, now) = (state.reader_of(&form.visitor), state.now());
    let named = Arc::new(one);
    state
        .store
        .write(move |tx| {
            let follows = readers::follows(tx, reader)?;
            for follow in follows.iter().filter(|follow| named.is_none_or(|title| follow.title == title)) {
                mark_title(tx, reader, follow, now)?;
            }
            Ok(())
        })
        .await?;
    Ok(go(&form.back("/unread")))
}

/// Articles of one title that get a mark of their own; older ones count as seen without.
const MARKED: i64 = 400;

fn mark_title(
    tx: &mut newsstand_store::Tx<'_>,
    reader: i64,
    follow: &readers::Follow,
    now: newsstand_news::Moment,
) -> Result<(), newsstand_store::Error> {
    let cards = newsstand_store::articles::of_title(tx, follow.title, newsstand_store::articles::Page::first(MARKED))?;
    let marked = super::kit::marks(tx, reader, &cards)?;
    for card in cards.iter().filter(|card| !marked.get(&card.id).is_some_and(|mark| mark.read)) {
        readers::mark(tx, reader, card.id, Deed::Read, now)?;
    }
    readers::seen_all(tx, reader, follow.title)
}
