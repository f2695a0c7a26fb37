//! Finding feeds: behind an address that a reader gave, and for titles whose feeds have stopped working.

use newsstand_feeds::discover::{self, HeaderLink};
use newsstand_fetch::{Body, Failure, Request, Want, link};
use newsstand_news::{Address, FeedFormat, Moment};
use newsstand_store::titles::OnStand;
use newsstand_store::{feeds, titles};
use std::collections::VecDeque;
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

/// Addresses that are asked behind one address.
const ASKED: usize = 10;
/// Feeds that are offered.
const OFFERED: usize = 8;
/// A title's home page is searched at most this often.
const AGAIN: Duration = Duration::from_secs(24 * 3600);
/// Titles searched in one go.
const BATCH: i64 = 10;

/// The feeds behind an address: the address itself when it is one; else those that its page or its `Link` header names, and
/// where these name a page of feeds, those of that page; else the first that is at a usual place or is a news sitemap that
/// robots.txt names. A sentence for people says why there are none.
pub async fn look(stand: &Stand, address: &Address) -> Result<Vec<FoundFeed>, String> {
    let mut search = Search { stand, left: ASKED, asked: Vec::new() };
    let page = match search.ask(address).await.map_err(|failure| failure.sentence)? {
        Answer::Feed(found) => return Ok(vec![found]),
        Answer::Page(page) => page,
    };
    let mut offered = Vec::new();
    let mut named: VecDeque<Address> = page.named.into();
    while let Some(candidate) = named.pop_front() {
        if offered.len() >= OFFERED {
            break;
        }
        match search.ask_new(&candidate).await {
            Some(Answer::Feed(found)) => offered.push(found),
            Some(Answer::Page(page)) if offered.is_empty() => named.extend(page.named),
            _ => {}
        }
    }
    if offered.is_empty() {
        offered.extend(search.guess(&page.address).await);
    }
    if offered.is_empty() {
        return Err(format!("No feed was found at {address}. If you know the feed's own address, try that."));
    }
    Ok(offered)
}

/// A search in which each address is asked once, and not too many are.
struct Search<'s> {
    stand: &'s Stand,
    left: usize,
    asked: Vec<Address>,
}

/// What is at an address.
enum Answer {
    Feed(FoundFeed),
    Page(Page),
}

fn header_link(link: &link::Link) -> HeaderLink<'_> {
    HeaderLink { target: &link.target, rels: &link.rels, media_type: link.media_type.as_deref(), title: link.title.as_deref() }
}

/// A page that is no feed, and the feeds it names.
struct Page {
    address: Address,
    named: Vec<Address>,
}

impl Search<'_> {
    async fn ask(&mut self, address: &Address) -> Result<Answer, Failure> {
        self.asked.push(address.clone());
        let response = self.stand.fetcher.get(&Request::new(address.clone(), Want::Feed)).await?;
        let Body::Bytes(bytes) = &response.body else { return Err(Failure::not_a_feed("There was nothing to read.", 304)) };
        if let Some(found) = read(bytes, &response.address, response.content_type.as_deref()) {
            return Ok(Answer::Feed(found));
        }
        let (html, _) = newsstand_feeds::charset::decode(bytes, response.content_type.as_deref());
        let links = link::parse(response.link.as_deref().unwrap_or(""));
        let in_header = discover::from_links(links.iter().map(header_link), &response.address);
        let in_page = discover::from_page(&html, &response.address);
        let named = in_header.into_iter().chain(in_page).map(|found| found.address).collect();
        Ok(Answer::Page(Page { address: response.address, named }))
    }

    /// Asks unless it was asked before or too many were.
    async fn ask_new(&mut self, address: &Address) -> Option<Answer> {
        if self.left == 0 || self.asked.contains(address) {
            return None;
        }
        self.left -= 1;
        self.ask(address).await.ok()
    }

    /// The first feed at a usual place, or a news sitemap.
    async fn guess(&mut self, home: &Address) -> Option<FoundFeed> {
        for place in discover::well_known(home).into_iter().chain(self.news_sitemaps(home).await) {
            if let Some(Answer::Feed(found)) = self.ask_new(&place).await {
                return Some(found);
            }
        }
        None
    }

    async fn news_sitemaps(&self, home: &Address) -> Vec<Address> {
        let robots = self.stand.fetcher.robots(home).await.ok().flatten().unwrap_or_default();
        let news = |sitemap: &Address| sitemap.as_str().to_ascii_lowercase().contains("news");
        discover::from_robots(&robots).into_iter().filter(news).take(2).collect()
    }
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
