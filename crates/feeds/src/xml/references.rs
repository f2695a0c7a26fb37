//! Character references: `&amp;`, `&#8217;`, `&nbsp;` and what was meant by them.

use std::borrow::Cow;

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;

use crate::limits::{DECLARED_ENTITIES, ENTITY_BYTES};

/// The longest name of a character in HTML.
const NAME_BYTES: usize = 32;

/// Entities that a document declared for itself.
#[derive(Debug, Default)]
pub(crate) struct Declared<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Declared<'a> {
    /// Takes the `<!ENTITY name "value">`s out of a document type.
    pub(crate) fn learn(&mut self, doctype: &'a str) {
        for piece in doctype.split("<!ENTITY").skip(1).take(DECLARED_ENTITIES) {
            let piece = piece.trim_ascii_start();
            let Some((name, rest)) = piece.split_once(|c: char| c.is_ascii_whitespace()) else { continue };
            let rest = rest.trim_ascii_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some(value) = rest.split(quote).nth(1) else { continue };
            if value.len() <= ENTITY_BYTES && self.0.len() < DECLARED_ENTITIES {
                self.0.push((name, value));
            }
        }
    }

    pub(crate) fn value(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// Decodes text of XML once. References that mean nothing stay as they are, control characters go, line ends become `\n`,
/// and the C1 controls, which nobody means, become what Windows-1252 has in their place.
pub(crate) fn decode<'a>(raw: &'a str, declared: &Declared<'_>) -> Cow<'a, str> {
    walk(raw, |bytes, from| next_special(bytes, from, b'&'), |text| xml_reference(text, declared))
}

/// As [`decode`], for text that [`is_simple`]: only references are looked for.
pub(crate) fn decode_simple<'a>(raw: &'a str, declared: &Declared<'_>) -> Cow<'a, str> {
    walk(raw, next_reference, |text| xml_reference(text, declared))
}

/// Decodes text of HTML: as [`decode`], and also names whose semicolon is missing, where HTML allows that.
pub(crate) fn decode_html(raw: &str) -> Cow<'_, str> {
    walk(raw, |bytes, from| next_special(bytes, from, b'&'), |text| reference(text).or_else(|| legacy(text)))
}

/// Text without the characters that no document may hold, references left alone: what CDATA holds.
pub(crate) fn tidy(raw: &str) -> Cow<'_, str> {
    walk(raw, next_control, |_| None)
}

/// Whether [`tidy`] would leave a text as it is, and with it every part of it.
pub(crate) fn is_simple(text: &str) -> bool {
    next_control(text.as_bytes(), 0).is_none()
}

fn next_reference(bytes: &[u8], from: usize) -> Option<usize> {
    Some(from + memchr(b'&', bytes.get(from..)?)?)
}

fn next_control(bytes: &[u8], from: usize) -> Option<usize> {
    // Any control character will do as the sign: those are found anyway.
    next_special(bytes, from, 0)
}

/// What a reference stands for, and how many bytes behind the `&` it takes.
struct Meant<'d> {
    text: MeantText<'d>,
    length: usize,
}

enum MeantText<'d> {
    /// One or two characters; `\0` for none.
    Chars(char, char),
    /// A declared entity, to be decoded without further declarations.
    Declared(&'d str),
}

/// Copies `raw` up to each special place that `next` finds, and there writes what `meaning` knows of the reference behind it.
fn walk<'a, 'd>(
    raw: &'a str,
    next: impl Fn(&[u8], usize) -> Option<usize>,
    meaning: impl Fn(&str) -> Option<Meant<'d>>,
) -> Cow<'a, str> {
    let Some(first) = next(raw.as_bytes(), 0) else { return Cow::Borrowed(raw) };
    let mut out = String::with_capacity(raw.len());
    let mut copied = 0;
    let mut special = Some(first);
    while let Some(at) = special {
        out.push_str(raw.get(copied..at).unwrap_or(""));
        copied = at + special_piece(raw, at, &meaning, &mut out);
        special = next(raw.as_bytes(), copied);
    }
    out.push_str(raw.get(copied..).unwrap_or(""));
    Cow::Owned(out)
}

/// The next byte that is not simply copied: `sign`, a control character, or the beginning of a C1 control. Looks at
/// many bytes at once, as this is where most of the time goes.
fn next_special(bytes: &[u8], from: usize, sign: u8) -> Option<usize> {
    const STEP: usize = 64;
    let special = |b: u8| b == sign || (b < 0x20 && b != b'\n' && b != b'\t') || b == 0xc2 || b == 0x7f;
    let c1 = |at: usize| bytes.get(at + 1).is_some_and(|next| *next < 0xa0);
    let mut start = from;
    for chunk in bytes.get(from..)?.chunks(STEP) {
        if chunk.iter().fold(false, |any, b| any | special(*b)) {
            for (at, b) in chunk.iter().enumerate() {
                if special(*b) && (*b != 0xc2 || c1(start + at)) {
                    return Some(start + at);
                }
            }
        }
        start += chunk.len();
    }
    None
}

/// Writes what the special piece at `at` means; the bytes it takes.
fn special_piece<'d>(raw: &str, at: usize, meaning: impl Fn(&str) -> Option<Meant<'d>>, out: &mut String) -> usize {
    let rest = raw.get(at..).unwrap_or("");
    let Some(c) = rest.chars().next() else { return 1 };
    match c {
        '&' => match meaning(rest.get(1..).unwrap_or("")) {
            Some(meant) => {
                meant.write(out);
                meant.length + 1
            }
            None => {
                out.push('&');
                1
            }
        },
        '\r' => {
            if !rest.starts_with("\r\n") {
                out.push('\n');
            }
            1
        }
        '\u{80}'..='\u{9f}' => {
            out.extend(c1(u32::from(c)));
            c.len_utf8()
        }
        c if c.is_control() => c.len_utf8(),
        c => {
            out.push(c);
            c.len_utf8()
        }
    }
}

impl Meant<'_> {
    fn write(&self, out: &mut String) {
        match self.text {
            MeantText::Chars(a, b) => {
                if a != '\0' {
                    out.push(a);
                }
                if b != '\0' {
                    out.push(b);
                }
            }
            MeantText::Declared(value) => out.push_str(&decode(value, &Declared::default())),
        }
    }
}

fn c1(code: u32) -> Option<char> {
    let at = usize::try_from(code.checked_sub(0x80)?).ok()?;
    C1_REPLACEMENTS.get(at).copied().flatten()
}

fn xml_reference<'d>(text: &str, declared: &Declared<'d>) -> Option<Meant<'d>> {
    let name_end = text.bytes().take(NAME_BYTES + 1).position(|b| b == b';');
    if !declared.0.is_empty()
        && let Some(end) = name_end
        && let Some(value) = text.get(..end).and_then(|name| declared.value(name))
    {
        return Some(Meant { text: MeantText::Declared(value), length: end + 1 });
    }
    older(text).or_else(|| reference(text))
}

/// The two names whose meaning HTML has changed since: a feed's own document type (RSS 0.91, as HTML 4) gives them the angle
/// brackets U+2329 and U+232A. Inside HTML they are what HTML says.
fn older<'d>(text: &str) -> Option<Meant<'d>> {
    let (name, c) = [("lang;", '\u{2329}'), ("rang;", '\u{232a}')].into_iter().find(|(name, _)| text.starts_with(name))?;
    Some(Meant { text: MeantText::Chars(c, '\0'), length: name.len() })
}

/// `#123;`, `#x7b;`, `name;`.
fn reference<'d>(text: &str) -> Option<Meant<'d>> {
    let bytes = text.as_bytes();
    if bytes.first() == Some(&b'#') {
        return numeric(bytes);
    }
    let simple = [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("apos;", '\'')];
    if let Some((name, c)) = simple.iter().find(|(name, _)| text.starts_with(name)) {
        return Some(Meant { text: MeantText::Chars(*c, '\0'), length: name.len() });
    }
    let end = bytes.iter().take(NAME_BYTES + 1).position(|b| !b.is_ascii_alphanumeric())?;
    if bytes.get(end) != Some(&b';') {
        return None;
    }
    named(text.get(..=end)?)
}

/// Old names such as `nbsp` and `copy` without their semicolon, unless what follows shows that an address was meant.
fn legacy<'d>(text: &str) -> Option<Meant<'d>> {
    let end = text.bytes().take(NAME_BYTES).position(|b| !b.is_ascii_alphanumeric()).unwrap_or(text.len().min(NAME_BYTES));
    if text.as_bytes().get(end) == Some(&b'=') {
        return None;
    }
    named(text.get(..end)?)
}

fn named<'d>(name: &str) -> Option<Meant<'d>> {
    let (a, b) = *NAMED_ENTITIES.get(name)?;
    let (a, b) = (char::from_u32(a)?, char::from_u32(b)?);
    // The table also holds the beginnings of names, with nothing to stand for.
    if a == '\0' { None } else { Some(Meant { text: MeantText::Chars(a, b), length: name.len() }) }
}

fn numeric<'d>(bytes: &[u8]) -> Option<Meant<'d>> {
    let hex = matches!(bytes.get(1), Some(b'x' | b'X'));
    let start = if hex { 2 } else { 1 };
    let radix = if hex { 16 } else { 10 };
    let digits = bytes.get(start..)?.iter().take(NAME_BYTES).map_while(|b| char::from(*b).to_digit(radix));
    let (count, code) =
        digits.fold((0, 0_u32), |(count, sum), digit| (count + 1, sum.saturating_mul(radix).saturating_add(digit)));
    if count == 0 {
        return None;
    }
    let semicolon = usize::from(bytes.get(start + count) == Some(&b';'));
    Some(Meant { text: MeantText::Chars(meant_by(code), '\0'), length: start + count + semicolon })
}

fn meant_by(code: u32) -> char {
    match code {
        0x80..=0x9f => c1(code).unwrap_or('\u{fffd}'),
        _ => match char::from_u32(code) {
            Some(c) if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => '\0',
            Some(c) => c,
            None => '\u{fffd}',
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(text: &str) -> String {
        decode(text, &Declared::default()).into_owned()
    }

    #[test]
    fn references_are_decoded_once() {
        assert_eq!(
            xml("a &amp;amp; b &lt;i&gt; &#65;&#x42;&#X43; &eacute;&nbsp;&hellip;"),
            "a &amp; b <i> ABC é\u{a0}…"
        );
    }

    #[test]
    fn what_means_nothing_stays() {
        for text in
            ["Q & A", "?a=1&b=2&copy=3", "&unknown;", "&;", "&#;", "&#x;", "&", "&amp", "&toolongtobeanameofanycharacterinhtml;"]
        {
            assert_eq!(xml(text), text);
        }
        assert_eq!(decode_html("&copy 2024 &nbsp&amp ?a&copy=1").as_ref(), "© 2024 \u{a0}& ?a&copy=1");
    }

    #[test]
    fn windows_characters_are_put_right() {
        assert_eq!(xml("don&#146;t \u{93}x\u{94}"), "don’t “x”");
    }

    #[test]
    fn controls_go_and_line_ends_are_one() {
        assert_eq!(xml("a\u{0}\u{b}b\r\nc\rd\te&#0;&#7;&#xD800;&#99999999999;"), "ab\nc\nd\te\u{fffd}\u{fffd}");
        assert!(matches!(decode("nothing here – é", &Declared::default()), Cow::Borrowed(_)));
    }

    #[test]
    fn declared_entities_do_not_expand_one_another() {
        let mut declared = Declared::default();
        declared.learn("DOCTYPE x [<!ENTITY a \"ha &amp; \"><!ENTITY b '&a;&a;&a;'><!ENTITY % c 'no'>");
        assert_eq!(decode("&a;|&b;", &declared), "ha & |&a;&a;&a;");
    }
}
