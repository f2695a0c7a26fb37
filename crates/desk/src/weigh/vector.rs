//! Vectors of weighted terms: of unit length, sorted by term, six bytes a term.

use super::Lookup;

/// The weight 1.0 in the stored form.
const ONE: f32 = 65_535.0;

/// Terms and their weights. Empty, or of unit length up to rounding.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Vector {
    /// The terms, then their weights, two in a word and the first one low: one piece of memory and no more.
    words: Box<[u32]>,
}

impl Vector {
    /// Keeps the `limit` heaviest of `parts` (which it leaves shortened and sorted by term) and scales them to unit
    /// length. Terms must differ.
    pub fn of(parts: &mut Vec<(u32, f32)>, limit: usize) -> Self {
        if parts.len() > limit {
            parts.select_nth_unstable_by(limit, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            parts.truncate(limit);
        }
        parts.sort_unstable_by_key(|part| part.0);
        let length = parts.iter().map(|part| part.1 * part.1).sum::<f32>().sqrt();
        if length <= 0.0 || !length.is_finite() {
            return Self::default();
        }
        let weight = |part: &(u32, f32)| u32::from((part.1 / length * ONE) as u16);
        let mut words = Vec::with_capacity(parts.len() + parts.len().div_ceil(2));
        words.extend(parts.iter().map(|part| part.0));
        words.extend(parts.chunks(2).map(|pair| pair.iter().rev().fold(0, |word, part| word << 16 | weight(part))));
        Self { words: words.into_boxed_slice() }
    }

    /// Its terms with their weights, by term.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.raw().map(|(term, weight)| (term, f32::from(weight) / ONE))
    }

    /// Its terms and the words that hold their weights.
    fn halves(&self) -> (&[u32], &[u32]) {
        self.words.split_at(self.words.len() * 2 / 3)
    }

    /// Its terms with their weights in the stored form, by term.
    pub(super) fn raw(&self) -> impl Iterator<Item = (u32, u16)> + '_ {
        let (terms, weights) = self.halves();
        let pairs = terms.chunks(2).zip(weights);
        pairs.flat_map(|(pair, &word)| pair.iter().copied().zip([word as u16, (word >> 16) as u16]))
    }

    /// Any word of it: to have it near before it is needed.
    pub fn sample(&self) -> u32 {
        self.words.first().copied().unwrap_or(0)
    }

    /// The same as [`Vector::likeness`], with the other one laid out. Few terms are in both: only their weights are read.
    pub fn likeness_to(&self, other: &Lookup) -> f32 {
        let (terms, weights) = self.halves();
        let mut sum = 0_u64;
        for (at, &term) in terms.iter().enumerate() {
            let theirs = other.weight(term);
            if theirs > 0 {
                let word = weights.get(at / 2).copied().unwrap_or(0);
                let mine = if at % 2 == 0 { word as u16 } else { (word >> 16) as u16 };
                sum += u64::from(mine) * u64::from(theirs);
            }
        }
        sum as f32 / (ONE * ONE)
    }

    /// The cosine of the angle between the two: 0 for nothing in common, 1 for the same.
    pub fn likeness(&self, other: &Vector) -> f32 {
        let (mut sum, mut others) = (0_u64, other.raw().peekable());
        for (term, weight) in self.raw() {
            while others.next_if(|candidate| candidate.0 < term).is_some() {}
            if let Some(same) = others.next_if(|candidate| candidate.0 == term) {
                sum += u64::from(weight) * u64::from(same.1);
            }
        }
        sum as f32 / (ONE * ONE)
    }

    /// The direction between `mine` parts of this one and one part of `other`, cut to `limit` terms.
    pub fn towards(&self, mine: f32, other: &Vector, limit: usize) -> Vector {
        let mut parts: Vec<(u32, f32)> = self.iter().map(|(term, weight)| (term, weight * mine)).collect();
        for (term, weight) in other.iter() {
            match self.halves().0.binary_search(&term) {
                Ok(at) => {
                    if let Some(part) = parts.get_mut(at) {
                        part.1 += weight;
                    }
                }
                Err(_) => parts.push((term, weight)),
            }
        }
        Vector::of(&mut parts, limit)
    }

    /// The mean direction of some vectors, cut to `limit` terms.
    pub fn mean<'a>(vectors: impl Iterator<Item = &'a Vector>, limit: usize) -> Vector {
        let mut parts: Vec<(u32, f32)> = vectors.flat_map(Vector::iter).collect();
        parts.sort_unstable_by_key(|part| part.0);
        parts.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        Vector::of(&mut parts, limit)
    }

    /// Its `count` heaviest terms with their weights, the heaviest first.
    pub fn heaviest(&self, count: usize) -> impl Iterator<Item = (u32, f32)> + use<> {
        let mut order: Vec<(u16, u32)> = self.raw().map(|(term, weight)| (weight, term)).collect();
        order.sort_unstable_by(|a, b| b.cmp(a));
        order.into_iter().take(count).map(|(weight, term)| (term, f32::from(weight) / ONE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(parts: &[(u32, f32)]) -> Vector {
        Vector::of(&mut parts.to_vec(), 10)
    }

    #[test]
    fn likeness_is_a_cosine() {
        let (a, b) = (vector(&[(1, 1.0), (2, 1.0)]), vector(&[(2, 1.0), (3, 1.0)]));
        assert!((a.likeness(&b) - 0.5).abs() < 1e-3);
        assert!((a.likeness(&a) - 1.0).abs() < 1e-3);
        assert_eq!(a.likeness(&vector(&[(9, 1.0)])), 0.0);
        assert_eq!(a.likeness(&Vector::default()), 0.0);
        for (one, other) in [(&a, &b), (&b, &a), (&a, &a)] {
            assert_eq!(one.likeness_to(&Lookup::of(other)), one.likeness(other));
        }
    }

    #[test]
    fn vectors_of_any_length_give_back_their_parts() {
        for count in 0..12_u32 {
            let vector = vector(&(0..count).map(|n| (n * 7, 1.0 + n as f32)).collect::<Vec<_>>());
            let parts: Vec<(u32, f32)> = vector.iter().collect();
            assert_eq!(parts.len(), count.min(10) as usize);
            assert!(parts.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1), "{parts:?}");
            assert!(count == 0 || (vector.likeness(&vector) - 1.0).abs() < 1e-3);
        }
    }

    #[test]
    fn the_heaviest_terms_stay() {
        let kept = Vector::of(&mut vec![(7, 0.1), (5, 3.0), (6, 2.0)], 2);
        assert_eq!(kept.heaviest(9).map(|part| part.0).collect::<Vec<_>>(), [5, 6]);
    }

    #[test]
    fn moving_towards_another_goes_as_far_as_the_parts_say() {
        let (a, b) = (vector(&[(1, 1.0)]), vector(&[(2, 1.0)]));
        let moved = a.towards(3.0, &b, 10);
        assert!(moved.likeness(&a) > moved.likeness(&b));
        assert!(moved.likeness(&b) > 0.2);
    }

    #[test]
    fn nothing_and_nonsense_have_no_direction() {
        for parts in [&[][..], &[(1, 0.0)], &[(1, f32::NAN)], &[(1, f32::INFINITY)]] {
            assert_eq!(vector(parts), Vector::default());
        }
    }
}
