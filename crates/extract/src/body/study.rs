//! For training and measuring: a page's runs with what the scorer knows of them, and articles read with other weights.

use newsstand_news::Address;

use super::blocks::{Blocks, Run};
use super::features::{self, Features};
use super::frames::Frames;
use super::said::Said;
use super::{Scorer, context, decide};
use crate::clean::Base;
use crate::html::{Kind, Place, Tag, Tree, decode_into};
use crate::meta::jsonld::Data;
use crate::meta::tags::Tags;
use crate::page::hints;
use crate::source::Source;
use crate::stage::{Answer, Request};
use crate::text::fold;

/// A run as it is studied.
#[derive(Debug, Clone)]
pub struct Studied {
    /// Its words.
    pub words: String,
    /// Its features; those of the second reading follow when first scores were given.
    pub features: Vec<u8>,
}

/// The runs of a page. `scores` are the first scores of each, when they are known.
pub fn runs(html: &str, address: &Address, scores: Option<&[u8]>) -> Vec<Studied> {
    let tree = Tree::read(html);
    let tags = Tags::read(&tree);
    let data = Data::read(&tree);
    let base_address = tags.base(address);
    let base = Base::new(Some(&base_address));
    let source = Source::new(&tree, &tags, &data, &base, address);
    let hints = hints(&source);
    let page = Blocks::of(&tree);
    let frames = Frames::of(&page, hints.head);
    let rows = features::read(&tree, &page, &frames, &Said::of(&hints));
    let studied = |run: &Run, features: Vec<u8>| Studied { words: words(&tree, run), features };
    match scores.map(|scores| context::read(&page, scores)) {
        None => page.runs.iter().zip(rows).map(|(run, row)| studied(run, row.to_vec())).collect(),
        Some(more) => {
            let joined = |(one, two): (&Features, &context::Context)| decide::join(one, two).to_vec();
            page.runs.iter().zip(rows.iter().zip(&more).map(joined)).map(|(run, row)| studied(run, row)).collect()
        }
    }
}

/// `newsstand stage article` with the weights in `forest`.
pub fn answer(request: &Request, html: &str, forest: &[u8]) -> Result<Answer, String> {
    crate::stage::answer_by(request, html, &Scorer::read(forest))
}

fn words(tree: &Tree<'_>, run: &Run) -> String {
    let mut words = String::new();
    for node in run.first..=run.last {
        match tree.kind(node) {
            Kind::Text(text) => decode_into(text, Place::Text, &mut words),
            Kind::Element(start) if start.tag == Tag::Br => words.push(' '),
            _ => {}
        }
    }
    fold(&words)
}
