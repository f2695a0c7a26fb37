//! The tokenizer: text, tags and raw text, as slices of the input.
//!
//! Comments, doctypes, processing instructions and CDATA marks are skipped. `svg` is skipped as a whole, unless asked for: its
//! text is drawing. Simpler than the standard in one thing: `<script>` ends at the first `</script`, also inside `<!--`. What
//! raw elements hold is read in [`super::raw`].

use memchr::memchr;

use super::attribute::{Attributes, Step, attribute, is_space};
use super::names::Names;
use super::raw::Ends;
use super::tag::Tag;

/// A piece of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// Characters between tags, references not yet decoded.
    Text(&'a str),
    /// A start tag.
    Start(Start<'a>),
    /// An end tag.
    End(Tag, &'a str),
    /// What stands between the tags of a raw element (`script`, `style`, `title` …); its start and end tags are not told.
    Raw(Start<'a>, &'a str),
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start<'a> {
    /// Which element.
    pub tag: Tag,
    /// Its name as written.
    pub name: &'a str,
    /// Its attributes.
    pub attributes: Attributes<'a>,
}

impl Start<'_> {
    /// Whether it is written `<x/>`: the end of an element in drawings and formulas, nothing in HTML.
    pub fn is_closed(self) -> bool {
        let text = self.attributes.0;
        let mut at = 0;
        while text.ends_with("/>") {
            let from = at;
            match attribute(text, &mut at) {
                Step::Attribute { .. } => {}
                Step::End => return at >= from + 2,
                Step::Cut => return false,
            }
        }
        false
    }
}

/// Reads tokens from markup.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Set once a search for `</svg` came back empty, so that it is not made again for every `<svg`.
    endless_svg: bool,
    /// Whether drawings are told tag by tag.
    drawings: bool,
    /// Whether what is read now stands in a drawing or a formula.
    foreign: bool,
    pub(super) ends: Ends,
}

impl<'a> Tokens<'a> {
    /// A reader at the start of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, endless_svg: false, drawings: false, foreign: false, ends: Ends::default() }
    }

    /// The same, with drawings told tag by tag.
    pub fn with_drawings(text: &'a str) -> Self {
        Self { drawings: true, ..Self::new(text) }
    }

    /// Says whether what comes stands in a drawing or a formula, where `title` and the like are ordinary elements.
    pub fn set_foreign(&mut self, foreign: bool) {
        self.foreign = foreign;
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Takes everything that is left.
    pub(super) fn all(&mut self) -> &'a str {
        let rest = self.rest();
        self.at = self.text.len();
        rest
    }

    /// Reads what starts with the `<` at hand; `None` when it is nothing to tell.
    fn markup(&mut self) -> Option<Token<'a>> {
        match self.rest().as_bytes().get(1) {
            Some(b'!') => self.declaration(),
            Some(b'?') => self.skip_past(">", 1),
            Some(b'/') => self.end_tag(),
            _ => self.start_tag(),
        }
    }

    /// Skips behind the next `mark`, looking from `from` bytes on; to the end when there is none.
    fn skip_past(&mut self, mark: &str, from: usize) -> Option<Token<'a>> {
        let found = self.rest().get(from..).and_then(|rest| rest.find(mark));
        self.at = found.map_or(self.text.len(), |length| self.at + from + length + mark.len());
        None
    }

    fn declaration(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
            self.skip_past(">", 1)
        } else if rest.starts_with("<!--") {
            self.skip_comment()
        } else if rest.starts_with("<![CDATA[") {
            self.at += "<![CDATA[".len();
            None
        } else {
            self.skip_past(">", 1)
        }
    }

    /// Skips to the end of a comment: `-->` or `--!>`, whichever comes first.
    fn skip_comment(&mut self) -> Option<Token<'a>> {
        let rest = self.rest().get(4..).unwrap_or("");
        let ends = |(at, _): &(usize, &str)| rest[..*at].ends_with("--") || rest[..*at].ends_with("--!");
        let end = rest.match_indices('>').find(ends);
        self.at = end.map_or(self.text.len(), |(at, _)| self.at + 4 + at + 1);
        None
    }

    fn end_tag(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        match rest.as_bytes().get(2) {
            Some(byte) if byte.is_ascii_alphabetic() => {}
            Some(b'>') => {
                self.at += 3;
                return None;
            }
            Some(_) => return self.skip_past(">", 2),
            None => return Some(Token::Text(self.all())),
        }
        let name = name_of(rest, 2);
        let mut at = self.at + 2 + name.len();
        let whole = self.to_tag_end(&mut at);
        self.at = at;
        whole.map(|_| Token::End(Tag::of(name), name))
    }

    fn start_tag(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        if !rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            let next = rest.get(1..).and_then(|tail| tail.find('<')).map_or(self.text.len(), |length| self.at + 1 + length);
            let text = self.text.get(self.at..next);
            self.at = next;
            return text.map(Token::Text);
        }
        let name = name_of(rest, 1);
        let from = self.at + 1 + name.len();
        let mut at = from;
        let names = self.to_tag_end(&mut at);
        self.at = at;
        let attributes = Attributes(self.text.get(from..at).unwrap_or(""), names?);
        let start = Start { tag: Tag::of(name), name, attributes };
        match start.tag {
            Tag::Svg if !self.drawings => self.svg(start),
            Tag::Script | Tag::Style if self.foreign && start.is_closed() => Some(Token::Raw(start, "")),
            Tag::Script | Tag::Style => Some(Token::Raw(start, self.raw(start))),
            tag if tag.is_raw() && !self.foreign => Some(Token::Raw(start, self.raw(start))),
            _ => Some(Token::Start(start)),
        }
    }

    /// Moves `at` behind the tag's `>` and tells which attributes stand before it; `None` when the text ends before.
    pub(super) fn to_tag_end(&self, at: &mut usize) -> Option<Names> {
        let mut names = Names::default();
        if self.text.as_bytes().get(*at) == Some(&b'>') {
            *at += 1;
            return Some(names);
        }
        loop {
            match attribute(self.text, at) {
                Step::Attribute { name, .. } => names = names.with(Names::of(name)),
                Step::End => return Some(names),
                Step::Cut => {
                    *at = self.text.len();
                    return None;
                }
            }
        }
    }

    /// Skips a drawing with the drawings inside it. One that never ends is only skipped tag by tag.
    fn svg(&mut self, start: Start<'a>) -> Option<Token<'a>> {
        let closed = self.text[..self.at].ends_with("/>");
        if closed || self.endless_svg {
            return closed.then_some(Token::Raw(start, ""));
        }
        let rest = self.rest();
        let mut depth = 1;
        for (at, _) in rest.match_indices('<') {
            let tail = &rest[at + 1..];
            if ends_here(tail, "svg") {
                depth += 1;
            } else if tail.strip_prefix('/').is_some_and(|tail| ends_here(tail, "svg")) {
                depth -= 1;
            }
            if depth == 0 {
                self.at += at;
                self.skip_past(">", 0);
                return Some(Token::Raw(start, ""));
            }
        }
        self.endless_svg = true;
        None
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while self.at < self.text.len() {
            let rest = self.rest();
            match memchr(b'<', rest.as_bytes()) {
                Some(0) => {
                    if let Some(token) = self.markup() {
                        return Some(token);
                    }
                }
                Some(length) => {
                    self.at += length;
                    return Some(Token::Text(&rest[..length]));
                }
                None => return Some(Token::Text(self.all())),
            }
        }
        None
    }
}

/// The tag name at `from`: up to white space, `/` or `>`.
fn name_of(text: &str, from: usize) -> &str {
    let tail = text.get(from..).unwrap_or("");
    let length = tail.bytes().position(|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    &tail[..length.unwrap_or(tail.len())]
}

/// Whether `text` starts with `name`, in either case, and the name ends there.
pub(super) fn ends_here(text: &str, name: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(name.len()).is_none_or(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        Tokens::new(text)
            .map(|token| match token {
                Token::Text(text) => format!("T{text:?}"),
                Token::End(_, name) => format!("/{name}"),
                Token::Raw(start, text) => format!("R{}{text:?}", start.name),
                Token::Start(start) => {
                    let attributes: Vec<_> = start.attributes.iter().map(|(name, value)| format!(" {name}={value:?}")).collect();
                    format!("<{}{}", start.name, attributes.concat())
                }
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn markup_is_cut_as_the_standard_says() {
        for (text, tokens) in [
            ("a<b>c</b >d", r#"T"a" <b T"c" /b T"d""#),
            ("1 < 2 <3 </ x>y", r#"T"1 " T"< 2 " T"<3 " T"y""#),
            ("<a href=x/y b='c>d' e=\"f\" g>z", r#"<a href="x/y" b="c>d" e="f" g="" T"z""#),
            ("<a/b/c=d e = f =g>", r#"<a b="" c="d" e="f" =g="""#),
            ("<img/src=x>", r#"<img src="x""#),
            ("x<!-- a > b -->y<!-->z<!--->w<!-- q --!>v<!---->u", r#"T"x" T"y" T"z" T"w" T"v" T"u""#),
            ("<!doctype html><?xml a?>b<![CDATA[c", r#"T"b" T"c""#),
            ("<script>a</b></SCRIPT x>b", r#"Rscript"a</b>" T"b""#),
            ("<style>a", r#"Rstyle"a""#),
            ("<x/><x /><x a/><x a=b/><x a='b'/>", r#"<x <x <x a="" <x a="b/" <x a="b""#),
            ("<title>a &amp; <b></titles></title>c", r#"Rtitle"a &amp; <b></titles>" T"c""#),
            ("a<svg><style>x</style><svg></svg></svg>b<svg/>c<svg>d", r#"T"a" Rsvg"" T"b" Rsvg"" T"c" T"d""#),
            ("a<b", r#"T"a""#),
            ("a<b c=\"d>e", r#"T"a""#),
            ("<", r#"T"<""#),
            ("</", r#"T"</""#),
            ("<é><a é=ü>", r#"T"<é>" <a é="ü""#),
        ] {
            assert_eq!(told(text), tokens, "{text}");
        }
    }

    #[test]
    fn many_open_drawings_take_linear_time() {
        let text = "<svg>".repeat(200_000);
        assert_eq!(Tokens::new(&text).count(), 0);
        let text = "<svg></svg ".repeat(100_000);
        assert!(Tokens::new(&text).count() <= 100_000);
    }
}
