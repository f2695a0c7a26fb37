//! A vector laid out to be held against many others: each of their terms is looked up, instead of walking both.

use super::Vector;
use crate::limits;

/// Places of the layout, at least four for each term, so that most terms that are not there meet an empty place at once.
const PLACES: usize = (4 * longest()).next_power_of_two();

const fn longest() -> usize {
    if limits::STORY_TERMS > limits::ARTICLE_TERMS { limits::STORY_TERMS } else { limits::ARTICLE_TERMS }
}

/// Open addressing with linear probing. A place with the weight 0 is empty: such a term adds nothing anyway.
pub(crate) struct Lookup {
    places: [(u32, u16); PLACES],
}

impl Lookup {
    /// Lays out a vector.
    pub fn of(vector: &Vector) -> Self {
        let mut lookup = Self { places: [(0, 0); PLACES] };
        vector.raw().filter(|part| part.1 > 0).for_each(|part| lookup.insert(part));
        lookup
    }

    fn insert(&mut self, part: (u32, u16)) {
        let empty = walk(part.0).find(|&at| self.places.get(at).is_some_and(|place| place.1 == 0));
        if let Some(place) = empty.and_then(|at| self.places.get_mut(at)) {
            *place = part;
        }
    }

    /// What a term weighs; 0 when it is not there.
    #[inline]
    pub fn weight(&self, term: u32) -> u16 {
        for at in walk(term) {
            match self.places.get(at) {
                Some(&(_, 0)) | None => return 0,
                Some(&(there, weight)) if there == term => return weight,
                _ => {}
            }
        }
        0
    }
}

/// All places from a term's own on, round the end. Terms are hashes: their low bits are as good as any.
#[inline]
fn walk(term: u32) -> impl Iterator<Item = usize> {
    (0..PLACES).map(move |step| (term as usize + step) % PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_is_found_and_no_other() {
        // Terms that all want the same few places.
        let term = |n: u32| n * PLACES as u32 + n % 3;
        let mut parts: Vec<(u32, f32)> = (0..limits::STORY_TERMS as u32).map(|n| (term(n), 1.0 + n as f32)).collect();
        let vector = Vector::of(&mut parts, limits::STORY_TERMS);
        let lookup = Lookup::of(&vector);
        for (term, weight) in vector.raw() {
            assert_eq!(lookup.weight(term), weight, "{term}");
            assert_eq!(lookup.weight(term + 5), 0);
        }
        assert_eq!(Lookup::of(&Vector::default()).weight(0), 0);
    }
}
