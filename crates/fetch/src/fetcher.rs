//! The fetcher: a request in, an answer or a plain failure out.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use newsstand_news::Address;
use reqwest::header::LOCATION;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use crate::client::Clients;
use crate::failure::spoken;
use crate::headers::readable;
use crate::hosts::{Holds, Queues};
use crate::redirect::Trail;
use crate::route::{self, Goal};
use crate::rules::{Known, Memory, Rules};
use crate::stats::Counters;
use crate::{Body, Failure, Freshness, Request, Response, Settings, SetupError, Stats, Want, body, robots, trouble};

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
    /// Our name in `robots.txt`.
    token: String,
    stats: Counters,
}

/// What one request to one address came to.
enum Step {
    Answer(Box<Response>),
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

    /// What was done so far.
    pub fn stats(&self) -> Stats {
        self.0.stats.read()
    }

    /// What it was made from.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }
}

impl Inner {
    async fn walk(&self, request: &Request) -> Result<Response, Failure> {
        let mut trail = Trail::new(&request.address)?;
        let mut left = self.settings.total_timeout;
        loop {
            let goal = route::check(trail.here(), &self.settings.allow)?;
            if request.want == Want::Page {
                self.ask_robots(&goal).await?;
            }
            match self.hop(request, &goal, &trail, &mut left).await? {
                Step::Answer(response) => return Ok(*response),
                Step::Redirect { status, location } => trail.follow(status, &location, self.settings.max_redirects)?,
            }
        }
    }

    /// One request, when its turn has come, within what is `left` of the time for all.
    async fn hop(&self, request: &Request, goal: &Goal, trail: &Trail, left: &mut Duration) -> Result<Step, Failure> {
        let _turn = self.turn(goal).await?;
        let begun = Instant::now();
        let outcome = timeout(*left, self.exchange(request, goal, trail)).await;
        *left = left.saturating_sub(begun.elapsed());
        outcome.unwrap_or_else(|_| {
            let whole = spoken(self.settings.total_timeout);
            Err(Failure::passing("timeout", format!("{} had not answered in full after {whole}.", goal.host)))
        })
    }

    /// A turn at the host, unless it asked to be left alone, before or while we waited.
    async fn turn(&self, goal: &Goal) -> Result<OwnedSemaphorePermit, Failure> {
        self.held(goal)?;
        let turn = timeout(self.settings.queue_timeout, self.queues.turn(&goal.host)).await.ok().flatten();
        self.held(goal)?;
        turn.ok_or_else(|| {
            let sentence = format!("{} is still busy with other requests of ours; this one will be tried again.", goal.host);
            Failure::passing("busy", sentence)
        })
    }

    fn held(&self, goal: &Goal) -> Result<(), Failure> {
        match self.holds.left(hold_key(goal), Instant::now()) {
            Some(left) => Err(Failure::asked_to_wait(&goal.host, left)),
            None => Ok(()),
        }
    }

    async fn exchange(&self, request: &Request, goal: &Goal, trail: &Trail) -> Result<Step, Failure> {
        let answer = self.send(request, goal).await?;
        let status = answer.status().as_u16();
        let (headers, now) = (answer.headers(), SystemTime::now());
        let conditional = request.validators.etag.is_some() || request.validators.last_modified.is_some();
        match status {
            301 | 302 | 303 | 307 | 308 => {
                let nowhere = || Failure::lasting("bad-redirect", format!("{} redirects without saying where to.", goal.host));
                Ok(Step::Redirect { status, location: readable(headers, LOCATION).ok_or_else(nowhere)? })
            }
            304 if conditional => Ok(Step::Answer(Box::new(Response::new(status, headers, Body::NotModified, trail, now)))),
            204 | 205 => Err(body::empty(&goal.host)),
            200..=299 if status != 206 => {
                let headers = headers.clone();
                let bytes = body::read(answer, &goal.host, &self.bounds(request.want), &self.stats).await?;
                Ok(Step::Answer(Box::new(Response::new(status, &headers, Body::Bytes(bytes), trail, now))))
            }
            _ => Err(self.refused(status, Freshness::read(headers, now).retry_after, goal)),
        }
    }

    fn bounds(&self, want: Want) -> body::Bounds {
        body::Bounds { limit: want.limit(&self.settings.limits), idle: self.settings.idle_timeout, want }
    }

    /// Sends, and waits for the head of the answer.
    async fn send(&self, request: &Request, goal: &Goal) -> Result<reqwest::Response, Failure> {
        self.stats.asked();
        let client = self.clients.by(goal.route);
        let sending = client.get(goal.url.clone()).headers(request.headers()).send();
        let longest = self.settings.connect_timeout + self.settings.idle_timeout;
        match timeout(longest, sending).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(trouble::sending(&error, &goal.host)),
            Err(_) => Err(Failure::passing(
                "silent",
                format!("{} took the request and said nothing for {}.", goal.host, spoken(longest)),
            )),
        }
    }

    /// A status that brings nothing; who asks to be left alone is left alone.
    fn refused(&self, status: u16, retry_after: Option<Duration>, goal: &Goal) -> Failure {
        if let (429 | 503, Some(wait)) = (status, retry_after) {
            self.holds.put(hold_key(goal), wait, Instant::now());
        }
        Failure::of_status(status, &goal.host, retry_after)
    }

    /// Whether the site lets programs read this page.
    async fn ask_robots(&self, goal: &Goal) -> Result<(), Failure> {
        let path = goal.url.query().map_or_else(|| goal.url.path().to_owned(), |query| format!("{}?{query}", goal.url.path()));
        match self.rules(goal).await? {
            Rules::Said(robots) if robots.allows(&path) => Ok(()),
            Rules::Said(_) => {
                let sentence =
                    format!("The robots.txt of {} asks programs not to read this page; it was not asked for.", goal.host);
                Err(Failure::lasting("robots", sentence))
            }
            Rules::Unreachable(failure) => Err(unreadable(failure, &goal.host)),
        }
    }

    async fn rules(&self, goal: &Goal) -> Result<Rules, Failure> {
        let origin = goal.origin();
        let slot = self.robots.slot(&origin);
        let mut known = slot.lock().await;
        if let Some(rules) = known.as_ref().and_then(|known| known.current(Instant::now())) {
            return Ok(rules.clone());
        }
        let address = Address::new(&format!("{origin}/robots.txt"));
        let address = address.ok_or_else(|| Failure::lasting("bad-address", "The address names no host."))?;
        // Boxed because this is a request within a request; a robots.txt never asks for another.
        let outcome = Box::pin(self.walk(&Request::new(address, Want::Robots))).await;
        let found = Known::of(outcome, known.take(), &self.token, Instant::now());
        let rules = found.rules.clone();
        *known = Some(found);
        Ok(rules)
    }
}

/// Who is left alone: the host; on the operator's own machines, where one host may stand for many, the address alone.
fn hold_key(goal: &Goal) -> &str {
    if goal.own { goal.url.as_str() } else { &goal.host }
}

/// Why a page is not asked for when its site's `robots.txt` could not be read. What would keep the page from us as well
/// is said as it is.
fn unreadable(failure: Failure, host: &str) -> Failure {
    if failure.status.is_none() && OUT_OF_REACH.contains(&failure.code) {
        return failure;
    }
    let sentence = format!("The robots.txt of {host} could not be read, so its pages are left alone. {}", failure.sentence);
    Failure { retry_after: failure.retry_after, ..Failure::passing("robots-unreachable", sentence) }
}

/// The codes of failures that concern a whole host.
const OUT_OF_REACH: [&str; 6] = ["inside", "no-such-host", "no-connection", "insecure", "asked-to-wait", "busy"];
