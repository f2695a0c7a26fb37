//! What raw elements hold (`script`, `style`, `title`, `textarea`, `iframe` …), and where they end when nothing says so.
//!
//! A browser reads on to the end of the document when the end tag is missing, and takes `<iframe/>` for a start tag. Whoever
//! wrote the markup did not mean that, and a reader would lose the rest of the text. So here an element without an end tag
//! holds nothing, code without one ends at the next block's tag, and `<iframe/>` is whole when another one begins before an
//! end tag comes.

use memchr::memchr_iter;

use super::tag::{LONGEST, Tag};
use super::token::{Start, Tokens, ends_here};

/// Where the next end tag of an element stands; looked for on from where the last search ended, so that all searches together
/// read the text once for each element that is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Ends(Vec<Next>);

/// The first end tag at or behind `from`; `None` when there is none.
#[derive(Debug, Clone, Copy)]
struct Next {
    tag: Tag,
    from: usize,
    at: Option<usize>,
}

impl Ends {
    /// The first end tag of `tag` at or behind `from`. Questions of one tag must not go backwards.
    fn next(&mut self, tag: Tag, text: &str, from: usize) -> Option<usize> {
        let known = self.0.iter().position(|next| next.tag == tag);
        if let Some(next) = known.and_then(|place| self.0.get(place))
            && next.from <= from
            && next.at.is_none_or(|at| at >= from)
        {
            return next.at;
        }
        let at = end_tag(text.get(from..)?, tag.name()).map(|at| from + at);
        let next = Next { tag, from, at };
        match known.and_then(|place| self.0.get_mut(place)) {
            Some(slot) => *slot = next,
            None => self.0.push(next),
        }
        at
    }
}

/// Where the first end tag called `name` stands.
fn end_tag(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr_iter(b'<', bytes)
        .find(|at| bytes.get(at + 1) == Some(&b'/') && text.get(at + 2..).is_some_and(|tail| ends_here(tail, name)))
}

impl<'a> Tokens<'a> {
    /// Whether an end tag of this element, which must be a known one, is still to come.
    pub fn closes(&mut self, tag: Tag) -> bool {
        self.ends.next(tag, self.text, self.at).is_some()
    }

    /// What the raw element that begins with `start` holds; moves behind its end tag.
    pub(super) fn raw(&mut self, start: Start<'a>) -> &'a str {
        let Some(end) = self.ends.next(start.tag, self.text, self.at) else {
            return if matches!(start.tag, Tag::Script | Tag::Style) { self.unclosed_code() } else { "" };
        };
        let rest = self.rest();
        let name = start.tag.name();
        let length = end - self.at;
        if start.is_closed() && begins_before(length, rest, name) {
            return "";
        }
        self.at += length + 2 + name.len();
        let mut at = self.at;
        self.to_tag_end(&mut at);
        self.at = at;
        &rest[..length]
    }

    /// Code whose end tag is missing: up to where a block begins or ends, which code seldom does and text always.
    fn unclosed_code(&mut self) -> &'a str {
        let rest = self.rest();
        let end = memchr_iter(b'<', rest.as_bytes()).find(|at| is_block_tag(&rest[at + 1..]));
        let Some(length) = end else { return self.all() };
        self.at += length;
        &rest[..length]
    }
}

/// Whether an element called `name` begins in `text` before `end`.
fn begins_before(end: usize, text: &str, name: &str) -> bool {
    memchr_iter(b'<', &text.as_bytes()[..end]).any(|at| ends_here(&text[at + 1..], name))
}

fn is_block_tag(tail: &str) -> bool {
    let name = tail.strip_prefix('/').unwrap_or(tail);
    let length = name.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    Tag::of(&name[..length]).is_block() && ends_here(name, &name[..length])
}

#[cfg(test)]
mod tests {
    use super::super::token::{Token, Tokens};

    fn told(text: &str) -> String {
        let show = |token| match token {
            Token::Text(text) => format!("{text:?}"),
            Token::Start(start) => format!("<{}>", start.name),
            Token::End(_, name) => format!("</{name}>"),
            Token::Raw(start, text) => format!("{}{text:?}", start.name),
        };
        Tokens::new(text).map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_missing_end_tag_swallows_nothing() {
        for (text, tokens) in [
            ("a<iframe src=x/>b", r#""a" iframe"" "b""#),
            ("a<iframe src=\"x\"/>b<iframe></iframe>c", r#""a" iframe"" "b" iframe"" "c""#),
            ("<iframe />b</iframe>c", r#"iframe"b" "c""#),
            ("<title>a<b>c</b>", r#"title"" "a" <b> "c" </b>"#),
            ("<textarea>a<textarea>b</textarea>c", r#"textarea"a<textarea>b" "c""#),
            ("<script>if (a<b) c()<p>d", r#"script"if (a<b) c()" <p> "d""#),
            ("<style>p{}</div>d", r#"style"p{}" </div> "d""#),
            ("<script>a<bpdiv", r#"script"a<bpdiv""#),
            ("<script src=x />a<script>b</script>c", r#"script"" "a" script"b" "c""#),
            ("<noframes>a</noframes", r#"noframes"a""#),
        ] {
            assert_eq!(told(text), tokens, "{text}");
        }
    }

    #[test]
    fn many_unclosed_elements_take_linear_time() {
        for piece in
            ["<iframe>", "<iframe/>", "<script>", "<script><p>", "<title/>", "<style></style", "<script/><a", "<textarea>x"]
        {
            let text = piece.repeat(100_000);
            assert!(Tokens::new(&text).count() <= 300_000, "{piece}");
        }
    }
}
