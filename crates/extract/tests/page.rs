//! Whole pages: every `tests/pages/NAME.html` answers as `NAME.json` says, and thinning changes nothing.
//!
//! `BLESS=1 cargo test -p newsstand-extract --test page` writes the expected files anew; read the difference before keeping it.

use std::path::PathBuf;

use newsstand_extract::stage::{Request, answer};
use newsstand_extract::{clean, page, thin};
use newsstand_news::{Address, ArticleKind, Body, Moment, Published};
use proptest::prelude::*;

fn pages() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    pages.sort();
    pages
}

fn address(name: &str) -> Address {
    Address::new(&format!("https://www.{name}.example/news/{name}")).unwrap()
}

fn read(name: &str) -> newsstand_news::Article {
    let (_, html) = pages().into_iter().find(|(other, _)| other == name).unwrap();
    page(&html, &address(name), Moment::from_seconds(1))
}

#[test]
fn pages_answer_as_expected() {
    let pages = pages();
    assert!(pages.len() >= 10);
    for (name, html) in pages {
        let request = Request { id: name.clone().into(), url: Some(address(&name).as_str().to_owned()), ..Request::default() };
        let is = serde_json::to_string_pretty(&answer(&request, &html).unwrap()).unwrap() + "\n";
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pages/{name}.json"));
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &is).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap();
        assert_eq!(is, expected, "{name}");
    }
}

#[test]
fn thin_pages_say_the_same_and_are_smaller() {
    for (name, html) in pages() {
        let thinned = thin(&html);
        let seen = Moment::from_seconds(1);
        assert_eq!(page(&thinned, &address(&name), seen), page(&html, &address(&name), seen), "{name}");
        assert!(thinned.len() <= html.len(), "{name}");
        assert_eq!(thin(&thinned), thinned, "{name}");
        for gone in ["track()", "onclick", "<style", "javascript:"] {
            assert!(!thinned.contains(gone), "{name}: {gone}");
        }
    }
}

#[test]
fn kinds_and_reaches_are_told_apart() {
    for (name, kind, reach) in [
        ("broadsheet", ArticleKind::Report, "full"),
        ("live", ArticleKind::Live, "full"),
        ("gallery", ArticleKind::Gallery, "full"),
        ("walled", ArticleKind::Report, "preview"),
        ("data-only", ArticleKind::Report, "full"),
    ] {
        let article = read(name);
        assert_eq!((article.kind, article.body.reach()), (kind, reach), "{name}");
    }
}

#[test]
fn a_live_page_keeps_every_post_and_a_gallery_every_picture() {
    let live = read("live");
    let html = live.body.html().as_str();
    for words in ["The storm crossed", "Bridge closes", "No trains", "First roofs", "weathercock", "10:40"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert_eq!(read("gallery").body.html().as_str().matches("<figure><img src=\"").count(), 5);
}

#[test]
fn nothing_is_read_from_nothing() {
    let at = address("x");
    for html in [
        "",
        "<",
        "<html>",
        "{}",
        "\u{0}\u{ffff}",
        "plain words",
        "<title>",
        "<script type='application/ld+json'>{\"@type\":\"Article\"}",
    ] {
        let article = page(html, &at, Moment::from_seconds(5));
        assert_eq!(article.published, Published::Seen(Moment::from_seconds(5)), "{html}");
        assert!(matches!(article.body, Body::Full(_)), "{html}");
    }
}

#[test]
fn hostile_pages_take_linear_time() {
    let at = address("x");
    for piece in [
        "<div>",
        "<p>a",
        "<b><i>",
        "<a href=x>y",
        "<table><tr><td>",
        "<h1>x</h1>",
        "<article class=comment>",
        "<figure><figcaption class=caption>x",
        "<!--",
        "<time>1</time>",
        "<span class=author>By A B</span>",
    ] {
        page(&piece.repeat(4_000), &at, Moment::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_gives_clean_text_and_thins_without_loss(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let html = pieces.concat();
        let at = address("x");
        let article = page(&html, &at, Moment::default());
        let body = article.body.html();
        prop_assert_eq!(&clean(body.as_str(), None), body);
        prop_assert_eq!(page(&thin(&html), &at, Moment::default()), article, "{}", html);
    }
}

const PIECES: [&str; 56] = [
    "<html lang=en>",
    "<head>",
    "</head>",
    "<body>",
    "<title>A headline of some length - Site</title>",
    "<meta property=og:title content=\"A headline of some length\">",
    "<meta name=author content='Ana Ruiz'>",
    "<div>",
    "</div>",
    "<div class=related>",
    "<div class='article-body'>",
    "<article>",
    "</article>",
    "<section>",
    "</section>",
    "<p>",
    "</p>",
    "<h1>A headline of some length</h1>",
    "<h2>",
    "</h2>",
    "<ul><li>",
    "<li>",
    "</ul>",
    "<table><tr><td>",
    "</table>",
    "<a href=/x>",
    "</a>",
    "<span class=byline>By Jo Park, editor</span>",
    "<figure>",
    "</figure>",
    "<figcaption>A bell. Photo: Ana Ruiz</figcaption>",
    "<img src=/a.jpg width=800 height=600>",
    "<img src=data:image/png;base64,AAAA data-src=/b.jpg>",
    "<script>var a = '<p>';</script>",
    "<style>p{}</style>",
    "<svg><p>x</svg>",
    "<!-- c -->",
    "<br>",
    "<aside>",
    "</aside>",
    "<nav>",
    "</nav>",
    "<time datetime=2026-01-01>",
    "</time>",
    "<div style='display:none'>",
    "<iframe src=https://v.example/embed/1></iframe>",
    "<noscript>",
    "</noscript>",
    "<form>",
    "</form>",
    "A sentence that is long enough to count as running text, with a comma, and with an end that comes late. ",
    "Another one that is about as long as the first, though it says something else, and ends at last here. ",
    "short ",
    "語は続く。",
    "<div class=paywall><p>Already a member? <a href=/l>Sign in</a></p></div>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"A headline of some length\"}</script>",
];
