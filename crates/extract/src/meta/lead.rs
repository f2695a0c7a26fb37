//! The picture on top of an article.

use std::ops::Range;

use newsstand_news::{Address, Picture};

use super::beside;
use super::caption::Caption;
use super::jsonld::{Object, Thing, text};
use super::near::Near;
use super::shown::{Shown, is_drawing, pictures};
use crate::html::NodeId;
use crate::source::Source;

/// The picture shown on top of the text, else the one the page's data names, with what is said of it.
///
/// Of what is shown, the file that the page shares leads, then what stands between headline and text, then the first. The
/// address is the one that is shown, since a shared one is often cut for other sites.
/// What stands in `outside` is not the article's.
pub fn picture(source: &Source<'_>, near: Near, outside: &[Range<NodeId>]) -> Option<Picture> {
    let (told, said) = told(source);
    let named =
        source.tags.first(&["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "image"]);
    let shared = named.and_then(|text| source.base.resolve(text)).filter(|address| !is_drawing(address));
    let shown = pictures(source, near, outside);
    let Some(shown) = choose(&shown, shared.as_ref(), told.as_ref(), near) else {
        let address = shared.or(told)?;
        return Some(Picture { address, caption: said.caption, credit: said.credit, size: size(source) });
    };
    let caption = beside::caption(source, shown, near);
    Some(Picture {
        caption: caption.caption.or(said.caption),
        credit: caption.credit.or(said.credit),
        size: shown.size,
        address: shown.address.clone(),
    })
}

fn choose<'s>(shown: &'s [Shown], shared: Option<&Address>, told: Option<&Address>, near: Near) -> Option<&'s Shown> {
    let same = |file: Option<&Address>| {
        let alike = shown.iter().map(|shown| (file.map_or(0, |file| likeness(&shown.address, file)), shown));
        // The first of those that are most alike.
        alike.rev().filter(|(likeness, _)| *likeness > 0).max_by_key(|(likeness, _)| *likeness).map(|(_, shown)| shown)
    };
    let named = same(shared).or_else(|| same(told));
    let before = |shown: &&Shown| near.text.is_some_and(|text| shown.at < text);
    let on_top = || shown.iter().find(|shown| shown.leads && shown.is_set && before(shown));
    let first = || shown.iter().find(|shown| shown.leads && (shown.is_set || shared.is_none()));
    named.filter(before).or_else(on_top).or(named).or_else(first)
}

/// The picture in the structured data: of several, the largest by what is said of them, else the first.
fn told(source: &Source<'_>) -> (Option<Address>, Caption) {
    let Some(article) = source.article() else { return (None, Caption::default()) };
    let things = source.data.objects_of(article.get("image").or_else(|| article.get("thumbnailUrl")));
    let Some(first) = things.first() else { return (None, Caption::default()) };
    let width = |thing: &Thing<'_>| thing.object().and_then(|object| text(object, "width")?.parse::<u32>().ok()).unwrap_or(0);
    let widest = things.iter().rev().max_by_key(|thing| width(thing)).unwrap_or(first);
    match widest {
        Thing::Text(text) => (source.base.resolve(text), Caption::default()),
        Thing::Object(object) => (object_address(source, object), object_caption(source, object)),
    }
}

fn object_address(source: &Source<'_>, object: &Object) -> Option<Address> {
    ["url", "contentUrl", "@id"].iter().filter_map(|key| text(object, key)).find_map(|text| source.base.resolve(&text))
}

fn object_caption(source: &Source<'_>, object: &Object) -> Caption {
    let credit = ["creditText", "copyrightNotice"].iter().find_map(|key| text(object, key));
    let maker = || {
        ["author", "creator", "copyrightHolder"]
            .iter()
            .find_map(|key| source.data.objects_of(object.get(*key)).into_iter().find_map(Thing::name))
    };
    Caption { caption: ["caption", "description"].iter().find_map(|key| text(object, key)), credit: credit.or_else(maker) }
}

/// Shortest part of a path that may name a file, in bytes.
const PART: usize = 8;
/// How many parts of a path, from its end, may name the file.
const PARTS: usize = 3;

/// How much speaks for two addresses being sizes of one picture, in letters: their files bear one name but for its end.
fn likeness(one: &Address, other: &Address) -> usize {
    let (one, other) = (parts(one), parts(other));
    one.iter().map(|part| other.iter().map(|known| common(part, known)).max().unwrap_or(0)).sum()
}

/// The last parts of an address that may name a file; of an address that wraps another, the inner one's.
fn parts(address: &Address) -> Vec<String> {
    let address = address.as_str().split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let path = address.splitn(4, '/').nth(3).unwrap_or("").replace("%252f", "/").replace("%2f", "/");
    let named =
        |part: &&str| part.len() >= PART && part.bytes().any(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'_');
    path.rsplit(['/', '=', '&']).filter(|part| !part.is_empty()).take(PARTS).filter(named).map(str::to_owned).collect()
}

/// How many letters two parts of paths have in common, where that is most of their beginning and holds a number or several
/// words; else none.
fn common(one: &str, other: &str) -> usize {
    let stem = |part: &str| part.rsplit_once('.').map_or(part.len(), |(stem, _)| stem.len());
    let common = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let shorter = stem(one).min(stem(other));
    let start = one.get(..common).unwrap_or(one);
    let telling = start.bytes().filter(u8::is_ascii_digit).count() >= 3 || start.matches(['-', '_']).count() >= 2;
    if common >= PART && telling && common * 10 >= shorter * 7 { common } else { 0 }
}

fn size(source: &Source<'_>) -> Option<(u32, u32)> {
    let number = |name: &str| source.tags.first(&[name]).and_then(|text| text.parse().ok());
    number("og:image:width").zip(number("og:image:height")).filter(|(width, height)| *width > 0 && *height > 0)
}
