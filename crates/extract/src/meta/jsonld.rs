//! Structured data: JSON-LD blocks (schema.org), flattened, and the one object that speaks for the article.

use serde_json::{Map, Value};

use crate::html::{ROOT, Tag, Tree};
use crate::limits::{JSON_DEPTH, JSON_OBJECTS};
use crate::text::plain;

/// One object of a page's structured data.
pub type Object = Map<String, Value>;

/// Every object in a page's JSON-LD blocks, outer ones first.
#[derive(Debug, Clone, Default)]
pub struct Data {
    objects: Vec<Object>,
    /// Which of them speaks for the article.
    article: Option<usize>,
}

/// Properties that hold objects which may speak for the article.
const HOLDERS: [&str; 7] = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item", "blogPost"];

/// Values read of one list.
const LIST: usize = 50;

/// Types that are articles, best first.
const ARTICLES: [&str; 12] = [
    "LiveBlogPosting",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "Article",
    "Report",
    "BlogPosting",
    "TechArticle",
    "SocialMediaPosting",
];

impl Data {
    /// Reads a page's blocks; a broken one is repaired where that is simple, else left out.
    pub fn read(tree: &Tree<'_>) -> Self {
        let mut data = Self::default();
        for script in tree.find(ROOT, &[Tag::Script]) {
            // Only scripts that hold structured data are in the tree.
            if let Some(value) = parse(tree.raw(script)) {
                data.collect(value, 0);
            }
        }
        data.article = data.best();
        data
    }

    /// Takes a value apart: objects that hold others stand without them, so that nothing is kept twice.
    fn collect(&mut self, value: Value, depth: usize) {
        if depth > JSON_DEPTH || self.objects.len() >= JSON_OBJECTS {
            return;
        }
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.collect(value, depth + 1)),
            Value::Object(mut object) => {
                let mut held = Vec::new();
                for key in HOLDERS {
                    if object.get(key).is_some_and(|value| value.is_array() || value.is_object()) {
                        held.extend(object.remove(key));
                    }
                }
                self.objects.push(object);
                held.into_iter().for_each(|value| self.collect(value, depth + 1));
            }
            _ => {}
        }
    }

    /// The object that speaks for the article.
    pub fn article(&self) -> Option<&Object> {
        self.objects.get(self.article?)
    }

    /// Of several articles, the one with a body, date and author wins.
    fn best(&self) -> Option<usize> {
        let rank = |object: &Object| ARTICLES.iter().position(|kind| is_a(object, kind));
        let told = |object: &Object| {
            ["headline", "datePublished", "author", "articleBody"].iter().filter(|key| object.contains_key(**key)).count()
        };
        let ranked = self.objects.iter().enumerate().filter_map(|(at, object)| Some((at, rank(object)?, told(object))));
        let best = ranked.filter(|(_, _, told)| *told > 0).min_by_key(|(_, rank, told)| (std::cmp::Reverse(*told), *rank));
        best.map(|(at, ..)| at)
    }

    /// The first object of one of these types.
    pub fn of_type(&self, kinds: &[&str]) -> Option<&Object> {
        self.objects.iter().find(|object| kinds.iter().any(|kind| is_a(object, kind)))
    }

    /// Every object of one of these types.
    pub fn all_of_type<'v>(&'v self, kinds: &'v [&str]) -> impl Iterator<Item = &'v Object> {
        self.objects.iter().filter(move |object| kinds.iter().any(|kind| is_a(object, kind)))
    }

    /// An object by its `@id`.
    pub fn by_id(&self, id: &str) -> Option<&Object> {
        self.objects.iter().find(|object| object.len() > 1 && object.get("@id").and_then(Value::as_str) == Some(id))
    }

    /// The objects behind a value: one, several, or references to some.
    pub fn objects_of<'v>(&'v self, value: Option<&'v Value>) -> Vec<Thing<'v>> {
        let Some(value) = value else { return Vec::new() };
        let values = match value {
            Value::Array(values) => values.iter().collect(),
            other => vec![other],
        };
        let flat = values.into_iter().flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
        flat.take(LIST).filter_map(|value| self.thing(value)).collect()
    }

    fn thing<'v>(&'v self, value: &'v Value) -> Option<Thing<'v>> {
        match value {
            Value::String(text) => Some(Thing::Text(text)),
            Value::Object(object) => {
                let reference = object
                    .get("@id")
                    .and_then(Value::as_str)
                    .filter(|_| object.len() <= 2 && !object.contains_key("name") && !object.contains_key("url"));
                Some(Thing::Object(reference.and_then(|id| self.by_id(id)).unwrap_or(object)))
            }
            _ => None,
        }
    }
}

/// Plain words or an object.
#[derive(Debug, Clone, Copy)]
pub enum Thing<'v> {
    /// Words.
    Text(&'v str),
    /// An object.
    Object(&'v Object),
}

impl<'v> Thing<'v> {
    /// Its words, or its `name`.
    pub fn name(self) -> Option<String> {
        match self {
            Thing::Text(text) => Some(plain(text)),
            Thing::Object(object) => text(object, "name").or_else(|| whole_name(object)),
        }
        .filter(|name| !name.is_empty())
    }
    /// Its words, or every one of its names.
    pub fn names(self) -> Vec<String> {
        match self.object().and_then(|object| object.get("name")) {
            Some(Value::Array(names)) => names.iter().take(LIST).filter_map(Value::as_str).map(plain).collect(),
            _ => self.name().into_iter().collect(),
        }
    }
    /// The object, if it is one.
    pub fn object(self) -> Option<&'v Object> {
        match self {
            Thing::Object(object) => Some(object),
            Thing::Text(_) => None,
        }
    }
}

/// A name that is given in parts.
fn whole_name(object: &Object) -> Option<String> {
    let parts: Vec<String> = ["givenName", "additionalName", "familyName"].iter().filter_map(|key| text(object, key)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Whether an object is of a type, given by name or by address.
pub fn is_a(object: &Object, kind: &str) -> bool {
    let matches = |value: &Value| {
        value.as_str().is_some_and(|name| name.rsplit(['/', ':', '#']).next().is_some_and(|name| name.eq_ignore_ascii_case(kind)))
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(matches),
        Some(value) => matches(value),
        None => false,
    }
}

/// The plain words of a property that holds a text, or a list of which the first counts.
pub fn text(object: &Object, key: &str) -> Option<String> {
    let value = match object.get(key)? {
        Value::Array(values) => values.first()?,
        value => value,
    };
    let text = match value {
        Value::String(text) => plain(text),
        Value::Number(number) => number.to_string(),
        Value::Object(inner) => inner.get("@value").or_else(|| inner.get("name")).and_then(Value::as_str).map(plain)?,
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Whether a property says yes or no, in any of the ways that is written.
pub fn truth(object: &Object, key: &str) -> Option<bool> {
    match object.get(key)? {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => match text.to_ascii_lowercase().rsplit('/').next() {
            Some("true" | "yes" | "1") => Some(true),
            Some("false" | "no" | "0") => Some(false),
            _ => None,
        },
        Value::Number(number) => number.as_i64().map(|number| number != 0),
        _ => None,
    }
}

fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let text =
        text.strip_prefix("//<![CDATA[").and_then(|text| text.strip_suffix("//]]>")).unwrap_or(text).trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&repaired(text)).ok())
}

/// Raw line breaks inside strings and commas before closing brackets are what breaks most blocks.
fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' if quoted => {
                out.push(' ');
                continue;
            }
            _ if character.is_control() && quoted => continue,
            '"' if !escaped => quoted = !quoted,
            '}' | ']' if !quoted => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
            }
            _ => {}
        }
        escaped = character == '\\' && !escaped;
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(json: &str) -> Data {
        Data::read(&Tree::read(&format!("<script type=\"application/ld+json\">{json}</script>")))
    }

    #[test]
    fn the_article_is_found_in_any_shape() {
        for json in [
            r#"{"@type":"NewsArticle","headline":"H"}"#,
            r#"[{"@type":"WebSite","name":"S"},{"@type":["NewsArticle"],"headline":"H"}]"#,
            r#"{"@graph":[{"@type":"WebPage"},{"@type":"http://schema.org/Article","headline":"H"}]}"#,
            r#"{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"H"}}"#,
            "{\"@type\":\"NewsArticle\",\"description\":\"a\nb\",\"headline\":\"H\",}",
        ] {
            let data = data(json);
            assert_eq!(text(data.article().unwrap(), "headline").as_deref(), Some("H"), "{json}");
        }
        assert!(data("{broken").article().is_none());
        assert!(data(&"[".repeat(100_000)).article().is_none());
    }

    #[test]
    fn references_are_followed() {
        let data = data(
            r##"{"@graph":[{"@type":"Article","headline":"H","author":{"@id":"#a"}},{"@id":"#a","@type":"Person","name":"Ana &amp; Co"}]}"##,
        );
        let article = data.article().unwrap();
        let names: Vec<_> = data.objects_of(article.get("author")).into_iter().filter_map(Thing::name).collect();
        assert_eq!(names, ["Ana & Co"]);
    }
}
