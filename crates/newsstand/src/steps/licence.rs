//! Licences that titles point programs to (RSL 1.0), and prices they ask for (402): noted, read now and then, shown.

use newsstand_fetch::{Body, Failure, Request, Response, Want};
use newsstand_news::{Address, FeedContent, Id, Moment, Title};
use newsstand_store::Tx;
use newsstand_store::licences::{self, Licence, LicenceSource};
use std::time::Duration;

use super::Step;
use crate::stand::{Stand, now};

/// A licence is fetched again after so long.
const AGAIN: Duration = Duration::from_secs(7 * 24 * 3600);
/// Licences fetched in one go.
const BATCH: i64 = 10;

/// A licence that something points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    address: Address,
    source: LicenceSource,
    sentence: Option<String>,
}

impl Pointer {
    fn new(address: Address, source: LicenceSource) -> Self {
        Self { address, source, sentence: None }
    }
}

/// What a feed and its headers point to.
pub fn of_feed(response: &Response, content: &FeedContent) -> Vec<Pointer> {
    let headers = response.links("license").map(|address| Pointer::new(address, LicenceSource::Header));
    headers.chain(content.licence.clone().map(|address| Pointer::new(address, LicenceSource::Feed))).collect()
}

/// What a page's headers and the robots.txt of its site point to.
pub fn of_page(stand: &Stand, address: &Address, response: Option<&Response>) -> Vec<Pointer> {
    let headers = response.into_iter().flat_map(|response| response.links("license"));
    let headers = headers.map(|address| Pointer::new(address, LicenceSource::Header));
    let robots = stand.fetcher.licences(address).unwrap_or_default().into_iter();
    headers.chain(robots.map(|address| Pointer::new(address, LicenceSource::Robots))).collect()
}

/// The price that an answer 402 asks for `address`.
pub fn of_failure(failure: &Failure, address: &Address) -> Vec<Pointer> {
    if failure.status != Some(402) {
        return Vec::new();
    }
    let price = Pointer { sentence: Some(failure.sentence.clone()), ..Pointer::new(address.clone(), LicenceSource::Price) };
    let licence = failure.licence.clone().map(|address| Pointer::new(address, LicenceSource::Header));
    licence.into_iter().chain([price]).collect()
}

/// Keeps what a title points to.
pub fn note(tx: &mut Tx<'_>, title: Id<Title>, pointers: &[Pointer], now: Moment) -> Step<()> {
    for pointer in pointers {
        let Pointer { address, source, sentence } = pointer.clone();
        licences::seen(tx, &Licence { title, address, source, seen: now, asked: None, sentence })?;
    }
    Ok(())
}

/// Fetches licences that were not read yet, or long ago. Answers how many.
pub async fn read_due(stand: &Stand) -> Step<usize> {
    let at = now();
    let due = stand.store.read(move |tx| licences::to_read(tx, at - AGAIN, BATCH)).await?;
    let count = due.len();
    for licence in due {
        let sentence = sentence(stand, &licence.address).await;
        stand.store.write(move |tx| licences::read_again(tx, &licence, sentence.as_deref(), at)).await?;
    }
    Ok(count)
}

/// What the licence at an address says, in a sentence.
async fn sentence(stand: &Stand, address: &Address) -> Option<String> {
    let response = stand.fetcher.get(&Request::new(address.clone(), Want::Feed)).await.ok()?;
    let Body::Bytes(bytes) = &response.body else { return None };
    let (text, _) = newsstand_feeds::charset::decode(bytes, response.content_type.as_deref());
    newsstand_feeds::rsl::read(&text, Some(&response.address)).first().map(|licence| licence.sentence())
}
