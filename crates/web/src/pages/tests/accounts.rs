//! Signing in, joining, one's account, the people of the stand: each by a browser that keeps its cookies.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_members::account::{Purpose, Token};
use newsstand_store::audit::{self, Deed};
use newsstand_store::invitations::{self, Invitation};
use newsstand_store::sessions::{self, Begun};
use newsstand_store::{accounts, readers};

use super::check::check;
use super::world::{Answer, NOW, World, ago};

pub const PASSWORD: &str = "godwit on the bar";
pub const OTHER: &str = "curlew in the reeds";
const WRONG: &str = "This name and this password do not belong together.";

/// A browser.
pub struct Browser<'a> {
    world: &'a World,
    pub jar: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub fn new(world: &'a World) -> Self {
        Self { world, jar: RefCell::default() }
    }

    pub fn cookies(&self) -> String {
        self.jar.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    pub fn session(&self) -> String {
        self.jar.borrow().get("newsstand_session").cloned().unwrap_or_default()
    }

    pub fn keep(&self, answer: Answer) -> Answer {
        for cookie in answer.cookies() {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.jar.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.keep(self.world.send("GET", path, &[("cookie", &self.cookies())], "").await)
    }

    /// Sends a form with the slip that the page at `from` carries.
    pub async fn post(&self, from: &str, path: &str, fields: &str) -> Answer {
        self.get(from).await;
        let page = self.get(from).await.body;
        let slip = page.split("name=\"slip\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        self.keep(self.world.post(path, &self.cookies(), &format!("slip={slip}&{fields}")).await)
    }

    pub async fn claim(&self) -> Answer {
        let form = format!("name=Ada+Quill&email=ada@paper.example&password={PASSWORD}");
        self.post("/settings/account", "/settings/account/first", &form).await
    }

    pub async fn sign_in(&self, login: &str, password: &str) -> Answer {
        self.post("/sign-in", "/sign-in", &format!("login={login}&password={password}")).await
    }

    /// An invitation's path.
    pub async fn invite(&self, role: &str) -> String {
        let page = self.post("/people", "/people/invite", &format!("role={role}")).await;
        check("/people/invite", &page.body);
        let token = page.body.split("/join/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        format!("/join/{token}")
    }

    pub async fn join(&self, path: &str, name: &str) -> Answer {
        self.post(path, path, &format!("name={name}&email=&password={PASSWORD}")).await
    }
}

/// A stand with a password, and its operator's browser.
pub async fn closed(world: &World) -> Browser<'_> {
    let ada = Browser::new(world);
    assert_eq!(ada.claim().await.status, StatusCode::OK);
    ada
}

pub fn log(world: &World) -> Vec<Deed> {
    world.store.read_here(|tx| audit::newest(tx, 100)).unwrap().iter().map(|line| line.deed).collect()
}

pub fn id_of(world: &World, login: &str) -> i64 {
    world.store.read_here(|tx| accounts::by_login(tx, login)).unwrap().unwrap().id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nobody_is_asked_while_there_is_no_password() {
    let world = World::new(Mode::Household);
    assert_eq!(world.get("/").await.status, StatusCode::OK);
    let page = world.get("/settings/account").await;
    check("/settings/account", &page.body);
    assert!(page.body.contains("Put a password on this stand"));
    assert_eq!(world.get("/people").await.header("location"), "/settings/account");
    assert_eq!(world.get("/sign-in").await.header("location"), "/");
    let (cookie, slip) = world.seat().await;
    let invite = world.post("/people/invite", &cookie, &format!("slip={slip}&role=reader")).await;
    assert_eq!(invite.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_membership_without_an_operator_is_claimed_by_nobody() {
    let world = World::new(Mode::Membership);
    assert_eq!(world.get("/settings/account").await.header("location"), "/sign-in?back=%2Fsettings%2Faccount");
    assert_eq!(Browser::new(&world).claim().await.header("location"), "/sign-in");
    assert!(!world.store.read_here(newsstand_store::accounts::asks).unwrap(), "nobody has a password");
    // Only a link that was made on the machine lets the operator in, and only as one.
    let store = world.store.clone();
    let link = |role: &str, byte: u8| {
        let token = Token::of([byte; 32]);
        let until = NOW + std::time::Duration::from_secs(60);
        let new = Invitation { id: 0, by: world.reader, role: role.into(), created: NOW, until };
        let digest = *token.digest(Purpose::Invitation).bytes();
        store.write_here(|tx| invitations::add(tx, store.ids(), &new, &digest)).unwrap();
        format!("/join/{}", token.text())
    };
    let eve = Browser::new(&world);
    assert_eq!(eve.join(&link("reader", 1), "Eve").await.status, StatusCode::NOT_FOUND);
    assert!(!world.store.read_here(newsstand_store::accounts::asks).unwrap());
    let (ada, path) = (Browser::new(&world), link("operator", 2));
    check(&path, &ada.get(&path).await.body);
    assert_eq!(ada.join(&path, "Ada Quill").await.body.matches("<code>").count(), 10);
    assert_eq!(ada.get("/people").await.status, StatusCode::OK, "at once");
    assert_eq!(id_of(&world, "ada quill"), world.reader, "with all that was followed before");
    assert_eq!(eve.join(&path, "Eve").await.status, StatusCode::NOT_FOUND, "it counts once");
    assert_eq!(eve.get("/sign-in").await.status, StatusCode::OK, "from now on the stand asks");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn from_the_first_password_on_everything_asks_who_it_is() {
    let world = World::new(Mode::Household);
    let stranger = Browser::new(&world);
    stranger.get("/titles").await;
    let ada = Browser::new(&world);
    let codes = ada.claim().await;
    check("codes", &codes.body);
    assert_eq!((codes.body.matches("<code>").count(), codes.header("cache-control")), (10, "no-store"));
    for path in
        super::all_pages(&world).into_iter().chain(["/people", "/newsstand.opml", "/settings/profile.json"].map(str::to_owned))
    {
        let answer = stranger.get(&path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.header("location").starts_with("/sign-in?back=%2F"), "{path}: {}", answer.header("location"));
        assert_eq!(answer.body, "", "{path}");
        assert_eq!(ada.get(&path).await.status, StatusCode::OK, "{path}");
    }
    let posted = stranger.post("/sign-in", "/titles/follow", "title=dead&follow=1").await;
    assert_eq!((posted.status, posted.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
    assert_eq!(stranger.claim().await.status, StatusCode::SEE_OTHER, "there is one operator");
    for path in ["/healthz", "/robots.txt", "/app.webmanifest", "/sign-in", "/sign-in/recover"] {
        assert_eq!(stranger.get(path).await.status, StatusCode::OK, "{path}");
    }
    for path in ["/sign-in", "/sign-in?again=1&back=/people", "/sign-in/recover"] {
        check(path, &stranger.get(path).await.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn signing_in_tells_nobody_who_has_an_account() {
    let world = World::new(Mode::Household);
    closed(&world).await;
    let bo = Browser::new(&world);
    let known = bo.sign_in("ada@paper.example", "not+the+password").await;
    let unknown = bo.sign_in("eve@paper.example", "not+the+password").await;
    let long = bo.sign_in("ada+quill", &"x".repeat(2000)).await;
    for answer in [&known, &unknown, &long] {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(WRONG));
        check("/sign-in", &answer.body);
    }
    assert_eq!(known.body.replace("ada@paper", "eve@paper"), unknown.body);
    assert_eq!(bo.session(), "");
    let lines = world.store.read_here(|tx| audit::newest(tx, 3)).unwrap();
    assert!(lines.iter().all(|line| line.deed == Deed::FailedSignIn && line.what.is_empty()));
    assert_eq!(lines[1].reader, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_sign_in_makes_a_new_session_and_ends_the_old_one() {
    let world = World::new(Mode::Household);
    let ada = closed(&world).await;
    let (first, seat) = (ada.session(), ada.cookies());
    let slip_before = ada.get("/titles").await.body;
    let answer = ada.post("/sign-in?back=/saved", "/sign-in", &format!("login=ADA++quill&password={PASSWORD}&back=/saved")).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/saved"));
    assert_ne!(ada.session(), first);
    let old = world.send("GET", "/titles", &[("cookie", &seat)], "").await;
    assert_eq!(old.status, StatusCode::SEE_OTHER, "the old token opens nothing");
    let slip = |page: &str| page.split("name=\"slip\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_ne!(slip(&slip_before), slip(&ada.get("/titles").await.body), "a form's token is bound to the session");
    let before = format!("slip={}&title=dead&follow=1", slip(&slip_before));
    assert_eq!(world.post("/titles/follow", &ada.cookies(), &before).await.status, StatusCode::FORBIDDEN);
    let elsewhere = ada.post("/sign-in", "/sign-in", &format!("login=ada+quill&password={PASSWORD}&back=//evil.example")).await;
    assert_eq!(elsewhere.header("location"), "/");
    let cookie = elsewhere.cookies().into_iter().find(|cookie| cookie.starts_with("newsstand_session")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Max-Age=15552000"));
    let token = Token::read(&ada.session()).unwrap();
    let found = world.store.read_here(|tx| sessions::by_token(tx, token.digest(Purpose::Session).bytes())).unwrap();
    assert!(found.is_some(), "what rests is the digest");
    assert_eq!(ada.post("/settings/account", "/sign-out", "").await.header("location"), "/sign-in");
    assert_eq!(ada.session(), "");
    let found = world.store.read_here(|tx| sessions::of(tx, world.reader, NOW)).unwrap();
    assert!(found.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn who_tries_too_often_waits_even_with_the_right_password() {
    let world = World::new(Mode::Household);
    closed(&world).await;
    let bo = Browser::new(&world);
    for _ in 0..10 {
        assert_eq!(bo.sign_in("ada+quill", "not+the+password").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = bo.sign_in("Ada+Quill", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.body.contains("Wait 6 minutes and try again."));
    for _ in 0..25 {
        bo.sign_in("somebody", "x").await;
    }
    assert_eq!(bo.sign_in("another", "x").await.status, StatusCode::TOO_MANY_REQUESTS, "the address counts as well");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn each_reader_has_things_of_their_own() {
    let world = World::new(Mode::Household);
    let ada = closed(&world).await;
    let link = ada.invite("reader").await;
    let bo = Browser::new(&world);
    check("/join", &bo.get(&link).await.body);
    let weak = bo.post(&link, &link, "name=Bo&email=&password=short").await;
    assert!(weak.status == StatusCode::UNPROCESSABLE_ENTITY && weak.body.contains("at least 10 characters"));
    let taken = bo.join(&link, "ada+QUILL").await;
    assert!(taken.body.contains("Another reader of this stand has this name"), "{}", taken.status);
    assert_eq!(bo.join(&link, "Bo").await.body.matches("<code>").count(), 10);
    let carried = |page: Answer| page.body.contains("Saltmere Packet");
    assert!(carried(ada.get("/newsstand.opml").await) && !carried(bo.get("/newsstand.opml").await));
    bo.post("/titles", "/titles/follow", "title=dead&follow=1").await;
    bo.post("/titles", "/marks", &format!("save={}", world.articles[0])).await;
    bo.post("/settings", "/settings/copies", "copies=each").await;
    let of = |reader| world.store.read_here(|tx| readers::follows(tx, reader)).unwrap().len();
    assert_eq!((of(world.reader), of(id_of(&world, "bo"))), (3, 1));
    let saved = "Ferry runs aground";
    assert!(bo.get("/saved").await.body.contains(saved) && !ada.get("/saved").await.body.contains(saved));
    assert!(ada.get("/settings").await.body.contains("value=\"together\" checked"));
    let kept = bo.get("/people").await;
    check("/people", &kept.body);
    assert!(kept.status == StatusCode::FORBIDDEN && kept.body.contains("for people of this stand in another role"));
    assert_eq!(bo.get("/desk").await.status, StatusCode::FORBIDDEN);
    assert!(!bo.get("/settings").await.body.contains("href=\"/people\""));
    let late = Browser::new(&world).get(&link).await;
    assert!(late.status == StatusCode::NOT_FOUND && late.body.contains("was used already"));
    check("/join", &late.body);
    assert_eq!(Browser::new(&world).get("/join/x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_operator_gives_roles_removes_and_restores() {
    let world = World::new(Mode::Household);
    let ada = closed(&world).await;
    let bo = Browser::new(&world);
    bo.join(&ada.invite("reader").await, "Bo").await;
    let (a, b) = (world.reader, id_of(&world, "bo"));
    let last = ada.post("/people", &format!("/people/{a}/role"), "role=reader").await;
    assert!(last.body.contains("The stand needs one operator."));
    ada.post("/people", &format!("/people/{b}/role"), "role=editor").await;
    assert_eq!(bo.get("/desk").await.status, StatusCode::OK, "a role holds at once");
    let king = ada.post("/people", &format!("/people/{b}/role"), "role=publisher").await;
    assert_eq!(king.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        bo.post("/titles", &format!("/people/{b}/role"), "role=operator").await.status,
        StatusCode::FORBIDDEN
    );
    assert!(ada.post("/people", &format!("/people/{a}/remove"), "").await.body.contains("Nobody removes themselves."));
    ada.post("/people", &format!("/people/{b}/remove"), "").await;
    assert_eq!(bo.get("/").await.status, StatusCode::SEE_OTHER, "whoever is removed is signed out");
    assert!(bo.sign_in("bo", PASSWORD).await.body.contains(WRONG));
    ada.post("/people", &format!("/people/{b}/restore"), "").await;
    assert_eq!(bo.sign_in("bo", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let link = ada.invite("editor").await;
    let page = ada.get("/people").await.body;
    check("/people", &page);
    let id = page.split("/people/invitations/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    ada.post("/people", &format!("/people/invitations/{id}/withdraw"), "").await;
    assert_eq!(Browser::new(&world).get(&link).await.status, StatusCode::NOT_FOUND);
    let deeds = log(&world);
    for deed in [Deed::Password, Deed::Invitation, Deed::Joining, Deed::Role, Deed::Removal, Deed::Restoring, Deed::Withdrawal] {
        assert!(deeds.contains(&deed), "{deed:?} is not in the log");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_password_is_changed_with_the_old_one_and_ends_other_sessions() {
    let world = World::new(Mode::Household);
    let ada = closed(&world).await;
    let telephone = Browser::new(&world);
    telephone.sign_in("ada+quill", PASSWORD).await;
    check("/settings/account", &ada.get("/settings/account").await.body);
    let path = "/settings/account/password";
    let wrong = ada.post("/settings/account", path, &format!("old=nonsense&password={OTHER}")).await;
    assert!(wrong.body.contains("The old password is not right"));
    assert_eq!(telephone.get("/").await.status, StatusCode::OK);
    let done = ada.post("/settings/account", path, &format!("old={PASSWORD}&password={OTHER}")).await;
    assert_eq!(done.header("location"), "/settings/account?done=password");
    assert_eq!(ada.get("/settings/account?done=password").await.status, StatusCode::OK);
    assert_eq!(telephone.get("/").await.status, StatusCode::SEE_OTHER);
    assert!(telephone.sign_in("ada+quill", PASSWORD).await.body.contains(WRONG));
    assert_eq!(telephone.sign_in("ada+quill", OTHER).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn sessions_are_ended_by_their_reader_alone() {
    let world = World::new(Mode::Household);
    let ada = closed(&world).await;
    let bo = Browser::new(&world);
    bo.join(&ada.invite("reader").await, "Bo").await;
    let telephone = Browser::new(&world);
    telephone.sign_in("ada+quill", PASSWORD).await;
    let sessions = world.store.read_here(|tx| sessions::of(tx, world.reader, NOW)).unwrap();
    let newest = sessions.iter().map(|session| session.id).max().unwrap();
    let path = format!("/settings/account/sessions/{newest}/end");
    assert_eq!(bo.post("/titles", &path, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(telephone.get("/").await.status, StatusCode::OK);
    ada.post("/settings/account", &path, "").await;
    assert_eq!(telephone.get("/").await.status, StatusCode::SEE_OTHER);
    telephone.sign_in("ada+quill", PASSWORD).await;
    ada.post("/settings/account", "/settings/account/sessions/end", "").await;
    assert_eq!(
        (telephone.get("/").await.status, ada.get("/").await.status),
        (StatusCode::SEE_OTHER, StatusCode::OK)
    );
    assert_eq!(bo.get("/").await.status, StatusCode::OK);
}

/// A browser with a session that began so many minutes ago.
fn since<'a>(world: &'a World, minutes: u64) -> Browser<'a> {
    let (token, browser) = (Token::of([minutes as u8; 32]), Browser::new(world));
    let (ids, until) = (world.store.ids(), NOW + std::time::Duration::from_secs(60));
    let begun = Begun { reader: world.reader, token: *token.digest(Purpose::Session).bytes(), until, agent: String::new() };
    world.store.write_here(|tx| sessions::begin(tx, ids, &begun, ago(minutes))).unwrap();
    browser.jar.borrow_mut().insert("newsstand_session".into(), token.text());
    browser
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_dangerous_asks_again_and_what_is_idle_is_over() {
    let world = World::new(Mode::Household);
    closed(&world).await;
    let hour = since(&world, 60);
    for (path, fields) in [
        ("/settings/account/codes", ""),
        ("/settings/account/name", "name=Mallory"),
        ("/people/invite", "role=operator"),
        ("/people/1/role", "role=reader"),
    ] {
        let answer = hour.post("/titles", path, fields).await;
        assert!(answer.header("location").starts_with("/sign-in?again=1&back=%2F"), "{path}: {}", answer.status);
    }
    let seen = world.store.read_here(|tx| sessions::of(tx, world.reader, NOW)).unwrap();
    assert!(seen.iter().all(|session| session.seen == NOW), "a session that is used lives on");
    assert_eq!(since(&world, 31 * 1440).get("/").await.status, StatusCode::SEE_OTHER, "idle for 31 days");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_recovery_code_sets_a_new_password_once() {
    let world = World::new(Mode::Household);
    let ada = Browser::new(&world);
    let page = ada.claim().await.body;
    let code = page.split("<code>").nth(3).unwrap().split('<').next().unwrap().to_lowercase();
    let lost = Browser::new(&world);
    let form = |code: &str, login: &str| format!("login={login}&code={code}&password={OTHER}");
    for (code, login) in [("0000-0000-0000-0000", "ada+quill"), (code.as_str(), "eve"), ("", "ada+quill")] {
        let answer = lost.post("/sign-in/recover", "/sign-in/recover", &form(code, login)).await;
        assert!(answer.body.contains("do not belong together, or the code was used already"), "{code} {login}");
    }
    let back = lost.post("/sign-in/recover", "/sign-in/recover", &form(&code, "ada+quill")).await;
    assert_eq!(back.header("location"), "/settings/account?done=password");
    assert!(lost.get("/settings/account").await.body.contains("9 recovery codes are left"));
    assert_eq!(ada.get("/").await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        ada.post("/sign-in/recover", "/sign-in/recover", &form(&code, "ada+quill")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(ada.sign_in("ada@paper.example", OTHER).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_membership_shows_itself_and_keeps_what_is_one_readers() {
    let world = World::new(Mode::Household);
    closed(&world).await;
    let world = world.run_as(Mode::Membership);
    let visitor = Browser::new(&world);
    for path in super::all_pages(&world) {
        let answer = visitor.get(&path).await;
        if answer.status == StatusCode::SEE_OTHER {
            super::asks_to_sign_in(&path, answer.header("location"));
            continue;
        }
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        check(&path, &answer.body);
    }
    assert!(
        !visitor.get("/newsstand.opml").await.body.contains("Saltmere Packet"),
        "what the operator follows is theirs"
    );
    assert_eq!(visitor.get("/settings/account").await.header("location"), "/sign-in?back=%2Fsettings%2Faccount");
    assert_eq!(visitor.get("/people").await.header("location"), "/sign-in?back=%2Fpeople");
    let follow = visitor.post("/titles", "/titles/follow", "title=dead&follow=1").await;
    assert_eq!(follow.header("location"), "/sign-in");
}
