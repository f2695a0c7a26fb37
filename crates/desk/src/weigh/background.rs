//! How common words are before the desk has seen anything.
//!
//! For English a table of document frequencies ships: in how many of 23,117 English news articles a word stands
//! (counts only; the 30,000 commonest words, counts rounded to some 6 %). For other languages a short list of
//! function words does.

use crate::hash::FastMap;
use crate::text::{LISTED_DOCUMENTS, LISTED_SHARE, LISTS, Stems, Tongue, scan};

/// Lines of a count and the words that have it.
const ENGLISH: &str = include_str!("background_en.txt");
/// Articles behind the English table.
const ENGLISH_DOCUMENTS: u32 = 23_117;

/// The starting counts.
pub(crate) struct Background {
    /// Term to documents.
    pub counts: FastMap<u32, u16>,
    /// Seed of a language to its documents.
    pub documents: FastMap<u64, u32>,
}

/// Reads the tables that ship.
pub(crate) fn load(stems: &mut Stems) -> Background {
    let mut background = Background { counts: FastMap::default(), documents: FastMap::default() };
    let english = Tongue::of_primary("en");
    background.documents.insert(english.seed, ENGLISH_DOCUMENTS);
    for line in ENGLISH.lines() {
        let (count, words) = line.split_once(' ').unwrap_or_default();
        background.add(stems, english, words, ENGLISH_DOCUMENTS, count.parse().unwrap_or(0));
    }
    for line in LISTS.lines() {
        let (tag, words) = line.split_once(' ').unwrap_or_default();
        let tongue = Tongue::of_primary(tag);
        background.documents.insert(tongue.seed, LISTED_DOCUMENTS);
        background.add(stems, tongue, words, LISTED_DOCUMENTS, LISTED_SHARE);
    }
    background
}

impl Background {
    /// Words that share a stem are taken to be independent: together they stand in `1 - (1-p)(1-q)` of the articles.
    fn add(&mut self, stems: &mut Stems, tongue: Tongue, words: &str, documents: u32, count: u16) {
        let all = f64::from(documents.max(1));
        scan(words, &mut |word| {
            let known = self.counts.entry(stems.term(tongue, word.form, word.folded)).or_default();
            let neither = (1.0 - f64::from(*known) / all) * (1.0 - f64::from(count) / all);
            *known = ((1.0 - neither.max(0.0)) * all).round() as u16;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_count_more_than_rare_ones() {
        let mut stems = Stems::new();
        let background = load(&mut stems);
        let english = Tongue::of_primary("en");
        let mut count = |word: &str| {
            let mut found = 0;
            scan(word, &mut |word| {
                found = background.counts.get(&stems.term(english, word.form, word.folded)).copied().unwrap_or(0)
            });
            found
        };
        assert!(count("the") > 20_000);
        assert!(count("government") > count("harbor"));
        assert!(count("harbor") > count("zeugma"));
        assert_eq!(count("zeugma"), 0);
    }

    #[test]
    fn every_line_of_the_table_is_a_count_and_words() {
        let mut last = u16::MAX;
        for line in ENGLISH.lines() {
            let (count, words) = line.split_once(' ').unwrap();
            let count: u16 = count.parse().unwrap();
            assert!(count <= last && !words.is_empty());
            last = count;
        }
    }
}
