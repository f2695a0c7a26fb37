//! UTF-16 and UTF-32, which show themselves by the zeros around every sign of markup.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes are looked at.
const SAMPLE: usize = 64;

/// UTF-16 by its zeros: in markup and JSON most characters at the beginning are ASCII.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE.min(bytes.len() & !1))?;
    let zeros = |at: usize| sample.iter().skip(at).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let most = |zeros: usize| zeros * 4 >= sample.len() && zeros > 1;
    match (most(first), most(second)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// UTF-32, which encoding_rs does not know, by its mark or by its zeros.
pub(super) fn utf32(bytes: &[u8]) -> Option<String> {
    let big = match bytes {
        [0, 0, 0xfe, 0xff, ..] => true,
        [0xff, 0xfe, 0, 0, ..] => false,
        _ => by_zeros(bytes)?,
    };
    let units = bytes.chunks_exact(4).map(|unit| match *unit {
        [a, b, c, d] if big => u32::from_be_bytes([a, b, c, d]),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => 0xfffd,
    });
    let text: String = units.map(|unit| char::from_u32(unit).unwrap_or('\u{fffd}')).collect();
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Whether the larger bytes come first, where the first units are ASCII.
fn by_zeros(bytes: &[u8]) -> Option<bool> {
    let all = |fits: fn(&[u8]) -> bool| bytes.len() >= 8 && bytes.chunks_exact(4).take(2).all(fits);
    if all(|unit| matches!(unit, [0, 0, 0, 1..=0x7f])) {
        Some(true)
    } else if all(|unit| matches!(unit, [1..=0x7f, 0, 0, 0])) {
        Some(false)
    } else {
        None
    }
}
