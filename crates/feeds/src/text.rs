//! Plain text out of what feeds write: markup stripped, references decoded, white space tidied.

use std::borrow::Cow;

use memchr::memchr;

use crate::xml::references::decode_html;

/// The longest tag in a text that is made plain, in bytes.
const TAG_BYTES: usize = 8 * 1024;

/// Plain text of plain text: one line, trimmed, at most `limit` bytes; `None` when nothing is left.
pub(crate) fn of_text(text: &str, limit: usize) -> Option<String> {
    let mut out = String::with_capacity(text.len().min(limit));
    push_tidy(text, &mut out);
    finish(out, limit)
}

/// Plain text of HTML.
pub(crate) fn of_html(html: &str, limit: usize) -> Option<String> {
    strip(html, limit, |_| true)
}

/// Plain text of something that may be text or HTML, as RSS never said: only elements that HTML has are taken for
/// markup, so that `Vec<T>` stays.
pub(crate) fn of_either(text: &str, limit: usize) -> Option<String> {
    if memchr(b'<', text.as_bytes()).is_none() && memchr(b'&', text.as_bytes()).is_none() {
        return of_text(text, limit);
    }
    strip(text, limit, is_html_name)
}

/// Plain text as HTML that shows it.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '>', '&']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    push_escaped(text, &mut out);
    Cow::Owned(out)
}

/// Writes plain text so that HTML shows it.
pub(crate) fn push_escaped(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}

/// At most `limit` bytes of `text`, cut between characters.
pub(crate) fn cut(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

fn finish(mut out: String, limit: usize) -> Option<String> {
    out.truncate(cut(&out, limit).len());
    out.truncate(out.trim_end().len());
    if out.is_empty() { None } else { Some(out) }
}

/// Appends `text` with runs of white space as one blank, none at the beginning.
fn push_tidy(text: &str, out: &mut String) {
    let mut blank = out.is_empty() || out.ends_with(' ');
    let (mut at, mut copied) = (0, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        let length = match byte {
            b'!'..=b'~' => 1,
            b' ' if !blank => {
                blank = true;
                at += 1;
                continue;
            }
            _ => {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                if c.is_whitespace() {
                    out.push_str(text.get(copied..at).unwrap_or(""));
                    copied = at + c.len_utf8();
                    if !blank {
                        out.push(' ');
                    }
                    blank = true;
                    at = copied;
                    continue;
                }
                c.len_utf8()
            }
        };
        blank = false;
        at += length;
    }
    out.push_str(text.get(copied..).unwrap_or(""));
}

fn strip(html: &str, limit: usize, is_element: impl Fn(&str) -> bool) -> Option<String> {
    let mut out = String::with_capacity(html.len().min(limit));
    let mut rest = html;
    // An end looked for in vain is not looked for again: that keeps the time linear.
    let mut comments_end = true;
    while !rest.is_empty() && out.len() < limit {
        let at = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        let (text, markup) = rest.split_at(at);
        push_tidy(&decode_html(text), &mut out);
        rest = match comment(markup, &mut comments_end).or_else(|| tag(markup)) {
            Some(tag) if tag.name.is_empty() || is_element(tag.name) => after(tag, &mut out),
            _ => {
                let (sign, after) = markup.split_at(markup.len().min(1));
                out.push_str(sign);
                after
            }
        };
    }
    finish(out, limit)
}

/// A tag at the beginning of a text.
struct Tag<'a> {
    /// Its name; empty for comments and the like.
    name: &'a str,
    closes: bool,
    after: &'a str,
}

/// A comment at the beginning of a text; one that never closes ends like a tag.
fn comment<'a>(markup: &'a str, comments_end: &mut bool) -> Option<Tag<'a>> {
    let inside = markup.strip_prefix("<!--")?;
    let whole = if *comments_end { inside.split_once("-->") } else { None };
    *comments_end = whole.is_some();
    let (_, after) = whole.or_else(|| inside.split_once('>'))?;
    Some(Tag { name: "", closes: false, after })
}

fn tag(markup: &str) -> Option<Tag<'_>> {
    let inside = markup.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let first = inside.bytes().next()?;
    if !(first.is_ascii_alphabetic() || (!closes && matches!(first, b'!' | b'?'))) {
        return None;
    }
    let length = tag_length(inside.as_bytes())?;
    let (tag, after) = (inside.get(..length)?, inside.get(length + 1..)?);
    let name_end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    Some(Tag { name: tag.get(..name_end)?, closes, after })
}

/// The bytes before the `>` of a tag; one in quotes does not end it. Gives up where no tag would be that long.
fn tag_length(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    let mut last = b' ';
    for (at, byte) in bytes.iter().take(TAG_BYTES).enumerate() {
        match (quote, *byte) {
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if last == b'=' => quote = Some(*byte),
            (None, _) => {}
        }
        if !byte.is_ascii_whitespace() {
            last = *byte;
        }
    }
    // A quote that never closes does not hide the end.
    memchr(b'>', bytes.get(..TAG_BYTES).unwrap_or(bytes))
}

/// What comes after a tag; breaks and blocks leave a blank, scripts and styles vanish with what is in them.
fn after<'a>(tag: Tag<'a>, out: &mut String) -> &'a str {
    let is = |names: &[&str]| names.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
    if is(&[
        "br",
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "blockquote",
        "table",
        "img",
    ]) {
        push_tidy(" ", out);
    }
    if !tag.closes && is(&["script", "style"]) {
        let end = tag.after.find("</").map_or(tag.after.len(), |end| end);
        return tag.after.get(end..).unwrap_or("");
    }
    tag.after
}

/// Elements that occur in headlines and summaries.
fn is_html_name(name: &str) -> bool {
    const NAMES: [&str; 60] = [
        "a",
        "abbr",
        "acronym",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "center",
        "cite",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "figcaption",
        "figure",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "iframe",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "script",
        "small",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "sup",
        "table",
        "td",
        "th",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_text_stays() {
        let html = "<p>One<br>two &amp; <b>three</b></p>\n<script>no()</script>  four<!-- x -->";
        assert_eq!(of_html(html, 100).as_deref(), Some("One two & three four"));
        assert_eq!(of_html("sa<!-- x >fe<!-- y >", 100).as_deref(), Some("safe"));
        assert_eq!(of_html("<p> </p>", 100), None);
        assert_eq!(of_html("<img alt=\"cat<br />dog\"> x <a href=\"y>z</a>", 100).as_deref(), Some("x z"));
        assert_eq!(of_html("a < b", 100).as_deref(), Some("a < b"));
    }

    #[test]
    fn text_that_only_looks_like_markup_stays() {
        assert_eq!(
            of_either("Why Vec<T> beats <i>lists</i> &amp; maps", 100).as_deref(),
            Some("Why Vec<T> beats lists & maps")
        );
        assert_eq!(of_either("5 <6", 100).as_deref(), Some("5 <6"));
        assert_eq!(of_text(" a\n\t b\u{a0}c ", 100).as_deref(), Some("a b c"));
    }

    #[test]
    fn limits_cut_between_characters() {
        assert_eq!(of_text("aéé", 4).as_deref(), Some("aé"));
        assert_eq!(cut("é", 1), "");
    }

    #[test]
    fn escaped_text_is_shown_by_html() {
        assert_eq!(escape("a < b & c"), "a &lt; b &amp; c");
    }
}
