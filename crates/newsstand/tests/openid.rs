//! Signing in by an issuer (OpenID Connect), with the real binary and a small issuer of our own on loopback: who comes in, who
//! is linked, and what is refused. The way in for the first operator, and back in, is walked with the commands.

mod common;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use common::{Place, Served, ask, places, stdout};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

const PASSWORD: &str = "godwit+on+the+bar";

/// What an issuer gets wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Spoilt {
    Nothing,
    Nonce,
    Audience,
    Expired,
    Signature,
    Issuer,
}

/// A code that was given: the question it answers, and about whom.
struct Given {
    challenge: String,
    nonce: String,
    redirect: String,
    claims: Value,
}

struct Issuer {
    port: u16,
    key: EcdsaKeyPair,
    codes: Mutex<BTreeMap<String, Given>>,
    spoilt: Mutex<Spoilt>,
}

impl Issuer {
    fn open() -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("a key");
        let issuer = Arc::new(Self {
            port: listener.local_addr().expect("an address").port(),
            key: EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).expect("a key"),
            codes: Mutex::default(),
            spoilt: Mutex::new(Spoilt::Nothing),
        });
        let serving = Arc::clone(&issuer);
        std::thread::spawn(move || listener.incoming().flatten().for_each(|stream| serving.serve(stream)));
        issuer
    }

    fn name(&self) -> String {
        format!("http://issuer.localhost:{}", self.port)
    }

    fn serve(&self, mut stream: std::net::TcpStream) {
        let mut asked = Vec::new();
        let mut buffer = [0; 4096];
        // Head and body come in one or two pieces.
        let (head, body) = loop {
            let Ok(read @ 1..) = stream.read(&mut buffer) else { return };
            asked.extend_from_slice(&buffer[..read]);
            let text = String::from_utf8_lossy(&asked).into_owned();
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let length = header(head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            if body.len() >= length {
                break (head.to_owned(), body.to_owned());
            }
        };
        let path = head.split(' ').nth(1).unwrap_or("").to_owned();
        let answer = match path.as_str() {
            "/.well-known/openid-configuration" => Some(json!({
                "issuer": self.name(),
                "authorization_endpoint": format!("{}/authorize?tenant=1", self.name()),
                "token_endpoint": format!("{}/token", self.name()),
                "jwks_uri": format!("{}/keys", self.name()),
            })),
            "/keys" => Some(self.keys()),
            "/token" => self.token(&head, &body),
            _ => None,
        };
        let (status, text) = match answer {
            Some(answer) => ("200 OK", answer.to_string()),
            None => ("400 Bad Request", r#"{"error":"invalid_grant"}"#.to_owned()),
        };
        let length = text.len();
        let _ = write!(
            stream,
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{text}"
        );
    }

    fn keys(&self) -> Value {
        let point = self.key.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        json!({ "keys": [{ "kty": "EC", "crv": "P-256", "use": "sig", "kid": "1", "x": x, "y": y }] })
    }

    /// What a browser is given that says who it is: the address it is sent back to, as path and query.
    fn authorize(&self, address: &str, claims: Value) -> String {
        let (base, query) = address.split_once('?').expect("a query");
        assert_eq!(base, format!("{}/authorize", self.name()));
        let asked: BTreeMap<String, String> = pairs(query);
        for (name, value) in
            [("tenant", "1"), ("response_type", "code"), ("client_id", "the stand"), ("code_challenge_method", "S256")]
        {
            assert_eq!(asked[name], value);
        }
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"));
        let mut codes = self.codes.lock().expect("codes");
        let code = format!("code-{}", codes.len());
        let path = asked["redirect_uri"].splitn(4, '/').nth(3).expect("a path").to_owned();
        let back = format!("/{path}?code={code}&state={}", asked["state"]);
        let (challenge, nonce) = (asked["code_challenge"].clone(), asked["nonce"].clone());
        codes.insert(code, Given { challenge, nonce, redirect: asked["redirect_uri"].clone(), claims });
        back
    }

    fn token(&self, head: &str, body: &str) -> Option<Value> {
        let form = pairs(body);
        // Client and secret are written as in a form before they are joined (RFC 6749, 2.3.1).
        let basic = STANDARD.encode("the%20stand:hush%3A%2F");
        if header(head, "authorization") != Some(format!("Basic {basic}")) || form.contains_key("client_secret") {
            return None;
        }
        let mut codes = self.codes.lock().expect("codes");
        let given = codes.get_mut(form.get("code")?)?;
        let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, form.get("code_verifier")?.as_bytes()));
        if challenge != given.challenge || form.get("redirect_uri")? != &given.redirect {
            return None;
        }
        given.challenge = "used".to_owned();
        let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs()).expect("fits");
        let mut claims = given.claims.clone();
        let spoilt = *self.spoilt.lock().expect("spoilt");
        claims["iss"] = json!(if spoilt == Spoilt::Issuer { "http://other.localhost".to_owned() } else { self.name() });
        claims["aud"] = json!(if spoilt == Spoilt::Audience { "somebody" } else { "the stand" });
        claims["exp"] = json!(if spoilt == Spoilt::Expired { now - 90 } else { now + 300 });
        claims["iat"] = json!(now - 100);
        claims["nonce"] = json!(if spoilt == Spoilt::Nonce { "another" } else { given.nonce.as_str() });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&json!({ "alg": "ES256", "kid": "1" })), part(&claims));
        let mut signature = self.key.sign(&SystemRandom::new(), signed.as_bytes()).expect("signs").as_ref().to_vec();
        if spoilt == Spoilt::Signature {
            signature[7] ^= 1;
        }
        Some(json!({ "id_token": format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)), "token_type": "Bearer" }))
    }
}

fn header(head: &str, name: &str) -> Option<String> {
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn pairs(query: &str) -> BTreeMap<String, String> {
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (name.to_owned(), plain(value)));
    query.split('&').filter_map(pair).collect()
}

fn plain(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let hex: Vec<u8> = bytes.by_ref().take(2).collect();
                out.push(u8::from_str_radix(std::str::from_utf8(&hex).expect("hex"), 16).expect("hex"));
            }
            byte => out.push(byte),
        }
    }
    String::from_utf8(out).expect("a text")
}

/// A browser that keeps its cookies.
struct Browser {
    port: u16,
    jar: RefCell<BTreeMap<String, String>>,
}

impl Browser {
    fn new(served: &Served) -> Self {
        Self { port: served.port, jar: RefCell::default() }
    }

    fn ask(&self, method: &str, path: &str, rest: &str) -> (u16, String, String) {
        let cookies: Vec<String> = self.jar.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = format!("Cookie: {}\r\n{rest}", cookies.join("; "));
        let (status, head, body) = ask(self.port, method, path, &headers).expect("an answer");
        for line in head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let (name, value) = line.split(';').next().expect("a pair").split_once('=').expect("a pair");
            self.jar.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
        (status, header(&head, "location").unwrap_or_default(), body)
    }

    fn get(&self, path: &str) -> (u16, String, String) {
        self.ask("GET", path, "")
    }

    /// Sends a form with the slip of the page at `from`.
    fn post(&self, from: &str, path: &str, fields: &str) -> (u16, String, String) {
        self.get(from);
        let page = self.get(from).2;
        let slip = page.split("name=\"slip\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("").to_owned();
        let body = format!("slip={slip}&{fields}");
        let kind = "Content-Type: application/x-www-form-urlencoded";
        self.ask("POST", path, &format!("{kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
    }

    fn signed_in(&self) -> bool {
        self.jar.borrow().get("newsstand_session").is_some_and(|session| !session.is_empty())
    }

    /// Sets out for an issuer; answers where it was sent.
    fn leave(&self, from: &str, path: &str) -> String {
        let (status, _, page) = self.post(from, path, "back=/saved");
        assert_eq!(status, 200, "{page}");
        let link = page.split("<a class=\"btn go\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        link.replace("&#38;", "&").replace("&amp;", "&")
    }

    /// The whole way: there, and back with these claims.
    fn sign_in(&self, issuer: &Issuer, claims: Value) -> (u16, String, String) {
        let there = self.leave("/sign-in", "/sign-in/with/library");
        self.get(&issuer.authorize(&there, claims))
    }
}

fn jane() -> Value {
    json!({ "sub": "248289761001", "email": "jane@paper.example", "email_verified": true, "name": "Jane Doe" })
}

/// A stand in this mode that knows the issuer, and its operator's browser.
fn stand(place: &Place, issuer: &Issuer, mode: &str) -> (Served, Browser) {
    std::fs::create_dir_all(place.data()).expect("a folder");
    let known = |slug: &str, name: &str| {
        format!(
            "[[openid]]\nslug = \"{slug}\"\nname = \"Saltmere Library\"\nissuer = \"{name}\"\nclient = \"the stand\"\nsecret = \"hush:/\"\n"
        )
    };
    let crooked = format!("http://crooked.localhost:{}", issuer.port);
    let settings = format!("mode = \"{mode}\"\n{}{}", known("library", &issuer.name()), known("crooked", &crooked));
    std::fs::write(place.data().join("newsstand.toml"), settings).expect("settings");
    let early = place.run(issuer.port, &["people", "invite"]);
    assert!(!early.status.success(), "the first must be the operator");
    let link = stdout(&place.run(issuer.port, &["people", "invite", "--role", "operator"]));
    let path = format!(
        "/join/{}",
        link.split("/join/").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link")
    );
    let served = Served::start(place.command(issuer.port, &["serve", "--no-catalogue", "--no-fetch"]));
    let ada = Browser::new(&served);
    let joined = ada.post(&path, &path, &format!("name=Ada+Quill&email=ada@paper.example&password={PASSWORD}"));
    assert!(joined.0 == 200 && joined.2.contains("Your recovery codes"), "{}", joined.2);
    assert_eq!(ada.get("/people").0, 200, "she is the operator");
    (served, ada)
}

#[test]
fn a_membership_lets_in_whom_an_issuer_knows() {
    for place in places() {
        let issuer = Issuer::open();
        let (served, ada) = stand(&place, &issuer, "membership");

        let browser = Browser::new(&served);
        let (status, to, page) = browser.sign_in(&issuer, jane());
        assert_eq!((status, to.as_str()), (303, "/saved"), "{}: {page}", place.engine);
        assert!(browser.signed_in());
        assert!(browser.get("/settings/account").2.contains("You are signed in as Jane Doe, reader."));
        let again = Browser::new(&served);
        again.sign_in(&issuer, jane());
        assert!(again.get("/settings/account").2.contains("as Jane Doe,"), "the same person");

        // Somebody else of the same name gets another; an address that nobody vouches for is not taken.
        let other = Browser::new(&served);
        other.sign_in(
            &issuer,
            json!({ "sub": "2", "name": "Jane Doe", "email": "eve@paper.example", "email_verified": false }),
        );
        let account = other.get("/settings/account").2;
        assert!(account.contains("as Jane Doe 2,") && !account.contains("eve@paper.example"));

        // The address of an account here opens that account for nobody.
        let thief = Browser::new(&served);
        let claims = json!({ "sub": "3", "email": "ada@paper.example", "email_verified": true });
        let (status, _, page) = thief.sign_in(&issuer, claims.clone());
        assert!(status == 422 && page.contains("Sign in to it another way, and link Saltmere Library"), "{page}");
        assert!(!thief.signed_in());
        // Its owner links it, and then it does.
        let there = ada.leave("/settings/account", "/settings/account/with/library");
        let (_, to, _) = ada.get(&issuer.authorize(&there, claims.clone()));
        assert_eq!(to, "/settings/account?done=linked");
        thief.sign_in(&issuer, claims);
        assert!(thief.get("/settings/account").2.contains("as Ada Quill, operator"));

        let people = stdout(&place.run(issuer.port, &["people", "list"]));
        assert!(
            people.contains("operator   Ada Quill  <ada@paper.example>") && people.contains("Jane Doe 2"),
            "{people}"
        );
        let reset = stdout(&place.run(issuer.port, &["people", "reset", "ada  QUILL"]));
        let path = reset.split_once("8765").and_then(|(_, rest)| rest.split_whitespace().next()).expect("a link").to_owned();
        assert_eq!(ada.get("/people").0, 303, "she is signed out everywhere");
        let (status, to, _) = ada.post(&path, &path, "password=curlew+in+the+reeds");
        assert_eq!((status, to.as_str()), (303, "/settings/account?done=password"));
        assert_eq!(ada.get("/people").0, 200);
        assert!(!place.run(issuer.port, &["people", "reset", "nobody"]).status.success());
    }
}

#[test]
fn what_an_issuer_says_must_hold() {
    let place = places().remove(0);
    let issuer = Issuer::open();
    let (served, _ada) = stand(&place, &issuer, "membership");
    for spoilt in [Spoilt::Nonce, Spoilt::Audience, Spoilt::Expired, Spoilt::Signature, Spoilt::Issuer] {
        *issuer.spoilt.lock().expect("spoilt") = spoilt;
        let browser = Browser::new(&served);
        let (status, _, page) = browser.sign_in(&issuer, jane());
        assert!(status == 422 && page.contains("does not hold, so nobody was signed in"), "{spoilt:?}: {page}");
        assert!(!browser.signed_in(), "{spoilt:?}");
    }
    *issuer.spoilt.lock().expect("spoilt") = Spoilt::Nothing;

    // A configuration that is another issuer's.
    let browser = Browser::new(&served);
    let (status, _, page) = browser.post("/sign-in", "/sign-in/with/crooked", "");
    assert!(status == 422 && page.contains("Its configuration is of another issuer."), "{page}");
    assert_eq!(browser.post("/sign-in", "/sign-in/with/nobody", "").0, 404);

    // An answer goes back with the browser that set out, once.
    let refused = |browser: &Browser, back: &str| {
        let (status, _, page) = browser.get(back);
        assert!(status == 422 && page.contains("belongs to no sign-in that this browser began"), "{back}: {page}");
        assert!(!browser.signed_in(), "{back}");
    };
    let there = browser.leave("/sign-in", "/sign-in/with/library");
    let back = issuer.authorize(&there, jane());
    refused(&Browser::new(&served), &back);
    refused(&Browser::new(&served), "/sign-in/with/library/back?code=x&state=");
    let kept = browser.jar.borrow().clone();
    assert_eq!(browser.get(&back).0, 303);
    let replayed = Browser::new(&served);
    refused(&replayed, &back);
    // Even with the cookie that was taken away: the issuer knows its codes.
    *replayed.jar.borrow_mut() = kept.clone();
    let (status, _, page) = replayed.get(&back);
    assert!(status == 422 && page.contains("could not be asked who you are") && !replayed.signed_in(), "{page}");
    *replayed.jar.borrow_mut() = kept.clone();
    refused(&replayed, &back.replace("state=", "state=0"));
    *replayed.jar.borrow_mut() = kept.clone();
    refused(&replayed, &back.replace("/library/", "/crooked/"));
    *replayed.jar.borrow_mut() = kept;
    let (status, _, page) = replayed.get(&format!("{back}&iss=http://other.localhost"));
    assert!(status == 422 && page.contains("was not made by Saltmere Library"), "{page}");
}

#[test]
fn a_household_lets_in_whoever_is_linked() {
    let place = places().remove(0);
    let issuer = Issuer::open();
    let (served, ada) = stand(&place, &issuer, "household");
    let stranger = Browser::new(&served);
    let (status, _, page) = stranger.sign_in(&issuer, jane());
    assert!(status == 422 && page.contains("Nobody of this stand is linked with this account"), "{page}");
    // Whoever begins the linking must still be there when it ends.
    let there = ada.leave("/settings/account", "/settings/account/with/library");
    let back = issuer.authorize(&there, jane());
    let way = ada.jar.borrow()["newsstand_way"].clone();
    stranger.jar.borrow_mut().insert("newsstand_way".to_owned(), way);
    let (status, _, page) = stranger.get(&back);
    assert!(status == 422 && page.contains("Sign in first, and begin the linking again"), "{page}");
    let there = ada.leave("/settings/account", "/settings/account/with/library");
    assert_eq!(ada.get(&issuer.authorize(&there, jane())).1, "/settings/account?done=linked");
    let telephone = Browser::new(&served);
    assert_eq!(telephone.sign_in(&issuer, jane()).1, "/saved");
    let page = telephone.get("/settings/account").2;
    assert!(page.contains("as Ada Quill, operator"));
    let id = page.split("/settings/account/linked/").nth(1).and_then(|rest| rest.split('/').next()).expect("linked").to_owned();
    let (_, to, _) = telephone.post("/settings/account", &format!("/settings/account/linked/{id}/end"), "");
    assert_eq!(to, "/settings/account?done=unlinked");
    assert_eq!(Browser::new(&served).sign_in(&issuer, jane()).0, 422);
}
