//! What is asked for.

use newsstand_news::Address;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};

use crate::headers::value;
use crate::settings::{Limits, ROBOTS_LIMIT};

/// What is wanted. It decides what we say we accept, how large an answer may be, and whether `robots.txt` is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Want {
    /// A feed, sitemap or OPML file: made for programs, so `robots.txt` is not asked.
    Feed,
    /// A page: made for people, so `robots.txt` is asked.
    Page,
    /// A picture of an article or title.
    Picture,
    /// A `robots.txt`; what is over its limit is cut off, not refused.
    Robots,
}

impl Want {
    const fn accept(self) -> &'static str {
        match self {
            Want::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
                 application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
            }
            Want::Page => "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5",
            Want::Picture => "image/webp, image/jpeg, image/png, image/gif, image/*;q=0.5, */*;q=0.1",
            Want::Robots => "text/plain, */*;q=0.5",
        }
    }

    pub(crate) const fn limit(self, limits: &Limits) -> usize {
        match self {
            Want::Feed => limits.feed,
            Want::Page => limits.page,
            Want::Picture => limits.picture,
            Want::Robots => ROBOTS_LIMIT,
        }
    }
}

/// What a server gave along, to be sent back to it byte for byte next time. The text holds one character for each byte;
/// keep it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// `ETag`, with its quotes and `W/`.
    pub etag: Option<String>,
    /// `Last-Modified`, whether or not it is a date.
    pub last_modified: Option<String>,
}

/// One thing to get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where it is. Credentials in it are sent to that host only.
    pub address: Address,
    /// What it should be.
    pub want: Want,
    /// From the last answer; empty to get the body in any case.
    pub validators: Validators,
}

impl Request {
    /// A request without validators.
    pub fn new(address: Address, want: Want) -> Self {
        Self { address, want, validators: Validators::default() }
    }

    /// The headers that differ from request to request.
    pub(crate) fn headers(&self) -> HeaderMap {
        let mut map = HeaderMap::with_capacity(6);
        map.insert(ACCEPT, HeaderValue::from_static(self.want.accept()));
        map.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br, zstd, deflate"));
        let pairs = [(IF_NONE_MATCH, &self.validators.etag), (IF_MODIFIED_SINCE, &self.validators.last_modified)];
        for (name, text) in pairs {
            if let Some(value) = text.as_deref().and_then(value) {
                map.insert(name, value);
            }
        }
        map
    }
}
