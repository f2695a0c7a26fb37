//! What stands between the world and the pages: headers, host names, and who may change something.

pub mod chance;
pub mod form;
pub mod headers;
pub mod host;
pub mod seat;
pub mod session;

use ring::hmac;

/// The stand's secret key: signs picture addresses and form tokens.
#[derive(Clone)]
pub struct Secret(hmac::Key);

impl Secret {
    /// From 32 random bytes that the stand keeps.
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, bytes))
    }

    /// HMAC-SHA256 over `purpose` and `text`, cut to 16 bytes (RFC 2104 §5 allows it), in lower-case hex.
    pub fn sign(&self, purpose: &str, text: &str) -> String {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(text.as_bytes());
        hex(context.sign().as_ref().get(..16).unwrap_or_default())
    }

    /// Whether `signature` is what [`Secret::sign`] answers, compared in constant time.
    pub fn verifies(&self, purpose: &str, text: &str, signature: &str) -> bool {
        same(self.sign(purpose, text).as_bytes(), signature.as_bytes())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Equality that takes as long for every content of one length.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    let difference = a.iter().zip(b).fold(0_u8, |sum, (x, y)| std::hint::black_box(sum | (x ^ y)));
    a.len() == b.len() && difference == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_hold_for_their_purpose_and_text_only() {
        let secret = Secret::new(&[7; 32]);
        let signature = secret.sign("picture", "https://a.example/1.jpg");
        assert_eq!(signature.len(), 32);
        assert!(secret.verifies("picture", "https://a.example/1.jpg", &signature));
        assert!(!secret.verifies("form", "https://a.example/1.jpg", &signature));
        assert!(!secret.verifies("picture", "https://a.example/2.jpg", &signature));
        assert!(!secret.verifies("picture", "https://a.example/1.jpg", &signature[..30]));
        assert!(!secret.verifies("picture", "https://a.example/1.jpg", ""));
        assert!(!Secret::new(&[8; 32]).verifies("picture", "https://a.example/1.jpg", &signature));
    }
}
