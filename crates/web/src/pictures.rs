//! The picture proxy: fetched once through [`crate::Outside`], decoded within limits, drawn anew in a few widths, kept on
//! disk. What a title's server sent is never handed on.

mod draw;
mod keep;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Path, Query, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use newsstand_members::roles::Act;
use newsstand_news::Address;
use serde::Deserialize;
use tokio::sync::{OwnedMutexGuard, Semaphore};

use crate::routes::Routes;
use crate::state::State;
use draw::Drawn;
use keep::Keep;

/// The widths that are served; others are brought to the next of these.
pub const WIDTHS: [u32; 4] = [240, 480, 960, 1440];
/// Pictures that are decoded at the same time: each may take a few hundred megabytes.
const AT_ONCE: usize = 2;
/// Pictures that are fetched at the same time.
const FETCHES: usize = 16;
/// How long a picture that could not be had is not asked for again.
const PATIENCE: Duration = Duration::from_secs(600);
/// Failures that are remembered.
const FAILURES: usize = 4096;
/// Thirty days: the address names the picture, and titles give changed pictures new addresses.
const CACHED: &str = "public, max-age=2592000, immutable";

/// The cache and who works on it.
pub struct Pictures {
    keep: Arc<Keep>,
    drawing: Semaphore,
    fetching: Semaphore,
    working: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    failed: Mutex<HashMap<String, Instant>>,
}

/// The width that is asked for.
#[derive(Debug, Deserialize)]
struct Asked {
    w: Option<u32>,
}

/// The one route.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/picture/{signature}/{address}", Act::Look, show)
}

async fn show(
    Shared(state): Shared<State>,
    Path((signature, encoded)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    let address = URL_SAFE_NO_PAD.decode(&encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(address) = address.filter(|address| state.secret.verifies("picture", address, &signature)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(address) = Address::new(&address) else { return StatusCode::NOT_FOUND.into_response() };
    match state.pictures.get(&state, address, width(asked.w)).await {
        Some((bytes, kind)) => ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, CACHED)], bytes).into_response(),
        // A short answer without a page: it stands where a picture should be.
        None => (
            StatusCode::NOT_FOUND,
            [(header::CONTENT_TYPE, "text/plain"), (header::CACHE_CONTROL, "private, max-age=300")],
            "",
        )
            .into_response(),
    }
}

/// The smallest served width that is not smaller than what is asked for.
fn width(asked: Option<u32>) -> u32 {
    let asked = asked.unwrap_or(960);
    WIDTHS.into_iter().find(|width| *width >= asked).unwrap_or(1440)
}

impl Pictures {
    /// A cache in a folder.
    pub fn new(folder: PathBuf, limit: u64) -> Self {
        Self {
            keep: Arc::new(Keep::new(folder, limit)),
            drawing: Semaphore::new(AT_ONCE),
            fetching: Semaphore::new(FETCHES),
            working: Mutex::default(),
            failed: Mutex::default(),
        }
    }

    /// A picture in one width: from the cache, else made from its largest drawing, else fetched.
    async fn get(&self, state: &State, address: Address, width: u32) -> Option<(Vec<u8>, &'static str)> {
        let name = keep::name(&address);
        if let Some(kept) = self.kept(&name, width).await {
            return Some(kept);
        }
        if self.failed_lately(&name) {
            return None;
        }
        let _alone = self.alone(&name).await;
        let made = match self.kept(&name, width).await {
            Some(kept) => Some(kept),
            None => self.make(state, address, &name, width).await,
        };
        if made.is_none() {
            self.remember_failure(&name);
        }
        made
    }

    async fn kept(&self, name: &str, width: u32) -> Option<(Vec<u8>, &'static str)> {
        let (keep, name) = (Arc::clone(&self.keep), name.to_owned());
        tokio::task::spawn_blocking(move || keep.read(&name, width)).await.ok().flatten()
    }

    /// Draws the width from the largest drawing; fetches the picture when there is none.
    async fn make(&self, state: &State, address: Address, name: &str, width: u32) -> Option<(Vec<u8>, &'static str)> {
        let largest = WIDTHS[WIDTHS.len() - 1];
        let source = match self.kept(name, largest).await {
            Some((bytes, _)) => bytes,
            None => {
                let _permit = self.fetching.acquire().await.ok()?;
                state.outside.picture(address).await.ok()?
            }
        };
        let _permit = self.drawing.acquire().await.ok()?;
        let (keep, name) = (Arc::clone(&self.keep), name.to_owned());
        let drawn = tokio::task::spawn_blocking(move || {
            let picture = draw::decode(&source).ok()?;
            let large = draw::draw(&picture, largest).ok()?;
            // A full disk is no reason not to show it.
            let _ = keep.write(&name, largest, &large);
            if width == largest {
                return Some(large);
            }
            let small = draw::draw(&picture, width).ok()?;
            let _ = keep.write(&name, width, &small);
            Some(small)
        });
        let Drawn { bytes, kind } = drawn.await.ok().flatten()?;
        Some((bytes, kind))
    }

    /// Waits until nobody else works on this picture.
    async fn alone(&self, name: &str) -> Alone<'_> {
        let lock = Arc::clone(self.working.lock().unwrap_or_else(PoisonError::into_inner).entry(name.to_owned()).or_default());
        let guard = Some(lock.lock_owned().await);
        Alone { pictures: self, name: name.to_owned(), guard }
    }

    fn failed_lately(&self, name: &str) -> bool {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.get(name).is_some_and(|when| when.elapsed() < PATIENCE)
    }

    fn remember_failure(&self, name: &str) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.len() >= FAILURES {
            failed.clear();
        }
        failed.insert(name.to_owned(), Instant::now());
    }
}

/// The right to work on a picture alone. Given back also when the request is dropped.
struct Alone<'p> {
    pictures: &'p Pictures,
    name: String,
    guard: Option<OwnedMutexGuard<()>>,
}

impl Drop for Alone<'_> {
    fn drop(&mut self) {
        self.guard = None;
        let mut working = self.pictures.working.lock().unwrap_or_else(PoisonError::into_inner);
        // Only the map has it still: nobody waits.
        if working.get(&self.name).is_some_and(|lock| Arc::strong_count(lock) == 1) {
            working.remove(&self.name);
        }
    }
}

#[cfg(test)]
mod tests;
