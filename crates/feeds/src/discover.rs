//! Finds feeds: in a page's head and links, at usual places, and the sitemaps of a robots.txt.

use newsstand_news::Address;

use crate::limits::{DISCOVERED, PAGE_BYTES, PLAIN_BYTES, ROBOTS_SITEMAPS};
use crate::xml::Attributes;
use crate::xml::references::decode_html;
use crate::xml::tokens::{Token, Tokens};
use crate::{address, text};

/// A feed that a page leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub address: Address,
    /// What the page calls it, plain text.
    pub title: Option<String>,
    /// How sure it is.
    pub trust: Trust,
}

/// How sure it is that an address is a feed, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// The page declares it (`<link rel="alternate">` with the media type of a feed).
    Declared,
    /// The page links to it and its address looks like a feed's.
    Linked,
}

/// The feeds that a page leads to, surest first, in the page's order, each once. `base` is where the page is.
pub fn from_page(html: &str, base: &Address) -> Vec<Found> {
    let mut page = Page { base: base.clone(), found: Vec::new() };
    let mut tokens = Tokens::new(text::cut(html, PAGE_BYTES));
    while let Some(token) = tokens.next() {
        let Token::Open { name, attributes, .. } = token else { continue };
        let attributes = Attributes(attributes);
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("script") || is("style") || is("textarea") {
            tokens.skip_raw(name);
        } else if is("base") {
            page.rebase(attributes);
        } else if is("link") {
            page.declared(attributes);
        } else if is("a") {
            page.linked(attributes);
        }
    }
    page.found.sort_by_key(|found| found.trust);
    page.found
}

struct Page {
    base: Address,
    found: Vec<Found>,
}

impl Page {
    fn resolve(&self, attributes: Attributes<'_>) -> Option<Address> {
        let href = attributes.raw("href")?;
        address::resolve(&decode_html(href), Some(&self.base))
    }

    fn rebase(&mut self, attributes: Attributes<'_>) {
        if let Some(base) = self.resolve(attributes) {
            self.base = base;
        }
    }

    fn declared(&mut self, attributes: Attributes<'_>) {
        let relation = attributes.get("rel").unwrap_or_default().to_ascii_lowercase();
        let words = |word: &str| relation.split_ascii_whitespace().any(|known| known == word);
        let kind = attributes.get("type").unwrap_or_default().to_ascii_lowercase();
        let kind = kind.split(';').next().unwrap_or("").trim();
        let old = words("feed") && (kind.is_empty() || is_feed_type(kind));
        if !(old || (words("alternate") && is_feed_type(kind))) {
            return;
        }
        let title = attributes.raw("title").and_then(|title| text::of_text(&decode_html(title), PLAIN_BYTES));
        self.add(attributes, title, Trust::Declared);
    }

    fn linked(&mut self, attributes: Attributes<'_>) {
        let Some(href) = attributes.raw("href") else { return };
        if looks_like_feed(href) {
            let title = attributes.raw("title").and_then(|title| text::of_text(&decode_html(title), PLAIN_BYTES));
            self.add(attributes, title, Trust::Linked);
        }
    }

    fn add(&mut self, attributes: Attributes<'_>, title: Option<String>, trust: Trust) {
        if self.found.len() >= DISCOVERED {
            return;
        }
        let Some(address) = self.resolve(attributes) else { return };
        match self.found.iter_mut().find(|known| known.address == address) {
            Some(known) => {
                known.trust = known.trust.min(trust);
                known.title = known.title.take().or(title);
            }
            None => self.found.push(Found { address, title, trust }),
        }
    }
}

/// Media types of feeds. `application/json` counts, as JSON Feed 1 had it so.
fn is_feed_type(kind: &str) -> bool {
    matches!(
        kind,
        "application/rss+xml"
            | "application/atom+xml"
            | "application/rdf+xml"
            | "application/feed+json"
            | "application/json"
            | "application/x.atom+xml"
            | "application/xml"
            | "text/xml"
            | "text/rss+xml"
            | "application/x-rss+xml"
    )
}

/// Whether the last parts of an address's path are what feeds are called.
fn looks_like_feed(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or("").trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or("");
    let named = matches!(
        last,
        "rss" | "feed" | "atom" | "feeds" | "rss2" | "rdf" | "rss.php" | "feed.php" | "index.rdf" | "feed.json"
    );
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    let file = matches!(ending, "rss" | "atom" | "rdf")
        || (ending == "xml" && (last.contains("rss") || last.contains("feed") || last.contains("atom")));
    named || file
}

/// Usual places of feeds on a site, likeliest first, for when its page names none.
pub fn well_known(home: &Address) -> Vec<Address> {
    const PLACES: [&str; 18] = [
        "/feed/",
        "/rss",
        "/rss.xml",
        "/feed.xml",
        "/feed",
        "/feeds/",
        "/rss/",
        "/atom.xml",
        "/index.xml",
        "/index.rdf",
        "/feed/rss",
        "/rss/index.xml",
        "/?feed=rss2",
        "/feed.json",
        "/feeds/posts/default",
        "/news-sitemap.xml",
        "/sitemap-news.xml",
        "/sitemap_news.xml",
    ];
    let mut places: Vec<Address> = Vec::with_capacity(PLACES.len());
    for place in PLACES {
        if let Some(address) = address::resolve(place, Some(home))
            && !places.contains(&address)
        {
            places.push(address);
        }
    }
    places
}

/// The sitemaps that a robots.txt names (RFC 9309 leaves room for `Sitemap:` lines), each once, those of news first.
pub fn from_robots(text: &str) -> Vec<Address> {
    let mut sitemaps: Vec<Address> = Vec::new();
    for line in text.lines() {
        let line = line.trim_start_matches('\u{feff}').split('#').next().unwrap_or("");
        let Some((name, value)) = line.split_once(':') else { continue };
        if !name.trim().eq_ignore_ascii_case("sitemap") || sitemaps.len() >= ROBOTS_SITEMAPS {
            continue;
        }
        if let Some(address) = address::resolve(value, None)
            && !sitemaps.contains(&address)
        {
            sitemaps.push(address);
        }
    }
    sitemaps.sort_by_key(|address| !address.as_str().to_ascii_lowercase().contains("news"));
    sitemaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Address {
        Address::new("https://a.example/world/index.html").expect("a good address")
    }

    fn found(html: &str) -> Vec<(String, Option<String>, Trust)> {
        from_page(html, &base()).into_iter().map(|found| (String::from(found.address), found.title, found.trust)).collect()
    }

    #[test]
    fn declared_feeds_come_first() {
        let html = "<html><head><script>document.write('<link rel=alternate type=application/rss+xml href=/no>')</script>\
            <LINK REL='alternate' TYPE='application/rss+xml; charset=utf-8' TITLE='A &amp; B' HREF='/rss?a=1&amp;b=2'>\
            <link rel=stylesheet href=/feed.css><link rel='alternate' hreflang=de href=/de>\
            </head><body><a href='feed.xml'>RSS</a><a href='/about'>About</a>\
            <!-- <link rel=alternate type=application/rss+xml href=/no> -->\
            <link rel='alternate home' type='application/atom+xml' href='https://b.example/atom'></body>";
        let expected = vec![
            ("https://a.example/rss?a=1&b=2".to_owned(), Some("A & B".to_owned()), Trust::Declared),
            ("https://b.example/atom".to_owned(), None, Trust::Declared),
            ("https://a.example/world/feed.xml".to_owned(), None, Trust::Linked),
        ];
        assert_eq!(found(html), expected);
    }

    #[test]
    fn a_base_counts_and_repetitions_do_not() {
        let html = "<base href='https://c.example/x/'><a href=rss>1</a><link rel=feed href=rss><a href='rss/'>2</a>";
        let found = found(html);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], ("https://c.example/x/rss".to_owned(), None, Trust::Declared));
    }

    #[test]
    fn usual_places_are_on_the_same_site() {
        let places = well_known(&base());
        assert!(places.len() > 10 && places.iter().all(|place| place.as_str().starts_with("https://a.example/")));
    }

    #[test]
    fn robots_name_sitemaps() {
        let text = "User-agent: *\nDisallow: /x\nSitemap: https://a.example/all.xml\nSITEMAP:https://a.example/news.xml # new\n\
                    Sitemap: /relative.xml\nSitemap: https://a.example/all.xml\n";
        let found: Vec<_> = from_robots(text).into_iter().map(String::from).collect();
        assert_eq!(found, ["https://a.example/news.xml", "https://a.example/all.xml"]);
    }
}
