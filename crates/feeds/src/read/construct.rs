//! How the text of an element is meant: what Atom's `type` and `mode` say, and RSS leaves open.

use crate::field::Kind;
use crate::xml::{Attributes, Element, Name, Space};

/// The kind of a text by its element. `old` is Atom 0.3.
pub(super) fn kind(element: &Element<'_>, old: bool) -> Kind {
    match element.space {
        Space::Atom if old => atom03(element.attributes),
        Space::Atom => atom10(element.attributes, element.name == Name::Content),
        Space::Media => media(element.attributes),
        Space::Plain if element.attributes.raw("mode").is_some() => atom03(element.attributes),
        Space::Plain if element.attributes.raw("type").is_some() => plain(element.attributes),
        _ => Kind::Either,
    }
}

fn lower(attributes: Attributes<'_>, name: &str) -> String {
    attributes.get(name).map(|value| value.to_ascii_lowercase()).unwrap_or_default()
}

/// RFC 4287 §3.1 and §4.1.3.
fn atom10(attributes: Attributes<'_>, content: bool) -> Kind {
    let kind = lower(attributes, "type");
    match kind.split(';').next().unwrap_or("").trim() {
        "" | "text" | "text/plain" => Kind::Text,
        "html" | "text/html" => Kind::Html,
        "xhtml" => Kind::Text,
        other if other.ends_with("xml") => Kind::Text,
        other if other.starts_with("text/") => Kind::Text,
        other if content && (other.starts_with("image/") || other.starts_with("audio/") || other.starts_with("video/")) => {
            Kind::Binary
        }
        other if other.contains('/') => Kind::Base64,
        _ => Kind::Either,
    }
}

/// Atom 0.3: `type` is a media type, `mode` says how it was written down.
fn atom03(attributes: Attributes<'_>) -> Kind {
    let kind = lower(attributes, "type");
    match (kind.as_str(), lower(attributes, "mode").as_str()) {
        (_, "base64") => Kind::Base64,
        ("application/xhtml+xml" | "xhtml", "escaped") | ("text/html" | "html", _) => Kind::Html,
        ("application/xhtml+xml" | "xhtml", _) => Kind::Text,
        ("" | "text/plain" | "text", _) => Kind::Text,
        _ => Kind::Either,
    }
}

fn media(attributes: Attributes<'_>) -> Kind {
    match lower(attributes, "type").as_str() {
        "html" => Kind::Html,
        _ => Kind::Either,
    }
}

/// RSS with a `type` that somebody borrowed from Atom.
fn plain(attributes: Attributes<'_>) -> Kind {
    match lower(attributes, "type").as_str() {
        "html" | "text/html" => Kind::Html,
        "text/plain" | "text" => Kind::Text,
        _ => Kind::Either,
    }
}
