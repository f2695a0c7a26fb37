//! Strings of damaged JSON.

/// Copies a string that begins with `quote`, made valid; how many bytes it took. One that never closes ends the text.
pub(super) fn copy(text: &str, quote: char, out: &mut String) -> Option<usize> {
    out.push('"');
    let mut rest = text.get(1..)?;
    loop {
        let plain = rest.find(|c: char| c == quote || c == '"' || c == '\\' || c.is_control()).unwrap_or(rest.len());
        let (before, special) = rest.split_at(plain);
        out.push_str(before);
        let c = special.chars().next()?;
        rest = special.get(c.len_utf8()..)?;
        match c {
            c if c == quote => {
                out.push('"');
                return Some(text.len() - rest.len());
            }
            '"' => out.push_str("\\\""),
            '\\' => rest = escape(rest, out)?,
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ => {}
        }
    }
}

/// Copies what stands behind a backslash; what is left. An escape that JSON does not know is the character itself.
fn escape<'a>(rest: &'a str, out: &mut String) -> Option<&'a str> {
    let c = rest.chars().next()?;
    let after = rest.get(c.len_utf8()..)?;
    match c {
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => out.extend(['\\', c]),
        'u' => return Some(unit(after, out)),
        c if c.is_control() => {}
        c => out.push(c),
    }
    Some(after)
}

/// Copies what `\u` stands before: a character, both halves of one, or a sign for half of one.
fn unit<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let Some((code, after)) = hex(rest) else {
        out.push('u');
        return rest;
    };
    let second = || after.strip_prefix("\\u").and_then(hex).filter(|(code, _)| (0xdc00..0xe000).contains(code));
    match code {
        0xd800..0xdc00 => match second() {
            Some((low, after)) => {
                out.push_str(&format!("\\u{code:04x}\\u{low:04x}"));
                return after;
            }
            None => out.push_str("\\ufffd"),
        },
        0xdc00..0xe000 => out.push_str("\\ufffd"),
        _ => out.push_str(&format!("\\u{code:04x}")),
    }
    after
}

fn hex(text: &str) -> Option<(u32, &str)> {
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    Some((u32::from_str_radix(digits, 16).ok()?, text.get(4..)?))
}
