//! The parts of a sitemap index: those most likely to hold news are visited with it, politely, and read as one feed.

use newsstand_fetch::{Body, Request, Validators, Want};
use newsstand_news::{Address, FeedContent, FeedFormat};
use newsstand_store::parts::{self, Part};
use std::time::Instant;

use super::{Brought, Index, Whole, hash, keep_all, source};
use crate::stand::Stand;
use crate::steps::Step;

/// Parts of an index that are read.
const PARTS: usize = 4;

/// The parts as they are after a visit.
pub struct Parts {
    /// With what their next visit needs to know.
    pub now: Vec<Part>,
}

/// Visits the parts of an index and keeps what is new in them.
pub(super) async fn visit(stand: &Stand, index: Index, started: Instant) -> Step<Brought> {
    let feed = index.due.feed.id;
    let known = stand.store.read(move |tx| parts::of_feed(tx, feed)).await?;
    let mut content = FeedContent { format: FeedFormat::SitemapIndex, ..FeedContent::default() };
    let (mut now, mut bytes) = (Vec::new(), 0);
    for address in chosen(&index.parts) {
        let before = known.iter().find(|part| part.address == address).cloned();
        let before = before.unwrap_or(Part { address, etag: None, modified: None, body_hash: None });
        let (part, read, size) = one(stand, before).await?;
        bytes += size;
        content.entries.extend(read);
        now.push(part);
    }
    let here = stand.clone();
    stand
        .read(move || {
            let whole = Whole { content: &content, hash: index.hash, bytes, parts: Some(Parts { now }) };
            keep_all(&here, &index.due, &index.response, &whole, started)
        })
        .await
}

/// The parts worth reading: those that are named for news first, then in the index's order.
fn chosen(parts: &[Address]) -> Vec<Address> {
    let mut chosen = parts.to_vec();
    chosen.sort_by_key(|address| !address.as_str().to_ascii_lowercase().contains("news"));
    chosen.truncate(PARTS);
    chosen
}

/// Visits one part: what is known of it now, its entries when it changed, and its size. A part that cannot be read brings
/// nothing this time.
async fn one(stand: &Stand, part: Part) -> Step<(Part, Vec<newsstand_news::Entry>, usize)> {
    let mut request = Request::new(part.address.clone(), Want::Feed);
    request.validators = Validators { etag: part.etag.clone(), last_modified: part.modified.clone() };
    let Ok(response) = stand.fetcher.get(&request).await else { return Ok((part, Vec::new(), 0)) };
    stand
        .read(move || {
            let validators = response.validators.clone();
            let Body::Bytes(bytes) = &response.body else {
                let kept = validators.or(request.validators);
                return Ok((Part { etag: kept.etag, modified: kept.last_modified, ..part }, Vec::new(), 0));
            };
            let found = hash(bytes);
            let same = part.body_hash.as_deref() == Some(&found[..]);
            let entries = if same { Vec::new() } else { newsstand_feeds::read(&source(bytes, &response)).content.entries };
            let part = Part {
                etag: validators.etag,
                modified: validators.last_modified,
                body_hash: Some(found.to_vec()),
                address: part.address,
            };
            Ok((part, entries, bytes.len()))
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_go_first_and_the_rest_keeps_its_order() {
        let address = |path: &str| Address::new(&format!("https://a.example/{path}")).unwrap();
        let all: Vec<Address> = ["2024.xml", "2023.xml", "pages.xml", "news.xml", "a.xml"].map(address).to_vec();
        assert_eq!(chosen(&all), ["news.xml", "2024.xml", "2023.xml", "pages.xml"].map(address));
    }
}
