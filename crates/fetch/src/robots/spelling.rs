//! One spelling for paths and patterns.

/// One spelling for all that mean the same (RFC 9309, section 2.2.2; RFC 3986, section 6.2.2): unreserved characters
/// plain, all others that need it as `%` and upper-case hexadecimal. In a path, `*` and `$` stand for themselves and are
/// encoded too, so that a pattern's `%2A` finds them.
pub fn normal(text: &str, path: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = text.as_bytes();
    while let [byte, rest @ ..] = bytes {
        bytes = rest;
        match rest {
            [high, low, after @ ..] if *byte == b'%' && high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes = after;
                let decoded = hex(*high) << 4 | hex(*low);
                write(&mut out, decoded, decoded.is_ascii_alphanumeric() || b"-._~".contains(&decoded));
            }
            _ => write(&mut out, *byte, byte.is_ascii_graphic() && !(path && matches!(byte, b'*' | b'$'))),
        }
    }
    out
}

/// The worth of a hexadecimal digit.
fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20).wrapping_sub(b'a' - 10),
    }
}

fn write(out: &mut String, byte: u8, plain: bool) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    if plain {
        out.push(char::from(byte));
    } else {
        let digit = |half: u8| DIGITS.get(usize::from(half & 15)).copied().unwrap_or('0');
        out.extend(['%', digit(byte >> 4), digit(byte)]);
    }
}
