//! Counts what was done, for the metrics page.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use crate::{Body, Failure, Response};

/// What a fetcher has done since it was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// Requests sent, each redirect and `robots.txt` counted.
    pub requests: u64,
    /// Body bytes as they came over the wire.
    pub bytes_received: u64,
    /// Body bytes handed on, decompressed.
    pub bytes: u64,
    /// Answers that nothing has changed.
    pub not_modified: u64,
    /// Things not asked for: inside addresses, odd ports, `robots.txt`, hosts that asked to be left alone.
    pub refused: u64,
    /// Failures by their code, those included.
    pub failures: BTreeMap<&'static str, u64>,
}

/// The counters behind [`Stats`].
#[derive(Debug, Default)]
pub struct Counters {
    requests: AtomicU64,
    bytes_received: AtomicU64,
    bytes: AtomicU64,
    not_modified: AtomicU64,
    failures: Mutex<BTreeMap<&'static str, u64>>,
}

/// The codes of what was not even asked for, or not waited for.
const REFUSED: [&str; 6] = ["bad-address", "refused-port", "inside", "asked-to-wait", "robots", "robots-unreachable"];

impl Counters {
    pub fn asked(&self) {
        self.requests.fetch_add(1, Relaxed);
    }

    pub fn received(&self, bytes: usize) {
        self.bytes_received.fetch_add(bytes as u64, Relaxed);
    }

    pub fn ended(&self, outcome: &Result<Response, Failure>) {
        match outcome {
            Ok(Response { body: Body::NotModified, .. }) => _ = self.not_modified.fetch_add(1, Relaxed),
            Ok(Response { body: Body::Bytes(bytes), .. }) => _ = self.bytes.fetch_add(bytes.len() as u64, Relaxed),
            Err(failure) => self.failed(failure),
        }
    }

    pub fn failed(&self, failure: &Failure) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        *failures.entry(failure.code).or_default() += 1;
    }

    pub fn read(&self) -> Stats {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Stats {
            requests: self.requests.load(Relaxed),
            bytes_received: self.bytes_received.load(Relaxed),
            bytes: self.bytes.load(Relaxed),
            not_modified: self.not_modified.load(Relaxed),
            refused: REFUSED.iter().filter_map(|code| failures.get(code)).sum(),
            failures,
        }
    }
}
