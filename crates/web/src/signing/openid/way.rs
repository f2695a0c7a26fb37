//! What a browser carries while it is away at an issuer. State, nonce and PKCE's verifier all follow from one random number
//! and the stand's secret, so the cookie holds no secret, and whoever has no cookie has no state that fits.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use ring::digest::{SHA256, digest};

use crate::guard::form::own_path;
use crate::guard::{Secret, hex, same};

/// How long somebody may be away.
const AWAY: Duration = Duration::from_secs(600);

/// The way to an issuer and back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    slug: String,
    random: String,
    until: Moment,
    /// Whose account is to be linked; none where somebody signs in.
    pub linking: Option<ReaderId>,
    /// Where to go afterwards.
    pub back: String,
}

impl Way {
    /// One that begins now.
    pub fn begin(slug: &str, random: [u8; 32], linking: Option<ReaderId>, back: String, now: Moment) -> Self {
        Self { slug: slug.to_owned(), random: hex(&random), until: now + AWAY, linking, back }
    }

    fn signed(&self) -> String {
        let (until, linking) = (self.until.micros(), self.linking.unwrap_or(0));
        format!("{}.{until}.{linking}.{}", self.random, URL_SAFE_NO_PAD.encode(&self.back))
    }

    fn of(&self, secret: &Secret, what: &str) -> String {
        secret.sign(what, &format!("{} {}", self.slug, self.random))
    }

    /// For the cookie.
    pub fn text(&self, secret: &Secret) -> String {
        let signed = self.signed();
        let signature = secret.sign("openid-way", &format!("{} {signed}", self.slug));
        format!("{signed}.{signature}")
    }

    /// Out of the cookie, where it is ours, for this issuer, and not too old.
    pub fn read(text: &str, slug: &str, secret: &Secret, now: Moment) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.')?;
        if !secret.verifies("openid-way", &format!("{slug} {signed}"), signature) {
            return None;
        }
        let mut parts = signed.split('.');
        let random = parts.next()?.to_owned();
        let until = Moment::from_micros(parts.next()?.parse().ok()?);
        let linking: ReaderId = parts.next()?.parse().ok()?;
        let back = String::from_utf8(URL_SAFE_NO_PAD.decode(parts.next()?).ok()?).ok()?;
        let back = own_path(&back)?.to_owned();
        let way = Self { slug: slug.to_owned(), random, until, linking: (linking != 0).then_some(linking), back };
        (now < until).then_some(way)
    }

    /// What the issuer gives back.
    pub fn state(&self, secret: &Secret) -> String {
        self.of(secret, "openid-state")
    }

    /// Whether this is it.
    pub fn has_state(&self, state: &str, secret: &Secret) -> bool {
        same(self.state(secret).as_bytes(), state.as_bytes())
    }

    /// What the token carries.
    pub fn nonce(&self, secret: &Secret) -> String {
        self.of(secret, "openid-nonce")
    }

    /// PKCE's verifier: 64 characters (RFC 7636, 4.1).
    pub fn verifier(&self, secret: &Secret) -> String {
        self.of(secret, "openid-verifier-1") + &self.of(secret, "openid-verifier-2")
    }

    /// PKCE's challenge by S256.
    pub fn challenge(&self, secret: &Secret) -> String {
        URL_SAFE_NO_PAD.encode(digest(&SHA256, self.verifier(secret).as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_read_back_by_its_stand_for_its_issuer_in_time() {
        let (secret, now) = (Secret::new(&[7; 32]), Moment::from_seconds(1000));
        let way = Way::begin("library", [9; 32], Some(12), "/saved?x=1".into(), now);
        let text = way.text(&secret);
        assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)), "{text}");
        assert_eq!(Way::read(&text, "library", &secret, now), Some(way.clone()));
        assert_eq!(Way::read(&text, "other", &secret, now), None);
        assert_eq!(Way::read(&text, "library", &Secret::new(&[8; 32]), now), None);
        assert_eq!(Way::read(&text, "library", &secret, now + AWAY), None);
        assert_eq!(Way::read(&text.replace(".12.", ".13."), "library", &secret, now), None);
        assert_eq!(Way::read("", "library", &secret, now), None);
        assert!(way.has_state(&way.state(&secret), &secret) && !way.has_state("", &secret));
        assert_ne!(way.state(&secret), way.nonce(&secret));
        assert_eq!(way.verifier(&secret).len(), 64);
    }
}
