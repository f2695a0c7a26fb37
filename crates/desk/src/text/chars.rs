//! What kind of character this is, and its folded form.

/// What a character does in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A letter of a script that puts spaces between words.
    Letter,
    /// A decimal digit of any script.
    Digit,
    /// A character of a script that puts no spaces between words (or, in Korean, glues particles to them).
    Glyph(Script),
    /// Something inside a word that changes nothing: a vowel point, a joiner, a soft hyphen.
    Silent,
    /// The end of a sentence.
    Stop,
    /// A space or anything else between words.
    Gap,
}

/// Which of the scripts without spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Chinese characters.
    Han,
    /// The Japanese syllables that carry the grammar.
    Hiragana,
    /// The Japanese syllables that spell foreign words; runs of them are words.
    Katakana,
    /// Korean syllables.
    Hangul,
    /// Thai, Lao, Khmer, Burmese.
    Indic,
}

/// What `c` does.
#[inline]
pub(crate) fn kind(c: char) -> Kind {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Kind::Letter,
            '0'..='9' => Kind::Digit,
            '.' | '!' | '?' | ':' | '\n' => Kind::Stop,
            _ => Kind::Gap,
        };
    }
    far_kind(c)
}

fn far_kind(c: char) -> Kind {
    match u32::from(c) {
        // Signs that stand at the start of what is said: a capital after them says nothing.
        0x2018 | 0x201c | 0x201e | 0xab | 0x2022 | 0x2026 | 0x3002 | 0xff01 | 0xff0e | 0xff1f | 0x61f | 0x6d4 | 0x964 | 0x965 => {
            Kind::Stop
        }
        0xad | 0x200b..=0x200d | 0xfeff | 0x300..=0x36f | 0x640 | 0x64b..=0x65f | 0x670 | 0x610..=0x61a | 0x6d6..=0x6dc => {
            Kind::Silent
        }
        0x3041..=0x309f => Kind::Glyph(Script::Hiragana),
        0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => Kind::Glyph(Script::Katakana),
        0x3005..=0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => Kind::Glyph(Script::Han),
        0xac00..=0xd7af => Kind::Glyph(Script::Hangul),
        0xe01..=0xe3a | 0xe40..=0xe4e | 0xe81..=0xece | 0x1000..=0x103f | 0x1780..=0x17d3 => Kind::Glyph(Script::Indic),
        _ if digit(c).is_some() => Kind::Digit,
        // In the scripts of India, signs that are no letters by themselves still belong to the word.
        0x900..=0xdff => Kind::Letter,
        _ if c.is_alphanumeric() => Kind::Letter,
        _ => Kind::Gap,
    }
}

/// The value of a decimal digit of the scripts that newspapers print.
pub(crate) fn digit(c: char) -> Option<u8> {
    let code = u32::from(c);
    let zero = match code {
        0x30..=0x39 => 0x30,
        0x660..=0x669 => 0x660,
        0x6f0..=0x6f9 => 0x6f0,
        0x966..=0x96f => 0x966,
        0x9e6..=0x9ef => 0x9e6,
        0xe50..=0xe59 => 0xe50,
        0xff10..=0xff19 => 0xff10,
        _ => return None,
    };
    u8::try_from(code - zero).ok()
}

/// The form in which two spellings of one letter are the same.
#[inline]
pub(crate) fn fold(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { far_fold(c) }
}

fn far_fold(c: char) -> char {
    match u32::from(c) {
        // Arabic letters that are written one for the other: alef, yeh, teh marbuta, and the Persian forms of kaf and yeh.
        0x622 | 0x623 | 0x625 | 0x671 => '\u{627}',
        0x649 | 0x6cc => '\u{64a}',
        0x629 => '\u{647}',
        0x6a9 => '\u{643}',
        // Full-width Latin.
        code @ 0xff21..=0xff3a => char::from_u32(code - 0xff21 + 0x61).unwrap_or(c),
        code @ 0xff41..=0xff5a => char::from_u32(code - 0xff41 + 0x61).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_apart() {
        for (c, expected) in [
            ('a', Kind::Letter),
            ('É', Kind::Letter),
            ('ж', Kind::Letter),
            ('ب', Kind::Letter),
            ('क', Kind::Letter),
            ('\u{94d}', Kind::Letter),
            ('7', Kind::Digit),
            ('٧', Kind::Digit),
            ('７', Kind::Digit),
            ('鉄', Kind::Glyph(Script::Han)),
            ('の', Kind::Glyph(Script::Hiragana)),
            ('ー', Kind::Glyph(Script::Katakana)),
            ('한', Kind::Glyph(Script::Hangul)),
            ('ก', Kind::Glyph(Script::Indic)),
            ('\u{64e}', Kind::Silent),
            ('。', Kind::Stop),
            ('・', Kind::Gap),
            ('—', Kind::Gap),
        ] {
            assert_eq!(kind(c), expected, "{c:?}");
        }
    }

    #[test]
    fn spellings_of_one_letter_fold_together() {
        for (one, other) in [('Ä', 'ä'), ('أ', 'ا'), ('ى', 'ي'), ('ة', 'ه'), ('Ａ', 'a'), ('Σ', 'σ')] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_eq!(digit('٤'), Some(4));
        assert_eq!(digit('x'), None);
    }
}
