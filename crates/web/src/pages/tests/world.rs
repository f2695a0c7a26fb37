//! A small world on disk, and a browser for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body as Sent;
use axum::http::{HeaderMap, Request, StatusCode};
use newsstand_members::Mode;
use newsstand_news::{
    Address, Article, ArticleKind, Body, Byline, Card, Country, Edition, Factor, FeedFormat, Front, Html, Id, Language, Mark,
    Moment, Origin, Picture, Placement, Published, Section, Story, Terms, Title, TitleKind, Wall, Why,
};
use newsstand_store::articles::{self, Arrived};
use newsstand_store::titles::{NewTitle, Putter};
use newsstand_store::{Location, Store, Tx, editions, feeds, readers, stories, titles};
use tower::ServiceExt as _;

use crate::state::State;
use crate::{
    Errand, FoundFeed, HubAnswer, HubQuestion, HubTold, Later, MemberSettings, Outside, PublicAddress, Reply, Stand, WebSettings,
};

/// The stand's key in tests.
pub const KEY: [u8; 32] = [5; 32];
/// 2026-01-19T06:40:00Z, a Monday.
pub const NOW: Moment = Moment::from_seconds(1_768_804_800);
/// A word that stands at the end of the members' article.
pub const SECRET: &str = "zzyzx";

/// The world outside.
#[derive(Default)]
struct Fake {
    fetched: AtomicUsize,
    visited: AtomicUsize,
}

impl Outside for Fake {
    fn picture(&self, address: Address) -> Later<'_, Result<Vec<u8>, String>> {
        self.fetched.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            if address.as_str().ends_with(".svg") {
                return Ok(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".to_vec());
            }
            let picture = image::RgbImage::from_fn(1600, 900, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 40]));
            let mut out = std::io::Cursor::new(Vec::new());
            picture.write_to(&mut out, image::ImageFormat::Jpeg).map_err(|error| error.to_string())?;
            Ok(out.into_inner())
        })
    }
    fn look(&self, address: Address) -> Later<'_, Result<Vec<FoundFeed>, String>> {
        Box::pin(async move {
            if address.host() == "dead.example" {
                return Err("The name dead.example is not known.".into());
            }
            Ok(vec![FoundFeed {
                address: Address::new(&format!("https://{}/feed", address.host())).unwrap(),
                name: Some("Harbour & Tide".into()),
                format: FeedFormat::Rss,
                language: Language::new("en"),
                home: Some(address),
                entries: 12,
            }])
        })
    }
    fn errand(&self, _: Errand) -> Later<'_, Result<Reply, String>> {
        Box::pin(async { Err("Nobody answers there.".into()) })
    }
    fn visit_now(&self, _: Id<Title>) -> Later<'_, ()> {
        self.visited.fetch_add(1, Ordering::SeqCst);
        Box::pin(async {})
    }
    fn hub_asks(&self, token: String, question: HubQuestion) -> Later<'_, Result<Option<String>, String>> {
        Box::pin(async move { Ok((token == "known").then_some(question.challenge)) })
    }
    fn hub_tells(&self, token: String, told: HubTold) -> Later<'_, Result<HubAnswer, String>> {
        Box::pin(async move {
            match (token.as_str(), told.signature) {
                ("known", Some(_)) => Ok(HubAnswer::Taken),
                ("known", None) => Ok(HubAnswer::Forged),
                ("full", _) => Err("The disk is full.".into()),
                _ => Ok(HubAnswer::Unknown),
            }
        })
    }
}

/// The world.
pub struct World {
    pub store: Store,
    pub reader: i64,
    pub articles: Vec<i64>,
    pub stories: Vec<i64>,
    pub state: State,
    router: Router,
    outside: Arc<Fake>,
    _folder: tempfile::TempDir,
}

/// A place for a world: a file; where `NEWSSTAND_TEST_ENGINE` says `postgres`, a schema of its own on the tests' server.
fn location(folder: &std::path::Path) -> Location {
    if std::env::var("NEWSSTAND_TEST_ENGINE").as_deref() != Ok("postgres") {
        return Location::Sqlite(folder.join("stand.db"));
    }
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let url = std::env::var("NEWSSTAND_TEST_POSTGRES").expect("NEWSSTAND_TEST_POSTGRES names the server");
    let schema = format!("w{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
    // The client of the tests blocks, which a task of the runtime may not.
    let (server, made) = (url.clone(), schema.clone());
    let making = std::thread::spawn(move || {
        let mut admin = postgres::Client::connect(&server, postgres::NoTls).expect("the test server answers");
        admin.batch_execute(&format!("create schema {made}")).expect("a schema can be made");
    });
    making.join().expect("the schema is made");
    Location::Postgres(format!("{url}?options=-csearch_path%3D{schema}"))
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub body: String,
    headers: HeaderMap,
}

impl Answer {
    pub fn cookies(&self) -> Vec<String> {
        let cookies = self.headers.get_all("set-cookie").iter();
        cookies.filter_map(|cookie| cookie.to_str().ok().map(str::to_owned)).collect()
    }
    /// Headers and body.
    pub fn whole(&self) -> String {
        format!("{:?}\n{}", self.headers, self.body)
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

impl World {
    /// Nothing at all.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = location(folder.path());
        // Opening connects, which a task of the runtime may not wait for.
        let store = std::thread::spawn(move || Store::open(&place)).join().unwrap().unwrap();
        let reader = store.write_here(|tx| readers::household(tx, store.ids(), NOW)).unwrap().id;
        Self::around(store, folder, Mode::Household, reader)
    }

    /// Four titles, five articles, two stories, an edition.
    pub fn new(mode: Mode) -> Self {
        let mut world = Self { ..Self::empty() };
        let (store, reader) = (world.store.clone(), world.reader);
        let (articles, stories) = store.write_here(|tx| fill(tx, &store, reader)).unwrap();
        let outside = Arc::clone(&world.outside);
        (world.router, world.state) = router(&store, world._folder.path(), mode, outside, |_| {});
        World { articles, stories, ..world }
    }

    fn around(store: Store, folder: tempfile::TempDir, mode: Mode, reader: i64) -> Self {
        let outside = Arc::new(Fake::default());
        let (router, state) = router(&store, folder.path(), mode, Arc::clone(&outside), |_| {});
        Self { store, reader, articles: Vec::new(), stories: Vec::new(), state, router, outside, _folder: folder }
    }

    /// A membership, with these settings.
    pub fn membership(members: MemberSettings) -> Self {
        Self::new(Mode::Membership).run_with(Mode::Membership, members)
    }

    /// Puts one title on it, which nobody follows. A new browser comes to see it.
    pub fn put_title(&mut self) {
        let store = self.store.clone();
        store.write_here(|tx| title(tx, &store, "packet", "The Saltmere Packet", "en", Terms::Open)).unwrap();
        let outside = Arc::clone(&self.outside);
        (self.router, self.state) = router(&store, self._folder.path(), Mode::Household, outside, |_| {});
    }

    /// The same stand, run in another mode.
    pub fn run_as(self, mode: Mode) -> Self {
        self.settled(mode, |_| {})
    }

    /// The same stand, with other settings.
    pub fn settled(self, mode: Mode, change: impl FnOnce(&mut WebSettings)) -> Self {
        let (router, state) = router(&self.store, self._folder.path(), mode, Arc::clone(&self.outside), change);
        Self { router, state, ..self }
    }

    /// The same stand, run in another way.
    pub fn run_with(self, mode: Mode, members: MemberSettings) -> Self {
        self.settled(mode, |settings| settings.members = members)
    }

    /// The same stand, run as a membership with these settings.
    pub fn with_members(self, members: MemberSettings) -> Self {
        self.run_with(Mode::Membership, members)
    }

    pub fn fetched(&self) -> usize {
        self.outside.fetched.load(Ordering::SeqCst)
    }
    pub fn visited(&self) -> usize {
        self.outside.visited.load(Ordering::SeqCst)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "").await
    }

    pub async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let headers =
            [("cookie", cookie), ("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        self.send("POST", path, &headers, form).await
    }

    pub async fn upload(&self, path: &str, cookie: &str, slip: &str, file: &str) -> Answer {
        let body = format!(
            "--b\r\ncontent-disposition: form-data; name=\"slip\"\r\n\r\n{slip}\r\n--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x.opml\"\r\n\r\n{file}\r\n--b--\r\n"
        );
        self.send("POST", path, &[("cookie", cookie), ("content-type", "multipart/form-data; boundary=b")], &body).await
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "127.0.0.1:8765");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Sent::from(body.to_owned())).unwrap();
        if let Some((_, from)) = headers.iter().find(|(name, _)| *name == "x-test-from") {
            let from = std::net::SocketAddr::new(from.parse().unwrap(), 50_000);
            request.extensions_mut().insert(axum::extract::ConnectInfo(from));
        }
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = axum::body::to_bytes(body, 32 * 1024 * 1024).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// A browser's cookie and its forms' slip.
    pub async fn seat(&self) -> (String, String) {
        let answer = self.get("/titles").await;
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        let page = self.send("GET", "/titles", &[("cookie", &cookie)], "").await.body;
        let slip = page.split("name=\"slip\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        (cookie, slip)
    }
}

fn router(
    store: &Store,
    folder: &std::path::Path,
    mode: Mode,
    outside: Arc<Fake>,
    change: impl FnOnce(&mut WebSettings),
) -> (Router, State) {
    let mut settings = WebSettings {
        mode,
        public_address: PublicAddress::new("http://127.0.0.1:8765").unwrap(),
        secret: KEY,
        pictures: folder.join("pictures"),
        pictures_limit: 10_000_000,
        offset: |_| 0,
        made_up: true,
        advice: |_| "Mostly this passes by itself.",
        members: MemberSettings::default(),
    };
    change(&mut settings);
    let metrics = Arc::new(|| "newsstand_up 1\n".into());
    let state = State::new(Stand { store: store.clone(), outside, settings, clock: || NOW, metrics });
    (crate::door::router(state.clone()), state)
}

pub fn ago(minutes: u64) -> Moment {
    NOW - Duration::from_secs(minutes * 60)
}

fn title(
    tx: &mut Tx<'_>,
    store: &Store,
    slug: &str,
    name: &str,
    language: &str,
    terms: Terms,
) -> Result<Id<Title>, newsstand_store::Error> {
    let language = Language::new(language);
    let new = NewTitle {
        slug: slug.into(),
        name: name.into(),
        home: Address::new(&format!("https://{slug}.example/")),
        country: Country::new("gb"),
        kind: TitleKind::Daily,
        owner: Some(format!("{name} Ltd")),
        wall: Wall::Open,
        terms,
        mark: Mark::of_name(name, &language),
        language,
    };
    titles::add(tx, store.ids(), &new, Putter::Catalogue, ago(9000))
}

pub fn article(path: &str, headline: &str, language: &str, html: &str, minutes: u64) -> Article {
    Article {
        address: Address::new(&format!("https://{path}")).unwrap(),
        canonical: None,
        kind: ArticleKind::Report,
        headline: headline.into(),
        kicker: None,
        standfirst: None,
        bylines: Vec::new(),
        dateline: None,
        section: Some(Section::World),
        language: Language::new(language),
        published: Published::Stated(ago(minutes)),
        modified: None,
        lead: None,
        body: Body::Full(Html::vouched(html.into())),
        wall: Wall::Open,
        origin: Origin::Own,
    }
}

pub fn keep(tx: &mut Tx<'_>, store: &Store, title: Id<Title>, article: &Article) -> Result<Id<Article>, newsstand_store::Error> {
    let feed = feeds::add(
        tx,
        store.ids(),
        title,
        &Address::new(&format!("https://{title}.example/feed")).unwrap(),
        Some(Section::World),
        NOW,
    )?
    .0;
    let text = newsstand_extract::text(article.body.html());
    let arrived = Arrived { article, text: &text, words: 60, want_page: false, place: 0 };
    let kept = articles::keep(tx, store.ids(), title, feed, &[arrived], NOW)?[0];
    if matches!(kept, articles::Kept::New(_)) {
        titles::arrived(tx, title, 1, article.published.moment())?;
    }
    Ok(kept.id())
}

/// The ferry as the Packet tells it, with everything an article can have.
fn ferry() -> Article {
    let filler = "The island school opened its kitchen and cooked for everybody who came ashore that night. ".repeat(20);
    let html = format!(
        "<p>There were 212 people on board, the harbour master said. Nobody was hurt.</p><figure><img src=\"https://packet.example/chart.png\" alt=\"A chart\"></figure><p>{filler}</p><p>{SECRET}</p>"
    );
    Article {
        kicker: Some("At sea".into()),
        standfirst: Some("Everybody is well.".into()),
        bylines: vec![Byline { name: "Ada Quill".into(), role: Some("harbour correspondent".into()) }],
        dateline: Some("SALTMERE".into()),
        modified: Some(ago(10)),
        lead: Some(Picture {
            address: Address::new("https://packet.example/godwit.jpg").unwrap(),
            caption: Some("The Godwit on the bar.".into()),
            credit: Some("P. Lens / Packet".into()),
            size: Some((1600, 900)),
        }),
        origin: Origin::Wire("Meridian".into()),
        ..article("packet.example/ferry", "Ferry runs aground off Saltmere", "en", &html, 40)
    }
}

fn fill(tx: &mut Tx<'_>, store: &Store, reader: i64) -> Result<(Vec<i64>, Vec<i64>), newsstand_store::Error> {
    let packet = title(tx, store, "packet", "The Saltmere Packet", "en", Terms::Members)?;
    let barid = title(tx, store, "barid", "بريد المساء", "ar", Terms::Open)?;
    let minato = title(tx, store, "minato", "夕刊みなと <&>", "ja", Terms::Link)?;
    let dead = title(tx, store, "dead", "The Dead Letter", "en", Terms::Link)?;
    for title in [packet, barid, minato] {
        readers::follow(tx, reader, title, None, ago(9000))?;
    }
    let feed = feeds::add(tx, store.ids(), dead, &Address::new("https://dead.example/feed").unwrap(), None, NOW)?.0;
    feeds::fail(
        tx,
        feed,
        "not-found",
        "dead.example answered 404: there is nothing at this address (any more).",
        false,
        NOW + Duration::from_secs(3600),
        ago(600),
    )?;

    let earlier = Article { headline: "Ferry aground".into(), ..ferry() };
    let first = keep(tx, store, packet, &earlier)?;
    keep(tx, store, packet, &ferry())?;
    let copy =
        Article { address: Address::new("https://minato.example/godwit").unwrap(), language: Language::new("en"), ..ferry() };
    let copy = keep(tx, store, minato, &copy)?;
    let arabic = article(
        "barid.example/abbara",
        "العبّارة تجنح قرب سولتمير",
        "ar",
        "<h1>العبّارة</h1><p>كان على متنها 212 راكبًا.</p>",
        90,
    );
    let arabic = keep(tx, store, barid, &arabic)?;
    let moss = Article {
        section: Some(Section::Science),
        kind: ArticleKind::Opinion,
        ..article("minato.example/moss", "港の苔 & <b>", "ja", "<p>苔は覚えている。</p>", 2000)
    };
    let moss = keep(tx, store, minato, &moss)?;
    let other = Article {
        headline: String::new(),
        ..article("barid.example/second", "", "en", "<p>The Godwit carried 231 people, the coastguard said.</p>", 30)
    };
    let other = keep(tx, store, barid, &other)?;

    let ids = store.ids();
    let (sea, abbara, green): (Id<Story>, Id<Story>, Id<Story>) = (ids.next(NOW), ids.next(NOW), ids.next(NOW));
    let place = |article, story, copy_of| Placement { article, story, began: true, copy_of };
    let placed = [
        place(first, sea, None),
        place(copy, sea, Some(first)),
        place(other, sea, None),
        place(arabic, abbara, None),
        place(moss, green, None),
    ];
    stories::place(tx, &placed, &[(sea, abbara, 500)], &|members| members[0].article)?;
    let why = Why {
        score: 1,
        factors: vec![
            Factor::Sources { count: 2, share: 1000 },
            Factor::Velocity { count: 3, weighed: 3000, share: 1000 },
            Factor::Decay { minutes: 40, share: 900 },
        ],
    };
    let card = |story, article| Card { story, article, why: why.clone() };
    let edition = Edition {
        made: NOW,
        fronts: vec![
            (Front::TopStories, vec![card(sea, first), card(abbara, arabic), card(green, moss)]),
            (Front::OurPicks, vec![card(green, moss)]),
            (Front::Section(Section::World), vec![card(sea, first), card(abbara, arabic)]),
        ],
    };
    editions::save(tx, ids, &edition, NOW)?;
    Ok(([first, copy, arabic, moss, other].map(Id::get).to_vec(), [sea, abbara, green].map(Id::get).to_vec()))
}
