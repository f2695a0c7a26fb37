//! Cuts text into tags and what stands between them. Linear in its input, borrows everything, never fails.
//!
//! What is repaired: `<` that begins no tag is text; a tag without `>` ends before the next `<`; a quote that never closes
//! ends at `>`; comments and sections that never close end early.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

use super::ends::Ends;
use super::references::{Declared, decode, decode_simple, is_simple, tidy};

/// What begins a CDATA section.
const CDATA: &str = "<![CDATA[";
/// What begins a comment.
const COMMENT: &str = "<!--";

/// A piece of markup.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Token<'a> {
    /// `<name attributes>`, with `empty` for `<name/>`.
    Open { name: &'a str, attributes: &'a str, empty: bool },
    /// `</name>`.
    Close { name: &'a str },
    /// Text as written, references not decoded.
    Text(&'a str),
    /// What a CDATA section holds.
    Cdata(&'a str),
    /// `<!DOCTYPE …>` with what is in it.
    Doctype(&'a str),
}

/// The tokens of a text.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Whether the text has no characters that must go or change, so that only references need a look.
    simple: bool,
    cdata_ends: Ends,
    comment_ends: Ends,
    /// Set when an end mark was looked for in vain, so that it is not looked for again: that keeps the time linear.
    no_subset_end: bool,
    /// What the document declared for itself.
    pub(crate) declared: Declared<'a>,
    /// Whether something had to be put right.
    pub(crate) repaired: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            simple: is_simple(text),
            cdata_ends: Ends::new(CDATA, "]]>"),
            comment_ends: Ends::new(COMMENT, "-->"),
            no_subset_end: false,
            declared: Declared::default(),
            repaired: false,
        }
    }

    /// Where the next token begins, in bytes.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// Text as it is meant: references decoded, what no document may hold left out.
    pub(crate) fn decode(&self, raw: &'a str) -> Cow<'a, str> {
        if self.simple { decode_simple(raw, &self.declared) } else { decode(raw, &self.declared) }
    }

    /// What a CDATA section means: references stay as they are.
    pub(crate) fn tidy(&self, raw: &'a str) -> Cow<'a, str> {
        if self.simple { Cow::Borrowed(raw) } else { tidy(raw) }
    }

    /// Goes back to an earlier [`Tokens::position`].
    pub(crate) fn rewind(&mut self, position: usize) {
        self.at = position.min(self.at);
    }

    /// Skips everything up to the next `</name`, as HTML wants it for scripts and styles.
    pub(crate) fn skip_raw(&mut self, name: &str) {
        let rest = self.rest();
        let mut from = 0;
        while let Some(found) = rest.get(from..).and_then(|rest| memmem::find(rest.as_bytes(), b"</")) {
            let at = from + found;
            let after = rest.get(at + 2..).unwrap_or("");
            if after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
                self.at += at;
                return;
            }
            from = at + 2;
        }
        self.at = self.text.len();
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(crate) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            let length = text_length(rest);
            if length > 0 {
                self.at += length;
                return rest.get(..length).map(Token::Text);
            }
            let before = self.at;
            if let Some(token) = self.markup(rest) {
                return Some(token);
            }
            if self.at == before {
                // Cannot happen, and must not hang if it does.
                self.at = self.text.len();
            }
        }
    }

    /// Reads what begins with `<`; `None` when it says nothing.
    fn markup(&mut self, rest: &'a str) -> Option<Token<'a>> {
        if rest.get(..CDATA.len()).is_some_and(|start| start.eq_ignore_ascii_case(CDATA)) {
            return Some(self.cdata(rest.get(CDATA.len()..).unwrap_or("")));
        }
        if rest.starts_with(COMMENT) {
            self.comment(rest);
            return None;
        }
        if rest.starts_with("<!") {
            return self.declaration(rest);
        }
        if rest.starts_with("<?") {
            let end = memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            self.at += end;
            return None;
        }
        if let Some(body) = rest.strip_prefix("</") {
            return Some(self.close(body));
        }
        self.open(rest)
    }

    fn cdata(&mut self, body: &'a str) -> Token<'a> {
        self.at += CDATA.len();
        let found = self.cdata_ends.after(self.text, self.at).map(|end| end - self.at);
        let (length, skipped) = match found {
            Some(end) if !self.cdata_ends.looks_unclosed(body, end) => (end, 3),
            _ => {
                self.repaired = true;
                (memmem::find(body.as_bytes(), b"</").unwrap_or(body.len()), 0)
            }
        };
        self.at += length + skipped;
        let inside = body.get(..length).unwrap_or("");
        // Of an end that was meant, what is left of it goes.
        Token::Cdata(if skipped == 0 { inside.trim_end_matches(']') } else { inside })
    }

    fn comment(&mut self, rest: &'a str) {
        let body = rest.get(COMMENT.len()..).unwrap_or("");
        let from = self.at + COMMENT.len();
        let found = self.comment_ends.after(self.text, from).map(|end| end - from);
        self.at = match found {
            Some(end) if !self.comment_ends.looks_unclosed(body, end) => from + end + 3,
            _ => {
                self.repaired = true;
                let end = memchr2(b'>', b'<', body.as_bytes()).unwrap_or(body.len());
                from + end + usize::from(body.as_bytes().get(end) == Some(&b'>'))
            }
        };
    }

    /// A document type with its own declarations between brackets, or any other `<!…>`.
    fn declaration(&mut self, rest: &'a str) -> Option<Token<'a>> {
        let bytes = rest.as_bytes();
        let plain_end = memchr(b'>', bytes).unwrap_or(rest.len());
        let bracket = rest.get(..plain_end).and_then(|head| head.find('['));
        let end = match bracket {
            Some(at) if !self.no_subset_end => subset_end(bytes, at).unwrap_or_else(|| {
                self.no_subset_end = true;
                plain_end
            }),
            _ => plain_end,
        };
        self.at += (end + 1).min(rest.len());
        let body = rest.get(2..end)?;
        let doctype = body.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
        if !doctype {
            return None;
        }
        self.declared.learn(body);
        Some(Token::Doctype(body))
    }

    fn close(&mut self, body: &'a str) -> Token<'a> {
        let name = name_of(body);
        let after = body.get(name.len()..).unwrap_or("");
        let end = if after.starts_with('>') { Some(0) } else { memchr2(b'>', b'<', after.as_bytes()) };
        let skipped = match end {
            Some(end) if after.as_bytes().get(end) == Some(&b'>') => end + 1,
            Some(end) => end,
            None => after.len(),
        };
        self.at += 2 + name.len() + skipped;
        Token::Close { name }
    }

    fn open(&mut self, rest: &'a str) -> Option<Token<'a>> {
        let body = rest.get(1..)?;
        let name = name_of(body);
        let after = body.get(name.len()..)?;
        if after.starts_with('>') {
            // Most tags have no attributes.
            self.at += name.len() + 2;
            return Some(Token::Open { name, attributes: "", empty: false });
        }
        let (length, closed) = tag_length(after.as_bytes());
        self.repaired |= !closed;
        self.at += 1 + name.len() + length + usize::from(closed);
        let inside = after.get(..length)?.trim_ascii_end();
        let empty = inside.ends_with('/');
        let attributes = inside.strip_suffix('/').unwrap_or(inside);
        Some(Token::Open { name, attributes, empty })
    }
}

/// Bytes of text before the next `<` that begins markup.
fn text_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(found) = bytes.get(from..).and_then(|rest| memchr(b'<', rest)) {
        let at = from + found;
        let begins = match bytes.get(at + 1) {
            Some(b'!' | b'?') => true,
            Some(b'/') => bytes.get(at + 2).is_some_and(|b| is_name_start(*b)),
            Some(b) => is_name_start(*b),
            None => false,
        };
        if begins {
            return at;
        }
        from = at + 1;
    }
    bytes.len()
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

/// Which bytes end a name.
static ENDS_NAME: [bool; 256] = marked(b" \t\n\r\x0c></<=\"'");

/// Which bytes end a tag or begin a quoted value.
static MATTERS_IN_TAG: [bool; 256] = marked(b"><\"'");

#[expect(clippy::indexing_slicing, reason = "worked out by the compiler, which would refuse")]
const fn marked(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

fn is_in(table: &[bool; 256], byte: u8) -> bool {
    table.get(usize::from(byte)).copied().unwrap_or(false)
}

/// The name at the beginning of `text`.
fn name_of(text: &str) -> &str {
    let end = text.bytes().position(|b| is_in(&ENDS_NAME, b)).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// The bytes up to the end of a tag, and whether a `>` stands there.
fn tag_length(bytes: &[u8]) -> (usize, bool) {
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| is_in(&MATTERS_IN_TAG, *b))) {
        at += found;
        match bytes.get(at) {
            Some(b'>') => return (at, true),
            Some(b'<') => return (at, false),
            Some(quote) if follows_equals_sign(bytes, at) => {
                match quoted_length(bytes.get(at + 1..).unwrap_or_default(), *quote) {
                    Some(length) => at += length + 2,
                    None => return unclosed_quote(bytes, at),
                }
            }
            _ => at += 1,
        }
    }
    (bytes.len(), false)
}

/// Whether the last sign before `at`, white space aside, is `=`.
fn follows_equals_sign(bytes: &[u8], at: usize) -> bool {
    bytes.iter().take(at).rev().find(|b| !b.is_ascii_whitespace()) == Some(&b'=')
}

/// The bytes up to the closing quote, if it comes before any `<`.
fn quoted_length(bytes: &[u8], quote: u8) -> Option<usize> {
    let at = memchr2(quote, b'<', bytes)?;
    if bytes.get(at) == Some(&quote) { Some(at) } else { None }
}

fn unclosed_quote(bytes: &[u8], at: usize) -> (usize, bool) {
    let rest = bytes.get(at..).unwrap_or_default();
    match memchr2(b'>', b'<', rest) {
        Some(end) => (at + end, rest.get(end) == Some(&b'>')),
        None => (bytes.len(), false),
    }
}

/// Where the `>` after the `]` of a document type's own declarations stands.
fn subset_end(bytes: &[u8], from: usize) -> Option<usize> {
    let close = from + memchr(b']', bytes.get(from..)?)?;
    Some(close + memchr(b'>', bytes.get(close..)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Token<'_>> {
        let mut tokens = Tokens::new(text);
        std::iter::from_fn(|| tokens.next()).collect()
    }

    fn open<'a>(name: &'a str, attributes: &'a str) -> Token<'a> {
        Token::Open { name, attributes, empty: false }
    }

    #[test]
    fn well_formed_markup() {
        let expected = vec![
            open("a", " b=\"c > d\""),
            Token::Text("x"),
            Token::Cdata("<y>"),
            Token::Open { name: "br", attributes: " ", empty: true },
            Token::Close { name: "a" },
        ];
        assert_eq!(all("<?xml version=\"1.0\"?><!-- no > --><a b=\"c > d\">x<![CDATA[<y>]]><br /></a >"), expected);
    }

    #[test]
    fn broken_markup_is_repaired() {
        assert_eq!(all("1 < 2 <3"), vec![Token::Text("1 < 2 <3")]);
        assert_eq!(all("<a b='c><d>"), vec![open("a", " b='c"), open("d", "")]);
        assert_eq!(all("<a <b>"), vec![open("a", ""), open("b", "")]);
        assert_eq!(all("</a <b>"), vec![Token::Close { name: "a" }, open("b", "")]);
        assert_eq!(all("<![CDATA[x</a>"), vec![Token::Cdata("x"), Token::Close { name: "a" }]);
        assert_eq!(all("<!-- x><a>"), vec![open("a", "")]);
        assert_eq!(all("<a title=it's><b>"), vec![open("a", " title=it's"), open("b", "")]);
        assert_eq!(all("<a"), vec![open("a", "")]);
    }

    #[test]
    fn document_types_are_passed_over() {
        let text = "<!DOCTYPE rss [<!ENTITY x \"y\"> ]><rss>";
        let mut tokens = Tokens::new(text);
        assert!(matches!(tokens.next(), Some(Token::Doctype(_))));
        assert_eq!(tokens.next(), Some(open("rss", "")));
        assert_eq!(tokens.declared.value("x"), Some("y"));
    }

    #[test]
    fn sections_that_never_close_do_not_swallow_the_entries_behind_them() {
        let text = "<![CDATA[One]]</title></item><item><![CDATA[Two]]></item><!-- x </item><item><!-- y --><b>";
        let close = |name| Token::Close { name };
        let expected = vec![
            Token::Cdata("One"),
            close("title"),
            close("item"),
            open("item", ""),
            Token::Cdata("Two"),
            close("item"),
            close("item"),
            open("item", ""),
            open("b", ""),
        ];
        assert_eq!(all(text), expected);
        assert_eq!(all("<![cdata[a <![CDATA[ b]]>c"), vec![Token::Cdata("a <![CDATA[ b"), Token::Text("c")]);
    }

    #[test]
    fn many_openings_take_linear_time() {
        // Quadratic behaviour would take minutes here.
        for piece in ["<a \"", "<a b=\"'", "<!--", "<![CDATA[", "<!DOCTYPE [", "<!DOCTYPE [>", "<!-->", "<", "</", "<?"] {
            let text = piece.repeat(200_000);
            assert!(all(&text).len() <= 200_000);
        }
    }
}
