//! Sketches of texts: a sample of their shingles, in the order of the text.
//!
//! Of the numbers of all shingles those below a horizon are kept: a sample that two texts draw alike, so that what they
//! share can be counted in it, and how much of the one stands in the other. The horizon is low for long texts and high
//! for short ones, and always one of a few, so that a preview of some sixty words still has a dozen in common with the
//! whole. The lowest bit of a number says whether its shingle holds a figure.

use crate::limits;

/// A text as the desk remembers it to know its copies.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sketch {
    /// The numbers below the horizon, each once, in the order of the text.
    numbers: Box<[u32]>,
    /// The largest number that would be kept.
    horizon: u32,
    /// Up to which number the text can be found: see [`Sketch::keys`].
    findable: u32,
    /// How many of the numbers stand in the opening.
    opening: u16,
    /// Its length in words; two characters of a script without spaces count as one.
    words: u32,
}

impl Sketch {
    /// The sketch of a text with these shingles and so many words. `order` is working space.
    pub fn of(shingles: &[u32], words: u32, order: &mut Vec<u64>) -> Self {
        let horizon = horizon(shingles.len());
        order.clear();
        let kept = (0_u64..).zip(shingles).filter(|&(_, &number)| number <= horizon);
        order.extend(kept.map(|(at, &number)| u64::from(number) << 32 | at));
        order.sort_unstable();
        order.dedup_by_key(|entry| *entry >> 32);
        let findable = order.get(limits::SKETCH_INDEXED - 1).map_or(u32::MAX, |entry| (*entry >> 32) as u32);
        order.sort_unstable_by_key(|entry| *entry as u32);
        order.truncate(limits::SKETCH);
        let opening = order.partition_point(|entry| (*entry as u32 as usize) < limits::COPY_OPENING);
        Self {
            numbers: order.iter().map(|entry| (*entry >> 32) as u32).collect(),
            horizon,
            findable: findable.max(u32::MAX / limits::SKETCH_INDEXED_ONE_IN),
            opening: u16::try_from(opening).unwrap_or(u16::MAX),
            words,
        }
    }

    /// Length of the text in words.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// The numbers, in the order of the text.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The largest number up to which all of the text's shingles are in the sketch.
    pub fn horizon(&self) -> u32 {
        self.horizon
    }

    /// The numbers under which the text is to be found: the smallest, and more of its opening, which is what a preview
    /// and a shortened copy keep.
    pub fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        let opening = usize::from(self.opening);
        let up_to =
            move |at| if at < opening { self.findable.max(u32::MAX / limits::OPENING_INDEXED_ONE_IN) } else { self.findable };
        self.numbers.iter().enumerate().filter(move |&(at, &number)| number <= up_to(at)).map(|(_, &number)| number)
    }

    /// The numbers to look up: no long text is listed under others than these.
    pub fn probes(&self) -> impl Iterator<Item = u32> + '_ {
        let all = self.numbers.len() < limits::SKETCH_GOOD / 2;
        let up_to = if all { u32::MAX } else { u32::MAX / limits::OPENING_INDEXED_ONE_IN };
        self.numbers.iter().copied().filter(move |&number| number <= up_to)
    }
}

/// The horizon of a text of so many shingles.
fn horizon(shingles: usize) -> u32 {
    let halved = |most: usize| shingles.div_ceil(most).next_power_of_two().trailing_zeros();
    // Down to one in four for a good sample, further only for length.
    let shift = halved(limits::SKETCH_GOOD).min(2).max(halved(limits::SKETCH));
    u32::MAX.checked_shr(shift).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::sketched;

    fn numbered(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn short_texts_are_kept_whole_and_long_ones_are_sampled() {
        assert_eq!(sketched(&numbered(0, 100)).numbers().len(), 98);
        let long = sketched(&numbered(0, 800));
        assert!((150..250).contains(&long.numbers().len()), "{}", long.numbers().len());
        assert!(sketched(&numbered(0, 9_000)).numbers().len() <= limits::SKETCH);
        assert_eq!(sketched(&"again and ".repeat(50)).numbers().len(), 2, "each number once");
    }

    #[test]
    fn a_text_is_listed_under_few_numbers_and_its_opening_under_more() {
        let sketch = sketched(&numbered(0, 800));
        let keys: Vec<u32> = sketch.keys().collect();
        assert!((limits::SKETCH_INDEXED..100).contains(&keys.len()), "{}", keys.len());
        let opening = sketched(&numbered(0, 60));
        assert!(opening.probes().filter(|number| keys.contains(number)).count() >= 8, "a preview finds the whole");
        assert!(keys.iter().all(|key| sketch.probes().any(|number| number == *key)), "and it finds itself");
    }

    #[test]
    fn figures_can_be_told_from_words() {
        let figures = |text: &str| sketched(text).numbers().iter().filter(|&number| number & 1 == 1).count();
        assert_eq!(figures("tin closed at 34,180 a tonne again"), 3);
        assert_eq!(figures("tin closed at its highest a tonne again"), 0);
    }
}
