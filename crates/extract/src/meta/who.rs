//! The people on a page's byline, with what they are.

use newsstand_news::Byline;

use super::byline::{is_name, read, says_by};
use super::jsonld::{Object, is_a, text};
use super::tags::properties;
use crate::html::{NodeId, Tag};
use crate::limits::{BYLINES, NAME};
use crate::source::Source;

/// Who wrote it: names from the page's data where it has them, roles from what is shown. `top` is where the headline stands,
/// `text` where running text begins.
pub fn bylines(source: &Source<'_>, top: Option<NodeId>, text: Option<NodeId>) -> Vec<Byline> {
    let mut shown = shown(source);
    if shown.is_empty() {
        shown = written(source, top.unwrap_or_default(), text);
    }
    let mut people = told(source);
    if people.is_empty() {
        people = tagged(source);
    }
    if people.is_empty() {
        // Where an organisation is named as author, names on the page are somebody else's.
        return if organisation(source).is_some() { Vec::new() } else { shown };
    }
    for person in people.iter_mut().filter(|person| person.role.is_none()) {
        person.role = shown.iter().find(|other| same_name(&other.name, &person.name)).and_then(|other| other.role.clone());
    }
    people.truncate(BYLINES);
    people
}

fn same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Authors in the structured data.
fn told(source: &Source<'_>) -> Vec<Byline> {
    let Some(article) = source.article() else { return Vec::new() };
    let mut people: Vec<Byline> = Vec::new();
    for thing in source.data.objects_of(article.get("author").or_else(|| article.get("creator"))) {
        let role = thing.object().and_then(|object| text(object, "jobTitle")).filter(|role| role.len() <= NAME);
        let Some(name) = thing.name().filter(|_| !thing.object().is_some_and(is_organisation)) else { continue };
        let read = read(&name);
        people.extend(read.into_iter().map(|person| Byline { role: person.role.or_else(|| role.clone()), ..person }));
    }
    unique(people)
}

/// The organisation that the structured data names as author, when it is not the title itself.
pub fn organisation(source: &Source<'_>) -> Option<String> {
    let article = source.article()?;
    let things = source.data.objects_of(article.get("author").or_else(|| article.get("creator")));
    let named = things.into_iter().filter(|thing| thing.object().is_some_and(is_organisation)).find_map(|thing| thing.name());
    named.filter(|name| !same_name(name, &source.site))
}

fn is_organisation(object: &Object) -> bool {
    is_a(object, "Organization") || is_a(object, "NewsMediaOrganization")
}

/// Authors in the page's head and microdata.
fn tagged(source: &Source<'_>) -> Vec<Byline> {
    let names = [
        "author",
        "article:author",
        "sailthru.author",
        "parsely-author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "article.author",
        "twitter:creator:name",
    ];
    for name in names {
        let people: Vec<Byline> = source
            .tags
            .all(&[name])
            .iter()
            .filter(|text| !text.contains("://") && !text.starts_with('@'))
            .flat_map(|text| read(text))
            .collect();
        let people: Vec<Byline> = unique(people).into_iter().filter(|person| !same_name(&person.name, &source.site)).collect();
        if !people.is_empty() {
            return people;
        }
    }
    unique(properties(source.tree, "author").iter().flat_map(|text| read(text)).collect())
}

/// Words in names of elements that hold a byline, best first.
const NAMES: [&str; 9] = ["byline", "author", "autor", "auteur", "redakt", "writer", "firma", "journalist", "contributor"];
/// Words in names of elements that say what somebody is.
const ROLES: [&str; 7] = ["role", "job", "position", "author-title", "authortitle", "designation", "function"];

/// Bylines as shown: what links with `rel=author`, and elements named so, near the headline.
fn shown(source: &Source<'_>) -> Vec<Byline> {
    let mut best: (usize, Vec<Byline>) = (usize::MAX, Vec::new());
    for id in source.tree.ids() {
        let Some(tag) = source.tree.tag(id) else { continue };
        if matches!(
            tag,
            Tag::Html | Tag::Body | Tag::Article | Tag::Main | Tag::Meta | Tag::Link | Tag::Script | Tag::Img
        ) || source.tree.end(id) - id > 80
        {
            continue;
        }
        let Some(rank) = rank(source, id) else { continue };
        if rank >= best.0 {
            continue;
        }
        let people = people_in(source, id);
        if !people.is_empty() {
            best = (rank, people);
        }
    }
    best.1
}

/// A line between headline and text that begins with `By`, whatever its name.
fn written(source: &Source<'_>, top: NodeId, text: Option<NodeId>) -> Vec<Byline> {
    let between = (top..text.unwrap_or(top))
        .filter(|id| source.tree.tag(*id).is_some_and(Tag::is_block) && source.tree.end(*id) - id <= 30);
    let lines = between.map(|id| source.words(id)).filter(|words| words.chars().count() <= 200 && says_by(words));
    lines.map(|line| unique(read(&line))).find(|people| !people.is_empty()).unwrap_or_default()
}

fn rank(source: &Source<'_>, id: NodeId) -> Option<usize> {
    let name = source.name(id);
    if name.is_empty() || name.contains("comment") || name.contains("related") {
        return None;
    }
    let by = || name.split(' ').any(|part| matches!(part, "by" | "who" | "signature"));
    let by = || (by() && says_by(&source.words(id))).then_some(NAMES.len());
    NAMES.iter().position(|word| name.contains(word)).or_else(by)
}

/// The people in one element. Its parts stand apart where its markup sets them apart.
fn people_in(source: &Source<'_>, id: NodeId) -> Vec<Byline> {
    let words = source.words(id);
    if words.is_empty() || words.chars().count() > 300 {
        return Vec::new();
    }
    let role = source.tree.below(id).filter(|inner| source.tree.tag(*inner).is_some()).find(|inner| {
        let name = source.name(*inner);
        ROLES.iter().any(|word| name.contains(word))
    });
    let role = role.map(|id| source.words(id)).filter(|role| !role.is_empty() && role.len() <= NAME);
    let without_role = role.as_deref().map_or(words.clone(), |role| words.replacen(role, "", 1));
    let linked: Vec<String> =
        source.tree.find(id, &[Tag::A]).map(|id| source.words(id)).filter(|name| is_name(name) && name.contains(' ')).collect();
    let mut people = read(&without_role);
    if people.is_empty() || people.iter().any(|person| person.name.split_whitespace().count() > 5) {
        people = linked.iter().flat_map(|name| read(name)).collect();
    }
    if let (Some(role), [person]) = (role, people.as_mut_slice()) {
        person.role.get_or_insert(role);
    }
    unique(people)
}

fn unique(people: Vec<Byline>) -> Vec<Byline> {
    let mut kept: Vec<Byline> = Vec::new();
    for person in people {
        match kept.iter_mut().find(|known| same_name(&known.name, &person.name)) {
            Some(known) => known.role = known.role.take().or(person.role),
            None => kept.push(person),
        }
    }
    kept.truncate(BYLINES);
    kept
}
