//! Vectors of weighted terms: of unit length, sorted by term, six bytes a term.

/// The weight 1.0 in the stored form.
const ONE: f32 = 65_535.0;

/// Terms and their weights. Empty, or of unit length up to rounding.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Vector {
    terms: Box<[u32]>,
    weights: Box<[u16]>,
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
        Self {
            terms: parts.iter().map(|part| part.0).collect(),
            weights: parts.iter().map(|part| (part.1 / length * ONE) as u16).collect(),
        }
    }

    /// Its terms with their weights, by term.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.terms.iter().zip(&self.weights).map(|(&term, &weight)| (term, f32::from(weight) / ONE))
    }

    /// The cosine of the angle between the two: 0 for nothing in common, 1 for the same.
    pub fn likeness(&self, other: &Vector) -> f32 {
        let (mut sum, mut at) = (0_u64, 0);
        for (term, weight) in self.terms.iter().zip(&self.weights) {
            while other.terms.get(at).is_some_and(|candidate| candidate < term) {
                at += 1;
            }
            if other.terms.get(at) == Some(term) {
                sum += u64::from(*weight) * u64::from(other.weights.get(at).copied().unwrap_or(0));
            }
        }
        sum as f32 / (ONE * ONE)
    }

    /// The direction between `mine` parts of this one and one part of `other`, cut to `limit` terms.
    pub fn towards(&self, mine: f32, other: &Vector, limit: usize) -> Vector {
        let mut parts: Vec<(u32, f32)> = self.iter().map(|(term, weight)| (term, weight * mine)).collect();
        for (term, weight) in other.iter() {
            match self.terms.binary_search(&term) {
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
        let mut order: Vec<(u16, u32)> = self.weights.iter().copied().zip(self.terms.iter().copied()).collect();
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
