//! A tag's attributes, read when somebody asks (HTML standard §13.2.5.32 to 39).

use std::borrow::Cow;

use memchr::memchr;

use super::{Place, decode};

/// The attributes as written between a tag's name and its end; the first of two with one name counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attributes<'a>(pub &'a str);

impl<'a> Attributes<'a> {
    /// All of them, in order, values not yet decoded.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut at = 0;
        std::iter::from_fn(move || match attribute(self.0, &mut at) {
            Step::Attribute { name, value } => Some((name, value)),
            Step::End | Step::Cut => None,
        })
    }

    /// The value of the attribute called `name` (lower case), decoded.
    pub fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.iter().find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(decoded(value))
    }

    /// Whether there is an attribute called `name` (lower case).
    pub fn has(self, name: &str) -> bool {
        self.iter().any(|(found, _)| found.eq_ignore_ascii_case(name))
    }
}

/// A value with its character references replaced; borrowed when there are none.
pub fn decoded(value: &str) -> Cow<'_, str> {
    if memchr(b'&', value.as_bytes()).is_some() { Cow::Owned(decode(value, Place::Attribute)) } else { Cow::Borrowed(value) }
}

/// What stands next inside a tag.
pub enum Step<'a> {
    /// One attribute; the value is empty when there is none.
    Attribute {
        /// As written.
        name: &'a str,
        /// As written, without its quotation marks.
        value: &'a str,
    },
    /// The tag ends.
    End,
    /// The text ends inside the tag.
    Cut,
}

/// Reads one attribute of `text` from `at`, which moves behind it.
pub fn attribute<'a>(text: &'a str, at: &mut usize) -> Step<'a> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(*at) {
        match byte {
            b'>' => {
                *at += 1;
                return Step::End;
            }
            b'/' => {}
            _ if is_space(byte) => {}
            _ => break,
        }
        *at += 1;
    }
    if *at >= bytes.len() {
        return Step::Cut;
    }
    let name = span(text, at, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='), true);
    let mut ahead = *at;
    skip_space(bytes, &mut ahead);
    if bytes.get(ahead) != Some(&b'=') {
        return Step::Attribute { name, value: "" };
    }
    ahead += 1;
    skip_space(bytes, &mut ahead);
    *at = ahead;
    match value(text, at) {
        Some(value) => Step::Attribute { name, value },
        None => Step::Cut,
    }
}

fn value<'a>(text: &'a str, at: &mut usize) -> Option<&'a str> {
    let quote = match text.as_bytes().get(*at) {
        Some(&byte @ (b'"' | b'\'')) => byte,
        _ => return Some(span(text, at, |byte| is_space(byte) || byte == b'>', false)),
    };
    let from = *at + 1;
    let length = memchr(quote, text.as_bytes().get(from..)?);
    let end = length.map(|length| from + length);
    *at = end.map_or(text.len(), |end| end + 1);
    text.get(from..end?)
}

/// The bytes up to the first that `stops`; `first` lets one byte pass in any case.
fn span<'a>(text: &'a str, at: &mut usize, stops: impl Fn(u8) -> bool, first: bool) -> &'a str {
    let from = *at;
    let skipped = from + usize::from(first);
    let length = text.as_bytes().iter().skip(skipped).position(|byte| stops(*byte));
    *at = length.map_or(text.len(), |length| skipped + length);
    text.get(from..*at).unwrap_or("")
}

fn skip_space(bytes: &[u8], at: &mut usize) {
    while bytes.get(*at).is_some_and(|byte| is_space(*byte)) {
        *at += 1;
    }
}

/// ASCII white space of the HTML standard.
pub const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}
