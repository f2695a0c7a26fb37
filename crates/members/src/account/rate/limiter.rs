//! Buckets by hashed key, of which the oldest is forgotten when there are too many.

use std::collections::{BTreeMap, BTreeSet};

use newsstand_news::Moment;
use sha2::{Digest as _, Sha256};

use super::{Answer, Bucket, Rule};

/// Most keys a limiter remembers. About 100 bytes each.
pub const KEYS: usize = 50_000;

/// Whom a rule counts: a hash of an account or address, so that a memory dump names nobody. The rule is part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// The key for an account (its folded e-mail address, also where no account has it) or a network address under a rule.
    /// The pepper is a secret of the stand: without it a hash of an address is soon guessed.
    pub fn of(rule: Rule, whom: &str, pepper: &[u8; 32]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(pepper);
        hasher.update(rule.name.as_bytes());
        hasher.update([0]);
        hasher.update(whom.as_bytes());
        let digest: [u8; 32] = hasher.finalize().into();
        let mut key = [0; 16];
        key.copy_from_slice(&digest[..16]);
        Self(key)
    }
}

/// Buckets by key, at most [`KEYS`]; of more, the one that was used longest ago is forgotten.
#[derive(Debug, Clone)]
pub struct Limiter {
    most: usize,
    buckets: BTreeMap<Key, (u64, Bucket)>,
    order: BTreeSet<(u64, Key)>,
    turn: u64,
}

impl Default for Limiter {
    fn default() -> Self {
        Self::with(KEYS)
    }
}

impl Limiter {
    /// A limiter that remembers so many keys, at least one and at most [`KEYS`].
    pub fn with(most: usize) -> Self {
        Self { most: most.clamp(1, KEYS), buckets: BTreeMap::new(), order: BTreeSet::new(), turn: 0 }
    }

    /// Takes one for a key, where there is one. Takes log(keys) steps.
    pub fn take(&mut self, rule: Rule, key: Key, now: Moment) -> Answer {
        self.turn += 1;
        let (before, mut bucket) = self.buckets.get(&key).copied().unwrap_or((0, Bucket::default()));
        let answer = bucket.take(rule, now);
        self.order.remove(&(before, key));
        self.order.insert((self.turn, key));
        self.buckets.insert(key, (self.turn, bucket));
        if self.buckets.len() > self.most {
            self.forget_oldest();
        }
        answer
    }

    /// Forgets a key: after a sign-in that was right, the failures before it no longer count.
    pub fn clear(&mut self, key: Key) {
        if let Some((turn, _)) = self.buckets.remove(&key) {
            self.order.remove(&(turn, key));
        }
    }

    /// How many keys are remembered.
    pub fn len(&self) -> usize {
        self.buckets.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.buckets.is_empty()
    }

    #[cfg(test)]
    pub(super) fn knows(&self, key: &Key) -> bool {
        self.buckets.contains_key(key)
    }

    #[cfg(test)]
    pub(super) fn agrees(&self) -> bool {
        self.order.len() == self.buckets.len() && self.order.iter().all(|(turn, key)| self.buckets[key].0 == *turn)
    }

    fn forget_oldest(&mut self) {
        if let Some((_, key)) = self.order.pop_first() {
            self.buckets.remove(&key);
        }
    }
}
