//! Runs the steps: once through (`fetch`), or for as long as the program serves.

pub mod members;

use newsstand_store::{articles, feeds};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::stand::{Stand, now};
use crate::steps::{Step, edition, find, hub, licence, page, place, visit};

/// How long a runner sleeps when nothing is due.
const IDLE: Duration = Duration::from_millis(1000);
/// How often the front page is laid out anew at most, and at least.
const EDITION: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(300));
/// How long running steps may go on after the program was asked to stop.
pub const GRACE: Duration = Duration::from_secs(3);
/// How often due feeds are counted for the metrics.
const COUNT: Duration = Duration::from_secs(10);
/// How often titles without a working feed are looked for again.
const SEARCH: Duration = Duration::from_secs(600);

/// What a pass has done so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Done {
    /// Feeds visited.
    pub visits: usize,
    /// Visits that failed.
    pub failed: usize,
    /// New articles.
    pub articles: usize,
    /// Articles that changed.
    pub changed: usize,
    /// Pages fetched.
    pub pages: usize,
    /// Articles placed into stories.
    pub placed: usize,
}

impl Done {
    /// Both together.
    pub fn plus(&self, more: &Done) -> Done {
        Done {
            visits: self.visits + more.visits,
            failed: self.failed + more.failed,
            articles: self.articles + more.articles,
            changed: self.changed + more.changed,
            pages: self.pages + more.pages,
            placed: self.placed + more.placed,
        }
    }
}

/// Everything that is due, once: feeds, then pages, then, where this program has the desk, stories and the front page.
/// `tell` hears of progress.
pub async fn pass(stand: &Stand, desk: bool, tell: &(dyn Fn(&Done) + Sync)) -> Step<Done> {
    let mut done = Done::default();
    visits(stand, &mut done, tell).await?;
    pages(stand, &mut done, tell).await?;
    if !desk {
        return Ok(done);
    }
    let stand = stand.clone();
    let placed = tokio::task::spawn_blocking(move || -> Step<usize> {
        let placed = place::all(&stand)?;
        edition::lay_out(&stand)?;
        Ok(placed)
    });
    done.placed = placed.await.map_err(|_| newsstand_store::Error::Closed)??;
    tell(&done);
    Ok(done)
}

async fn visits(stand: &Stand, done: &mut Done, tell: &(dyn Fn(&Done) + Sync)) -> Step<()> {
    let mut running: JoinSet<Step<visit::Brought>> = JoinSet::new();
    loop {
        let started = start_visits(stand, &mut running).await?;
        match running.join_next().await {
            None if started == 0 => return Ok(()),
            None => {}
            Some(brought) => {
                count(done, brought)?;
                tell(done);
            }
        }
    }
}

/// How many to take up now: nothing until half of the places are free, so that leases are written a few at a time.
fn free(stand: &Stand, running: usize) -> usize {
    let places = stand.config.fetch.at_once;
    if running > places / 2 { 0 } else { places - running }
}

async fn start_visits(stand: &Stand, running: &mut JoinSet<Step<visit::Brought>>) -> Step<usize> {
    let free = free(stand, running.len());
    if free == 0 {
        return Ok(0);
    }
    let (now, node) = (now(), stand.store.node());
    let due = stand.store.write(move |tx| feeds::lease(tx, node, now, now + visit::LEASE, free as i64)).await?;
    let count = due.len();
    for due in due {
        let stand = stand.clone();
        running.spawn(async move { visit::visit(&stand, due).await });
    }
    Ok(count)
}

fn count(done: &mut Done, brought: Result<Step<visit::Brought>, tokio::task::JoinError>) -> Step<()> {
    let brought = brought.map_err(|_| newsstand_store::Error::Closed)??;
    done.visits += 1;
    done.failed += usize::from(brought.failed);
    done.articles += brought.articles;
    done.changed += brought.changed;
    Ok(())
}

async fn pages(stand: &Stand, done: &mut Done, tell: &(dyn Fn(&Done) + Sync)) -> Step<()> {
    let mut running: JoinSet<Step<bool>> = JoinSet::new();
    loop {
        let started = start_pages(stand, &mut running).await?;
        match running.join_next().await {
            None if started == 0 => return Ok(()),
            None => {}
            Some(read) => {
                read.map_err(|_| newsstand_store::Error::Closed)??;
                done.pages += 1;
                tell(done);
            }
        }
    }
}

async fn start_pages(stand: &Stand, running: &mut JoinSet<Step<bool>>) -> Step<usize> {
    let free = free(stand, running.len());
    if free == 0 {
        return Ok(0);
    }
    let (now, node) = (now(), stand.store.node());
    let jobs = stand.store.write(move |tx| articles::lease_pages(tx, node, now, now + page::LEASE, free as i64)).await?;
    let count = jobs.len();
    for job in jobs {
        let stand = stand.clone();
        running.spawn(async move { page::page(&stand, job).await });
    }
    Ok(count)
}

/// Runs the steps until `stop` says so, then gives running ones [`GRACE`] to end. What does not end in time is done
/// again after the next start: its lease is freed then.
/// Only the program that has the desk's lock (`desk`) places and lays out.
pub async fn run(stand: Stand, desk: bool, stop: watch::Receiver<bool>) {
    let news = Arc::new(Notify::new());
    let placing = async {
        if desk {
            keep_placing(stand.clone(), stop.clone(), news.clone()).await;
        }
    };
    tokio::join!(
        keep_visiting(stand.clone(), stop.clone(), news.clone()),
        keep_reading(stand.clone(), stop.clone(), news.clone()),
        placing,
        keep_subscribing(stand.clone(), stop.clone()),
        keep_searching(stand.clone(), stop.clone()),
    );
}

/// Sleeps for `span` or until the program is asked to stop; answers whether it was.
async fn rest(stop: &mut watch::Receiver<bool>, span: Duration) -> bool {
    if *stop.borrow() {
        return true;
    }
    tokio::select! {
        () = tokio::time::sleep(span) => *stop.borrow(),
        _ = stop.changed() => *stop.borrow(),
    }
}

async fn keep_visiting(stand: Stand, mut stop: watch::Receiver<bool>, news: Arc<Notify>) {
    let mut running: JoinSet<Step<visit::Brought>> = JoinSet::new();
    let mut counted = std::time::Instant::now();
    while !*stop.borrow() {
        if let Err(error) = start_visits(&stand, &mut running).await {
            trouble("feeds could not be taken up", &error);
        }
        if counted.elapsed() > COUNT {
            counted = std::time::Instant::now();
            let at = now();
            if let Ok((due, _)) = stand.store.read(move |tx| feeds::outlook(tx, at)).await {
                stand.metrics.due(due);
            }
        }
        tokio::select! {
            Some(ended) = running.join_next(), if !running.is_empty() => match ended {
                Ok(Ok(brought)) if brought.articles + brought.changed > 0 => news.notify_one(),
                Ok(Ok(_)) => {}
                Ok(Err(error)) => trouble("a visit could not be kept", &error),
                Err(error) => tracing::error!("a visit ended badly: {error}"),
            },
            () = tokio::time::sleep(IDLE) => {}
            _ = stop.changed() => {}
        }
    }
    wind_up(&mut running).await;
}

async fn keep_reading(stand: Stand, mut stop: watch::Receiver<bool>, news: Arc<Notify>) {
    let mut running: JoinSet<Step<bool>> = JoinSet::new();
    while !*stop.borrow() {
        if let Err(error) = start_pages(&stand, &mut running).await {
            trouble("pages could not be taken up", &error);
        }
        tokio::select! {
            Some(ended) = running.join_next(), if !running.is_empty() => match ended {
                Ok(Ok(_)) => news.notify_one(),
                Ok(Err(error)) => trouble("a page could not be kept", &error),
                Err(error) => tracing::error!("a page ended badly: {error}"),
            },
            () = tokio::time::sleep(IDLE) => {}
            _ = stop.changed() => {}
        }
    }
    wind_up(&mut running).await;
}

async fn wind_up<T: 'static>(running: &mut JoinSet<T>) {
    let all = async { while running.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, all).await.is_err() {
        running.abort_all();
    }
}

async fn keep_placing(stand: Stand, mut stop: watch::Receiver<bool>, news: Arc<Notify>) {
    let mut laid_out = std::time::Instant::now() - EDITION.1;
    let mut stale = true;
    loop {
        let work = stand.clone();
        let placed = tokio::task::spawn_blocking(move || place::place(&work)).await;
        let count = match placed {
            Ok(Ok(count)) => count,
            Ok(Err(error)) => {
                trouble("articles could not be placed", &error);
                0
            }
            Err(error) => {
                tracing::error!("the desk ended badly and takes up its work anew: {error}");
                place::forget(&stand);
                0
            }
        };
        stale |= count > 0;
        let age = laid_out.elapsed();
        if age > EDITION.1 || (stale && count == 0 && age > EDITION.0) {
            let work = stand.clone();
            let made = tokio::task::spawn_blocking(move || place::tidy(&work).and_then(|_| edition::lay_out(&work))).await;
            if let Ok(Err(error)) = made {
                trouble("the front page could not be laid out", &error);
            }
            (laid_out, stale) = (std::time::Instant::now(), false);
        }
        if count > 0 {
            if *stop.borrow() {
                return;
            }
            continue;
        }
        let wait = if stale { Duration::from_millis(300) } else { IDLE * 5 };
        tokio::select! {
            () = news.notified(), if !stale => {}
            stopped = rest(&mut stop, wait) => if stopped { return },
        }
    }
}

/// Asks hubs to tell of feeds, and to go on telling.
async fn keep_subscribing(stand: Stand, mut stop: watch::Receiver<bool>) {
    loop {
        match hub::ask_due(&stand).await {
            Ok(asked) if asked > 0 && !*stop.borrow() => continue,
            Ok(_) => {}
            Err(error) => trouble("hubs could not be asked", &error),
        }
        if rest(&mut stop, IDLE).await {
            return;
        }
    }
}

async fn keep_searching(stand: Stand, mut stop: watch::Receiver<bool>) {
    while !rest(&mut stop, SEARCH).await {
        let store = stand.store.clone();
        if let Ok(Err(error)) = tokio::task::spawn_blocking(move || store.free_dead_leases()).await {
            trouble("leases of stopped programs could not be freed", &error);
        }
        if let Err(error) = licence::read_due(&stand).await {
            trouble("licences could not be read", &error);
        }
        if let Err(error) = find::lost_titles(&stand).await {
            trouble("lost titles could not be looked for", &error);
        }
    }
}

fn trouble(what: &str, error: &newsstand_store::Error) {
    tracing::error!("{what}: {error}");
}
