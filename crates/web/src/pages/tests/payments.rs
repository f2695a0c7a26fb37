//! Paying: by the page of buttons, by invoice, and as Stripe tells it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_members::account::{Purpose, Token};
use newsstand_members::payment::stripe::signature::sign;
use newsstand_news::{Address, Id};
use newsstand_store::audit::Deed;
use newsstand_store::memberships::{self, Kept};
use newsstand_store::orders::{self, Kind, Order};
use newsstand_store::plans::{self, Plan};
use newsstand_store::receipts::{self, Receipt};
use newsstand_store::{bought, inbox};

use super::accounts::{Browser, closed, id_of, log};
use super::check::check;
use super::world::{NOW, World};
use crate::{MemberSettings, Payments, Stripe};

const SECRET: &str = "whsec_of_a_test";

fn stripe() -> Payments {
    let api = Address::new("https://api.pay.example").unwrap();
    Payments::Stripe(Stripe { api, key: "sk_of_a_test".into(), webhook_secret: SECRET.into() })
}

/// A membership with an operator, a plan and a way to pay.
struct Paying {
    world: World,
    plan: i64,
    passed: Arc<AtomicI64>,
}

impl Paying {
    async fn by(payments: Payments, card: bool) -> Self {
        let world = World::new(Mode::Household);
        let ids = world.store.ids().clone();
        closed(&world).await;
        let plan = Plan {
            id: 0,
            slug: "all".into(),
            name: "Every title".into(),
            cents: 800,
            currency: "EUR".into(),
            period: "month".into(),
            trial_days: Some(14),
            trial_card: card,
            people: 1,
            on: true,
        };
        let plan = world.store.write_here(|tx| plans::add(tx, &ids, &plan, NOW)).unwrap();
        let passed = Arc::new(AtomicI64::new(0));
        let settings = MemberSettings { payments, passed: Arc::clone(&passed), ..MemberSettings::default() };
        Self { world: world.with_members(settings), plan, passed }
    }

    async fn ada(&self) -> Browser<'_> {
        let ada = Browser::new(&self.world);
        ada.sign_in("ada quill", "godwit on the bar").await;
        ada
    }

    fn reader(&self) -> i64 {
        id_of(&self.world, "ada quill")
    }

    /// An order of a reader's, as `begin` places it; its token.
    fn order(&self, reader: i64, provider: &str, trial: bool) -> (i64, String) {
        let token = Token::of([9; 32]);
        let order = Order {
            id: 0,
            reader,
            what: Kind::Plan,
            plan: Some(self.plan),
            article: None,
            coupon: None,
            periods: 1,
            cents: 800,
            currency: "EUR".into(),
            trial: trial.then(|| NOW + newsstand_members::TRIAL),
            provider: provider.into(),
            reference: None,
            created: NOW,
            until: NOW + newsstand_members::TRIAL,
            paid: None,
            back: "/titles".into(),
        };
        let ids = self.world.store.ids().clone();
        let digest = *token.digest(Purpose::Order).bytes();
        (self.world.store.write_here(|tx| orders::add(tx, &ids, &order, &digest)).unwrap(), token.text())
    }

    fn kept(&self) -> Kept {
        let reader = self.reader();
        self.world.store.read_here(|tx| memberships::of(tx, reader)).unwrap().unwrap_or_default()
    }

    fn state(&self) -> String {
        let now = NOW + std::time::Duration::from_micros(self.passed.load(Ordering::Relaxed) as u64);
        crate::membership::member_of(&self.kept()).state(now).map_or("none", |state| state.as_str()).to_owned()
    }

    fn receipts(&self) -> Vec<Receipt> {
        let reader = self.reader();
        self.world.store.read_here(|tx| receipts::of_reader(tx, reader, 50)).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_page_of_buttons_plays_a_provider() {
    let paying = Paying::by(Payments::Test, false).await;
    let ada = paying.ada().await;
    let (_, token) = paying.order(paying.reader(), "test", false);
    let path = format!("/pay/test/{token}");
    let page = ada.get(&path).await;
    check(&path, &page.body);
    assert!(page.body.contains("Pay 8.00 EUR") && page.body.contains("Every title, by the month"));
    ada.post(&path, &path, "do=decline").await;
    assert_eq!((paying.state(), paying.receipts().len()), ("none".into(), 0));
    assert_eq!(ada.post(&path, &path, "do=pay").await.header("location"), "/titles");
    assert_eq!(paying.state(), "active");
    assert!(
        ada.post(&path, &path, "do=pay").await.header("location").ends_with("did=nothing"),
        "an order is paid once"
    );
    let press = async |word: &str| {
        let answer = ada.post("/pay/test", "/pay/test", word).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{word}");
        let page = ada.get(answer.header("location")).await;
        check("/pay/test", &page.body);
    };
    press("do=cancel").await;
    assert_eq!(paying.state(), "cancelled");
    press("do=pass&days=1").await;
    press("do=resume").await;
    assert_eq!(paying.state(), "active");
    press("do=pass&days=31").await;
    press("do=fail").await;
    assert_eq!(paying.state(), "past due");
    press("do=renew").await;
    assert_eq!((paying.state(), paying.kept().periods), ("active".into(), 2));
    press("do=refund").await;
    assert_eq!(paying.state(), "lapsed");
    let told: Vec<(receipts::Kind, i64)> = paying.receipts().iter().map(|receipt| (receipt.kind, receipt.cents)).collect();
    assert_eq!(told, [(receipts::Kind::Refunded, 800), (receipts::Kind::Paid, 800), (receipts::Kind::Paid, 800)]);
    assert!(log(&paying.world).contains(&Deed::Refund));
    let (first, second) = (&paying.receipts()[2], &paying.receipts()[1]);
    assert_eq!(first.until, second.from, "no day is paid twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_trial_with_a_card_begins_when_the_card_is_given() {
    let paying = Paying::by(Payments::Test, true).await;
    let ada = paying.ada().await;
    let (_, token) = paying.order(paying.reader(), "test", true);
    let path = format!("/pay/test/{token}");
    ada.post(&path, &path, "do=pay").await;
    assert_eq!((paying.state(), paying.receipts().len()), ("trial".into(), 0));
    ada.post("/pay/test", "/pay/test", "do=pass&days=11").await;
    ada.post("/pay/test", "/pay/test", "do=pass&days=3").await;
    ada.post("/pay/test", "/pay/test", "do=renew").await;
    assert_eq!((paying.state(), paying.receipts().len()), ("active".into(), 1));
    assert_eq!(paying.receipts()[0].from, NOW + newsstand_members::TRIAL);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_order_is_shown_to_its_reader_alone_and_only_with_its_provider() {
    let paying = Paying::by(Payments::Test, false).await;
    let ada = paying.ada().await;
    let (_, token) = paying.order(paying.reader() + 1, "test", false);
    for path in [format!("/pay/test/{token}"), "/pay/test/x".into(), format!("/pay/invoice/{token}")] {
        assert_eq!(ada.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(ada.get("/pay/test").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = Browser::new(&paying.world);
    assert!(stranger.get("/pay/test").await.header("location").starts_with("/sign-in"));
    let manual = Paying::by(Payments::Manual { how: "By bank.".into() }, false).await;
    assert_eq!(manual.ada().await.get("/pay/test").await.status, StatusCode::NOT_FOUND);
    assert_eq!(manual.world.send("POST", "/pay/stripe", &[], "{}").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_invoice_is_marked_as_paid_and_paid_back() {
    let paying = Paying::by(Payments::Manual { how: "By bank transfer\n<b>to the stand</b>".into() }, false).await;
    let ada = paying.ada().await;
    let (id, token) = paying.order(paying.reader(), "manual", false);
    let path = format!("/pay/invoice/{token}");
    let page = ada.get(&path).await;
    check(&path, &page.body);
    assert!(page.body.contains("8.00 EUR") && page.body.contains(&orders::name(id)) && !page.body.contains("<b>to the"));
    let list = ada.get("/operator/orders").await;
    check("/operator/orders", &list.body);
    let paid = format!("/operator/orders/{id}/paid");
    let answer = ada.post("/operator/orders", &paid, "").await;
    assert_eq!(answer.header("location"), "/operator/orders");
    assert_eq!((paying.state(), paying.receipts().len()), ("active".into(), 1));
    assert_eq!(ada.post("/operator/orders", &paid, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(ada.get(&path).await.body.contains("Thank you"));
    check("/operator/orders", &ada.get("/operator/orders").await.body);
    ada.post("/operator/orders", &format!("/operator/orders/{id}/refund"), "").await;
    assert_eq!(paying.state(), "lapsed");
    let deeds = log(&paying.world);
    assert_eq!(deeds.iter().filter(|deed| **deed == Deed::Payment).count(), 2, "the money, and who marked it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn only_what_stripe_signed_counts_and_it_counts_once() {
    let paying = Paying::by(stripe(), false).await;
    let (_, token) = paying.order(paying.reader(), "stripe", false);
    let (from, until) = (NOW.seconds(), NOW.seconds() + 30 * 86_400);
    let invoice = format!(
        r#"{{"id":"evt_1","created":{from},"type":"invoice.paid","data":{{"object":{{"id":"in_1","amount_paid":799,"billing_reason":"subscription_create","currency":"eur","customer":"cus_1","subscription":"sub_1","subscription_details":{{"metadata":{{"order":"{token}"}}}},"lines":{{"data":[{{"period":{{"start":{from},"end":{until}}}}}]}}}}}}}}"#
    );
    let back = format!(
        r#"{{"id":"evt_2","created":{from},"type":"charge.refunded","data":{{"object":{{"id":"ch_1","amount":799,"amount_refunded":799,"created":{from},"currency":"eur","customer":"cus_1"}}}}}}"#
    );
    let tell = async |body: &str, secret: &str, off: i64| {
        let at = (from + off) as u64;
        let signature = format!("t={at},v1={}", sign(secret, at, body.as_bytes()));
        let answer = paying.world.send("POST", "/pay/stripe", &[("stripe-signature", &signature)], body).await;
        (answer.status.as_u16(), answer.body)
    };
    let kept = || paying.world.store.read_here(|tx| inbox::count(tx, "stripe")).unwrap();
    assert_eq!(tell(&invoice, "whsec_other", 0).await.0, 400);
    assert_eq!(tell(&invoice, SECRET, -301).await.0, 400);
    assert_eq!(paying.world.send("POST", "/pay/stripe", &[], &invoice).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(tell("{}", SECRET, 0).await.0, 422);
    assert_eq!(tell(&"x".repeat(256 * 1024 + 1), SECRET, 0).await.0, 413);
    assert_eq!((kept(), paying.state()), ((0, 0), "none".into()), "nothing was written");
    // The refund comes first, for a customer nobody knows yet.
    assert_eq!(tell(&back, SECRET, 0).await, (200, "waits".into()));
    assert_eq!((kept(), paying.receipts().len()), ((1, 1), 0));
    assert_eq!(tell(&invoice, SECRET, 0).await, (200, "done".into()));
    assert_eq!(tell(&invoice, SECRET, 0).await, (200, "known".into()));
    assert_eq!((kept(), paying.state()), ((2, 0), "lapsed".into()));
    let told: Vec<(receipts::Kind, i64)> = paying.receipts().iter().map(|receipt| (receipt.kind, receipt.cents)).collect();
    assert_eq!(
        told,
        [(receipts::Kind::Refunded, 799), (receipts::Kind::Paid, 799)],
        "as it was told, not as it was ordered"
    );
    assert_eq!(paying.kept().subscription.as_deref(), Some("sub_1"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_that_was_paid_for_is_its_readers() {
    let paying = Paying::by(stripe(), false).await;
    let (reader, article) = (paying.reader(), Id::new(paying.world.articles[0]));
    let (id, token) = paying.order(reader, "stripe", false);
    let ids = paying.world.store.ids().clone();
    let made = paying.world.store.read_here(|tx| orders::by_id(tx, id)).unwrap().unwrap();
    let once =
        Order { what: Kind::Article, plan: None, article: Some(article), cents: 150, reference: Some("cs_9".into()), ..made };
    let other = Token::of([8; 32]);
    let digest = *other.digest(Purpose::Order).bytes();
    paying.world.store.write_here(|tx| orders::add(tx, &ids, &once, &digest)).unwrap();
    assert_ne!(token, other.text());
    let from = NOW.seconds();
    let body = format!(
        r#"{{"id":"evt_9","created":{from},"type":"checkout.session.completed","data":{{"object":{{"id":"cs_9","amount_total":150,"client_reference_id":"{}","currency":"eur","mode":"payment","payment_intent":"pi_9","payment_status":"paid"}}}}}}"#,
        other.text()
    );
    let signature = format!("t={from},v1={}", sign(SECRET, from as u64, body.as_bytes()));
    let answer = paying.world.send("POST", "/pay/stripe", &[("stripe-signature", &signature)], &body).await;
    assert_eq!(answer.body, "done");
    assert!(paying.world.store.read_here(|tx| bought::has(tx, reader, article)).unwrap());
    assert_eq!((paying.receipts().len(), paying.receipts()[0].plan), (1, None));
    assert_eq!(paying.state(), "none", "an article is no membership");
}
