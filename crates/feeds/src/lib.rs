//! Reads RSS, Atom, RDF, CDF, JSON Feed, news sitemaps and OPML, whatever their state.
//!
//! Bytes become text ([`charset`]), text becomes tokens that are repaired as they come, and one pass over those
//! builds the entries. Nothing a server can send is an error: what can be read is read, what was wrong is told in
//! [`Reading::complaints`]. Specifications followed: RSS 0.90 to 2.0 with the Dublin Core, content, syndication, Media RSS and
//! podcast modules, RFC 4287 (Atom) and Atom 0.3, JSON Feed 1.1, the sitemap protocol with its news and image extensions, OPML 2.0,
//! RFC 8288 (Link), Really Simple Licensing 1.0.

mod address;
pub mod charset;
pub mod discover;
mod field;
mod json;
pub mod limits;
pub mod opml;
pub mod opml_rows;
mod person;
mod read;
pub mod rsl;
pub mod stage;
mod text;
mod xml;

use newsstand_news::{Address, Complaint, FeedContent};

/// A document that should be a feed, with what came along.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// The body.
    pub bytes: &'a [u8],
    /// Where it was found, after redirects.
    pub address: Option<&'a Address>,
    /// The Content-Type header.
    pub content_type: Option<&'a str>,
    /// The Content-Location header: what relative addresses are relative to.
    pub content_location: Option<&'a str>,
    /// The Content-Language header, where the feed states no language.
    pub content_language: Option<&'a str>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// What the feed said.
    pub content: FeedContent,
    /// What was wrong with it.
    pub complaints: Vec<Complaint>,
}

/// The code of the complaint about a document that is no feed at all.
pub const NOT_A_FEED: &str = "not-a-feed";

impl Reading {
    /// Whether the document was a feed; `false` for an HTML page, for instance.
    pub fn is_feed(&self) -> bool {
        self.complaints.iter().all(|complaint| complaint.code != NOT_A_FEED)
    }

    /// Adds a complaint, once per code and within the limit.
    pub(crate) fn complain(&mut self, code: &'static str, sentence: impl Into<String>) {
        let known = self.complaints.iter().any(|complaint| complaint.code == code);
        if !known && self.complaints.len() < limits::COMPLAINTS {
            self.complaints.push(Complaint { code, sentence: sentence.into() });
        }
    }
}

/// Reads a feed.
pub fn read(source: &Source<'_>) -> Reading {
    read::document(source)
}
