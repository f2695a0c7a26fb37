//! Codes, households and institutions, by browsers of readers and guests.

use axum::http::StatusCode;
use newsstand_members::account::{Purpose, Token};
use newsstand_members::plan::Period;
use newsstand_members::{Event, Mode};
use newsstand_store::audit::{self, Deed};
use newsstand_store::coupons::Coupon;
use newsstand_store::institutions::{Institution, Way};
use newsstand_store::plans::Plan;
use newsstand_store::sessions::{self, Begun};
use newsstand_store::{accounts, coupons, institutions, memberships, plans, readers};
use std::time::Duration;

use super::check::check;
use super::world::{Answer, NOW, SECRET, World};
use crate::membership::{self, Told, gift};

const CODE: &str = "/settings/membership/code";
const HOUSEHOLD: &str = "/settings/membership/household";
const DAY: Duration = Duration::from_secs(86_400);

/// A stand whose operator has a password, run as a membership.
fn membership() -> World {
    let world = World::new(Mode::Membership);
    let ids = world.store.ids().clone();
    world.store.write_here(|tx| accounts::set_password(tx, &ids, world.reader, "x", NOW)).unwrap();
    world
}

/// A browser that somebody is signed in by.
struct Seated<'a> {
    world: &'a World,
    id: i64,
    cookies: String,
}

impl<'a> Seated<'a> {
    fn new(world: &'a World, name: &str) -> Self {
        let ids = world.store.ids().clone();
        let id = world.store.write_here(|tx| readers::add(tx, &ids, name, NOW)).unwrap().id;
        let number = u8::try_from(id % 251).unwrap();
        let token = Token::of([number; 32]);
        let begun = Begun { reader: id, token: *token.digest(Purpose::Session).bytes(), until: NOW + DAY, agent: String::new() };
        world.store.write_here(|tx| sessions::begin(tx, &ids, &begun, NOW)).unwrap();
        let cookies = format!("newsstand_seat={:032x}; newsstand_session={}", id, token.text());
        Self { world, id, cookies }
    }

    async fn get(&self, path: &str) -> Answer {
        self.world.send("GET", path, &[("cookie", &self.cookies)], "").await
    }

    async fn post(&self, from: &str, path: &str, fields: &str) -> Answer {
        let page = self.get(from).await.body;
        let slip = page.split("name=\"slip\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        self.world.post(path, &self.cookies, &format!("slip={slip}&{fields}")).await
    }

    async fn redeem(&self, code: &str) -> Answer {
        let answer = self.post(CODE, CODE, &format!("code={code}")).await;
        check(CODE, &answer.body);
        answer
    }

    /// Whether the members' article is whole.
    async fn reads(&self) -> bool {
        self.get(&format!("/article/{}", self.world.articles[0])).await.body.contains(SECRET)
    }

    fn pays(&self, people: i64) {
        let ids = self.world.store.ids().clone();
        let plan = Plan {
            id: 0,
            slug: format!("plan-{people}"),
            name: "All titles".into(),
            cents: 800,
            currency: "EUR".into(),
            period: "month".into(),
            trial_days: None,
            trial_card: false,
            people,
            on: true,
        };
        let buy = |tx: &mut newsstand_store::Tx<'_>| {
            let plan = plans::add(tx, &ids, &plan, NOW)?;
            let told = Told { event: Event::Bought { until: NOW + DAY * 30 }, at: NOW, cause: "test" };
            membership::take(tx, &ids, self.id, &told, NOW, |kept| kept.plan = Some(plan))?.unwrap();
            Ok(())
        };
        self.world.store.write_here(buy).unwrap();
    }

    /// A link into this one's household.
    async fn link(&self) -> String {
        let page = self.post(HOUSEHOLD, &format!("{HOUSEHOLD}/invite"), "").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        check(HOUSEHOLD, &page.body);
        page.body.split("value=\"http://127.0.0.1:8765").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
    }
}

fn deeds(world: &World) -> Vec<Deed> {
    world.store.read_here(|tx| audit::newest(tx, 100)).unwrap().iter().map(|line| line.deed).collect()
}

fn library(world: &World, charge: &str, ways: &[(&str, &str)]) -> i64 {
    let new = Institution {
        id: 0,
        name: "Saltmere Library".into(),
        charge: charge.into(),
        cents: 2000,
        currency: "EUR".into(),
        people: 1,
        from: NOW,
        until: NOW + DAY * 365,
        reader: 0,
        ended: None,
    };
    let ways: Vec<Way> = ways.iter().map(|(kind, value)| Way { kind: (*kind).into(), value: (*value).into() }).collect();
    let ids = world.store.ids().clone();
    let put = |tx: &mut newsstand_store::Tx<'_>| {
        let id = institutions::add(tx, &ids, &new, NOW)?;
        institutions::set_ways(tx, id, &ways)?;
        Ok(id)
    };
    world.store.write_here(put).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_gift_gives_its_time_once() {
    let world = membership();
    let (ada, bo) = (Seated::new(&world, "Ada"), Seated::new(&world, "Bo"));
    check(CODE, &ada.get(CODE).await.body);
    let ids = world.store.ids().clone();
    let new =
        gift::New { giver: Some(bo.id), period: Period::Month, periods: 2, cents: 1600, currency: Some("EUR"), reference: None };
    let code = world.store.write_here(|tx| gift::make(tx, &ids, &new, NOW)).unwrap();
    assert!(!ada.reads().await);
    let given = ada.redeem(&code.to_lowercase()).await;
    assert!(given.body.contains("You read everything until"), "{}", given.body);
    assert!(ada.reads().await);
    let moves = world.store.read_here(|tx| memberships::moves(tx, ada.id)).unwrap();
    assert_eq!(moves.len(), 1);
    assert_eq!((moves[0].event.as_str(), moves[0].cause.as_str()), ("given", "gift code"));
    let again = bo.redeem(&code).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("This code has been used up.") && !bo.reads().await);
    assert!(deeds(&world).contains(&Deed::Gift));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_coupon_is_kept_for_what_is_bought_next() {
    let world = membership();
    let (ada, bo) = (Seated::new(&world, "Ada"), Seated::new(&world, "Bo"));
    let ids = world.store.ids().clone();
    let coupon = Coupon {
        id: 0,
        code: "SPRING2026".into(),
        percent: Some(50),
        cents: None,
        currency: None,
        periods: Some(3),
        until: None,
        uses: Some(1),
        used: 0,
        ended: None,
    };
    let id = world.store.write_here(|tx| coupons::add(tx, &ids, &coupon, NOW)).unwrap();
    let kept = ada.redeem("spring-2026").await;
    assert!(kept.body.contains("50 % less for the first 3 payments"), "{}", kept.body);
    let row = world.store.read_here(|tx| memberships::of(tx, ada.id)).unwrap().unwrap();
    assert_eq!((row.coupon, row.recorded), (Some(id), None));
    assert!(ada.redeem("SPRING2026").await.body.contains("You have used this code before."));
    assert!(bo.redeem("SPRING2026").await.body.contains("This code has been used up."));
    assert!(!ada.reads().await, "a coupon alone opens nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_code_binds_to_an_institution() {
    let world = membership();
    let ada = Seated::new(&world, "Ada");
    let id = library(&world, "flat", &[("code", "READ2027")]);
    assert!(ada.redeem("read 2027").await.body.contains("You read by Saltmere Library now"));
    assert!(ada.reads().await);
    world.store.write_here(|tx| institutions::end(tx, id, NOW)).unwrap();
    assert!(!ada.reads().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn unknown_codes_are_answered_alike_and_tries_are_limited() {
    let world = membership();
    let ada = Seated::new(&world, "Ada");
    let mut answers = std::collections::HashSet::new();
    for code in ["0000-0000-0000-0000", "NOSUCH", "", "%3Cscript%3E", "READ2027"] {
        let answer = ada.redeem(code).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        assert!(!answer.body.contains("<script>"));
        answers.insert(answer.body.split("role=\"alert\">").nth(1).unwrap().split('<').next().unwrap().to_owned());
    }
    assert_eq!(answers.len(), 1);
    let sixth = ada.redeem("NOSUCH").await;
    assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(sixth.body.contains("There were too many tries."));
    assert!(deeds(&world).is_empty(), "what did nothing is not written down");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_household_is_invited_joined_and_left() {
    let world = membership();
    let [ada, bo, cy] = ["Ada", "Bo", "Cy"].map(|name| Seated::new(&world, name));
    let page = ada.get(HOUSEHOLD).await.body;
    check(HOUSEHOLD, &page);
    assert!(page.contains("You have no plan of your own now"));
    let refused = ada.world.post(&format!("{HOUSEHOLD}/invite"), &ada.cookies, "slip=x").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(ada.post(CODE, &format!("{HOUSEHOLD}/invite"), "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    ada.pays(2);
    let (link, second) = (ada.link().await, ada.link().await);
    let visitor = world.get(&link).await;
    check(&link, &visitor.body);
    assert!(visitor.body.contains("Join the household of Ada") && visitor.body.contains("/sign-up?back=%2Fhousehold%2F"));
    assert_eq!(world.get("/household/none").await.status, StatusCode::NOT_FOUND);
    let own = ada.post(&link, &link, "").await;
    assert!(own.body.contains("This is your own household."), "{}", own.body);
    check(&link, &bo.get(&link).await.body);
    assert!(!bo.reads().await);
    assert_eq!(bo.post(&link, &link, "").await.header("location"), HOUSEHOLD);
    assert!(bo.reads().await);
    let theirs = bo.get(HOUSEHOLD).await.body;
    check(HOUSEHOLD, &theirs);
    assert!(theirs.contains("You are in the household of Ada"));
    let used = cy.post(CODE, &link, "").await;
    assert_eq!(used.status, StatusCode::NOT_FOUND, "a link is used once");
    let full = cy.post(&second, &second, "").await;
    assert!(full.body.contains("There is no room in this household now."), "{}", full.body);
    assert!(!cy.reads().await);
    let stranger = cy.post(CODE, &format!("{HOUSEHOLD}/{}/remove", bo.id), "").await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND, "another's household");
    let mine = ada.get(HOUSEHOLD).await.body;
    check(HOUSEHOLD, &mine);
    assert!(mine.contains("room for nobody else") && mine.contains("Bo</th>"));
    ada.post(HOUSEHOLD, &format!("{HOUSEHOLD}/{}/remove", bo.id), "").await;
    assert!(!bo.reads().await);
    assert_eq!(
        cy.post(&second, &second, "").await.header("location"),
        HOUSEHOLD,
        "a link that led nowhere still holds"
    );
    assert!(cy.reads().await);
    cy.post(HOUSEHOLD, &format!("{HOUSEHOLD}/leave"), "").await;
    assert!(!cy.reads().await);
    ada.link().await;
    ada.post(HOUSEHOLD, &format!("{HOUSEHOLD}/withdraw"), "").await;
    assert!(!ada.get(HOUSEHOLD).await.body.contains("link is open"));
    assert_eq!(deeds(&world).iter().filter(|deed| **deed == Deed::Household).count(), 8);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn guests_read_from_within_an_institutions_network() {
    let world = membership();
    library(&world, "concurrent", &[("range", "192.0.2.0/24")]);
    let path = format!("/article/{}", world.articles[0]);
    let seat = |number: u8| format!("newsstand_seat={number:032x}");
    let from = async |address: &str, number: u8| {
        let headers = [("cookie", seat(number)), ("x-test-from", address.to_owned())];
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        world.send("GET", &path, &headers, "").await.body.contains(SECRET)
    };
    assert!(!from("198.51.100.1", 1).await);
    assert!(from("192.0.2.9", 1).await && from("192.0.2.10", 1).await);
    assert!(!from("192.0.2.9", 2).await, "one at a time");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_household_stand_has_no_codes_and_no_plans_to_share() {
    let world = World::new(Mode::Household);
    for path in [CODE, HOUSEHOLD, "/household/none"] {
        assert_eq!(world.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let world = membership();
    for path in [CODE, HOUSEHOLD] {
        assert!(world.get(path).await.header("location").starts_with("/sign-in?back="), "{path}");
    }
}
