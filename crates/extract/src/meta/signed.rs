//! Bylines as a page shows them: what links with `rel=author`, elements named so, and lines that begin with `By`.

use newsstand_news::Byline;

use super::agency;
use super::byline::{ends_with_by, is_name, is_role, read, says_by};
use super::marks::{APART, BUTTON, BYLINE, PICTURE, ROLE};
use super::near::Near;
use super::who::unique;
use crate::html::{Kind, NodeId, Place, Tag, decode_into};
use crate::limits::NAME;
use crate::look::is_unseen;
use crate::source::Source;
use crate::text::fold;

/// Nodes of the largest element that is read as a byline.
const NODES: usize = 80;
/// Longest byline, in characters.
const LONGEST: usize = 300;
/// Longest line of its own that is read as a byline, in characters.
const LINE: usize = 200;
/// Elements looked at on one page.
const MOST: usize = 60;

/// A byline as shown.
#[derive(Debug, Clone, Default)]
pub struct Signed {
    /// Who stands on it.
    pub people: Vec<Byline>,
    /// The names on it that are links of their own.
    pub linked: Vec<String>,
}

/// The best byline that is shown.
pub fn shown(source: &Source<'_>, near: Near) -> Signed {
    let top = at_top(source, near);
    if top.people.is_empty() { best(source, 0..source.tree.len()) } else { top }
}

/// The best byline near the headline.
pub fn at_top(source: &Source<'_>, near: Near) -> Signed {
    let named = best(source, near.top(source.tree.len()));
    if named.people.is_empty() { Signed { people: by_line(source, near), linked: Vec::new() } } else { named }
}

/// The byline of best rank among elements in a part of the page; of equals, the first.
fn best(source: &Source<'_>, part: std::ops::Range<NodeId>) -> Signed {
    let mut best: (u32, Signed) = (u32::MAX, Signed::default());
    let named = part.filter(|id| source.marks.is(*id, BYLINE) && fits(source, *id)).take(MOST);
    for id in named {
        let rank = (source.marks.at(id) & BYLINE).trailing_zeros();
        if rank < best.0 {
            let people = people_in(source, id);
            if !people.is_empty() {
                best = (rank, Signed { people, linked: linked(source, id) });
            }
        }
    }
    best.1
}

fn fits(source: &Source<'_>, id: NodeId) -> bool {
    let tag = source.tree.tag(id);
    let whole = matches!(
        tag,
        None | Some(
            Tag::Html
                | Tag::Body
                | Tag::Article
                | Tag::Main
                | Tag::Meta
                | Tag::Link
                | Tag::Script
                | Tag::Img
                | Tag::Button
                | Tag::Figure
                | Tag::Figcaption
        )
    );
    let picture =
        source.marks.is(id, PICTURE) || source.tree.ancestors(id).take(4).any(|up| source.tree.tag(up) == Some(Tag::Figure));
    !whole && !picture && source.tree.end(id) - id <= NODES && !source.marks.is(id, APART)
}

/// A line near the headline that begins with `By`, whatever its name.
fn by_line(source: &Source<'_>, near: Near) -> Vec<Byline> {
    let blocks = near.between().filter(|id| source.tree.tag(*id).is_some_and(Tag::is_block) && source.tree.end(*id) - id <= 30);
    let lines = blocks.map(|id| segments(source, id)).filter(|words| words.chars().count() <= LINE && says_by(words));
    lines.map(|line| unique(read(&line))).find(|people| !people.is_empty()).unwrap_or_default()
}

/// The people in one element.
fn people_in(source: &Source<'_>, id: NodeId) -> Vec<Byline> {
    let words = segments(source, id);
    if words.is_empty() || words.chars().count() > LONGEST {
        return Vec::new();
    }
    let role = source.tree.below(id).find(|inner| source.marks.is(*inner, ROLE)).map(|id| source.words(id));
    let role = role.filter(|role| !role.is_empty() && role.len() <= NAME);
    let without_role = role.as_deref().map_or(words.clone(), |role| words.replacen(role, "", 1));
    let mut people = read(&without_role);
    if people.is_empty() || people.iter().any(|person| person.name.split_whitespace().count() > 5) {
        people = linked(source, id).iter().flat_map(|name| read(name)).collect();
    }
    if let (Some(role), [person]) = (role, people.as_mut_slice()) {
        person.role.get_or_insert(role);
    }
    unique(people)
}

/// People in elements that microdata marks as authors.
pub fn marked(source: &Source<'_>) -> Vec<Byline> {
    let is_author = |value: &str| value.split_ascii_whitespace().any(|part| part.eq_ignore_ascii_case("author"));
    let named = source.tree.ids().filter(|id| source.marks.is(*id, BYLINE));
    let marked = named.filter(|id| source.tree.attribute(*id, "itemprop").is_some_and(|value| is_author(&value)));
    let people = marked.take(MOST).flat_map(|id| {
        let stated = source.tree.attribute(id, "content").map(|value| read(&value));
        let inner = || source.tree.below(id).find(|inner| source.tree.attribute(*inner, "itemprop").as_deref() == Some("name"));
        stated.or_else(|| inner().map(|inner| read(&segments(source, inner)))).unwrap_or_else(|| people_in(source, id))
    });
    people.collect()
}

/// The names that are links of their own in an element.
fn linked(source: &Source<'_>, id: NodeId) -> Vec<String> {
    let names = source.tree.find(id, &[Tag::A]).map(|id| source.words(id));
    names.filter(|name| is_name(name) && name.contains(' ')).collect()
}

/// The visible words of an element, with a comma where its markup alone sets a role, an agency or a second name apart.
fn segments(source: &Source<'_>, id: NodeId) -> String {
    let mut line = String::new();
    let mut linked = false;
    let mut at = id + 1;
    while at < source.tree.end(id) {
        match source.tree.kind(at) {
            Kind::Text(text) => {
                let mut words = String::new();
                decode_into(text, Place::Text, &mut words);
                let now = text_is_linked(source, at, id);
                add(&mut line, &fold(&words), linked, now);
                linked = now;
            }
            Kind::Element(start)
                if start.tag.is_hidden()
                    || start.tag == Tag::Button
                    || is_unseen(start.attributes)
                    || source.marks.is(at, BUTTON) =>
            {
                at = source.tree.end(at);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    line
}

fn text_is_linked(source: &Source<'_>, at: NodeId, id: NodeId) -> bool {
    source.tree.ancestors(at).take_while(|up| *up >= id).take(4).any(|up| source.tree.tag(up) == Some(Tag::A))
}

/// Adds words to a line. What follows a linked name without a link is what the person belongs to, and goes into a bracket.
fn add(line: &mut String, words: &str, after_link: bool, linked: bool) {
    if words.is_empty() {
        return;
    }
    let large = words.chars().next().is_some_and(char::is_uppercase);
    let open = large && !line.is_empty() && !line.ends_with([',', ':', ';', '|', '/', '(']) && !ends_with_by(line);
    let role = open && (is_role(words) || agency::is_agency(words, ""));
    let joins = || ends_with_by(words.split(' ').next().unwrap_or(""));
    if open && after_link && !linked && !role && !joins() {
        line.push_str(&format!(" ({words})"));
        return;
    }
    let apart = role || (open && after_link && linked);
    line.push_str(match (apart, line.is_empty()) {
        (_, true) => "",
        (true, false) => ", ",
        (false, false) if words.starts_with([',', '.', ';', ')', ':']) => "",
        (false, false) => " ",
    });
    line.push_str(words);
}
