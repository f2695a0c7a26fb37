//! A visit: a due feed is fetched, read, and what it says that is new is kept with its articles in one transaction.

use newsstand_extract::Fullness;
use newsstand_fetch::pace::{Interval, whole_again};
use newsstand_fetch::{Body, Failure, Pace, Request, Response, Validators, Want, backoff, next_visit};
use newsstand_news::{Address, Article, Entry, Language, Moment};
use newsstand_store::articles::{self, Arrived, Kept};
use newsstand_store::entries::{self, NewEntry, Said};
use newsstand_store::feeds::{self, DueFeed, LoggedVisit, VisitEnd};
use newsstand_store::{Store, Tx, titles};
use std::time::{Duration, Instant};

use super::Step;
use crate::sections;
use crate::stand::{Stand, chance, now};

/// Entries of one visit that are looked at; feeds that hold more are cut, newest first as they stand.
const ENTRIES: usize = 1000;
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
        Ok(response) => went_well(&here, &due, response, started),
        Err(failure) => went_wrong(&here, &due, &failure, started).map(|()| Brought { failed: true, ..Brought::default() }),
    };
    stand.read(work).await
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

fn went_well(stand: &Stand, due: &DueFeed, response: Response, started: Instant) -> Step<Brought> {
    let old = Validators { etag: due.etag.clone(), last_modified: due.modified.clone() };
    let Body::Bytes(bytes) = &response.body else {
        let validators = response.validators.clone().or(old);
        return unchanged(stand, due, &response, validators, false);
    };
    let hash = hash(bytes);
    if due.body_hash.as_deref() == Some(&hash[..]) {
        return unchanged(stand, due, &response, response.validators.clone(), true);
    }
    let source = newsstand_feeds::Source {
        bytes,
        address: Some(&response.address),
        content_type: response.content_type.as_deref(),
        content_location: response.content_location.as_deref(),
        content_language: response.content_language.as_deref(),
    };
    let reading = newsstand_feeds::read(&source);
    if !reading.is_feed() {
        let sentence = reading.complaints.first().map_or("It is no feed.", |complaint| complaint.sentence.as_str());
        let failure = no_feed(sentence, response.status);
        went_wrong(stand, due, &failure, started)?;
        return Ok(Brought { failed: true, ..Brought::default() });
    }
    let now = now();
    let content = reading.content;
    let title = stand.store.read_here(|tx| titles::by_id(tx, due.feed.title))?;
    let language = title.map_or_else(|| content.language.clone(), |on| on.title.language);
    let entries = &content.entries[..content.entries.len().min(ENTRIES)];
    let said: Vec<Said> = entries.iter().map(Said::of).collect();
    let known = stand.store.read_here(|tx| entries::known(tx, due.feed.title, &said))?;
    // Known entries are skipped here, before any work on their markup.
    let fresh: Vec<(usize, Said, &Entry)> = said
        .iter()
        .zip(entries)
        .enumerate()
        .filter(|(_, (said, _))| !known.contains(said))
        .map(|(place, (said, entry))| (place, *said, entry))
        .collect();
    let made: Vec<Made> = fresh.iter().map(|(place, _, entry)| make(stand, due, *place, entry, &language, now)).collect();
    let any = !fresh.is_empty();
    let store = &stand.store;
    let (moved_to, address) = moved(due, &response);
    let brought = store.write_here(|tx| {
        let brought = keep(tx, store, due, &fresh, &made, now)?;
        let log = LoggedVisit {
            at: now,
            entries: entries.len() as i64,
            fresh: brought.articles as i64,
            bytes: bytes.len() as i64,
            micros: micros(started),
            failure: None,
        };
        if any {
            feeds::log(tx, store.ids(), due.feed.id, &log)?;
        }
        let news = feeds::news(tx, due.feed.id)?;
        let pace = Pace {
            news: &news,
            interval: interval(stand),
            lifetime: response.freshness.lifetime(),
            ttl: content.ttl_seconds.map(|seconds| Duration::from_secs(u64::from(seconds))),
            retry_after: response.freshness.retry_after,
            chance: chance(),
            ..Pace::new(now)
        };
        let end = VisitEnd {
            due: now + next_visit(&pace),
            etag: response.validators.etag.clone(),
            modified: response.validators.last_modified.clone(),
            body_hash: Some(hash.to_vec()),
            format: Some(content.format),
            whole: true,
            fresh: any,
            moved_to: moved_to.clone(),
            address: address.clone(),
        };
        feeds::finish(tx, due.feed.id, &end, now)?;
        Ok(brought)
    })?;
    stand.metrics.visited(&brought);
    Ok(brought)
}

fn no_feed(sentence: &str, status: u16) -> Failure {
    Failure {
        code: "not-a-feed",
        sentence: sentence.to_owned(),
        retry_after: None,
        gone: false,
        status: Some(status),
        transient: false,
    }
}

/// An article made of an entry, before it is kept.
struct Made {
    article: Option<Article>,
    text: String,
    words: u32,
    want_page: bool,
    place: usize,
}

fn make(stand: &Stand, due: &DueFeed, place: usize, entry: &Entry, language: &Language, now: Moment) -> Made {
    let Some((mut article, fullness)) = newsstand_extract::entry(entry, language, now) else {
        return Made { article: None, text: String::new(), words: 0, want_page: false, place };
    };
    article.section = sections::of_article(&article, due.feed.section, &entry.categories, language);
    let text = newsstand_extract::text(article.body.html());
    let words = newsstand_extract::count_words(&text);
    let want_page = stand.config.fetch.pages && fullness == Fullness::Partial;
    Made { article: Some(article), text, words, want_page, place }
}

fn keep(
    tx: &mut Tx<'_>,
    store: &Store,
    due: &DueFeed,
    fresh: &[(usize, Said, &Entry)],
    made: &[Made],
    now: Moment,
) -> Step<Brought> {
    let feed = &due.feed;
    let arrived: Vec<Arrived<'_>> = made
        .iter()
        .filter_map(|made| {
            let article = made.article.as_ref()?;
            Some(Arrived { article, text: &made.text, words: made.words, want_page: made.want_page, place: made.place })
        })
        .collect();
    // Oldest first, so that ids grow with time within a feed too.
    let backwards: Vec<Arrived<'_>> = arrived.into_iter().rev().collect();
    let mut kept = articles::keep(tx, store.ids(), feed.title, feed.id, &backwards, now)?;
    kept.reverse();
    let mut ids = kept.iter().map(|kept| kept.id());
    let new: Vec<NewEntry<'_>> = fresh
        .iter()
        .zip(made)
        .map(|((_, said, entry), made)| NewEntry { said: *said, entry, article: made.article.as_ref().and_then(|_| ids.next()) })
        .collect();
    entries::insert(tx, store.ids(), feed.title, feed.id, &new, now)?;
    let articles = kept.iter().filter(|kept| matches!(kept, Kept::New(_))).count();
    let changed = kept.iter().filter(|kept| matches!(kept, Kept::Changed(_))).count();
    if articles > 0 {
        let latest = made.iter().filter_map(|made| made.article.as_ref()).map(|a| a.published.moment().min(now)).max();
        titles::arrived(tx, feed.title, articles as i64, latest.unwrap_or(now))?;
    }
    Ok(Brought { articles, changed, failed: false })
}

/// Nothing new: one small row changes.
fn unchanged(stand: &Stand, due: &DueFeed, response: &Response, validators: Validators, whole: bool) -> Step<Brought> {
    let now = now();
    let (moved_to, address) = moved(due, response);
    stand.store.write_here(|tx| {
        let news = feeds::news(tx, due.feed.id)?;
        let pace = Pace {
            news: &news,
            interval: interval(stand),
            lifetime: response.freshness.lifetime(),
            retry_after: response.freshness.retry_after,
            chance: chance(),
            ..Pace::new(now)
        };
        let end = VisitEnd {
            due: now + next_visit(&pace),
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

/// A permanent move is believed when two visits in a row saw the same one and it led to a feed.
fn moved(due: &DueFeed, response: &Response) -> (Option<String>, Option<Address>) {
    let to = response.moved.clone().filter(|to| *to != due.feed.address);
    let again = to.as_ref().is_some_and(|to| due.moved_to.as_deref() == Some(to.as_str()));
    (to.as_ref().map(|to| to.as_str().to_owned()), to.filter(|_| again))
}

fn went_wrong(stand: &Stand, due: &DueFeed, failure: &Failure, started: Instant) -> Step<()> {
    let now = now();
    let failures = u32::try_from(due.failures).unwrap_or(u32::MAX).saturating_add(1);
    let store = &stand.store;
    store.write_here(|tx| {
        let news = feeds::news(tx, due.feed.id)?;
        let pace = Pace {
            news: &news,
            interval: interval(stand),
            retry_after: failure.retry_after,
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
        feeds::fail(tx, due.feed.id, failure.code, &failure.sentence, gone, now + next_visit(&pace), now)
    })?;
    stand.metrics.failed(failure.code);
    tracing::info!(feed = due.feed.address.plain(), code = failure.code, "a visit failed: {}", failure.sentence);
    Ok(())
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
