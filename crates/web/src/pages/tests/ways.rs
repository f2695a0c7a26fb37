//! More ways to sign in: links in letters, passkeys, passwords of apps, and what all of them keep.

mod apps;
mod links;
mod passkeys;

use std::time::Duration;

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_members::account::{Purpose, Token};
use newsstand_news::Address;
use newsstand_store::letter_links::{self, Link, LinkKind};
use newsstand_store::sessions;

use super::accounts::{Browser, OTHER, PASSWORD, closed, id_of};
use super::check::check;
use super::world::{NOW, World};
use crate::{Issuer, PublicAddress};

/// An issuer that answers nobody.
fn issuer() -> Issuer {
    Issuer {
        slug: "library".into(),
        name: "Saltmere Library".into(),
        issuer: Address::new("https://login.library.example").unwrap(),
        client: "stand".into(),
        secret: "hush".into(),
    }
}

/// A membership with a claimed operator, at a name that passkeys can be bound to.
async fn everything() -> World {
    let world = World::new(Mode::Household);
    closed(&world).await;
    world.settled(Mode::Membership, |settings| {
        settings.public_address = PublicAddress::new("http://localhost:8765").unwrap();
        settings.members.issuers = vec![issuer()];
    })
}

/// Makes a link of a kind and answers its token.
fn link(world: &World, kind: LinkKind, reader: i64, email: &str, byte: u8) -> String {
    let token = Token::of([byte; 32]);
    let new = Link { reader, email: email.into(), until: NOW + Duration::from_secs(900) };
    let (ids, digest) = (world.store.ids(), *token.digest(Purpose::EmailLink).bytes());
    world.store.write_here(|tx| letter_links::add(tx, ids, kind, &new, &digest, NOW)).unwrap();
    token.text()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_page_names_every_way_in_order() {
    let world = everything().await;
    let page = Browser::new(&world).get("/sign-in?back=/saved").await.body;
    check("/sign-in", &page);
    let ways = [
        "Name or e-mail address",
        "E-mail me a link",
        "Use a passkey",
        "Sign in with Saltmere Library",
        "Use a recovery code",
        "New here?",
    ];
    let places: Vec<usize> = ways.iter().map(|way| page.find(way).unwrap_or_else(|| panic!("{way} is not there"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(page.contains("data-passkey=\"get\" data-name=\"localhost\""));
    let plain = world.settled(Mode::Household, |settings| settings.made_up = false);
    let page = Browser::new(&plain).get("/sign-in").await.body;
    check("/sign-in", &page);
    for way in ["E-mail me a link", "Use a passkey", "Sign in with", "New here?"] {
        assert!(!page.contains(way), "{way}");
    }
    let bo = Browser::new(&plain);
    assert_eq!(bo.get("/sign-in/link").await.status, StatusCode::NOT_FOUND, "no letters are sent");
    assert_eq!(bo.post("/sign-in", "/sign-in/link", "login=ada").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn answers_cost_the_same_for_an_account_and_for_none() {
    let world = everything().await;
    let bo = Browser::new(&world);
    let mut spent = Vec::new();
    let long = "x".repeat(2000);
    for (login, password) in [("ada+quill", "wrong"), ("nobody", "wrong"), ("ada+quill", &long), ("nobody", &long), ("", "")] {
        let before = world.state.locks.worked();
        bo.sign_in(login, password).await;
        spent.push(world.state.locks.worked() - before);
    }
    assert_eq!(spent, [1; 5], "hashes of each try to sign in");
    let mut spent = Vec::new();
    for login in ["ada+quill", "nobody"] {
        let before = world.state.locks.worked();
        let form = format!("login={login}&code=0000-0000-0000-0000&password={OTHER}");
        bo.post("/sign-in/recover", "/sign-in/recover", &form).await;
        spent.push(world.state.locks.worked() - before);
    }
    assert_eq!(spent, [1; 2], "hashes of each try to recover");
    let (known, unknown) = (bo.post("/sign-in/link", "/sign-in/link", "login=ada@paper.example").await.body, {
        bo.post("/sign-in/link", "/sign-in/link", "login=eve@paper.example").await.body
    });
    assert_eq!(known.replace("ada@paper", "eve@paper"), unknown);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_way_in_makes_a_new_session_and_ends_the_old_one() {
    let world = everything().await;
    let ada = Browser::new(&world);
    ada.sign_in("ada+quill", PASSWORD).await;
    let mut before = ada.session();
    let sign_in = link(&world, LinkKind::SignIn, world.reader, "ada@paper.example", 1);
    let password = link(&world, LinkKind::Password, world.reader, "", 2);
    for (path, form) in [
        ("/sign-in".to_owned(), format!("login=ada+quill&password={PASSWORD}")),
        (format!("/sign-in/link/{sign_in}"), String::new()),
        (format!("/sign-in/new-password/{password}"), format!("password={OTHER}")),
        ("/settings/account/password".to_owned(), format!("old={OTHER}&password={PASSWORD}")),
    ] {
        let from = if path.starts_with("/settings") { "/settings/account" } else { &path };
        let answer = ada.post(from, &path, &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        let after = ada.session();
        assert!(!after.is_empty() && after != before, "{path}");
        let old = Token::read(&before).unwrap();
        let found = world.store.read_here(|tx| sessions::by_token(tx, old.digest(Purpose::Session).bytes())).unwrap();
        assert!(found.is_none_or(|(session, _)| session.revoked.is_some()), "{path}: the old session goes on");
        before = after;
    }
    let open = world.store.read_here(|tx| sessions::of(tx, world.reader, NOW)).unwrap();
    assert_eq!(open.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_host_that_is_not_ours_is_refused_and_never_named() {
    let world = everything().await.settled(Mode::Membership, |settings| {
        settings.public_address = PublicAddress::new("https://news.example").unwrap();
    });
    for host in ["evil.example", "news.example.evil.test", "news.example:81@evil.example", ""] {
        for path in ["/sign-in", "/sign-in/link", "/sign-in/passkey", "/sign-in/with/library/back?state=x"] {
            for method in ["GET", "POST"] {
                let answer = world.send(method, path, &[("host", host)], "").await;
                assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host} {path}");
            }
        }
    }
    // The stand answers to a local name as well, and forwarding headers are nothing to it: links use the public address.
    let headers = [("host", "localhost:9"), ("x-forwarded-host", "evil.example"), ("forwarded", "host=evil.example")];
    let page = world.send("GET", "/sign-in", &headers, "").await.body;
    assert!(!page.contains("evil.example") && page.contains("data-name=\"news.example\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nobody_is_sent_anywhere_but_to_paths_of_the_stand() {
    let world = everything().await;
    for back in ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x", "/a b", "\\\\evil.example", "evil"]
    {
        let typed = crate::words::in_query(back);
        let bo = Browser::new(&world);
        let page = bo.get(&format!("/sign-in?back={typed}")).await.body;
        assert!(page.contains("name=\"back\" value=\"/\"") && !page.contains("evil"), "{back}");
        let form = format!("login=ada+quill&password={PASSWORD}&back={typed}");
        assert_eq!(bo.post("/sign-in", "/sign-in", &form).await.header("location"), "/", "{back}");
        let wrong = bo.post("/sign-in", "/sign-in/passkey", &format!("id=x&back={typed}")).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && !wrong.body.contains("evil"), "{back}");
    }
    assert_eq!(id_of(&world, "ada quill"), world.reader);
}
