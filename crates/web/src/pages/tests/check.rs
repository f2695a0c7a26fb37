//! Whether a page is well formed and can be used: balanced tags, one first heading, names that are there, nothing inline.

use std::collections::HashSet;

/// Elements without an end.
const VOID: [&str; 9] = ["meta", "link", "img", "input", "br", "hr", "path", "circle", "rect"];

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    end: bool,
    closed: bool,
}

/// Panics with the path and what is wrong.
pub fn check(path: &str, html: &str) {
    assert!(html.starts_with("<!doctype html>"), "{path}: no doctype");
    let tags = tags(path, html);
    balanced(path, &tags);
    inline(path, &tags);
    names(path, &tags);
    assert_eq!(tags.iter().filter(|tag| tag.name == "h1" && !tag.end).count(), 1, "{path}: there must be one h1");
    assert_eq!(
        tags.iter().filter(|tag| tag.name == "main" && !tag.end).count(),
        1,
        "{path}: there must be one main"
    );
    assert!(!html.contains("{{") && !html.contains("{%"), "{path}: a template shows through");
}

fn tags<'a>(path: &str, html: &'a str) -> Vec<Tag<'a>> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tail = &rest[at + 1..];
        let mut quoted = false;
        let end = tail.bytes().position(|b| {
            quoted ^= b == b'"';
            b == b'>' && !quoted
        });
        let end = end.unwrap_or_else(|| panic!("{path}: a tag without an end: {}", &tail[..tail.len().min(60)]));
        let inside = &tail[..end];
        rest = &tail[end + 1..];
        if !inside.starts_with('!') {
            out.push(tag(path, inside));
        }
    }
    out
}

fn tag<'a>(path: &str, inside: &'a str) -> Tag<'a> {
    let end = inside.starts_with('/');
    let closed = inside.ends_with('/');
    let bare = inside.trim_start_matches('/').trim_end_matches('/');
    let (name, mut rest) = bare.split_once(' ').unwrap_or((bare, ""));
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{path}: an odd tag <{inside}>");
    let mut attributes = Vec::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let stop = rest.find([' ', '=']).unwrap_or(rest.len());
        let (key, tail) = rest.split_at(stop);
        match tail.strip_prefix("=\"") {
            Some(value) => {
                let (value, after) = value.split_once('"').unwrap_or_else(|| panic!("{path}: an open attribute in <{inside}>"));
                attributes.push((key, value));
                rest = after;
            }
            None => {
                assert!(!tail.starts_with('='), "{path}: an attribute without quotes in <{inside}>");
                attributes.push((key, ""));
                rest = tail;
            }
        }
    }
    Tag { name, attributes, end, closed }
}

fn balanced(path: &str, tags: &[Tag<'_>]) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        if tag.end {
            assert_eq!(open.pop(), Some(tag.name), "{path}: </{}> closes the wrong element", tag.name);
        } else if !tag.closed && !VOID.contains(&tag.name) {
            if matches!(tag.name, "div" | "section" | "p" | "ul" | "ol" | "form" | "article" | "h1" | "h2" | "h3") {
                assert_ne!(open.last(), Some(&"p"), "{path}: <{}> inside a paragraph", tag.name);
            }
            if tag.name == "form" || tag.name == "a" || tag.name == "button" {
                assert!(!open.contains(&tag.name), "{path}: <{}> inside itself", tag.name);
            }
            open.push(tag.name);
        }
    }
    assert!(open.is_empty(), "{path}: never closed: {open:?}");
}

fn inline(path: &str, tags: &[Tag<'_>]) {
    for tag in tags {
        assert!(tag.name != "style" && tag.name != "iframe", "{path}: <{}>", tag.name);
        assert!(tag.end || tag.name != "script" || tag.has("src") || data(tag), "{path}: an inline script");
        for (key, value) in &tag.attributes {
            assert!(*key != "style" && !key.starts_with("on"), "{path}: {key}=\"{value}\" is against the policy");
            let loads = matches!(*key, "src" | "srcset" | "action")
                || (tag.name == "link" && *key == "href" && tag.value("rel") != Some("canonical"));
            assert!(!loads || value.starts_with('/'), "{path}: loads {value}");
            if *key == "dir" {
                assert!(["ltr", "rtl", "auto"].contains(value), "{path}: dir={value}");
            }
        }
        if !tag.end && tag.name == "img" {
            assert!(tag.has("alt"), "{path}: a picture without a text");
        }
        if !tag.end && tag.name == "form" && tag.value("method") == Some("post") {
            assert!(tag.has("action"), "{path}: a form without an action");
        }
    }
}

/// Inline data, which no browser runs.
fn data(tag: &Tag<'_>) -> bool {
    tag.value("type") == Some("application/ld+json")
}

/// Ids are unique; what is referred to is there; fields have labels.
fn names(path: &str, tags: &[Tag<'_>]) {
    let mut ids = HashSet::new();
    for id in tags.iter().filter_map(|tag| tag.value("id")) {
        assert!(ids.insert(id), "{path}: two elements are called {id}");
    }
    for tag in tags {
        for key in ["aria-labelledby", "aria-describedby", "for", "form"] {
            if let Some(value) = tag.value(key) {
                assert!(ids.contains(value), "{path}: {key}={value} leads nowhere");
            }
        }
        if let Some(target) = tag.value("href").and_then(|href| href.strip_prefix('#')) {
            assert!(ids.contains(target), "{path}: #{target} leads nowhere");
        }
    }
    let labelled: HashSet<&str> = tags.iter().filter(|tag| tag.name == "label").filter_map(|tag| tag.value("for")).collect();
    let mut inside_label = false;
    for tag in tags {
        if tag.name == "label" {
            inside_label = !tag.end;
        }
        let field = !tag.end && matches!(tag.name, "input" | "select") && tag.value("type") != Some("hidden");
        let named = inside_label || tag.value("id").is_some_and(|id| labelled.contains(id));
        assert!(!field || named, "{path}: a field without a label: {:?}", tag.attributes);
    }
    let times = tags.iter().filter(|tag| tag.name == "time" && !tag.end);
    assert!(
        times.clone().all(|tag| tag.value("datetime").is_some_and(|at| at.ends_with('Z'))),
        "{path}: a time without a moment"
    );
}

impl Tag<'_> {
    fn has(&self, key: &str) -> bool {
        self.attributes.iter().any(|(name, _)| *name == key)
    }
    fn value(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
    }
}
