//! Cuts text into words.

use super::chars::{self, Kind, Script};
use crate::{hash, limits};

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A word between spaces, or a run of katakana.
    Word,
    /// A figure, without the marks between its thousands.
    Figure,
    /// One character of a script without spaces.
    Glyph(Script),
}

/// One word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'a> {
    /// Its folded form.
    pub folded: &'a str,
    /// The hash of the folded form.
    pub form: u64,
    /// What it is.
    pub class: Class,
    /// It begins with a capital.
    pub capital: bool,
    /// Nothing at all lies between it and the word before.
    pub touching: bool,
    /// It is the first of its sentence.
    pub first: bool,
}

/// The word that is being read.
struct Reading {
    buffer: [u8; limits::WORD_BYTES],
    length: usize,
    form: u64,
    letters: u32,
    class: Class,
    capital: bool,
    touching: bool,
    first: bool,
}

impl Reading {
    const fn new() -> Self {
        Self {
            buffer: [0; limits::WORD_BYTES],
            length: 0,
            form: 0,
            letters: 0,
            class: Class::Word,
            capital: false,
            touching: false,
            first: true,
        }
    }

    fn push(&mut self, c: char) {
        self.letters += 1;
        if let Some(room) = self.buffer.get_mut(self.length..self.length + c.len_utf8()) {
            c.encode_utf8(room);
            self.length += c.len_utf8();
            self.form = hash::step(self.form, u64::from(u32::from(c)));
        }
    }

    const fn open(&self) -> bool {
        self.letters > 0
    }

    fn flush(&mut self, sink: &mut impl FnMut(&Word<'_>)) {
        if !self.open() {
            return;
        }
        let folded = self.buffer.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
        sink(&Word {
            folded,
            form: hash::mix(self.form),
            class: self.class,
            capital: self.capital,
            touching: self.touching,
            first: self.first,
        });
        (self.length, self.form, self.letters) = (0, 0, 0);
        (self.touching, self.first) = (true, false);
    }

    fn begin(&mut self, class: Class, capital: bool) {
        (self.class, self.capital) = (class, capital);
    }
}

/// Gives every word of `text` to `sink`, in order. Linear in `text`; nothing is allocated.
pub(crate) fn scan(text: &str, sink: &mut impl FnMut(&Word<'_>)) {
    let mut word = Reading::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match chars::kind(c) {
            Kind::Letter => {
                if word.open() && word.class == Class::Figure {
                    word.flush(sink);
                }
                if !word.open() {
                    word.begin(Class::Word, c.is_uppercase());
                }
                word.push(chars::fold(c));
            }
            Kind::Digit => {
                if !word.open() {
                    word.begin(Class::Figure, false);
                }
                word.push(chars::digit(c).map_or(c, |value| char::from(b'0' + value)));
            }
            Kind::Glyph(Script::Katakana) => {
                if word.open() && word.class == Class::Figure {
                    word.flush(sink);
                }
                if !word.open() {
                    word.begin(Class::Word, false);
                }
                word.push(c);
            }
            Kind::Glyph(script) => {
                word.flush(sink);
                word.begin(Class::Glyph(script), false);
                word.push(c);
                word.flush(sink);
            }
            Kind::Silent => {}
            Kind::Stop | Kind::Gap => {
                if !within(&mut word, c, rest.as_str()) {
                    let closed = word.letters;
                    word.flush(sink);
                    gap(&mut word, c, closed);
                }
            }
        }
    }
    word.flush(sink);
}

/// Whether `c` stands inside a word: between the digits of a figure, or after a letter of an acronym.
fn within(word: &mut Reading, c: char, rest: &str) -> bool {
    if !word.open() || !matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}' | '\u{66b}' | '\u{66c}' | '’' | '\'') {
        return false;
    }
    match word.class {
        Class::Figure => inside_figure(word, c, rest),
        Class::Word => c == '.' && word.letters <= 3 && inside_acronym(word, rest),
        Class::Glyph(_) => false,
    }
}

/// `1,440`, `1.440`, `1 440` and `1’440` are one figure; so is `12.5`, which keeps its point.
fn inside_figure(word: &mut Reading, c: char, rest: &str) -> bool {
    let digits = rest.chars().take(4).take_while(|&c| chars::digit(c).is_some()).count();
    match (digits, c) {
        (3, _) => true,
        (1 | 2 | 4, '.' | ',' | '\u{66b}') => {
            word.push('.');
            true
        }
        _ => false,
    }
}

/// In `U.S.` the points are silent.
fn inside_acronym(word: &Reading, rest: &str) -> bool {
    let mut next = rest.chars();
    let letter = next.next().is_some_and(|c| chars::kind(c) == Kind::Letter);
    word.capital && letter && next.next().is_none_or(|c| chars::kind(c) != Kind::Letter)
}

/// Notes what lies between two words; `closed` is how many letters the word just given had, 0 for none.
fn gap(word: &mut Reading, c: char, closed: u32) {
    word.touching = false;
    // A point after one capital is an initial, not the end of a sentence.
    let initial = c == '.' && closed == 1 && word.capital;
    if chars::kind(c) == Kind::Stop && !initial {
        word.first = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        scan(text, &mut |word| words.push(word.folded.to_owned()));
        words
    }

    fn names(text: &str) -> Vec<String> {
        let mut names = Vec::new();
        scan(text, &mut |word| {
            if word.capital && !word.first {
                names.push(word.folded.to_owned());
            }
        });
        names
    }

    #[test]
    fn words_are_cut_and_folded() {
        assert_eq!(words("McDonald’s same-store sales"), ["mcdonald", "s", "same", "store", "sales"]);
        assert_eq!(words("L’ÉCOLE d'Été"), ["l", "école", "d", "été"]);
        assert_eq!(words("the U.S. and the U.K. say no."), ["the", "us", "and", "the", "uk", "say", "no"]);
    }

    #[test]
    fn figures_lose_the_marks_between_thousands() {
        for (text, figure) in [
            ("1,440", "1440"),
            ("1.440", "1440"),
            ("1\u{202f}440", "1440"),
            ("12.5", "12.5"),
            ("12,5", "12.5"),
            ("١٬٤٤٠", "1440"),
            ("９６", "96"),
            ("1’440’000", "1440000"),
        ] {
            assert_eq!(words(text), [figure], "{text}");
        }
        assert_eq!(words("12.5bn"), ["12.5", "bn"]);
        assert_eq!(words("in 2015. 30 people"), ["in", "2015", "30", "people"]);
    }

    #[test]
    fn scripts_without_spaces_come_as_glyphs_and_katakana_as_words() {
        assert_eq!(words("プノンペンの人"), ["プノンペン", "の", "人"]);
        assert_eq!(words("3800万円"), ["3800", "万", "円"]);
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_is_no_name() {
        assert_eq!(
            names("Police said so. They met J. Person and Ted Lavender. “Yes,” said Ada."),
            ["j", "person", "ted", "lavender", "ada"]
        );
    }

    #[test]
    fn vowel_points_change_nothing() {
        assert_eq!(words("بَحرِيّة"), words("بحرية"));
    }

    #[test]
    fn endless_words_are_cut_without_harm() {
        let long = "ж".repeat(5_000);
        let found = words(&long);
        assert_eq!(found.len(), 1);
        assert!(found[0].len() <= limits::WORD_BYTES);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
        #[test]
        fn any_text_is_cut_without_panic(text in "\\PC{0,200}") {
            let mut bytes = 0;
            scan(&text, &mut |word| bytes += word.folded.len());
            proptest::prop_assert!(bytes <= 3 * text.len() + 4);
        }
    }
}
