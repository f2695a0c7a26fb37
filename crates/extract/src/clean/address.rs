//! Which addresses may stay in clean HTML, and how relative ones become absolute (URL standard, by the `url` crate).

use std::borrow::Cow;
use std::cell::OnceCell;

use newsstand_news::Address;
use url::{Position, Url};

/// What relative addresses are relative to; parsed when first needed.
pub struct Base<'a> {
    address: Option<&'a Address>,
    parsed: OnceCell<Option<Url>>,
}

impl<'a> Base<'a> {
    /// Relative to `address`; without one, relative addresses are lost.
    pub fn new(address: Option<&'a Address>) -> Self {
        Self { address, parsed: OnceCell::new() }
    }

    /// The absolute http(s) address that `text` means, if it means one.
    pub fn resolve(&self, text: &str) -> Option<Address> {
        let text = tidy(text);
        if let Some(address) = absolute(&text) {
            return Some(address);
        }
        if text.is_empty() || text.len() > Address::LIMIT {
            return None;
        }
        let base = self.parsed.get_or_init(|| Url::parse(self.address?.as_str()).ok()).as_ref();
        if let Some(base) = base.filter(|_| is_plain_path(&text)) {
            return Address::new(&[&base[..Position::BeforePath], &text].concat());
        }
        let joined = match base {
            Some(base) => base.join(&text).ok()?,
            None => Url::parse(&text).ok()?,
        };
        Address::new(&quoted(joined.as_str()))
    }
}

/// Whether an address is a path from the top in which the URL standard changes nothing: the common case among relative ones.
fn is_plain_path(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~?=&+,:;@!$()*".contains(&byte);
    let bytes = text.as_bytes();
    let steps = || bytes.windows(2).any(|pair| pair == b"/.");
    bytes.first() == Some(&b'/') && bytes.get(1) != Some(&b'/') && bytes.iter().all(|byte| plain(*byte)) && !steps()
}

/// A mail address as a `mailto:` link may carry it: nothing but an address and perhaps a query.
pub fn mailto(text: &str) -> Option<String> {
    let text = tidy(text);
    let scheme = text.get(..7)?;
    let rest = text.get(7..)?;
    let fits = |c: char| c.is_alphanumeric() || "@.+-_?=&%,;!~*'".contains(c);
    let good =
        scheme.eq_ignore_ascii_case("mailto:") && rest.contains('@') && rest.len() < Address::LIMIT && rest.chars().all(fits);
    good.then(|| format!("mailto:{rest}"))
}

/// The common case: already absolute, nothing odd in it.
fn absolute(text: &str) -> Option<Address> {
    let is = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if !is("https://") && !is("http://") {
        return None;
    }
    let usual = if text.trim().len() == text.len() { Address::new(text) } else { None };
    usual.or_else(|| Address::new(&quoted(text)))
}

/// Without white space at its ends and without line breaks and tabs, as the URL standard reads addresses.
fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c <= ' ');
    if text.bytes().fold(false, |found, byte| found | matches!(byte, b'\t' | b'\n' | b'\r')) {
        Cow::Owned(text.replace(['\t', '\n', '\r'], ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// Percent-encodes what an [`Address`] cannot hold.
fn quoted(text: &str) -> Cow<'_, str> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\' | '`' | '{' | '}');
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\\' => out.push('/'),
            _ if bad(character) => {
                character.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")))
            }
            _ => out.push(character),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_become_absolute_or_go() {
        let at = Address::new("https://a.example/news/today/x.html").unwrap();
        let base = Base::new(Some(&at));
        for (text, expected) in [
            (" https://b.example/ä?q=1&r=2 ", "https://b.example/ä?q=1&r=2"),
            ("HTTP://b.example", "http://b.example"),
            ("//b.example/c", "https://b.example/c"),
            ("../y.html", "https://a.example/news/y.html"),
            ("/z", "https://a.example/z"),
            ("?p=2", "https://a.example/news/today/x.html?p=2"),
            ("https://b.example/a b\"c", "https://b.example/a%20b%22c"),
            ("ht\ntps://b.example/\tc", "https://b.example/c"),
        ] {
            assert_eq!(base.resolve(text).unwrap().as_str(), expected, "{text}");
        }
        for text in [
            "",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "ftp://b.example",
            "https://",
            "mailto:a@b.example",
        ] {
            assert_eq!(base.resolve(text), None, "{text}");
        }
        assert_eq!(Base::new(None).resolve("/z"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn plain_paths_are_joined_as_the_standard_says(path in "/[-a-zA-Z0-9/_.~?=&+,:;@!$()*%#' |é]{0,12}") {
            for at in ["https://a.example:8443/news/x.html?y", "http://b@a.example", "HTTPS://A.example:443/"] {
                if is_plain_path(&path) {
                    let joined = Url::parse(at).unwrap().join(&path).unwrap();
                    let found = Base::new(Address::new(at).as_ref()).resolve(&path);
                    prop_assert_eq!(found.as_ref().map(Address::as_str), Some(joined.as_str()), "{}", path);
                }
            }
        }
    }

    #[test]
    fn mail_links_carry_only_mail() {
        assert_eq!(mailto("MAILTO:a.b@c.example?subject=x").as_deref(), Some("mailto:a.b@c.example?subject=x"));
        for text in ["mailto:", "mailto:a\"@b", "mail", "https://a@b.example"] {
            assert_eq!(mailto(text), None, "{text}");
        }
    }
}
