//! The words of what is said elsewhere, to see how much of a run says them again.

use super::frames::share;
use super::tally::{Tally, Words};

/// The words of a text, and what all its letters are.
#[derive(Debug, Default)]
pub struct Gist {
    /// Sorted.
    words: Words,
    print: u32,
    letters: u32,
}

impl Gist {
    /// The words of a text, already decoded.
    pub fn of(text: &str) -> Self {
        let (words, tally) = read(text);
        let mut gist = Self { words, print: tally.print, letters: tally.letters };
        gist.words.sort_unstable();
        gist
    }

    /// The share of some words that are among these, of a hundred.
    pub fn share_of(&self, words: &[u32]) -> u8 {
        if self.words.is_empty() {
            return 0;
        }
        let part = words.iter().filter(|word| self.words.binary_search(word).is_ok()).count();
        share(part as u32, words.len() as u32, 100)
    }

    /// Whether a text has the same letters.
    pub fn is(&self, tally: &Tally) -> bool {
        self.letters > 0 && self.print == tally.print
    }
}

/// The words of a text in order, and its counts.
pub fn read(text: &str) -> (Words, Tally) {
    let (mut words, mut tally) = (Words::new(), Tally::default());
    tally.add(text, &mut words);
    tally.cut(&mut words);
    (words, tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let gist = Gist::of("The lost Bell of Saltmere");
        assert!(gist.is(&read("the lost bell of Saltmere!").1) && !gist.is(&read("the lost bell").1) && !gist.is(&read("").1));
        assert_eq!(gist.share_of(&read("A bell was stolen").0), 50);
        assert_eq!((gist.share_of(&[]), Gist::of("").share_of(&read("bell").0)), (0, 0));
        assert_eq!(Gist::of("鐘は").share_of(&read("鐘を").0), 50);
    }
}
