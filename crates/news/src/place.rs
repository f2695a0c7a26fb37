//! Addresses, languages, countries.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An absolute http or https address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

impl Address {
    /// Longest address we keep, in bytes.
    pub const LIMIT: usize = 2048;

    /// Takes `text` when it is an absolute http(s) address with a host, without white space, control characters,
    /// quotes or angle brackets, and no longer than [`Address::LIMIT`]. Relative addresses are resolved before.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once(':')?;
        let (scheme_end, rest) = (scheme.len(), rest.strip_prefix("//")?);
        if !(scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
            return None;
        }
        let bad = |b: u8| b <= b' ' || matches!(b, b'"' | b'<' | b'>' | b'\\' | b'`' | b'{' | b'}' | 0x7f);
        // Whole bytes at once, since thousands of these are looked at; what is beyond ASCII is looked at as characters.
        let (refused, foreign) =
            text.bytes().fold((false, false), |(refused, foreign), b| (refused | bad(b), foreign | !b.is_ascii()));
        if rest.is_empty() || rest.starts_with(['/', '?', '#', ':']) || text.len() > Self::LIMIT || refused {
            return None;
        }
        if foreign && text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let mut address = text.to_owned();
        address[..scheme_end].make_ascii_lowercase();
        Some(Self(address))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address for logs and messages: without credentials, query and fragment, which may hold secrets.
    pub fn plain(&self) -> String {
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("", ""));
        let path = rest.split(['?', '#']).next().unwrap_or("");
        let (authority, path) = path.split_once('/').unwrap_or((path, ""));
        format!("{scheme}://{}/{path}", authority.rsplit('@').next().unwrap_or(""))
    }

    /// The host with its port as written, lower case, without credentials.
    pub fn host(&self) -> String {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        authority.rsplit('@').next().unwrap_or("").to_ascii_lowercase()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl From<Address> for String {
    fn from(address: Address) -> String {
        address.0
    }
}
impl TryFrom<String> for Address {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text).ok_or_else(|| format!("not an absolute http or https address: {text:?}"))
    }
}

/// A BCP 47 language tag in lower case, such as `en` or `pt-br`; empty when unknown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Tidies a tag: lower case, `-` between parts, nothing that is not a letter, digit or `-`, at most 35 characters.
    pub fn new(tag: &str) -> Self {
        let tag = tag.trim().replace('_', "-").to_ascii_lowercase();
        let good = !tag.is_empty() && tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        Self(if good { tag } else { String::new() })
    }
    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The primary language: `pt` of `pt-br`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or("")
    }
    /// Whether text in it runs from right to left.
    pub fn right_to_left(&self) -> bool {
        matches!(self.primary(), "ar" | "fa" | "he" | "iw" | "ur" | "ps" | "ckb" | "sd" | "ug" | "yi" | "dv" | "syr")
    }
    /// `rtl` or `ltr`, as HTML's `dir` wants it.
    pub fn direction(&self) -> &'static str {
        if self.right_to_left() { "rtl" } else { "ltr" }
    }
}
impl From<String> for Language {
    fn from(tag: String) -> Self {
        Self::new(&tag)
    }
}
impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0
    }
}
impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An ISO 3166-1 alpha-2 country code in upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// Takes two ASCII letters in either case.
    pub fn new(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }
    /// The code in upper case.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}
impl From<Country> for String {
    fn from(country: Country) -> String {
        country.as_str().to_owned()
    }
}
impl TryFrom<String> for Country {
    type Error = String;
    fn try_from(code: String) -> Result<Self, String> {
        Self::new(&code).ok_or_else(|| format!("not a country code of two letters: {code:?}"))
    }
}
impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absolute_web_addresses_are_addresses() {
        for good in ["https://a.example/x?y=1#z", "HTTP://a.example", "http://127.0.0.1:80/feed.xml"] {
            assert!(Address::new(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "/x",
            "//a.example/x",
            "ftp://a.example",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://a.example/\"x",
            "http://a .example/",
        ] {
            assert!(Address::new(bad).is_none(), "{bad}");
        }
        assert_eq!(Address::new("https://u:p@A.example:8443/x").unwrap().host(), "a.example:8443");
        assert_eq!(Address::new("https://u:p@a.example/x?key=secret#y").unwrap().plain(), "https://a.example/x");
    }

    #[test]
    fn languages_are_tidied() {
        assert_eq!(Language::new("pt_BR").as_str(), "pt-br");
        assert_eq!(Language::new("en\"><script>").as_str(), "");
        assert_eq!(Language::new("ar-EG").direction(), "rtl");
    }
}
