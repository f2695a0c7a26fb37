//! From bytes to text, whatever they claim to be.
//!
//! The order that loses least: a byte order mark; then UTF-8, when the bytes are valid UTF-8 with letters beyond
//! ASCII in them (nothing else is so by accident); then what HTTP says; then what the document says; then what
//! the bytes look like. RFC 7303 lets HTTP win over valid UTF-8, but servers are wrong about it more often than not.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::limits::{DECLARATION_BYTES, DETECTION_BYTES};

/// Decodes `bytes` and says by which encoding. Never fails: what cannot be read becomes U+FFFD.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, &'static str) {
    if let Some(text) = utf32(bytes) {
        return (Cow::Owned(text), "UTF-32");
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return by(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return by(encoding, bytes);
    }
    let ascii = bytes.is_ascii();
    // Escape sequences make ISO-2022-JP of plain ASCII.
    let plain = !ascii || !bytes.contains(&0x1b);
    if plain && let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), UTF_8.name());
    }
    let stated = content_type.and_then(of_content_type).or_else(|| declared(bytes));
    match stated {
        Some(encoding) if encoding == UTF_8 => damaged_utf8(bytes),
        Some(encoding) => by(encoding, bytes),
        None if mostly_utf8(bytes) => damaged_utf8(bytes),
        None => by(detected(bytes), bytes),
    }
}

fn by<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, &'static str) {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text, encoding.name())
}

/// The encoding that a Content-Type names.
fn of_content_type(content_type: &str) -> Option<&'static Encoding> {
    let at = find(content_type.as_bytes(), b"charset")?;
    let rest = content_type.get(at + b"charset".len()..)?.trim_start().strip_prefix('=')?;
    label(rest.as_bytes())
}

/// The encoding that the beginning of a document names: `<?xml encoding="…"?>` or `<meta charset=…>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes);
    let declaration = head.trim_ascii_start();
    if declaration.starts_with(b"<?xml") {
        let end = find(declaration, b"?>").unwrap_or(declaration.len());
        let declaration = declaration.get(..end)?;
        if let Some(at) = find(declaration, b"encoding") {
            let rest = declaration.get(at + b"encoding".len()..)?.trim_ascii_start();
            return label(rest.strip_prefix(b"=")?);
        }
    }
    let meta = head.get(find(head, b"<meta")?..)?;
    let rest = meta.get(find(meta, b"charset")? + b"charset".len()..)?.trim_ascii_start();
    label(rest.strip_prefix(b"=")?)
}

/// The encoding by the label at the beginning of `text`, which may be in quotes. A document that can be read as far
/// as its declaration is not in UTF-16, whatever it says.
fn label(text: &[u8]) -> Option<&'static Encoding> {
    let text = text.trim_ascii_start();
    let text = text.strip_prefix(b"\"").or_else(|| text.strip_prefix(b"'")).unwrap_or(text);
    let end = text.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_.:+".contains(b))).unwrap_or(text.len());
    let encoding = Encoding::for_label_no_replacement(text.get(..end)?)?;
    Some(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding })
}

/// Where `needle` begins, letters in either case.
fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

/// UTF-16 shows without a mark too: every second byte of markup is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, b'<', 0, ..] | [0, b'{', 0, ..] => Some(UTF_16BE),
        [b'<', 0, _, 0, ..] | [b'{', 0, _, 0, ..] => Some(UTF_16LE),
        _ => None,
    }
}

/// UTF-32, which encoding_rs does not know, by its mark or by the zeros around the first sign.
fn utf32(bytes: &[u8]) -> Option<String> {
    let big = match bytes {
        [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, b'<' | b'{', ..] => true,
        [0xff, 0xfe, 0, 0, ..] | [b'<' | b'{', 0, 0, 0, ..] => false,
        _ => return None,
    };
    let units = bytes.chunks_exact(4).map(|unit| match *unit {
        [a, b, c, d] if big => u32::from_be_bytes([a, b, c, d]),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => 0xfffd,
    });
    let text: String = units.map(|unit| char::from_u32(unit).unwrap_or('\u{fffd}')).collect();
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
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
/// hardly anything is UTF-8, what the bytes look like decides after all.
fn damaged_utf8(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    if !mostly_utf8(bytes) {
        return by(detected(bytes), bytes);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 64);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    (Cow::Owned(text), UTF_8.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], content_type: &str) -> (String, &'static str) {
        let (text, name) = decode(bytes, Some(content_type));
        (text.into_owned(), name)
    }

    #[test]
    fn marks_come_first() {
        assert_eq!(read(b"\xef\xbb\xbf\xc3\xa9", "text/xml; charset=koi8-r"), ("é".to_owned(), "UTF-8"));
        assert_eq!(read(b"\xff\xfe\xe9\x00", ""), ("é".to_owned(), "UTF-16LE"));
        assert_eq!(read(b"\xfe\xff\x00\xe9", ""), ("é".to_owned(), "UTF-16BE"));
        assert_eq!(read(b"\x00\x00\xfe\xff\x00\x00\x00\xe9", ""), ("é".to_owned(), "UTF-32"));
        assert_eq!(read(b"<\x00a\x00>\x00", "").0, "<a>");
        assert_eq!(read(b"\x00<\x00a\x00>", "").0, "<a>");
    }

    #[test]
    fn valid_utf8_beats_what_is_claimed() {
        let page = "<?xml version='1.0' encoding='iso-8859-1'?><a>naïve</a>";
        assert_eq!(read(page.as_bytes(), "text/xml; charset=windows-1251"), (page.to_owned(), "UTF-8"));
    }

    #[test]
    fn http_beats_the_declaration_which_beats_detection() {
        let bytes = b"<?xml version='1.0' encoding=\"windows-1251\"?><a>\xe9</a>";
        assert!(read(bytes, "text/xml; charset=\"ISO-8859-1\"").0.contains('é'));
        assert!(read(bytes, "text/xml").0.contains('й'));
        assert!(read(b"<html><meta charset=windows-1253><p>\xe9", "").0.contains('ι'));
        assert!(read(b"<html><META HTTP-EQUIV=x content='text/html; charset=windows-1253'><p>\xe9", "").0.contains('ι'));
    }

    #[test]
    fn a_few_bad_bytes_do_not_lose_the_rest() {
        let (text, name) = read("<a>Žižkov – čtvrť ".bytes().chain([0x92, b'<']).collect::<Vec<_>>().as_slice(), "");
        assert_eq!((text.as_str(), name), ("<a>Žižkov – čtvrť ’<", "UTF-8"));
    }

    #[test]
    fn what_is_wrongly_declared_is_detected() {
        let text =
            "<?xml version='1.0' encoding='utf-8'?><a>Сегодня в столице прошло заседание совета, на котором обсуждали погоду</a>";
        let unknown = text.replace("utf-8", "xtf-8");
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&unknown);
        assert!(read(&bytes, "").0.contains("заседание"));
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        assert!(read(&bytes, "").0.contains("заседание"));
    }

    #[test]
    fn japanese_escapes_are_seen() {
        let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode("<a>東京の天気</a>");
        assert!(read(&bytes, "text/xml; charset=iso-2022-jp").0.contains("東京"));
        assert!(read(&bytes, "").0.contains("東京"));
    }

    #[test]
    fn empty_and_odd_input_is_read() {
        assert_eq!(read(b"", ""), (String::new(), "UTF-8"));
        for byte in 0..=255_u8 {
            decode(&[byte], Some("charset="));
            decode(&[byte, 0, byte], Some("charset=utf-16"));
        }
    }
}
