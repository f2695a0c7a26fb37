//! The attributes of a tag, read where they stand.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

use super::references::{Declared, decode};

/// The attributes of one tag, as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Attributes<'a>(pub(crate) &'a str);

impl<'a> Attributes<'a> {
    /// The value of the attribute with this name, in either case, decoded and trimmed. A prefix on the written name
    /// does not matter, a prefix on `name` does.
    pub(crate) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let raw = self.raw(name)?;
        let says_itself = raw.bytes().fold(true, |all, b| all & matches!(b, b' '..=b'~') & (b != b'&'));
        Some(if says_itself { Cow::Borrowed(raw.trim_ascii()) } else { trim(decode(raw, &Declared::default())) })
    }

    /// The value as written.
    pub(crate) fn raw(self, name: &str) -> Option<&'a str> {
        let mut rest = self.0;
        while let Some(((written, value), after)) = first(rest) {
            if is_called(written, name) {
                return Some(value);
            }
            rest = after;
        }
        None
    }

    /// Names and values as written.
    pub(crate) fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (pair, after) = first(rest)?;
            rest = after;
            Some(pair)
        })
    }

    /// Whether there may be a name with `xml` in it, such as `xmlns` or `xml:base`.
    pub(crate) fn mention_xml(self) -> bool {
        let bytes = self.0.as_bytes();
        let ml = |at: usize| {
            bytes.get(at + 1).is_some_and(|m| m | 0x20 == b'm') && bytes.get(at + 2).is_some_and(|l| l | 0x20 == b'l')
        };
        memchr_iter(b'x', bytes).any(ml) || memchr_iter(b'X', bytes).any(ml)
    }
}

/// Whether an attribute written so is meant by `name`.
fn is_called(written: &str, name: &str) -> bool {
    let Some(before) = written.len().checked_sub(name.len()) else { return false };
    if before == 0 {
        return written.eq_ignore_ascii_case(name);
    }
    let (prefix, local) = match written.split_at_checked(before) {
        Some(halves) => halves,
        None => return false,
    };
    prefix.ends_with(':') && local.eq_ignore_ascii_case(name) && !name.contains(':') && !prefix.starts_with("xmlns")
}

/// The first attribute of `text`, and what comes after it.
fn first(text: &str) -> Option<((&str, &str), &str)> {
    let bytes = text.as_bytes();
    let stray = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'=' | b'"' | b'\'' | b',');
    let start = bytes.iter().position(|b| !stray(b))?;
    let end = bytes.iter().skip(start).position(|b| b.is_ascii_whitespace() || *b == b'=').map_or(bytes.len(), |end| start + end);
    let name = text.get(start..end)?;
    let sign = end + blanks(bytes, end);
    if bytes.get(sign) != Some(&b'=') {
        return Some(((name, ""), text.get(end..)?));
    }
    let value = sign + 1 + blanks(bytes, sign + 1);
    let (range, after) = match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => {
            let inside = value + 1;
            match memchr(*quote, bytes.get(inside..)?) {
                Some(length) => (inside..inside + length, inside + length + 1),
                None => (inside..bytes.len(), bytes.len()),
            }
        }
        _ => {
            let length = bytes.get(value..)?.iter().position(u8::is_ascii_whitespace);
            let end = length.map_or(bytes.len(), |length| value + length);
            (value..end, end)
        }
    };
    Some(((name, text.get(range)?), text.get(after..)?))
}

/// How many bytes of white space stand at `at`.
fn blanks(bytes: &[u8], at: usize) -> usize {
    bytes.iter().skip(at).take_while(|b| b.is_ascii_whitespace()).count()
}

fn trim(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_any_quotes() {
        let attributes = Attributes(" a=\"1 &amp; 2\" B = ' x ' c=3 d xlink:href=\"u\" xmlns:url='no' e=\"open");
        assert_eq!(attributes.get("a").as_deref(), Some("1 & 2"));
        assert_eq!(attributes.get("b").as_deref(), Some("x"));
        assert_eq!(attributes.get("c").as_deref(), Some("3"));
        assert_eq!(attributes.get("d").as_deref(), Some(""));
        assert_eq!(attributes.get("href").as_deref(), Some("u"));
        assert_eq!(attributes.get("xlink:href").as_deref(), Some("u"));
        assert_eq!(attributes.get("url"), None);
        assert_eq!(attributes.get("e").as_deref(), Some("open"));
        assert_eq!(attributes.get("f"), None);
    }

    #[test]
    fn addresses_keep_their_ampersands() {
        assert_eq!(Attributes(" href='?a=1&copy=2&b=3'").get("href").as_deref(), Some("?a=1&copy=2&b=3"));
    }
}
