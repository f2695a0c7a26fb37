//! Feeds that a page's HTTP `Link` header names (RFC 8288). The header itself is read by whoever fetched the page.

use newsstand_news::Address;

use super::kinds::{Kind, kind};
use super::{Finds, Found, Trust, order, resolve_feed};
use crate::limits::PLAIN_BYTES;
use crate::text;

/// A link of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeaderLink<'a> {
    /// Where it leads, as written.
    pub target: &'a str,
    /// What it is to the page, in lower case.
    pub rels: &'a [String],
    /// The media type it states.
    pub media_type: Option<&'a str>,
    /// The title it states.
    pub title: Option<&'a str>,
}

/// The feeds among a header's links, the main one first. `base` is where the answer came from.
pub fn from_links<'a>(links: impl IntoIterator<Item = HeaderLink<'a>>, base: &Address) -> Vec<Found> {
    let mut found = Finds::default();
    for link in links {
        let is = |rel: &str| link.rels.iter().any(|known| known == rel);
        let fits = kind(link.media_type.unwrap_or("")) == Kind::Feed && (is("alternate") || is("feed"));
        if fits && let Some(address) = resolve_feed(link.target, base) {
            let title = link.title.and_then(|title| text::of_text(title, PLAIN_BYTES));
            found.add(Found { address, title, trust: Trust::Declared });
        }
    }
    order::main_first(found.found, base, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_told_from_other_links() {
        let base = Address::new("https://a.example/world/").expect("a good address");
        let rels = |rel: &str| vec![rel.to_owned()];
        let (alternate, preload, hub) = (rels("alternate"), rels("preload"), rels("hub"));
        let link = |target, rels, media_type| HeaderLink { target, rels, media_type: Some(media_type), title: None };
        let links = [
            link("/comments/feed/", &alternate, "application/rss+xml"),
            link("/style.css", &preload, "application/rss+xml"),
            link("https://hub.example/", &hub, ""),
            link("/en", &alternate, "text/html"),
            HeaderLink { title: Some("Everything"), ..link("rss?a=1,2", &alternate, "application/rss+xml") },
            link("feed:https://b.example/atom", &alternate, "application/atom+xml; charset=utf-8"),
        ];
        let found: Vec<_> =
            from_links(links, &base).into_iter().map(|found| (String::from(found.address), found.title)).collect();
        let expected = [
            ("https://a.example/world/rss?a=1,2".to_owned(), Some("Everything".to_owned())),
            ("https://b.example/atom".to_owned(), None),
            ("https://a.example/comments/feed/".to_owned(), None),
        ];
        assert_eq!(found, expected);
    }
}
