//! Tokens: 32 random bytes the caller gives, base64url text for the bearer, and a digest bound to a purpose at rest.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use newsstand_news::Moment;
use sha2::{Digest as _, Sha256};

use super::same;
use super::session::WHOLE;

/// Random bytes in a token.
pub const TOKEN_BYTES: usize = 32;
/// Characters of a token's text: 32 bytes in base64 without padding.
const TOKEN_CHARS: usize = 43;

/// What a token is for. It is part of the digest: a token of one purpose is nothing for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A signed-in browser.
    Session,
    /// Signing in by a link in an e-mail; it also shows that the address is the reader's.
    EmailLink,
    /// Joining a household or a stand.
    Invitation,
    /// A code for when everything else is lost.
    Recovery,
    /// A reader app's own password.
    AppPassword,
    /// What somebody was sent to pay; whoever takes the money gives it back.
    Order,
    /// A code that gives some time of a membership.
    Gift,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Purpose; 7] = [
        Purpose::Session,
        Purpose::EmailLink,
        Purpose::Invitation,
        Purpose::Recovery,
        Purpose::AppPassword,
        Purpose::Order,
        Purpose::Gift,
    ];

    /// The word in the store, and in the digest.
    pub const fn as_str(self) -> &'static str {
        match self {
            Purpose::Session => "session",
            Purpose::EmailLink => "email-link",
            Purpose::Invitation => "invitation",
            Purpose::Recovery => "recovery",
            Purpose::AppPassword => "app-password",
            Purpose::Order => "order",
            Purpose::Gift => "gift",
        }
    }

    /// How long one lasts; None for what lasts until it is used or revoked.
    pub const fn lifetime(self) -> Option<Duration> {
        match self {
            Purpose::Session => Some(WHOLE),
            Purpose::EmailLink => Some(Duration::from_secs(15 * 60)),
            Purpose::Invitation => Some(Duration::from_secs(7 * 86_400)),
            Purpose::Recovery | Purpose::AppPassword | Purpose::Order | Purpose::Gift => None,
        }
    }

    /// Whether one counts a single time.
    pub const fn once(self) -> bool {
        match self {
            Purpose::EmailLink | Purpose::Invitation | Purpose::Recovery | Purpose::Gift => true,
            Purpose::Session | Purpose::AppPassword | Purpose::Order => false,
        }
    }

    /// Until when one that is made now holds: the first moment at which it no longer does.
    pub fn until(self, now: Moment) -> Option<Moment> {
        self.lifetime().map(|span| now + span)
    }
}

/// A token in the clear, as its bearer has it. It is not shown by `Debug` and never stored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token([u8; TOKEN_BYTES]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new token of bytes that nobody can guess.
    pub const fn of(random: [u8; TOKEN_BYTES]) -> Self {
        Self(random)
    }

    /// Reads the text of a token; None for anything that is none.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = (text.len() == TOKEN_CHARS).then(|| URL_SAFE_NO_PAD.decode(text).ok())??;
        bytes.try_into().ok().map(Self)
    }

    /// Its text: 43 characters of letters, digits, `-` and `_`.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is stored of it.
    pub fn digest(&self, purpose: Purpose) -> Digest {
        Digest::of(purpose, &self.0)
    }
}

/// What is stored of a token or code: SHA-256 over the purpose, a zero byte and the secret. The secret has at least 80 bits
/// of chance, so a slow hash would gain nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digest(…)")
    }
}

impl Digest {
    /// One that comes out of the store.
    pub const fn stored(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes for the store. Looking one up by an index is safe: who does not know the token cannot aim a digest.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether both are the same, in constant time.
    pub fn matches(&self, other: &Digest) -> bool {
        same(&self.0, &other.0)
    }

    pub(super) fn of(purpose: Purpose, secret: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(purpose.as_str().as_bytes());
        hasher.update([0]);
        hasher.update(secret);
        Self(hasher.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_token_of_one_purpose_is_nothing_for_another() {
        let token = Token::of([7; TOKEN_BYTES]);
        for a in Purpose::ALL {
            for b in Purpose::ALL {
                assert_eq!(token.digest(a).matches(&token.digest(b)), a == b);
            }
        }
    }

    #[test]
    fn lifetimes_end_to_the_second() {
        let now = Moment::from_seconds(1000);
        assert_eq!(Purpose::EmailLink.until(now), Some(Moment::from_seconds(1900)));
        assert_eq!(Purpose::Recovery.until(now), None);
        assert!(Purpose::EmailLink.once() && !Purpose::Session.once());
    }

    #[test]
    fn nothing_secret_is_shown() {
        let token = Token::of([7; TOKEN_BYTES]);
        assert_eq!(format!("{token:?} {:?}", token.digest(Purpose::Session)), "Token(…) Digest(…)");
    }

    proptest! {
        #[test]
        fn texts_are_read_back(bytes: [u8; TOKEN_BYTES]) {
            let token = Token::of(bytes);
            prop_assert_eq!(token.text().len(), TOKEN_CHARS);
            prop_assert_eq!(Token::read(&token.text()), Some(token));
        }

        #[test]
        fn a_text_is_refused_or_its_own_token(text in "[A-Za-z0-9_=+/-]{42,44}") {
            if let Some(token) = Token::read(&text) {
                prop_assert_eq!(token.text(), text);
            }
        }
    }
}
