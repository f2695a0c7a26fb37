//! The names that encodings go by, in Content-Type and at the beginning of documents.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::shifted::Shifted;
use crate::limits::DECLARATION_BYTES;

/// What was said about the encoding of a document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stated {
    /// Nothing, or nothing that is known.
    Nothing,
    /// ASCII: true of nothing that has letters beyond it.
    Ascii,
    /// An encoding.
    Known(&'static Encoding),
    /// One of those that shift between alphabets.
    Shifted(Shifted),
}

impl Stated {
    /// The encoding; `ascii` tells whether the document has ASCII only.
    pub(super) fn encoding(self, ascii: bool) -> Option<&'static Encoding> {
        match self {
            Stated::Known(encoding) => Some(encoding),
            Stated::Ascii if ascii => Some(WINDOWS_1252),
            _ => None,
        }
    }
}

/// The encoding that a Content-Type names.
pub(super) fn of_content_type(content_type: &str) -> Stated {
    let named = || {
        let at = find(content_type.as_bytes(), b"charset")?;
        content_type.get(at + b"charset".len()..)?.trim_start().strip_prefix('=')
    };
    named().map_or(Stated::Nothing, |rest| label(rest.as_bytes()))
}

/// The encoding that the beginning of a document names: `<?xml encoding="…"?>` or `<meta charset=…>`.
pub(super) fn declared(bytes: &[u8]) -> Stated {
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes);
    of_xml(head).or_else(|| of_meta(head)).unwrap_or(Stated::Nothing)
}

fn of_xml(head: &[u8]) -> Option<Stated> {
    let declaration = head.get(find(head, b"<?xml")?..)?;
    let end = find(declaration, b"?>").unwrap_or(declaration.len());
    let declaration = declaration.get(..end)?;
    let rest = declaration.get(find(declaration, b"encoding")? + b"encoding".len()..)?.trim_ascii_start();
    Some(label(rest.strip_prefix(b"=")?))
}

fn of_meta(head: &[u8]) -> Option<Stated> {
    let meta = head.get(find(head, b"<meta")?..)?;
    let rest = meta.get(find(meta, b"charset")? + b"charset".len()..)?.trim_ascii_start();
    Some(label(rest.strip_prefix(b"=")?))
}

/// The encoding by the label at the beginning of `text`, which may be in quotes. A document that can be read as far
/// as its declaration is not in UTF-16, whatever it says.
fn label(text: &[u8]) -> Stated {
    let text = text.trim_ascii_start();
    let text = text.strip_prefix(b"\"").or_else(|| text.strip_prefix(b"'")).unwrap_or(text);
    let end = text.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_.:+".contains(b))).unwrap_or(text.len());
    let label = String::from_utf8_lossy(text.get(..end).unwrap_or_default()).to_ascii_lowercase();
    match label.as_str() {
        "us-ascii" | "ascii" | "ansi_x3.4-1968" | "iso646-us" => return Stated::Ascii,
        "iso-2022-kr" | "csiso2022kr" => return Stated::Shifted(Shifted::Iso2022Kr),
        "hz-gb-2312" | "hz" => return Stated::Shifted(Shifted::Hz),
        _ => {}
    }
    match Encoding::for_label(label.as_bytes()).or_else(|| careless(&label)) {
        Some(encoding) if encoding == UTF_16BE || encoding == UTF_16LE => Stated::Known(UTF_8),
        Some(encoding) if encoding != REPLACEMENT => Stated::Known(encoding),
        _ => Stated::Nothing,
    }
}

/// Names as people half remember them.
fn careless(label: &str) -> Option<&'static Encoding> {
    let bare: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    let numbered = |before: &str| bare.strip_prefix(before).filter(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    if let Some(page) = numbered("win").or_else(|| numbered("windows")).or_else(|| numbered("cp")).or_else(|| numbered("ansi")) {
        return Encoding::for_label(format!("windows-{page}").as_bytes());
    }
    if let Some(part) = numbered("iso8859").or_else(|| numbered("8859")) {
        return Encoding::for_label(format!("iso-8859-{part}").as_bytes());
    }
    let known = match bare.as_str() {
        "maccyrillic" | "xmaccyrillic" | "macukrainian" => "x-mac-cyrillic",
        "macroman" | "xmacroman" | "mac" => "macintosh",
        "koi8u" | "koi8ru" => "koi8-u",
        "big5hkscs" => "big5-hkscs",
        "latin9" => "iso-8859-15",
        "utf8mb4" | "utf8sig" => "utf-8",
        "ms932" | "cp932" => "shift_jis",
        bare => bare,
    };
    Encoding::for_label(known.as_bytes())
}

/// Where `needle` begins, letters in either case.
fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}
