//! Walks through markup element by element and puts broken nesting right.
//!
//! What is repaired: closing tags that close nothing are dropped; a closing tag closes everything left open inside; an
//! entry closes one that was left open; a field such as `title` is closed by the next field; the end closes all.

use super::tokens::{Token, Tokens};
use super::{Attributes, Name, Space, same};
use crate::limits::DEPTH;

/// What happens next in a document.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// An element ends; its name as written.
    End(&'a str),
    /// Text as written, references not decoded.
    Text(&'a str),
    /// What a CDATA section holds.
    Cdata(&'a str),
}

/// The beginning of an element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a> {
    /// Its vocabulary.
    pub(crate) space: Space,
    /// Its name as written, with its prefix.
    pub(crate) written: &'a str,
    /// Its attributes.
    pub(crate) attributes: Attributes<'a>,
    /// Its name.
    pub(crate) name: Name,
}

/// An element that is open.
struct Frame<'a> {
    written: &'a str,
    /// Whether it is a field that holds no other fields.
    leaf: bool,
    spaces: usize,
    bases: usize,
    languages: usize,
}

/// A place to come back to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    position: usize,
    depth: usize,
}

/// The reader.
pub(crate) struct Reader<'a> {
    tokens: Tokens<'a>,
    stack: Vec<Frame<'a>>,
    /// Close down to this many open elements before anything else.
    close_to: Option<usize>,
    /// A tag that waits until what it closes is closed.
    waiting: Option<Token<'a>>,
    spaces: Vec<(&'a str, Space)>,
    bases: Vec<&'a str>,
    languages: Vec<&'a str>,
    /// Whether nesting had to be put right.
    pub(crate) repaired: bool,
    /// Whether the text ended inside elements.
    pub(crate) truncated: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            tokens: Tokens::new(text),
            stack: Vec::with_capacity(16),
            close_to: None,
            waiting: None,
            spaces: Vec::new(),
            bases: Vec::new(),
            languages: Vec::new(),
            repaired: false,
            truncated: false,
        }
    }

    /// The tokens, for what the document declared and whether they were repaired.
    pub(crate) fn tokens(&self) -> &Tokens<'a> {
        &self.tokens
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// The `xml:base`s in force, outermost first, as written.
    pub(crate) fn bases(&self) -> &[&'a str] {
        &self.bases
    }

    /// The `xml:lang` in force.
    pub(crate) fn language(&self) -> Option<&'a str> {
        self.languages.last().copied()
    }

    /// A place to come back to with [`Reader::back`]; only text and at most one beginning element may lie between.
    pub(crate) fn mark(&self) -> Mark {
        Mark { position: self.tokens.position(), depth: self.stack.len() }
    }

    /// Goes back to `mark`.
    pub(crate) fn back(&mut self, mark: Mark) {
        self.tokens.rewind(mark.position);
        self.close_to = None;
        self.waiting = None;
        while self.stack.len() > mark.depth {
            self.pop();
        }
    }

    /// The next event inside the element that stands at `depth` (the value of [`Reader::depth`] after its start);
    /// `None` when that element ends.
    pub(crate) fn within(&mut self, depth: usize) -> Option<Event<'a>> {
        if self.stack.len() < depth {
            return None;
        }
        let event = self.next()?;
        if self.stack.len() < depth { None } else { Some(event) }
    }

    /// Passes over the rest of the element at `depth`.
    pub(crate) fn skip(&mut self, depth: usize) {
        while self.within(depth).is_some() {}
    }

    /// The next event.
    pub(crate) fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if let Some(target) = self.close_to {
                if self.stack.len() > target {
                    return self.pop().map(Event::End);
                }
                self.close_to = None;
            }
            match self.waiting.take().or_else(|| self.tokens.next()) {
                None if self.stack.is_empty() => return None,
                None => {
                    self.truncated = true;
                    self.close_to = Some(0);
                }
                Some(Token::Text(text)) => return Some(Event::Text(text)),
                Some(Token::Cdata(text)) => return Some(Event::Cdata(text)),
                Some(Token::Doctype(_)) => {}
                Some(Token::Close { name }) => self.close(name),
                Some(Token::Open { name, attributes, empty }) => {
                    if let Some(event) = self.open(name, attributes, empty) {
                        return Some(event);
                    }
                }
            }
        }
    }

    /// Where the innermost open element of this very name is.
    fn open_at(&self, name: &str) -> Option<usize> {
        self.stack.iter().rposition(|frame| same(frame.written.as_bytes(), name.as_bytes()))
    }

    fn close(&mut self, name: &str) {
        let at = self.open_at(name).or_else(|| {
            self.repaired = true;
            self.stack.iter().rposition(|frame| frame.written.eq_ignore_ascii_case(name))
        });
        if let Some(at) = at {
            self.repaired |= at + 1 < self.stack.len();
            self.close_to = Some(at);
        }
    }

    /// Begins an element, unless something must be closed first.
    fn open(&mut self, written: &'a str, attributes: &'a str, empty: bool) -> Option<Event<'a>> {
        let counts = (self.spaces.len(), self.bases.len(), self.languages.len());
        let attributes = Attributes(attributes);
        if attributes.mention_xml() {
            self.declare(attributes);
        }
        let (prefix, local) = halves(written);
        let name = Name::of(local);
        if prefix.is_empty() && self.stack.is_empty() && matches!(name, Name::Rss | Name::UrlSet | Name::SitemapIndex) {
            // These are in no namespace but their own, whatever they declare.
            self.spaces.push(("", Space::Plain));
        }
        let mut space = self.space(prefix);
        if space == Space::Other && self.stack.is_empty() && matches!(name, Name::Rss | Name::Feed | Name::Rdf) {
            // Whatever it is called, it is a feed.
            self.spaces.push((prefix, Space::Plain));
            space = Space::Plain;
        }
        if let Some(target) = self.implied_end(written, space, name) {
            self.forget(counts);
            self.repaired = true;
            self.close_to = Some(target);
            self.waiting = Some(Token::Open { name: written, attributes: attributes.0, empty });
            return None;
        }
        if self.stack.len() >= DEPTH {
            self.forget(counts);
            return None;
        }
        let leaf = space.is_feed() && is_leaf(name);
        self.stack.push(Frame { written, leaf, spaces: counts.0, bases: counts.1, languages: counts.2 });
        if empty {
            self.close_to = Some(self.stack.len() - 1);
        }
        Some(Event::Start(Element { space, written, attributes, name }))
    }

    /// How far to close before this element can begin.
    fn implied_end(&self, written: &str, space: Space, name: Name) -> Option<usize> {
        if !space.is_feed() {
            return None;
        }
        if matches!(name, Name::Item | Name::Entry)
            && let Some(at) = self.open_at(written)
        {
            return Some(at);
        }
        let top = self.stack.last()?;
        if top.leaf && is_field(name) { Some(self.stack.len() - 1) } else { None }
    }

    fn pop(&mut self) -> Option<&'a str> {
        let frame = self.stack.pop()?;
        self.forget((frame.spaces, frame.bases, frame.languages));
        Some(frame.written)
    }

    fn forget(&mut self, (spaces, bases, languages): (usize, usize, usize)) {
        self.spaces.truncate(spaces);
        self.bases.truncate(bases);
        self.languages.truncate(languages);
    }

    fn declare(&mut self, attributes: Attributes<'a>) {
        for (name, value) in attributes.iter() {
            if name == "xmlns" {
                // What nobody knows at the root or right under it is somebody's name for RSS.
                let unknown = if self.stack.len() < 2 { Space::Plain } else { Space::Other };
                self.spaces.push(("", Space::at(value).unwrap_or(unknown)));
            } else if let Some(prefix) = name.strip_prefix("xmlns:") {
                let unknown = || Space::usual(prefix).unwrap_or(Space::Other);
                self.spaces.push((prefix, Space::at(value).unwrap_or_else(unknown)));
            } else if name.eq_ignore_ascii_case("xml:base") {
                self.bases.push(value.trim());
            } else if name.eq_ignore_ascii_case("xml:lang") {
                self.languages.push(value.trim());
            }
        }
    }

    fn space(&self, prefix: &str) -> Space {
        let declared = self.spaces.iter().rev().find(|(known, _)| same(known.as_bytes(), prefix.as_bytes()));
        match declared {
            Some((_, space)) => *space,
            None if prefix.is_empty() => Space::Plain,
            None => Space::usual(prefix).unwrap_or(Space::Other),
        }
    }
}

/// Prefix and local name of a name as written.
fn halves(written: &str) -> (&str, &str) {
    match written.bytes().position(|b| b == b':') {
        Some(at) => (written.get(..at).unwrap_or(""), written.get(at + 1..).unwrap_or("")),
        None => ("", written),
    }
}

/// Fields that hold text and never other fields.
fn is_leaf(name: Name) -> bool {
    matches!(
        name,
        Name::Title
            | Name::Link
            | Name::Guid
            | Name::PubDate
            | Name::Description
            | Name::Id
            | Name::Published
            | Name::Updated
            | Name::Comments
    )
}

/// Fields that end a field left open.
fn is_field(name: Name) -> bool {
    let other = matches!(
        name,
        Name::Item | Name::Entry | Name::Author | Name::Category | Name::Enclosure | Name::Summary | Name::Content | Name::Source
    );
    other || is_leaf(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of what begins and ends, and trimmed text.
    fn trace(text: &str) -> String {
        let mut reader = Reader::new(text);
        let mut trace = Vec::new();
        while let Some(event) = reader.next() {
            trace.push(match event {
                Event::Start(element) => format!("<{}", element.written.to_ascii_lowercase()),
                Event::End(name) => format!("{name}>"),
                Event::Text(text) | Event::Cdata(text) => text.trim().to_owned(),
            });
        }
        trace.retain(|piece| !piece.is_empty());
        trace.join(" ")
    }

    #[test]
    fn nesting_is_put_right() {
        assert_eq!(trace("<a><b>x</b></c></a>"), "<a <b x b> a>");
        assert_eq!(trace("<a><b>x</a>y"), "<a <b x b> a> y");
        assert_eq!(trace("<a><b/><c>"), "<a <b b> <c c> a>");
        assert_eq!(
            trace("<r><item><title>x<link>y</link><item>z"),
            "<r <item <title x title> <link y link> item> <item z item> r>"
        );
        assert_eq!(trace("<A>x</a>"), "<a x A>");
    }

    #[test]
    fn namespaces_come_and_go() {
        let mut reader = Reader::new(
            "<r xmlns='http://www.w3.org/2005/Atom' xmlns:m='http://search.yahoo.com/mrss/'><m:x/><dc:y/><z xmlns=''/><q/></r>",
        );
        let mut spaces = Vec::new();
        while let Some(event) = reader.next() {
            if let Event::Start(element) = event {
                spaces.push(element.space);
            }
        }
        assert_eq!(spaces, [Space::Atom, Space::Media, Space::Dc, Space::Plain, Space::Atom]);
    }

    #[test]
    fn a_wrong_default_namespace_does_not_hide_a_feed() {
        for root in ["<rss xmlns='http://www.w3.org/2005/Atom'>", "<rss><channel xmlns='http://unknown.example/'>"] {
            let text = format!("{root}<item>");
            let mut reader = Reader::new(&text);
            let mut last = Space::Other;
            while let Some(event) = reader.next() {
                if let Event::Start(element) = event {
                    last = element.space;
                }
            }
            assert_eq!(last, Space::Plain, "{root}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let text = "<a>".repeat(100_000);
        let mut reader = Reader::new(&text);
        let mut deepest = 0;
        while reader.next().is_some() {
            deepest = deepest.max(reader.depth());
        }
        assert_eq!(deepest, DEPTH);
        assert!(reader.truncated);
    }
}
