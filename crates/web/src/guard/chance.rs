//! The one place where chance is read: for seats, tokens and salts.

use ring::rand::{SecureRandom, SystemRandom};

/// Bytes that nobody can guess; None where the system gives none.
pub fn bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).ok().map(|()| bytes)
}
