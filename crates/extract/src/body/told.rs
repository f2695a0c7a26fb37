//! The text that a page's data tells, as the prints of every few words in a row: a candidate to compare runs with.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use super::gist::read;

/// Words in a row that make a print.
const ROW: usize = 3;
/// Prints of a run that are looked up.
const LOOKED: usize = 8;

/// A told text.
#[derive(Debug, Default)]
pub struct Told(HashSet<u32, BuildHasherDefault<Print>>);

/// A print is its own hash.
#[derive(Debug, Default)]
struct Print(u64);

impl Hasher for Print {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }
    fn write_u32(&mut self, print: u32) {
        self.0 = u64::from(print).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Told {
    /// The prints of a text.
    pub fn of(text: &str) -> Self {
        Told(rows(&read(text).0).collect())
    }

    /// How much of the beginning of some words is told: 0 when nothing is told at all, 1 for none of it to 5 for all of it,
    /// 6 when there are too few words to say.
    pub fn holds(&self, words: &[u32]) -> u8 {
        if self.0.is_empty() {
            return 0;
        }
        let seen = rows(words).take(LOOKED);
        let (rows, found) = seen.fold((0, 0), |(rows, found), row| (rows + 1, found + usize::from(self.0.contains(&row))));
        (4 * found).checked_div(rows).map_or(6, |share| 1 + share as u8)
    }
}

/// The prints of every few words in a row.
fn rows(words: &[u32]) -> impl Iterator<Item = u32> + '_ {
    words.windows(ROW).map(|row| row.iter().fold(0, |print: u32, word| print.rotate_left(9).wrapping_mul(31) ^ word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_found() {
        let told = Told::of("The bell was found under the council, 154 years on. 鐘は見つかった。");
        for (words, holds) in [
            ("the bell", 6),
            ("the BELL was “found” under it", 5),
            ("The bell was found under nobody at all", 3),
            ("Nothing whatever stands written here", 1),
            ("鐘は見つ", 5),
        ] {
            assert_eq!(told.holds(&read(words).0), holds, "{words}");
        }
        assert_eq!(Told::of("").holds(&read("the bell was found").0), 0);
    }
}
