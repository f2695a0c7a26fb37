//! One pass over a document: finds what it is, then builds what it says.

mod channel;
mod construct;
mod entry;
mod fields;
mod finish;
mod media;
mod parts;
mod pictures;
mod rights;
mod sitemap;
mod timing;
pub(crate) use channel::add_hub;
pub(crate) use sitemap::blank;

use std::borrow::Cow;

use newsstand_news::{Address, FeedContent, FeedFormat, Language};

use crate::limits::DOCUMENT_BYTES;
use crate::xml::references::{Declared, decode};
use crate::xml::{Element, Event, Name, Reader, Space};
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
    let odd = Odd::of(&text);
    if odd.unreadable {
        reading.complain("bad-encoding", "Some bytes of the document are not valid in its encoding.");
    }
    // Byte order marks and zeros stand in the middle of documents that were pasted together.
    let text = if odd.marks { Cow::Owned(text.replace(['\u{feff}', '\0'], "")) } else { text };
    let text = text.trim_start();
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

/// Characters that show that something is wrong with a text.
#[derive(Default)]
struct Odd {
    /// U+FFFD: bytes that could not be read.
    unreadable: bool,
    /// Byte order marks or zeros.
    marks: bool,
}

impl Odd {
    fn of(text: &str) -> Self {
        let mut odd = Self::default();
        let bytes = text.as_bytes();
        for at in memchr::memchr2_iter(0, 0xef, bytes) {
            match bytes.get(at..).unwrap_or_default() {
                [0xef, 0xbf, 0xbd, ..] => odd.unreadable = true,
                [0xef, 0xbb, 0xbf, ..] | [0, ..] => odd.marks = true,
                _ => {}
            }
        }
        odd
    }
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

impl Pass<'_, '_> {
    /// Where the document is; where nobody knows, its site.
    fn place(&self) -> Option<&Address> {
        self.document.or(self.content.link.as_ref())
    }

    /// What relative addresses here are relative to.
    fn base(&self) -> Option<Address> {
        if self.reader.bases().is_empty() { self.place().cloned() } else { address::base_of(self.place(), self.reader.bases()) }
    }

    /// An address made whole.
    fn resolve(&self, written: &str) -> Option<Address> {
        if self.reader.bases().is_empty() {
            address::resolve(written, self.place())
        } else {
            address::resolve(written, self.base().as_ref())
        }
    }
}

fn markup(text: &str, document: Option<&Address>, reading: &mut Reading) {
    if elements(text, document, reading) {
        return;
    }
    // Some programs escape the whole document.
    let decoded = if text.starts_with("&lt;") { decode(text, &Declared::default()) } else { Cow::Borrowed("") };
    if !elements(&decoded, document, reading) {
        reading.complain(NOT_A_FEED, not_a_feed(text));
    }
}

/// Reads a document of elements; `false` when it is no feed.
fn elements(text: &str, document: Option<&Address>, reading: &mut Reading) -> bool {
    let mut pass = Pass {
        reader: Reader::new(text),
        document,
        content: FeedContent::default(),
        old_atom: false,
        overflow: false,
        bad_date: false,
    };
    let Some((format, root)) = root(&mut pass.reader) else { return false };
    pass.content.format = format;
    pass.read(format, &root);
    complaints(&pass, reading);
    reading.content = pass.content;
    true
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

/// Finds the element that tells what the document is. Anything before it is passed over; in a web page only what is a feed
/// beyond doubt counts.
fn root<'a>(reader: &mut Reader<'a>) -> Option<(FeedFormat, Element<'a>)> {
    let mut page = false;
    while let Some(event) = reader.next() {
        let Event::Start(element) = event else { continue };
        page |= element.name == Name::Html || element.space == Space::Xhtml;
        let beyond_doubt = || match element.name {
            Name::Rss => element.attributes.raw("version").is_some(),
            Name::Feed => element.space == Space::Atom,
            _ => false,
        };
        if (!page || beyond_doubt())
            && let Some(format) = format(&element)
        {
            return Some((format, element));
        }
    }
    None
}

fn format(element: &Element<'_>) -> Option<FeedFormat> {
    Some(match (element.space, element.name) {
        (Space::Plain | Space::Atom, Name::Feed) => FeedFormat::Atom,
        (_, Name::Rdf) if matches!(element.space, Space::Rdf | Space::Plain | Space::Other) => FeedFormat::Rdf,
        (_, Name::Rss) => FeedFormat::Rss,
        (Space::Plain, Name::Channel) if element.written.bytes().all(|b| b.is_ascii_uppercase()) => FeedFormat::Cdf,
        (Space::Plain, Name::Channel | Name::Item) => FeedFormat::Rss,
        (Space::Atom, Name::Entry) => FeedFormat::Atom,
        (Space::Plain, Name::UrlSet) => FeedFormat::Sitemap,
        (Space::Plain, Name::SitemapIndex) => FeedFormat::SitemapIndex,
        _ => return None,
    })
}
