//! The content of one element: text, or markup written right into the feed.

use std::borrow::Cow;

use newsstand_news::Address;

use crate::address;
use crate::limits::MARKUP_BYTES;
use crate::text;
use crate::xml::references::decode;
use crate::xml::{Attributes, Element, Event, Reader};

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Field<'a> {
    /// Text, decoded once.
    Text(Cow<'a, str>),
    /// Elements, written anew as HTML.
    Inline(String),
}

/// How the text of an element is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// Nobody says, as in RSS: HTML where it looks like HTML.
    Either,
    /// HTML in base64.
    Base64,
    /// Something that cannot be read as text: a picture, a program.
    Binary,
}

impl<'a> Field<'a> {
    /// Reads the element that has just begun, up to its end. `document` is where the feed is, `kind` what the element
    /// says of its text.
    pub(crate) fn read(reader: &mut Reader<'a>, document: Option<&Address>, kind: Kind) -> Self {
        let depth = reader.depth();
        let beginning = reader.mark();
        let mut text = Cow::Borrowed("");
        while let Some(event) = reader.within(depth) {
            let piece = match event {
                Event::Text(raw) => reader.tokens().decode(raw),
                Event::Cdata(raw) => reader.tokens().tidy(raw),
                Event::End(_) => continue,
                Event::Start(_) => {
                    reader.back(beginning);
                    return Field::Inline(Inline::read(reader, depth, document, kind));
                }
            };
            append(&mut text, piece);
        }
        Field::Text(unwrapped(text))
    }

    /// As one line of plain text.
    pub(crate) fn plain(&self, kind: Kind, limit: usize) -> Option<String> {
        match (self, kind) {
            (Field::Inline(html), _) => text::of_html(html, limit),
            (Field::Text(text), Kind::Text) => text::of_text(text, limit),
            (Field::Text(text), Kind::Html) => text::of_html(text, limit),
            (Field::Text(text), Kind::Either) => text::of_either(text, limit),
            (Field::Text(text), Kind::Base64) => text::of_html(&base64(text)?, limit),
            (Field::Text(_), Kind::Binary) => None,
        }
    }

    /// As HTML, not cleaned.
    pub(crate) fn markup(self, kind: Kind) -> Option<String> {
        let html = match (self, kind) {
            (Field::Inline(html), _) => html,
            (Field::Text(text), Kind::Text) => text::escape(within_limit(&text)).into_owned(),
            (Field::Text(Cow::Borrowed(text)), Kind::Html | Kind::Either) => within_limit(text).to_owned(),
            (Field::Text(Cow::Owned(text)), Kind::Html | Kind::Either) => text,
            (Field::Text(text), Kind::Base64) => base64(&text)?,
            (Field::Text(_), Kind::Binary) => return None,
        };
        let kept = within_limit(&html);
        let html = if kept.len() == html.len() { html } else { kept.to_owned() };
        if html.is_empty() { None } else { Some(html) }
    }

    /// The text as it stands, trimmed: for addresses, dates and ids.
    pub(crate) fn word(&self) -> &str {
        match self {
            Field::Text(text) => text.trim(),
            Field::Inline(_) => "",
        }
    }
}

fn append<'a>(text: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    let blank = text.trim_ascii().is_empty();
    if text.is_empty() || (blank && piece.trim_ascii().len() == piece.len()) {
        *text = piece;
    } else if text.len() < MARKUP_BYTES && !piece.is_empty() {
        text.to_mut().push_str(&piece);
    }
}

/// Text without a CDATA section that was escaped along with what is in it.
fn unwrapped(text: Cow<'_, str>) -> Cow<'_, str> {
    let inside = |text: &str| text.trim().strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>")).map(str::len);
    match inside(&text) {
        Some(length) => {
            let start = text.len() - text.trim_start().len() + "<![CDATA[".len();
            Cow::Owned(text.get(start..start + length).unwrap_or("").to_owned())
        }
        None => text,
    }
}

fn within_limit(text: &str) -> &str {
    text::cut(text.trim(), MARKUP_BYTES)
}

/// Base64 with white space anywhere in it.
fn base64(text: &str) -> Option<String> {
    use base64::Engine;
    let packed: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=').collect();
    let bytes = base64::engine::general_purpose::STANDARD_NO_PAD.decode(packed).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes elements of a feed as HTML: prefixes and namespaces go, empty elements get the form HTML knows, addresses
/// under an `xml:base` of their own become whole.
struct Inline<'d> {
    out: String,
    document: Option<&'d Address>,
    /// How many `xml:base`s stand around the field.
    bases: usize,
    /// Whether text between the elements is HTML written down as text, which some programs wrap into an element.
    escaped: bool,
}

/// Elements that never hold anything in HTML.
const VOID: [&str; 13] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

impl<'d> Inline<'d> {
    fn read(reader: &mut Reader<'_>, depth: usize, document: Option<&'d Address>, kind: Kind) -> String {
        let mut inline = Inline { out: String::new(), document, bases: reader.bases().len(), escaped: kind == Kind::Html };
        while let Some(event) = reader.within(depth) {
            if inline.out.len() > MARKUP_BYTES {
                continue;
            }
            match event {
                Event::Start(element) => inline.start(reader, &element),
                Event::End(written) => inline.end(written),
                Event::Text(raw) if inline.escaped => inline.out.push_str(&reader.tokens().decode(raw)),
                Event::Text(raw) => inline.out.push_str(&reader.tokens().tidy(raw)),
                Event::Cdata(raw) if inline.escaped => inline.out.push_str(&reader.tokens().tidy(raw)),
                Event::Cdata(raw) => text::push_escaped(&reader.tokens().tidy(raw), &mut inline.out),
            }
        }
        let kept = inline.out.trim();
        if kept.len() == inline.out.len() { inline.out } else { kept.to_owned() }
    }

    fn start(&mut self, reader: &Reader<'_>, element: &Element<'_>) {
        self.out.push('<');
        self.out.push_str(local(element.written));
        self.attributes(reader, element.attributes);
        self.out.push('>');
    }

    fn attributes(&mut self, reader: &Reader<'_>, attributes: Attributes<'_>) {
        let own_base = reader.bases().len() > self.bases;
        for (name, value) in attributes.iter() {
            if name.starts_with("xmlns") || name.starts_with("xml:") || name.contains(['<', '>', '"', '\'', '&']) {
                continue;
            }
            let address = if own_base && matches!(name, "href" | "src" | "cite" | "poster" | "action" | "longdesc") {
                self.whole(reader, value)
            } else {
                None
            };
            let value = address.as_deref().unwrap_or(value);
            let quote = if value.contains('"') { '\'' } else { '"' };
            self.out.extend([' ']);
            self.out.push_str(name);
            self.out.extend(['=', quote]);
            self.out.push_str(value);
            self.out.push(quote);
        }
    }

    /// An address made whole, as an attribute has it.
    fn whole(&self, reader: &Reader<'_>, value: &str) -> Option<String> {
        let base = address::base_of(self.document, reader.bases());
        let address = address::resolve(&decode(value, &reader.tokens().declared), base.as_ref())?;
        Some(address.as_str().replace('&', "&amp;"))
    }

    fn end(&mut self, written: &str) {
        let name = local(written);
        if !VOID.iter().any(|void| void.eq_ignore_ascii_case(name)) {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }
}

fn local(written: &str) -> &str {
    written.rsplit(':').next().unwrap_or(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(text: &str) -> Field<'_> {
        let mut reader = Reader::new(text);
        reader.next();
        Field::read(&mut reader, None, Kind::Either)
    }

    fn markup(text: &str, kind: Kind) -> Option<String> {
        field(text).markup(kind)
    }

    #[test]
    fn text_is_borrowed_where_it_can_be() {
        assert!(matches!(field("<a>plain</a>"), Field::Text(Cow::Borrowed("plain"))));
        assert!(matches!(field("<a>\n <![CDATA[<b>x</b>]]> \n</a>").markup(Kind::Html).as_deref(), Some("<b>x</b>")));
        assert_eq!(field("<a>1 <![CDATA[& 2]]> &lt;</a>"), Field::Text(Cow::Owned("1 & 2 <".to_owned())));
    }

    #[test]
    fn kinds_of_text() {
        assert_eq!(markup("<a>1 &lt; 2</a>", Kind::Text).as_deref(), Some("1 &lt; 2"));
        assert_eq!(markup("<a>&lt;b>x&lt;/b></a>", Kind::Html).as_deref(), Some("<b>x</b>"));
        assert_eq!(markup("<a>\nPGI+eDwv\nYj4= </a>", Kind::Base64).as_deref(), Some("<b>x</b>"));
        assert_eq!(markup("<a>??</a>", Kind::Base64), None);
        assert_eq!(markup("<a>x</a>", Kind::Binary), None);
        assert_eq!(markup("<a> </a>", Kind::Html), None);
        assert_eq!(field("<a>R&amp;amp;D &lt;i>now&lt;/i></a>").plain(Kind::Either, 99).as_deref(), Some("R&D now"));
    }

    #[test]
    fn inline_markup_becomes_html() {
        let written = "<c><x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p class='q'>1 &lt; 2 &amp; <x:br/><x:i/>3</x:p><![CDATA[<4>]]></x:div></c>";
        let html = "<div><p class=\"q\">1 &lt; 2 &amp; <br><i></i>3</p>&lt;4&gt;</div>";
        assert_eq!(markup(written, Kind::Html).as_deref(), Some(html));
    }

    #[test]
    fn html_wrapped_into_an_element_is_still_html() {
        let mut reader = Reader::new("<c><div>1 &lt;b>2&lt;/b></div></c>");
        reader.next();
        let field = Field::read(&mut reader, None, Kind::Html);
        assert_eq!(field.markup(Kind::Html).as_deref(), Some("<div>1 <b>2</b></div>"));
    }

    #[test]
    fn inline_bases_are_put_in() {
        let written = "<c><div xml:base='https://a.example/x/'><a href='y?b&amp;c'>z</a></div></c>";
        assert_eq!(
            markup(written, Kind::Html).as_deref(),
            Some("<div><a href=\"https://a.example/x/y?b&amp;c\">z</a></div>")
        );
    }

    #[test]
    fn what_is_left_open_is_closed() {
        assert_eq!(markup("<c><p>one<b>two</c>", Kind::Html).as_deref(), Some("<p>one<b>two</b></p>"));
    }
}
