//! A stored hash and its text: a PHC string, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, base64 without padding.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::{Cost, HASH_BYTES, SALT_BYTES};

/// A password's hash as it is stored, with all that a check needs.
#[derive(Clone, PartialEq, Eq)]
pub struct Hash {
    pub(super) cost: Cost,
    pub(super) salt: [u8; SALT_BYTES],
    pub(super) bytes: [u8; HASH_BYTES],
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({:?}, …)", self.cost)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cost { memory, passes, lanes } = self.cost;
        let (salt, bytes) = (STANDARD_NO_PAD.encode(self.salt), STANDARD_NO_PAD.encode(self.bytes));
        write!(f, "$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${bytes}")
    }
}

/// A text that is not a hash of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadHash {
    /// Not of the form.
    Form,
    /// Another function or version.
    Kind,
    /// Parameters outside the bounds.
    Cost,
}

impl fmt::Display for BadHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadHash::Form => "the stored password hash is not a PHC string with 16 bytes of salt and 32 of hash",
            BadHash::Kind => "the stored password hash is not Argon2id version 19",
            BadHash::Cost => "the stored password hash asks for more or less work than is allowed",
        })
    }
}

impl std::error::Error for BadHash {}

impl FromStr for Hash {
    type Err = BadHash;
    fn from_str(text: &str) -> Result<Self, BadHash> {
        let parts: Vec<&str> = text.splitn(7, '$').collect();
        let ["", kind, version, cost, salt, bytes] = parts[..] else { return Err(BadHash::Form) };
        if kind != "argon2id" || version != "v=19" {
            return Err(BadHash::Kind);
        }
        Ok(Hash { cost: cost_of(cost)?, salt: decoded(salt)?, bytes: decoded(bytes)? })
    }
}

fn decoded<const N: usize>(text: &str) -> Result<[u8; N], BadHash> {
    let bytes = STANDARD_NO_PAD.decode(text).map_err(|_| BadHash::Form)?;
    bytes.try_into().map_err(|_| BadHash::Form)
}

fn cost_of(text: &str) -> Result<Cost, BadHash> {
    let mut fields = text.split(',');
    let mut field = |name: &str| fields.next().and_then(|field| field.strip_prefix(name)).ok_or(BadHash::Form);
    let (memory, passes, lanes) = (field("m=")?, field("t=")?, field("p=")?);
    if fields.next().is_some() {
        return Err(BadHash::Form);
    }
    let lanes = number(lanes, 1, Cost::MOST.lanes)?;
    Ok(Cost { memory: number(memory, 8 * lanes, Cost::MOST.memory)?, passes: number(passes, 1, Cost::MOST.passes)?, lanes })
}

fn number(text: &str, least: u32, most: u32) -> Result<u32, BadHash> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number: u32 = text.parse().ok().filter(|_| digits).ok_or(BadHash::Form)?;
    if (least..=most).contains(&number) { Ok(number) } else { Err(BadHash::Cost) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(cost: &str) -> String {
        format!("$argon2id$v=19${cost}${}${}", STANDARD_NO_PAD.encode([1; 16]), STANDARD_NO_PAD.encode([2; 32]))
    }

    #[test]
    fn what_is_no_hash_of_ours_is_refused() {
        let good = text("m=19456,t=2,p=1");
        assert!(good.parse::<Hash>().is_ok());
        let with = |from: &str, to: &str| good.replace(from, to).parse::<Hash>().unwrap_err();
        assert_eq!(with("argon2id", "argon2i"), BadHash::Kind);
        assert_eq!(with("v=19", "v=16"), BadHash::Kind);
        assert_eq!(with("m=19456", "m=4000000"), BadHash::Cost);
        assert_eq!(with("m=19456", "m=7"), BadHash::Cost);
        assert_eq!(with("t=2", "t=0"), BadHash::Cost);
        assert_eq!(with("t=2", "t=+2"), BadHash::Form);
        assert_eq!(with(",p=1", ""), BadHash::Form);
        assert_eq!(with("p=1", "p=1,x=1"), BadHash::Form);
        assert_eq!(with("$AQ", "$"), BadHash::Form);
        assert_eq!(format!("{good}$").parse::<Hash>().unwrap_err(), BadHash::Form);
        assert_eq!("".parse::<Hash>().unwrap_err(), BadHash::Form);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,200}") {
            let _ = text.parse::<Hash>();
        }

        #[test]
        fn what_is_written_is_read_back(memory in 128u32..=262_144, passes in 1u32..=16, lanes in 1u32..=16, salt: [u8; 16], bytes: [u8; 32]) {
            let hash = Hash { cost: Cost { memory, passes, lanes }, salt, bytes };
            prop_assert_eq!(hash.to_string().parse::<Hash>(), Ok(hash));
        }
    }
}
