//! A page without the parts that its own data keeps for those who pay (`hasPart` with `isAccessibleForFree: false`): what may be
//! stored of it where there is no agreement with its title.

use newsstand_news::Address;
use serde_json::Value;

use crate::html::{Start, Tag, Token, Tokens, is_told};
use crate::limits::{MARKUP, head};
use crate::page::marked;
use crate::thin::{Out, thin};

/// Most classes of one element that are looked at.
const CLASSES: usize = 40;
/// How deep structured data may be nested; what is deeper is left out.
const DEPTH: usize = 40;

/// [`thin`], without the parts that are marked as kept for those who pay, and without the text that structured data repeats of
/// them. None where the page marks parts in a way that cannot be followed: then nothing of it may be stored.
pub fn thin_open(html: &str, address: &Address) -> Option<String> {
    let html = head(html, MARKUP);
    // Few pages mark parts; the others need not be read for it.
    let selectors = if html.contains("cssSelector") { marked(html, address) } else { Vec::new() };
    if selectors.is_empty() {
        return Some(thin(html));
    }
    let parts: Option<Vec<Vec<Part>>> = selectors.iter().map(|selector| parts(selector)).collect();
    Some(without(html, &parts?.concat()))
}

/// The last element of a selector: what it is called, its id, its classes. What stands before it only narrows it down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Part {
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
}

/// The parts of a selector list; none where it says something else than names, ids and classes.
fn parts(selector: &str) -> Option<Vec<Part>> {
    selector.split(',').map(part).collect()
}

fn part(selector: &str) -> Option<Part> {
    let last = selector.split([' ', '>', '+', '~', '\t', '\n']).rfind(|piece| !piece.is_empty())?;
    let mut part = Part::default();
    let mut rest = last;
    while !rest.is_empty() {
        let (kind, after) = match rest.as_bytes().first() {
            Some(b'.' | b'#') => (rest.as_bytes().first(), rest.get(1..)?),
            _ => (None, rest),
        };
        let end = after.find(['.', '#']).unwrap_or(after.len());
        let (word, next) = after.split_at(end);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if word.is_empty() || !word.chars().all(plain) {
            return None;
        }
        match kind {
            Some(b'.') => part.classes.push(word.to_owned()),
            Some(_) => part.id = Some(word.to_owned()),
            None => part.name = Some(word.to_ascii_lowercase()),
        }
        rest = next;
    }
    Some(part)
}

impl Part {
    fn fits(&self, start: Start<'_>) -> bool {
        let attribute = |name: &str| start.attributes.get(name).unwrap_or_default();
        let (class, id) = (attribute("class"), attribute("id"));
        let has = |wanted: &String| class.split_ascii_whitespace().take(CLASSES).any(|word| word == wanted);
        self.name.as_ref().is_none_or(|name| start.name.eq_ignore_ascii_case(name))
            && self.id.as_ref().is_none_or(|wanted| id == *wanted)
            && self.classes.iter().all(has)
    }
}

fn without(html: &str, parts: &[Part]) -> String {
    let mut out = Out::with_capacity(html.len() / 2);
    // The element that is left out, and how many of its name are open in it.
    let mut skipped: Option<(Tag, String, usize)> = None;
    for token in Tokens::new(html) {
        if let Some((tag, name, open)) = &mut skipped {
            match token {
                // A paragraph or an item ends where the next one begins.
                Token::Start(start) if same(start.tag, start.name, *tag, name) && ends_itself(*tag) => skipped = None,
                Token::Start(start) if same(start.tag, start.name, *tag, name) => *open += 1,
                Token::End(end, written) if same(end, written, *tag, name) => {
                    *open -= 1;
                    if *open == 0 {
                        skipped = None;
                        continue;
                    }
                }
                _ => {}
            }
            if skipped.is_some() {
                continue;
            }
        }
        match token {
            Token::Raw(start, _) if !is_told(start) => {}
            Token::Raw(start, text) if text.contains("articleBody") => out.raw(start, &without_body(text)),
            Token::Start(start) if parts.iter().any(|part| part.fits(start)) => {
                if !start.tag.is_void() {
                    skipped = Some((start.tag, start.name.to_ascii_lowercase(), 1));
                }
            }
            token => out.push(token),
        }
    }
    out.text
}

fn same(tag: Tag, name: &str, other: Tag, other_name: &str) -> bool {
    tag == other && name.eq_ignore_ascii_case(other_name)
}

fn ends_itself(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Li | Tag::Dt | Tag::Dd)
}

/// Structured data without the article's text; nothing of it where it cannot be read.
fn without_body(json: &str) -> String {
    let Ok(mut data) = serde_json::from_str::<Value>(json) else { return String::new() };
    strip(&mut data, DEPTH);
    data.to_string()
}

fn strip(value: &mut Value, depth: usize) {
    match value {
        _ if depth == 0 => *value = Value::Null,
        Value::Array(list) => list.iter_mut().for_each(|inner| strip(inner, depth - 1)),
        Value::Object(fields) => {
            fields.remove("articleBody");
            fields.values_mut().for_each(|inner| strip(inner, depth - 1));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_news::Moment;

    const SECRET: &str = "zzyzx";

    fn page(selector: &str, body: &str) -> String {
        format!(
            "<html><head><title>The quay</title><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"The quay\",\
             \"isAccessibleForFree\":false,\"articleBody\":\"Open words. {SECRET}\",\"hasPart\":{{\"@type\":\"WebPageElement\",\
             \"isAccessibleForFree\":false,\"cssSelector\":\"{selector}\"}}}}</script></head><body><h1>The quay</h1>{body}</body></html>"
        )
    }

    fn at() -> Address {
        Address::new("https://a.example/2026/1").expect("an address")
    }

    #[test]
    fn what_is_marked_is_not_stored() {
        let open = "<p>The quay of the old town was rebuilt in nine years, said the harbour office on Monday.</p>";
        for (selector, kept) in [
            (".wall", format!("<div class='text wall big'><p>{SECRET}</p><div>{SECRET}</div>{SECRET}</div>")),
            ("article .wall", format!("<section class=wall><section>{SECRET}</section>{SECRET}</section>")),
            ("#rest, .other", format!("<div id=rest>{SECRET}</div><p class=other>{SECRET}<p>open")),
            ("p.wall", format!("<p class=wall>{SECRET}</p>")),
            (".wall", format!("<div class=wall>{SECRET} never closed")),
        ] {
            let html = page(selector, &format!("{open}{kept}"));
            let thin = thin_open(&html, &at()).expect("it can be followed");
            assert!(!thin.contains(SECRET), "{selector}: {thin}");
            let article = crate::page(&thin, &at(), Moment::from_seconds(1_790_000_000));
            assert!(article.body.html().as_str().contains("rebuilt in nine years"), "{selector}: {thin}");
            assert_eq!(article.headline, "The quay");
        }
    }

    #[test]
    fn what_cannot_be_followed_is_not_stored_at_all() {
        for selector in ["[data-wall]", ".a:not(.b)", "*"] {
            assert_eq!(thin_open(&page(selector, SECRET), &at()), None, "{selector}");
        }
    }

    #[test]
    fn a_page_that_marks_nothing_is_thinned_only() {
        let html = "<html><body><p class=wall>Open</p></body></html>";
        assert_eq!(thin_open(html, &at()), Some(thin(html)));
    }
}
