//! An inverted index in little memory: for each key its items, the newest first.
//!
//! The items of a key lie in blocks, each twice as long as the one before, so that a walk reads memory in runs.

use crate::hash::FastMap;

/// Items by key. Items are never taken out one by one: whoever wants fewer builds new chains.
#[derive(Default)]
pub(crate) struct Chains {
    heads: FastMap<u32, Head>,
    /// The blocks. A block's first word is where the block before it begins, whatever it is in a key's first block; its
    /// items follow, the oldest first.
    words: Vec<u32>,
}

/// What is known of a key. Blocks hold 1, 2, 4, … items, so the count says how long the newest one is.
#[derive(Clone, Copy, Default)]
struct Head {
    /// Where the newest block begins.
    block: u32,
    /// Items in all.
    count: u32,
}

impl Chains {
    /// Puts `item` before the other items of `key`.
    pub fn push(&mut self, key: u32, item: u32) {
        let head = self.heads.entry(key).or_default();
        let length = room(head.count.saturating_add(1));
        let at = (head.count + 1 - length) as usize;
        if at == 0 {
            // All blocks are full.
            let Ok(block) = u32::try_from(self.words.len()) else { return };
            self.words.push(head.block);
            self.words.resize(self.words.len() + length as usize, 0);
            head.block = block;
        }
        if let Some(word) = self.words.get_mut(head.block as usize + 1 + at) {
            *word = item;
            head.count += 1;
        }
    }

    /// The items of `key`, newest first; an item may come more than once.
    pub fn of(&self, key: u32) -> Walk<'_> {
        let Head { block, count } = self.heads.get(&key).copied().unwrap_or_default();
        let length = room(count);
        let mut walk = Walk { words: &self.words, items: &[], before: block, length };
        if count > 0 {
            walk.enter(count - length + 1);
        }
        walk
    }
}

/// Items of the block in which the last of `count` items lies.
const fn room(count: u32) -> u32 {
    if count == 0 { 0 } else { 1 << count.ilog2() }
}

/// See [`Chains::of`].
pub(crate) struct Walk<'a> {
    words: &'a [u32],
    /// What is left of the block.
    items: &'a [u32],
    /// Where the block before it begins, and how many items it has; 0 when there is none.
    before: u32,
    length: u32,
}

impl Walk<'_> {
    /// Goes to the next older block, of which so many items are taken.
    fn enter(&mut self, taken: u32) {
        let block = self.words.get(self.before as usize..).unwrap_or_default();
        if let Some((&before, items)) = block.split_first() {
            self.items = items.get(..taken as usize).unwrap_or_default();
            self.before = before;
        }
        self.length /= 2;
    }
}

impl Iterator for Walk<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.items.is_empty() && self.length > 0 {
            self.enter(self.length);
        }
        let (&item, rest) = self.items.split_last()?;
        self.items = rest;
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_give_the_newest_first() {
        let mut chains = Chains::default();
        for (key, item) in [(7, 1), (8, 2), (7, 3), (7, 1)] {
            chains.push(key, item);
        }
        assert_eq!(chains.of(7).collect::<Vec<_>>(), [1, 3, 1]);
        assert_eq!(chains.of(8).collect::<Vec<_>>(), [2]);
        assert_eq!(chains.of(9).count(), 0);
    }

    #[test]
    fn chains_of_every_length_are_walked_whole() {
        let mut chains = Chains::default();
        for item in 0..300 {
            for key in [5, 6, 7] {
                chains.push(key, item * key);
            }
            for key in [5, 6, 7] {
                assert!(chains.of(key).eq((0..=item).rev().map(|item| item * key)), "{key}, {item}");
            }
        }
    }
}
