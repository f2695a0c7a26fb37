//! Hints at work on pages: what they change, and what they must never change.

use newsstand_news::{Address, Article, Moment};
use proptest::prelude::*;

use super::*;
use crate::{hinted, page, prose};

const PAGE: &str = "<html lang=en><head><title>Bell found</title></head><body><nav>News Sport</nav><div class=top><b class=tag>Harbour</b>\
    <h1>Bell found</h1><p class=deck>It hung over the door of the net loft.</p><span class=pen>By Ada Quill, harbour correspondent</span>\
    <i class=out>Out on 5 March 2026, 08:30</i><a class=desk>Politics</a></div><div class=story><p>The lost bell of Saltmere has been found \
    in the net loft on the old quay, the harbour office said on Thursday, after nine years in which nobody had looked up.</p>\
    <p>It was cast in 1871, it weighs more than two horses, and a swallow has built its nest in it every spring since then.</p>\
    <div class=jar><p>The Packet is free to read because its readers pay for it; please think of giving something, however small.</p>\
    <img src=/jar.jpg width=800 height=600></div><p>The office wants to hang it in the old tower again before the summer, if the \
    swallow agrees, and will ask the council for the rope.</p></div><footer><p>The Packet, Quay Street, Saltmere</p></footer></body></html>";

fn file(value: serde_json::Value) -> Result<Hints, Vec<Complaint>> {
    read(serde_json::from_value::<File<String>>(value).expect("the form of a file"))
}

fn version(mut value: serde_json::Value) -> Version {
    value["from"] = "2026-03-01".into();
    file(serde_json::json!({ "title": "packet", "version": [value] })).expect("in order").versions.remove(0)
}

fn at() -> Address {
    Address::new("https://packet.example/bell").expect("an address")
}

fn with(hints: serde_json::Value) -> (Article, Outcome) {
    hinted(PAGE, &at(), Moment::default(), Some(&version(hints)))
}

fn generic() -> Article {
    page(PAGE, &at(), Moment::default())
}

#[test]
fn every_part_is_read_where_its_hint_points() {
    let (article, outcome) = with(serde_json::json!({
        "body": [".story"], "leave_out": [".jar"], "headline": [".top h1"], "kicker": [".tag"], "standfirst": [".deck"],
        "byline": [".pen"], "section": [".desk"], "published": [".out"],
    }));
    assert_eq!(outcome.passed_over, []);
    assert_eq!(outcome.held.len(), 8);
    let text = prose(article.body.html());
    assert!(
        text.starts_with("The lost bell") && text.ends_with("for the rope.") && text.contains("two horses"),
        "{text}"
    );
    assert!(!article.body.html().as_str().contains("jar.jpg") && !text.contains("readers pay"), "{text}");
    assert_eq!(article.lead, None, "what is left out does not lead either");
    assert_eq!(article.headline, "Bell found");
    assert_eq!(article.kicker.as_deref(), Some("Harbour"));
    assert_eq!(article.standfirst.as_deref(), Some("It hung over the door of the net loft."));
    let people: Vec<_> = article.bylines.iter().map(|person| (person.name.as_str(), person.role.as_deref())).collect();
    assert_eq!(people, [("Ada Quill", Some("harbour correspondent"))]);
    assert_eq!(article.section, Some(newsstand_news::Section::Politics));
    assert_eq!(article.published, newsstand_news::Published::Stated(Moment::from_seconds(1_772_699_400)));
}

#[test]
fn a_hint_that_does_not_fit_changes_nothing() {
    for hints in [
        serde_json::json!({ "body": [".gone"] }),
        serde_json::json!({ "leave_out": [".gone"] }),
        serde_json::json!({ "body": [".desk"] }),
        serde_json::json!({ "leave_out": ["body"] }),
        serde_json::json!({ "leave_out": ["p"] }),
        serde_json::json!({ "body": ["nav"], "leave_out": [".story"] }),
        serde_json::json!({ "headline": ["img"], "kicker": ["img"], "standfirst": ["img"], "byline": ["nav img"] }),
        serde_json::json!({ "section": ["img"], "published": [".deck"], "modified": [".gone"] }),
    ] {
        let (article, outcome) = with(hints.clone());
        assert_eq!(article, generic(), "{hints}");
        assert_eq!(outcome.held, [], "{hints}");
        assert_eq!(outcome.passed_over.len(), hints.as_object().map_or(0, serde_json::Map::len), "{hints}");
    }
}

#[test]
fn a_byline_inside_the_text_is_none_of_it() {
    let (article, _) = with(serde_json::json!({ "body": [".story", ".top"], "byline": [".pen"] }));
    let text = prose(article.body.html());
    assert!(text.contains("Out on 5 March") && !text.contains("Ada Quill"), "{text}");
    assert_eq!(article.bylines.len(), 1);
}

#[test]
fn hints_hold_on_a_page_that_shows_no_text() {
    let html =
        "<body><h1>The quay in pictures</h1><time datetime=2026-03-05></time><time class=t datetime=2026-03-06></time></body>";
    let version = version(serde_json::json!({ "published": [".t"] }));
    let (article, outcome) = hinted(html, &at(), Moment::default(), Some(&version));
    assert!(prose(article.body.html()).is_empty());
    assert_eq!(article.published, newsstand_news::Published::Stated(Moment::from_seconds(1_772_755_200)));
    assert_eq!(outcome.held, [Part::Published]);
}

#[test]
fn a_hint_that_takes_all_of_the_text_is_passed_over() {
    let html =
        "<div class=a><p>The bell of Saltmere was found on Monday in the loft of the net makers, where it held a door.</p></div>";
    let version = version(serde_json::json!({ "headline": [".a p"] }));
    let (article, outcome) = hinted(html, &at(), Moment::default(), Some(&version));
    assert_eq!((article, outcome.passed_over), (page(html, &at(), Moment::default()), vec![Part::Headline]));
}

#[test]
fn one_that_fits_helps_although_another_does_not() {
    let (article, outcome) = with(serde_json::json!({ "body": [".gone"], "leave_out": [".jar"] }));
    assert!(!prose(article.body.html()).contains("readers pay"));
    assert_eq!((outcome.held, outcome.passed_over), (vec![Part::LeaveOut], vec![Part::Body]));
}

#[test]
fn the_newest_version_holds_that_is_not_younger_than_the_article() {
    let days = ["2026-03-01", "2024-01-31", "2025-06-15"].map(|day| serde_json::json!({ "from": day, "body": ["p"] }));
    let hints = file(serde_json::json!({ "title": "packet", "version": days })).expect("in order");
    let day = |seconds: i64| hints.at(Moment::from_seconds(seconds)).map(|version| version.day.as_str());
    assert_eq!(day(0), None);
    assert_eq!(day(1_706_659_199), None);
    assert_eq!(day(1_706_659_200), Some("2024-01-31"));
    assert_eq!(day(1_749_945_600), Some("2025-06-15"));
    assert_eq!(day(1_900_000_000), Some("2026-03-01"));
}

#[test]
fn whatever_is_wrong_is_told_at_once() {
    let complaints = file(serde_json::json!({ "title": "The Packet", "version": [
        { "from": "2026-02-30", "body": ["p"] },
        { "from": "2026-03-01" },
        { "from": "2026-03-02", "body": ["p:hover", "a, b"] },
        { "from": "2026-03-02", "body": ["p"], "page": "../x.html", "address": "ftp://x" },
        { "from": "2026-03-03", "body": ["p"], "expect": {} },
        { "from": "2026-03-04", "byline": vec!["p"; 17] },
        { "from": "2026-03-05", "byline": vec!["p"; 16], "body": vec!["p"; 16], "section": ["p"] },
    ] }))
    .expect_err("wrong");
    let told: Vec<String> = complaints.into_iter().map(|complaint| complaint.sentence).collect();
    for words in [
        "short name",
        "not \"2026-02-30\"",
        "points to nothing",
        "“:hover”",
        "comma",
        "beside this one",
        "http://",
        "belong to a saved page",
        "17 selectors",
        "33 selectors",
        "begin on this day",
    ] {
        assert!(told.iter().any(|sentence| sentence.contains(words)), "{words}: {told:?}");
    }
    assert!(file(serde_json::json!({ "title": "packet" })).is_err());
}

#[test]
fn a_saved_page_is_held_against_what_is_expected() {
    let hints = |expect: serde_json::Value| {
        version(serde_json::json!({
            "leave_out": [".jar"], "byline": [".pen"], "page": "bell.html", "address": "https://packet.example/bell", "expect": expect,
        }))
    };
    let wrong = |expect: serde_json::Value| -> Vec<String> {
        check(&hints(expect), PAGE).into_iter().filter(|finding| !finding.ok).map(|finding| finding.what.to_owned()).collect()
    };
    let right = serde_json::json!({
        "headline": "Bell  found", "bylines": ["Ada Quill"], "begins": "The lost bell", "ends": "for the rope.", "without": ["readers pay"],
    });
    assert_eq!(wrong(right), Vec::<String>::new());
    assert_eq!(
        wrong(serde_json::json!({
            "headline": "Bell", "bylines": ["Ada Quill", "Jo Park"], "begins": "lost bell", "ends": "the", "without": ["two horses"],
            "section": "world", "published": "2026-03-06", "kicker": "x", "standfirst": "x", "modified": "2026-03-06",
        })),
        ["headline", "kicker", "standfirst", "bylines", "section", "published", "modified", "begins", "ends", "without"]
            .map(|key| format!("expect.{key}"))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_selector_is_read_or_told(text in "[ -~é>.#\\[\\]='\"]{0,40}") {
        if let Err(sentence) = selector::read(&text) {
            prop_assert!(!sentence.is_empty());
        }
    }

    #[test]
    fn no_page_changes_without_hints_or_is_emptied_by_one(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40),
        hints in prop::sample::select(&HINTS[..])) {
        let html = pieces.concat();
        let plain = page(&html, &at(), Moment::default());
        let (same, none) = hinted(&html, &at(), Moment::default(), None);
        prop_assert_eq!(&same, &plain);
        prop_assert_eq!(none, Outcome::default());
        let version = version(serde_json::from_str(hints).expect("json"));
        let (article, outcome) = hinted(&html, &at(), Moment::default(), Some(&version));
        prop_assert_eq!(prose(article.body.html()).is_empty() && !prose(plain.body.html()).is_empty(), false, "{}", html);
        if outcome.held.is_empty() {
            prop_assert_eq!(article, plain, "{}", html);
        }
    }
}

const HINTS: [&str; 6] = [
    r#"{ "body": ["div"] }"#,
    r#"{ "leave_out": ["p"] }"#,
    r#"{ "body": [".a", "p > i"], "leave_out": ["b"] }"#,
    r#"{ "headline": ["p"], "standfirst": ["i"], "byline": ["b"] }"#,
    r#"{ "body": ["div > div"], "leave_out": ["div div"] }"#,
    r#"{ "body": ["i"], "leave_out": ["figure"] }"#,
];

const PIECES: [&str; 18] = [
    "<div class=a>",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<b>Ada Quill</b>",
    "<i>",
    "</i>",
    "<h1>The bell of Saltmere</h1>",
    "The bell of Saltmere ",
    "<figure><img src=/a.jpg width=800 height=600><figcaption>A bell",
    "</figure>",
    "<div hidden>",
    "A sentence that is long enough to count as running text, with a comma, and with an end that comes late. ",
    "Another one that is about as long as the first, though it says something else, and ends at last here. ",
    "<button>press</button>",
    "<small>Advertisement</small>",
    "<table><tr><td>",
];
