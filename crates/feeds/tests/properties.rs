//! What holds for every input.

use newsstand_feeds::opml::{self, Outline, OutlineFeed};
use newsstand_feeds::{Source, charset, discover, read, rsl};
use newsstand_news::Address;
use proptest::prelude::*;

/// Pieces that feeds are made of, whole and broken.
const PIECES: [&str; 40] = [
    "<rss>",
    "<channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<link>",
    "</link>",
    "<link href='/x'/>",
    "<guid>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&amp;",
    "&",
    "&#x26;",
    "&nbsp;",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>",
    "</entry>",
    "<content type='xhtml'>",
    "<div xml:base='/y/'>",
    "</div>",
    "<author>",
    "<name>x</name>",
    "<media:content url='/i.jpg'>",
    "<media:credit>",
    "<pubDate>2024-05-01",
    "text",
    " ",
    "é",
    "<",
    ">",
    "\"",
    "='",
    "<urlset><url><loc>https://a.example/1</loc>",
    "{\"items\":[{\"id\":",
];

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..60).prop_map(|pieces| pieces.concat())
}

fn plain(text: &Option<String>) -> bool {
    text.as_ref().is_none_or(|text| {
        !text.is_empty() && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains(['\n', '\t', '\0'])
    })
}

fn address() -> Option<Address> {
    Address::new("https://a.example/dir/feed.xml")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400), content_type in "[ -~]{0,30}") {
        let reading = read(&Source { bytes: &bytes, content_type: Some(&content_type), ..Source::default() });
        prop_assert!(reading.is_feed() || reading.content.entries.is_empty());
        let (text, _) = charset::decode(&bytes, Some(&content_type));
        opml::read(&bytes);
        rsl::read(&text, None);
        if let Some(base) = address() {
            discover::from_page(&text, &base);
        }
    }

    #[test]
    fn what_is_read_is_in_shape(text in document()) {
        let address = address();
        let reading = read(&Source { bytes: text.as_bytes(), address: address.as_ref(), ..Source::default() });
        let keys: std::collections::HashSet<_> = reading.content.entries.iter().map(|entry| entry.key.clone()).collect();
        prop_assert_eq!(keys.len(), reading.content.entries.len());
        prop_assert!(plain(&reading.content.title) && plain(&reading.content.description));
        for entry in &reading.content.entries {
            prop_assert!(!entry.key.0.is_empty());
            prop_assert!(plain(&entry.title));
            prop_assert!(entry.categories.iter().all(|word| plain(&Some(word.clone()))));
        }
    }

    #[test]
    fn reading_twice_gives_the_same(text in document()) {
        let source = Source { bytes: text.as_bytes(), ..Source::default() };
        prop_assert_eq!(read(&source), read(&source));
    }

    #[test]
    fn utf8_is_decoded_as_it_is(text in "\\PC{0,80}") {
        let (decoded, _) = charset::decode(text.as_bytes(), Some("text/xml; charset=utf-8"));
        prop_assert_eq!(decoded.as_ref(), text.as_str());
    }

    #[test]
    fn plain_titles_survive(title in "[a-zA-Zäöü<>&'\"0-9 ]{0,40}") {
        let escaped = title.replace('&', "&amp;").replace('<', "&lt;");
        let text = format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>{escaped}</title></feed>");
        let reading = read(&Source { bytes: text.as_bytes(), ..Source::default() });
        let expected = title.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(reading.content.title.unwrap_or_default(), expected);
    }

    #[test]
    fn outlines_survive_a_round_trip(names in prop::collection::vec("[^\\pC\\pZ]([^\\pC\\pZ]| [^\\pC\\pZ]){0,12}", 1..8), shape in any::<u64>()) {
        let mut outlines: Vec<Outline> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let feed = if shape >> at & 1 == 1 {
                Address::new(&format!("https://a.example/{at}?a=1&b=2")).map(|address| OutlineFeed { address, home: None, description: None })
            } else {
                None
            };
            let children = if shape >> (at + 20) & 1 == 1 { std::mem::take(&mut outlines) } else { Vec::new() };
            outlines.push(Outline { text: name.clone(), feed, children });
        }
        let read = opml::read(opml::write("x", &outlines).as_bytes());
        prop_assert_eq!(read.outlines, outlines);
        prop_assert!(read.complaints.is_empty());
    }

    #[test]
    fn licences_stay_within_their_limits(text in document(), words in "[a-z, ]{0,60}") {
        let written = format!("<rsl><content url='/'><license><permits>{words}</permits>{text}");
        for licence in rsl::read(&written, None) {
            prop_assert!(licence.rights.len() <= newsstand_feeds::limits::LICENCE_RIGHTS);
            let sentence = licence.sentence();
            prop_assert!(sentence.ends_with('.') && !sentence.contains('\n'));
        }
    }

    #[test]
    fn any_page_is_searched(text in document(), tail in "\\PC{0,80}") {
        if let Some(base) = address() {
            let found = discover::from_page(&(text + &tail), &base);
            prop_assert!(found.len() <= newsstand_feeds::limits::DISCOVERED);
            discover::from_robots(&tail);
            discover::well_known(&base);
        }
    }
}
