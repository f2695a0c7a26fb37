//! Sketches of texts: the smallest hashes of their shingles.
//!
//! A shingle is three words in a row, or six characters of a script without spaces (Broder 1997, *On the resemblance
//! and containment of documents*). Of the hashes of all shingles the smallest are kept (bottom-k, Cohen and Kaplan
//! 2007): a sample that two texts draw alike, so that what they share can be counted in it. Unlike plain MinHash it
//! also tells containment, which is what a shortened copy has.

use crate::hash;
use crate::limits;
use crate::text::{Class, Word};

/// Words in a shingle.
const WORDS: usize = 3;
/// Characters in a shingle of a script without spaces.
const GLYPHS: usize = 6;

/// Collects the shingles of one text.
#[derive(Default)]
pub(crate) struct Shingler {
    last: [u64; GLYPHS],
    seen: usize,
    glyph_before: bool,
    shingles: Vec<u32>,
    halves: u32,
}

impl Shingler {
    /// Begins a new text.
    pub fn clear(&mut self) {
        self.shingles.clear();
        (self.last, self.seen, self.glyph_before, self.halves) = ([0; GLYPHS], 0, false, 0);
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
        self.halves += if glyph { 1 } else { 2 };
        let width = if glyph || self.glyph_before { GLYPHS } else { WORDS };
        self.glyph_before = glyph;
        if self.seen >= width {
            let shingle = self.last.iter().skip(GLYPHS - width).fold(0, |hash, &form| hash::step(hash, form));
            self.shingles.push(hash::upper(hash::mix(shingle)));
        }
    }

    /// The sketch of what was pushed.
    pub fn sketch(&mut self) -> Sketch {
        self.shingles.sort_unstable();
        self.shingles.dedup();
        let distinct = self.shingles.len();
        self.shingles.truncate(limits::SKETCH);
        Sketch {
            numbers: self.shingles.as_slice().into(),
            distinct: u32::try_from(distinct).unwrap_or(u32::MAX),
            words: self.halves / 2,
        }
    }
}

/// A text as the desk remembers it to know its copies.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sketch {
    /// The smallest shingle hashes, ascending.
    numbers: Box<[u32]>,
    /// How many different shingles the text has.
    distinct: u32,
    /// Its length in words; two characters of a script without spaces count as one.
    words: u32,
}

/// What two texts share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Overlap {
    /// The part of the shorter text that stands in the longer one, 0 to 1.
    pub contained: f32,
    /// From how many shingles of the shorter text that was told.
    pub evidence: u32,
    /// The length of the shorter text over that of the longer one.
    pub ratio: f32,
}

impl Sketch {
    /// Length of the text in words.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// The numbers, smallest first.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The largest number up to which all of the text's shingles are in the sketch.
    fn horizon(&self) -> u32 {
        match self.numbers.last() {
            Some(&last) if (self.distinct as usize) > self.numbers.len() => last,
            _ => u32::MAX,
        }
    }

    /// What the two texts share, told from what both sketches can see.
    pub fn overlap(&self, other: &Sketch) -> Overlap {
        let horizon = self.horizon().min(other.horizon());
        let mine = self.numbers.partition_point(|&number| number <= horizon);
        let theirs = other.numbers.partition_point(|&number| number <= horizon);
        let mut shared = 0_u32;
        let mut rest = other.numbers.iter().take(theirs).peekable();
        for number in self.numbers.iter().take(mine) {
            while rest.next_if(|&candidate| candidate < number).is_some() {}
            shared += u32::from(rest.next_if_eq(&number).is_some());
        }
        let evidence = u32::try_from(mine.min(theirs)).unwrap_or(0);
        let (short, long) = (self.distinct.min(other.distinct), self.distinct.max(other.distinct));
        Overlap { contained: shared as f32 / evidence.max(1) as f32, evidence, ratio: short as f32 / long.max(1) as f32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::scan;

    fn sketch(text: &str) -> Sketch {
        let mut shingler = Shingler::default();
        scan(text, &mut |word| shingler.push(word));
        shingler.sketch()
    }

    fn numbered(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn the_same_text_is_contained_in_itself() {
        let overlap = sketch(&numbered(0, 300)).overlap(&sketch(&numbered(0, 300)));
        assert_eq!((overlap.contained, overlap.ratio), (1.0, 1.0));
        assert_eq!(overlap.evidence as usize, limits::SKETCH);
    }

    #[test]
    fn a_shortened_text_is_contained_in_the_whole() {
        let overlap = sketch(&numbered(0, 120)).overlap(&sketch(&numbered(0, 400)));
        assert_eq!(overlap.contained, 1.0);
        assert!(overlap.evidence >= 6, "{overlap:?}");
        assert!((overlap.ratio - 0.3).abs() < 0.02);
    }

    #[test]
    fn containment_is_told_to_within_a_few_hundredths() {
        let overlap = sketch(&numbered(0, 400)).overlap(&sketch(&numbered(200, 600)));
        assert!((overlap.contained - 0.5).abs() < 0.2, "{overlap:?}");
        assert_eq!(sketch(&numbered(0, 400)).overlap(&sketch(&numbered(400, 800))).contained, 0.0);
    }

    #[test]
    fn texts_without_spaces_have_shingles_of_six() {
        let one = sketch("北浦鉄道は十四年前に廃止した夜行列車を今春から復活させると発表した");
        let other = sketch("発表によると北浦鉄道は十四年前に廃止した夜行列車を今春から復活させる");
        assert!(one.overlap(&other).contained > 0.7);
        assert!(one.overlap(&sketch("全員の無事が確認されるまで町の人たちは港の待合室で夜を明かした")).contained < 0.1);
    }

    #[test]
    fn nothing_shares_nothing() {
        assert_eq!(sketch("").overlap(&sketch("")).contained, 0.0);
        assert_eq!(sketch("one two").overlap(&sketch(&numbered(0, 50))).evidence, 0);
    }
}
