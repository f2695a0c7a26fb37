//! Finds feeds: in a page's head and links, in HTTP's `Link` header, at usual places, and the sitemaps of a robots.txt.

mod header;
mod kinds;
mod order;
mod places;

use newsstand_news::Address;

use crate::limits::{DISCOVERED, LINK_TEXT_BYTES, PAGE_BYTES, PLAIN_BYTES};
use crate::xml::Attributes;
use crate::xml::references::decode_html;
use crate::xml::tokens::{Token, Tokens};
use crate::{address, text};
use kinds::{Kind, kind, looks_like_feed, says_feed};

pub use header::{HeaderLink, from_links};
pub use places::{from_robots, well_known};

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
    /// The page or its server declares it (`rel="alternate"` with the media type of a feed).
    Declared,
    /// The page links to it and its address looks like a feed's.
    Linked,
    /// The page links to it with words that say feed.
    Called,
}

/// The feeds that a page leads to, each once: declared ones first, and of these the site's main feed. Feeds of comments come
/// only where there is nothing else. `base` is where the page is.
pub fn from_page(html: &str, base: &Address) -> Vec<Found> {
    let mut page = Page { home: base, base: base.clone(), found: Finds::default(), title: None, anchor: None };
    let mut tokens = Tokens::new(text::cut(html, PAGE_BYTES));
    let mut in_title = false;
    while let Some(token) = tokens.next() {
        match token {
            Token::Open { name, attributes, .. } => {
                in_title = name.eq_ignore_ascii_case("title") && page.title.is_none();
                page.open(name, Attributes(attributes));
                if ["script", "style", "textarea"].iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
                    tokens.skip_raw(name);
                }
            }
            Token::Close { name } if name.eq_ignore_ascii_case("a") => page.end_of_anchor(),
            Token::Close { .. } => in_title = false,
            Token::Text(raw) if in_title => page.title = text::of_text(&decode_html(raw), PLAIN_BYTES),
            Token::Text(raw) => page.words(&decode_html(raw)),
            Token::Cdata(_) | Token::Doctype(_) => {}
        }
    }
    page.end_of_anchor();
    order::main_first(page.found.found, base, page.title.as_deref())
}

/// A page as it is searched.
struct Page<'p> {
    /// Where the page is.
    home: &'p Address,
    /// What its addresses are relative to.
    base: Address,
    found: Finds,
    title: Option<String>,
    anchor: Option<Anchor<'p>>,
}

/// A link that is open.
struct Anchor<'p> {
    attributes: Attributes<'p>,
    words: String,
}

impl<'p> Page<'p> {
    fn open(&mut self, name: &str, attributes: Attributes<'p>) {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("base") {
            self.base = resolve(attributes, &self.base).unwrap_or_else(|| self.base.clone());
        } else if is("link") {
            self.declared(attributes);
        } else if is("a") || is("area") {
            self.end_of_anchor();
            let words = [attributes.get("title"), attributes.get("aria-label"), attributes.get("alt")];
            let words = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
            self.anchor = Some(Anchor { attributes, words });
        } else if is("img")
            && let Some(alt) = attributes.get("alt")
        {
            self.words(&alt);
        }
    }

    /// Text inside a link.
    fn words(&mut self, words: &str) {
        if let Some(anchor) = &mut self.anchor
            && anchor.words.len() < LINK_TEXT_BYTES
        {
            anchor.words.push(' ');
            anchor.words.push_str(text::cut(words, LINK_TEXT_BYTES));
        }
    }

    fn declared(&mut self, attributes: Attributes<'_>) {
        let relation = attributes.get("rel").unwrap_or_default().to_ascii_lowercase();
        let is = |word: &str| relation.split_ascii_whitespace().any(|known| known == word);
        let media_type = attributes.get("type").unwrap_or_default();
        let fits = match kind(&media_type) {
            Kind::Feed => is("alternate") || is("feed"),
            // Some declare a feed as plain XML or JSON; then its address or title must say so too.
            Kind::Maybe => (is("alternate") || is("feed")) && (calls_it_feed(attributes) || is("feed")),
            Kind::Unsaid => is("feed"),
            Kind::Other => false,
        };
        if fits {
            self.add(attributes, None, Trust::Declared);
        }
    }

    fn end_of_anchor(&mut self) {
        let Some(Anchor { attributes, words }) = self.anchor.take() else { return };
        let Some(href) = attributes.raw("href") else { return };
        let media_type = attributes.get("type").unwrap_or_default();
        if kind(&media_type) == Kind::Feed || looks_like_feed(href) {
            self.add(attributes, Some(&words), Trust::Linked);
        } else if kind(&media_type) != Kind::Other && says_feed(&words) {
            self.add(attributes, Some(&words), Trust::Called);
        }
    }

    fn add(&mut self, attributes: Attributes<'_>, words: Option<&str>, trust: Trust) {
        let Some(address) = resolve(attributes, &self.base) else { return };
        let title = attributes.raw("title").and_then(|title| text::of_text(&decode_html(title), PLAIN_BYTES));
        let title = title.or_else(|| words.and_then(|words| text::of_text(words, PLAIN_BYTES)));
        if self.home == &address && trust == Trust::Called {
            return;
        }
        self.found.add(Found { address, title, trust });
    }
}

/// What was found, each address once.
#[derive(Default)]
struct Finds {
    found: Vec<Found>,
    /// What each address is without what nobody means.
    plain: Vec<String>,
}

impl Finds {
    /// Adds what was found, unless it serves programs only. What is known already gains title and trust.
    fn add(&mut self, more: Found) {
        let address = more.address.as_str();
        if kinds::is_api(address) || (more.trust != Trust::Declared && kinds::leads_elsewhere(address)) {
            return;
        }
        let plain = kinds::plain(address);
        if let Some(at) = self.plain.iter().position(|known| *known == plain) {
            let Some(known) = self.found.get_mut(at) else { return };
            known.title = known.title.take().or(more.title);
            known.trust = known.trust.min(more.trust);
        } else if self.found.len() < DISCOVERED {
            self.found.push(more);
            self.plain.push(plain);
        }
    }
}

/// Whether the address or the title of a declared link says that it is a feed.
fn calls_it_feed(attributes: Attributes<'_>) -> bool {
    attributes.raw("href").is_some_and(looks_like_feed) || attributes.get("title").is_some_and(|title| says_feed(&title))
}

fn resolve(attributes: Attributes<'_>, base: &Address) -> Option<Address> {
    resolve_feed(&decode_html(attributes.raw("href")?), base)
}

/// An address made whole. `feed:` and the schemes of podcast programs stand before or in place of `https:`.
fn resolve_feed(written: &str, base: &Address) -> Option<Address> {
    let written = written.trim();
    let scheme = written.split(':').next().unwrap_or("");
    // What is left of `feed://a.example/x` has the page's own scheme, as any address that begins with `//`.
    let is_podcast_or_feed = ["feed", "itpc", "pcast", "podcast"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
    let plain = if is_podcast_or_feed { written.get(scheme.len() + 1..).unwrap_or("") } else { written };
    let address = address::resolve(plain, Some(base))?;
    Address::new(address.as_str().split('#').next().unwrap_or(""))
}

#[cfg(test)]
mod tests;
