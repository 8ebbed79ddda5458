//! Chance that can be repeated.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Random numbers from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

/// A seed that nobody chose.
pub fn seed() -> u64 {
    RandomState::new().build_hasher().finish() >> 32
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Dice of their own, so that more or fewer throws here change nothing there.
    pub fn fork(&mut self) -> Self {
        Self(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// The same for places in lists.
    pub fn index(&mut self, limit: usize) -> usize {
        usize::try_from(self.below(u64::try_from(limit).expect("a length")))
            .expect("below a length")
    }
}

/// The number in an environment variable; `None` if it is not set.
///
/// # Panics
/// If the variable holds something else.
pub fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok().filter(|text| !text.is_empty())?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}
