//! Links in letters: asked for, opened without effect, pressed once.

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_store::accounts;
use newsstand_store::audit::Deed;
use newsstand_store::letter_links::LinkKind;
use newsstand_store::letters::{self, Past};
use tokio::time::sleep;

use super::super::accounts::{Browser, OTHER, closed, log};
use super::super::check::check;
use super::super::world::World;
use super::{everything, link};

fn sent(world: &World) -> Vec<Past> {
    world.store.read_here(|tx| letters::newest(tx, 100)).unwrap()
}

/// The letter that is under way, once it is.
async fn letter(world: &World) -> Past {
    for _ in 0..200 {
        if let Some(letter) = sent(world).into_iter().next() {
            return letter;
        }
        sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("no letter was sent");
}

/// The path of the link in a letter, which begins with the stand's public address.
fn path(letter: &Past) -> String {
    let body = &letter.letter.body;
    let at = body.find("http://localhost:8765/sign-in/").unwrap_or_else(|| panic!("no link in {body}"));
    body[at..].trim_start_matches("http://localhost:8765").split_whitespace().next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_link_signs_in_once_and_shows_whose_the_address_is() {
    let world = everything().await;
    let bo = Browser::new(&world);
    check("/sign-in/link", &bo.get("/sign-in/link").await.body);
    let asked = bo.post("/sign-in/link", "/sign-in/link", "login=Ada@Paper.example").await;
    assert_eq!((asked.status, asked.header("cache-control")), (StatusCode::OK, "no-store"));
    check("/sign-in/link", &asked.body);
    let letter = letter(&world).await;
    assert_eq!((letter.letter.address.as_str(), letter.letter.kind.as_str()), ("ada@paper.example", "sign-in"));
    let path = path(&letter);
    for _ in 0..3 {
        let page = bo.get(&path).await;
        check(&path, &page.body);
        assert!(
            page.status == StatusCode::OK && page.body.contains("a…@paper.example") && page.header("cache-control") == "no-store"
        );
    }
    assert_eq!(bo.session(), "", "opening a link changes nothing");
    assert_eq!(world.store.read_here(|tx| accounts::proved(tx, world.reader)).unwrap(), None);
    let in_ = bo.post(&path, &path, "").await;
    assert_eq!((in_.status, in_.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(world.store.read_here(|tx| accounts::proved(tx, world.reader)).unwrap().is_some());
    assert_eq!(bo.get("/settings/account").await.status, StatusCode::OK);
    let again = Browser::new(&world);
    for answer in [again.get(&path).await, again.post("/sign-in", &path, "").await] {
        assert!(answer.status == StatusCode::NOT_FOUND && answer.body.contains("was used already"));
        check(&path, &answer.body);
    }
    assert_eq!(again.session(), "");
    let long = again.get(&format!("/sign-in/link/{}", "x".repeat(3000))).await;
    assert_eq!(long.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nobody_gets_a_letter_who_has_no_account_and_few_go_to_one() {
    let world = everything().await;
    let bo = Browser::new(&world);
    bo.post("/sign-in/link", "/sign-in/link", "login=eve@paper.example").await;
    for _ in 0..3 {
        assert_eq!(bo.post("/sign-in/link", "/sign-in/link", "login=ada@paper.example").await.status, StatusCode::OK);
    }
    let fourth = bo.post("/sign-in/link", "/sign-in/link", "login=ada@paper.example").await;
    assert!(fourth.status == StatusCode::TOO_MANY_REQUESTS && fourth.body.contains("Wait 10 minutes"));
    for _ in 0..8 {
        bo.post("/sign-in/link", "/sign-in/link", "login=nobody").await;
    }
    let other = bo.post("/sign-in/link", "/sign-in/link", "login=another").await;
    assert_eq!(other.status, StatusCode::TOO_MANY_REQUESTS, "the address counts as well");
    letter(&world).await;
    sleep(std::time::Duration::from_millis(200)).await;
    let letters = sent(&world);
    assert!(letters.len() == 3 && letters.iter().all(|letter| letter.letter.address == "ada@paper.example"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_address_is_shown_to_be_ones_own_and_anew_when_it_changes() {
    let world = everything().await;
    let ada = Browser::new(&world);
    ada.sign_in("ada+quill", super::PASSWORD).await;
    assert!(ada.get("/settings/account").await.body.contains("Nobody has shown yet that ada@paper.example is yours."));
    let asked = ada.post("/settings/account", "/settings/account/address", "").await;
    assert_eq!(asked.header("location"), "/settings/account?done=asked");
    let path = path(&letter(&world).await);
    assert!(path.starts_with("/sign-in/address/"));
    // Where the mail is read need not be where the account is open.
    let telephone = Browser::new(&world);
    check(&path, &telephone.get(&path).await.body);
    let crossed = path.replace("/address/", "/link/");
    assert_eq!(telephone.post("/sign-in", &crossed, "").await.status, StatusCode::NOT_FOUND, "it signs nobody in");
    let done = telephone.post(&path, &path, "").await;
    assert_eq!((done.status, telephone.session().as_str()), (StatusCode::SEE_OTHER, ""));
    let page = ada.get("/settings/account?done=proved").await.body;
    check("/settings/account", &page);
    assert!(page.contains("It was shown to be yours."));
    ada.post("/settings/account", "/settings/account/name", "name=Ada+Quill&email=quill@paper.example").await;
    assert!(ada.get("/settings/account").await.body.contains("Nobody has shown yet that quill@paper.example is yours."));
    assert!(log(&world).contains(&Deed::Email));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_operator_who_lost_everything_comes_back() {
    let world = World::new(Mode::Household);
    let ada = closed(&world).await;
    let path = format!("/sign-in/new-password/{}", link(&world, LinkKind::Password, world.reader, "", 7));
    let lost = Browser::new(&world);
    let page = lost.get(&path).await;
    check(&path, &page.body);
    assert!(page.body.contains("For Ada Quill."));
    let weak = lost.post(&path, &path, "password=short").await;
    check(&path, &weak.body);
    assert!(weak.status == StatusCode::UNPROCESSABLE_ENTITY && weak.body.contains("at least 10 characters"));
    let done = lost.post(&path, &path, &format!("password={OTHER}")).await;
    assert_eq!(done.header("location"), "/settings/account?done=password");
    assert_eq!(lost.get("/people").await.status, StatusCode::OK);
    assert_eq!(ada.get("/").await.status, StatusCode::SEE_OTHER, "every other browser is signed out");
    let used = Browser::new(&world).get(&path).await;
    check(&path, &used.body);
    assert_eq!(used.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.sign_in("ada+quill", OTHER).await.status, StatusCode::SEE_OTHER);
}
