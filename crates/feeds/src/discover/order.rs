//! Which of several feeds is the site's main one.

use std::cmp::Reverse;

use newsstand_news::Address;

use super::{Found, kinds};

/// Words for everything in titles of feeds.
const MAIN: [&str; 24] = [
    "main",
    "all",
    "top",
    "latest",
    "home",
    "homepage",
    "alle",
    "alles",
    "aktuell",
    "startseite",
    "une",
    "toutes",
    "tous",
    "últimas",
    "todas",
    "portada",
    "tutte",
    "tutti",
    "alla",
    "все",
    "главное",
    "最新",
    "全部",
    "الرئيسية",
];
/// Words for a part of it.
const PART: [&str; 12] = [
    "category",
    "tag",
    "author",
    "search",
    "archive",
    "kategorie",
    "catégorie",
    "categoría",
    "categoria",
    "podcast",
    "newsletter",
    "jobs",
];
/// Words that a title of a feed has only because it is one.
const EMPTY: [&str; 10] = ["rss", "feed", "feeds", "atom", "xml", "2", "0", "1", "subscribe", "news"];

/// Sorts feeds: the main one first, those of comments last.
pub(super) fn main_first(mut found: Vec<Found>, page: &Address, page_title: Option<&str>) -> Vec<Found> {
    let comments = |found: &Found| kinds::is_comments(found.address.as_str(), found.title.as_deref());
    let page_parts = page_title.map(parts).unwrap_or_default();
    let site = site(page);
    found.sort_by_cached_key(|found| {
        let own = site_belongs(&site, &self::site(&found.address));
        (
            comments(found),
            found.trust,
            Reverse(own),
            title_rank(found.title.as_deref(), &page_parts),
            depth(&found.address),
        )
    });
    found
}

/// The host without what sites put before it.
fn site(address: &Address) -> String {
    let host = address.host();
    ["www.", "feeds.", "feed.", "rss.", "m."].iter().find_map(|start| host.strip_prefix(start)).unwrap_or(&host).to_owned()
}

/// Whether a feed's site is the page's own, one of its parts, or what it is a part of.
fn site_belongs(page: &str, feed: &str) -> bool {
    let within = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    page == feed || within(page, feed) || within(feed, page)
}

/// How many parts the path has, the name of the feed itself left aside.
fn depth(address: &Address) -> usize {
    let path = address.as_str().split(['?', '#']).next().unwrap_or("");
    path.split('/').skip(3).filter(|part| !part.is_empty()).count()
}

/// 0 for a feed that is called like the page, 1 for one that says it has everything, 2 for any other, 3 for a part.
fn title_rank(title: Option<&str>, page: &[String]) -> u8 {
    let Some(title) = title else { return 2 };
    let words: Vec<String> = words(title);
    let meaning: Vec<&String> = words.iter().filter(|word| !EMPTY.contains(&word.as_str())).collect();
    let called_like = |part: &String| *part == meaning.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if !meaning.is_empty() && page.iter().any(called_like) {
        0
    } else if has(&PART) {
        3
    } else if has(&MAIN) || meaning.is_empty() {
        1
    } else {
        2
    }
}

/// The parts of a page's title between its separators, and the whole.
fn parts(title: &str) -> Vec<String> {
    const PARTS: usize = 8;
    let tidy = |part: &str| words(part).into_iter().filter(|word| !EMPTY.contains(&word.as_str())).collect::<Vec<_>>().join(" ");
    let pieces = title.split(['|', '–', '—', '»', '•', ':']).flat_map(|part| part.split(" - "));
    let mut parts: Vec<String> = pieces.take(PARTS).chain([title]).map(tidy).collect();
    parts.retain(|part| !part.is_empty());
    parts
}

fn words(text: &str) -> Vec<String> {
    const WORDS: usize = 32;
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS).map(str::to_owned).collect()
}
