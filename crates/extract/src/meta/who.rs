//! The people on a page's byline, with what they are, and who is named where no person is.

use newsstand_news::Byline;

use super::agency::{is_desk, is_short};
use super::byline::read;
use super::house::House;
use super::jsonld::{Object, Thing, is_a, text};
use super::near::Near;
use super::signed::{self, Signed};
use crate::limits::{BYLINES, NAME};
use crate::source::Source;
use crate::text::plain;

/// Whom a page names as authors.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// People, and agencies that stand among them.
    pub people: Vec<Byline>,
    /// The organisation that the page's data names as author.
    pub organisation: Option<String>,
    /// Whether that organisation is the title itself.
    pub is_house: bool,
    /// The first author in the page's data, whatever it is.
    pub first: Option<String>,
}

/// Who wrote it: names from the page's data where it has them, roles from what is shown.
pub fn named(source: &Source<'_>, near: Near) -> Named {
    let house = House::of(source);
    let organisation = organisation(source);
    let is_house = organisation.as_ref().is_some_and(|name| house.is(name));
    let mut people = told(source, &house);
    if people.is_empty() && (organisation.is_none() || is_house) {
        people = tagged(source, &house);
    }
    let mut first = first(source);
    // Where another organisation is named as author, names on the page are somebody else's.
    if !people.is_empty() {
        people = completed(people, signed::shown(source, near));
    } else if organisation.is_none() || is_house {
        let signed = if is_house { signed::at_top(source, near) } else { signed::shown(source, near) };
        first = first.or_else(|| signed.people.first().map(|person| person.name.clone()));
        people = without_house(signed.people, &house);
    }
    people.truncate(BYLINES);
    Named { people, organisation, is_house, first }
}

fn without_house(people: Vec<Byline>, house: &House) -> Vec<Byline> {
    people.into_iter().filter(|person| !house.is(&person.name) && !is_desk(&person.name)).collect()
}

/// People from the page's data, with what only the page shows: roles, accents, and whom the data left out, where the page
/// links each of them.
fn completed(mut people: Vec<Byline>, shown: Signed) -> Vec<Byline> {
    for person in &mut people {
        let Some(other) = shown.people.iter().find(|other| same_name(&other.name, &person.name)) else { continue };
        person.role = person.role.take().or_else(|| other.role.clone());
        if !other.name.is_ascii() && person.name.is_ascii() {
            person.name.clone_from(&other.name);
        }
    }
    let all_linked = people.iter().all(|person| shown.linked.iter().any(|name| same_name(name, &person.name)));
    if all_linked {
        let linked = |person: &Byline| shown.linked.iter().any(|name| same_name(name, &person.name));
        let more = shown.people.into_iter().filter(linked).filter(|person| (2..=3).contains(&person.name.split(' ').count()));
        people.extend(more);
        return unique(people);
    }
    people
}

/// Whether two names are one but for case and accents.
pub fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let alike = |(one, other): (char, char)| one == other || one.is_ascii() != other.is_ascii();
    one == other
        || (one.chars().count() == other.chars().count() && one.chars().count() >= 8 && one.chars().zip(other.chars()).all(alike))
}

fn authors<'s>(source: &'s Source<'_>) -> Vec<Thing<'s>> {
    let Some(article) = source.article() else { return Vec::new() };
    source.data.objects_of(article.get("author").or_else(|| article.get("creator")))
}

/// Authors in the structured data.
fn told(source: &Source<'_>, house: &House) -> Vec<Byline> {
    let mut people: Vec<Byline> = Vec::new();
    for thing in authors(source) {
        let role = thing.object().and_then(|object| text(object, "jobTitle")).filter(|role| role.len() <= NAME);
        if thing.object().is_some_and(is_organisation) {
            continue;
        }
        let is_person = thing.object().is_some_and(|object| is_a(object, "Person"));
        let names = thing.names().into_iter().filter(|name| !house.is(name) && !is_desk(name));
        let read = names.flat_map(|name| given(&name, is_person));
        people.extend(read.map(|person| Byline { role: person.role.or_else(|| role.clone()), ..person }));
    }
    unique(people)
}

/// A name as data gives it. What is too small for a person's name is an agency's initials; who is said to be a person may
/// write a name small.
fn given(name: &str, is_person: bool) -> Vec<Byline> {
    let whole = || vec![Byline { name: name.trim().to_owned(), role: None }];
    if is_short(name) {
        return whole();
    }
    let read = read(name);
    let small =
        is_person && (2..=3).contains(&name.split_whitespace().count()) && name.chars().all(|c| c.is_lowercase() || c == ' ');
    if read.is_empty() && small { whole() } else { read }
}

/// The first author that the page's data names.
fn first(source: &Source<'_>) -> Option<String> {
    let tagged = || source.tags.all(&TAGS[..1]).iter().find(|text| !text.contains("://")).map(|text| plain(text));
    let name = authors(source).into_iter().find_map(Thing::name).or_else(tagged)?;
    (!name.contains("://") && !name.contains('@') && name.chars().count() <= NAME && !name.is_empty()).then_some(name)
}

/// The organisation that the structured data names as author.
fn organisation(source: &Source<'_>) -> Option<String> {
    let mut organisations = authors(source).into_iter().filter(|thing| thing.object().is_some_and(is_organisation));
    organisations.find_map(Thing::name).map(|name| name.chars().take(NAME).collect())
}

fn is_organisation(object: &Object) -> bool {
    !is_a(object, "Person") && (is_a(object, "Organization") || is_a(object, "NewsMediaOrganization"))
}

/// Names of `meta` elements that hold authors, best first.
const TAGS: [&str; 11] = [
    "author",
    "article:author",
    "sailthru.author",
    "parsely-author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article.author",
    "article:byline",
    "twitter:creator:name",
];

/// Authors in the page's head and microdata.
fn tagged(source: &Source<'_>, house: &House) -> Vec<Byline> {
    let is_name = |text: &&String| !text.contains("://") && !text.starts_with('@') && !house.leads(text);
    for name in TAGS {
        let people = source.tags.all(&[name]).iter().filter(is_name).flat_map(|text| given(text, false));
        let people = without_house(unique(people.collect()), house);
        if !people.is_empty() {
            return people;
        }
    }
    without_house(unique(signed::marked(source)), house)
}

/// People without those named twice.
pub fn unique(people: Vec<Byline>) -> Vec<Byline> {
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
