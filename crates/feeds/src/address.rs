//! Addresses: taken as they are where they are whole, else resolved against what they stand in.

use newsstand_news::Address;
use url::Url;

/// Resolves `written` against `base`.
pub(crate) fn resolve(written: &str, base: Option<&Address>) -> Option<Address> {
    // Quotes and brackets are no part of any address, though people paste them along.
    let written = written.trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '<' | '>'));
    if written.is_empty() {
        return None;
    }
    if let Some(address) = Address::new(written)
        && has_path(address.as_str())
    {
        return Some(address);
    }
    let url = match base.and_then(|base| Url::parse(base.as_str()).ok()) {
        Some(base) => base.join(written).ok()?,
        None => Url::parse(written).ok()?,
    };
    Address::new(url.as_str())
}

/// Whether something follows the host; `http://a.example` is left to the parser, which adds the `/`.
fn has_path(address: &str) -> bool {
    address.split_once(':').and_then(|(_, rest)| rest.get(2..)).is_some_and(|rest| rest.contains('/'))
}

/// The address that a chain of bases, outermost first, leads to.
pub(crate) fn base_of(document: Option<&Address>, bases: &[&str]) -> Option<Address> {
    bases.iter().fold(document.cloned(), |base, written| {
        let decoded = crate::xml::references::decode(written, &Default::default());
        resolve(&decoded, base.as_ref()).or(base)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved() {
        let base = Address::new("https://a.example/x/y");
        for (written, expected) in [
            ("https://b.example/z", Some("https://b.example/z")),
            ("https://b.example", Some("https://b.example/")),
            ("/z", Some("https://a.example/z")),
            ("z?q=1#f", Some("https://a.example/x/z?q=1#f")),
            ("//b.example/z", Some("https://b.example/z")),
            ("https://b.example/a b", Some("https://b.example/a%20b")),
            ("javascript:alert(1)", None),
            ("mailto:a@b.example", None),
            ("", None),
        ] {
            assert_eq!(resolve(written, base.as_ref()).as_ref().map(Address::as_str), expected, "{written}");
        }
        assert_eq!(resolve("/z", None), None);
    }

    #[test]
    fn bases_stand_inside_one_another() {
        let document = Address::new("https://a.example/feed");
        let base = base_of(document.as_ref(), &["https://b.example/x/", "y/"]);
        assert_eq!(base.as_ref().map(Address::as_str), Some("https://b.example/x/y/"));
    }
}
