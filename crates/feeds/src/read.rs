//! One pass over a document: finds what it is, then builds what it says.

mod channel;
mod construct;
mod entry;
mod finish;
mod media;
mod parts;
mod pictures;
mod sitemap;
pub(crate) use sitemap::blank;

use newsstand_news::{Address, FeedContent, FeedFormat, Language};

use crate::limits::DOCUMENT_BYTES;
use crate::xml::{Element, Event, Reader, Space};
use crate::{NOT_A_FEED, Reading, Source, address, charset, json};

/// Reads a document of any format.
pub(crate) fn document(source: &Source<'_>) -> Reading {
    let mut reading = Reading::default();
    let bytes = match source.bytes.get(..DOCUMENT_BYTES) {
        Some(head) if source.bytes.len() > DOCUMENT_BYTES => {
            reading.complain("too-long", "The document is longer than 16 MiB; only its beginning was read.");
            head
        }
        _ => source.bytes,
    };
    let (text, _) = charset::decode(bytes, source.content_type);
    if text.contains('\u{fffd}') {
        reading.complain("bad-encoding", "Some bytes of the document are not valid in its encoding.");
    }
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    let base = base(source);
    if text.starts_with('{') {
        json::read(text, base.as_ref(), &mut reading);
    } else {
        markup(text, base.as_ref(), &mut reading);
    }
    if reading.content.language == Language::default()
        && let Some(language) = source.content_language
    {
        reading.content.language = Language::new(language.split(',').next().unwrap_or(""));
    }
    finish::settle(&mut reading);
    reading
}

/// What relative addresses are relative to: Content-Location where it makes sense, itself relative to the address.
fn base(source: &Source<'_>) -> Option<Address> {
    source.content_location.and_then(|location| address::resolve(location, source.address)).or_else(|| source.address.cloned())
}

/// The state of reading a document of elements.
struct Pass<'a, 'd> {
    reader: Reader<'a>,
    /// Where the document is, for relative addresses.
    document: Option<&'d Address>,
    content: FeedContent,
    /// Whether the document is Atom 0.3, whose text has other rules.
    old_atom: bool,
    /// Whether more entries came than are taken.
    overflow: bool,
    /// Whether a date could not be read.
    bad_date: bool,
}

impl<'d> Pass<'_, 'd> {
    /// What relative addresses here are relative to.
    fn base(&self) -> Option<Address> {
        if self.reader.bases().is_empty() { self.document.cloned() } else { address::base_of(self.document, self.reader.bases()) }
    }

    /// An address made whole.
    fn resolve(&self, written: &str) -> Option<Address> {
        if self.reader.bases().is_empty() {
            address::resolve(written, self.document)
        } else {
            address::resolve(written, self.base().as_ref())
        }
    }
}

fn markup(text: &str, document: Option<&Address>, reading: &mut Reading) {
    let mut pass = Pass {
        reader: Reader::new(text),
        document,
        content: FeedContent::default(),
        old_atom: false,
        overflow: false,
        bad_date: false,
    };
    let Some((format, root)) = root(&mut pass.reader) else {
        reading.complain(NOT_A_FEED, not_a_feed(text));
        return;
    };
    pass.content.format = format;
    pass.read(format, &root);
    complaints(&pass, reading);
    reading.content = pass.content;
}

fn complaints(pass: &Pass<'_, '_>, reading: &mut Reading) {
    if pass.reader.truncated {
        reading.complain("truncated", "The document ends before all its elements are closed.");
    }
    if pass.reader.repaired || pass.reader.tokens().repaired {
        reading.complain("bad-nesting", "Tags of the document do not fit together and were put right.");
    }
    if pass.bad_date {
        reading.complain("bad-date", "A date in the document cannot be read and counts as not given.");
    }
    if pass.overflow {
        reading.complain("too-many-entries", "The document has more entries than are taken; the first were.");
    }
}

fn not_a_feed(text: &str) -> &'static str {
    if text.is_empty() {
        "The document is empty."
    } else if text
        .get(..text.len().min(512))
        .is_none_or(|head| head.to_ascii_lowercase().contains("<html") || head.to_ascii_lowercase().contains("<!doctype html"))
    {
        "The document is a web page, not a feed."
    } else {
        "The document is not a feed of any kind we know."
    }
}

/// Finds the element that tells what the document is. Anything before it is passed over, but a web page is not searched.
fn root<'a>(reader: &mut Reader<'a>) -> Option<(FeedFormat, Element<'a>)> {
    while let Some(event) = reader.next() {
        let Event::Start(element) = event else { continue };
        let format = match (element.space, element.local()) {
            (_, "html") | (Space::Xhtml, _) => return None,
            (Space::Plain | Space::Atom, "feed") => FeedFormat::Atom,
            (_, "rdf") if matches!(element.space, Space::Rdf | Space::Plain | Space::Other) => FeedFormat::Rdf,
            (_, "rss") => FeedFormat::Rss,
            (Space::Plain, "channel") if element.written.bytes().all(|b| b.is_ascii_uppercase()) => FeedFormat::Cdf,
            (Space::Plain, "channel" | "item") => FeedFormat::Rss,
            (Space::Atom, "entry") => FeedFormat::Atom,
            (Space::Plain, "urlset") => FeedFormat::Sitemap,
            (Space::Plain, "sitemapindex") => FeedFormat::SitemapIndex,
            _ => continue,
        };
        return Some((format, element));
    }
    None
}
