//! OPML 2.0: lists of feeds in folders, in and out. Folders survive a round trip.

use std::borrow::Cow;

use newsstand_news::{Address, Complaint};

use crate::field::{Field, Kind};
use crate::limits::{DOCUMENT_BYTES, OUTLINE_DEPTH, OUTLINES, PLAIN_BYTES};
use crate::xml::{Attributes, Element, Event, Name, Reader};
use crate::{address, charset, text};

/// One line of an OPML: a feed, a folder, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// Its name, plain text; may be empty.
    pub text: String,
    /// The feed, where it is one.
    pub feed: Option<OutlineFeed>,
    /// What stands in it.
    pub children: Vec<Outline>,
}

/// A feed in an OPML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineFeed {
    /// Where the feed is.
    pub address: Address,
    /// The page it belongs to.
    pub home: Option<Address>,
    /// What it is, in its own words.
    pub description: Option<String>,
}

/// What an OPML holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outlines {
    /// Its title, plain text.
    pub title: Option<String>,
    /// Its lines, from the top.
    pub outlines: Vec<Outline>,
    /// What was wrong with it.
    pub complaints: Vec<Complaint>,
}

impl Outlines {
    /// Whether the document was an OPML.
    pub fn is_opml(&self) -> bool {
        self.complaints.iter().all(|complaint| complaint.code != NOT_OPML)
    }
}

/// The code of the complaint about a document that is no OPML.
pub const NOT_OPML: &str = "not-opml";

/// Reads an OPML in any state. Never fails: [`Outlines::is_opml`] tells whether it was one.
pub fn read(bytes: &[u8]) -> Outlines {
    let (text, _) = charset::decode(bytes.get(..DOCUMENT_BYTES).unwrap_or(bytes), None);
    let mut import = Import { reader: Reader::new(&text), count: 0, found: Outlines::default(), seen: false };
    import.document();
    if !import.seen {
        let sentence = "The document is not an OPML: it has neither a head nor outlines.".to_owned();
        import.found.complaints.push(Complaint { code: NOT_OPML, sentence });
    }
    if import.reader.truncated {
        let sentence = "The document ends before all its elements are closed.".to_owned();
        import.found.complaints.push(Complaint { code: "truncated", sentence });
    }
    import.found
}

struct Import<'a> {
    reader: Reader<'a>,
    count: usize,
    found: Outlines,
    seen: bool,
}

impl<'a> Import<'a> {
    fn document(&mut self) {
        // Outlines that are open, outermost first, each with the depth of its element.
        let mut open: Vec<(usize, Outline)> = Vec::new();
        while let Some(event) = self.reader.next() {
            match event {
                Event::Start(element) => self.start(&element, &mut open),
                Event::End(_) => self.close(&mut open),
                Event::Text(_) | Event::Cdata(_) => {}
            }
        }
        self.close(&mut open);
    }

    fn start(&mut self, element: &Element<'a>, open: &mut Vec<(usize, Outline)>) {
        match element.name {
            Name::Opml => self.seen = true,
            Name::Title if open.is_empty() && self.found.title.is_none() => {
                let field = Field::read(&mut self.reader, None, Kind::Text);
                self.found.title = field.plain(Kind::Text, PLAIN_BYTES);
                self.close(open);
            }
            Name::Outline if self.count < OUTLINES => {
                self.seen = true;
                self.count += 1;
                let outline = self.outline(element.attributes);
                if open.len() >= OUTLINE_DEPTH
                    && let Some((_, parent)) = open.last_mut()
                {
                    // Too deep: it stands beside its parent's other children, without a level of its own.
                    parent.children.push(outline);
                } else {
                    open.push((self.reader.depth(), outline));
                }
            }
            Name::Outline if self.count == OUTLINES => {
                self.count += 1;
                let sentence = format!("The document has more than {OUTLINES} outlines; the first were read.");
                self.found.complaints.push(Complaint { code: "too-many-outlines", sentence });
            }
            _ => {}
        }
    }

    /// Puts outlines whose elements have ended where they belong.
    fn close(&mut self, open: &mut Vec<(usize, Outline)>) {
        while open.last().is_some_and(|(depth, _)| *depth > self.reader.depth()) {
            let Some((_, outline)) = open.pop() else { return };
            match open.last_mut() {
                Some((_, parent)) => parent.children.push(outline),
                None => self.found.outlines.push(outline),
            }
        }
    }

    fn outline(&mut self, attributes: Attributes<'a>) -> Outline {
        let plain = |name: &str| attributes.get(name).and_then(|value| text::of_text(&value, PLAIN_BYTES));
        let text = plain("text").or_else(|| plain("title")).unwrap_or_default();
        let written = attributes.get("xmlUrl").or_else(|| feed_url(attributes)).filter(|written| !written.is_empty());
        let address = written.as_deref().and_then(|written| address::resolve(written, None));
        if let (Some(written), None) = (&written, &address)
            && self.found.complaints.len() < crate::limits::COMPLAINTS
        {
            let sentence = format!("The feed address {:?} of {text:?} is not an http or https address.", text::cut(written, 200));
            self.found.complaints.push(Complaint { code: "bad-address", sentence });
        }
        let home = attributes.get("htmlUrl").and_then(|written| address::resolve(&written, None));
        Outline {
            feed: address.map(|address| OutlineFeed { address, home, description: plain("description") }),
            text,
            children: Vec::new(),
        }
    }
}

/// Some programs write `url` where the type is a feed's.
fn feed_url(attributes: Attributes<'_>) -> Option<Cow<'_, str>> {
    let kind = attributes.get("type")?.to_ascii_lowercase();
    if matches!(kind.as_str(), "rss" | "atom" | "feed") { attributes.get("url") } else { None }
}

/// Writes an OPML 2.0. Folders deeper than the limit are not written.
pub fn write(title: &str, outlines: &[Outline]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>");
    text::push_escaped(title, &mut out);
    out.push_str("</title>\n  </head>\n  <body>\n");
    for outline in outlines {
        write_outline(outline, 2, &mut out);
    }
    out.push_str("  </body>\n</opml>\n");
    out
}

fn write_outline(outline: &Outline, level: usize, out: &mut String) {
    if level > OUTLINE_DEPTH + 2 {
        return;
    }
    let indent = "  ".repeat(level);
    out.push_str(&indent);
    out.push_str("<outline");
    attribute("text", &outline.text, out);
    if let Some(feed) = &outline.feed {
        attribute("title", &outline.text, out);
        attribute("type", "rss", out);
        attribute("xmlUrl", feed.address.as_str(), out);
        if let Some(home) = &feed.home {
            attribute("htmlUrl", home.as_str(), out);
        }
        if let Some(description) = &feed.description {
            attribute("description", description, out);
        }
    }
    if outline.children.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    for child in &outline.children {
        write_outline(child, level + 1, out);
    }
    out.push_str(&indent);
    out.push_str("</outline>\n");
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(text: &str, path: &str) -> Outline {
        let address = Address::new(&format!("https://a.example/{path}?x=1&y=2")).expect("a good address");
        let feed = OutlineFeed { address, home: Address::new("https://a.example/"), description: None };
        Outline { text: text.to_owned(), feed: Some(feed), children: Vec::new() }
    }

    fn folder(text: &str, children: Vec<Outline>) -> Outline {
        Outline { text: text.to_owned(), feed: None, children }
    }

    #[test]
    fn nested_folders_survive_a_round_trip() {
        let outlines = vec![
            folder(
                "World & <more>",
                vec![feed("One \"1\"", "1"), folder("Asia", vec![feed("Two", "2"), folder("Empty", vec![])])],
            ),
            feed("Three", "3"),
        ];
        let read = read(write("My <titles>", &outlines).as_bytes());
        assert_eq!(read.title.as_deref(), Some("My <titles>"));
        assert_eq!(read.outlines, outlines);
        assert_eq!(read.complaints, []);
    }

    #[test]
    fn what_programs_really_write_is_read() {
        let text = "<opml version=1.0><body><outline title='A'><outline type='rss' url='http://a.example/f' text='F &amp; G'>\
                    <outline text='bad' xmlUrl='feed:x'></outline><outline text='H' XMLURL='http://a.example/h'/>";
        let read = read(text.as_bytes());
        assert!(read.is_opml());
        assert_eq!(read.outlines.len(), 1);
        let folder = &read.outlines[0];
        assert_eq!((folder.text.as_str(), folder.children.len()), ("A", 1));
        assert_eq!(folder.children[0].text, "F & G");
        assert_eq!(folder.children[0].children.len(), 2);
        let codes: Vec<_> = read.complaints.iter().map(|complaint| complaint.code).collect();
        assert_eq!(codes, ["bad-address", "truncated"]);
    }

    #[test]
    fn other_documents_are_told() {
        for text in ["", "<html><body>hello</body></html>", "{}", "<rss><channel><title>x</title></channel></rss>"] {
            assert!(!read(text.as_bytes()).is_opml(), "{text}");
        }
    }

    #[test]
    fn depth_and_count_are_limited() {
        let deep = format!("<opml><body>{}", "<outline text='x'>".repeat(5_000));
        let read_deep = read(deep.as_bytes());
        let mut depth = 0;
        let mut level = &read_deep.outlines;
        while let Some(first) = level.first() {
            depth += 1;
            level = &first.children;
        }
        assert_eq!(depth, OUTLINE_DEPTH + 1);
        let many = format!("<opml><body>{}</body></opml>", "<outline text='x'/>".repeat(OUTLINES + 5));
        let read_many = read(many.as_bytes());
        assert_eq!(read_many.outlines.len(), OUTLINES);
        assert_eq!(read_many.complaints.len(), 1);
    }
}
