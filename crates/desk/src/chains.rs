//! An inverted index in little memory: for each key a chain of items, the newest first.

use crate::hash::FastMap;

const END: u32 = u32::MAX;

/// Chains of items by key. Items are never taken out one by one: whoever wants
/// fewer builds new chains.
#[derive(Default)]
pub(crate) struct Chains {
    heads: FastMap<u32, u32>,
    links: Vec<Link>,
}

#[derive(Clone, Copy)]
struct Link {
    item: u32,
    next: u32,
}

impl Chains {
    /// Puts `item` at the head of the chain of `key`.
    pub fn push(&mut self, key: u32, item: u32) {
        let Ok(at) = u32::try_from(self.links.len()) else { return };
        if at == END {
            return;
        }
        let head = self.heads.entry(key).or_insert(END);
        self.links.push(Link { item, next: *head });
        *head = at;
    }

    /// The items of `key`, newest first; an item may come more than once.
    pub fn of(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.heads.get(&key).copied().unwrap_or(END);
        std::iter::from_fn(move || {
            let link = self.links.get(at as usize)?;
            at = link.next;
            Some(link.item)
        })
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
        assert_eq!(chains.of(9).count(), 0);
    }
}
