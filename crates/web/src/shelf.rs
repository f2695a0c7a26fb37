//! The titles as pages need them, remembered for a few seconds: marks, names, and the sheet of their colours.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use newsstand_members::plan::History;
use newsstand_news::{Id, Moment, Publisher, Terms, Title};
use newsstand_store::plans::{self, Plan};
use newsstand_store::terms::{self as agreements, Agreed};
use newsstand_store::titles::OnStand;
use newsstand_store::{Error, Store, Tx, accounts, readers, titles};

use crate::assets::fingerprint;
use crate::marks;
use crate::parts::{Plate, Tongue};
use crate::terms;

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
    /// The plan that is offered first, where one is.
    pub offer: Option<Plan>,
    /// Changes when what may be shown of any title does.
    pub terms_print: u64,
    publishers: HashMap<Id<Publisher>, String>,
}

/// What it is read from.
struct Rows {
    titles: Vec<OnStand>,
    publishers: Vec<Publisher>,
    asks: bool,
    agreed: Vec<Agreed>,
    plans: Vec<Plan>,
}

impl Rows {
    fn read(tx: &mut Tx<'_>) -> Result<Self, Error> {
        Ok(Self {
            titles: titles::all(tx)?,
            publishers: titles::publishers(tx)?,
            asks: accounts::asks(tx)?,
            agreed: agreements::all(tx)?,
            plans: plans::all(tx)?,
        })
    }
}

/// A title with its mark ready to be shown.
pub struct OnShelf {
    /// What the store knows.
    pub stored: OnStand,
    /// Its mark.
    pub plate: Arc<Plate>,
    /// What was ever agreed with it; none where nothing was, and then its plain terms hold.
    pub history: Option<History>,
}

impl Shelf {
    fn of(rows: Rows, reader: i64) -> Self {
        let marks = marks::sheet(rows.titles.iter().map(|title| &title.title.mark));
        let terms_print = terms::print(&rows.agreed, &rows.titles);
        let mut histories = terms::histories(&rows.agreed);
        let mut on_shelf = |stored: OnStand| {
            let history = histories.remove(&stored.title.id);
            Arc::new(OnShelf::of(stored, history))
        };
        let mut by_name: Vec<Arc<OnShelf>> = rows.titles.into_iter().map(&mut on_shelf).collect();
        by_name.sort_by_cached_key(|title| sort_key(&title.stored.title.name));
        Self {
            titles: by_name.iter().map(|title| (title.stored.title.id, Arc::clone(title))).collect(),
            marks_path: format!("/marks-{}.css", fingerprint(marks.as_bytes())),
            marks,
            by_name,
            reader,
            asks: rows.asks,
            offer: rows.plans.into_iter().find(|plan| plan.on),
            terms_print,
            publishers: rows.publishers.into_iter().map(|publisher| (publisher.id, publisher.name)).collect(),
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
    /// A publisher's name.
    pub fn publisher(&self, id: Id<Publisher>) -> Option<&str> {
        self.publishers.get(&id).map(String::as_str)
    }
    /// How many titles are being read.
    pub fn carried(&self) -> usize {
        self.by_name.iter().filter(|title| title.stored.on).count()
    }
}

impl OnShelf {
    fn of(stored: OnStand, history: Option<History>) -> Self {
        let title = &stored.title;
        let plate = Plate {
            name: title.name.clone(),
            path: format!("/title/{}", title.slug),
            classes: marks::classes(&title.mark),
            tongue: Tongue::of(&title.language),
        };
        Self { plate: Arc::new(plate), stored, history }
    }

    /// Open, for members or a link, leaving aside who asks and where.
    pub fn terms(&self, now: Moment) -> Terms {
        self.history.as_ref().map_or(self.stored.title.terms, |history| terms::now(history, now))
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
        let shelf = Arc::new(Shelf::of(store.read(Rows::read).await?, reader));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), Arc::clone(&shelf)));
        Ok(shelf)
    }

    /// Lets go of it.
    pub fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
