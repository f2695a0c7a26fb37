//! Finding feeds: behind an address that a reader gave, and for titles whose feeds have stopped working.

use newsstand_feeds::discover;
use newsstand_fetch::{Body, Request, Want};
use newsstand_news::{Address, FeedFormat, Moment};
use newsstand_store::titles::OnStand;
use newsstand_store::{feeds, titles};
use std::time::Duration;

use super::Step;
use crate::stand::{Stand, now};

/// A feed that was found and read.
#[derive(Debug, Clone)]
pub struct FoundFeed {
    /// Where it is.
    pub address: Address,
    /// Its name.
    pub title: String,
    /// The page it belongs to.
    pub home: Option<Address>,
    /// What it speaks.
    pub format: FeedFormat,
    /// How many entries it holds.
    pub entries: usize,
    /// The language it states.
    pub language: newsstand_news::Language,
}

/// Candidates that are tried behind one address.
const CANDIDATES: usize = 8;
/// Feeds that are offered.
const OFFERED: usize = 5;
/// A title's home page is searched at most this often.
const AGAIN: Duration = Duration::from_secs(24 * 3600);
/// Titles searched in one go.
const BATCH: i64 = 10;

/// The feeds behind an address: the address itself when it is one, else those its page names, else the usual places.
/// A sentence for people says why there are none.
pub async fn look(stand: &Stand, address: &Address) -> Result<Vec<FoundFeed>, String> {
    let mut request = Request::new(address.clone(), Want::Feed);
    request.validators = Default::default();
    let response = stand.fetcher.get(&request).await.map_err(|failure| failure.sentence)?;
    let Body::Bytes(bytes) = &response.body else { return Err("The server gave nothing to read.".into()) };
    if let Some(found) = read(bytes, &response.address, response.content_type.as_deref()) {
        return Ok(vec![found]);
    }
    let (html, _) = newsstand_feeds::charset::decode(bytes, response.content_type.as_deref());
    let named = discover::from_page(&html, &response.address).into_iter().map(|found| found.address);
    let usual = discover::well_known(&response.address);
    let mut offered: Vec<FoundFeed> = Vec::new();
    for candidate in named.chain(usual).take(CANDIDATES) {
        if offered.len() >= OFFERED || offered.iter().any(|found| found.address == candidate) {
            continue;
        }
        if let Some(found) = try_one(stand, candidate).await {
            offered.push(found);
        }
    }
    if offered.is_empty() {
        return Err(format!("No feed was found at {address}. If you know the feed's own address, try that."));
    }
    Ok(offered)
}

async fn try_one(stand: &Stand, address: Address) -> Option<FoundFeed> {
    let response = stand.fetcher.get(&Request::new(address, Want::Feed)).await.ok()?;
    let Body::Bytes(bytes) = &response.body else { return None };
    read(bytes, &response.address, response.content_type.as_deref())
}

fn read(bytes: &[u8], address: &Address, content_type: Option<&str>) -> Option<FoundFeed> {
    let source =
        newsstand_feeds::Source { bytes, address: Some(address), content_type, content_location: None, content_language: None };
    let reading = newsstand_feeds::read(&source);
    if !reading.is_feed() {
        return None;
    }
    let content = reading.content;
    let title = content.title.filter(|title| !title.is_empty()).unwrap_or_else(|| address.host());
    Some(FoundFeed {
        address: address.clone(),
        title,
        home: content.link,
        format: content.format,
        entries: content.entries.len(),
        language: content.language,
    })
}

/// Looks for feeds of titles that have none that works, on their home pages. Answers how many titles got one.
pub async fn lost_titles(stand: &Stand) -> Step<usize> {
    let at: Moment = now();
    let lost = stand.store.read(move |tx| titles::lost(tx, at - AGAIN, BATCH)).await?;
    let mut helped = 0;
    for title in lost {
        helped += usize::from(search_home(stand, &title).await?);
    }
    Ok(helped)
}

async fn search_home(stand: &Stand, title: &OnStand) -> Step<bool> {
    let id = title.title.id;
    let at = now();
    stand.store.write(move |tx| titles::searched(tx, id, at)).await?;
    let Some(home) = &title.title.home else { return Ok(false) };
    let Ok(found) = look(stand, home).await else { return Ok(false) };
    let Some(main) = found.into_iter().next() else { return Ok(false) };
    let ids = stand.store.ids().clone();
    let address = main.address.clone();
    let (_, added) = stand.store.write(move |tx| feeds::add(tx, &ids, id, &address, None, at)).await?;
    if added {
        tracing::info!(title = %title.title.slug, feed = main.address.plain(), "found a feed on the title's home page");
    }
    Ok(added)
}
