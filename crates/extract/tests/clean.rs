//! `clean`: cases, safety, canonical form.

use std::collections::{HashMap, HashSet};

use newsstand_extract::{clean, plain, text};
use newsstand_news::Address;
use proptest::prelude::*;

mod browser;

use browser::fault::{ATTRIBUTES, ELEMENTS, fault};
use browser::pieces::{FOREIGN, NASTY};

fn base() -> Address {
    Address::new("https://a.example/news/today.html").unwrap()
}

fn cleaned(markup: &str) -> String {
    clean(markup, Some(&base())).as_str().to_owned()
}

/// Every `tests/clean/*.txt`: pairs of blocks, `<<<` the input, `>>>` the output, `===` between cases.
#[test]
fn cases() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clean");
    let mut seen = 0;
    let mut wrong = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let whole = std::fs::read_to_string(&path).unwrap();
        for case in whole.split("\n===\n") {
            let (input, output) = case.split_once("\n>>>\n").unwrap_or_else(|| panic!("{path:?}: {case}"));
            let input = input.trim_start_matches("<<<\n");
            seen += 1;
            let (is, want) = (cleaned(input), output.trim_end_matches('\n'));
            if is != want {
                wrong.push(format!("{}\n   in  {input}\n   is  {is}\n   not {want}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {seen} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen >= 60, "only {seen} cases");
}

#[test]
fn deep_nesting_is_cheap() {
    for tag in [
        "div",
        "p",
        "b",
        "a href=/x",
        "blockquote",
        "ul><li",
        "table><tr><td",
        "svg",
        "font",
        "span",
        "pre",
        "h1",
        "dl><dd",
        "ruby",
    ] {
        let markup = format!("<{tag}>").repeat(100_000) + "end";
        let html = clean(&markup, Some(&base()));
        assert!(html.as_str().len() < 20_000, "{tag}: {}", html.as_str().len());
        assert!(tag == "svg" || html.as_str().contains("end"), "{tag}");
    }
}

/// What ammonia makes of it under the same allow-list.
fn by_ammonia(html: &str) -> String {
    let tags: HashSet<&str> = ELEMENTS.split_whitespace().collect();
    let own: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .map(|(element, names)| (*element, names.iter().copied().filter(|name| *name != "rel").collect()))
        .collect();
    ammonia::Builder::empty()
        .tags(tags)
        .tag_attributes(own)
        .generic_attributes(["lang", "dir"].into())
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("nofollow noopener noreferrer"))
        .clean(html)
        .to_string()
}

/// How often each start tag, with its attributes, occurs.
fn tags(html: &str) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    for piece in html.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or("");
        if !tag.starts_with('/') {
            let mut parts: Vec<&str> = tag.split("\" ").map(|part| part.trim_end_matches('"')).collect();
            parts.sort_unstable();
            *found.entry(parts.join("|")).or_insert(0) += 1;
        }
    }
    found
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn check(markup: &str) -> Result<(), TestCaseError> {
    let once = clean(markup, Some(&base()));
    prop_assert_eq!(fault(once.as_str()), None, "of {:?}: {}", markup, once.as_str());
    let twice = clean(once.as_str(), None);
    prop_assert_eq!(twice.as_str(), once.as_str(), "not stable: {:?}", markup);
    if ["<svg", "<math"].iter().any(|foreign| once.as_str().contains(foreign)) {
        return Ok(());
    }
    let filtered = by_ammonia(once.as_str());
    let (ours, theirs) = (tags(once.as_str()), tags(&filtered));
    for (tag, count) in &ours {
        prop_assert!(
            theirs.get(tag).is_some_and(|kept| kept >= count),
            "ammonia drops {:?} of {:?}: {}",
            tag,
            once.as_str(),
            filtered
        );
    }
    Ok(())
}

fn nasty() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&NASTY[..]), 0..40).prop_map(|parts| parts.concat())
}

fn foreign() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(&FOREIGN[..]), 1 => prop::sample::select(&NASTY[..])];
    (prop::sample::select(&FOREIGN[..10]), prop::collection::vec(piece, 0..40))
        .prop_map(|(first, rest)| first.to_owned() + &rest.concat())
}

/// Markup in which nothing is hidden.
fn visible() -> impl Strategy<Value = String> {
    let harmless = [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<a href=/x>",
        "</a>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<blockquote>",
        "</blockquote>",
        "<br>",
        "<h2>",
        "</h2>",
        "<hr>",
        " one ",
        " two ",
        "three",
        " &amp; ",
        " 四 ",
        "<span>",
        "</span>",
        "<pre>",
        "</pre>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<section>",
        "<form>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<details>",
        "<summary>",
    ];
    prop::collection::vec(prop::sample::select(harmless.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("CASES").map_or(600, |n| n.parse().unwrap()), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nasty_fragments_stay_harmless(markup in nasty()) {
        check(&markup)?;
    }

    #[test]
    fn drawings_and_formulas_stay_harmless(markup in foreign()) {
        check(&markup)?;
    }

    #[test]
    fn any_text_stays_harmless(markup in "(?s).{0,200}") {
        check(&markup)?;
    }

    #[test]
    fn all_visible_text_survives(markup in visible()) {
        let kept = text(&clean(&markup, Some(&base())));
        prop_assert_eq!(words(&kept).concat(), words(&plain(&markup)).concat(), "{}", markup);
    }

    #[test]
    fn blocks_never_glue_words(markup in visible()) {
        let kept = words(&text(&clean(&markup, Some(&base()))));
        prop_assert_eq!(kept, words(&plain(&markup)), "{}", markup);
    }
}
