//! The titles as pages need them, remembered for a few seconds: marks, names, and the sheet of their colours.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use newsstand_news::{Id, Moment, Publisher, Title};
use newsstand_store::titles::OnStand;
use newsstand_store::{Error, Store, accounts, readers, titles};

use crate::assets::fingerprint;
use crate::marks;
use crate::parts::{Plate, Tongue};

/// How long titles are remembered: another program (`newsstand titles add`) may change them.
const REMEMBERED: Duration = Duration::from_secs(5);

/// Every title on the stand.
pub struct Shelf {
    /// By id.
    pub titles: HashMap<Id<Title>, Arc<OnShelf>>,
    /// In order of their names.
    pub by_name: Vec<Arc<OnShelf>>,
    /// Where the sheet of their colours is: `/marks-….css`.
    pub marks_path: String,
    /// The sheet.
    pub marks: String,
    /// The first reader: whoever reads here while the stand asks nobody.
    pub reader: i64,
    /// Whether the stand asks who reads.
    pub asks: bool,
    publishers: HashMap<Id<Publisher>, String>,
}

/// A title with its mark ready to be shown.
pub struct OnShelf {
    /// What the store knows.
    pub stored: OnStand,
    /// Its mark.
    pub plate: Arc<Plate>,
}

impl Shelf {
    fn of(stored: Vec<OnStand>, publishers: Vec<Publisher>, reader: i64, asks: bool) -> Self {
        let marks = marks::sheet(stored.iter().map(|title| &title.title.mark));
        let mut by_name: Vec<Arc<OnShelf>> = stored.into_iter().map(|stored| Arc::new(OnShelf::of(stored))).collect();
        by_name.sort_by_cached_key(|title| sort_key(&title.stored.title.name));
        Self {
            titles: by_name.iter().map(|title| (title.stored.title.id, Arc::clone(title))).collect(),
            marks_path: format!("/marks-{}.css", fingerprint(marks.as_bytes())),
            marks,
            by_name,
            reader,
            asks,
            publishers: publishers.into_iter().map(|publisher| (publisher.id, publisher.name)).collect(),
        }
    }

    /// A title's mark.
    pub fn plate(&self, id: Id<Title>) -> Option<Arc<Plate>> {
        self.titles.get(&id).map(|title| Arc::clone(&title.plate))
    }
    /// A title by its short name.
    pub fn by_slug(&self, slug: &str) -> Option<&Arc<OnShelf>> {
        self.by_name.iter().find(|title| title.stored.title.slug == slug)
    }
    /// Who owns a title.
    pub fn owner(&self, title: &Title) -> Option<&str> {
        self.publishers.get(&title.publisher?).map(String::as_str)
    }
    /// How many titles are being read.
    pub fn carried(&self) -> usize {
        self.by_name.iter().filter(|title| title.stored.on).count()
    }
}

impl OnShelf {
    fn of(stored: OnStand) -> Self {
        let title = &stored.title;
        let plate = Plate {
            name: title.name.clone(),
            path: format!("/title/{}", title.slug),
            classes: marks::classes(&title.mark),
            tongue: Tongue::of(&title.language),
        };
        Self { plate: Arc::new(plate), stored }
    }
}

/// Names are sorted without their article and without regard to case.
fn sort_key(name: &str) -> String {
    let lower = name.to_lowercase();
    match lower.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => lower,
    }
}

/// The remembered shelf.
#[derive(Default)]
pub struct Shelves(RwLock<Option<(Instant, Arc<Shelf>)>>);

impl Shelves {
    /// The shelf, read anew when the remembered one is too old.
    pub async fn get(&self, store: &Store, now: Moment) -> Result<Arc<Shelf>, Error> {
        let remembered = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((when, shelf)) = &remembered
            && when.elapsed() < REMEMBERED
        {
            return Ok(Arc::clone(shelf));
        }
        let reader = match remembered {
            Some((_, shelf)) => shelf.reader,
            None => {
                let ids = Arc::clone(store.ids());
                store.write(move |tx| readers::household(tx, &ids, now)).await?.id
            }
        };
        let read = |tx: &mut newsstand_store::Tx<'_>| Ok((titles::all(tx)?, titles::publishers(tx)?, accounts::asks(tx)?));
        let (stored, publishers, asks) = store.read(read).await?;
        let shelf = Arc::new(Shelf::of(stored, publishers, reader, asks));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), Arc::clone(&shelf)));
        Ok(shelf)
    }

    /// Lets go of it.
    pub fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
