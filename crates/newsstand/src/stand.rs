//! A stand: everything that the steps of the pipeline need, wired once.

use newsstand_desk::Desk;
use newsstand_fetch::{Allowed, Fetcher, Settings};
use newsstand_news::Moment;
use newsstand_store::{Error, Store};
use newsstand_web::standing::Usual;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::Semaphore;

use crate::config::Config;
use crate::hints::Book;
use crate::metrics::Metrics;

/// A stand. Cheap to clone.
#[derive(Clone)]
pub struct Stand {
    /// Where every value rests.
    pub store: Store,
    /// The only way out.
    pub fetcher: Fetcher,
    /// The settings in force.
    pub config: Arc<Config>,
    /// What the desk has in mind; none until it has taken up what was placed before.
    pub desk: Arc<Mutex<Option<Desk>>>,
    /// How much titles usually bring, for ranking.
    pub usual: Arc<Usual>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// Microseconds that somebody let pass for memberships: only in a demo.
    pub passed: Arc<AtomicI64>,
    /// The operator's hints, once somebody has asked for them.
    hints: Arc<OnceLock<Book>>,
    /// Bounds how many feeds and pages are read at once: more threads than cores read no faster, and each keeps memory.
    reading: Arc<Semaphore>,
}

impl Stand {
    /// Opens the store and makes the client. Blocks.
    pub fn open(config: Config) -> Result<Self, String> {
        let location = config.location();
        if let newsstand_store::Location::Sqlite(path) = &location {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder {
                std::fs::create_dir_all(folder).map_err(|error| {
                    format!("The folder {} cannot be made: {error}. Name another with --data.", folder.display())
                })?;
            }
        }
        let store =
            Store::open(&location).map_err(|error| format!("The database {} cannot be used: {error}.", location.redacted()))?;
        let fetcher = Fetcher::new(settings(&config)?).map_err(|error| error.to_string())?;
        Ok(Self {
            store,
            fetcher,
            config: Arc::new(config),
            desk: Arc::default(),
            usual: Arc::default(),
            metrics: Arc::default(),
            passed: Arc::default(),
            hints: Arc::default(),
            reading: Arc::new(Semaphore::new(readers())),
        })
    }

    /// The operator's hints per title, read when they are first asked for; what is not in order is logged then. May block.
    pub fn hints(&self) -> &Book {
        self.hints.get_or_init(|| Book::told(&self.config.folder_of_hints()))
    }

    /// What time it is for memberships: the machine's, and in a demo the days that somebody let pass.
    pub fn member_time(&self) -> Moment {
        Moment::from_micros(now().micros().saturating_add(self.passed.load(Ordering::Relaxed)))
    }

    /// Runs `work` on a thread that may block, when it is its turn.
    pub async fn read<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
        let turn = self.reading.clone().acquire_owned().await.map_err(|_| Error::Closed)?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.map_err(|_| Error::Closed)?
    }
}

fn readers() -> usize {
    std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8))
}

fn settings(config: &Config) -> Result<Settings, String> {
    let allow: Result<Vec<Allowed>, String> = config.fetch.allow.iter().map(|text| text.parse()).collect();
    let contact = Some(config.contact.as_str()).filter(|contact| !contact.is_empty());
    let contact = contact.or_else(|| Some(config.public_address.as_str()).filter(|address| !address.is_empty()));
    let timeout = config.fetch.timeout;
    Ok(Settings {
        user_agent: Settings::named(contact),
        allow: allow?,
        per_host: config.fetch.per_host,
        total_timeout: timeout,
        idle_timeout: timeout / 3,
        connect_timeout: timeout / 3,
        ..Settings::default()
    })
}

/// The machine's clock: read here and nowhere else.
pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// Chance: a number from 0 to 1, drawn here and nowhere else.
pub fn chance() -> f64 {
    f64::from(u32::from_le_bytes(random())) / f64::from(u32::MAX)
}

/// Random bytes for secrets.
pub fn random<const N: usize>() -> [u8; N] {
    use ring::rand::{SecureRandom, SystemRandom};
    let mut bytes = [0; N];
    // The system's source fails only where there is none; then there is nothing safe to go on with.
    SystemRandom::new().fill(&mut bytes).expect("the system has a source of randomness");
    bytes
}
