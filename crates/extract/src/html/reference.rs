//! Character references (`&amp;`, `&#8217;`), read as the HTML standard's tokenizer reads them (§13.2.5.72 to 80).

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memchr;

/// The standard's table of names: `name code-point…`, a star after names that also work without semicolon.
const TABLE: &str = include_str!("references.txt");

/// Letters in the longest name.
const LONGEST_NAME: usize = 31;

struct Named {
    characters: String,
    bare: bool,
}

static NAMES: LazyLock<HashMap<&'static str, Named>> = LazyLock::new(|| TABLE.lines().filter_map(row).collect());

fn row(line: &'static str) -> Option<(&'static str, Named)> {
    let (name, codes) = line.split_once(' ')?;
    let characters = codes.split(' ').filter_map(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)).collect();
    let bare = name.strip_suffix('*');
    Some((bare.unwrap_or(name), Named { characters, bare: bare.is_some() }))
}

/// Where a piece of markup stands; references without semicolon are read more strictly inside attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Between tags.
    Text,
    /// In an attribute's value.
    Attribute,
}

/// Appends `raw` to `out` with every character reference replaced.
pub fn decode_into(raw: &str, place: Place, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let used = reference(from, place, out);
        if used == 0 {
            out.push('&');
            rest = &from[1..];
        } else {
            rest = &from[used..];
        }
    }
    out.push_str(rest);
}

/// `raw` with every character reference replaced.
pub fn decode(raw: &str, place: Place) -> String {
    let mut out = String::with_capacity(raw.len());
    decode_into(raw, place, &mut out);
    out
}

/// Reads the reference that `from` starts with; gives the bytes it took, 0 when it is none.
fn reference(from: &str, place: Place, out: &mut String) -> usize {
    match from.as_bytes().get(1) {
        Some(b'#') => numeric(from, out),
        Some(byte) if byte.is_ascii_alphabetic() => named(from, place, out),
        _ => 0,
    }
}

fn numeric(from: &str, out: &mut String) -> usize {
    let bytes = from.as_bytes();
    let (start, radix) = if matches!(bytes.get(2), Some(b'x' | b'X')) { (3, 16) } else { (2, 10) };
    let digits = bytes.iter().skip(start).take_while(|byte| char::from(**byte).is_digit(radix)).count();
    if digits == 0 {
        return 0;
    }
    let end = start + digits;
    let code = u32::from_str_radix(&from[start..end], radix).unwrap_or(u32::MAX);
    out.push(character(code));
    end + usize::from(bytes.get(end) == Some(&b';'))
}

/// What a number stands for: the C1 range means Windows-1252, what no character has is U+FFFD.
fn character(code: u32) -> char {
    const WINDOWS_1252: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => WINDOWS_1252.get(code as usize - 0x80).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

fn named(from: &str, place: Place, out: &mut String) -> usize {
    let name_end = from.bytes().skip(1).take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    let name = &from[1..=name_end];
    let next = from.as_bytes().get(name_end + 1).copied();
    if next == Some(b';')
        && let Some(characters) = common(name).or_else(|| NAMES.get(name).map(|named| named.characters.as_str()))
    {
        out.push_str(characters);
        return name_end + 2;
    }
    bare(name, next, place, out)
}

/// The longest name that works without semicolon at the start of `name`.
fn bare(name: &str, next: Option<u8>, place: Place, out: &mut String) -> usize {
    for length in (2..=name.len().min(6)).rev() {
        let Some(named) = NAMES.get(&name[..length]).filter(|named| named.bare) else { continue };
        let follows = name.as_bytes().get(length).copied().or(next);
        if place == Place::Attribute && follows.is_some_and(|byte| byte == b'=' || byte.is_ascii_alphanumeric()) {
            return 0;
        }
        out.push_str(&named.characters);
        return length + 1;
    }
    0
}

/// The handful that makes up nearly all of real text.
fn common(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "nbsp" => "\u{a0}",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "rsquo" => "’",
        "lsquo" => "‘",
        "ldquo" => "“",
        "rdquo" => "”",
        "ndash" => "–",
        "mdash" => "—",
        "hellip" => "…",
        "apos" => "'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_the_standard_says() {
        for (raw, text, attribute) in [
            ("AT&amp;T &lt;b&gt; &quot;x&quot;", "AT&T <b> \"x\"", "AT&T <b> \"x\""),
            ("caf&eacute; caf&eacute caf&eacutes", "café café cafés", "café café caf&eacutes"),
            ("&notit; &notin;", "¬it; ∉", "&notit; ∉"),
            ("?a=1&copy=2&lt=3", "?a=1©=2<=3", "?a=1&copy=2&lt=3"),
            ("&#8217;&#x2019;&#x2019&#146;", "’’’’", "’’’’"),
            (
                "&#0;&#xD800;&#x110000;&#99999999999;",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            ),
            ("& && &; &# &#x; &unknown; &é", "& && &; &# &#x; &unknown; &é", "& && &; &# &#x; &unknown; &é"),
            ("&NotEqualTilde;&CounterClockwiseContourIntegral;", "≂̸∳", "≂̸∳"),
        ] {
            assert_eq!(decode(raw, Place::Text), text, "{raw}");
            assert_eq!(decode(raw, Place::Attribute), attribute, "{raw}");
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(NAMES.len(), 2125);
        assert_eq!(NAMES.values().filter(|named| named.bare).count(), 106);
        assert!(NAMES.keys().all(|name| name.len() <= LONGEST_NAME) && NAMES.values().all(|named| !named.characters.is_empty()));
        assert!(NAMES.iter().all(|(name, named)| !named.bare || (2..=6).contains(&name.len())));
    }
}
