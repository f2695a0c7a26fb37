//! Counts words in any script.

/// How many words a text has. Scripts that write without spaces (Han, kana, Thai, Lao, Khmer, Burmese) count one word for
/// every two letters.
pub fn count_words(text: &str) -> u32 {
    let mut count = Count::default();
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(ascii);
        count.ascii(piece.as_bytes());
        let wide = tail.bytes().position(|byte| byte.is_ascii()).unwrap_or(tail.len());
        let (piece, tail) = tail.split_at(wide);
        piece.chars().for_each(|character| count.take(kind_of(character)));
        rest = tail;
    }
    count.words + count.letters.div_ceil(2)
}

/// Words while they are counted.
#[derive(Default)]
struct Count {
    words: u32,
    /// Letters of an unspaced script that are not yet counted.
    letters: u32,
    /// Whether a word goes on.
    inside: bool,
}

impl Count {
    fn ascii(&mut self, bytes: &[u8]) {
        let Some(first) = bytes.first() else { return };
        self.take(ASCII.get(usize::from(*first)).copied().unwrap_or(Letter::None));
        let (mut words, mut inside) = (0, self.inside);
        for byte in bytes.iter().skip(1) {
            let kind = ASCII.get(usize::from(*byte)).copied().unwrap_or(Letter::None);
            let spaced = kind == Letter::Spaced;
            words += u32::from(spaced & !inside);
            inside = spaced | (inside & (kind == Letter::Joins));
        }
        self.words += words;
        self.inside = inside;
    }

    fn take(&mut self, kind: Letter) {
        if kind == Letter::Unspaced {
            self.letters += 1;
            self.inside = false;
            return;
        }
        self.words += self.letters.div_ceil(2);
        self.letters = 0;
        self.words += u32::from(kind == Letter::Spaced && !self.inside);
        self.inside = kind == Letter::Spaced || (self.inside && kind == Letter::Joins);
    }
}

/// What a character is to a word.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Letter {
    /// Part of a word of a script that separates words.
    Spaced,
    /// A letter of a script that does not.
    Unspaced,
    /// Inside a word it goes on with it: an apostrophe, a hyphen, a decimal point, a combining mark.
    Joins,
    /// Anything else.
    None,
}

/// What the characters of ASCII are.
static ASCII: [Letter; 128] = ascii();

const fn ascii() -> [Letter; 128] {
    let mut kinds = [Letter::None; 128];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Letter::Spaced,
            b'\'' | b'-' | b'.' | b',' | b'_' => Letter::Joins,
            _ => Letter::None,
        };
        at += 1;
    }
    kinds
}

/// What a character beyond ASCII is.
fn kind_of(character: char) -> Letter {
    match character {
        '’' => Letter::Joins,
        _ if is_unspaced(character) => Letter::Unspaced,
        _ if is_mark(character) => Letter::Joins,
        _ if character.is_alphanumeric() => Letter::Spaced,
        _ => Letter::None,
    }
}

/// Whether a letter belongs to a script that writes without spaces between words.
pub const fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Combining marks of the spaced scripts, which are no letters of their own.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}'
        | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}' | '\u{200c}'..='\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What [`count_words`] does, said slowly.
    fn counted(text: &str) -> u32 {
        let kind = |c: char| ASCII.get(c as usize).copied().unwrap_or_else(|| kind_of(c));
        let (mut words, mut letters, mut inside) = (0, 0u32, false);
        for character in text.chars().chain([' ']) {
            let kind = kind(character);
            if kind == Letter::Unspaced {
                letters += 1;
            } else {
                words += letters.div_ceil(2) + u32::from(kind == Letter::Spaced && !inside);
                letters = 0;
            }
            inside = kind == Letter::Spaced || (inside && kind == Letter::Joins);
        }
        words
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn counting_is_what_it_says(text in "([a-c]{1,20}|[ \n\t\u{7}\u{85}\u{a0}\u{3000}\u{2009}é’'東م1.-]){0,40}") {
            prop_assert_eq!(count_words(&text), counted(&text), "{:?}", text);
        }
    }

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, words) in [
            ("", 0),
            ("One two, three.", 3),
            ("It’s well-known: 1,440 people", 4),
            ("東京都は雨です", 4),
            ("서울 날씨 맑음", 3),
            ("กรุงเทพ", 4),
            ("قال الوزير", 2),
            ("हिन्दी समाचार", 2),
            ("iPhone15を買う", 3),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }
}
