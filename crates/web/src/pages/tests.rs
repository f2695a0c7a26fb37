//! Every page, of a small world in English, Arabic and Japanese, run as a household and as a membership.

mod accounts;
mod check;
mod desk;
mod holdings;
mod matrix;
mod membership;
mod mutes;
mod operator;
mod others;
mod payments;
mod person;
mod planted;
mod profile;
mod recipe;
mod signed;
mod statements;
mod story;
mod till;
mod wall;
mod ways;
mod whole;
mod world;

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_store::readers;

use check::check;
pub use check::check as checked;
use world::{SECRET, World};

/// Every page that is read with GET.
fn all_pages(world: &World) -> Vec<String> {
    let mut pages: Vec<String> = [
        "/",
        "/section/world",
        "/section/science",
        "/unread",
        "/latest",
        "/saved",
        "/ledgers",
        "/titles",
        "/titles?q=packet&country=GB",
        "/titles?language=ar&section=world&mine=1&page=9",
        "/titles/add",
        "/titles/health",
        "/titles/opml",
        "/search",
        "/search?q=ferry",
        "/search?q=%D8%A7%D9%84%D8%B9%D8%A8%D9%91%D8%A7%D8%B1%D8%A9",
        "/search?q=nothing+of+the+kind",
        "/settings",
        "/settings/mutes",
        "/settings/mutes?kind=word&value=ferr*&until=week",
        "/settings/mutes?kind=title&value=packet",
        "/settings/mutes?kind=person&value=%3Cb%3E",
        "/settings/mutes?kind=word&value=",
        "/settings/mutes?gone=1&kind=word&value=ferry&label=Ferry&until=",
        "/settings/front",
        "/settings/front?sources=0&velocity=3&freshness=x%3Cb%3E&gate=99&half_life=6&done=reset",
        "/settings/profile",
        "/settings/profile?did=section&what=world&was=500&forgot=x&reset=1",
        "/settings/profile/reset",
    ]
    .map(str::to_owned)
    .to_vec();
    pages.extend(["packet", "barid", "minato", "dead"].map(|slug| format!("/title/{slug}")));
    pages.extend(world.articles.iter().map(|id| format!("/article/{id}")));
    pages.extend(world.stories.iter().map(|id| format!("/story/{id}")));
    pages
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_page_is_well_formed_in_every_mode() {
    for mode in Mode::ALL {
        let world = World::new(mode);
        for path in all_pages(&world) {
            let answer = world.get(&path).await;
            if mode == Mode::Membership && answer.status == StatusCode::SEE_OTHER {
                asks_to_sign_in(&path, answer.header("location"));
                continue;
            }
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            check(&path, &answer.body);
        }
    }
}

/// What is one reader's own asks a visitor who it is; what is everybody's never does.
fn asks_to_sign_in(path: &str, location: &str) {
    assert!(location.starts_with("/sign-in?back=%2F"), "{path} leads to {location}");
    for open in ["/section", "/latest", "/ledgers", "/search", "/article", "/story"] {
        assert!(!path.starts_with(open) && path != "/" && path != "/titles", "{path} asks a visitor to sign in");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn trouble_is_a_page_with_a_plain_sentence() {
    let world = World::new(Mode::Household);
    for path in
        ["/nothing", "/article/12", "/article/x%22%3E", "/story/99999999999999999999", "/title/none", "/section/sports", "/a/b/c"]
    {
        let answer = world.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.contains("There is nothing at this address"), "{path}");
        check(path, &answer.body);
    }
    let wrong_method = world.send("DELETE", "/titles", &[("sec-fetch-site", "same-origin")], "").await;
    assert_eq!(wrong_method.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_empty_stand_says_so_and_looks_again() {
    let mut world = World::empty();
    assert!(world.get("/").await.body.contains("No title is on this stand yet."));
    world.put_title();
    let answer = world.get("/").await;
    assert_eq!(answer.header("refresh"), "3");
    assert!(answer.body.contains("the first edition is a moment away") && answer.body.contains("1 title on the stand"));
    for path in ["/", "/unread", "/latest", "/saved", "/section/world", "/titles", "/ledgers", "/titles/health"] {
        check(path, &world.get(path).await.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_front_page_holds_what_the_look_asks_for() {
    let body = World::new(Mode::Household).get("/").await.body;
    for part in [
        "Monday 19 January 2026",
        "Morning edition, 6.40",
        "3 titles on your stand",
        "class=\"rack\"",
        "Ferry runs aground off Saltmere",
        "3 titles report it",
        ">30 min<",
        "Just in",
        "fetchpriority",
        "href=\"/section/world\"",
        "<summary>why</summary>",
        "lang=\"ar\" dir=\"rtl\"",
    ] {
        assert!(body.contains(part), "{part} is missing");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_page_holds_every_element_of_the_seed_page() {
    let world = World::new(Mode::Household);
    let body = world.get(&format!("/article/{}", world.articles[0])).await.body;
    for part in [
        "The Saltmere Packet",
        "World",
        "At sea",
        "Ferry runs aground off Saltmere",
        "Everybody is well.",
        "Ada Quill",
        "harbour correspondent",
        "Monday 19 January, 6.00",
        "The Godwit on the bar.",
        "P. Lens / Packet",
        "on board, the harbour master said",
        SECRET,
        "At <bdi>The Saltmere Packet",
        "https://packet.example/ferry",
        "Also in 1 title: the same Meridian copy",
        "What changed: 1 time",
        "Ferry aground",
        "The same story elsewhere",
        "Top stories right now",
        "Said in this piece",
        ">212<",
    ] {
        assert!(body.contains(part), "{part} is missing");
    }
    assert!(!body.contains("packet.example/godwit.jpg"), "a picture is loaded from a third party");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn text_of_another_language_says_so_and_runs_its_way() {
    let world = World::new(Mode::Household);
    let body = world.get(&format!("/article/{}", world.articles[2])).await.body;
    assert!(body.contains("<article class=\"piece\" lang=\"ar\" dir=\"rtl\">"));
    let story = world.get(&format!("/story/{}", world.stories[1])).await.body;
    assert!(story.contains("<header class=\"storyhead\" lang=\"ar\" dir=\"rtl\">") && story.contains("Arabic"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn who_is_no_member_never_sees_beyond_the_preview() {
    let world = World::new(Mode::Membership);
    let mut paths = all_pages(&world);
    paths.extend([format!("/search?q={SECRET}"), format!("/search?q=ferry+{SECRET}")]);
    for path in paths {
        let body = world.get(&path).await.body;
        let echoed = body.matches(SECRET).count();
        let asked = if path.contains(SECRET) { echoed } else { 0 };
        assert_eq!(echoed, asked, "{path} gives away what is for members");
        assert!(!body.contains(&format!("<mark>{SECRET}")), "{path}");
    }
    let walled = world.get(&format!("/article/{}", world.articles[0])).await.body;
    assert!(walled.contains("The rest is for members") && walled.contains("class=\"body cut"));
    let linked = world.get(&format!("/article/{}", world.articles[3])).await.body;
    assert!(linked.contains("This article is at"), "link terms lead to the title");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn headers_stand_on_every_answer() {
    let world = World::new(Mode::Household);
    for path in
        ["/", "/nothing", "/static/icon-192.png", "/robots.txt", "/healthz", "/metrics", "/newsstand.opml", "/picture/x/y"]
    {
        let answer = world.get(path).await;
        let policy = answer.header("content-security-policy").to_owned();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert!(!answer.header("cache-control").is_empty(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn files_are_kept_for_ever_by_their_content() {
    let world = World::new(Mode::Household);
    let front = world.get("/").await.body;
    let links: Vec<&str> = front.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for wanted in ["/static/stand-", "/marks-"] {
        let link = links.iter().find(|link| link.starts_with(wanted)).expect("linked");
        let answer = world.get(link).await;
        assert_eq!(answer.status, StatusCode::OK, "{link}");
        assert!(answer.header("cache-control").contains("immutable"), "{link}");
        assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    }
    assert_eq!(world.get("/marks-000000000000.css").await.header("cache-control"), "no-cache");
    assert!(world.get("/app.webmanifest").await.body.contains("\"display\":\"standalone\""));
    assert_eq!(world.get("/healthz").await.body, "ok\n");
    assert_eq!(world.get("/metrics").await.body, "newsstand_up 1\n");
    assert!(world.get("/robots.txt").await.body.contains("Disallow: /"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn other_names_are_refused_and_nothing_is_taken_from_the_request() {
    let world = World::new(Mode::Household);
    let answer = world.send("GET", "/", &[("host", "evil.example")], "").await;
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    assert!(answer.body.contains("It answers at http://127.0.0.1:8765") && !answer.body.contains("evil.example"));
    assert_eq!(world.send("GET", "/healthz", &[("host", "evil.example")], "").await.status, StatusCode::OK);
    assert_eq!(world.send("GET", "/", &[("host", "localhost:8765")], "").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn only_own_forms_change_something() {
    let world = World::new(Mode::Household);
    let follows = || world.store.read_here(|tx| readers::follows(tx, world.reader)).unwrap().len();
    let (cookie, slip) = world.seat().await;
    let form = |slip: &str| format!("slip={slip}&title=minato&stop=1&back=%2Ftitles");
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let seat = ("cookie", cookie.as_str());
    // No slip, a wrong slip, no seat, another site.
    for (headers, body) in [
        (vec![kind, seat], form("")),
        (vec![kind, seat], form("00112233445566778899aabbccddeeff")),
        (vec![kind], form(&slip)),
        (vec![kind, seat, ("sec-fetch-site", "cross-site")], form(&slip)),
        (vec![kind, seat, ("origin", "https://evil.example")], form(&slip)),
        (vec![("content-type", "text/plain"), seat], form(&slip)),
    ] {
        let answer = world.send("POST", "/titles/follow", &headers, &body).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("Nothing was changed"));
        assert_eq!(follows(), 3);
    }
    let answer = world.send("POST", "/titles/follow", &[kind, seat], &form(&slip)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/titles"));
    assert_eq!(follows(), 2);
    // Where to go back to is never another site.
    let away = format!("slip={slip}&light=dark&back=https%3A%2F%2Fevil.example");
    let answer = world.send("POST", "/settings/light", &[kind, seat], &away).await;
    assert_eq!(answer.header("location"), "/settings");
    assert!(
        answer.header("set-cookie").starts_with("newsstand_light=dark;") && answer.header("set-cookie").contains("SameSite=Lax")
    );
    let night = world.send("GET", "/settings", &[("cookie", "newsstand_light=dark")], "").await;
    assert!(night.body.contains("data-theme=\"dark\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn reading_saving_and_marking_all() {
    let world = World::new(Mode::Household);
    let (cookie, slip) = world.seat().await;
    let id = world.articles[0];
    let mark = |id: i64| world.store.read_here(|tx| readers::marks(tx, world.reader, &[newsstand_news::Id::new(id)])).unwrap();
    world.get(&format!("/article/{id}")).await;
    assert!(mark(id).is_empty(), "looking changes nothing");
    world.post(&format!("/article/{id}/read"), &cookie, &format!("slip={slip}")).await;
    world.post("/marks", &cookie, &format!("slip={slip}&save={id}")).await;
    assert_eq!(mark(id).iter().map(|(_, read, saved)| (*read, *saved)).collect::<Vec<_>>(), [(true, true)]);
    assert!(world.get("/saved").await.body.contains("Ferry runs aground"));
    world.post("/marks", &cookie, &format!("slip={slip}&unsave={id}")).await;
    world.post(&format!("/article/{id}/read"), &cookie, &format!("slip={slip}&unread=1")).await;
    assert_eq!(mark(id).iter().map(|(_, read, saved)| (*read, *saved)).collect::<Vec<_>>(), [(false, false)]);
    world.post("/marks/all", &cookie, &format!("slip={slip}")).await;
    assert!(world.get("/unread").await.body.contains("Nothing is left to read"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_feed_is_looked_for_and_followed() {
    let world = World::new(Mode::Household);
    let (cookie, slip) = world.seat().await;
    let looked = world.post("/titles/look", &cookie, &format!("slip={slip}&address=harbour.example")).await;
    assert!(looked.body.contains("Harbour &#38; Tide") && looked.body.contains("https://harbour.example/feed"));
    check("/titles/look", &looked.body);
    let failed = world.post("/titles/look", &cookie, &format!("slip={slip}&address=dead.example")).await;
    assert!(failed.body.contains("The name dead.example is not known."));
    let nonsense = world.post("/titles/look", &cookie, &format!("slip={slip}&address=%3Cscript%3E")).await;
    assert!(nonsense.body.contains("This is not an address on the web") && !nonsense.body.contains("<script>"));
    check("/titles/look", &nonsense.body);
    let add = format!(
        "slip={slip}&feed=https%3A%2F%2Fharbour.example%2Ffeed&name=Harbour+%26+Tide&home=https%3A%2F%2Fharbour.example%2F&language=en"
    );
    let added = world.post("/titles/add", &cookie, &add).await;
    assert_eq!(added.header("location"), "/title/harbour-tide");
    assert!(world.get("/title/harbour-tide").await.body.contains("You follow it; stop"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn opml_comes_in_and_goes_out() {
    let world = World::new(Mode::Household);
    let (cookie, slip) = world.seat().await;
    let opml = r#"<opml version="2.0"><body><outline text="Sea"><outline text="Tide" type="rss" xmlUrl="https://tide.example/rss"/></outline></body></opml>"#;
    let sent = world.upload("/titles/opml", &cookie, &slip, opml).await;
    assert!(
        sent.body.contains("1 feed of the file is followed now; 1 of them is new on the stand."),
        "{}",
        sent.body
    );
    check("/titles/opml", &sent.body);
    let out = world.get("/newsstand.opml").await;
    assert!(out.body.contains("<outline text=\"Sea\">") && out.body.contains("https://tide.example/rss"));
    let wrong = world.upload("/titles/opml", &cookie, &slip, "<!doctype html><p>no").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("This file is not an OPML: nothing was changed."));
    assert_eq!(world.upload("/titles/opml", &cookie, "wrong", opml).await.status, StatusCode::FORBIDDEN);
    let huge = world.upload("/titles/opml", &cookie, &slip, &"x".repeat(crate::door::BODY_LIMIT + 1)).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn pictures_come_signed_and_drawn_anew() {
    let world = World::new(Mode::Household);
    let body = world.get("/").await.body;
    let path = body
        .split("src=\"/picture/")
        .nth(1)
        .and_then(|rest| rest.split('?').next())
        .map(|path| format!("/picture/{path}"))
        .unwrap();
    let answer = world.get(&format!("{path}?w=240")).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "image/jpeg"));
    assert!(answer.header("cache-control").contains("immutable"));
    for _ in 0..3 {
        world.get(&format!("{path}?w=960")).await;
        world.get(&format!("{path}?w=1")).await;
    }
    assert_eq!(world.fetched(), 1, "one picture is fetched once, whatever its widths");
    let forged = path.replacen(&path["/picture/".len().."/picture/".len() + 4], "0000", 1);
    assert_eq!(world.get(&forged).await.status, StatusCode::NOT_FOUND);
    let svg = newsstand_news::Address::new("https://packet.example/evil.svg").unwrap();
    let svg = crate::parts::picture_path(&svg, &crate::guard::Secret::new(&world::KEY));
    for _ in 0..3 {
        assert_eq!(world.get(&svg).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(world.fetched(), 2, "what failed is not asked for again at once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_merged_story_leads_on() {
    let world = World::new(Mode::Household);
    let (from, into) = (world.stories[1], world.stories[0]);
    world
        .store
        .write_here(|tx| {
            let lead = |members: &[newsstand_store::stories::Member]| members[0].article;
            newsstand_store::stories::merge(
                tx,
                world.store.ids(),
                newsstand_news::Id::new(from),
                newsstand_news::Id::new(into),
                &lead,
                world::NOW,
            )
        })
        .unwrap();
    let answer = world.get(&format!("/story/{from}")).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::PERMANENT_REDIRECT, format!("/story/{into}").as_str())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_searched_for_is_echoed_safely() {
    let world = World::new(Mode::Household);
    let answer = world.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E+%3Cimg+src%3Dx%3E").await;
    check("/search", &answer.body);
    assert!(!answer.body.contains("<script>alert") && !answer.body.contains("<img src=x"));
    let found = world.get("/search?q=FERRY").await.body;
    assert!(found.contains("<mark>Ferry</mark>") && found.contains("Headlines first"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn ill_titles_are_named_with_what_to_do() {
    let world = World::new(Mode::Household);
    let body = world.get("/titles/health").await.body;
    for part in ["dead.example answered 404", "So it is since", "Mostly this passes by itself.", "Try now", "Next try:"] {
        assert!(body.contains(part), "{part} is missing in {body}");
    }
    let (cookie, slip) = world.seat().await;
    world.post("/titles/try", &cookie, &format!("slip={slip}&title=dead")).await;
    assert_eq!(world.visited(), 1);
}
