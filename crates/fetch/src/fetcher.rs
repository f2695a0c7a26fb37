//! The fetcher: a request in, an answer or a plain failure out.

use std::sync::Arc;

use newsstand_news::Address;

use crate::client::Clients;
use crate::hosts::{Holds, Queues};
use crate::rules::{Memory, Texts};
use crate::stats::Counters;
use crate::{Errand, Failure, Posted, Reply, Request, Response, Settings, SetupError, Stats, robots};

mod errand;
mod get;
mod post;
mod site;
mod turn;

/// A guarded, polite HTTP client. Cheap to clone; all clones share connections, queues and memory.
#[derive(Debug, Clone)]
pub struct Fetcher(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: Settings,
    clients: Clients,
    queues: Queues,
    holds: Holds,
    robots: Memory,
    texts: Texts,
    /// Our name in `robots.txt`.
    token: String,
    stats: Counters,
}

/// What one request to one address came to.
enum Step<T> {
    Answer(T),
    Redirect { status: u16, location: String },
}

impl Fetcher {
    /// A fetcher that behaves as set.
    pub fn new(settings: Settings) -> Result<Self, SetupError> {
        Ok(Self(Arc::new(Inner {
            clients: Clients::new(&settings)?,
            queues: Queues::new(settings.per_host),
            holds: Holds::default(),
            robots: Memory::default(),
            texts: Texts::default(),
            token: robots::product(&settings.user_agent).to_owned(),
            stats: Counters::default(),
            settings,
        })))
    }

    /// Gets one thing: waits for its turn at the host, follows redirects, checks every hop.
    pub async fn get(&self, request: &Request) -> Result<Response, Failure> {
        let outcome = self.0.walk(request).await;
        self.0.stats.ended(&outcome);
        outcome
    }

    /// Sends a form (`application/x-www-form-urlencoded`), as hubs want it (W3C WebSub, section 5). It is guarded, queued
    /// and bounded like a [`Fetcher::get`]. Redirects are followed where the form goes along (307, 308) and not from
    /// https to http, for it may hold a secret. Everything but 2xx is a failure, with the beginning of what was answered in
    /// its sentence.
    pub async fn post_form(&self, address: &Address, fields: &[(&str, &str)]) -> Result<Posted, Failure> {
        let outcome = self.0.deliver(address, fields).await;
        if let Err(failure) = &outcome {
            self.0.stats.failed(failure);
        }
        outcome
    }

    /// Asks a service of the operator's (payments, sign-in) one thing. It is guarded, queued and bounded like a
    /// [`Fetcher::get`]; redirects are answers like any other.
    pub async fn errand(&self, errand: &Errand) -> Result<Reply, Failure> {
        let outcome = self.0.run(errand).await;
        if let Err(failure) = &outcome {
            self.0.stats.failed(failure);
        }
        outcome
    }

    /// The text of the `robots.txt` that is for this address; nothing when the site has none. It is asked for once and
    /// kept for ten minutes. What it says about pages is kept as always.
    pub async fn robots(&self, address: &Address) -> Result<Option<String>, Failure> {
        let outcome = self.0.text(address).await;
        if let Err(failure) = &outcome {
            self.0.stats.failed(failure);
        }
        outcome
    }

    /// The licences that the `robots.txt` for this address named (RSL, `License:`) when it was last read. Nothing when it
    /// was never read; nobody is asked.
    pub fn licences(&self, address: &Address) -> Option<Vec<Address>> {
        self.0.licences(address)
    }

    /// What was done so far.
    pub fn stats(&self) -> Stats {
        self.0.stats.read()
    }

    /// What it was made from.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }
}
