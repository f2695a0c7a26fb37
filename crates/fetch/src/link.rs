//! Reads `Link` fields (RFC 8288, section 3): what an answer says it belongs with. Pure, and linear in the text.

use newsstand_news::Address;
use url::Url;

use crate::redirect::written;

/// The most links that are read of one answer.
pub const LINKS: usize = 100;

/// One link.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// Where it leads, as written; relative to the answer's own address.
    pub target: String,
    /// What it is to the answer, in lower case: `hub`, `self`, `license`, `alternate` … Never empty.
    pub rels: Vec<String>,
    /// What the link starts from, where that is said to be something else than the answer itself.
    pub anchor: Option<String>,
    /// The media type of what it leads to (`type`).
    pub media_type: Option<String>,
    /// Its name (`title`).
    pub title: Option<String>,
}

impl Link {
    /// Whether it is this to the answer. `rel` in lower case.
    pub fn is(&self, rel: &str) -> bool {
        self.rels.iter().any(|known| known == rel)
    }
}

/// Reads all fields, joined by commas. What makes no sense is passed over; links that do not say what they are are none.
pub fn parse(text: &str) -> Vec<Link> {
    let mut rest = text;
    let mut links = Vec::new();
    while links.len() < LINKS {
        let Some((target, after)) = target(rest) else { break };
        let (link, after) = parameters(target, after);
        links.extend(Some(link).filter(|link| !link.rels.is_empty()));
        rest = after;
    }
    links
}

/// Where the links that are `rel` to what is at `address` lead. Links that start from something else are left out.
pub fn addresses(text: &str, rel: &str, address: &Address) -> Vec<Address> {
    let Ok(base) = Url::parse(address.as_str()) else { return Vec::new() };
    let own = |link: &Link| link.anchor.as_deref().is_none_or(|anchor| same(&base, anchor));
    let links = parse(text).into_iter().filter(|link| link.is(rel) && own(link));
    links.filter_map(|link| written(&base.join(&link.target).ok()?)).collect()
}

/// Whether an anchor is the answer itself.
fn same(base: &Url, anchor: &str) -> bool {
    let mut own = base.clone();
    own.set_fragment(None);
    base.join(anchor).is_ok_and(|anchor| anchor == own)
}

/// The next `<target>`, and what follows it.
fn target(text: &str) -> Option<(&str, &str)> {
    let (_, from) = text.split_once('<')?;
    let (target, after) = from.split_once('>')?;
    Some((target.trim(), after))
}

/// The parameters of a link: everything up to the comma that ends it, and what follows that.
fn parameters<'a>(target: &str, mut rest: &'a str) -> (Link, &'a str) {
    let mut link = Link { target: target.to_owned(), ..Link::default() };
    loop {
        rest = rest.trim_start();
        match rest.strip_prefix([';', ',']) {
            Some(after) if rest.starts_with(';') => {
                let (name, value, after) = parameter(after);
                link.take(name, value);
                rest = after;
            }
            Some(after) => return (link, after),
            // Neither the one nor the other: it is passed over as far as the next that is.
            None => match rest.find([';', ',']) {
                Some(next) => rest = rest.get(next..).unwrap_or_default(),
                None => return (link, ""),
            },
        }
    }
}

/// `name`, `name=value` or `name="value"`, and what follows.
fn parameter(text: &str) -> (&str, String, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(value) = rest.strip_prefix('=').map(str::trim_start) else { return (name.trim(), String::new(), rest) };
    if let Some(quoted) = value.strip_prefix('"') {
        let (value, rest) = unquoted(quoted);
        return (name.trim(), value, rest);
    }
    let (value, rest) = value.split_at(value.find([';', ',']).unwrap_or(value.len()));
    (name.trim(), value.trim().to_owned(), rest)
}

/// The text up to the closing quote (or the end), `\` taken away, and what follows.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return (value, text.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, c)| c)),
            _ => value.push(c),
        }
    }
    (value, "")
}

impl Link {
    /// Of parameters that come twice the first counts.
    fn take(&mut self, name: &str, value: String) {
        let name = name.to_ascii_lowercase();
        let slot = match name.as_str() {
            "rel" if self.rels.is_empty() => {
                self.rels = value.split_ascii_whitespace().map(str::to_ascii_lowercase).collect();
                return;
            }
            "anchor" => &mut self.anchor,
            "type" => &mut self.media_type,
            "title" => &mut self.title,
            _ => return,
        };
        slot.get_or_insert(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every link as `target rel,rel type|title|anchor`.
    fn read(text: &str) -> Vec<String> {
        let shown = |link: &Link| {
            let [kind, title, anchor] =
                [&link.media_type, &link.title, &link.anchor].map(|value| value.as_deref().unwrap_or("-"));
            format!("{} {} {kind}|{title}|{anchor}", link.target, link.rels.join(","))
        };
        parse(text).iter().map(shown).collect()
    }

    #[test]
    fn the_cases() {
        for case in include_str!("../tests/link.txt").split("\n=====\n") {
            let (text, wants) = case.split_once("\n-----").expect(case);
            let wants: Vec<&str> = wants.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(read(text), wants, "{text}");
        }
    }

    #[test]
    fn targets_are_relative_to_the_answer_and_anchors_are_kept_apart() {
        let base = Address::new("https://a.example/news/feed#top").unwrap();
        let to = |text: &str, rel: &str| addresses(text, rel, &base).into_iter().map(String::from).collect::<Vec<_>>();
        let text = "</hub>; rel=hub, <https://b.example/>; rel=\"HUB\", <>; rel=self, <mailto:a@b.example>; rel=hub, <http://[>; rel=hub";
        assert_eq!(to(text, "hub"), ["https://a.example/hub", "https://b.example/"]);
        assert_eq!(to(text, "self"), ["https://a.example/news/feed"]);
        let anchored = "<x>; rel=license; anchor=\"/other\", <y>; rel=license; anchor=feed, <z>; rel=license; anchor=\"#part\"";
        assert_eq!(to(anchored, "license"), ["https://a.example/news/y"]);
    }

    #[test]
    fn long_texts_are_cut_and_stay_quick() {
        assert_eq!(parse(&"<a>;rel=b,".repeat(LINKS * 3)).len(), LINKS);
        for nasty in ["<", "<>;", "<a>;rel=\"", ";", ",", "\\", "<a>\"", "<a>;x=\"\\"] {
            parse(&nasty.repeat(200_000 / nasty.len()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn what_was_written_comes_back(target in "[a-z/:?,;=\" ]{0,12}[a-z]", rel in "[a-z]{1,8}", title in "[^\\\\\"\r\n]{0,12}") {
            let text = format!("<x>; rel=first, <{target}>; title=\"{title}\"; rel=\"{rel} other\", <y>; rel=last");
            let links = parse(&text);
            prop_assert_eq!(links.len(), 3);
            prop_assert_eq!(&links[1].target, target.trim());
            prop_assert!(links[1].is(&rel) && links[1].is("other") && links[2].is("last"));
            prop_assert_eq!(links[1].title.as_deref(), Some(title.as_str()));
        }

        #[test]
        fn anything_can_be_read(text in "[<>;,=\"\\\\ a-z]{0,60}|.*") {
            prop_assert!(parse(&text).iter().all(|link| !link.rels.is_empty()));
        }
    }
}
