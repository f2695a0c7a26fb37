//! Identities: 63-bit numbers made by us, in order of time, below 10^15 so that every reader app can hold them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use crate::Moment;

/// The identity of a `T`. Ids grow with time: of two ids made by one program the later one is larger.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id<T> {
    number: i64,
    #[serde(skip)]
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Wraps a number that came out of the store or out of an address.
    pub const fn new(number: i64) -> Self {
        Self { number, of: PhantomData }
    }

    /// The number itself.
    pub const fn get(self) -> i64 {
        self.number
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.number)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)
    }
}
impl<T> std::str::FromStr for Id<T> {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::new)
    }
}

/// Makes ids: milliseconds since 2025, a counter of 6 bits, a node of 4 bits.
///
/// The same millisecond gives 64 ids; after that the next millisecond is borrowed, so ids never repeat and
/// never fall, even when the clock does.
#[derive(Debug, Clone)]
pub struct IdMaker {
    node: i64,
    tick: i64,
    counter: i64,
}

/// 2025-01-01T00:00:00Z in milliseconds.
const EPOCH_MS: i64 = 1_735_689_600_000;

impl IdMaker {
    /// A maker for node 0 to 15 that continues after `last`, the largest id the store holds.
    pub fn new(node: u8, last: i64) -> Self {
        Self { node: i64::from(node & 15), tick: last >> 10, counter: 63 }
    }

    /// The next id.
    pub fn next<T>(&mut self, now: Moment) -> Id<T> {
        let tick = now.millis() - EPOCH_MS;
        if tick > self.tick {
            (self.tick, self.counter) = (tick, 0);
        } else if self.counter < 63 {
            self.counter += 1;
        } else {
            (self.tick, self.counter) = (self.tick + 1, 0);
        }
        Id::new(self.tick << 10 | self.counter << 4 | self.node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_falls_back() {
        let mut maker = IdMaker::new(11, 0);
        let noon = Moment::from_millis(EPOCH_MS + 1_000_000);
        let mut last = 0;
        for step in 0..1000 {
            let now = if step % 2 == 0 { noon } else { Moment::from_millis(EPOCH_MS + 500_000) };
            let id: Id<()> = maker.next(now);
            assert!(id.get() > last);
            assert_eq!(id.get() & 15, 11);
            last = id.get();
        }
    }

    #[test]
    fn ids_continue_after_the_stored_maximum_and_stay_short() {
        let now = Moment::from_millis(EPOCH_MS + 25 * 365 * 86_400_000);
        let first: Id<()> = IdMaker::new(0, 0).next(now);
        assert!(first.get() < 1_000_000_000_000_000);
        let again: Id<()> = IdMaker::new(0, first.get()).next(now);
        assert!(again > first);
    }
}
