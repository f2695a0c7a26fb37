//! A visit: a due feed is fetched, read, and what it says that is new is kept with its articles in one transaction.
//! [`told`] is the same for what a hub sends by itself.

mod keep;
mod parts;

use newsstand_fetch::pace::{Interval, whole_again};
use newsstand_fetch::{Body, Failure, Pace, Request, Response, Validators, Want, backoff, next_visit};
use newsstand_news::{Address, Feed, FeedFormat, Moment};
use newsstand_store::feeds::{self, Asks, DueFeed, LoggedVisit, VisitEnd};
use newsstand_store::{hubs, titles};
use std::time::{Duration, Instant};

use super::{Step, hub, licence};
use crate::stand::{Stand, chance, now};
use keep::Intake;
use parts::Parts;

/// How long a worker may have a feed before another may take it.
pub const LEASE: Duration = Duration::from_secs(10 * 60);

/// What a visit brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Brought {
    /// New articles.
    pub articles: usize,
    /// Articles that say something else now.
    pub changed: usize,
    /// Whether the visit failed.
    pub failed: bool,
}

/// Visits one leased feed.
pub async fn visit(stand: &Stand, due: DueFeed) -> Step<Brought> {
    let started = Instant::now();
    let mut request = Request::new(due.feed.address.clone(), Want::Feed);
    if !due.whole.is_some_and(|whole| whole_again(whole, now())) {
        request.validators = Validators { etag: due.etag.clone(), last_modified: due.modified.clone() };
    }
    let answer = match stand.fetcher.get(&request).await {
        Err(failure) if due.succeeded.is_none() && worth_plain_http(&failure, &due.feed.address) => {
            plain_http(stand, &request).await.unwrap_or(Err(failure))
        }
        answer => answer,
    };
    let here = stand.clone();
    // One hop to a thread that may block: reading, cleaning and keeping happen there.
    let work = move || match answer {
        Ok(response) => went_well(&here, due, response, started),
        Err(failure) => went_wrong(&here, &due, &failure, started).map(Ended::Kept),
    };
    match stand.read(work).await? {
        Ended::Kept(brought) => Ok(brought),
        Ended::Index(index) => parts::visit(stand, *index, started).await,
    }
}

/// How a visit ended, or how it goes on.
enum Ended {
    /// It is over.
    Kept(Brought),
    /// The feed is an index: its parts are to be visited.
    Index(Box<Index>),
}

/// A sitemap index that was asked for; its parts are still to be visited.
struct Index {
    due: DueFeed,
    response: Response,
    hash: Option<[u8; 16]>,
    parts: Vec<Address>,
}

/// https is tried first; a feed that has never answered may only speak plain http.
fn worth_plain_http(failure: &Failure, address: &Address) -> bool {
    address.as_str().starts_with("https://") && matches!(failure.code, "no-connection" | "insecure")
}

async fn plain_http(stand: &Stand, request: &Request) -> Option<Result<Response, Failure>> {
    let address = Address::new(&request.address.as_str().replacen("https://", "http://", 1))?;
    let answer = stand.fetcher.get(&Request::new(address.clone(), Want::Feed)).await.ok()?;
    // Its address is learnt like a permanent move, when it leads to a feed.
    Some(Ok(Response { moved: Some(address), ..answer }))
}

fn went_well(stand: &Stand, due: DueFeed, response: Response, started: Instant) -> Step<Ended> {
    let index = due.format == Some(FeedFormat::SitemapIndex);
    let bytes = match &response.body {
        Body::Bytes(bytes) if due.body_hash.as_deref() != Some(&hash(bytes)[..]) => bytes,
        // The index says what it said; its parts may have changed all the same.
        _ if index => {
            let parts = stand.store.read_here(|tx| newsstand_store::parts::of_feed(tx, due.feed.id))?;
            let parts = parts.into_iter().map(|part| part.address).collect();
            return Ok(Ended::Index(Box::new(Index { due, response, hash: None, parts })));
        }
        _ => return unchanged(stand, &due, &response).map(Ended::Kept),
    };
    let reading = newsstand_feeds::read(&source(bytes, &response));
    if !reading.is_feed() {
        let sentence = reading.complaints.first().map_or("It is no feed.", |complaint| complaint.sentence.as_str());
        let failure = Failure::not_a_feed(sentence, response.status);
        return went_wrong(stand, &due, &failure, started).map(Ended::Kept);
    }
    let hash = hash(bytes);
    if reading.content.format == FeedFormat::SitemapIndex {
        let parts = reading.content.sitemaps;
        return Ok(Ended::Index(Box::new(Index { due, response, hash: Some(hash), parts })));
    }
    let whole = Whole { content: &reading.content, hash: Some(hash), bytes: bytes.len(), parts: None };
    keep_all(stand, &due, &response, &whole, started).map(Ended::Kept)
}

fn source<'a>(bytes: &'a [u8], response: &'a Response) -> newsstand_feeds::Source<'a> {
    newsstand_feeds::Source {
        bytes,
        address: Some(&response.address),
        content_type: response.content_type.as_deref(),
        content_location: response.content_location.as_deref(),
        content_language: response.content_language.as_deref(),
    }
}

/// All that a visit read.
struct Whole<'a> {
    content: &'a newsstand_news::FeedContent,
    /// Of the feed's body; none when it had not changed.
    hash: Option<[u8; 16]>,
    bytes: usize,
    /// The parts of an index, as they are now.
    parts: Option<Parts>,
}

fn keep_all(stand: &Stand, due: &DueFeed, response: &Response, whole: &Whole<'_>, started: Instant) -> Step<Brought> {
    let now = now();
    let content = whole.content;
    let intake = Intake::of(stand, &due.feed, content, now)?;
    let asks = Asks { ttl: content.ttl_seconds, quiet: content.quiet };
    let store = &stand.store;
    let (moved_to, address) = moved(due, response);
    let hub = hub::named(stand, response, Some(content));
    let name = content.title.as_deref().filter(|name| !name.is_empty());
    let brought = store.write_here(|tx| {
        let brought = intake.keep(tx, store, &due.feed, now)?;
        if !intake.is_empty() {
            let log = LoggedVisit {
                at: now,
                entries: intake.entries as i64,
                fresh: brought.articles as i64,
                bytes: whole.bytes as i64,
                micros: micros(started),
                failure: None,
            };
            feeds::log(tx, store.ids(), due.feed.id, &log)?;
        }
        if let Some(parts) = &whole.parts {
            newsstand_store::parts::keep(tx, due.feed.id, &parts.now)?;
        }
        match &hub {
            Some((hub, topic)) => hubs::named(tx, store.ids(), due.feed.id, hub, topic, now)?,
            None => hubs::unnamed(tx, due.feed.id)?,
        }
        licence::note(tx, due.feed.title, &licence::of_feed(response, content), now)?;
        if let (Some(name), None) = (name, due.succeeded) {
            titles::christen(tx, due.feed.title, &due.feed.address, name)?;
        }
        let news = feeds::news(tx, due.feed.id)?;
        let end = VisitEnd {
            due: now + next_visit(&pace(stand, due, asks, response, &news, now)),
            etag: response.validators.etag.clone(),
            modified: response.validators.last_modified.clone(),
            body_hash: whole.hash.map(|hash| hash.to_vec()),
            format: Some(content.format),
            whole: whole.hash.is_some(),
            fresh: !intake.is_empty(),
            moved_to: moved_to.clone(),
            address: address.clone(),
            asks: Some(asks),
            name: name.map(str::to_owned),
        };
        feeds::finish(tx, due.feed.id, &end, now)?;
        Ok(brought)
    })?;
    stand.metrics.visited(&brought);
    Ok(brought)
}

/// What decides when to come back after a visit that went well.
fn pace<'a>(stand: &Stand, due: &DueFeed, asks: Asks, response: &Response, news: &'a [Moment], now: Moment) -> Pace<'a> {
    Pace {
        news,
        interval: interval(stand),
        lifetime: response.freshness.lifetime(),
        ttl: asks.ttl.map(|seconds| Duration::from_secs(u64::from(seconds))),
        quiet: asks.quiet,
        pushed: due.pushed.is_some_and(|until| until > now),
        retry_after: response.freshness.retry_after,
        chance: chance(),
        ..Pace::new(now)
    }
}

/// Nothing new: one small row changes.
fn unchanged(stand: &Stand, due: &DueFeed, response: &Response) -> Step<Brought> {
    let now = now();
    let whole = matches!(response.body, Body::Bytes(_));
    let old = Validators { etag: due.etag.clone(), last_modified: due.modified.clone() };
    let validators = if whole { response.validators.clone() } else { response.validators.clone().or(old) };
    let (moved_to, address) = moved(due, response);
    // A 304 may go without the headers of the answer it stands for: what is not named is not withdrawn.
    let hub = hub::named(stand, response, None);
    let store = &stand.store;
    store.write_here(|tx| {
        if let Some((hub, topic)) = &hub {
            hubs::named(tx, store.ids(), due.feed.id, hub, topic, now)?;
        }
        let news = feeds::news(tx, due.feed.id)?;
        let end = VisitEnd {
            due: now + next_visit(&pace(stand, due, due.asks, response, &news, now)),
            etag: validators.etag.clone(),
            modified: validators.last_modified.clone(),
            whole,
            moved_to: moved_to.clone(),
            address: address.clone(),
            ..VisitEnd::default()
        };
        feeds::finish(tx, due.feed.id, &end, now)
    })?;
    stand.metrics.visited(&Brought::default());
    Ok(Brought::default())
}

/// Keeps what a hub sent of a feed. The feed's own visits, and what they know of its validators, go on as they were.
/// Answers none when it was no feed.
pub fn told(stand: &Stand, feed: &Feed, source: &newsstand_feeds::Source<'_>) -> Step<Option<Brought>> {
    let started = Instant::now();
    let reading = newsstand_feeds::read(source);
    if !reading.is_feed() {
        return Ok(None);
    }
    let now = now();
    let intake = Intake::of(stand, feed, &reading.content, now)?;
    let store = &stand.store;
    let brought = store.write_here(|tx| {
        let brought = intake.keep(tx, store, feed, now)?;
        if !intake.is_empty() {
            let log = LoggedVisit {
                at: now,
                entries: intake.entries as i64,
                fresh: brought.articles as i64,
                bytes: source.bytes.len() as i64,
                micros: micros(started),
                failure: None,
            };
            feeds::log(tx, store.ids(), feed.id, &log)?;
            feeds::told(tx, feed.id, now)?;
        }
        Ok(brought)
    })?;
    stand.metrics.told(&brought);
    Ok(Some(brought))
}

/// A permanent move is believed when two visits in a row saw the same one and it led to a feed.
fn moved(due: &DueFeed, response: &Response) -> (Option<String>, Option<Address>) {
    let to = response.moved.clone().filter(|to| *to != due.feed.address);
    let again = to.as_ref().is_some_and(|to| due.moved_to.as_deref() == Some(to.as_str()));
    (to.as_ref().map(|to| to.as_str().to_owned()), to.filter(|_| again))
}

fn went_wrong(stand: &Stand, due: &DueFeed, failure: &Failure, started: Instant) -> Step<Brought> {
    let now = now();
    let failures = u32::try_from(due.failures).unwrap_or(u32::MAX).saturating_add(1);
    let store = &stand.store;
    let asked = licence::of_failure(failure, &due.feed.address);
    store.write_here(|tx| {
        let news = feeds::news(tx, due.feed.id)?;
        let pace = Pace {
            news: &news,
            interval: interval(stand),
            quiet: due.asks.quiet,
            retry_after: failure.retry_after,
            too_often: failure.status == Some(429),
            failures,
            chance: chance(),
            ..Pace::new(now)
        };
        // 410 is confirmed once: a second one in a row ends the feed.
        let gone = failure.gone && due.failures > 0;
        let log = LoggedVisit {
            at: now,
            entries: 0,
            fresh: 0,
            bytes: 0,
            micros: micros(started),
            failure: Some((failure.code.to_owned(), failure.sentence.clone())),
        };
        feeds::log(tx, store.ids(), due.feed.id, &log)?;
        licence::note(tx, due.feed.title, &asked, now)?;
        feeds::fail(tx, due.feed.id, failure.code, &failure.sentence, gone, now + next_visit(&pace), now)
    })?;
    stand.metrics.failed(failure.code);
    tracing::info!(feed = due.feed.address.plain(), code = failure.code, "a visit failed: {}", failure.sentence);
    Ok(Brought { failed: true, ..Brought::default() })
}

fn interval(stand: &Stand) -> Interval {
    let least = stand.config.fetch.least;
    let most = stand.config.fetch.most;
    // A feed that has not shown yet how often it brings something: an hour, at the usual quarter of an hour.
    Interval { least, most, first: (least * 4).min(most) }
}

fn micros(started: Instant) -> i64 {
    i64::try_from(started.elapsed().as_micros()).unwrap_or(i64::MAX)
}

fn hash(bytes: &[u8]) -> [u8; 16] {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    let mut hash = [0; 16];
    hash.copy_from_slice(&digest.as_ref()[..16]);
    hash
}

/// When to try again what failed `tries` times before: half an hour, doubled each time, at most a day.
pub fn retry(tries: i64) -> Duration {
    backoff(Duration::from_secs(15 * 60), u32::try_from(tries).unwrap_or(0) + 1, Duration::from_secs(24 * 3600))
}
