//! Chance that is the same every time: a stream of numbers from a picture's name, and smooth noise.

/// SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// From 0 up to, not including, 1.
    pub(super) fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// Between two numbers.
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// A whole number below `count`, which must not be 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        ((self.bits() >> 33) as usize) % count.max(1)
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn count(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True so many times in one.
    pub(super) fn yes(&mut self, share: f32) -> bool {
        self.unit() < share
    }

    /// One of a list.
    pub(super) fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// The finisher of SplitMix64.
const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Smooth noise along a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noise(pub u64);

impl Noise {
    fn knot(self, at: i64) -> f32 {
        let bits = mix(self.0 ^ (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        (bits >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    }

    /// From -1 to 1; changes about once per unit.
    pub(super) fn at(self, x: f32) -> f32 {
        let (whole, part) = (x.floor(), x - x.floor());
        let (a, b) = (self.knot(whole as i64), self.knot(whole as i64 + 1));
        a + (b - a) * part * part * (3.0 - 2.0 * part)
    }

    /// Several octaves, each half as high and twice as fine.
    pub(super) fn rough(self, x: f32, octaves: u32) -> f32 {
        let mut sum = 0.0;
        let mut size = 1.0;
        for octave in 0..octaves {
            sum += size * Noise(self.0.wrapping_add(u64::from(octave) * 77)).at(x / size);
            size *= 0.5;
        }
        sum / 1.6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_the_same_every_time_and_fills_its_range() {
        let (mut a, mut b) = (Chance::new(7), Chance::new(7));
        let drawn: Vec<_> = (0..500).map(|_| a.unit()).collect();
        assert_eq!(drawn, (0..500).map(|_| b.unit()).collect::<Vec<_>>());
        assert!(drawn.iter().all(|value| (0.0..1.0).contains(value)));
        assert!(drawn.iter().any(|value| *value < 0.05) && drawn.iter().any(|value| *value > 0.95));
    }

    #[test]
    fn noise_is_smooth() {
        let noise = Noise(3);
        for step in 0..1000 {
            let x = step as f32 * 0.01;
            assert!((noise.at(x) - noise.at(x + 0.01)).abs() < 0.05);
            assert!(noise.at(x).abs() <= 1.0);
        }
    }
}
