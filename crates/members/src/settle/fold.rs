//! Counts that are told apart only where enough readers stand behind them.

use newsstand_news::{Id, Section, Title};

use super::{Day, FOLD};

/// What a part of a title's reads is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// One day.
    Day(Day),
    /// Days with too few readers, together.
    OtherDays,
    /// One section.
    Section(Section),
    /// Articles whose section is not known.
    NoSection,
    /// Sections with too few readers, together.
    OtherSections,
    /// Articles that are the title's own.
    Own,
    /// Articles that are copies of what another title had first.
    CopyOf(Id<Title>),
    /// Origins with too few readers, together.
    OtherOrigins,
}

/// A part of a title's reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Of what.
    pub of: Of,
    /// How many.
    pub reads: u64,
}

/// Readers of a title who are alike in everything their money's way depends on; at least [`FOLD`] of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What each of them paid for the month, in cents; zero where it was nothing or less.
    pub money: i64,
    /// How many reads each of them has in all titles.
    pub all: u64,
    /// How many each of them has in this title.
    pub own: u64,
    /// How many readers.
    pub readers: u64,
    /// What they bring the title, in millionths of a cent: each money × own ÷ all, rounded down or up.
    pub millionths: i128,
}

/// All readers of a title who are in no [`Cell`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldedCell {
    /// How many; `None` when the title has fewer than [`FOLD`] readers.
    pub readers: Option<u64>,
    /// Their reads in this title.
    pub reads: u64,
    /// What they bring the title, in millionths of a cent.
    pub millionths: i128,
}

/// What a count holds before it is folded.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) readers: u64,
    pub(super) reads: u64,
    pub(super) millionths: i128,
}

/// Takes together what has fewer than [`FOLD`] readers. What was taken together holds at least two counts and [`FOLD`]
/// readers where there are as many: else subtraction would tell the one that is missing, so the next smallest joins.
/// Keys come in order and stay so. n log n.
pub(super) fn fold<K: Copy + Ord>(mut counts: Vec<(K, Tally)>) -> (Vec<(K, Tally)>, Option<Tally>) {
    counts.sort_by_key(|(key, tally)| (tally.readers, *key));
    let (mut rest, mut folded) = (Tally::default(), 0);
    for (_, tally) in &counts {
        let joins = folded > 0 && (folded < 2 || rest.readers < FOLD);
        if tally.readers >= FOLD && !joins {
            break;
        }
        rest.readers += tally.readers;
        rest.reads += tally.reads;
        rest.millionths += tally.millionths;
        folded += 1;
    }
    let mut shown = counts.split_off(folded);
    shown.sort_by_key(|(key, _)| *key);
    (shown, (folded > 0).then_some(rest))
}

/// A number of readers, where it may be told.
pub(super) fn told(readers: u64) -> Option<u64> {
    (readers >= FOLD).then_some(readers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counts(readers: &[u64]) -> Vec<(usize, Tally)> {
        readers.iter().enumerate().map(|(at, n)| (at, Tally { readers: *n, reads: n * 2, millionths: 1 })).collect()
    }

    #[test]
    fn a_small_count_takes_the_next_smallest_with_it() {
        let (shown, rest) = fold(counts(&[9, 2, 7, 8]));
        assert_eq!(shown.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(rest.map(|rest| rest.readers), Some(9));
        assert!(fold(counts(&[5, 6])).1.is_none());
    }

    proptest! {
        #[test]
        fn nothing_small_is_told_and_nothing_is_lost(readers in prop::collection::vec(1..12_u64, 0..12)) {
            let (shown, rest) = fold(counts(&readers));
            prop_assert!(shown.iter().all(|(_, tally)| tally.readers >= FOLD));
            let together: u64 = shown.iter().map(|(_, tally)| tally.reads).sum::<u64>() + rest.map_or(0, |rest| rest.reads);
            prop_assert_eq!(together, readers.iter().sum::<u64>() * 2);
            prop_assert!(rest.is_none_or(|rest| rest.readers >= FOLD || shown.is_empty()));
        }
    }
}
