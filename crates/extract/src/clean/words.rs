//! Cuts text into words and the white space between them.

/// Bytes looked at together.
const CHUNK: usize = 32;

/// The length of what `text` begins with that can be written as it is: words with single spaces between them, no reference or
/// tag in them. `text` does not begin with white space; what is cut off does not end with it.
pub fn plain_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += plain_chunks(bytes.get(at..).unwrap_or_default());
        let until = at + CHUNK;
        while at < until && is_plain_at(bytes, at) {
            at += 1;
        }
        if at < until {
            break;
        }
    }
    at - usize::from(at > 0 && bytes.get(at - 1) == Some(&b' '))
}

/// How many bytes of whole chunks are plain for certain.
fn plain_chunks(bytes: &[u8]) -> usize {
    let mut length = 0;
    for chunk in bytes.chunks_exact(CHUNK) {
        let after = bytes.get(length + 1..length + CHUNK + 1).unwrap_or_default();
        let doubled = chunk.iter().zip(after).fold(false, |found, (one, next)| found | ((*one == b' ') & (*next == b' ')));
        let odd = chunk.iter().fold(false, |odd, byte| odd | is_odd(*byte) | (*byte == 0xc2));
        if doubled | odd | (after.len() < CHUNK) {
            break;
        }
        length += CHUNK;
    }
    length
}

fn is_plain_at(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        None => false,
        Some(b' ') => bytes.get(at + 1) != Some(&b' '),
        Some(0xc2) => bytes.get(at + 1) != Some(&0xa0),
        Some(byte) => !is_odd(*byte),
    }
}

/// Bytes that are escaped, folded or left out.
const fn is_odd(byte: u8) -> bool {
    (byte < b' ') | (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == 0x7f)
}

/// Characters that mean nothing in HTML.
pub const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f)
}

/// Cuts `text` after the white space it begins with.
pub fn cut_gap(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(length) = gap_at(bytes, at) {
        at += length;
    }
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// Cuts `text` after the word it begins with.
pub fn cut_word(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && gap_at(bytes, at).is_none() {
        at += 1;
    }
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// The length of the white space character at `at`, if there is one.
fn gap_at(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b' ' | b'\n' | b'\t' | b'\r' | 0x0c => Some(1),
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn runs_end_before_anything_odd() {
        let long = "a long line of words that fills more than one chunk, été °C and all ".repeat(3);
        for odd in ["\n", "\t", "  ", "\u{a0}", "&", "<", ">", "\u{0}", "\u{7f}", " \n", " &", ""] {
            for cut in 0..long.len() {
                let Some(start) = long.get(..cut) else { continue };
                let text = format!("{start}{odd}tail");
                let end = start.trim_end().len().max(usize::from(odd.is_empty()) * (cut + 4));
                assert_eq!(plain_run(&text), end, "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn runs_are_plain(text in "[a-f &<\n\u{a0}é°]{0,120}") {
            let text = text.trim_start();
            let run = text.get(..plain_run(text)).unwrap();
            prop_assert!(!run.ends_with(' ') && !run.contains("  ") && !run.contains(['&', '<', '\n', '\u{a0}']), "{run:?}");
        }
    }
}
