//! A tag's attributes, read when somebody asks (HTML standard §13.2.5.32 to 39).

use std::borrow::Cow;

use memchr::memchr;

use super::names::Names;
use super::{Place, decode};

/// The attributes as written between a tag's name and its end; the first of two with one name counts.
///
/// Which names are among them is known from reading the tag, so that asking for one that is missing costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attributes<'a>(pub &'a str, pub(super) Names);

impl<'a> Attributes<'a> {
    /// Attributes of which nothing is known yet.
    #[cfg(test)]
    pub fn of(text: &'a str) -> Self {
        Self(text, Names::ANY)
    }

    /// All of them, in order, values not yet decoded.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut at = 0;
        let text = if self.1.is_empty() { "" } else { self.0 };
        std::iter::from_fn(move || match attribute(text, &mut at) {
            Step::Attribute { name, value } => Some((name, value)),
            Step::End | Step::Cut => None,
        })
    }

    /// The value of the attribute called `name` (lower case), decoded.
    pub fn get(self, name: &str) -> Option<Cow<'a, str>> {
        if !self.1.may_hold(Names::of(name)) {
            return None;
        }
        let (_, value) = self.iter().find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(decoded(value))
    }

    /// Whether there is an attribute called `name` (lower case).
    pub fn has(self, name: &str) -> bool {
        self.1.may_hold(Names::of(name)) && self.iter().any(|(found, _)| found.eq_ignore_ascii_case(name))
    }

    /// Whether one of `names` may be among them; `false` is certain.
    pub fn may_hold(self, names: Names) -> bool {
        self.1.may_hold(names)
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
    let from = *at;
    // The first byte is part of the name in any case.
    *at = end_of(bytes, from + 1, NAME_ENDS);
    let name = text.get(from..*at).unwrap_or("");
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
    let bytes = text.as_bytes();
    let quote = match bytes.get(*at) {
        Some(&byte @ (b'"' | b'\'')) => byte,
        _ => {
            let from = *at;
            *at = end_of(bytes, from, VALUE_ENDS);
            return text.get(from..*at);
        }
    };
    let from = *at + 1;
    let length = memchr(quote, bytes.get(from..)?);
    let end = length.map(|length| from + length);
    *at = end.map_or(text.len(), |end| end + 1);
    text.get(from..end?)
}

/// What a byte ends inside a tag.
const NAME_ENDS: u8 = 1;
const VALUE_ENDS: u8 = 2;
static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let (space, end) = (is_space(byte as u8), byte as u8 == b'>');
        if space || end || matches!(byte as u8, b'/' | b'=') {
            classes[byte] |= NAME_ENDS;
        }
        if space || end {
            classes[byte] |= VALUE_ENDS;
        }
        byte += 1;
    }
    classes
}

/// Where the first byte from `from` on is of `class`.
fn end_of(bytes: &[u8], from: usize, class: u8) -> usize {
    let tail = bytes.get(from..).unwrap_or_default();
    from.min(bytes.len()) + tail.iter().position(|byte| CLASSES[usize::from(*byte)] & class != 0).unwrap_or(tail.len())
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
