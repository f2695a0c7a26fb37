//! The real binary against the sample press: from HTTP, feeds and pages to a front page, on both databases.

mod common;

use common::{Place, Served, links, places, until};
use std::collections::BTreeSet;
use std::process::Command;
use std::time::{Duration, Instant};

/// A demo on a place, ready when the front page shows stories.
fn demo(place: &Place, pace: &str) -> Served {
    let mut command = Command::new(common::BINARY);
    command.args(["demo", "--pace", pace, "--data"]).arg(place.data());
    if let Some(database) = &place.database {
        command.args(["--database", database]);
    }
    let served = Served::start(command);
    until(Duration::from_secs(120), || links(&served.get("/").1, "/story/").len() >= 12);
    // The desk goes on placing for a moment; wait until the front page stands still.
    let mut last = String::new();
    until(Duration::from_secs(60), || {
        std::thread::sleep(Duration::from_millis(2500));
        let now = links(&served.get("/").1, "/story/").join(" ");
        std::mem::replace(&mut last, now.clone()) == now
    });
    served
}

fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_newcomer_reads_a_front_page_made_of_real_http() {
    for place in places() {
        // A pace of one: nothing comes out in between, so that what is seen stays as it is.
        let served = demo(&place, "1");
        let (status, front) = served.get("/");
        assert_eq!(status, 200);
        the_front_page_has_its_blocks(&front, place.engine);
        let told = stories_with_titles(&served, &front);
        assert!(told.iter().filter(|count| **count >= 3).count() >= 8, "{}: titles per story {told:?}", place.engine);
        a_story_folds_its_copies(&place, &served);
        an_article_has_every_element(&place, &served);
        pictures_come_through_our_own_cache(&served, &front);
        search_finds_and_highlights(&served);
        machines_find_what_they_need(&served);
        nothing_is_broken_or_foreign(&served, &front);
    }
}

fn the_front_page_has_its_blocks(front: &str, engine: &str) {
    assert_eq!(front.matches("<h1").count(), 1, "{engine}: one h1");
    for word in ["Top stories", "World", "Just in", "why", "dir=\"rtl\"", "lang=\"ja\"", "<figure"] {
        assert!(front.contains(word), "{engine}: {word} is missing");
    }
    assert!(plain(front).contains("30 titles"), "{engine}");
}

fn stories_with_titles(served: &Served, front: &str) -> Vec<usize> {
    links(front, "/story/")
        .iter()
        .take(25)
        .map(|link| {
            let (status, page) = served.get(link);
            assert_eq!(status, 200, "{link}");
            let main = page.split("<main").nth(1).unwrap_or(&page);
            let coverage = main.split("class=\"coverage\"").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap_or("");
            let marks = coverage.split("class=\"np ").skip(1).filter_map(|rest| rest.split('<').next());
            marks.map(str::to_owned).collect::<BTreeSet<_>>().len()
        })
        .collect()
}

fn a_story_folds_its_copies(place: &Place, served: &Served) {
    let store = place.store();
    let cards = store
        .read_here(|tx| newsstand_store::articles::latest(tx, newsstand_store::articles::Page::first(1000), None))
        .expect("reads");
    let copies: Vec<_> = cards.iter().filter(|card| card.copy_of.is_some()).collect();
    assert!(copies.len() >= 25, "{}: {} copies", place.engine, copies.len());
    let copy = copies[0];
    let original = cards.iter().find(|card| Some(card.id) == copy.copy_of).expect("the original is there");
    assert_eq!(original.story, copy.story, "a copy is in its original's story");
    let page = served.get(&format!("/story/{}", copy.story.expect("placed"))).1;
    assert!(plain(&page).contains(original.headline.split(['‘', '“', '"', '&', '\'', '’']).next().unwrap_or("").trim()));
    assert!(page.contains("<details"), "{}: copies are folded", place.engine);
}

fn an_article_has_every_element(place: &Place, served: &Served) {
    let store = place.store();
    let found = store.read_here(|tx| newsstand_store::search::find(tx, "Cambodia compounds embassy", 0, 20)).expect("searches");
    let card = found.cards.iter().find(|card| card.lead.is_some() && card.reach == "full").expect("an article with a picture");
    let stored = store.read_here(|tx| newsstand_store::articles::by_id(tx, card.id)).expect("reads").expect("there").article;
    let page = served.get(&format!("/article/{}", card.id)).1;
    let text = plain(&page);
    let lead = stored.lead.expect("a picture");
    for (what, wanted) in
        [("caption", lead.caption), ("credit", lead.credit), ("byline", stored.bylines.first().map(|by| by.name.clone()))]
    {
        let wanted = wanted.unwrap_or_else(|| panic!("{}: the press gave a {what}", place.engine));
        let start = wanted.split(['\'', '’', '&', '"', '/']).next().unwrap_or("").trim();
        assert!(text.contains(start), "{}: {what} {wanted:?} is missing", place.engine);
    }
    for part in ["<time", "<figure", "<figcaption", "/story/", card.address.as_str()] {
        assert!(page.contains(part), "{}: {part} is missing", place.engine);
    }
}

fn pictures_come_through_our_own_cache(served: &Served, front: &str) {
    let picture = front.split("src=\"/picture/").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
    let path = format!("/picture/{}", picture.replace("&amp;", "&").replace("&#38;", "&"));
    let (head, bytes) = served.ask_bytes("GET", &path, "").expect("answers");
    let head = head.to_ascii_lowercase();
    assert!(head.starts_with("http/1.1 200") && head.contains("content-type: image/"), "{head}");
    assert!(head.contains("nosniff"));
    assert!(bytes.len() > 2000, "{} bytes", bytes.len());
    let forged = path.replacen("/picture/", "/picture/0", 1);
    let (head, _) = served.ask_bytes("GET", &forged, "").expect("answers");
    assert!(!head.starts_with("HTTP/1.1 200"), "an address that we did not sign is not fetched");
}

fn search_finds_and_highlights(served: &Served) {
    let page = served.get("/search?q=embassy").1;
    assert!(page.contains("<mark>"), "hits are marked");
    let (status, nothing) = served.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E");
    assert_eq!(status, 200);
    assert!(!nothing.contains("<script>alert"), "what was typed is text");
    assert!(
        links(&served.get("/search?q=%E5%8F%B0%E9%A2%A8").1, "/article/").len() > 1,
        "words without spaces are found"
    );
}

fn machines_find_what_they_need(served: &Served) {
    assert_eq!(served.get("/healthz").0, 200);
    let metrics = served.get("/metrics").1;
    for name in ["newsstand_visits_total", "newsstand_articles_total", "newsstand_requests_total"] {
        assert!(metrics.contains(name), "{name}");
    }
    assert!(served.get("/newsstand.opml").1.contains("xmlUrl="));
    let (_, head, _) = served.ask("GET", "/", "").expect("answers");
    let head = head.to_ascii_lowercase();
    for header in ["content-security-policy: default-src 'none'", "x-content-type-options: nosniff", "referrer-policy:"] {
        assert!(head.contains(header), "{header}: {head}");
    }
    let (status, _, _) = served.ask("POST", "/titles/follow", "Content-Length: 0\r\n").expect("answers");
    assert!(matches!(status, 400..=499), "a form without its token changes nothing: {status}");
}

/// Every page that is linked from the front answers, and none loads anything from elsewhere.
fn nothing_is_broken_or_foreign(served: &Served, front: &str) {
    let mut queue: Vec<String> = links(front, "/").into_iter().filter(|link| !link.starts_with("//")).collect();
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    let mut at = 0;
    while at < queue.len() && at < 120 {
        let path = queue[at].replace("&amp;", "&").replace("&#38;", "&");
        at += 1;
        let (status, page) = served.get(&path);
        assert!(status == 200 || status == 303, "{path} answers {status}");
        for foreign in
            ["src=\"http", "srcset=\"http", "url(http", "<script>", "javascript:", " style=\"background:url", "onclick="]
        {
            assert!(!page.contains(foreign), "{path} holds {foreign}");
        }
        queue.extend(links(&page, "/").into_iter().filter(|link| !link.starts_with("//") && seen.insert(link.clone())));
    }
    assert!(at > 60, "only {at} pages were reached");
}

#[test]
fn a_story_grows_while_one_watches_and_tells_what_changed() {
    let place = places().remove(0);
    let served = demo(&place, "1200");
    let store = place.store();
    until(Duration::from_secs(90), || {
        let counted = store.read_here(newsstand_store::articles::count).expect("counts");
        counted > 225
    });
    // The live blog and the corrections come out too.
    let changed = || {
        let cards = store
            .read_here(|tx| newsstand_store::articles::latest(tx, newsstand_store::articles::Page::first(1000), None))
            .expect("reads");
        cards.into_iter().find(|card| card.version > 1)
    };
    until(Duration::from_secs(60), || changed().is_some());
    let card = changed().expect("there");
    let page = served.get(&format!("/article/{}", card.id)).1;
    assert!(
        plain(&page).to_lowercase().contains("changed"),
        "the page of {} tells that it changed",
        card.headline
    );
}

#[test]
fn it_stops_cleanly_when_asked() {
    let place = places().remove(0);
    let mut served = demo(&place, "1");
    let pid = served.child.id().to_string();
    let started = Instant::now();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("runs").success());
    until(Duration::from_secs(20), || served.child.try_wait().expect("waits").is_some());
    let status = served.child.wait().expect("ended");
    assert_eq!(status.code(), Some(0), "after {:?}", started.elapsed());
    assert!(place.store().check().expect("checks").is_empty());
}
