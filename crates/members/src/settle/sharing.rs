//! A pool shared among titles by weight, whole to the last unit, so that one title's part can be recomputed alone.

use newsstand_news::{Id, Title};

/// The last part that was rounded up. Parts come in order of what rounding down cut off, most first, then of their id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cutoff {
    /// What was cut off, in parts of the whole weight.
    pub remainder: i128,
    /// Whose part it is.
    pub title: Id<Title>,
}

/// A pool shared by the method of largest remainders (Hamilton): each part is rounded down, and what is left goes, one
/// unit each, to those that lost most. Ties go to the smaller id, so the order of the parts does not matter.
///
/// The last part that was rounded up is kept: with it, any title's part follows from its own weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sharing {
    /// What is shared, zero or more.
    pub pool: i128,
    /// All weights together; zero when there is nobody to share with.
    pub weight: i128,
    /// The last part that was rounded up, if one was.
    pub cutoff: Option<Cutoff>,
}

impl Sharing {
    /// Shares a pool among titles, each once, by weights of zero or more. Linear in the titles. A pool below zero is
    /// none, and pool × weight must fit 128 bits, which the limits of a month see to.
    pub(super) fn among(pool: i128, parts: impl Iterator<Item = (Id<Title>, i128)> + Clone) -> Self {
        let pool = pool.max(0);
        let weight: i128 = parts.clone().map(|(_, weight)| weight).sum();
        let plain = Sharing { pool, weight, cutoff: None };
        let given: i128 = parts.clone().map(|(title, weight)| plain.gives(title, weight)).sum();
        let left = if weight > 0 { usize::try_from(pool - given).unwrap_or(0) } else { 0 };
        Sharing { cutoff: plain.last_rounded_up(left, parts), ..plain }
    }

    fn last_rounded_up(&self, left: usize, parts: impl Iterator<Item = (Id<Title>, i128)>) -> Option<Cutoff> {
        let last = left.checked_sub(1)?;
        let mut cut: Vec<Cutoff> =
            parts.map(|(title, weight)| Cutoff { remainder: self.pool.saturating_mul(weight) % self.weight, title }).collect();
        // Fewer units are left than parts lost something, because each lost less than one.
        (last < cut.len()).then(|| *cut.select_nth_unstable_by_key(last, |cut| (-cut.remainder, cut.title)).1)
    }

    /// What a title of this weight has of the pool.
    pub fn gives(&self, title: Id<Title>, weight: i128) -> i128 {
        if self.weight <= 0 || self.pool <= 0 {
            return 0;
        }
        let whole = self.pool.saturating_mul(weight);
        let up = self.cutoff.is_some_and(|last| (-(whole % self.weight), title) <= (-last.remainder, last.title));
        whole / self.weight + i128::from(up)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn given(pool: i128, weights: &[i128]) -> Vec<i128> {
        let parts = || weights.iter().enumerate().map(|(at, weight)| (Id::new(at as i64), *weight));
        let sharing = Sharing::among(pool, parts());
        parts().map(|(title, weight)| sharing.gives(title, weight)).collect()
    }

    #[test]
    fn the_largest_remainders_are_rounded_up_and_ties_go_to_the_smaller_id() {
        assert_eq!(given(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(given(100, &[47, 16, 16, 12, 9]), [47, 16, 16, 12, 9]);
        assert_eq!(given(10, &[47, 16, 16, 12, 9]), [5, 2, 1, 1, 1]);
        assert_eq!(given(0, &[1, 2]), [0, 0]);
        assert_eq!(given(-5, &[1, 2]), [0, 0]);
        assert_eq!(given(7, &[0, 0]), [0, 0]);
        assert_eq!(given(7, &[]), [0; 0]);
        assert_eq!(given(1, &[0, 3]), [0, 1]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nobody_is_a_unit_off(
            pool in 0..100_000_000_000_000_i128,
            weights in prop::collection::vec(prop_oneof![Just(0), 0..9_i128, 0..100_000_000_000_000_000_000_i128], 1..40),
        ) {
            let whole: i128 = weights.iter().sum();
            let parts = given(pool, &weights);
            prop_assert_eq!(parts.iter().sum::<i128>(), if whole > 0 { pool } else { 0 });
            for (part, weight) in parts.iter().zip(&weights) {
                if whole > 0 {
                    let floor = pool * weight / whole;
                    prop_assert!(*part == floor || *part == floor + 1 && *weight > 0);
                }
            }
        }
    }
}
