//! Cuts the words of a text into shingles and takes a sample of them.
//!
//! A shingle is three words in a row, or six characters of a script without spaces (Broder 1997, *On the resemblance
//! and containment of documents*). Its hash is its number.

use super::Sketch;
use crate::hash;
use crate::text::{Class, Word};

/// Words in a shingle.
const WORDS: usize = 3;
/// Characters in a shingle of a script without spaces.
const GLYPHS: usize = 6;

/// Collects the shingles of one text.
pub(crate) struct Shingler {
    last: [u64; GLYPHS],
    seen: usize,
    glyph_before: bool,
    /// Words since the last figure.
    since_figure: usize,
    numbers: Vec<u32>,
    order: Vec<u64>,
    halves: u32,
}

impl Default for Shingler {
    fn default() -> Self {
        Self {
            last: [0; GLYPHS],
            seen: 0,
            glyph_before: false,
            since_figure: GLYPHS,
            numbers: Vec::new(),
            order: Vec::new(),
            halves: 0,
        }
    }
}

impl Shingler {
    /// Begins a new text.
    pub fn clear(&mut self) {
        self.numbers.clear();
        (self.last, self.seen, self.glyph_before) = ([0; GLYPHS], 0, false);
        (self.since_figure, self.halves) = (GLYPHS, 0);
    }

    /// Takes the next word.
    #[inline]
    pub fn push(&mut self, word: &Word<'_>) {
        let glyph = matches!(word.class, Class::Glyph(_));
        self.last.rotate_left(1);
        if let Some(end) = self.last.last_mut() {
            *end = word.form;
        }
        self.seen += 1;
        self.since_figure = if word.class == Class::Figure { 0 } else { self.since_figure + 1 };
        self.halves += if glyph { 1 } else { 2 };
        let width = if glyph || self.glyph_before { GLYPHS } else { WORDS };
        self.glyph_before = glyph;
        if self.seen >= width {
            let shingle = self.last.iter().skip(GLYPHS - width).fold(0, |hash, &form| hash::step(hash, form));
            let figure = self.since_figure < width;
            self.numbers.push(hash::upper(hash::mix(shingle)) & !1 | u32::from(figure));
        }
    }

    /// The sketch of what was pushed.
    pub fn sketch(&mut self) -> Sketch {
        Sketch::of(&self.numbers, self.halves / 2, &mut self.order)
    }
}
