//! The attributes of a tag, read where they stand.

use std::borrow::Cow;

use super::references::{Declared, decode};

/// The attributes of one tag, as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Attributes<'a>(pub(crate) &'a str);

impl<'a> Attributes<'a> {
    /// The value of the attribute with this name, in either case, decoded and trimmed. A prefix on the written name
    /// does not matter, a prefix on `name` does.
    pub(crate) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        self.raw(name).map(|raw| trim(decode(raw, &Declared::default())))
    }

    /// The value as written.
    pub(crate) fn raw(self, name: &str) -> Option<&'a str> {
        let qualified = name.contains(':');
        let fits = |written: &str| {
            let written = if qualified { written } else { written.rsplit(':').next().unwrap_or(written) };
            written.eq_ignore_ascii_case(name)
        };
        self.iter().find(|(written, _)| fits(written) && (qualified || !written.starts_with("xmlns"))).map(|(_, value)| value)
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
}

/// The first attribute of `text`, and what comes after it.
fn first(text: &str) -> Option<((&str, &str), &str)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '=' | '"' | '\'' | ','));
    if text.is_empty() {
        return None;
    }
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(text.len());
    let (name, after) = text.split_at(end);
    let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
        return Some(((name, ""), after));
    };
    let value = value.trim_ascii_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, after) = match quote {
        Some(quote) => {
            let inside = value.get(1..).unwrap_or("");
            inside.split_once(quote).unwrap_or((inside, ""))
        }
        None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
    };
    Some(((name, value), after))
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
