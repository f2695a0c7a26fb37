//! Publishers' desk and the operator's: whose statements are whose, sums to the cent, files that can be checked.

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_members::account::{Purpose, Token};
use newsstand_members::settle::statement::check as checked;
use newsstand_news::{Id, Moment, Publisher, Terms, Title};
use newsstand_store::receipts::{self, Kind, Receipt};
use newsstand_store::sessions::{self, Begun};
use newsstand_store::settlements::{self, Settled};
use newsstand_store::terms::{self, Agreed, Amount};
use newsstand_store::{accounts, audit, corrections, publisher_people, readers, reads, titles};
use std::time::Duration;

use super::check::check;
use super::world::{Answer, NOW, World, ago, article, keep};

const PASSWORD_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// 2025-12-01T00:00:00Z
const DECEMBER: Moment = Moment::from_seconds(1_764_547_200);
const DAY: Duration = Duration::from_secs(86_400);

/// A world in January with a December to be settled: two publishers, three titles, twelve readers.
struct Stand {
    world: World,
    ada: String,
    pat: String,
    quin: String,
    rob: String,
    packet: Id<Title>,
    barid: Id<Title>,
    houses: [Id<Publisher>; 2],
}

/// A cookie of the operator's, signed in so many minutes ago.
fn since(world: &World, minutes: u64) -> String {
    began(world, world.reader, 9, ago(minutes))
}

/// A signed-in browser's cookie, with a session of now.
fn session(world: &World, reader: i64, byte: u8) -> String {
    began(world, reader, byte, NOW)
}

fn began(world: &World, reader: i64, byte: u8, at: Moment) -> String {
    let token = Token::of([byte; 32]);
    let begun = Begun { reader, token: *token.digest(Purpose::Session).bytes(), until: NOW + 30 * DAY, agent: String::new() };
    world.store.write_here(|tx| sessions::begin(tx, world.store.ids(), &begun, at)).unwrap();
    format!("newsstand_session={}", token.text())
}

fn somebody(world: &World, name: &str, role: &str) -> i64 {
    let store = &world.store;
    store
        .write_here(|tx| {
            let id = readers::add(tx, store.ids(), name, DECEMBER)?.id;
            accounts::set_role(tx, id, role)?;
            accounts::name(tx, id, name, &name.to_lowercase(), None)?;
            Ok(id)
        })
        .unwrap()
}

fn agree(world: &World, slug: &str, house: &str, minimum: Option<i64>) -> (Id<Title>, Id<Publisher>) {
    let store = &world.store;
    let since = DECEMBER - 40 * DAY;
    store
        .write_here(|tx| {
            let title = titles::by_slug(tx, slug)?.unwrap().title.id;
            let publisher = terms::publisher(tx, store.ids(), house, since)?;
            let minimum = minimum.map(|cents| Amount { cents, currency: "EUR".into() });
            let agreed = Agreed {
                title,
                since,
                terms: Terms::Members,
                publisher,
                minimum,
                territories: None,
                embargo: 0,
                preview: None,
                article: None,
            };
            terms::agree(tx, &agreed, NOW)?;
            Ok((title, publisher))
        })
        .unwrap()
}

impl Stand {
    fn new() -> Self {
        let world = World::new(Mode::Membership);
        let (packet, harbour) = agree(&world, "packet", "Harbour Press", Some(1234));
        let (barid, evening) = agree(&world, "barid", "Evening House", None);
        agree(&world, "minato", "Evening House", None);
        let store = &world.store;
        store.write_here(|tx| accounts::set_password(tx, store.ids(), world.reader, PASSWORD_HASH, DECEMBER)).unwrap();
        store.write_here(|tx| accounts::set_role(tx, world.reader, "operator")).unwrap();
        let [pat, quin, rob] =
            [("Pat", "publisher"), ("Quin", "publisher"), ("Rob", "reader")].map(|(name, role)| somebody(&world, name, role));
        for (reader, publisher) in [(pat, harbour), (quin, evening)] {
            store.write_here(|tx| publisher_people::add(tx, reader, publisher, DECEMBER)).unwrap();
        }
        fill(&world, packet, barid);
        let [ada, pat, quin, rob] =
            [(world.reader, 1), (pat, 2), (quin, 3), (rob, 4)].map(|(reader, byte)| session(&world, reader, byte));
        Stand { world, ada, pat, quin, rob, packet, barid, houses: [harbour, evening] }
    }

    async fn get(&self, who: &str, path: &str) -> Answer {
        self.world.send("GET", path, &[("cookie", who)], "").await
    }

    /// Sends a form with the slip of a page that everybody may see.
    async fn post(&self, who: &str, path: &str, fields: &str) -> Answer {
        let first = self.get(who, "/titles").await;
        let seat = first.cookies().iter().find(|cookie| cookie.starts_with("newsstand_seat")).cloned().unwrap_or_default();
        let cookie = format!("{who}; {}", seat.split(';').next().unwrap());
        let page = self.get(&cookie, "/titles").await.body;
        let slip = page.split("name=\"slip\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        self.world.post(path, &cookie, &format!("slip={slip}&{fields}")).await
    }

    /// December, settled on the page.
    async fn settled(&self) -> Settled {
        let form = "month=2025-12&currency=EUR&split=reader-centric&keeps=30";
        let answer = self.post(&self.ada, "/operator/statements", form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert!(answer.header("location").starts_with("/operator/statements/"), "{}", answer.header("location"));
        self.world.store.read_here(settlements::all).unwrap().pop().unwrap()
    }

    fn lines(&self, settled: &Settled) -> Vec<settlements::Line> {
        self.world.store.read_here(|tx| settlements::lines(tx, settled.id)).unwrap()
    }
}

/// Twelve readers pay for December; each reads some of two titles.
fn fill(world: &World, packet: Id<Title>, barid: Id<Title>) {
    let store = &world.store;
    for number in 0..12_i64 {
        let reader = somebody(world, &format!("Reader {number}"), "reader");
        let receipt = Receipt {
            reader,
            plan: None,
            kind: Kind::Paid,
            cents: 999 + number,
            currency: "EUR".into(),
            from: DECEMBER,
            until: DECEMBER + 31 * DAY,
            at: DECEMBER,
            noted: DECEMBER,
            provider: "manual".into(),
            reference: format!("r{number}"),
        };
        store.write_here(|tx| receipts::add(tx, store.ids(), &receipt)).unwrap();
        for (title, most) in [(packet, 1 + number % 3), (barid, number % 2)] {
            for piece in 0..most {
                let name = format!("{title}.example/piece{piece}");
                let text = article(&name, &format!("Piece {piece}"), "en", "<p>Words.</p>", 60);
                let id = store.write_here(|tx| keep(tx, store, title, &text)).unwrap();
                let at = DECEMBER + DAY * u32::try_from(piece + number % 2).unwrap();
                store.write_here(|tx| reads::note(tx, reader, id, at, 40, |_| 60)).unwrap();
            }
        }
    }
}

/// Every amount of a page in euros, in cents.
fn amounts(page: &str) -> Vec<i64> {
    let digits = |rest: &str| rest.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect::<String>();
    let read = |text: String| text.trim_end_matches(['.', ',']).replace([',', '.'], "").parse().unwrap();
    page.split('€').skip(1).map(|rest| read(digits(rest))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_operator_looks_settles_and_the_sums_are_the_stores() {
    let stand = Stand::new();
    let before = stand.get(&stand.ada, "/operator/statements").await;
    check("/operator/statements", &before.body);
    assert!(before.body.contains("Next: December 2025, in EUR"));
    let looked = stand.get(&stand.ada, "/operator/statements?currency=EUR&split=pro-rata&keeps=25").await;
    check("preview", &looked.body);
    assert!(looked.body.contains("Computed now; nothing is kept") && looked.body.contains("Settle December 2025 by reads"));
    assert!(looked.body.contains("value=\"pro-rata\" checked") && looked.body.contains("value=\"25\""));
    assert!(stand.world.store.read_here(settlements::all).unwrap().is_empty(), "looking keeps nothing");
    let wrong = stand.get(&stand.ada, "/operator/statements?currency=EUR&split=x&keeps=30").await;
    assert!(wrong.body.contains("does not say how the money is shared"));
    let settled = stand.settled().await;
    assert_eq!((settled.month, settled.split.as_str(), settled.thousandths), (202_512, "reader-centric", 300));
    let again = stand.post(&stand.ada, "/operator/statements", "month=2025-12&currency=EUR&split=pro-rata&keeps=30").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let early = stand.post(&stand.ada, "/operator/statements", "month=2026-01&currency=EUR&split=pro-rata&keeps=30").await;
    assert!(early.body.contains("is not over yet"), "{}", early.status);
    let log = stand.world.store.read_here(|tx| audit::newest(tx, 5)).unwrap();
    assert!(log.iter().any(|line| line.deed == audit::Deed::Settling && line.what.contains("2025-12")));

    let path = format!("/operator/statements/{}", settled.id);
    let page = stand.get(&stand.ada, &path).await.body;
    check(&path, &page);
    let lines = stand.lines(&settled);
    assert_eq!(lines.len(), 3);
    let told = amounts(&page);
    for line in &lines {
        for cents in [line.pro_rata, line.reader_centric, line.paid] {
            assert!(told.contains(&cents), "{cents} of {} is not told", line.name);
        }
    }
    let paid: i64 = lines.iter().map(|line| line.paid).sum();
    assert_eq!(paid + settled.operator, settled.recognised);
    assert!(told.contains(&paid) && page.contains("It adds up to the cent") && page.contains("Every transaction sums to zero"));
    let csv = stand.get(&stand.ada, &format!("{path}/month.csv")).await;
    assert!(csv.header("content-disposition").starts_with("attachment;") && csv.body.lines().count() == 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_month_has_a_title_report() {
    let stand = Stand::new();
    let path = format!("/operator/statements/{}/report.tsv", stand.settled().await.id);
    let report = stand.get(&stand.ada, &path).await;
    assert!(report.body.starts_with("Report_Name\tTitle Report\n") && report.body.contains("\tTotal_Item_Requests\t24\t24\n"));
    assert_eq!(report.header("content-disposition"), "attachment; filename=\"title-report-2025-12.tsv\"");
    assert_eq!(stand.get(&stand.pat, &path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_statement_tells_the_cents_and_its_file_can_be_checked() {
    let stand = Stand::new();
    let settled = stand.settled().await;
    let line = stand.lines(&settled).into_iter().find(|line| line.title == stand.packet).unwrap();
    let path = format!("/publisher/statements/{}/packet", settled.id);
    let page = stand.get(&stand.pat, &path).await.body;
    check(&path, &page);
    for part in
        ["Statement 1", "<h1>December 2025</h1>", "newsstand statement check statement-2025-12-packet.csv", "This is paid"]
    {
        assert!(page.contains(part), "{part} is missing");
    }
    let book = page.split("<table class=\"owed\">").nth(1).unwrap().split("</table>").next().unwrap();
    let told = amounts(book);
    let (owed, sections) = told.split_last().unwrap();
    assert_eq!((*owed, sections.iter().sum::<i64>()), (line.paid, line.paid), "the sections sum to the cent");
    let worked = page.split("How it is worked out").nth(1).unwrap();
    assert_eq!(amounts(worked)[..3], [settled.recognised, settled.operator, settled.pool]);
    assert!(amounts(&page).contains(&line.pro_rata) && amounts(&page).contains(&line.reader_centric));
    assert!(page.contains("Piece 0") && page.contains("Day by day"));
    let hash: String = settled.inputs.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(page.contains(&hash));

    let file = stand.get(&stand.pat, &format!("{path}/statement.csv")).await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"statement-2025-12-packet.csv\"");
    assert_eq!(checked(&file.body).unwrap().paid, i128::from(line.paid));
    let at = file.body.find("Paid").unwrap();
    let changed = format!(
        "{}{}",
        &file.body[..at],
        file.body[at..].replacen(&line.paid.to_string(), &(line.paid + 1).to_string(), 1)
    );
    assert!(checked(&changed).is_err(), "a changed figure is found");
    let sections = stand.get(&stand.pat, &format!("{path}/sections.csv")).await;
    assert!(sections.body.starts_with("section,reads,share in percent,amount,currency\r\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn few_readers_are_not_told() {
    let stand = Stand::new();
    let settled = stand.settled().await;
    let page = stand.get(&stand.quin, &format!("/publisher/statements/{}/minato", settled.id)).await.body;
    check("minato", &page);
    assert!(page.contains("Nobody read it") && page.contains("€0.00"));
    let desk = stand.get(&stand.pat, "/publisher").await.body;
    assert!(desk.contains("fewer than 5") && desk.contains("not told yet"), "nobody read in January");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn whose_statement_it_is_decides_and_nobody_can_guess() {
    let stand = Stand::new();
    let settled = stand.settled().await;
    let month = format!("/publisher/statements/{}", settled.id);
    let of = |slug: &str| ["", "/statement.csv", "/sections.csv"].map(|end| format!("{month}/{slug}{end}"));
    let nothing = stand.get(&stand.pat, &format!("{month}/nothing")).await;
    for path in of("barid").into_iter().chain(of("minato")).chain(of("dead")) {
        let answer = stand.get(&stand.pat, &path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            answer.body.len(),
            nothing.body.len() + path.len() - format!("{month}/nothing").len(),
            "{path} tells that it is there"
        );
        assert_eq!(stand.get(&stand.rob, &path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(stand.world.get(&path).await.status, StatusCode::SEE_OTHER, "{path}");
    }
    for path in of("packet") {
        assert_eq!(stand.get(&stand.pat, &path).await.status, StatusCode::OK, "{path}");
        assert_eq!(stand.get(&stand.quin, &path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(stand.get(&stand.ada, &path).await.status, StatusCode::OK, "the operator: {path}");
    }
    for (who, own, others) in
        [(&stand.pat, "The Saltmere Packet", "بريد المساء"), (&stand.quin, "بريد المساء", "The Saltmere Packet")]
    {
        for path in [month.clone(), format!("{month}/month.csv"), "/publisher".to_owned()] {
            let answer = stand.get(who, &path).await;
            assert!(answer.body.contains(own) && !answer.body.contains(others), "{path}");
            if !path.ends_with("csv") {
                check(&path, &answer.body);
            }
        }
    }
    let page = stand.get(&stand.quin, &month).await.body;
    let sum: i64 = stand.lines(&settled).iter().filter(|line| line.title != stand.packet).map(|line| line.paid).sum();
    assert!(amounts(&page).contains(&sum) && page.contains("It adds up to the cent: the month’s ledger puts"));
    for path in
        ["/operator/statements", "/operator/terms", "/operator/terms/packet", "/operator/publishers", "/operator/corrections"]
    {
        assert_eq!(stand.get(&stand.pat, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(
        stand.get(&stand.pat, &format!("/operator/statements/{}", settled.id)).await.status,
        StatusCode::FORBIDDEN
    );
    let elsewhere = format!("/publisher?publisher={}", stand.houses[1]);
    assert!(
        !stand.get(&stand.pat, &elsewhere).await.body.contains("بريد المساء"),
        "the address names nobody else's desk"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn corrections_are_asked_and_answered() {
    let stand = Stand::new();
    let settled = stand.settled().await;
    for about in [format!("t{}", stand.barid), format!("s{}-{}", settled.id, stand.barid), "t1".to_owned(), "x".to_owned()] {
        let answer = stand.post(&stand.pat, "/publisher/corrections", &format!("about={about}&text=Mine")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{about}");
    }
    let about = format!("s{}-{}", settled.id, stand.packet);
    let long = stand.post(&stand.pat, "/publisher/corrections", &format!("about={about}&text={}", "x".repeat(2001))).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        stand.post(&stand.rob, "/publisher/corrections", &format!("about={about}&text=Mine")).await.status,
        StatusCode::FORBIDDEN
    );
    let sent =
        stand.post(&stand.pat, "/publisher/corrections", &format!("about={about}&text=A+%3Cb%3Ecent%3C%2Fb%3E+lacks.")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let desk = stand.get(&stand.pat, sent.header("location")).await.body;
    check("/publisher", &desk);
    assert!(desk.contains("A &#60;b&#62;cent") && desk.contains("not answered yet"));
    assert!(!stand.get(&stand.quin, "/publisher").await.body.contains("cent"), "it is Harbour's own");
    let page = stand.get(&stand.ada, "/operator/corrections").await.body;
    check("/operator/corrections", &page);
    assert!(page.contains("Harbour Press: The Saltmere Packet, statement of December 2025"));
    let id = stand.world.store.read_here(corrections::all).unwrap()[0].id;
    let path = format!("/operator/corrections/{id}");
    assert_eq!(stand.post(&stand.pat, &path, "text=Mine").await.status, StatusCode::FORBIDDEN);
    assert_eq!(stand.post(&stand.ada, &path, "text=It+was+counted+again.").await.status, StatusCode::SEE_OTHER);
    assert_eq!(stand.post(&stand.ada, &path, "text=Twice").await.status, StatusCode::NOT_FOUND, "once");
    assert!(stand.get(&stand.pat, "/publisher").await.body.contains("It was counted again."));
    check("/operator/corrections", &stand.get(&stand.ada, "/operator/corrections").await.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn terms_are_agreed_on_a_page() {
    let stand = Stand::new();
    check("/operator/terms", &stand.get(&stand.ada, "/operator/terms").await.body);
    let path = "/operator/terms/dead";
    check(path, &stand.get(&stand.ada, path).await.body);
    let form = |more: &str| {
        format!(
            "terms=members&since=2026-01-10&publisher=Dead+Letters&currency=EUR&minimum=12.50&territories=gb,ie&embargo=30&preview=80&{more}"
        )
    };
    for wrong in ["article=x", "article=0.905"] {
        assert_eq!(stand.post(&stand.ada, path, &form(wrong)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert_eq!(stand.post(&stand.pat, path, &form("")).await.status, StatusCode::FORBIDDEN);
    let late = stand.post(&stand.ada, path, "terms=open&since=2026-02-01&publisher=X").await;
    assert!(late.body.contains("Terms begin today at the latest"));
    let kept = stand.post(&stand.ada, path, &form("article=0.90")).await;
    assert_eq!((kept.status, kept.header("location")), (StatusCode::SEE_OTHER, path));
    let page = stand.get(&stand.ada, path).await.body;
    check(path, &page);
    assert!(page.contains("Dead Letters is paid, at least 12.50 EUR a month") && page.contains("a single article at 0.90 EUR"));
    assert!(stand.post(&stand.ada, path, &form("")).await.body.contains("what was agreed is not altered"));
    stand.settled().await;
    let closed = stand.post(&stand.ada, path, "terms=open&since=2025-12-20&publisher=X").await;
    assert!(closed.body.contains("The month of 2025-12-20 was settled"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn whoever_may_not_changes_nothing() {
    let stand = Stand::new();
    let people = format!("/operator/publishers/{}/people", stand.houses[0]);
    let remove = format!("{people}/{}/remove", stand.world.reader);
    let operators = ["/operator/statements", "/operator/terms/packet", &people, &remove, "/operator/corrections/1"];
    for path in operators {
        assert_eq!(stand.post(&stand.pat, path, "").await.status, StatusCode::FORBIDDEN, "a publisher: {path}");
    }
    for path in operators.into_iter().chain(["/publisher/corrections"]) {
        assert_eq!(stand.post(&stand.rob, path, "").await.status, StatusCode::FORBIDDEN, "a reader: {path}");
        let stranger = stand.post("", path, "").await;
        assert_eq!((stranger.status, stranger.header("location")), (StatusCode::SEE_OTHER, "/sign-in"), "{path}");
        let unsigned = stand.world.post(path, &stand.ada, "month=2025-12").await;
        assert_eq!(unsigned.status, StatusCode::FORBIDDEN, "without a slip: {path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_pays_and_who_sees_it_asks_again_after_a_while() {
    let stand = Stand::new();
    let old = since(&stand.world, 60);
    let people = format!("/operator/publishers/{}/people", stand.houses[0]);
    for (path, form) in [
        ("/operator/statements", "month=2025-12&currency=EUR&split=pro-rata&keeps=30"),
        (people.as_str(), "login=rob"),
        (&format!("{people}/{}/remove", stand.world.reader), ""),
    ] {
        let answer = stand.post(&old, path, form).await;
        assert!(
            answer.header("location").starts_with("/sign-in?again=1&back=%2Foperator"),
            "{path}: {}",
            answer.status
        );
    }
    assert!(stand.world.store.read_here(settlements::all).unwrap().is_empty());
    let looked = stand.get(&old, "/operator/statements?currency=EUR").await;
    assert_eq!(looked.status, StatusCode::OK, "looking does not ask");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_operator_says_who_sees_whose_statements() {
    let stand = Stand::new();
    let path = format!("/operator/publishers/{}/people", stand.houses[0]);
    check("/operator/publishers", &stand.get(&stand.ada, "/operator/publishers").await.body);
    assert_eq!(stand.post(&stand.pat, &path, "login=rob").await.status, StatusCode::FORBIDDEN);
    assert!(stand.post(&stand.ada, &path, "login=nobody").await.body.contains("Nobody on this stand has this name"));
    assert_eq!(
        stand.post(&stand.ada, "/operator/publishers/12/people", "login=rob").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(stand.get(&stand.rob, "/publisher").await.status, StatusCode::FORBIDDEN);
    assert_eq!(stand.post(&stand.ada, &path, "login=ROB").await.status, StatusCode::SEE_OTHER);
    assert!(stand.get(&stand.rob, "/publisher").await.body.contains("Harbour Press’s desk"), "at once");
    assert!(stand.get(&stand.rob, "/settings").await.body.contains("Harbour Press’s desk"));
    let rob = stand.world.store.read_here(|tx| accounts::by_login(tx, "rob")).unwrap().unwrap().id;
    assert_eq!(stand.post(&stand.ada, &format!("{path}/{rob}/remove"), "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(stand.get(&stand.rob, "/publisher").await.status, StatusCode::FORBIDDEN);
    let role = stand.world.store.read_here(|tx| accounts::by_id(tx, rob)).unwrap().unwrap().role;
    assert_eq!(role, "reader");
}
