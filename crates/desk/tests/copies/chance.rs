//! Numbers that look drawn at random and are the same in every run.

/// A counter whose values are mixed (SplitMix64, Steele, Lea and Flood 2014).
pub struct Chance(u64);

impl Chance {
    /// The stream of one counter.
    pub fn new(counter: u64) -> Self {
        Self(counter.wrapping_mul(0xd134_2543_de82_ef95))
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Whether something of so many in a thousand happens.
    pub fn once(&mut self, in_thousand: usize) -> bool {
        self.below(1000) < in_thousand
    }

    /// Puts things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}
