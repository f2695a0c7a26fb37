//! A fast hasher of our own for short keys that are numbers or already mixed.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map keyed by numbers.
pub(crate) type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<Fast>>;

/// Odd, its bits well spread: 2^64 divided by the golden ratio (Knuth, TAOCP vol. 3, 6.4: multiplicative hashing).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Takes `part` into the running hash `so_far`.
#[inline]
pub(crate) const fn step(so_far: u64, part: u64) -> u64 {
    (so_far.rotate_left(5) ^ part).wrapping_mul(SPREAD)
}

/// Spreads every bit over all others: the finaliser of MurmurHash3 (Appleby).
#[inline]
pub(crate) const fn mix(mut bits: u64) -> u64 {
    bits ^= bits >> 33;
    bits = bits.wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits ^= bits >> 33;
    bits = bits.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    bits ^ (bits >> 33)
}

/// Hashes bytes, from a seed.
pub(crate) fn bytes(seed: u64, bytes: &[u8]) -> u64 {
    mix(bytes.iter().fold(seed, |hash, &byte| step(hash, u64::from(byte))))
}

/// The upper half, where a multiplicative hash is best.
#[inline]
pub(crate) const fn upper(bits: u64) -> u32 {
    (bits >> 32) as u32
}

/// See [`FastMap`].
#[derive(Default, Clone)]
pub(crate) struct Fast(u64);

impl Hasher for Fast {
    fn finish(&self) -> u64 {
        // The table takes its bucket from the low bits and its tag from the high ones; both must be good.
        self.0 ^ (self.0 >> 32)
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = step(self.0, u64::from(byte));
        }
    }
    fn write_u32(&mut self, number: u32) {
        self.0 = step(self.0, u64::from(number));
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = step(self.0, number);
    }
    fn write_i64(&mut self, number: i64) {
        self.write_u64(number as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_spread_over_low_bits() {
        let mut buckets = std::collections::HashSet::new();
        for number in 0..1000_u32 {
            let mut hasher = Fast::default();
            hasher.write_u32(number);
            buckets.insert(hasher.finish() & 1023);
        }
        assert!(buckets.len() > 550, "{}", buckets.len());
    }

    #[test]
    fn order_of_bytes_matters() {
        assert_ne!(bytes(1, b"tide"), bytes(1, b"edit"));
        assert_ne!(bytes(1, b"tide"), bytes(2, b"tide"));
    }
}
