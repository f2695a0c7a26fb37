//! What every handler can reach.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use newsstand_store::{Error, Store, Tx};

use crate::door::Visitor;
use crate::foryou::Crowd;
use crate::guard::Secret;
use crate::ledger::Ledgers;
use crate::locks::Locks;
use crate::pictures::Pictures;
use crate::shelf::{Shelf, Shelves};
use crate::signing::openid::Known;
use crate::standing::Standings;
use crate::{Outside, Stand, WebSettings};

/// The number of nobody: no reader has it.
const NOBODY: ReaderId = 0;

/// Shared by all requests. Cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Inner>);

/// What is shared.
pub struct Inner {
    /// The store.
    pub store: Store,
    /// Who goes out.
    pub outside: Arc<dyn Outside>,
    /// How the pages are run.
    pub settings: WebSettings,
    /// The signing key.
    pub secret: Secret,
    /// The text of `/metrics`.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
    /// Who says what, as read before.
    pub ledgers: Ledgers,
    /// The picture cache.
    pub pictures: Pictures,
    /// The stories that stand now, for front pages that differ from everybody's.
    pub standings: Standings,
    /// Passwords and limits.
    pub locks: Locks,
    /// Issuers' configurations, as read before.
    pub issuers: Known,
    /// What readers were shown and opened.
    pub crowd: Crowd,
    clock: fn() -> Moment,
    shelves: Shelves,
}

impl Deref for State {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl State {
    /// From the public parts.
    pub fn new(stand: Stand) -> Self {
        let Stand { store, outside, settings, clock, metrics } = stand;
        let pictures = Pictures::new(settings.pictures.clone(), settings.pictures_limit);
        let secret = Secret::new(&settings.secret);
        let locks = Locks::new(settings.secret);
        Self(Arc::new(Inner {
            store,
            outside,
            settings,
            secret,
            metrics,
            pictures,
            ledgers: Ledgers::default(),
            standings: Standings::default(),
            crowd: Crowd::default(),
            locks,
            issuers: Known::default(),
            clock,
            shelves: Shelves::default(),
        }))
    }

    /// What time it is.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// Seconds east of UTC here and now.
    pub fn offset(&self) -> i32 {
        (self.settings.offset)(self.now())
    }

    /// What time it is for memberships: the clock's, and in a demo the days that somebody let pass.
    pub fn member_time(&self) -> Moment {
        let passed = self.settings.members.passed.load(Ordering::Relaxed);
        Moment::from_micros(self.now().micros().saturating_add(passed))
    }

    /// Whose follows, marks and choices a request is about; nobody's where nobody is signed in on a stand that asks.
    pub fn reader_of(&self, visitor: &Visitor) -> ReaderId {
        visitor.reader.unwrap_or(NOBODY)
    }

    /// The titles, at most a few seconds old.
    pub async fn shelf(&self) -> Result<Arc<Shelf>, Error> {
        self.shelves.get(&self.store, self.now()).await
    }

    /// Lets go of the remembered titles, after they were changed.
    pub fn titles_changed(&self) {
        self.shelves.forget();
    }

    /// Reads the store.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.store.read(work).await
    }
}
