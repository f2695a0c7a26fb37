//! What a device says when it makes or uses a passkey: authenticator data (6.1), with the new key where there is one.

use super::cbor::{self, Value};
use crate::signing::keys::PublicKey;

/// Bits of the flags.
const PRESENT: u8 = 1;
const ATTESTED: u8 = 1 << 6;
const EXTENDED: u8 = 1 << 7;
const COULD_BE_BACKED_UP: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;

/// Authenticator data.
#[derive(Debug, PartialEq, Eq)]
pub struct AuthData<'a> {
    /// SHA-256 of the name it is for.
    pub name_hash: &'a [u8],
    /// Whether somebody was there.
    pub present: bool,
    /// How often the device signed, as it says.
    pub counter: u32,
    /// The new passkey.
    pub attested: Option<Attested<'a>>,
}

/// A new passkey.
#[derive(Debug, PartialEq, Eq)]
pub struct Attested<'a> {
    /// Its id.
    pub id: &'a [u8],
    /// Its public key.
    pub key: PublicKey,
}

impl<'a> AuthData<'a> {
    /// Reads it; none where it is not exactly that, or its key is of a kind that is not known here.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (name_hash, rest) = bytes.split_at_checked(32)?;
        let (&[flags, a, b, c, d], mut rest) = rest.split_first_chunk::<5>()?;
        if flags & BACKED_UP != 0 && flags & COULD_BE_BACKED_UP == 0 {
            return None;
        }
        let mut attested = None;
        if flags & ATTESTED != 0 {
            let (found, after) = attested_of(rest)?;
            (attested, rest) = (Some(found), after);
        }
        if flags & EXTENDED != 0 {
            rest = cbor::read(rest)?.1;
        }
        let data = Self { name_hash, present: flags & PRESENT != 0, counter: u32::from_be_bytes([a, b, c, d]), attested };
        rest.is_empty().then_some(data)
    }
}

/// 16 bytes of the device's make, which nobody asks for, the id's length, the id, the key.
fn attested_of(bytes: &[u8]) -> Option<(Attested<'_>, &[u8])> {
    let (_, rest) = bytes.split_at_checked(16)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (id, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    let (key, rest) = cbor::read(rest)?;
    Some((Attested { id, key: cose(&key)? }, rest))
}

/// A key as COSE writes it (RFC 9053): 1 is its type, 3 the algorithm, what is below nought the key itself.
fn cose(key: &Value<'_>) -> Option<PublicKey> {
    let (number, bytes) = (|at| key.at(at).and_then(Value::number), |at| key.at(at).and_then(Value::bytes));
    match (number(1)?, number(3)?) {
        (2, -7) if number(-1) == Some(1) => PublicKey::es256(bytes(-2)?, bytes(-3)?),
        (1, -8) if number(-1) == Some(6) => PublicKey::ed25519(bytes(-2)?),
        (3, -257) => PublicKey::rs256(bytes(-1)?, bytes(-2)?),
        _ => None,
    }
}

/// Authenticator data out of an attestation object (6.5). Its statement is not looked at.
pub fn of_attestation(bytes: &[u8]) -> Option<Vec<u8>> {
    let (object, rest) = cbor::read(bytes)?;
    let data = object.named("authData").and_then(Value::bytes)?;
    rest.is_empty().then(|| data.to_vec())
}
