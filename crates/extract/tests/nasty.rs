//! Pages made to break readers, at a modest size: each gives an article whose text is clean, and where a line of running text stands
//! among the rubbish it is found. The benchmark `page` reads them large.

#[path = "../benches/page/shapes.rs"]
mod shapes;

use newsstand_extract::{clean, page, prose, thin};
use newsstand_news::{Address, Moment};

/// How much smaller the shapes are here than in the benchmark.
const SMALLER: usize = 200;

/// Shapes whose only running text is one line.
const TOLD: [&str; 9] = [
    "nested elements",
    "nested lists",
    "nested inline elements",
    "a million attributes",
    "large structured data",
    "deep structured data",
    "broken structured data",
    "one long class",
    "picture sizes",
];

fn address() -> Address {
    Address::new("https://www.gazette.example/2026/05/harbour.html").unwrap()
}

#[test]
fn nasty_pages_give_clean_articles() {
    assert!(shapes::ALL.len() >= 20);
    for (name, size, make) in shapes::ALL {
        let article = page(&make(size / SMALLER), &address(), Moment::default());
        let body = article.body.html();
        assert_eq!(&clean(body.as_str(), None), body, "{name}");
        assert!(article.headline.contains("A bell was found"), "{name}: {}", article.headline);
        if TOLD.contains(name) {
            assert!(prose(body).contains(shapes::LINE), "{name}: {}", body.as_str());
        }
    }
}

#[test]
fn nasty_pages_say_the_same_when_thinned() {
    for (name, size, make) in shapes::ALL {
        let html = make(size / SMALLER);
        assert_eq!(
            page(&thin(&html), &address(), Moment::default()),
            page(&html, &address(), Moment::default()),
            "{name}"
        );
    }
}

#[test]
fn pages_beyond_the_limits_are_cut_and_not_refused() {
    for (name, size) in [("one long text", 9_000_000), ("a list of 200,000", 100_000), ("large structured data", 20_000)] {
        let (_, _, make) = shapes::ALL.iter().find(|(known, ..)| *known == name).unwrap();
        assert_eq!(page(&make(size), &address(), Moment::default()).headline, "A bell was found", "{name}");
    }
}
