//! An ID token: its signature by the issuer's keys, and what it must say (OpenID Connect Core 1.0, 3.1.3.7).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use newsstand_news::Moment;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::guard::same;
use crate::signing::keys::{PublicKey, Written};

/// Most characters of a token.
const TOKEN: usize = 16 * 1024;
/// Most keys that are looked at.
const KEYS: usize = 50;
/// Most characters of what somebody is called at an issuer (OpenID Connect Core 1.0, 2).
const SUBJECT: usize = 255;
/// By how many seconds two clocks may differ.
const LEEWAY: i64 = 60;
/// How old a token may be when it comes, in seconds.
const OLD: i64 = 600;

/// Who somebody is, as the issuer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// What they are called there, for ever.
    pub subject: String,
    /// Their e-mail address, where the issuer says that it is theirs.
    pub email: Option<String>,
    /// Their name.
    pub name: Option<String>,
}

/// What a token must say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// By whom it was made, to the letter.
    pub issuer: &'a str,
    /// For whom.
    pub client: &'a str,
    /// In answer to which question.
    pub nonce: &'a str,
    /// Now.
    pub now: Moment,
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
}

#[derive(Deserialize)]
struct Keys {
    keys: Vec<serde_json::Value>,
}

/// A key as issuers write it (RFC 7517, RFC 7518 6).
#[derive(Deserialize)]
struct Key {
    kty: String,
    #[serde(default)]
    r#use: Option<String>,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    alg: Option<String>,
    #[serde(default)]
    crv: String,
    #[serde(default)]
    n: String,
    #[serde(default)]
    e: String,
    #[serde(default)]
    x: String,
    #[serde(default)]
    y: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Body {
    iss: String,
    sub: String,
    aud: Audience,
    #[serde(default)]
    azp: Option<String>,
    exp: f64,
    iat: f64,
    #[serde(default)]
    nonce: String,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    email_verified: Option<serde_json::Value>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    preferred_username: Option<String>,
}

/// Checks a token; a few words on what is wrong with it, for the log.
pub fn check(token: &str, keys: &[u8], expected: &Expected<'_>) -> Result<Claims, &'static str> {
    if token.len() > TOKEN {
        return Err("the token is too long");
    }
    let (signed, signature) = token.rsplit_once('.').ok_or("it is no token")?;
    let (head, body) = signed.split_once('.').ok_or("it is no token")?;
    let head: Head = part(head)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| "its signature cannot be read")?;
    let keys: Keys = serde_json::from_slice(keys).map_err(|_| "the issuer's keys cannot be read")?;
    let mut fitting = keys.keys.into_iter().take(KEYS).filter_map(|key| fitting(key, &head));
    if !fitting.any(|key| key.signed(signed.as_bytes(), &signature, Written::Fixed)) {
        return Err("no key of the issuer's fits its signature");
    }
    says(part(body)?, expected)
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, &'static str> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| "a part of it is no base64url")?;
    serde_json::from_slice(&bytes).map_err(|_| "a part of it cannot be read")
}

/// A key of the issuer's that may have signed a token with this head. Algorithms are those of this list, never the token's:
/// `none` and whatever uses the stand's own secret is not on it.
fn fitting(key: serde_json::Value, head: &Head) -> Option<PublicKey> {
    let key: Key = serde_json::from_value(key).ok()?;
    let named = head.kid.is_none() || key.kid.is_none() || head.kid == key.kid;
    let signs = key.r#use.as_deref().is_none_or(|word| word == "sig");
    let same_algorithm = key.alg.as_deref().is_none_or(|word| word == head.alg);
    if !(named && signs && same_algorithm) {
        return None;
    }
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
    match (head.alg.as_str(), key.kty.as_str(), key.crv.as_str()) {
        ("RS256", "RSA", _) => PublicKey::rs256(&bytes(&key.n)?, &bytes(&key.e)?),
        ("ES256", "EC", "P-256") => PublicKey::es256(&bytes(&key.x)?, &bytes(&key.y)?),
        ("EdDSA", "OKP", "Ed25519") => PublicKey::ed25519(&bytes(&key.x)?),
        _ => None,
    }
}

fn says(body: Body, expected: &Expected<'_>) -> Result<Claims, &'static str> {
    if body.iss != expected.issuer {
        return Err("it was made by another issuer");
    }
    let (ours, several) = match &body.aud {
        Audience::One(one) => (one == expected.client, false),
        Audience::Many(many) => (many.iter().any(|one| one == expected.client), many.len() > 1),
    };
    if !ours {
        return Err("it is for somebody else");
    }
    match body.azp.as_deref() {
        None if several => return Err("it is for several and does not say who asked"),
        Some(azp) if azp != expected.client => return Err("somebody else asked for it"),
        _ => {}
    }
    let now = expected.now.micros().div_euclid(1_000_000);
    let (exp, iat) = (body.exp as i64, body.iat as i64);
    if now.saturating_sub(LEEWAY) >= exp {
        return Err("it is over");
    }
    if iat > now.saturating_add(LEEWAY) || iat < now.saturating_sub(OLD) {
        return Err("it was not made just now");
    }
    if !same(body.nonce.as_bytes(), expected.nonce.as_bytes()) || expected.nonce.is_empty() {
        return Err("it answers another question");
    }
    if body.sub.is_empty() || body.sub.len() > SUBJECT || !body.sub.is_ascii() || body.sub.contains(char::is_control) {
        return Err("it does not say who it is about");
    }
    let theirs = body.email_verified == Some(serde_json::Value::Bool(true));
    Ok(Claims { subject: body.sub, email: body.email.filter(|_| theirs), name: body.name.or(body.preferred_username) })
}

#[cfg(test)]
mod tests;
