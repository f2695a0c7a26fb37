//! The picture on top of an article.

use newsstand_news::{Address, Picture};

use super::caption::{Caption, of_figure};
use super::jsonld::{Object, Thing, text};
use crate::clean::read_picture;
use crate::html::{NodeId, Tag};
use crate::source::Source;

/// Smallest side of a picture worth leading with, in pixels, where the page states it.
const SMALLEST: u32 = 150;
/// Pictures looked at on one page.
const MOST: usize = 40;

/// The picture shown on top of the text, else the one the page's data names, with what is said of it; `top` is where the
/// headline stands, `text` where running text begins.
pub fn picture(source: &Source<'_>, top: Option<NodeId>, text: Option<NodeId>) -> Option<Picture> {
    let (told, said) = told(source);
    let named =
        source.tags.first(&["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "image"]);
    let shared = named.and_then(|text| source.base.resolve(text)).or(told);
    let shown = figures(source);
    let same = shared.as_ref().and_then(|address| shown.iter().find(|figure| same_file(&figure.address, address)));
    let on_top = || {
        let (top, text) = (top?, text?);
        shown.iter().find(|figure| figure.holder > top && figure.holder < text && figure.wide)
    };
    let Some(figure) = same.or_else(on_top).or_else(|| shown.first().filter(|_| shared.is_none())) else {
        return Some(Picture { address: shared?, caption: said.caption, credit: said.credit, size: size(source) });
    };
    let caption = of_figure(source.tree, figure.holder);
    let address = if figure.wide { figure.address.clone() } else { shared.unwrap_or_else(|| figure.address.clone()) };
    Some(Picture {
        caption: caption.caption.or(said.caption),
        credit: caption.credit.or(said.credit),
        size: figure.size,
        address,
    })
}

/// The picture in the structured data.
fn told(source: &Source<'_>) -> (Option<Address>, Caption) {
    let Some(article) = source.article() else { return (None, Caption::default()) };
    let things = source.data.objects_of(article.get("image").or_else(|| article.get("thumbnailUrl")));
    let Some(first) = things.first() else { return (None, Caption::default()) };
    match first {
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

/// A picture shown on the page.
struct Shown {
    address: Address,
    /// What holds it and its caption.
    holder: NodeId,
    size: Option<(u32, u32)>,
    /// Whether it is not known to be small.
    wide: bool,
}

/// Pictures that stand in figures, or beside something that is named a caption.
fn figures(source: &Source<'_>) -> Vec<Shown> {
    let mut found = Vec::new();
    for id in source.tree.ids() {
        if found.len() >= MOST {
            break;
        }
        let holds = match source.tree.tag(id) {
            Some(Tag::Figure) => true,
            Some(Tag::Div) => {
                source.tree.end(id) - id < 60
                    && source
                        .tree
                        .below(id)
                        .any(|id| source.tree.tag(id).is_some_and(|tag| tag != Tag::Img) && source.name(id).contains("caption"))
            }
            _ => false,
        };
        if holds && let Some(shown) = shown(source, id) {
            found.push(shown);
        }
    }
    found
}

fn shown(source: &Source<'_>, holder: NodeId) -> Option<Shown> {
    let set = |id: NodeId| source.tree.attribute(id, "srcset").or_else(|| source.tree.attribute(id, "data-srcset"));
    let wider = source.tree.find(holder, &[Tag::Source]).find_map(|id| crate::clean::largest(&set(id)?, source.base));
    let seen =
        source.tree.find(holder, &[Tag::Img]).find_map(|image| read_picture(source.tree.attributes(image), None, source.base));
    let size = seen.as_ref().and_then(|seen| seen.width.zip(seen.height));
    let wide = size.is_none_or(|(width, height)| width >= SMALLEST && height >= SMALLEST);
    // What the image itself offers is what all browsers can show.
    let address = seen.map(|seen| seen.address).or(wider)?;
    Some(Shown { address, holder, size, wide })
}

/// Whether two addresses are sizes of one picture: the same file name, or one long part of the path in common.
fn same_file(one: &Address, other: &Address) -> bool {
    let parts = |address: &Address| -> Vec<String> {
        let path = address.as_str().split(['?', '#']).next().unwrap_or("");
        path.split(['/', '=', ',', '&'])
            .skip(3)
            .map(|part| part.split('.').next().unwrap_or("").to_lowercase())
            .filter(|part| part.len() >= 8)
            .collect()
    };
    let (one, other) = (parts(one), parts(other));
    one.iter().any(|part| part.chars().any(|c| c.is_ascii_digit() || c == '-' || c == '_') && other.contains(part))
}

fn size(source: &Source<'_>) -> Option<(u32, u32)> {
    let number = |name: &str| source.tags.first(&[name]).and_then(|text| text.parse().ok());
    number("og:image:width").zip(number("og:image:height")).filter(|(width, height)| *width > 0 && *height > 0)
}
