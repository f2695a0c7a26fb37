//! Who says what in a story, for its pages: read from what this reader may see of its articles, remembered for a while.
//!
//! Claims are read here when a page asks for them until the store keeps them.

mod figure;
mod gather;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use newsstand_members::Reader;
use newsstand_news::{Country, Id, Moment, Story};
use newsstand_store::articles::Stored;
use newsstand_store::{Error, articles};

use crate::rights::Rights;
use crate::shelf::Shelf;
use crate::state::State;
pub use gather::Entry;

/// Articles of a story that are read; copies say nothing new.
const ARTICLES: usize = 8;
/// Stories that are remembered.
const REMEMBERED: usize = 512;

/// What a remembered reading stands for: it is read anew when one of these changes. An embargo that ends shows more only
/// when something else changes.
type Key = (u32, Moment, Reader, Option<Country>, u64);
/// A remembered reading.
type Known = (Key, Arc<Vec<Entry>>);

/// Readings of stories.
#[derive(Default)]
pub struct Ledgers(Mutex<HashMap<Id<Story>, Known>>);

impl Ledgers {
    /// The figures of a story, those that most titles give first.
    pub async fn of_story(
        &self,
        state: &State,
        shelf: &Arc<Shelf>,
        story: &Story,
        rights: Rights,
    ) -> Result<Arc<Vec<Entry>>, Error> {
        let key: Key = (story.articles, story.latest, rights.holds, rights.place, shelf.terms_print);
        if let Some((_, entries)) = self.remembered(story.id).filter(|(known, _)| *known == key) {
            return Ok(entries);
        }
        let (id, shelf) = (story.id, Arc::clone(shelf));
        let entries = state
            .read(move |tx| {
                let cards = articles::of_story(tx, id, 60)?;
                let originals = cards.iter().filter(|card| card.copy_of.is_none()).take(ARTICLES);
                let mut readings = Vec::new();
                for card in originals {
                    readings.extend(articles::by_id(tx, card.id)?.map(|stored| of_article(&shelf, &stored, &rights, false)));
                }
                Ok(gather::merged(readings.into_iter().flatten().collect()))
            })
            .await?;
        let entries = Arc::new(entries);
        self.remember(story.id, key, &entries);
        Ok(entries)
    }

    fn remembered(&self, story: Id<Story>) -> Option<Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&story).cloned()
    }

    fn remember(&self, story: Id<Story>, key: Key, entries: &Arc<Vec<Entry>>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(story, (key, Arc::clone(entries)));
    }
}

/// The figures of one article, of what this reader may see of it and nothing else. `bought`: whether this one was paid for.
pub fn of_article(shelf: &Shelf, stored: &Stored, rights: &Rights, bought: bool) -> Vec<Entry> {
    let Some(title) = shelf.titles.get(&stored.title) else { return Vec::new() };
    let text = newsstand_extract::text(stored.article.body.html());
    gather::read(stored, rights.searchable(title, &stored.article, &text, bought))
}
