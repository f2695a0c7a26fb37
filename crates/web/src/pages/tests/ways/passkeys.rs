//! Passkeys, with an authenticator of our own: a key pair, a counter, and what it says as the standard has it.

use std::cell::{Cell, RefCell};

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use newsstand_store::audit::Deed;
use newsstand_store::credentials::{self, Kind};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};

use super::super::accounts::{Browser, PASSWORD, id_of, log};
use super::super::check::check;
use super::super::world::World;
use super::everything;

enum Pair {
    Es256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

/// How one is told to get something wrong.
type Spoil = fn(&Authenticator);

/// An authenticator, with what it can be told to get wrong.
struct Authenticator {
    pair: Pair,
    id: Vec<u8>,
    user: RefCell<String>,
    counter: Cell<u32>,
    origin: Cell<&'static str>,
    name: Cell<&'static str>,
    flags: Cell<u8>,
}

impl Authenticator {
    fn new(pair: Pair, id: u8) -> Self {
        Self {
            pair,
            id: vec![id; 20],
            user: RefCell::default(),
            counter: Cell::new(1),
            origin: Cell::new("http://localhost:8765"),
            name: Cell::new("localhost"),
            flags: Cell::new(1),
        }
    }

    fn es256(id: u8) -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        Self::new(Pair::Es256(pair), id)
    }

    fn ed25519(id: u8) -> Self {
        let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::new(Pair::Ed25519(Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap()), id)
    }

    fn client(&self, kind: &str, challenge: &str) -> String {
        let origin = self.origin.get();
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#)
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let hash = digest(&SHA256, self.name.get().as_bytes());
        [hash.as_ref(), &[flags], &self.counter.get().to_be_bytes()].concat()
    }

    /// The key as COSE writes it.
    fn cose(&self) -> Vec<u8> {
        match &self.pair {
            Pair::Es256(pair) => {
                let point = pair.public_key().as_ref();
                let head = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
                [&head, &point[1..33], &[0x22, 0x58, 0x20], &point[33..]].concat()
            }
            Pair::Ed25519(pair) => {
                let head = [0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
                [&head, pair.public_key().as_ref()].concat()
            }
        }
    }

    /// The fields of a form that makes a passkey.
    fn create(&self, page: &str) -> String {
        *self.user.borrow_mut() = attribute(page, "data-user");
        let client = self.client("webauthn.create", &attribute(page, "data-challenge"));
        let data = [&self.data(self.flags.get() | 64)[..], &[0; 16], &[0, 20], &self.id, &self.cose()].concat();
        self.counter.set(self.counter.get() + 1);
        let length = u16::try_from(data.len()).unwrap().to_be_bytes();
        let object = [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".as_slice(), &length, &data].concat();
        format!(
            "label=Telephone&client={}&attestation={}",
            URL_SAFE_NO_PAD.encode(client),
            URL_SAFE_NO_PAD.encode(object)
        )
    }

    /// The fields of a form that signs in.
    fn get(&self, page: &str) -> String {
        let client = self.client("webauthn.get", &attribute(page, "data-challenge"));
        let data = self.data(self.flags.get());
        let signed = [data.as_slice(), digest(&SHA256, client.as_bytes()).as_ref()].concat();
        let signature = match &self.pair {
            Pair::Es256(pair) => pair.sign(&SystemRandom::new(), &signed).unwrap().as_ref().to_vec(),
            Pair::Ed25519(pair) => pair.sign(&signed).as_ref().to_vec(),
        };
        self.counter.set(self.counter.get() + 1);
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let (id, user) = (text(&self.id), self.user.borrow().clone());
        let (client, data, signature) = (text(client.as_bytes()), text(&data), text(&signature));
        format!("id={id}&client={client}&data={data}&signature={signature}&user={user}")
    }
}

fn attribute(page: &str, name: &str) -> String {
    let found = page.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    found.unwrap_or_else(|| panic!("{name} is not on the page")).to_owned()
}

/// The page a browser has, with the slip and question that belong to it.
async fn page(browser: &Browser<'_>, path: &str) -> String {
    browser.get(path).await;
    browser.get(path).await.body
}

async fn send(world: &World, browser: &Browser<'_>, page: &str, path: &str, fields: &str) -> (StatusCode, String) {
    let slip = page.split("name=\"slip\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let answer = world.post(path, &browser.cookies(), &format!("slip={slip}&back=/saved&{fields}")).await;
    let location = answer.header("location").to_owned();
    browser.keep(answer);
    (answer_status(&location), location)
}

/// A form that was taken leads on.
fn answer_status(location: &str) -> StatusCode {
    if location.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::SEE_OTHER }
}

/// A reader's browser, signed in, and their device with a passkey.
async fn added<'w>(world: &'w World, device: &Authenticator) -> Browser<'w> {
    let ada = Browser::new(world);
    ada.sign_in("ada+quill", PASSWORD).await;
    let account = page(&ada, "/settings/account").await;
    let (_, location) = send(world, &ada, &account, "/settings/account/passkeys", &device.create(&account)).await;
    assert_eq!(location, "/settings/account?done=passkey");
    ada
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_passkey_signs_in_without_a_name() {
    for device in [Authenticator::es256(3), Authenticator::ed25519(4)] {
        let world = everything().await;
        let ada = added(&world, &device).await;
        check("/settings/account", &ada.get("/settings/account").await.body);
        let telephone = Browser::new(&world);
        let shown = page(&telephone, "/sign-in").await;
        let (_, location) = send(&world, &telephone, &shown, "/sign-in/passkey", &device.get(&shown)).await;
        assert_eq!(location, "/saved");
        assert!(telephone.get("/settings/account").await.body.contains("You are signed in as Ada Quill"));
        let kept = world.store.read_here(|tx| credentials::of(tx, world.reader, Kind::Passkey)).unwrap();
        assert_eq!((kept.len(), kept[0].counter, kept[0].label.as_str()), (1, 2, "Telephone"));
        assert!(log(&world).contains(&Deed::Passkey));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_answer_counts_once_here_and_now() {
    let world = everything().await;
    let device = Authenticator::es256(5);
    added(&world, &device).await;
    let telephone = Browser::new(&world);
    let shown = page(&telephone, "/sign-in").await;
    let (first, second) = (device.get(&shown), device.get(&shown));
    let eve = Browser::new(&world);
    let other = page(&eve, "/sign-in").await;
    let refused = |outcome: (StatusCode, String)| assert_eq!(outcome.0, StatusCode::UNPROCESSABLE_ENTITY);
    refused(send(&world, &eve, &other, "/sign-in/passkey", &first).await);
    assert_eq!(eve.session(), "", "the question was another browser's");
    let taken = send(&world, &telephone, &shown, "/sign-in/passkey", &first).await;
    assert_eq!(taken.1, "/saved");
    // The browser is signed in now, so its slip is another; as it was before, the same question counts no more either.
    telephone.jar.borrow_mut().remove("newsstand_session");
    refused(send(&world, &telephone, &shown, "/sign-in/passkey", &first).await);
    refused(send(&world, &telephone, &shown, "/sign-in/passkey", &second).await);
    assert_eq!(telephone.session(), "");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_wrong_with_an_answer_lets_nobody_in() {
    let world = everything().await;
    let device = Authenticator::es256(6);
    added(&world, &device).await;
    let spoil: [(&str, Spoil); 5] = [
        ("another page", |device| device.origin.set("http://localhost:8766")),
        ("another stand", |device| device.name.set("news.example")),
        ("nobody there", |device| device.flags.set(0)),
        ("a backup that cannot be", |device| device.flags.set(1 | 16)),
        ("a counter that does not grow", |device| device.counter.set(0)),
    ];
    for (what, spoil) in spoil {
        let eve = Browser::new(&world);
        spoil(&device);
        let shown = page(&eve, "/sign-in").await;
        let (status, _) = send(&world, &eve, &shown, "/sign-in/passkey", &device.get(&shown)).await;
        assert_eq!((status, eve.session().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, ""), "{what}");
        device.origin.set("http://localhost:8765");
        device.name.set("localhost");
        device.flags.set(1);
        device.counter.set(10);
    }
    let eve = Browser::new(&world);
    let shown = page(&eve, "/sign-in").await;
    let right = device.get(&shown);
    let strange = Authenticator::es256(6);
    *strange.user.borrow_mut() = device.user.borrow().clone();
    let user = |text: &str| format!("{}&user={}", right.split("&user=").next().unwrap(), URL_SAFE_NO_PAD.encode(text));
    for fields in [
        strange.get(&shown),
        user("reader 1"),
        user(""),
        right.replace("id=", "id=x"),
        right.replace("data=", "data=AA"),
        right.replace("signature=", "signature=%21"),
        String::new(),
        format!("id={}", "x".repeat(20_000)),
    ] {
        let (status, _) = send(&world, &eve, &shown, "/sign-in/passkey", &fields).await;
        assert_eq!((status, eve.session().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, ""), "{fields}");
    }
    assert_eq!(
        send(&world, &eve, &shown, "/sign-in/passkey", &right).await.1,
        "/saved",
        "it was right all the same"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn passkeys_are_named_and_taken_away_by_their_reader_alone() {
    let world = everything().await;
    let device = Authenticator::es256(7);
    let ada = added(&world, &device).await;
    let bo = Browser::new(&world);
    bo.join(&ada.invite("reader").await, "Bo").await;
    let again = page(&ada, "/settings/account").await;
    let twice = send(&world, &ada, &again, "/settings/account/passkeys", &device.create(&again)).await;
    assert_eq!(twice.1, "", "one that is known is not added again");
    let id = world.store.read_here(|tx| credentials::of(tx, world.reader, Kind::Passkey)).unwrap()[0].id;
    for end in ["name", "end"] {
        let path = format!("/settings/account/passkeys/{id}/{end}");
        assert_eq!(bo.post("/titles", &path, "label=Mine").await.status, StatusCode::NOT_FOUND);
    }
    let path = format!("/settings/account/passkeys/{id}");
    ada.post("/settings/account", &format!("{path}/name"), "label=Blue+key").await;
    assert!(ada.get("/settings/account").await.body.contains("value=\"Blue key\""));
    let gone = ada.post("/settings/account", &format!("{path}/end"), "").await;
    assert_eq!(gone.header("location"), "/settings/account?done=passkey-gone");
    let shown = page(&bo, "/sign-in").await;
    let (status, _) = send(&world, &bo, &shown, "/sign-in/passkey", &device.get(&shown)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "what was taken away opens nothing");
    assert_ne!(id_of(&world, "bo"), world.reader);
}
