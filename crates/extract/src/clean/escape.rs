//! Escaping: what makes text and attribute values safe between our own tags.

/// Appends text: `&`, `<` and `>` escaped, control characters left out.
pub fn push_text(text: &str, out: &mut String) {
    push(text, false, out);
}

/// Appends ` name="value"`.
pub fn push_attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push(value, true, out);
    out.push('"');
}

/// Bytes of the longest reference written here.
const LONGEST: usize = "&quot;".len();

fn push(text: &str, quoted: bool, out: &mut String) {
    // Most texts hold nothing of the kind, which is seen many bytes at once.
    let odd = text.bytes().filter(|byte| is_odd(*byte)).count();
    out.reserve(text.len() + odd * (LONGEST - 1));
    if odd == 0 {
        return out.push_str(text);
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if quoted => "&quot;",
            b'\n' | b'\t' => continue,
            0..0x20 | 0x7f => "",
            _ => continue,
        };
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or(""));
}

const fn is_odd(byte: u8) -> bool {
    (byte < b' ') | (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out() {
        let mut out = String::new();
        push_text("a<b>&\"\u{0}\u{1b}é", &mut out);
        push_attribute("alt", "x\" onerror=\"y<>&", &mut out);
        assert_eq!(out, "a&lt;b&gt;&amp;\"é alt=\"x&quot; onerror=&quot;y&lt;&gt;&amp;\"");
    }
}
