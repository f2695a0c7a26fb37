//! Tokens that hold and tokens that do not.

use base64::Engine as _;
use newsstand_news::Moment;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use super::*;

/// An RSA key whose private half was thrown away.
const MODULUS: &str = concat!(
    "8apRk_yh4MmwgGKhplnQMoQ8wIfjgwoRiO_1kPhNrlk8ZL7Na8ByDzqMbLbISsYlGkKxzxtuKltW4sveFMclCp1GfJT2m2YhmY8Ko5rL4bdTpw",
    "GUpKwYwWEkuYxu6Iig5zqOv8bRaf-e8Ks_gQV2igzFEBoyxbF9L-k2mPDg2JBACVPs6bQAlACV7_1uvh-bMNAnggQQJwWp-K3KMK0_WXxpQ29M",
    "QPaalA6InMBzo6gjA5PU6QeH96bOhdBO27LDSZMvYUt4bWKd2mzMbkUsgjDNfWwk5ClXhhNOlEhRhu09Vr27Fik266q1UBM_iIwtkkqFaUV_s5",
    "qSqGsmB1fH9w",
);
/// What it signed: for `stand`, from second 1000 to 1600.
const SIGNED: &str = concat!(
    "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogImEifQ.eyJpc3MiOiAiaHR0cHM6Ly9pLmV4YW1wbGUiLCAic3ViIjogInUxIiwgImF1ZCI6ICJzdGF",
    "uZCIsICJleHAiOiAxNjAwLCAiaWF0IjogMTAwMCwgIm5vbmNlIjogIm4xIiwgImVtYWlsIjogImphbmVAcGFwZXIuZXhhbXBsZSIsICJlbWFpb",
    "F92ZXJpZmllZCI6IHRydWUsICJuYW1lIjogIkphbmUgRG9lIn0.ANDsNugBq1oPHxAKughxPGFXc3TTctsl3R_dtOPTfVHVDs3vFT0xb4e5ugI",
    "idRSA_4eMCkYV3i8bVAv5oLvWLpn2fO5Bl87q3Ah6aLHDKPzdR5Wz-y9LOGX68lHI58ib_WvqKm_g8cOmFXeGnrEoWKAzl5xWpjpYOYQ0IHXKA",
    "RCXPE38ss5kjenmhgeWvux83jP2DYymg3Q1SjxibtHFKoyESkFLfWXuYpY5W9QESaa7ICqa0_yglDayJaufIf2p8-74rCV-Lw3boe0RAOgup_o",
    "iJJCgTGS_L1W4WTlSfTKCpIduSReUzNU1HvNFKYivMJs2JABexagGUw-CPu4UUw",
);

struct Signer(EcdsaKeyPair);

impl Signer {
    fn new() -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        Self(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap())
    }

    fn keys(&self) -> Vec<u8> {
        let point = self.0.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        json!({ "keys": [{ "kty": "EC", "crv": "P-256", "kid": "a", "use": "sig", "x": x, "y": y }, { "kty": "odd" }, 7] })
            .to_string()
            .into_bytes()
    }

    fn token(&self, head: &Value, body: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(head), part(body));
        let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

fn expected(now: i64) -> Expected<'static> {
    Expected { issuer: "https://i.example", client: "stand", nonce: "n1", now: Moment::from_seconds(now) }
}

fn body() -> Value {
    json!({ "iss": "https://i.example", "sub": "u1", "aud": "stand", "exp": 1600, "iat": 1000, "nonce": "n1" })
}

#[test]
fn a_token_by_rsa_holds_while_it_lasts() {
    let keys = json!({ "keys": [{ "kty": "RSA", "n": MODULUS, "e": "AQAB", "alg": "RS256", "kid": "a" }] }).to_string();
    let claims = check(SIGNED, keys.as_bytes(), &expected(1000)).unwrap();
    assert_eq!((claims.subject.as_str(), claims.email.as_deref()), ("u1", Some("jane@paper.example")));
    assert_eq!(claims.name.as_deref(), Some("Jane Doe"));
    assert_eq!(check(SIGNED, keys.as_bytes(), &expected(1659)).map(|_| ()), Err("it was not made just now"));
    assert_eq!(check(SIGNED, keys.as_bytes(), &expected(1660)).map(|_| ()), Err("it is over"));
    let spoilt = SIGNED.replace("eyJpc3Mi", "eyJpc3Mj");
    assert!(check(&spoilt, keys.as_bytes(), &expected(1000)).is_err());
    let other = keys.replace("\"a\"", "\"b\"");
    assert_eq!(check(SIGNED, other.as_bytes(), &expected(1000)), Err("no key of the issuer's fits its signature"));
}

#[test]
fn what_a_token_must_say() {
    let (signer, head) = (Signer::new(), json!({ "alg": "ES256", "kid": "a" }));
    let keys = signer.keys();
    let outcome = |change: Value| {
        let mut body = body();
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        check(&signer.token(&head, &body), &keys, &expected(1100))
    };
    assert_eq!(outcome(json!({})), Ok(Claims { subject: "u1".into(), email: None, name: None }));
    assert!(outcome(json!({ "aud": ["stand"] })).is_ok());
    assert!(outcome(json!({ "aud": ["stand", "other"], "azp": "stand" })).is_ok());
    for unproved in [json!({ "email": "a@b.example" }), json!({ "email": "a@b.example", "email_verified": "true" })] {
        assert_eq!(outcome(unproved).unwrap().email, None);
    }
    for (change, why) in [
        (json!({ "iss": "https://i.example/" }), "it was made by another issuer"),
        (json!({ "aud": "other" }), "it is for somebody else"),
        (json!({ "aud": [] }), "it is for somebody else"),
        (json!({ "aud": ["stand", "other"] }), "it is for several and does not say who asked"),
        (json!({ "azp": "other" }), "somebody else asked for it"),
        (json!({ "exp": 1040 }), "it is over"),
        (json!({ "iat": 1161 }), "it was not made just now"),
        (json!({ "iat": 499 }), "it was not made just now"),
        (json!({ "nonce": "n2" }), "it answers another question"),
        (json!({ "nonce": "" }), "it answers another question"),
        (json!({ "sub": "" }), "it does not say who it is about"),
        (json!({ "sub": "x".repeat(256) }), "it does not say who it is about"),
        (json!({ "sub": 7 }), "a part of it cannot be read"),
        (json!({ "exp": null }), "a part of it cannot be read"),
    ] {
        assert_eq!(outcome(change.clone()), Err(why), "{change}");
    }
}

#[test]
fn algorithms_are_those_of_the_list() {
    let signer = Signer::new();
    let keys = signer.keys();
    for alg in ["none", "HS256", "RS256", "ES384", ""] {
        let token = signer.token(&json!({ "alg": alg }), &body());
        assert!(check(&token, &keys, &expected(1100)).is_err(), "{alg}");
    }
    let unsigned = signer.token(&json!({ "alg": "none" }), &body());
    let unsigned = unsigned.rsplit_once('.').unwrap().0.to_owned() + ".";
    assert!(check(&unsigned, &keys, &expected(1100)).is_err());
    let strange = Signer::new().token(&json!({ "alg": "ES256" }), &body());
    assert!(check(&strange, &keys, &expected(1100)).is_err());
    for bad in ["", ".", "..", "a.b.c", &"x".repeat(TOKEN + 1)] {
        assert!(check(bad, &keys, &expected(1100)).is_err());
    }
    assert!(check(SIGNED, b"{}", &expected(1100)).is_err());
}
