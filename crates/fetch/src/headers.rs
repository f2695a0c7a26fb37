//! Header values as text and back.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::settings::HEADER_LIMIT;

/// A value as text, one character for each byte (ISO 8859-1, as HTTP once said), so that [`value`] gives the same
/// bytes again. For values that are sent back: validators.
pub fn verbatim(map: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = map.get(name).filter(|value| value.len() <= HEADER_LIMIT && !value.is_empty())?;
    Some(value.as_bytes().iter().map(|byte| char::from(*byte)).collect())
}

/// The value whose bytes [`verbatim`] read. Nothing when a header cannot hold it.
pub fn value(text: &str) -> Option<HeaderValue> {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    HeaderValue::from_bytes(&bytes.unwrap_or_else(|| text.as_bytes().to_vec())).ok()
}

/// A value for reading: UTF-8 where it is that, one character a byte where not; several fields joined by commas.
pub fn readable(map: &HeaderMap, name: HeaderName) -> Option<String> {
    let mut whole = String::new();
    for value in map.get_all(name) {
        if whole.len() + value.len() > HEADER_LIMIT {
            break;
        }
        let separator = if whole.is_empty() { "" } else { ", " };
        whole.push_str(separator);
        match std::str::from_utf8(value.as_bytes()) {
            Ok(text) => whole.push_str(text),
            Err(_) => whole.extend(value.as_bytes().iter().map(|byte| char::from(*byte))),
        }
    }
    Some(whole.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use reqwest::header::{ETAG, LINK};

    #[test]
    fn readable_values_are_joined_and_decoded() {
        let mut map = HeaderMap::new();
        map.append(LINK, HeaderValue::from_bytes("<a>; title=é".as_bytes()).unwrap());
        map.append(LINK, HeaderValue::from_bytes(b"<b>; title=\xe9").unwrap());
        assert_eq!(readable(&map, LINK).as_deref(), Some("<a>; title=é, <b>; title=é"));
        map.append(LINK, HeaderValue::from_str(&"x".repeat(HEADER_LIMIT)).unwrap());
        assert_eq!(readable(&map, LINK).unwrap().len(), "<a>; title=é, <b>; title=é".len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn validators_survive_byte_for_byte(bytes in proptest::collection::vec(prop_oneof![32..127u8, 128..=255u8], 1..80)) {
            let mut map = HeaderMap::new();
            map.insert(ETAG, HeaderValue::from_bytes(&bytes).unwrap());
            let again = value(&verbatim(&map, ETAG).unwrap()).unwrap();
            prop_assert_eq!(again.as_bytes(), &bytes[..]);
        }

        #[test]
        fn no_text_breaks_a_header(text in ".*") {
            if let Some(value) = value(&text) {
                prop_assert!(!value.as_bytes().iter().any(|byte| matches!(byte, b'\r' | b'\n' | 0)));
            }
        }
    }
}
