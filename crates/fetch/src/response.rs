//! What came back.

use std::time::SystemTime;

use newsstand_news::Address;
use reqwest::header::{CONTENT_LANGUAGE, CONTENT_LOCATION, CONTENT_TYPE, ETAG, HeaderMap, LAST_MODIFIED, LINK};

use crate::headers::{readable, verbatim};
use crate::redirect::Trail;
use crate::{Freshness, Validators, link};

/// A good answer: a body, or word that nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// 200 to 299, or 304.
    pub status: u16,
    /// Where it came from in the end: what relative addresses inside are relative to.
    pub address: Address,
    /// Where it has moved for good: the furthest address that only permanent redirects (301, 308) led to. Never from
    /// https to http. Keep it only if the body is what was wanted: a login page also answers well.
    pub moved: Option<Address>,
    /// Whether a redirect led from https to http on the way.
    pub downgraded: bool,
    /// To be sent next time. On 304 those that the answer carried; where it carried none, keep the old ones
    /// ([`Validators::or`]).
    pub validators: Validators,
    /// `Content-Type`, as given.
    pub content_type: Option<String>,
    /// `Content-Location`, as given.
    pub content_location: Option<String>,
    /// `Content-Language`, as given.
    pub content_language: Option<String>,
    /// All `Link` fields, joined by commas.
    pub link: Option<String>,
    /// The body.
    pub body: Body,
    /// When to come back.
    pub freshness: Freshness,
}

/// The body of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The server said that nothing has changed (304).
    NotModified,
    /// The bytes, decompressed. Never empty, except for a `robots.txt`.
    Bytes(Vec<u8>),
}

impl Validators {
    /// These, each filled up from the old ones: what to keep after a 304.
    #[must_use]
    pub fn or(self, old: Validators) -> Validators {
        Validators { etag: self.etag.or(old.etag), last_modified: self.last_modified.or(old.last_modified) }
    }

    fn read(map: &HeaderMap) -> Self {
        Self { etag: verbatim(map, ETAG), last_modified: verbatim(map, LAST_MODIFIED) }
    }
}

impl Response {
    /// Where the answer's `Link` fields of this relation (`hub`, `self`, `license`, `alternate`; lower case) lead, made
    /// absolute. Links that start from something else (`anchor`) are left out.
    pub fn links(&self, rel: &str) -> impl Iterator<Item = Address> + use<> {
        let links = self.link.as_deref().map(|text| link::addresses(text, rel, &self.address));
        links.unwrap_or_default().into_iter()
    }

    pub(crate) fn new(status: u16, headers: &HeaderMap, body: Body, trail: &Trail, now: SystemTime) -> Self {
        Self {
            status,
            address: trail.address(),
            moved: trail.moved(),
            downgraded: trail.downgraded(),
            validators: Validators::read(headers),
            content_type: readable(headers, CONTENT_TYPE),
            content_location: readable(headers, CONTENT_LOCATION),
            content_language: readable(headers, CONTENT_LANGUAGE),
            link: readable(headers, LINK),
            body,
            freshness: Freshness::read(headers, now),
        }
    }
}
