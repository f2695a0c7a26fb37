//! How rare a term is: the background and what has come in since, together.

use super::background;
use crate::hash::FastMap;
use crate::text::{Stems, Tongue};
use crate::{Settings, limits};

/// Documents that are added to a language nobody knows anything about, so that its first articles have rarities.
const IMAGINED: u32 = 20;
/// In how many of the imagined articles of a language without a table a word is that is not listed and no name.
const UNLISTED: u16 = 4;

/// Document frequencies by term. A term knows its language, so one table serves all.
pub(crate) struct Frequencies {
    counts: FastMap<u32, Count>,
    /// Terms that have come in.
    counted: usize,
    /// Articles of the background by the seed of their language.
    known: FastMap<u64, u32>,
    /// The same of those that have come in.
    seen: FastMap<u64, u32>,
}

/// In how many articles a term is.
#[derive(Clone, Copy, Default)]
struct Count {
    /// Of those that have come in.
    seen: u32,
    /// Of the background's; nothing when it is not in its table.
    known: Option<u16>,
}

impl Frequencies {
    /// Starts with what ships.
    pub fn new(stems: &mut Stems) -> Self {
        let background = background::load(stems);
        let counts = background.counts.into_iter().map(|(term, known)| (term, Count { seen: 0, known: Some(known) }));
        Self { counts: counts.collect(), counted: 0, known: background.documents, seen: FastMap::default() }
    }

    /// Begins with an article of a language; gives how many there were before.
    pub fn article(&mut self, tongue: Tongue) -> Documents {
        let seen = self.seen.entry(tongue.seed).or_default();
        *seen += 1;
        Documents { seen: *seen - 1, known: self.known.get(&tongue.seed).copied().unwrap_or(IMAGINED) }
    }

    /// Counts a term of an article; gives in how many articles it was before.
    ///
    /// `plain` says that the word is no name and its language has no table of its own: until more is known it is taken
    /// to be in a few of the imagined articles, a name in none.
    #[inline]
    pub fn count(&mut self, term: u32, plain: bool) -> Documents {
        let unlisted = if plain { UNLISTED } else { 0 };
        let count = self.counts.entry(term).or_default();
        let before = Documents { seen: count.seen, known: u32::from(count.known.unwrap_or(unlisted)) };
        self.counted += usize::from(count.seen == 0);
        count.seen += 1;
        before
    }

    /// Ends with an article.
    pub fn close(&mut self) {
        if self.counted > limits::COUNTED_TERMS {
            self.halve();
        }
    }

    /// Halves all counts and forgets what falls to nothing, so that the table stays bounded and follows the times.
    fn halve(&mut self) {
        let mut counted = 0;
        self.counts.retain(|_, count| {
            count.seen /= 2;
            counted += usize::from(count.seen > 0);
            count.seen > 0 || count.known.is_some()
        });
        self.counted = counted;
        self.seen.values_mut().for_each(|count| *count /= 2);
    }
}

/// A number of articles.
#[derive(Clone, Copy)]
pub(crate) struct Documents {
    /// Of those that have come in.
    seen: u32,
    /// Of the background, imagined ones included.
    known: u32,
}

impl Documents {
    /// Inverse document frequency (Spärck Jones 1972) of a term that stands in `these` of all of them, smoothed:
    /// `ln((N + 1) / (n + 0.5))`, never below 0.
    pub fn rarity(self, these: Documents, settings: &Settings) -> f32 {
        let weight = settings.stream_weight;
        ((self.known as f32 + self.seen as f32 * weight + 1.0)
            / (these.known as f32 + these.seen as f32 * weight + settings.floor))
            .ln()
            .max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes in an article; gives the rarities its terms had.
    fn read(frequencies: &mut Frequencies, terms: impl Iterator<Item = u32>) -> Vec<f32> {
        let documents = frequencies.article(Tongue::of_primary("xx"));
        let rarity = |term| documents.rarity(frequencies.count(term, false), &Settings::default());
        let rarities = terms.map(rarity).collect();
        frequencies.close();
        rarities
    }

    #[test]
    fn what_comes_often_is_less_rare() {
        let mut frequencies = Frequencies::new(&mut Stems::new());
        let first = read(&mut frequencies, [1, 2].into_iter());
        assert_eq!(first[0], first[1]);
        for _ in 0..10 {
            read(&mut frequencies, [1].into_iter());
        }
        let last = read(&mut frequencies, [1, 2, 3].into_iter());
        assert!(last[0] < last[1] && last[1] < last[2]);
    }

    #[test]
    fn the_table_stays_bounded_and_keeps_its_background() {
        let mut frequencies = Frequencies::new(&mut Stems::new());
        let background = frequencies.counts.len();
        for start in 0..40_u32 {
            read(&mut frequencies, (0..10_000).map(|term| start * 10_000 + term));
            let counted = frequencies.counts.values().filter(|count| count.seen > 0).count();
            assert!(counted <= limits::COUNTED_TERMS && counted == frequencies.counted);
        }
        assert_eq!(frequencies.counts.values().filter(|count| count.known.is_some()).count(), background);
    }
}
