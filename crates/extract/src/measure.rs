//! For measuring: the steps of reading a page, each with all before it.

use newsstand_news::Address;

use crate::body::{Scorer, Text};
use crate::clean::clean;
use crate::html::Tree;
use crate::meta::jsonld::Data;
use crate::meta::tags::Tags;
use crate::page::{hints, with_source};
use crate::source::Source;
use crate::text::prose;

/// A step: it answers with a number that depends on all it has read.
pub type Step = fn(&str, &Address) -> usize;

/// The steps in order.
pub const STEPS: [(&str, Step); 7] = [
    ("tokens and tree", tree),
    ("head and structured data", data),
    ("names of elements", source),
    ("headline and other hints", said),
    ("choice of the text", text),
    ("its markup", markup),
    ("clean and plain text", cleaned),
];

fn tree(html: &str, _: &Address) -> usize {
    Tree::read(html).len()
}

fn data(html: &str, _: &Address) -> usize {
    let tree = Tree::read(html);
    let tags = Tags::read(&tree);
    let data = Data::read(&tree);
    tree.len() + tags.title().map_or(0, str::len) + data.article().map_or(0, serde_json::Map::len)
}

fn source(html: &str, address: &Address) -> usize {
    with_source(html, address, |source, _| source.site.len())
}

fn said(html: &str, address: &Address) -> usize {
    with_source(html, address, |source, _| hints(source).headline.len())
}

fn markup(html: &str, address: &Address) -> usize {
    with_source(html, address, |source, _| markup_of(source).len())
}

fn cleaned(html: &str, address: &Address) -> usize {
    with_source(html, address, |source, base| prose(&clean(&markup_of(source), Some(base))).len())
}

fn markup_of(source: &Source<'_>) -> String {
    let hints = hints(source);
    Text::find(source.tree, &hints, Scorer::shipped()).read(&hints.headline, None).markup
}

fn text(html: &str, address: &Address) -> usize {
    with_source(html, address, |source, _| Text::find(source.tree, &hints(source), Scorer::shipped()).centre())
}
