//! Accounts: passwords, tokens, codes, sessions, rate limits and e-mail addresses. Rules only: time and random bytes
//! come from the caller, and nothing is stored here.

mod code;
mod email;
mod password;
mod rate;
mod session;
mod token;

pub use code::{APP_PASSWORD_CHARS, AppPassword, CODE_CHARS, GiftCode, RECOVERY_CODES, RecoveryCodes, typed};
pub(crate) use email::is_host;
pub use email::{BadEmail, EMAIL_CHARS, Email};
pub use password::{
    BadHash, Cost, DUMMY, HASH_BYTES, Hash, Memory, PASSWORD_BYTES, PASSWORD_CHARS, Password, SALT_BYTES, WeakPassword, verify,
};
pub use rate::{Answer, Bucket, KEYS, Key, Limiter, Rule};
pub use session::{FRESH, IDLE, SEEN_STEP, Session, SessionState, WHOLE};
pub use token::{Digest, Purpose, TOKEN_BYTES, Token};

/// Compares two byte strings in a time that depends on their lengths alone.
pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    let differing = a.iter().zip(b).fold(0u8, |bits, (a, b)| std::hint::black_box(bits | (a ^ b)));
    a.len() == b.len() && std::hint::black_box(differing) == 0
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn only_equal_bytes_are_the_same() {
        assert!(same(b"", b""));
        assert!(same(b"abc", b"abc"));
        for other in [&b"abd"[..], b"ab", b"abcd", b"", b"bbc"] {
            assert!(!same(b"abc", other));
        }
    }
}
