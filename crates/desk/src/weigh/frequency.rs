//! How rare a term is: the background and what has come in since, together.

use super::background::{self, Background};
use crate::hash::FastMap;
use crate::text::{Stems, Tongue};
use crate::{Settings, limits};

/// Documents that are added to a language nobody knows anything about, so that its first articles have rarities.
const IMAGINED: u32 = 20;
/// In how many of the imagined articles of a language without a table a word is that is not listed and no name.
const UNLISTED: u16 = 4;

/// Document frequencies by term. A term knows its language, so one table serves all.
pub(crate) struct Frequencies {
    background: Background,
    counts: FastMap<u32, u32>,
    documents: FastMap<u64, u32>,
}

impl Frequencies {
    /// Starts with what ships.
    pub fn new(stems: &mut Stems) -> Self {
        Self { background: background::load(stems), counts: FastMap::default(), documents: FastMap::default() }
    }

    /// Counts one article's distinct terms.
    pub fn count(&mut self, tongue: Tongue, terms: impl Iterator<Item = u32>) {
        *self.documents.entry(tongue.seed).or_default() += 1;
        for term in terms {
            *self.counts.entry(term).or_default() += 1;
        }
        if self.counts.len() > limits::COUNTED_TERMS {
            self.halve();
        }
    }

    /// Halves all counts and forgets what falls to nothing, so that the table stays bounded and follows the times.
    fn halve(&mut self) {
        self.counts.retain(|_, count| {
            *count /= 2;
            *count > 0
        });
        self.documents.values_mut().for_each(|count| *count /= 2);
    }

    /// Articles known of a language, imagined ones included.
    pub fn documents(&self, tongue: Tongue) -> (u32, u32) {
        let seen = self.documents.get(&tongue.seed).copied().unwrap_or(0);
        (seen, self.background.documents.get(&tongue.seed).copied().unwrap_or(IMAGINED))
    }

    /// Inverse document frequency (Spärck Jones 1972), smoothed: `ln((N + 1) / (n + 0.5))`, never below 0.
    ///
    /// `plain` says that the word is no name and its language has no table of its own: until more is known it is taken
    /// to be in a few of the imagined articles, a name in none.
    pub fn rarity(&self, term: u32, tongue: Tongue, plain: bool, settings: &Settings) -> f32 {
        let unlisted = if plain { UNLISTED } else { 0 };
        let known = u32::from(self.background.counts.get(&term).copied().unwrap_or(unlisted));
        let seen = self.counts.get(&term).copied().unwrap_or(0);
        let (seen_all, known_all) = self.documents(tongue);
        let weight = settings.stream_weight;
        ((known_all as f32 + seen_all as f32 * weight + 1.0) / (known as f32 + seen as f32 * weight + settings.floor))
            .ln()
            .max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_often_is_less_rare() {
        let mut frequencies = Frequencies::new(&mut Stems::new());
        let tongue = Tongue::of_primary("xx");
        let rarity = |frequencies: &Frequencies, term| frequencies.rarity(term, tongue, false, &Settings::default());
        frequencies.count(tongue, [1, 2].into_iter());
        assert_eq!(rarity(&frequencies, 1), rarity(&frequencies, 2));
        for _ in 0..10 {
            frequencies.count(tongue, [1].into_iter());
        }
        assert!(rarity(&frequencies, 1) < rarity(&frequencies, 2));
        assert!(rarity(&frequencies, 2) < rarity(&frequencies, 3));
    }

    #[test]
    fn the_table_stays_bounded() {
        let mut frequencies = Frequencies::new(&mut Stems::new());
        let tongue = Tongue::of_primary("xx");
        for start in 0..40_u32 {
            frequencies.count(tongue, (0..10_000).map(|term| start * 10_000 + term));
            assert!(frequencies.counts.len() <= limits::COUNTED_TERMS);
        }
    }
}
