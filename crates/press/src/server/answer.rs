//! Questions and answers of HTTP, with validators: entity tags, dates, caching, compression (RFC 9110, RFC 9111).

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use newsstand_news::Moment;

use crate::{hash::fnv, stamp};

/// Bodies shorter than this are not worth compressing, in bytes.
const COMPRESS_FROM: usize = 1024;

/// What a request asks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask<'a> {
    /// The `Host` header.
    pub host: &'a str,
    /// The path, without the query.
    pub path: &'a str,
    /// The `If-None-Match` header.
    pub if_none_match: Option<&'a str>,
    /// The `If-Modified-Since` header; only counts without the one above.
    pub if_modified_since: Option<&'a str>,
    /// Whether gzip is accepted.
    pub gzip: bool,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Whether the body is to be sent a byte a second.
    pub slow: bool,
}

impl Answer {
    /// An answer without validators.
    pub(super) fn new(status: u16, kind: &str, body: Vec<u8>) -> Self {
        Self { status, headers: vec![("Content-Type", kind.to_owned())], body, slow: false }
    }

    /// One more header.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// A redirect.
    pub(super) fn redirect(status: u16, to: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", Vec::new()).with("Location", to)
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(its, _)| its.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Something that exists: a body that can be validated.
pub(super) struct Found {
    /// Its media type.
    pub kind: &'static str,
    /// Its bytes.
    pub body: Vec<u8>,
    /// When it last changed.
    pub modified: Moment,
    /// How long it may be kept, in seconds.
    pub max_age: u64,
}

impl Found {
    /// The answer: 304 when the asker has it, else all of it.
    pub fn answer(self, ask: &Ask<'_>) -> Answer {
        let gzip = ask.gzip && self.body.len() >= COMPRESS_FROM && !self.kind.starts_with("image/jp");
        // Two encodings are two representations: a strong tag must tell them apart (RFC 9110 §8.8.3.3).
        let tag = format!("\"{:016x}{}\"", fnv(&self.body), if gzip { "-gz" } else { "" });
        let headers = vec![
            ("ETag", tag.clone()),
            ("Last-Modified", stamp::http(self.modified)),
            ("Cache-Control", format!("public, max-age={}", self.max_age)),
            ("Vary", "Accept-Encoding".to_owned()),
        ];
        if unchanged(ask, &tag, self.modified) {
            return Answer { status: 304, headers, body: Vec::new(), slow: false };
        }
        let mut answer = Answer { status: 200, headers, body: self.body, slow: false }.with("Content-Type", self.kind);
        if gzip {
            answer.body = compress(&answer.body);
            answer = answer.with("Content-Encoding", "gzip");
        }
        answer
    }
}

fn unchanged(ask: &Ask<'_>, tag: &str, modified: Moment) -> bool {
    if let Some(list) = ask.if_none_match {
        return list.split(',').any(|one| matches!(one.trim(), "*") || one.trim().trim_start_matches("W/") == tag);
    }
    ask.if_modified_since.and_then(stamp::read_http).is_some_and(|since| modified.seconds() <= since.seconds())
}

fn compress(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail.
    let _ = encoder.write_all(body);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Found {
        Found { kind: "text/html", body: vec![b'a'; 2000], modified: Moment::from_seconds(1_770_000_000), max_age: 5 }
    }

    #[test]
    fn the_tag_validates() {
        let first = found().answer(&Ask::default());
        let tag = first.header("ETag").unwrap();
        for list in [tag, "*", &format!("\"x\", {tag}"), &format!("W/{tag}")] {
            let again = found().answer(&Ask { if_none_match: Some(list), ..Ask::default() });
            assert_eq!((again.status, again.body.len()), (304, 0), "{list}");
            assert_eq!(again.header("ETag"), Some(tag));
        }
        assert_eq!(found().answer(&Ask { if_none_match: Some("\"x\""), ..Ask::default() }).status, 200);
    }

    #[test]
    fn the_date_counts_only_without_a_tag() {
        let date = found().answer(&Ask::default()).header("Last-Modified").unwrap().to_owned();
        let dated = Ask { if_modified_since: Some(&date), ..Ask::default() };
        assert_eq!(found().answer(&dated).status, 304);
        assert_eq!(found().answer(&Ask { if_none_match: Some("\"x\""), ..dated }).status, 200);
        assert_eq!(
            found().answer(&Ask { if_modified_since: Some("Sat, 01 Jan 2000 00:00:00 GMT"), ..Ask::default() }).status,
            200
        );
    }

    #[test]
    fn a_compressed_body_has_another_tag() {
        let ask = Ask { gzip: true, ..Ask::default() };
        let (plain, small) = (found().answer(&Ask::default()), found().answer(&ask));
        assert_ne!(plain.header("ETag"), small.header("ETag"));
        assert!(small.body.len() < plain.body.len());
        assert_eq!(small.header("Content-Encoding"), Some("gzip"));
    }
}
