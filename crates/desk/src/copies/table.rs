//! Who has a number: a table of pairs that grows in small pieces, so that no arrival waits for all of it.

use crate::limits;

/// Pieces of the table; each grows by itself.
const PIECES: usize = 1 << 8;
/// Places of a piece at first.
const FIRST: usize = 1 << 6;
/// A text's slot that stands for an empty place.
const EMPTY: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Entry {
    number: u32,
    text: u32,
}

const NOTHING: Entry = Entry { number: 0, text: EMPTY };

/// Texts by the numbers of their sketches; of each number the [`limits::SKETCH_TEXTS`] newest texts.
pub(crate) struct Table {
    pieces: Vec<Piece>,
}

/// Open addressing with linear probing (Knuth, TAOCP vol. 3, 6.4).
#[derive(Clone, Default)]
struct Piece {
    places: Vec<Entry>,
    taken: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self { pieces: vec![Piece::default(); PIECES] }
    }
}

impl Table {
    /// Lists a text under a number.
    pub fn insert(&mut self, number: u32, text: u32) {
        if let Some(piece) = self.pieces.get_mut(piece_of(number)) {
            piece.make_room();
            piece.insert(Entry { number, text });
        }
    }

    /// Reads the first place of each number: memory is slow, but it is asked for all of them at once here.
    pub fn fetch(&self, numbers: impl Iterator<Item = u32>) {
        let piece = |number| self.pieces.get(piece_of(number));
        let first = |number| piece(number).and_then(|piece| piece.places.get(piece.home(number)));
        std::hint::black_box(numbers.filter_map(first).fold(0, |sum, entry| sum ^ entry.text));
    }

    /// The texts listed under a number, in no order.
    pub fn of(&self, number: u32) -> impl Iterator<Item = u32> + '_ {
        let piece = self.pieces.get(piece_of(number));
        piece.into_iter().flat_map(move |piece| piece.of(number))
    }
}

// Numbers in a sketch are small ones: the bits at the top are alike, those at the bottom are not.
const fn piece_of(number: u32) -> usize {
    (number >> 1) as usize % PIECES
}

impl Piece {
    fn home(&self, number: u32) -> usize {
        (number >> 9) as usize & self.places.len().wrapping_sub(1)
    }

    /// All places from a number's own on, round the end.
    fn walk(&self, number: u32) -> impl Iterator<Item = usize> + use<> {
        let (home, length) = (self.home(number), self.places.len());
        (0..length).map(move |step| (home + step) & (length - 1))
    }

    fn of(&self, number: u32) -> impl Iterator<Item = u32> + '_ {
        self.walk(number)
            .map_while(|at| self.places.get(at).filter(|entry| entry.text != EMPTY))
            .filter(move |entry| entry.number == number)
            .map(|entry| entry.text)
    }

    fn insert(&mut self, entry: Entry) {
        let (mut listed, mut oldest) = (0, None::<(u32, usize)>);
        for at in self.walk(entry.number) {
            let Some(&there) = self.places.get(at) else { return };
            if there.text == EMPTY {
                self.put(at, entry);
                self.taken += 1;
                return;
            }
            if there.number == entry.number {
                listed += 1;
                oldest = Some(oldest.map_or((there.text, at), |oldest| oldest.min((there.text, at))));
            }
            if listed >= limits::SKETCH_TEXTS {
                break;
            }
        }
        if let Some((_, at)) = oldest {
            self.put(at, entry);
        }
    }

    fn put(&mut self, at: usize, entry: Entry) {
        if let Some(place) = self.places.get_mut(at) {
            *place = entry;
        }
    }

    /// Keeps a fifth of the places empty.
    fn make_room(&mut self) {
        if self.taken * 5 < self.places.len() * 4 {
            return;
        }
        let wider = (self.places.len() * 2).max(FIRST);
        let old = std::mem::replace(&mut self.places, vec![NOTHING; wider]);
        self.taken = 0;
        for entry in old.into_iter().filter(|entry| entry.text != EMPTY) {
            self.insert(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_apart_and_the_table_grows() {
        let mut table = Table::default();
        for text in 0..20_000_u32 {
            for step in 0..3 {
                table.insert((text * 3 + step).wrapping_mul(0x9e37_79b9) >> 2, text);
            }
        }
        for text in 0..20_000_u32 {
            for step in 0..3 {
                let found: Vec<u32> = table.of((text * 3 + step).wrapping_mul(0x9e37_79b9) >> 2).collect();
                assert!(found.contains(&text) && found.len() < 4, "{text}: {found:?}");
            }
        }
        assert_eq!(Table::default().of(7).count(), 0);
    }

    #[test]
    fn of_many_texts_under_one_number_the_newest_stay() {
        let mut table = Table::default();
        (0..1000).for_each(|text| table.insert(8, text));
        let mut found: Vec<u32> = table.of(8).collect();
        found.sort_unstable();
        let first = 1000 - u32::try_from(limits::SKETCH_TEXTS).unwrap();
        assert_eq!(found, (first..1000).collect::<Vec<_>>());
    }
}
