//! Pictures that a page shows with its article, and what holds each of them with its caption.

use std::ops::Range;

use newsstand_news::Address;

use super::marks::{APART, CAPTION, SMALL};
use super::near::Near;
use crate::clean::{largest, read_picture};
use crate::hints::holds;
use crate::html::{Kind, NodeId, ROOT, Tag};
use crate::source::Source;

/// A picture shown on the page.
pub struct Shown {
    /// Where it is.
    pub address: Address,
    /// The element itself.
    pub at: NodeId,
    /// What holds it and its caption.
    pub holder: NodeId,
    /// Its stated size.
    pub size: Option<(u32, u32)>,
    /// Whether it may lead: not small, no logo, no face, no link to another article.
    pub leads: bool,
    /// Whether it is set as a picture of the article: in a figure, with a caption, or stated to be large.
    pub is_set: bool,
}

/// Smallest side of a picture worth leading with, in pixels, where the page states it.
const SMALLEST: u32 = 150;
/// Width from which on a picture is large, in pixels.
const LARGE: u32 = 480;
/// Pictures looked at on one page.
const MOST: usize = 80;
/// Elements tried on one page, whether they hold a picture or not.
const LOOKED: usize = 300;
/// How many levels above a picture its holder is looked for.
const LEVELS: usize = 7;
/// Nodes of the largest holder that is no figure.
const NODES: usize = 70;

/// The pictures of a page in their order, without what stands in `outside`.
pub fn pictures(source: &Source<'_>, near: Near, outside: &[Range<NodeId>]) -> Vec<Shown> {
    let start = scope(source, near);
    let end = near.end.unwrap_or(source.tree.len());
    let elements = (ROOT..end).filter(|id| is_picture(source, *id) && !holds(outside, *id, *id));
    elements.take(LOOKED).filter_map(|id| picture(source, id, start, near)).take(MOST).collect()
}

/// The nearest element around both headline and text.
fn scope(source: &Source<'_>, near: Near) -> NodeId {
    let (Some(head), Some(text)) = (near.head, near.text) else { return ROOT };
    source.tree.ancestors(head).find(|id| (*id..source.tree.end(*id)).contains(&text)).unwrap_or(ROOT)
}

/// `img`, and elements of the site's own making that are named like one.
fn is_picture(source: &Source<'_>, id: NodeId) -> bool {
    match source.tree.kind(id) {
        Kind::Element(start) if start.tag == Tag::Img => true,
        Kind::Element(start) if start.tag == Tag::Other => {
            start.name.contains('-') && (start.name.contains("img") || start.name.contains("image"))
        }
        _ => false,
    }
}

fn picture(source: &Source<'_>, id: NodeId, scope: NodeId, near: Near) -> Option<Shown> {
    let seen = read_picture(source.tree.attributes(id), None, source.base);
    let size = seen.as_ref().and_then(|seen| seen.width.zip(seen.height));
    // What the image itself offers is what all browsers can show.
    let address = seen.map(|seen| seen.address).or_else(|| of_sources(source, id))?;
    let large = size.is_none_or(|(width, height)| width >= SMALLEST && height >= SMALLEST);
    let leads = id >= scope && large && !is_drawing(&address) && belongs(source, id, scope);
    let holder = holder(source, id, near);
    let is_set = holder != id || size.is_some_and(|(width, height)| width >= LARGE && width > height);
    Some(Shown { address: shown_address(source, id, address), at: id, holder, size, leads, is_set })
}

/// Attributes that hold a version to be opened in its own window.
const OPENED: [&str; 3] = ["data-full-src", "data-hi-res-src", "data-orig-file"];

/// The address that the page shows, where `best` is a version that opens when somebody presses it.
fn shown_address(source: &Source<'_>, id: NodeId, best: Address) -> Address {
    let attribute = |name: &str| source.base.resolve(&source.tree.attribute(id, name)?);
    let opened = OPENED.iter().any(|name| attribute(name).as_ref() == Some(&best));
    if !opened {
        return best;
    }
    attribute("src").filter(|address| !is_drawing(address)).unwrap_or(best)
}

/// The best address among the `source` elements beside a picture that has none of its own.
fn of_sources(source: &Source<'_>, id: NodeId) -> Option<Address> {
    let around = source.tree.ancestors(id).take(LEVELS).find(|id| source.tree.tag(*id) == Some(Tag::Picture))?;
    let set = |id: NodeId| source.tree.attribute(id, "srcset").or_else(|| source.tree.attribute(id, "data-srcset"));
    source.tree.find(around, &[Tag::Source]).find_map(|id| largest(&set(id)?, source.base))
}

/// Whether an address names a drawing that belongs to the site.
pub fn is_drawing(address: &Address) -> bool {
    let path = address.as_str().split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let file = path.rsplit('/').next().unwrap_or("");
    let named = ["logo", "favicon", "placeholder", "avatar", "default-image", "default_image", "no-image", "noimage"];
    file.ends_with(".svg") || named.iter().any(|word| file.contains(word))
}

/// Whether nothing around a picture says that it is the site's, somebody's face, or another article's.
fn belongs(source: &Source<'_>, id: NodeId, scope: NodeId) -> bool {
    let around = std::iter::once(id).chain(source.tree.ancestors(id).take_while(|up| *up > scope));
    around.take(LEVELS).all(|up| {
        let tag = source.tree.tag(up);
        let apart = matches!(tag, Some(Tag::Nav | Tag::Footer | Tag::Form | Tag::Button | Tag::Dialog | Tag::Menu));
        let marks = source.marks.at(up);
        // Around a whole article nearly any name may stand.
        let near = source.tree.end(up) - up <= NODES;
        let other = apart || (near && marks & (SMALL | APART) != 0);
        !other && (tag != Some(Tag::A) || !leads_away(source, up))
    })
}

/// Whether a link around a picture leads to another page and not to the picture itself.
fn leads_away(source: &Source<'_>, link: NodeId) -> bool {
    let Some(href) = source.tree.attribute(link, "href") else { return false };
    let Some(to) = source.base.resolve(&href) else { return false };
    let bare = |text: &str| text.split(['?', '#']).next().unwrap_or("").trim_end_matches('/').to_ascii_lowercase();
    let to = bare(to.as_str());
    let picture = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|end| to.ends_with(end));
    !picture && to != bare(source.address.as_str()) && !to.contains("image") && !to.contains("photo") && !to.contains("galler")
}

/// The figure around a picture, else the smallest element that also holds something named a caption.
fn holder(source: &Source<'_>, id: NodeId, near: Near) -> NodeId {
    let around: Vec<NodeId> = source.tree.ancestors(id).take(LEVELS).collect();
    let figure = around.iter().find(|up| source.tree.tag(**up) == Some(Tag::Figure));
    let holds = |up: NodeId, place: Option<NodeId>| place.is_some_and(|place| (up..source.tree.end(up)).contains(&place));
    let small = || {
        let mut small = around
            .iter()
            .take_while(|up| source.tree.end(**up) - **up <= NODES && !holds(**up, near.head) && !holds(**up, near.text));
        small.find(|up| holds_caption(source, **up))
    };
    figure.or_else(small).copied().unwrap_or(id)
}

fn holds_caption(source: &Source<'_>, id: NodeId) -> bool {
    source.tree.below(id).any(|inner| {
        source.tree.tag(inner).is_some_and(|tag| tag == Tag::Figcaption || (tag != Tag::Img && source.marks.is(inner, CAPTION)))
    })
}
