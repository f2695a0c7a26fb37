//! Passwords: hashed with Argon2id (RFC 9106), kept as PHC strings, checked in constant time.

use argon2::{Algorithm, Argon2, Block, Params, Version};

mod common;
mod phc;
mod rules;

pub use phc::{BadHash, Hash};
pub use rules::{PASSWORD_CHARS, WeakPassword};

use super::{Email, same};

/// Most bytes of a password. All of them count: nothing is cut.
pub const PASSWORD_BYTES: usize = 1024;
/// Bytes of salt the caller gives.
pub const SALT_BYTES: usize = 16;
/// Bytes of a hash.
pub const HASH_BYTES: usize = 32;

/// What making or checking a hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub(super) memory: u32,
    /// Passes over it.
    pub(super) passes: u32,
    /// Lanes.
    pub(super) lanes: u32,
}

impl Cost {
    /// The cost of new hashes: 19 MiB, two passes, one lane. Decision 12 says why, and what it takes.
    pub const NEW: Cost = Cost { memory: 19 * 1024, passes: 2, lanes: 1 };
    /// The most a stored hash may ask for, so that a row that was tampered with cannot exhaust the machine: 256 MiB.
    pub const MOST: Cost = Cost { memory: 256 * 1024, passes: 16, lanes: 16 };

    /// The memory that one check holds while it runs, in KiB: whoever checks many at once bounds how many by it.
    pub const fn kibibytes(self) -> u32 {
        self.memory
    }
}

/// The memory that hashes are worked out in, kept from one to the next: taken anew each time, it breaks up the system's heap.
/// Whoever holds one can work out one hash at a time, so the number of them bounds memory and work.
#[derive(Default)]
pub struct Memory(Vec<Block>);

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Memory({} KiB)", self.0.len())
    }
}

impl Memory {
    /// So many blocks of 1 KiB, with what was in them before; None when the machine refuses them.
    fn blocks(&mut self, number: usize) -> Option<&mut [Block]> {
        self.0.try_reserve_exact(number.saturating_sub(self.0.len())).ok()?;
        self.0.resize_with(number.max(self.0.len()), Block::new);
        self.0.get_mut(..number)
    }
}

/// A hash of the present cost that no password is known for. Checking a password against it when there is no account
/// takes as long as a check against a real one.
pub const DUMMY: Hash = Hash { cost: Cost::NEW, salt: [0x5a; SALT_BYTES], bytes: [0; HASH_BYTES] };

/// A password as somebody typed it, within the limit. It is not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// A password that somebody wants to have: checked against the rules.
    ///
    /// # Errors
    /// A sentence on what is wrong with it.
    pub fn chosen(typed: &str, email: &Email) -> Result<Self, WeakPassword> {
        rules::check(typed, email)?;
        Ok(Self(typed.to_owned()))
    }

    /// A password that somebody signs in with: only its length is bounded, for rules may have changed since it was chosen.
    pub fn given(typed: &str) -> Option<Self> {
        (typed.len() <= PASSWORD_BYTES).then(|| Self(typed.to_owned()))
    }

    /// Its hash. None only when the machine refuses the memory.
    pub fn hash(&self, salt: [u8; SALT_BYTES], memory: &mut Memory) -> Option<Hash> {
        self.hash_at(Cost::NEW, salt, memory)
    }

    fn hash_at(&self, cost: Cost, salt: [u8; SALT_BYTES], memory: &mut Memory) -> Option<Hash> {
        let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(HASH_BYTES)).ok()?;
        let mut bytes = [0; HASH_BYTES];
        let blocks = memory.blocks(params.block_count())?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon2.hash_password_into_with_memory(self.0.as_bytes(), &salt, &mut bytes, blocks).ok()?;
        Some(Hash { cost, salt, bytes })
    }
}

impl Hash {
    /// Whether this is the hash of the password. The comparison takes the same time wherever they differ. False
    /// also when the machine refuses the memory.
    pub fn verify(&self, password: &Password, memory: &mut Memory) -> bool {
        password.hash_at(self.cost, self.salt, memory).is_some_and(|again| same(&again.bytes, &self.bytes))
    }

    /// Whether it was made at another cost than new ones are: after a sign-in it should be made anew.
    pub fn needs_rehash(&self) -> bool {
        self.cost != Cost::NEW
    }
}

/// Checks a password of an account that may not exist: both cases cost the same. False where there is no account.
pub fn verify(stored: Option<&Hash>, password: &Password, memory: &mut Memory) -> bool {
    let matches = stored.unwrap_or(&DUMMY).verify(password, memory);
    matches & stored.is_some()
}

#[cfg(test)]
mod tests;
