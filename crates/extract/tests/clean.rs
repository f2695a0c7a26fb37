//! `clean`: cases, safety, canonical form.

use std::collections::{HashMap, HashSet};

use newsstand_extract::{clean, plain, text};
use newsstand_news::Address;
use proptest::prelude::*;

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

const ELEMENTS: [&str; 53] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
];
const MORE: [&str; 4] = ["tr", "u", "ul", "var"];
const ATTRIBUTES: [(&str, &[&str]); 8] = [
    ("a", &["href", "rel"]),
    ("img", &["src", "alt", "width", "height"]),
    ("time", &["datetime"]),
    ("abbr", &["title"]),
    ("bdo", &["dir"]),
    ("ol", &["start"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan"]),
];

/// Reads canonical output strictly; says what is wrong with it.
fn fault(html: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        if rest[..start].contains('>') {
            return Some(format!("bare > in {:?}", &rest[..start]));
        }
        let Some(end) = rest[start..].find('>') else { return Some("open tag".into()) };
        let tag = &rest[start + 1..start + end];
        rest = &rest[start + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("unbalanced </{name}>"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) && !MORE.contains(&name) {
            return Some(format!("element {name:?}"));
        }
        if let Some(wrong) = attribute_fault(name, attributes) {
            return Some(wrong);
        }
        if !matches!(name, "br" | "hr" | "img") {
            open.push(name);
        }
    }
    (!open.is_empty()).then(|| format!("left open: {open:?}"))
}

fn attribute_fault(name: &str, mut attributes: &str) -> Option<String> {
    let own = ATTRIBUTES.iter().find(|(element, _)| *element == name).map_or(&[][..], |(_, own)| own);
    while !attributes.is_empty() {
        let Some((attribute, tail)) = attributes.split_once("=\"") else { return Some(format!("attributes {attributes:?}")) };
        let Some((value, tail)) = tail.split_once('"') else { return Some(format!("value {tail:?}")) };
        if !(own.contains(&attribute) || matches!(attribute, "lang" | "dir")) {
            return Some(format!("attribute {attribute:?} of {name}"));
        }
        let safe = ["http://", "https://", "mailto:"].iter().any(|scheme| value.starts_with(scheme));
        if matches!(attribute, "href" | "src") && !safe {
            return Some(format!("address {value:?}"));
        }
        if value.contains(['<', '>']) {
            return Some(format!("value {value:?}"));
        }
        attributes = tail.strip_prefix(' ').unwrap_or(tail);
    }
    None
}

/// What ammonia makes of it under the same allow-list.
fn by_ammonia(html: &str) -> String {
    let tags: HashSet<&str> = ELEMENTS.into_iter().chain(MORE).collect();
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

const NASTY: [&str; 96] = [
    "<script>",
    "</script>",
    "<script src=//x>",
    "alert(1)",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<mtext>",
    "<mglyph>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<th colspan=3>",
    "<caption>",
    "<p>",
    "</p>",
    "<br>",
    "<br/>",
    "</br>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"",
    "<a href='/x'>",
    "</a>",
    "<a href=javascript:alert(1)>",
    "<a href=\"java&#10;script:x\">",
    "<img src=x onerror=alert(1)>",
    "<img src=\"/y.jpg\" alt='\"<>'>",
    "<img src=z srcset='w.jpg 2x'",
    "\"",
    "'",
    ">",
    "<",
    "&",
    "&lt;",
    "&gt;",
    "&amp;",
    "&nbsp;",
    "&#0;",
    "&#x3c;script&#x3e;",
    "&quot;",
    " ",
    "\n",
    "\t",
    "word",
    "ein Wort",
    "語",
    "\u{a0}",
    "\u{0}",
    "\u{202e}",
    "<ul>",
    "<ol start=3>",
    "<li>",
    "</li>",
    "</ul>",
    "</ol>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<pre>",
    "</pre>",
    "\n\n  x",
    "<blockquote>",
    "</blockquote>",
    "<figure>",
    "<figcaption>",
    "</figcaption>",
    "</figure>",
    "<h2>",
    "</h2>",
    "<h3>",
    "<template>",
    "</template>",
    "<noscript>",
    "</noscript>",
    "<iframe src=//v.example/embed/1>",
    "</iframe>",
    "<ruby>",
    "<rt>",
    "<video src=/v.mp4>",
    "</video>",
];

fn nasty() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&NASTY[..]), 0..40).prop_map(|parts| parts.concat())
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
