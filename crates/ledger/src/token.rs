//! Cuts a text into words, numbers and marks, each with its place in bytes and in Unicode scalar values.

use newsstand_news::Span;

use crate::words::Lexicon;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with hyphens and apostrophes between them.
    Word,
    /// The `'s` of a possessive.
    Clitic,
    /// Digits with their separators.
    Number,
    /// Any other character that is not a blank.
    Mark(char),
    /// One or more line breaks.
    Break,
}

/// A piece of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub kind: Kind,
    /// Where it stands, in bytes.
    pub start: usize,
    pub end: usize,
    /// Where it stands, in Unicode scalar values.
    pub span: Span,
    /// What its language knows of it, see [`crate::words::class`].
    pub class: u64,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether a blank or break stands before it.
    pub spaced: bool,
}

/// Cuts `text`. One pass.
pub(crate) fn cut(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut cutter =
        Cutter { text, at: 0, chars: 0, spaced: true, tokens: Vec::with_capacity(text.len() / 5), lexicon, fold: String::new() };
    while let Some(c) = cutter.peek() {
        cutter.step(c);
    }
    cutter.tokens
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    chars: u32,
    spaced: bool,
    tokens: Vec<Token>,
    lexicon: &'t Lexicon,
    fold: String,
}

impl Cutter<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, c: char) {
        if c == '\n' {
            let length = run(self.rest(), char::is_whitespace);
            self.push(Kind::Break, length, 0);
            self.spaced = true;
        } else if c.is_whitespace() || is_invisible(c) {
            let length = run(self.rest(), |c| c != '\n' && (c.is_whitespace() || is_invisible(c)));
            self.skip(length);
            self.spaced = true;
        } else if digit(c).is_some() {
            let length = number_length(self.rest(), self.lexicon);
            self.push(Kind::Number, length, 0);
        } else if is_clitic(self.rest(), self.after_word()) {
            self.push(Kind::Clitic, clitic_length(self.rest()), 0);
        } else if c.is_alphabetic() {
            let length = if without_blanks(c) { self.known_length() } else { word_length(self.rest(), self.lexicon) };
            let class = self.class(length);
            self.push(Kind::Word, length, class);
        } else {
            self.push(Kind::Mark(c), c.len_utf8(), 0);
        }
    }

    fn after_word(&self) -> bool {
        !self.spaced
            && self.tokens.last().is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Number) || t.kind == Kind::Mark('.'))
    }

    /// In scripts without blanks: the longest word that the language knows, else one character.
    fn known_length(&mut self) -> usize {
        let ends: Vec<usize> = self.rest().char_indices().take(LONGEST_KNOWN).map(|(at, c)| at + c.len_utf8()).collect();
        let known = ends.iter().rev().copied().find(|length| self.class(*length) != 0);
        known.or(ends.first().copied()).unwrap_or(1)
    }

    fn class(&mut self, length: usize) -> u64 {
        let Some(word) = self.text.get(self.at..self.at + length) else { return 0 };
        self.fold.clear();
        self.fold.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
        self.lexicon.class(&self.fold)
    }

    fn push(&mut self, kind: Kind, length: usize, class: u64) {
        let (start, from) = (self.at, self.chars);
        let capital = self.peek().is_some_and(char::is_uppercase);
        let spaced = self.spaced;
        self.skip(length);
        self.spaced = false;
        let span = Span { start: from, end: self.chars };
        self.tokens.push(Token { kind, start, end: self.at, span, class, capital, spaced });
    }

    fn skip(&mut self, length: usize) {
        let part = self.text.get(self.at..self.at + length).unwrap_or("");
        self.chars += u32::try_from(part.chars().count()).unwrap_or(0);
        self.at += length.max(1);
    }
}

/// The longest word looked up in scripts without blanks, in characters.
const LONGEST_KNOWN: usize = 5;

/// Han and kana, which set no blanks between words.
pub(crate) fn without_blanks(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// The length in bytes of the longest beginning all of whose characters are `good`.
fn run(text: &str, good: impl Fn(char) -> bool) -> usize {
    text.find(|c| !good(c)).unwrap_or(text.len())
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// The value of a decimal digit of any script that news is printed in.
pub(crate) fn digit(c: char) -> Option<u8> {
    const ZEROS: [u32; 13] = [0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xBE6, 0xC66, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10];
    let code = u32::from(c);
    ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10)).and_then(|value| u8::try_from(value).ok())
}

/// A character that may stand inside a number when a digit follows.
fn separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '·' | '٫' | '٬' | '，' | '．' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// How many bytes a number takes: digits, and separators with digits after them. A blank separates thousands only,
/// a plain one only where the language writes it so.
fn number_length(text: &str, lexicon: &Lexicon) -> usize {
    let mut end = run(text, |c| digit(c).is_some());
    loop {
        let rest = text.get(end..).unwrap_or("");
        let Some(mark) = rest.chars().next() else { return end };
        let after = rest.get(mark.len_utf8()..).unwrap_or("");
        let digits = after.chars().take_while(|c| digit(*c).is_some()).count();
        let blank = mark.is_whitespace();
        let goes_on = match digits {
            0 => false,
            3 if mark == ' ' => lexicon.spaced_thousands && end <= 3,
            3 => separator(mark),
            _ => separator(mark) && !blank && !matches!(mark, '\'' | '’'),
        };
        if !goes_on {
            return end;
        }
        end += mark.len_utf8() + run(after, |c| digit(c).is_some());
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn is_clitic(text: &str, after_word: bool) -> bool {
    after_word && clitic_length(text) > 0
}

/// The length of `'s` when nothing of a word follows it.
fn clitic_length(text: &str) -> usize {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(mark), Some('s' | 'S'), next) if is_apostrophe(mark) && !next.is_some_and(char::is_alphanumeric) => {
            mark.len_utf8() + 1
        }
        _ => 0,
    }
}

/// Letters that stand for a currency right before a number: `RM5`.
const CURRENCY_LETTERS: [&str; 11] = ["RM", "Rs", "Rp", "USD", "EUR", "GBP", "CHF", "JPY", "SGD", "HKD", "MYR"];

/// How many bytes a word takes: letters, marks on them, digits after letters, hyphens and apostrophes before letters.
fn word_length(text: &str, lexicon: &Lexicon) -> usize {
    if let Some(code) = CURRENCY_LETTERS
        .iter()
        .find(|code| text.strip_prefix(**code).is_some_and(|rest| rest.starts_with(|c| digit(c).is_some())))
    {
        return code.len();
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let letter = (c.is_alphanumeric() || is_combining(c)) && !without_blanks(c);
        if letter {
            end = at + c.len_utf8();
            continue;
        }
        let joins = next.is_some_and(char::is_alphabetic) && (is_apostrophe(c) || matches!(c, '-' | '‐' | '‑'));
        if !joins || clitic_length(text.get(at..).unwrap_or("")) > 0 {
            break;
        }
        // French and its kin join an article by an apostrophe: `l'ambassade` is two words.
        if is_apostrophe(c) && lexicon.elides && at <= 2 {
            return at + c.len_utf8();
        }
        end = at + c.len_utf8();
    }
    end
}

fn is_combining(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x900..=0x903 | 0x93A..=0x94F | 0xE31 | 0xE34..=0xE3A | 0xE47..=0xE4E | 0x1AB0..=0x1AFF | 0x20D0..=0x20FF | 0xFE00..=0xFE0F)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn pieces(text: &str, language: &str) -> Vec<String> {
        cut(text, words::of(language)).iter().map(|t| text[t.start..t.end].to_owned()).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(
            pieces("Okell’s best-known 1,440 (12.5bn).", "en"),
            ["Okell", "’s", "best-known", "1,440", "(", "12.5", "bn", ")", "."]
        );
        assert_eq!(pieces("didn't 15-year-old", "en"), ["didn't", "15", "-", "year-old"]);
    }

    #[test]
    fn french_articles_come_off_and_blanks_separate_thousands() {
        assert_eq!(
            pieces("l’ambassade a vu 1 440 gens en 2023 100", "fr"),
            ["l’", "ambassade", "a", "vu", "1 440", "gens", "en", "2023", "100"]
        );
        assert_eq!(pieces("1 440 people", "en"), ["1", "440", "people"]);
    }

    #[test]
    fn where_no_blanks_stand_known_words_are_found() {
        assert_eq!(pieces("港务局表示船", "zh"), ["港", "务", "局", "表示", "船"]);
    }

    #[test]
    fn digits_of_other_scripts_are_digits() {
        assert_eq!(pieces("١٬٤٤٠ ３５", "ar"), ["١٬٤٤٠", "３５"]);
    }

    #[test]
    fn places_are_counted_in_scalar_values() {
        let text = "Tonlé “é” x";
        let tokens = cut(text, words::of("en"));
        let all: Vec<char> = text.chars().collect();
        for token in &tokens {
            let part: String = all[token.span.start as usize..token.span.end as usize].iter().collect();
            assert_eq!(part, text[token.start..token.end]);
        }
        assert_eq!(tokens.len(), 5);
    }
}
