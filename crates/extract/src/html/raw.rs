//! What raw elements hold (`script`, `style`, `title`, `textarea`, `iframe` …), and where they end when nothing says so.
//!
//! A browser reads on to the end of the document when the end tag is missing, and takes `<iframe/>` for a start tag. Whoever
//! wrote the markup did not mean that, and a reader would lose the rest of the text. So here an element without an end tag
//! holds nothing, code without one ends at the next block's tag, and `<iframe/>` is whole when another one begins before an
//! end tag comes.

use memchr::memrchr_iter;

use super::tag::{LONGEST, Tag};
use super::token::{Start, Tokens, ends_here};

/// Where the last end tag of an element stands; found once for each element that is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Ends(Vec<(Tag, usize)>);

impl Ends {
    fn last(&mut self, tag: Tag, text: &str) -> usize {
        if let Some((_, at)) = self.0.iter().find(|(known, _)| *known == tag) {
            return *at;
        }
        let is_end = |at: &usize| text[at + 1..].strip_prefix('/').is_some_and(|tail| ends_here(tail, tag.name()));
        let at = memrchr_iter(b'<', text.as_bytes()).find(is_end).unwrap_or(0);
        self.0.push((tag, at));
        at
    }
}

impl<'a> Tokens<'a> {
    /// Whether an end tag of this element, which must be a known one, is still to come.
    pub fn closes(&mut self, tag: Tag) -> bool {
        let last = self.ends.last(tag, self.text);
        last > 0 && last >= self.at
    }

    /// What the raw element that begins with `start` holds; moves behind its end tag.
    pub(super) fn raw(&mut self, start: Start<'a>) -> &'a str {
        if !self.closes(start.tag) {
            return if matches!(start.tag, Tag::Script | Tag::Style) { self.unclosed_code() } else { "" };
        }
        let rest = self.rest();
        let name = start.tag.name();
        let Some((length, is_end)) = next_tag(rest, name, start.is_closed()) else { return "" };
        if !is_end {
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
        let end = rest.match_indices('<').find(|(at, _)| is_block_tag(&rest[at + 1..]));
        let Some((length, _)) = end else { return self.all() };
        self.at += length;
        &rest[..length]
    }
}

/// Where the next end tag called `name` stands, or start tag if that is asked for, and whether it is an end tag.
fn next_tag(text: &str, name: &str, starts: bool) -> Option<(usize, bool)> {
    if !starts {
        return text.match_indices("</").find(|(at, _)| ends_here(&text[at + 2..], name)).map(|(at, _)| (at, true));
    }
    text.match_indices('<').find_map(|(at, _)| {
        let tail = &text[at + 1..];
        let is_end = tail.starts_with('/');
        ends_here(tail.strip_prefix('/').unwrap_or(tail), name).then_some((at, is_end))
    })
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
