//! From bytes to text, whatever they claim to be.
//!
//! The order that loses least: a byte order mark; then UTF-8, when the bytes are valid UTF-8 with letters beyond
//! ASCII in them (nothing else is so by accident); then what HTTP says; then what the document says; then what
//! the bytes look like. RFC 7303 lets HTTP win over valid UTF-8, but servers are wrong about it more often than not.
//! What the bytes themselves disprove does not count: ASCII with letters beyond it, one byte a letter where everything is
//! valid in the encoding of several that the document names.

mod labels;
mod shifted;
mod wide;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::limits::DETECTION_BYTES;
use labels::Stated;

/// Decodes `bytes` and says by which encoding. Never fails: what cannot be read becomes U+FFFD.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, &'static str) {
    if let Some(text) = wide::utf32(bytes) {
        return (Cow::Owned(text), "UTF-32");
    }
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_8 => {
            return of_bytes(bytes.get(length..).unwrap_or_default(), Stated::Known(UTF_8));
        }
        Some((encoding, length)) => {
            let bytes = bytes.get(length..).unwrap_or_default();
            return by(wide::utf16(bytes).unwrap_or(encoding), bytes);
        }
        None => {}
    }
    if let Some(encoding) = wide::utf16(bytes) {
        return by(encoding, bytes);
    }
    of_bytes(bytes, content_type.map_or(Stated::Nothing, labels::of_content_type))
}

/// Decodes what is neither marked nor wide. `http` is what was said from outside.
fn of_bytes(bytes: &[u8], http: Stated) -> (Cow<'_, str>, &'static str) {
    let ascii = bytes.is_ascii();
    let declared = labels::declared(bytes);
    if ascii && let Some(read) = shifted::decode(bytes, http, declared) {
        return read;
    }
    // Escape sequences make Japanese of plain ASCII.
    let plain = !ascii || !bytes.contains(&0x1b);
    if plain && let Ok(text) = std::str::from_utf8(bytes) {
        return (if ascii { Cow::Borrowed(text) } else { mended(text) }, UTF_8.name());
    }
    let stated = stated(bytes, http.encoding(ascii), declared.encoding(ascii));
    match stated {
        Some(encoding) if encoding == UTF_8 => damaged_utf8(bytes),
        Some(encoding) if encoding.is_single_byte() && mostly_utf8(bytes) => damaged_utf8(bytes),
        Some(encoding) => by(encoding, bytes),
        None if mostly_utf8(bytes) => damaged_utf8(bytes),
        None => by(detected(bytes), bytes),
    }
}

/// What HTTP says, or what the document says where HTTP says nothing or cannot be right.
fn stated(bytes: &[u8], http: Option<&'static Encoding>, declared: Option<&'static Encoding>) -> Option<&'static Encoding> {
    let (Some(outer), Some(inner)) = (http, declared) else { return http.or(declared) };
    let fits = |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    let inner_fits_by_no_accident = !inner.is_single_byte() && inner != UTF_8;
    if outer != inner && inner_fits_by_no_accident && (outer.is_single_byte() || !fits(outer)) && fits(inner) {
        return declared;
    }
    http
}

fn by<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, &'static str) {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text, encoding.name())
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let sample = bytes.get(..DETECTION_BYTES).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether there are more whole UTF-8 letters beyond ASCII than bytes that do not fit.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let sample = bytes.get(..DETECTION_BYTES).unwrap_or(bytes);
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    whole > broken
}

/// UTF-8 with bad bytes in it: each of those is read as Windows-1252, which is nearly always where they come from. When
/// hardly anything is UTF-8, what the document says or the bytes look like decides after all.
fn damaged_utf8(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    if !mostly_utf8(bytes) {
        let declared = labels::declared(bytes).encoding(false).filter(|encoding| *encoding != UTF_8);
        return by(declared.unwrap_or_else(|| detected(bytes)), bytes);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 64);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    (Cow::Owned(text), UTF_8.name())
}

/// The bytes that are letters and signs in Windows-1252 and control characters in ISO 8859-1.
const UPPER_CONTROLS: [u8; 32] = {
    let mut bytes = [0; 32];
    let mut at = 0;
    while at < 32 {
        bytes[at as usize] = 0x80 + at;
        at += 1;
    }
    bytes
};

/// UTF-8 that somebody took for Windows-1252 or ISO 8859-1 and wrote in UTF-8 again (`Ã©`) is read a second time. It counts as such when
/// every letter beyond ASCII comes out whole, which no language does by accident.
fn mended(text: &str) -> Cow<'_, str> {
    if !begins_twice_encoded(text) {
        return Cow::Borrowed(text);
    }
    let upper: String = WINDOWS_1252.decode_without_bom_handling(&UPPER_CONTROLS).0.into_owned();
    let byte = |c: char| match u8::try_from(c) {
        Ok(byte) => Some(byte),
        Err(_) => UPPER_CONTROLS.iter().zip(upper.chars()).find(|(_, known)| *known == c).map(|(byte, _)| *byte),
    };
    let once: Option<Vec<u8>> = text.chars().map(byte).collect();
    match once.map(String::from_utf8) {
        Some(Ok(mended)) if mended.chars().filter(|c| !c.is_ascii()).nth(1).is_some() => Cow::Owned(mended),
        _ => Cow::Borrowed(text),
    }
}

/// A quick look at the first letters beyond ASCII: a leading byte of UTF-8 and another of its bytes, as Windows-1252 shows them.
fn begins_twice_encoded(text: &str) -> bool {
    // Whole chunks at once: in many languages such letters are few.
    let plain = text.as_bytes().chunks(64).take_while(|chunk| chunk.is_ascii()).count() * 64;
    let mut chars = text.get(plain..).unwrap_or("").chars().skip_while(char::is_ascii);
    let (lead, next) = (chars.next(), chars.next());
    lead.is_some_and(|c| ('\u{c2}'..='\u{f4}').contains(&c))
        && next.is_some_and(|c| !c.is_ascii() && !('\u{c0}'..='\u{ff}').contains(&c))
}

#[cfg(test)]
mod tests;
