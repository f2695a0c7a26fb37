//! Plans, coupons, gifts and institutions at the operator's desk, by a browser that keeps its cookies.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_members::account::{Purpose, typed};
use newsstand_members::roles::{Role, may};
use newsstand_news::Id;
use newsstand_store::audit::{self, Deed};
use newsstand_store::institutions::{self, Institution};
use newsstand_store::memberships::{self, Kept};
use newsstand_store::plans::{self, Plan};
use newsstand_store::{coupons, coupons_desk, gifts, readers, reads};

use super::check::check;
use super::world::{Answer, NOW, World, ago};
use crate::routes::Routes;
use crate::words::in_query;

/// The operator's browser, just signed in.
struct Desk<'a> {
    world: &'a World,
    jar: RefCell<BTreeMap<String, String>>,
}

impl<'a> Desk<'a> {
    async fn of(world: &'a World) -> Self {
        let desk = Self { world, jar: RefCell::default() };
        let first = [("name", "Ada Quill"), ("email", "ada@paper.example"), ("password", "godwit on the bar")];
        let answer = desk.post("/settings/account", "/settings/account/first", &first).await;
        assert_eq!(answer.status, StatusCode::OK);
        desk
    }

    fn cookies(&self) -> String {
        self.jar.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, answer: Answer) -> Answer {
        for cookie in answer.cookies() {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.jar.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    async fn get(&self, path: &str) -> Answer {
        self.keep(self.world.send("GET", path, &[("cookie", &self.cookies())], "").await)
    }

    /// A page that is well formed.
    async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        check(path, &answer.body);
        answer.body
    }

    async fn post(&self, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.get(from).await;
        let page = self.get(from).await.body;
        let slip = page.split("name=\"slip\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        let fields: String = fields.iter().map(|(name, value)| format!("&{name}={}", in_query(value))).collect();
        self.keep(self.world.post(path, &self.cookies(), &format!("slip={slip}{fields}")).await)
    }

    /// A form that is taken; answers where it leads.
    async fn done(&self, from: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(from, path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        let led = answer.header("location").to_owned();
        self.page(&led).await;
        led
    }

    /// A form that is not: the page says why and holds what was typed.
    async fn wrong(&self, from: &str, path: &str, fields: &[(&str, &str)], why: &str) {
        let answer = self.post(from, path, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {why}");
        check(path, &answer.body);
        assert!(answer.body.contains(why), "{why}: {}", answer.body);
        for (_, value) in fields.iter().filter(|(_, value)| value.len() > 3) {
            assert!(answer.body.contains(value), "{path}: {value} is lost");
        }
    }

    fn deeds(&self) -> Vec<(Deed, String)> {
        let lines = self.world.store.read_here(|tx| audit::newest(tx, 100)).unwrap();
        lines.into_iter().rev().skip_while(|line| line.deed == Deed::Password).map(|line| (line.deed, line.what)).collect()
    }
}

#[test]
fn nobody_but_the_operator_comes_here() {
    let routes = super::super::routes(Routes::new(Mode::Membership));
    let ours = ["/operator/plans", "/operator/coupons", "/operator/gifts", "/operator/institutions"];
    let ours: Vec<_> = routes.table().iter().filter(|route| ours.iter().any(|path| route.path.starts_with(path))).collect();
    assert_eq!(ours.len(), 17);
    for route in ours {
        let roles: Vec<Role> = Role::ALL.into_iter().filter(|role| may(*role, route.act)).collect();
        assert_eq!(roles, [Role::Operator], "{} {}", route.method, route.path);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_visitor_is_asked_who_they_are() {
    let world = World::new(Mode::Membership);
    for path in ["/operator/plans", "/operator/coupons", "/operator/institutions", "/operator/institutions/1/report"] {
        assert!(world.get(path).await.header("location").starts_with("/sign-in?back=%2Foperator"), "{path}");
    }
}

const PLANS: &str = "/operator/plans";
const MONTHLY: [(&str, &str); 7] = [
    ("name", "Everything & <more>"),
    ("slug", "monthly"),
    ("price", "8.00 eur"),
    ("period", "month"),
    ("trial", "14"),
    ("card", "1"),
    ("people", "1"),
];

fn all_plans(world: &World) -> Vec<Plan> {
    world.store.read_here(plans::all).unwrap()
}

fn with<'a>(fields: &[(&'a str, &'a str)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(field, before)| (*field, if *field == name { value } else { before })).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn plans_are_added_changed_moved_and_taken_off_offer() {
    let world = World::new(Mode::Household);
    let desk = Desk::of(&world).await;
    assert!(desk.page(PLANS).await.contains("There is no plan yet."));
    let led = desk.done(PLANS, PLANS, &MONTHLY).await;
    assert!(desk.page(&led).await.contains("Everything &#38; &#60;more&#62; is on offer now."));
    let yearly = with(&with(&MONTHLY, "slug", "yearly"), "period", "year");
    let yearly = with(&with(&yearly, "name", "A year"), "trial", "");
    desk.done(PLANS, PLANS, &yearly).await;
    let [monthly, year] = <[Plan; 2]>::try_from(all_plans(&world)).unwrap();
    assert_eq!(
        (monthly.cents, monthly.currency.as_str(), monthly.trial_days, monthly.trial_card),
        (800, "EUR", Some(14), true)
    );
    assert_eq!((year.period.as_str(), year.trial_days), ("year", None));

    let kept = Kept { plan: Some(year.id), paid: Some(NOW + std::time::Duration::from_secs(9)), ..Kept::default() };
    world.store.write_here(|tx| memberships::keep(tx, world.reader, &kept, NOW)).unwrap();
    desk.done(PLANS, "/operator/plans/order", &[("up", &year.id.to_string())]).await;
    assert_eq!(all_plans(&world)[0].id, year.id);
    let page = desk.page(PLANS).await;
    let row = page.split("A year</a>").nth(1).unwrap();
    assert!(
        row.contains("8.00 EUR a year</td><td>none</td><td class=\"num\">1</td><td class=\"num\">1</td>"),
        "one has it: {row}"
    );

    let id = monthly.id.to_string();
    let led = desk.done(PLANS, "/operator/plans/offer", &[("plan", &id), ("on", "0")]).await;
    assert!(desk.page(&led).await.contains("is no longer on offer. Whoever has it keeps it."));
    desk.done(&led, "/operator/plans/offer", &[("plan", &id), ("on", "1")]).await;
    assert!(!desk.page(&led).await.contains("role=\"status\""), "a line that is no longer true is not said");

    let one = format!("{PLANS}/{id}");
    assert!(desk.page(&one).await.contains("another price is another plan"));
    let change = [("name", "For two"), ("trial", "7"), ("card", "0"), ("people", "2"), ("price", "1.00 EUR"), ("period", "year")];
    desk.done(&one, &one, &change).await;
    let changed = all_plans(&world).into_iter().find(|plan| plan.id == monthly.id).unwrap();
    let expected = Plan { name: "For two".into(), trial_days: Some(7), trial_card: false, people: 2, ..monthly };
    assert_eq!(changed, expected, "price and period never change");
    let said = ["added", "added", "moved", "taken off offer", "put on offer", "changed"];
    let said: Vec<_> = said.map(|what| (Deed::Plan, what.to_owned())).into();
    assert!(desk.deeds().ends_with(&said), "{:?}", desk.deeds());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_plan_that_cannot_be_is_told_and_nothing_is_lost() {
    let world = World::new(Mode::Household);
    let desk = Desk::of(&world).await;
    desk.done(PLANS, PLANS, &MONTHLY).await;
    let plain = with(&with(&MONTHLY, "name", "Everything"), "slug", "another");
    for (field, value, why) in [
        ("slug", "monthly", "Another plan has this short name."),
        ("slug", "No Such", "small letters, digits and dashes"),
        ("name", "", "1 to 80 characters"),
        ("price", "eight euros", "such as 8.00 EUR"),
        ("price", "0.00 EUR", "A plan costs something."),
        ("period", "week", "by the month or by the year"),
        ("trial", "91", "1 to 90 days"),
        ("people", "13", "for 1 to 12 people"),
    ] {
        let fields: Vec<_> = with(&plain, field, value);
        let kept: Vec<_> = fields.iter().copied().filter(|(name, _)| *name != "period").collect();
        let fields = if field == "period" { fields } else { [kept, vec![("period", "month")]].concat() };
        if field == "period" {
            assert_eq!(desk.post(PLANS, PLANS, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            continue;
        }
        desk.wrong(PLANS, PLANS, &fields, why).await;
    }
    let one = format!("{PLANS}/{}", all_plans(&world)[0].id);
    desk.wrong(&one, &one, &[("name", "Family"), ("trial", "x"), ("people", "4")], "1 to 90 days").await;
    assert_eq!(all_plans(&world).len(), 1);
    for path in ["/operator/plans/99", "/operator/plans/x"] {
        assert_eq!(desk.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let nothing = desk.post(PLANS, "/operator/plans/offer", &[("plan", "99"), ("on", "0")]).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.post(PLANS, "/operator/plans/order", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(desk.done(PLANS, "/operator/plans/order", &[("down", "99")]).await == PLANS);
}

const COUPONS: &str = "/operator/coupons";
const SPRING: [(&str, &str); 5] =
    [("code", "spring-2027"), ("off", "20%"), ("periods", "3"), ("until", "2026-03-31"), ("uses", "2")];

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn coupons_are_made_found_in_any_case_and_ended() {
    let world = World::new(Mode::Household);
    let desk = Desk::of(&world).await;
    assert!(desk.page(COUPONS).await.contains("There is no coupon."));
    let led = desk.done(COUPONS, COUPONS, &SPRING).await;
    assert!(desk.page(&led).await.contains("The coupon SPRING2027 can be redeemed now."));
    let coupon = world.store.read_here(|tx| coupons::by_code(tx, "SPRING2027")).unwrap().unwrap();
    assert_eq!((coupon.percent, coupon.periods, coupon.uses), (Some(20), Some(3), Some(2)));
    let price = newsstand_members::plan::Price::new(800, newsstand_members::plan::Currency::new("EUR").unwrap()).unwrap();
    let found = world.store.read_here(|tx| crate::membership::coupon::lookup(tx, " Spring 2027", price, None, NOW)).unwrap();
    assert_eq!(found.unwrap().unwrap().0, coupon.id, "a code typed in another case and with blanks");

    world.store.write_here(|tx| coupons::redeem(tx, coupon.id, 5, NOW)).unwrap();
    let page = desk.page(COUPONS).await;
    for part in ["20 percent", "3 periods", "2026-03-31", "1, 1 left"] {
        assert!(page.contains(part), "{part}");
    }
    desk.done(COUPONS, COUPONS, &[("off", "2.00 EUR")]).await;
    assert!(desk.page(COUPONS).await.contains("2.00 EUR</td><td>every period</td><td>no end</td><td>0</td>"));

    let id = coupon.id.to_string();
    let led = desk.done(COUPONS, "/operator/coupons/end", &[("coupon", &id), ("on", "0")]).await;
    assert!(desk.page(&led).await.contains("is ended. Whoever has redeemed it keeps it."));
    assert!(world.store.read_here(|tx| coupons::by_id(tx, coupon.id)).unwrap().unwrap().ended.is_some());
    let led = desk.done(&led, "/operator/coupons/end", &[("coupon", &id), ("on", "1")]).await;
    assert!(desk.page(&led).await.contains("can be redeemed again."));
    let said = ["made", "made", "ended", "end taken back"].map(|what| (Deed::Coupon, what.to_owned()));
    assert!(desk.deeds().ends_with(&said), "{:?}", desk.deeds());

    for (field, value, why) in [
        ("code", "Spring 2027", "There is a coupon with this code"),
        ("code", "été-2027", "plain letters and digits"),
        ("off", "101%", "from 1% to 100%"),
        ("off", "a fifth", "a share such as 20%, or an amount"),
        ("periods", "1000", "between 1 and 120"),
        ("until", "2026-01-18", "is over"),
        ("uses", "none", "How many may redeem it"),
    ] {
        desk.wrong(COUPONS, COUPONS, &with(&with(&SPRING, "code", "summer-2027"), field, value), why).await;
    }
    assert_eq!(world.store.read_here(coupons::all).unwrap().len(), 2);
    assert_eq!(desk.post(COUPONS, "/operator/coupons/end", &[("coupon", "9")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn gift_codes_are_shown_once_and_only_their_digests_rest() {
    let world = World::new(Mode::Household);
    let desk = Desk::of(&world).await;
    let answer = desk.post(COUPONS, "/operator/gifts", &[("codes", "12"), ("months", "3")]).await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    check("/operator/gifts", &answer.body);
    let codes: Vec<&str> = answer.body.split("<code>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(codes.len(), 12);
    assert!(answer.body.contains("12 gift codes") && answer.body.contains("Each gives 3 months"));
    for code in &codes {
        let digest = *typed(Purpose::Gift, &code.to_lowercase().replace('-', " ")).unwrap().bytes();
        let gift = world.store.read_here(|tx| gifts::by_token(tx, &digest)).unwrap().unwrap();
        assert_eq!((gift.periods, gift.cents, gift.giver), (3, 0, None));
    }
    let page = desk.page(COUPONS).await;
    assert!(page.contains("12 codes of 3 months") && page.contains("0 used, 12 left"));
    assert!(!page.contains(codes[0]), "a code is shown once");
    assert_eq!(world.store.read_here(coupons_desk::lots).unwrap().len(), 1);
    assert!(desk.deeds().contains(&(Deed::Gift, "12 codes of 3 months".into())));
    for (codes, months, why) in
        [("0", "3", "between 1 and 200 codes"), ("1000", "3", "between 1 and 200 codes"), ("9", "37", "between 1 and 36 months")]
    {
        desk.wrong(COUPONS, "/operator/gifts", &[("codes", codes), ("months", months)], why).await;
    }
}

const INSTITUTIONS: &str = "/operator/institutions";
const LIBRARY: [(&str, &str); 10] = [
    ("name", "Saltmere Library"),
    ("charge", "concurrent"),
    ("price", "12.00 EUR"),
    ("people", "25"),
    ("from", "2026-01-01"),
    ("until", "2026-12-31"),
    ("domains", "library.example"),
    ("issuers", "https://login.library.example"),
    ("ranges", "192.0.2.0/24"),
    ("codes", "READ2027"),
];

async fn library(desk: &Desk<'_>) -> (String, Institution) {
    let led = desk.done(INSTITUTIONS, INSTITUTIONS, &LIBRARY).await;
    assert!(led.ends_with("?did=added"), "{led}");
    let all = desk.world.store.read_here(institutions::all).unwrap();
    let kept = all.into_iter().next().unwrap();
    (format!("{INSTITUTIONS}/{}", kept.id), kept)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_institution_is_put_in_changed_and_ended() {
    let world = World::new(Mode::Household);
    let desk = Desk::of(&world).await;
    let (one, kept) = library(&desk).await;
    assert_eq!((kept.cents, kept.people, kept.charge.as_str()), (1200, 25, "concurrent"));
    let ways = || world.store.read_here(|tx| institutions::ways(tx, kept.id)).unwrap();
    assert_eq!(ways().len(), 4);
    let reader = world.store.write_here(|tx| Ok(readers::add(tx, world.store.ids(), "Bob Tern", NOW)?.id)).unwrap();
    world.store.write_here(|tx| institutions::bind(tx, kept.id, reader, NOW)).unwrap();
    let seat = |name: &'static str, who, minutes| {
        world.store.write_here(move |tx| institutions::sit(tx, kept.id, name, who, ago(minutes), ago(9999))).unwrap();
    };
    seat("guest", None, 5);
    seat("late", None, 11);
    let page = desk.page(&one).await;
    assert!(page.contains("Seats in use now</th><td class=\"num\">1 of 25</td>"), "{page}");
    assert!(page.contains("Readers bound by its code</th><td class=\"num\">1</td>"));
    assert!(page.contains("<code>READ2027</code>") && page.contains("300.00 EUR") && !page.contains("Bob Tern"));
    assert!(desk.page(INSTITUTIONS).await.contains("12.00 EUR for each of 25 readers at a time"));

    let change = with(&with(&LIBRARY, "codes", "read 2028\r\nREAD-2029"), "charge", "flat");
    desk.done(&one, &one, &with(&change, "people", "")).await;
    let codes: Vec<String> = ways().into_iter().filter(|way| way.kind == "code").map(|way| way.value).collect();
    assert_eq!(codes, ["READ2028", "READ2029"]);
    assert!(desk.page(&one).await.contains("12.00 EUR in all"));

    let end = format!("{one}/end");
    let led = desk.done(&one, &end, &[("on", "0")]).await;
    assert!(desk.page(&led).await.contains("The agreement is ended"));
    assert!(!world.store.read_here(|tx| institutions::any(tx, NOW)).unwrap());
    desk.done(&one, &end, &[("on", "1")]).await;
    assert!(world.store.read_here(|tx| institutions::any(tx, NOW)).unwrap());
    let said = ["put in", "changed", "ended", "end taken back"].map(|what| (Deed::Institution, what.to_owned()));
    assert!(desk.deeds().ends_with(&said), "{:?}", desk.deeds());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_agreement_that_cannot_be_is_told_and_nothing_is_lost() {
    let world = World::new(Mode::Household);
    let desk = Desk::of(&world).await;
    let (one, _) = library(&desk).await;
    desk.done(COUPONS, COUPONS, &SPRING).await;
    let other = with(&with(&LIBRARY, "name", "Harbour School"), "codes", "school2027");
    for (field, value, why) in [
        ("name", "Saltmere Library", "Another institution has this name."),
        ("codes", "read-2027", "READ2027 is a code of Saltmere Library."),
        ("codes", "spring 2027", "SPRING2027 is the code of a coupon."),
        ("price", "a lot of money", "such as 8.00 EUR"),
        ("people", "many", "for how many readers at a time"),
        ("from", "2027-01-01", "The last day is before the first."),
        ("ranges", "192.0.2.1/24", "“192.0.2.1/24” is no way in."),
        ("domains", "no host at all", "“no host at all” is no way in."),
        ("issuers", "login.library.example", "exactly as it names itself"),
    ] {
        desk.wrong(INSTITUTIONS, INSTITUTIONS, &with(&other, field, value), why).await;
    }
    desk.wrong(&one, &one, &with(&LIBRARY, "until", "31.12.2026"), "written like 2026-10-31").await;
    desk.done(&one, &one, &LIBRARY).await;
    let taken = desk.post(COUPONS, COUPONS, &with(&SPRING, "code", "read2027")).await;
    assert!(taken.body.contains("This is a code of Saltmere Library."), "a code leads to one thing");
    assert_eq!(world.store.read_here(institutions::all).unwrap().len(), 1);
    for path in ["", "/end", "/paid"] {
        let answer = desk
            .post(
                &one,
                &format!("{INSTITUTIONS}/99{path}"),
                &[("price", "1 EUR"), ("from", "2026-01-01"), ("until", "2026-01-02")],
            )
            .await;
        assert_ne!(answer.status, StatusCode::SEE_OTHER, "{path}");
    }
    assert_eq!(desk.get(&format!("{INSTITUTIONS}/99")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_fee_is_marked_as_paid_once_and_only_shortly_after_a_sign_in() {
    let world = World::new(Mode::Household);
    let desk = Desk::of(&world).await;
    let (one, kept) = library(&desk).await;
    let path = format!("{one}/paid");
    let fee = [("price", "300.00 EUR"), ("from", "2026-01-01"), ("until", "2026-12-31")];
    assert!(desk.page(&one).await.contains("value=\"300.00 EUR\""), "the fee stands in the form");
    desk.wrong(&one, &path, &with(&fee, "price", "nothing"), "such as 8.00 EUR").await;
    desk.wrong(&one, &path, &with(&fee, "until", "2025-12-31"), "before the first").await;
    desk.done(&one, &path, &fee).await;
    desk.wrong(&one, &path, &fee, "are paid for already").await;
    desk.wrong(&one, &path, &with(&fee, "from", "2026-12-31"), "are paid for already").await;
    let receipts = world.store.read_here(|tx| newsstand_store::receipts::of_reader(tx, kept.reader, 100)).unwrap();
    let [receipt] = receipts.as_slice() else { panic!("one receipt: {receipts:?}") };
    assert_eq!(
        (receipt.cents, receipt.provider.as_str(), receipt.from, receipt.until),
        (30_000, "manual", kept.from, kept.until)
    );
    assert_eq!(receipt.reference, format!("institution {} 2026-01-01 to 2026-12-31", kept.id));
    assert!(desk.page(&one).await.contains("2026-01-01 to 2026-12-31</th><td>paid</td><td class=\"num\">300.00 EUR</td>"));
    assert!(desk.deeds().contains(&(Deed::Payment, "fee of an institution marked as paid".into())));

    let (cookie, token) = ("newsstand_session", newsstand_members::account::Token::of([7; 32]));
    let hash = *token.digest(Purpose::Session).bytes();
    let until = NOW + std::time::Duration::from_secs(9_999_999);
    let begun = newsstand_store::sessions::Begun { reader: world.reader, token: hash, until, agent: String::new() };
    world.store.write_here(|tx| newsstand_store::sessions::begin(tx, world.store.ids(), &begun, ago(60))).unwrap();
    desk.jar.borrow_mut().insert(cookie.into(), token.text());
    let stale = desk.post(&one, &path, &with(&fee, "from", "2027-01-01")).await;
    assert!(
        stale.header("location").starts_with("/sign-in?again=1&back=%2Foperator%2Finstitutions%2F"),
        "an hour ago is too long"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_report_counts_its_guests_and_its_bound_readers_alone() {
    let world = World::new(Mode::Household);
    let desk = Desk::of(&world).await;
    let (one, kept) = library(&desk).await;
    let [reader, stranger] = ["Bob Tern", "Eve Knot"]
        .map(|name| world.store.write_here(|tx| Ok(readers::add(tx, world.store.ids(), name, NOW)?.id)).unwrap());
    world.store.write_here(|tx| institutions::bind(tx, kept.id, reader, NOW)).unwrap();
    let article = Id::new(world.articles[0]);
    for who in [kept.reader, reader, stranger] {
        let noted = world.store.write_here(|tx| reads::note(tx, who, article, NOW, 30, |_| 600)).unwrap();
        assert_eq!(noted, reads::Noted::Counted);
    }
    let answer = desk.get(&format!("{one}/report?from=2025-12&until=2026-01")).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "text/tab-separated-values; charset=utf-8")
    );
    assert!(answer.header("content-disposition").ends_with("2025-12-2026-01.tsv\""));
    assert!(answer.body.contains("Institution_Name\tSaltmere Library\n"));
    assert!(answer.body.contains("The Saltmere Packet\tThe Saltmere Packet Ltd\t"));
    assert!(answer.body.contains("\tTotal_Item_Requests\t2\t0\t2\n"), "{}", answer.body);
    assert!(!answer.body.contains("Bob Tern"));
    assert!(desk.get(&format!("{one}/report?from=2025-12&until=")).await.body.contains("Dec-2025\n"));
    for query in ["", "?from=soon", "?from=2026-02&until=2026-01", "?from=2000-01&until=2026-01"] {
        let answer = desk.get(&format!("{one}/report{query}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
    assert_eq!(desk.get(&format!("{INSTITUTIONS}/99/report?from=2026-01")).await.status, StatusCode::NOT_FOUND);
}
