//! What two texts share, told from their sketches.

use super::Sketch;

/// Bits of the filter that spares most searches.
const FILTER_BITS: usize = 4096;

/// A text that is held against others.
pub(crate) struct Probe<'a> {
    sketch: &'a Sketch,
    /// Its numbers, without the common ones.
    sorted: Vec<u32>,
    /// Numbers that are passed over.
    common: Vec<u32>,
    filter: [u64; FILTER_BITS / 64],
}

/// What two texts share.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Overlap {
    /// The part of the shorter text that stands in the longer one, 0 to 1.
    pub contained: f32,
    /// From how many shingles of the shorter text that was told.
    pub evidence: u32,
    /// The longest stretch that is shared nearly whole, as a part of the shorter text.
    pub stretch: f32,
    /// How often shared and other shingles take turns, against what it would be if they were strewn by chance.
    pub strewn: f32,
    /// The length of the shorter text over that of the longer one.
    pub ratio: f32,
    /// Shingles with figures of the text in which there are fewer, and how many of them are shared.
    pub figures: (u32, u32),
}

/// What was counted while walking one text.
#[derive(Default)]
struct Walk {
    seen: u32,
    shared: u32,
    figures: u32,
    shared_figures: u32,
    turns: u32,
    before: bool,
    run: i32,
    best: i32,
}

impl Walk {
    #[inline]
    fn step(&mut self, number: u32, shared: bool) {
        let (hit, figure) = (u32::from(shared), number & 1);
        self.seen += 1;
        self.turns += u32::from(shared != self.before);
        self.before = shared;
        self.shared += hit;
        self.figures += figure;
        self.shared_figures += figure & hit;
        // The heaviest stretch, a miss taking away what a hit adds (Bentley 1984, *Algorithm design techniques*).
        self.run = (self.run + if shared { 1 } else { -1 }).max(0);
        self.best = self.best.max(self.run);
    }
}

impl<'a> Probe<'a> {
    /// Makes a text ready; what it has in `common` with many, sorted or not, is passed over.
    pub fn new(sketch: &'a Sketch, common: &[u32]) -> Self {
        let mut common = common.to_vec();
        common.sort_unstable();
        let mut sorted: Vec<u32> =
            sketch.numbers().iter().copied().filter(|number| common.binary_search(number).is_err()).collect();
        sorted.sort_unstable();
        let mut filter = [0; FILTER_BITS / 64];
        for &number in &sorted {
            let (word, bit) = place(number);
            if let Some(word) = filter.get_mut(word) {
                *word |= bit;
            }
        }
        Self { sketch, sorted, common, filter }
    }

    fn holds(&self, number: u32) -> bool {
        let (word, bit) = place(number);
        self.filter.get(word).is_some_and(|word| word & bit != 0) && self.sorted.binary_search(&number).is_ok()
    }

    /// What the text shares with another, told from what both sketches can see.
    pub fn overlap(&self, other: &Sketch) -> Overlap {
        let horizon = self.sketch.horizon().min(other.horizon());
        let mut walk = Walk::default();
        for &number in other.numbers().iter().filter(|&&number| number <= horizon) {
            if self.common.binary_search(&number).is_ok() {
                continue;
            }
            walk.step(number, self.holds(number));
        }
        let mine = self.sorted.partition_point(|&number| number <= horizon);
        let evidence = walk.seen.min(u32::try_from(mine).unwrap_or(u32::MAX));
        let figures = self.sorted.iter().take(mine).map(|number| number & 1).sum::<u32>();
        let (short, long) = (self.sketch.words().min(other.words()), self.sketch.words().max(other.words()));
        let part = |count: f32| (count / evidence.max(1) as f32).min(1.0);
        Overlap {
            contained: part(walk.shared as f32),
            evidence,
            stretch: part(walk.best as f32),
            strewn: walk.turns as f32 / (2.0 * walk.shared as f32 * (1.0 - part(walk.shared as f32))).max(1.0),
            ratio: short as f32 / long.max(1) as f32,
            figures: (walk.figures.min(figures), walk.shared_figures),
        }
    }
}

/// Below this much in common there is nothing to look closer at.
const CLOSER: f32 = 0.35;

/// What two texts share, the stretches looked for in the one and in the other.
pub(crate) fn both(probe: &Probe<'_>, other: &Sketch) -> Overlap {
    let there = probe.overlap(other);
    if there.contained < CLOSER {
        return there;
    }
    let here = Probe::new(other, &probe.common).overlap(probe.sketch);
    Overlap { stretch: there.stretch.max(here.stretch), strewn: there.strewn.max(here.strewn), ..there }
}

const fn place(number: u32) -> (usize, u64) {
    let bit = (number >> 1) as usize % FILTER_BITS;
    (bit / 64, 1 << (bit % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::sketched;

    fn numbered(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    fn overlap(one: &str, other: &str) -> Overlap {
        both(&Probe::new(&sketched(one), &[]), &sketched(other))
    }

    #[test]
    fn the_same_text_is_contained_in_itself() {
        let same = overlap(&numbered(0, 300), &numbered(0, 300));
        assert_eq!((same.contained, same.ratio, same.stretch), (1.0, 1.0, 1.0));
        assert!(same.evidence >= 60);
    }

    #[test]
    fn a_preview_is_contained_in_the_whole() {
        for (one, other) in [(60, 900), (900, 60)] {
            let preview = overlap(&numbered(0, one), &numbered(0, other));
            assert_eq!(preview.contained, 1.0);
            assert!(preview.evidence >= 8, "{preview:?}");
            assert!((preview.ratio - 0.067).abs() < 0.01);
        }
    }

    #[test]
    fn containment_is_told_to_within_a_tenth() {
        let half = overlap(&numbered(0, 400), &numbered(200, 600));
        assert!((half.contained - 0.5).abs() < 0.1, "{half:?}");
        assert!(half.stretch > 0.4 && half.strewn < 0.1, "in one block: {half:?}");
        assert_eq!(overlap(&numbered(0, 400), &numbered(400, 800)).contained, 0.0);
    }

    #[test]
    fn edits_here_and_there_are_strewn() {
        let edited: String = (0..400).map(|n| if n % 7 == 3 { format!("new{n} ") } else { format!("word{n} ") }).collect();
        let found = overlap(&edited, &numbered(0, 400));
        assert!(found.contained > 0.4 && found.strewn > 0.6, "{found:?}");
    }

    #[test]
    fn what_many_have_is_passed_over() {
        let (one, other) = (sketched(&numbered(0, 60)), sketched(&(numbered(0, 30) + &numbered(100, 130))));
        let common = sketched(&numbered(0, 30));
        assert_eq!(Probe::new(&one, common.numbers()).overlap(&other).contained, 0.0);
    }

    #[test]
    fn texts_without_spaces_have_shingles_of_six() {
        let one = "北浦鉄道は十四年前に廃止した夜行列車を今春から復活させると発表した";
        assert!(overlap(one, "発表によると北浦鉄道は十四年前に廃止した夜行列車を今春から復活させる").contained > 0.7);
        assert!(overlap(one, "全員の無事が確認されるまで町の人たちは港の待合室で夜を明かした").contained < 0.1);
    }

    #[test]
    fn nothing_shares_nothing() {
        assert_eq!(overlap("", "").contained, 0.0);
        assert_eq!(overlap("one two", &numbered(0, 50)).evidence, 0);
    }
}
