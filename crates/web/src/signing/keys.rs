//! Public keys of others, and whether something was signed with the private one: issuers' keys and passkeys.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};

/// Most bytes of an RSA modulus: 8192 bits.
const MODULUS: usize = 1024;

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// ECDSA on P-256 with SHA-256: the point, uncompressed.
    Es256(Vec<u8>),
    /// Ed25519.
    Ed25519(Vec<u8>),
    /// RSASSA-PKCS1-v1_5 with SHA-256: modulus and exponent.
    Rs256(Vec<u8>, Vec<u8>),
}

/// How an ECDSA signature is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// As two numbers of 32 bytes, as in tokens (RFC 7518, 3.4).
    Fixed,
    /// As an ASN.1 sequence, as passkeys do (WebAuthn, 6.5.5).
    Asn1,
}

impl PublicKey {
    /// A point of two coordinates.
    pub fn es256(x: &[u8], y: &[u8]) -> Option<Self> {
        let whole = x.len() == 32 && y.len() == 32;
        whole.then(|| Self::Es256([&[4], x, y].concat()))
    }

    /// An Ed25519 key.
    pub fn ed25519(x: &[u8]) -> Option<Self> {
        (x.len() == 32).then(|| Self::Ed25519(x.to_vec()))
    }

    /// A modulus and an exponent; zeros before them are left out.
    pub fn rs256(n: &[u8], e: &[u8]) -> Option<Self> {
        let bare = |bytes: &[u8]| bytes.iter().copied().skip_while(|byte| *byte == 0).collect::<Vec<u8>>();
        let (n, e) = (bare(n), bare(e));
        ((256..=MODULUS).contains(&n.len()) && (1..=8).contains(&e.len())).then_some(Self::Rs256(n, e))
    }

    /// Whether `message` was signed with this key.
    pub fn signed(&self, message: &[u8], signature: &[u8], written: Written) -> bool {
        match (self, written) {
            (Self::Es256(point), Written::Fixed) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
            }
            (Self::Es256(point), Written::Asn1) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature).is_ok()
            }
            (Self::Ed25519(key), _) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok(),
            (Self::Rs256(n, e), _) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
            }
        }
    }

    /// As it rests in the store: a kind, then the key; of RSA the exponent's length, the exponent, the modulus.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Es256(point) => [&[1], point.as_slice()].concat(),
            Self::Ed25519(key) => [&[2], key.as_slice()].concat(),
            Self::Rs256(n, e) => [&[3, u8::try_from(e.len()).unwrap_or(0)], e.as_slice(), n.as_slice()].concat(),
        }
    }

    /// Out of the store; none where it is damaged.
    pub fn stored(bytes: &[u8]) -> Option<Self> {
        match bytes.split_first()? {
            (1, [4, point @ ..]) if point.len() == 64 => Some(Self::Es256([&[4], point].concat())),
            (2, key) => Self::ed25519(key),
            (3, rest) => {
                let (length, rest) = rest.split_first()?;
                let (e, n) = rest.split_at_checked(usize::from(*length))?;
                Self::rs256(n, e)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_back() {
        let keys = [
            PublicKey::es256(&[1; 32], &[2; 32]),
            PublicKey::ed25519(&[3; 32]),
            PublicKey::rs256(&[[0].as_slice(), &[9; 256]].concat(), &[0, 1, 0, 1]),
        ];
        for key in keys {
            let key = key.expect("a key");
            assert_eq!(PublicKey::stored(&key.bytes()), Some(key.clone()));
            assert!(!key.signed(b"x", &[0; 64], Written::Fixed) && !key.signed(b"x", b"", Written::Asn1));
        }
        assert_eq!(PublicKey::stored(&[]), None);
        assert_eq!(PublicKey::stored(&[3, 200, 1]), None);
        assert_eq!(PublicKey::es256(&[1; 31], &[2; 32]), None);
        assert_eq!(PublicKey::rs256(&[9; 128], &[1, 0, 1]), None, "1024 bits are too few");
    }
}
