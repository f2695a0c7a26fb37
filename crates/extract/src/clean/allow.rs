//! The allow-list: elements, their attributes, and the values these may have.

use super::address::{Base, mailto};
use super::escape::push_attribute;
use super::writer::start_tag;
use crate::html::attribute::decoded;
use crate::html::{Attributes, Tag};

/// Block elements that are kept.
pub const fn is_block(tag: Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        P | H1
            | H2
            | H3
            | H4
            | H5
            | H6
            | Ul
            | Ol
            | Li
            | Dl
            | Dt
            | Dd
            | Blockquote
            | Pre
            | Figure
            | Figcaption
            | Table
            | Caption
            | Thead
            | Tbody
            | Tfoot
            | Tr
            | Th
            | Td
            | Details
            | Summary
    )
}

/// Inline elements that are kept, besides `a`, `br` and `img`.
const fn is_inline(tag: Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        Abbr | B
            | Bdi
            | Bdo
            | Cite
            | Code
            | Del
            | Dfn
            | Em
            | I
            | Ins
            | Kbd
            | Mark
            | Q
            | Rp
            | Rt
            | Ruby
            | S
            | Samp
            | Small
            | Strong
            | Sub
            | Sup
            | Time
            | U
            | Var
    )
}

/// The name under which an inline element is kept.
pub const fn inline_name(tag: Tag) -> Tag {
    match tag {
        Tag::Strike => Tag::S,
        Tag::Tt => Tag::Code,
        _ => tag,
    }
}

/// The start tag of an inline element, if it is kept.
pub fn inline(tag: Tag, attributes: Attributes<'_>, base: &Base<'_>) -> Option<(Tag, String)> {
    let tag = inline_name(tag);
    if tag == Tag::A {
        return link(attributes, base).map(|start| (tag, start));
    }
    if !is_inline(tag) {
        return None;
    }
    let own = match tag {
        Tag::Time => value(attributes, "datetime", is_datetime).map(|value| ("datetime", value)),
        Tag::Abbr => attributes.get("title").map(|title| ("title", title.split_whitespace().collect::<Vec<_>>().join(" "))),
        Tag::Bdo => value(attributes, "dir", is_direction).map(|value| ("dir", value)),
        _ => None,
    };
    let start = match &own {
        Some((name, value)) => start_tag(tag, &[(name, value)]),
        None => start_tag(tag, &[]),
    };
    Some((tag, start))
}

fn link(attributes: Attributes<'_>, base: &Base<'_>) -> Option<String> {
    let href = attributes.get("href")?;
    match base.resolve(&href) {
        Some(address) => Some(link_start(address.as_str())),
        None => mailto(&href).map(|mail| link_start(&mail)),
    }
}

/// What a link's start tag has beside its address.
const LINK: &str = "<a href=\"\" rel=\"nofollow noopener noreferrer\">";

/// The start tag of a link.
pub fn link_start(href: &str) -> String {
    let mut start = String::with_capacity(LINK.len() + href.len());
    start.push_str("<a");
    push_attribute("href", href, &mut start);
    start.push_str(" rel=\"nofollow noopener noreferrer\">");
    start
}

/// The kept attributes of a block, escaped, each with a leading space; `lang` and `dir` first.
pub fn block_attributes(tag: Tag, attributes: Attributes<'_>) -> String {
    let (mut lang, mut dir, mut start, mut colspan, mut rowspan) = (None, None, None, None, None);
    for (name, value) in attributes.iter() {
        let slot = match Known::of(name) {
            Some(Known::Lang) => &mut lang,
            Some(Known::Dir) => &mut dir,
            Some(Known::Start) if tag == Tag::Ol => &mut start,
            Some(Known::Colspan) if matches!(tag, Tag::Td | Tag::Th) => &mut colspan,
            Some(Known::Rowspan) if matches!(tag, Tag::Td | Tag::Th) => &mut rowspan,
            _ => continue,
        };
        slot.get_or_insert(value);
    }
    let mut out = String::new();
    let mut push = |name: &str, value: Option<&str>, good: fn(&str) -> bool| {
        let value = value.map(|value| decoded(value).trim().to_ascii_lowercase());
        if let Some(value) = value.filter(|value| good(value)) {
            push_attribute(name, &value, &mut out);
        }
    };
    push("lang", lang, is_language);
    push("dir", dir, is_direction);
    push("start", start, is_count);
    push("colspan", colspan, is_span);
    push("rowspan", rowspan, is_span);
    out
}

enum Known {
    Lang,
    Dir,
    Start,
    Colspan,
    Rowspan,
}

impl Known {
    fn of(name: &str) -> Option<Known> {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        match name.len() {
            3 if is("dir") => Some(Known::Dir),
            4 if is("lang") => Some(Known::Lang),
            5 if is("start") => Some(Known::Start),
            7 if is("colspan") => Some(Known::Colspan),
            7 if is("rowspan") => Some(Known::Rowspan),
            _ => None,
        }
    }
}

fn value(attributes: Attributes<'_>, name: &str, good: fn(&str) -> bool) -> Option<String> {
    let value = attributes.get(name)?;
    let value = value.trim();
    good(value).then(|| value.to_owned())
}

fn is_language(value: &str) -> bool {
    (2..=35).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_direction(value: &str) -> bool {
    matches!(value, "ltr" | "rtl" | "auto")
}

fn is_count(value: &str) -> bool {
    value.parse::<u16>().is_ok()
}

fn is_span(value: &str) -> bool {
    value.parse::<u16>().is_ok_and(|span| (2..=100).contains(&span))
}

fn is_datetime(value: &str) -> bool {
    (4..=40).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-:.+ ".contains(&byte))
}
