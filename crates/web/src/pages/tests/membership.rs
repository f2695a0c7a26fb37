//! Signing up, the trial, plans, cancelling and lapsing, with a clock that is moved on.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_members::membership::Event;
use newsstand_news::Moment;
use newsstand_store::audit::{self, Deed};
use newsstand_store::memberships::{self, Kept};
use newsstand_store::plans::{self, Plan};
use newsstand_store::receipts::{self, Kind, Receipt};
use newsstand_store::{accounts, letters, readers, reads};

use super::accounts::Browser;
use super::check::check;
use super::world::{Answer, NOW, SECRET, World};
use crate::membership::{Told, take};
use crate::{MemberSettings, Payments};

const PASSWORD: &str = "godwit on the bar";
const PAGE: &str = "/settings/membership";
const DAY: i64 = 86_400_000_000;

/// A membership whose clock can be moved.
struct Stand {
    world: World,
    passed: Arc<AtomicI64>,
}

impl Stand {
    fn with(payments: Payments, letters: bool) -> Self {
        let passed = Arc::new(AtomicI64::new(0));
        let world =
            World::membership(MemberSettings { payments, letters, passed: Arc::clone(&passed), ..MemberSettings::default() });
        Self { world, passed }
    }

    fn on_day(&self, day: i64) -> Moment {
        self.passed.store((day - 1) * DAY, Ordering::Relaxed);
        Moment::from_micros(NOW.micros() + (day - 1) * DAY)
    }

    fn offer(&self, slug: &str, card: bool) -> i64 {
        let plan = Plan {
            id: 0,
            slug: slug.into(),
            name: "All <b>titles</b>".into(),
            cents: 800,
            currency: "EUR".into(),
            period: "month".into(),
            trial_days: Some(14),
            trial_card: card,
            people: 1,
            on: true,
        };
        self.world.store.write_here(|tx| plans::add(tx, self.world.store.ids(), &plan, NOW)).unwrap()
    }

    fn id(&self, login: &str) -> Option<i64> {
        self.world.store.read_here(|tx| accounts::by_login(tx, login)).unwrap().map(|account| account.id)
    }

    fn kept(&self, login: &str) -> Kept {
        let id = self.id(login).unwrap();
        self.world.store.read_here(|tx| memberships::of(tx, id)).unwrap().unwrap_or_default()
    }

    /// What a provider told.
    fn told(&self, login: &str, event: Event, at: Moment, change: impl Fn(&mut Kept)) {
        let (id, store) = (self.id(login).unwrap(), &self.world.store);
        let told = Told { event, at, cause: "told" };
        store.write_here(|tx| take(tx, store.ids(), id, &told, at, &change)).unwrap().unwrap();
    }

    fn deeds(&self) -> Vec<Deed> {
        self.world.store.read_here(|tx| audit::newest(tx, 100)).unwrap().iter().rev().map(|line| line.deed).collect()
    }

    fn article(&self) -> String {
        format!("/article/{}", self.world.articles[0])
    }
}

async fn sign_up(browser: &Browser<'_>, email: &str, rest: &str) -> Answer {
    browser.post("/sign-up", "/sign-up", &format!("email={email}&password={PASSWORD}{rest}")).await
}

async fn page(browser: &Browser<'_>) -> String {
    let answer = browser.get(PAGE).await;
    assert_eq!(answer.status, StatusCode::OK);
    check(PAGE, &answer.body);
    answer.body
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_visitor_signs_up_and_reads_for_fourteen_days() {
    let stand = Stand::with(Payments::Test, false);
    stand.offer("all", false);
    let (ines, article) = (Browser::new(&stand.world), stand.article());
    assert!(!ines.get(&article).await.body.contains(SECRET));
    let form = ines.get(&format!("/sign-up?email=ines%40post.example&back={article}")).await.body;
    check("/sign-up", &form);
    for part in [
        "value=\"ines@post.example\"",
        "14 days free. No card is asked for",
        "Nothing to pay before 2 February",
        "€8 a month",
        &article,
    ] {
        assert!(form.contains(part), "{part}");
    }
    let answer = sign_up(&ines, "Ines@Post.example", &format!("&name=&back={article}")).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, article.as_str()));
    assert!(ines.get(&article).await.body.contains(SECRET), "the trial began");
    assert_eq!(stand.deeds(), [Deed::SignUp, Deed::Trial]);
    let kept = stand.kept("ines");
    assert_eq!(
        kept.tried.map(|tried| (tried.from, tried.until.since(NOW).as_secs(), tried.card)),
        Some((NOW, 14 * 86_400, false))
    );
    assert!(kept.plan.is_some());
    let follows = stand.world.store.read_here(|tx| readers::follows(tx, stand.id("ines").unwrap())).unwrap();
    assert_eq!(follows.len(), 4, "every title is followed at first");

    stand.on_day(9);
    let ninth = page(&ines).await;
    for part in [
        "<h1>Day nine of fourteen</h1>",
        "Free until Monday 2 February.",
        "aria-label=\"Trial days: eight used, day nine is today, five left\"",
        "The trial began, until 2 February.",
        "action=\"/plans/all/buy\"",
        "action=\"/settings/membership/cancel\"",
    ] {
        assert!(ninth.contains(part), "{part}");
    }
    assert!(!ninth.contains("/plans/all/trial"), "once a person");
    stand.on_day(15);
    assert!(!ines.get(&article).await.body.contains(SECRET), "previews again");
    let over = page(&ines).await;
    assert!(over.contains("Your membership is over") && over.contains("/plans/all/buy") && !over.contains("membership/cancel"));
    let again = ines.post("/plans", "/plans/all/trial", "").await;
    assert!(again.body.contains("once a person"), "{}", again.body);
    assert_eq!(stand.deeds().iter().filter(|deed| **deed == Deed::Trial).count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_address_with_an_account_makes_no_second_one() {
    for letters_on in [false, true] {
        let stand = Stand::with(Payments::Nobody, letters_on);
        sign_up(&Browser::new(&stand.world), "ines@post.example", "").await;
        let other = Browser::new(&stand.world);
        for _ in 0..5 {
            let answer = sign_up(&other, "INES@post.example", "&name=Another").await;
            check("/sign-up", &answer.body);
            assert_eq!((other.session(), answer.header("cache-control")), (String::new(), "no-store"));
            let said = if letters_on { "Look into your mail" } else { "An account could not be made with this address." };
            assert!(answer.body.contains(said), "{said}");
        }
        let sent = stand.world.store.read_here(|tx| letters::newest(tx, 9)).unwrap();
        assert_eq!(sent.len(), if letters_on { 3 } else { 0 }, "a mailbox is not filled");
        assert!(
            sent.iter().all(|past| past.letter.body.contains("http://127.0.0.1:8765/sign-in") && past.letter.kind == "sign-up")
        );
        assert_eq!(stand.deeds().iter().filter(|deed| **deed == Deed::SignUp).count(), 1);
        assert_eq!(stand.id("another"), None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_cannot_be_used_is_said_and_nothing_is_made() {
    let stand = Stand::with(Payments::Nobody, false);
    let browser = Browser::new(&stand.world);
    for (email, password, why) in [
        ("ines", PASSWORD, "An e-mail address has one @"),
        ("ines@post.example", "short", "at least 10 characters"),
        ("ines@post.example", "password123", "among the first that are tried"),
        ("ines@post.example", "ines@post.example", "mostly your e-mail address"),
    ] {
        let form = format!("email={email}&password={password}&back=/unread");
        let answer = browser.post("/sign-up", "/sign-up", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(why) && answer.body.contains("value=\"/unread\""), "{why}");
        check("/sign-up", &answer.body);
    }
    assert_eq!(stand.id("ines@post.example"), None);
    let odd = sign_up(&browser, "a%2Bb@post.example", "&name=A%40b").await;
    assert!(odd.body.contains("A name has no @"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn one_address_makes_few_accounts_and_names_may_be_equal() {
    let stand = Stand::with(Payments::Nobody, false);
    for number in 1..=10 {
        let answer = sign_up(&Browser::new(&stand.world), &format!("ada@post{number}.example"), "&name=Ada+Quill").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{number}");
    }
    assert!(stand.id("ada quill").is_some() && stand.id("ada quill 10").is_some());
    let eleventh = sign_up(&Browser::new(&stand.world), "ada@post11.example", "").await;
    assert_eq!(eleventh.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(eleventh.body.contains("Wait 10 minutes"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn signing_up_leads_back_to_own_pages_only() {
    let stand = Stand::with(Payments::Nobody, false);
    for (number, back) in ["https://evil.example/", "//evil.example", "/%5Cevil.example"].iter().enumerate() {
        let form = Browser::new(&stand.world).get(&format!("/sign-up?back={back}")).await.body;
        assert!(form.contains("name=\"back\" value=\"/\""), "{back}");
        let answer = sign_up(&Browser::new(&stand.world), &format!("a{number}@post.example"), &format!("&back={back}")).await;
        assert_eq!(answer.header("location"), "/", "{back}");
    }
    let seat = Browser::new(&stand.world);
    seat.get("/titles").await;
    let forged = stand.world.post("/sign-up", "", &format!("slip=x&email=b@post.example&password={PASSWORD}")).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn cancelled_in_one_press_and_taken_back() {
    let stand = Stand::with(Payments::Test, false);
    let plan = stand.offer("all", false);
    let (ines, article) = (Browser::new(&stand.world), stand.article());
    sign_up(&ines, "ines@post.example", "").await;
    let bought = stand.on_day(10);
    let until = Moment::from_micros(bought.micros() + 30 * DAY);
    stand.told("ines", Event::Bought { until }, bought, |kept| {
        (kept.plan, kept.subscription) = (Some(plan), Some("sub".into()));
    });
    let active = page(&ines).await;
    for part in [
        "You are a member",
        "Paid until Friday 27 February. It renews on Friday 27 February for €8 a month.",
        "Change how you pay",
    ] {
        assert!(active.contains(part), "{part}");
    }
    let buy = ines.post("/plans", "/plans/all/buy", "").await;
    assert!(buy.body.contains("You are a member already"), "nobody pays twice");
    assert!(ines.get("/plans").await.body.contains("This is your plan."));
    let cancelled = ines.post(PAGE, "/settings/membership/cancel", "").await;
    assert_eq!((cancelled.status, cancelled.header("location")), (StatusCode::SEE_OTHER, PAGE));
    ines.post(PAGE, "/settings/membership/cancel", "").await;
    let stopped = page(&ines).await;
    assert!(stopped.contains("Yours until Friday 27 February") && stopped.contains("Go on after all"));
    assert_eq!(
        stopped.matches("You cancelled; you read on, until 27 February.").count(),
        1,
        "pressed twice, said once"
    );
    stand.on_day(39);
    assert!(ines.get(&article).await.body.contains(SECRET), "read to the paid end");
    let resumed = ines.post(PAGE, "/settings/membership/resume", "").await;
    assert_eq!(resumed.header("location"), "/settings/membership?done=resumed");
    assert!(page(&ines).await.contains("You took the cancellation back"));
    ines.post(PAGE, "/settings/membership/cancel", "").await;
    stand.on_day(41);
    assert!(!ines.get(&article).await.body.contains(SECRET), "lapsed");
    let late = ines.post(PAGE, "/settings/membership/resume", "").await;
    assert!(late.body.contains("There is no membership that could be cancelled or resumed."));
    let deeds = [Deed::SignUp, Deed::Trial, Deed::Cancel, Deed::Resume, Deed::Cancel];
    assert_eq!(stand.deeds(), deeds);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn each_state_has_its_page_with_receipts_and_reading() {
    let stand = Stand::with(Payments::Test, false);
    stand.offer("all", false);
    let ines = Browser::new(&stand.world);
    sign_up(&ines, "ines@post.example", "").await;
    let (id, store) = (stand.id("ines").unwrap(), &stand.world.store);
    let bought = stand.on_day(2);
    let until = Moment::from_micros(bought.micros() + 30 * DAY);
    stand.told("ines", Event::Bought { until }, bought, |kept| kept.subscription = Some("sub".into()));
    let receipt = |reader, reference: &str, cents| Receipt {
        reader,
        plan: None,
        kind: Kind::Paid,
        cents,
        currency: "EUR".into(),
        from: bought,
        until,
        at: bought,
        noted: bought,
        provider: "test".into(),
        reference: reference.into(),
    };
    let other = store.write_here(|tx| readers::add(tx, store.ids(), "Other", NOW)).unwrap().id;
    store.write_here(|tx| receipts::add(tx, store.ids(), &receipt(id, "a", 850))).unwrap();
    store.write_here(|tx| receipts::add(tx, store.ids(), &receipt(other, "b", 777))).unwrap();
    let article = newsstand_news::Id::new(stand.world.articles[0]);
    store.write_here(|tx| reads::note(tx, id, article, bought, 130, |_| 600)).unwrap();
    let active = page(&ines).await;
    assert!(active.contains("€8.50") && active.contains("20 Jan to 19 Feb 2026"), "{active}");
    assert!(!active.contains("€7.77"), "nobody sees another's receipts");
    assert!(active.contains("The Saltmere Packet") && active.contains(">3 min<"));
    stand.on_day(33);
    let due = page(&ines).await;
    assert!(due.contains("A payment did not come through") && due.contains("membership/pay"));
    stand.on_day(60);
    assert!(page(&ines).await.contains("Your membership is over"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_trial_with_a_card_leads_to_whoever_takes_it() {
    let stand = Stand::with(Payments::Nobody, false);
    stand.offer("card", true);
    let ines = Browser::new(&stand.world);
    let form = ines.get("/sign-up").await.body;
    assert!(form.contains("A card is asked for now") && form.contains("€8 a month is charged to the card"));
    let answer = sign_up(&ines, "ines@post.example", "&back=/unread").await;
    assert_eq!(answer.header("location"), "/plans", "nobody takes it here");
    assert_eq!(stand.kept("ines").tried, None);
    let plans = ines.get("/plans").await.body;
    check("/plans", &plans);
    assert!(plans.contains("Nobody takes money on this stand yet") && !plans.contains("/plans/card/trial"));
    assert!(page(&ines).await.contains("You have no membership"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn plans_are_for_everybody_to_see_and_a_household_has_none() {
    let stand = Stand::with(Payments::Test, false);
    let empty = stand.world.get("/plans").await;
    check("/plans", &empty.body);
    assert!(empty.body.contains("No plan is on offer on this stand yet."));
    check("/sign-up", &stand.world.get("/sign-up").await.body);
    stand.offer("all", false);
    sign_up(&Browser::new(&stand.world), "first@post.example", "").await;
    let plans = stand.world.get("/plans").await.body;
    check("/plans", &plans);
    assert!(plans.contains("/sign-up?plan=all") && plans.contains("All &#60;b&#62;titles") && !plans.contains("/plans/all/buy"));
    assert_eq!(stand.world.get(PAGE).await.header("location"), "/sign-in?back=%2Fsettings%2Fmembership");
    let reader = Browser::new(&stand.world);
    sign_up(&reader, "ines@post.example", "").await;
    check("/plans", &reader.get("/plans").await.body);
    let settings = reader.get("/settings").await.body;
    assert!(settings.contains("href=\"/settings/membership\""));

    let household = World::new(Mode::Household);
    let ada = Browser::new(&household);
    ada.claim().await;
    for path in ["/plans", PAGE] {
        assert_eq!(ada.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!ada.get("/settings").await.body.contains(PAGE));
    assert_eq!(ada.post("/settings", "/settings/membership/cancel", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_demo_shows_its_letters() {
    let stand = Stand::with(Payments::Test, true);
    let store = &stand.world.store;
    let letter = letters::Letter {
        reader: None,
        address: "ines@post.example".into(),
        kind: "trial-ends".into(),
        subject: "Your trial <ends>".into(),
        body: "Dear Ines,\n\nplans: http://127.0.0.1:8765/plans\n<b>not bold</b> http://evil.example/\n".into(),
    };
    store.write_here(|tx| letters::queue(tx, store.ids(), &letter, NOW)).unwrap();
    let answer = stand.world.get("/demo/letters").await;
    check("/demo/letters", &answer.body);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.body.contains("<a href=\"/plans\">http://127.0.0.1:8765/plans</a>"), "{}", answer.body);
    assert!(!answer.body.contains("<b>not") && !answer.body.contains("href=\"http://evil"));
}
