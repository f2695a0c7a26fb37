//! Folds white space.

/// `text` with white space folded to single spaces and without control characters.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut inside) = (text, false);
    while let Some(character) = rest.chars().next() {
        let plain = if character == ' ' { 0 } else { plain_length(rest.as_bytes()) };
        let (piece, tail) = rest.split_at(if plain > 0 { plain } else { character.len_utf8() });
        rest = tail;
        let is_gap = plain == 0 && character.is_whitespace();
        if !is_gap && !inside && !out.is_empty() {
            out.push(' ');
        }
        inside = !is_gap;
        if plain > 0 || !(is_gap || character.is_control()) {
            out.push_str(piece);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// How many bytes from the first on are folded for certain: words without control characters, single spaces between them.
fn plain_length(bytes: &[u8]) -> usize {
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

/// Bytes looked at together.
const CHUNK: usize = 16;

/// How many bytes of whole chunks are ASCII and plain for certain.
fn plain_chunks(bytes: &[u8]) -> usize {
    let mut length = 0;
    for chunk in bytes.chunks_exact(CHUNK) {
        let after = bytes.get(length + 1..length + CHUNK + 1).unwrap_or_default();
        let doubled = chunk.iter().zip(after).fold(false, |found, (one, next)| found | ((*one == b' ') & (*next <= b' ')));
        let odd = chunk.iter().fold(false, |odd, byte| odd | (*byte < b' ') | (*byte >= 0x7f));
        if doubled | odd | (after.len() < CHUNK) {
            break;
        }
        length += CHUNK;
    }
    length
}

fn is_plain_at(bytes: &[u8], at: usize) -> bool {
    // The last four begin the characters beyond ASCII among which there is white space.
    match bytes.get(at) {
        Some(b' ') => at > 0 && bytes.get(at + 1).is_some_and(|next| *next > b' ' && is_plain_at(bytes, at + 1)),
        Some(..b' ' | 0x7f | 0xc2 | 0xe1..=0xe3) | None => false,
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What [`fold`] does, said slowly.
    fn folded(text: &str) -> String {
        let word = |word: &str| word.chars().filter(|c| !c.is_control()).collect::<String>();
        let mut out = String::new();
        for part in text.split_whitespace() {
            out.push_str(if out.is_empty() { "" } else { " " });
            out.push_str(&word(part));
        }
        out.trim_end().to_owned()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn folding_is_what_it_says(text in "([a-c]{1,20}|[ \n\t\u{7}\u{85}\u{a0}\u{3000}\u{2009}é’'東م1.-]){0,40}") {
            prop_assert_eq!(fold(&text), folded(&text), "{:?}", text);
        }
    }
}
