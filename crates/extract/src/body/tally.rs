//! What can be counted of a text in any script, one piece after the other.

use super::cues;
use crate::html::{Place, decode};
use crate::text::is_unspaced;

/// What a text ends or begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Edge {
    /// There is nothing.
    #[default]
    Nothing,
    /// A small letter, or one of a script without small letters.
    Small,
    /// A capital.
    Capital,
    /// A digit.
    Digit,
    /// A comma, dash or another sign inside sentences.
    Sign,
    /// A colon.
    Colon,
    /// A closing bracket or quotation mark.
    Close,
    /// The end of a sentence.
    Stop,
}

/// The counts of a text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// Letters, white space not counted; those of unspaced scripts count twice.
    pub letters: u32,
    /// Words; four letters of an unspaced script are one.
    pub words: u32,
    /// Words that begin with a capital.
    pub capitals: u32,
    /// Digits.
    pub digits: u32,
    /// Commas.
    pub commas: u32,
    /// Ends of sentences.
    pub stops: u32,
    /// Bars, bullets and other signs that stand between labels.
    pub bars: u32,
    /// Letters of unspaced scripts.
    pub unspaced: u32,
    /// What it begins with.
    pub first: Edge,
    /// What it ends with.
    pub last: Edge,
    /// A number for its letters, whatever their case; two texts with the same letters have the same.
    pub print: u32,
    /// Signs that are rare in prose and frequent in code.
    pub odd: u32,
    /// Words that are cues, by sort.
    pub cues: [u16; cues::SORTS],
    /// The word at hand: its print and its letters.
    word: u32,
    length: u32,
}

/// The prints of a text's words in order: of those with [`LONG`] letters, and of each letter of an unspaced script.
pub type Words = Vec<u32>;

/// Letters of the shortest word whose print is kept.
const LONG: u32 = 4;

impl Tally {
    /// Counts one more piece of markup text; what touches the piece before is one word with it.
    pub fn add(&mut self, raw: &str, words: &mut Words) {
        if raw.contains('&') { self.count(&decode(raw, Place::Text), words) } else { self.count(raw, words) }
    }

    /// A word ends here.
    pub fn cut(&mut self, words: &mut Words) {
        if self.length == 0 {
            return;
        }
        if self.length >= LONG {
            words.push(self.word);
        }
        if let Some(cue) = cues::sort_of(self.word).and_then(|sort| self.cues.get_mut(sort)) {
            *cue = cue.saturating_add(1);
        }
        (self.word, self.length) = (0, 0);
    }

    fn count(&mut self, text: &str, words: &mut Words) {
        for character in text.chars() {
            if character.is_ascii_lowercase() {
                self.letter(character, Edge::Small);
            } else {
                self.take(character, words);
            }
        }
    }

    fn take(&mut self, character: char, words: &mut Words) {
        let edge = match character {
            ' ' | '\n' | '\t' | '\r' | '\x0c' | '\u{a0}' => return self.cut(words),
            'A'..='Z' => return self.letter(character, Edge::Capital),
            '0'..='9' => {
                self.digits += 1;
                return self.letter(character, Edge::Digit);
            }
            ',' | '،' | '、' | '，' => {
                self.commas += 1;
                Edge::Sign
            }
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔' => {
                self.stops += 1;
                Edge::Stop
            }
            ':' | '：' => Edge::Colon,
            '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '“' | '」' | '』' | '）' => Edge::Close,
            '|' | '•' | '·' | '>' | '/' | '›' | '→' => {
                self.bars += 1;
                Edge::Sign
            }
            _ if character.is_ascii() => Edge::Sign,
            _ => return self.wide(character, words),
        };
        self.letters += 1;
        if !matches!(character, '\'' | '’' | '-' | '.' | ',') {
            self.odd += u32::from(matches!(character, '{' | '}' | '<' | '>' | '=' | '\\' | '_' | ';' | '$' | '#'));
            self.cut(words);
        }
        self.touch(edge);
    }

    fn wide(&mut self, character: char, words: &mut Words) {
        if is_unspaced(character) {
            self.cut(words);
            self.letters += 2;
            self.unspaced += 1;
            self.words += u32::from(self.unspaced % 4 == 1);
            self.print = cues::step(self.print, character);
            words.push(cues::step(0, character));
            self.touch(Edge::Small);
        } else if character.is_uppercase() {
            self.letter(character, Edge::Capital);
        } else if character.is_alphanumeric() {
            self.letter(character, Edge::Small);
        } else if character.is_whitespace() {
            self.cut(words);
        } else {
            self.letters += 1;
            self.cut(words);
            self.touch(Edge::Sign);
        }
    }

    fn letter(&mut self, character: char, edge: Edge) {
        self.letters += 1;
        if self.length == 0 {
            self.words += 1;
            self.capitals += u32::from(edge == Edge::Capital);
        }
        let small = match edge {
            Edge::Capital if character.is_ascii() => character.to_ascii_lowercase(),
            Edge::Capital => character.to_lowercase().next().unwrap_or(character),
            _ => character,
        };
        self.print = cues::step(self.print, small);
        self.word = cues::step(self.word, small);
        self.length += 1;
        self.touch(edge);
    }

    fn touch(&mut self, edge: Edge) {
        if self.first == Edge::Nothing {
            self.first = edge;
        }
        self.last = edge;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(pieces: &[&str]) -> Tally {
        let (mut tally, mut words) = (Tally::default(), Words::new());
        pieces.iter().for_each(|piece| tally.add(piece, &mut words));
        tally
    }

    #[test]
    fn texts_are_counted_in_every_script() {
        for (pieces, letters, words, stops, last) in [
            (&["Tom &amp; ", "Jer", "ry ran."][..], 13, 3, 1, Edge::Stop),
            (&["  "], 0, 0, 0, Edge::Nothing),
            (&["東京は雨。"], 9, 1, 1, Edge::Stop),
            (&["قال الوزير:"], 10, 2, 0, Edge::Colon),
            (&["It’s “fine”"], 10, 2, 0, Edge::Close),
        ] {
            let tally = tally(pieces);
            assert_eq!((tally.letters, tally.words, tally.stops, tally.last), (letters, words, stops, last), "{pieces:?}");
        }
        assert_eq!(tally(&["a b"]).print, tally(&["A", " b."]).print);
    }
}
