//! The press asked as a reader would ask it, without a network.

use std::collections::BTreeSet;

use newsstand_news::Moment;
use proptest::prelude::*;

use super::*;
use crate::markup::plain;
use crate::world::tests::WORLD;
use crate::world::{Article, Block, Kind, Style, Wall, blocks};

const START: Moment = Moment::from_seconds(1_770_000_000);
const CLOCK: Clock = Clock { start: START, pace: 60.0 };

fn press() -> Press {
    Press::new(WORLD.clone(), CLOCK, 8000)
}

/// After everything has come out.
fn late() -> Moment {
    CLOCK.moment(6.0)
}

fn get(id: &str, path: &str, now: Moment) -> Answer {
    press().answer(&Ask { host: &format!("{id}.localhost:8000"), path, ..Ask::default() }, now)
}

fn path_of(article: &Article) -> String {
    let shelf = WORLD.title(&article.title).and_then(|title| title.shelf(article.section)).unwrap();
    format!("/{}/{}", shelf.slug, article.slug)
}

fn page_of(article: &Article, now: Moment) -> String {
    let answer = get(&article.title, &path_of(article), now);
    assert_eq!(answer.status, 200, "{}", article.key());
    answer.text()
}

/// What a person reads on a page: no scripts, no tags, entities read.
fn readable(page: &str) -> String {
    let mut text = page.to_owned();
    for tag in ["script", "style", "noscript"] {
        let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
        while let (Some(from), Some(to)) = (text.find(&open), text.find(&close)) {
            text.replace_range(from..to + close.len(), "");
        }
    }
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn json_ld(page: &str) -> Option<serde_json::Value> {
    let rest = page.split_once("<script type=\"application/ld+json\">")?.1;
    let json: serde_json::Value = serde_json::from_str(rest.split_once("</script>")?.0).unwrap();
    let in_graph = json["@graph"].as_array().and_then(|graph| graph.iter().find(|node| node["headline"].is_string()).cloned());
    Some(in_graph.unwrap_or(json))
}

#[test]
fn every_page_holds_its_article() {
    for (_, article) in WORLD.articles().filter(|(_, article)| article.versions.is_empty()) {
        let page = page_of(article, late());
        let text = readable(&page);
        let wall = article.wall.unwrap_or(WORLD.title(&article.title).unwrap().wall);
        let must = |words: &str| assert!(text.contains(&plain(words)), "{}: {words}", article.key());
        must(&article.headline);
        article.standfirst.iter().for_each(|words| must(words));
        article.byline.iter().for_each(|writer| must(&writer.name));
        article.lead.iter().for_each(|lead| [&lead.caption, &lead.credit].into_iter().for_each(|words| must(words)));
        if wall == Wall::Members {
            continue;
        }
        for block in blocks(&article.body) {
            match block {
                Block::Paragraph(words) | Block::Heading(words) | Block::Quote(words) => must(&words),
                Block::List(lines) => lines.iter().for_each(|words| must(words)),
                Block::Table(rows) => rows.iter().flatten().for_each(|words| must(words)),
                Block::Picture(drawn) => must(&drawn.caption),
            }
        }
        article.updates.iter().for_each(|update| must(&update.headline));
        article.pictures.iter().for_each(|drawn| must(&drawn.caption));
    }
}

#[test]
fn a_members_wall_hides_the_rest() {
    let mut walled = 0;
    for (_, article) in WORLD.articles() {
        let title = WORLD.title(&article.title).unwrap();
        if article.wall.unwrap_or(title.wall) != Wall::Members {
            continue;
        }
        let texts: Vec<_> = blocks(&article.body)
            .into_iter()
            .filter_map(|block| if let Block::Paragraph(text) = block { Some(text) } else { None })
            .collect();
        let page = page_of(article, late());
        let feed = get(&article.title, "/feed", late()).text();
        for hidden in texts.iter().skip(2) {
            let hidden = plain(hidden);
            assert!(!readable(&page).contains(&hidden), "{}: {hidden}", article.key());
            assert!(!feed.contains(&hidden), "{}: {hidden}", article.key());
            walled += 1;
        }
        assert!(texts.len() < 3 || page.contains(words_of_wall(title)), "{}", article.key());
    }
    assert!(walled > 20, "{walled}");
}

fn words_of_wall(title: &Title) -> &'static str {
    crate::layout::words::words(title.language.primary()).wall[0]
}

#[test]
fn facts_for_machines_agree_with_the_article() {
    for (_, article) in WORLD.articles() {
        let title = WORLD.title(&article.title).unwrap();
        let page = page_of(article, late());
        let Some(facts) = json_ld(&page) else {
            assert!(matches!(title.layout, Style::Columns | Style::Minimal), "{}", article.key());
            continue;
        };
        let said = |key: &str| newsstand_news::dates::read(facts[key].as_str().unwrap());
        assert_eq!(said("datePublished"), Some(CLOCK.moment(article.hours)));
        assert!(said("dateModified") >= said("datePublished"));
        let open = article.wall.unwrap_or(title.wall) == Wall::Open;
        assert_eq!(facts["isAccessibleForFree"], serde_json::json!(open));
        assert_eq!(facts["hasPart"].is_object(), !open);
        for (writer, author) in article.byline.iter().zip(facts["author"].as_array().unwrap()) {
            assert_eq!(author["name"], serde_json::json!(writer.name));
        }
        if article.kind == Kind::Live && open {
            assert_eq!(facts["@type"], "LiveBlogPosting");
            assert_eq!(facts["liveBlogUpdate"].as_array().unwrap().len(), article.updates.len());
        }
    }
}

#[test]
fn microdata_says_it_in_the_markup() {
    let (_, article) = WORLD.articles().find(|(_, article)| article.title == "bourse" && article.lead.is_some()).unwrap();
    let page = page_of(article, late());
    for prop in ["headline", "datePublished", "author", "articleBody", "caption", "creditText", "hasPart", "isAccessibleForFree"]
    {
        assert!(page.contains(&format!("itemprop=\"{prop}\"")), "{prop}");
    }
}

#[test]
fn every_feed_is_well_formed_and_whole() {
    for title in WORLD.titles().iter().filter(|title| title.feed != Speaks::Sitemap) {
        let paths: Vec<_> = title.sections.iter().map(|shelf| (Some(shelf.section), format!("/{}/feed", shelf.slug))).collect();
        for (section, path) in paths.into_iter().chain([(None, "/feed".to_owned())]) {
            let answer = get(&title.id, &path, late());
            assert_eq!(answer.status, 200);
            let mine = WORLD
                .articles()
                .filter(|(_, article)| article.title == title.id && section.is_none_or(|section| section == article.section));
            assert_eq!(entries(title.feed, &answer.text()), mine.count(), "{} {path}", title.id);
        }
    }
}

/// How many entries a feed has; panics when it is not well formed or a date cannot be read.
fn entries(speaks: Speaks, text: &str) -> usize {
    if speaks == Speaks::Json {
        let feed: serde_json::Value = serde_json::from_str(text).unwrap();
        return feed["items"].as_array().unwrap().len();
    }
    let document = roxmltree::Document::parse(text).unwrap();
    let is_date = |name: &str| matches!(name, "pubDate" | "published" | "updated" | "date" | "modified" | "lastBuildDate");
    for date in document.descendants().filter(|node| is_date(node.tag_name().name())) {
        assert!(newsstand_news::dates::read(date.text().unwrap()).is_some(), "{date:?}");
    }
    document.descendants().filter(|node| matches!(node.tag_name().name(), "item" | "entry")).count()
}

#[test]
fn full_feeds_carry_the_text_and_others_do_not() {
    let (_, full) = WORLD.articles().find(|(_, article)| article.title == "packet").unwrap();
    let (_, short) = WORLD.articles().find(|(_, article)| article.title == "tonle").unwrap();
    let last = |article: &Article| match blocks(&article.body).pop() {
        Some(Block::Paragraph(text)) => plain(&text).chars().take(40).collect::<String>(),
        _ => unreachable!("the last block of these two is a paragraph"),
    };
    assert!(get("packet", "/feed", late()).text().contains(&last(full)));
    assert!(!get("tonle", "/feed", late()).text().contains(&last(short)));
    let rss = get("packet", "/feed", late()).text();
    for part in ["content:encoded", "media:credit", "media:description", "dc:creator"] {
        assert!(rss.contains(part), "{part}");
    }
}

#[test]
fn a_title_with_a_sitemap_has_nothing_else() {
    for title in WORLD.titles().iter().filter(|title| title.feed == Speaks::Sitemap) {
        assert_eq!(get(&title.id, "/feed", late()).status, 404);
        assert!(!get(&title.id, "/", late()).text().contains("rel=\"alternate\""));
        assert!(get(&title.id, "/robots.txt", late()).text().contains("/news-sitemap.xml"));
        let map = get(&title.id, "/news-sitemap.xml", late()).text();
        let document = roxmltree::Document::parse(&map).unwrap();
        let count = |name: &str| document.descendants().filter(|node| node.tag_name().name() == name).count();
        assert_eq!(count("url"), WORLD.articles().filter(|(_, article)| article.title == title.id).count());
        assert_eq!(count("publication_date"), count("url"));
    }
    assert_eq!(get("packet", "/news-sitemap.xml", late()).status, 404);
}

#[test]
fn what_has_not_come_out_is_not_there() {
    let (_, future) = WORLD.articles().find(|(_, article)| article.hours > 0.5).unwrap();
    assert_eq!(get(&future.title, &path_of(future), START).status, 404);
    assert_eq!(
        get(&future.title, &path_of(future), CLOCK.moment(future.hours) + std::time::Duration::from_secs(1)).status,
        200
    );
    if let Some((id, _)) = future.drawings().next() {
        assert_eq!(get(&future.title, &format!("/pictures/{id}.jpg"), START).status, 404);
    }
}

#[test]
fn nothing_changes_until_something_does() {
    for (_, article) in WORLD.articles().filter(|(_, article)| !article.versions.is_empty()) {
        let path = path_of(article);
        let changed = CLOCK.moment(article.versions[0].hours);
        let second = std::time::Duration::from_secs(1);
        let before = get(&article.title, &path, changed - second);
        let after = get(&article.title, &path, changed + second);
        assert_ne!(before.header("ETag"), after.header("ETag"), "{}", article.key());
        assert_ne!(before.header("Last-Modified"), after.header("Last-Modified"), "{}", article.key());
        let tag = before.header("ETag");
        let ask = Ask { host: &format!("{}.localhost", article.title), path: &path, if_none_match: tag, ..Ask::default() };
        assert_eq!(press().answer(&ask, changed - second).status, 304);
        assert_eq!(press().answer(&ask, changed + second).status, 200);
    }
}

#[test]
fn corrections_stand_at_the_end_of_the_page() {
    let noted = WORLD
        .articles()
        .filter_map(|(_, article)| Some((article, article.versions.iter().find_map(|version| version.note.as_ref())?)));
    let mut count = 0;
    for (article, note) in noted {
        let wall = article.wall.unwrap_or(WORLD.title(&article.title).unwrap().wall);
        assert!(
            wall == Wall::Members || readable(&page_of(article, late())).contains(note.as_str()),
            "{}",
            article.key()
        );
        count += 1;
    }
    assert!(count >= 5);
}

#[test]
fn hosts_lead_to_their_titles() {
    assert!(get("packet", "/", late()).text().contains("The Saltmere Packet"));
    assert!(get("PACKET", "/", late()).text().contains("The Saltmere Packet"));
    let list = get("nobody", "/", late()).text();
    assert!(WORLD.titles().iter().all(|title| list.contains(&format!("http://{}.localhost:8000/", title.id))));
    let by_number = press().answer(&Ask { host: "127.0.0.1:8000", path: "/feed", ..Ask::default() }, late());
    assert!(by_number.text().contains("The sample press"));
}

#[test]
fn every_link_on_a_front_page_leads_somewhere() {
    for title in WORLD.titles() {
        let front = get(&title.id, "/", late()).text();
        let mut seen = BTreeSet::new();
        for link in front.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let path = link.strip_prefix(&format!("http://{}.localhost:8000", title.id)).unwrap_or(link);
            if path.starts_with('/') && seen.insert(path.to_owned()) {
                let path = path.split('#').next().unwrap_or(path);
                assert_eq!(get(&title.id, path, late()).status, 200, "{} {path}", title.id);
            }
        }
        assert!(seen.len() > title.sections.len(), "{}", title.id);
    }
}

#[test]
fn sections_without_their_slash_are_sent_on() {
    let answer = get("packet", "/world", late());
    assert_eq!((answer.status, answer.header("Location")), (301, Some("/world/")));
    let (_, article) = WORLD.articles().find(|(_, article)| article.title == "packet").unwrap();
    assert_eq!(get("packet", &format!("/nowhere/{}", article.slug), late()).status, 404);
}

#[test]
fn lists_name_their_right_to_left_languages() {
    for (id, direction) in [("manara", "rtl"), ("khaleej", "rtl"), ("minato", "ltr")] {
        assert!(get(id, "/", late()).text().contains(&format!("dir=\"{direction}\"")), "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_question_is_answered(host in "(packet|straits|x|.{0,12})(\\.localhost)?(:[0-9]{1,4})?", path in "(/|/world/|/feed|/pictures/.{0,20}|(/[a-z.-]{0,8}){0,4}|.{0,20})", hours in -100.0f64..8.0) {
        let answer = press().answer(&Ask { host: &host, path: &path, ..Ask::default() }, CLOCK.moment(hours));
        prop_assert!(matches!(answer.status, 200 | 301 | 404));
    }

    #[test]
    fn the_same_moment_gets_the_same_answer(at in 0usize..1000, hours in -20.0f64..6.0) {
        let titles = WORLD.titles();
        let title = &titles[at % titles.len()];
        let now = CLOCK.moment(hours);
        prop_assert_eq!(get(&title.id, "/feed", now), get(&title.id, "/feed", now));
        prop_assert_eq!(get(&title.id, "/", now), get(&title.id, "/", now));
    }
}
