//! Chooses the elements that hold the article's text.

use super::weights::Weights;
use crate::html::{NodeId, ROOT, Tag, Tree};

/// Fewest blocks of running text of a part that is chosen for holding the headline.
const BLOCKS: u32 = 3;

/// From the whole page down, as long as one child holds most of the running text, or holds the headline and enough of it.
pub fn roots(tree: &Tree<'_>, weights: &Weights, head: Option<NodeId>) -> Vec<NodeId> {
    let mut at = named(tree, weights).unwrap_or(ROOT);
    while let Some(child) = headed_child(tree, weights, at, head).or_else(|| heavy_child(tree, weights, at)) {
        at = child;
    }
    vec![at]
}

/// The element that says it is the article's text, if it holds a good part of what is on the page.
fn named(tree: &Tree<'_>, weights: &Weights) -> Option<NodeId> {
    let whole = weights.at(ROOT).prose;
    let named = tree.ids().filter(|id| weights.at(*id).sound.article && !weights.at(*id).furniture && !weights.at(*id).unseen);
    let best = named.max_by_key(|id| (weights.at(*id).prose, *id))?;
    (weights.at(best).prose * 2 > whole).then_some(best)
}

/// The child that holds the headline and several blocks of text, as long as that is not a small part.
fn headed_child(tree: &Tree<'_>, weights: &Weights, at: NodeId, head: Option<NodeId>) -> Option<NodeId> {
    let head = head?;
    let child = tree.children(at).find(|child| (*child..tree.end(*child)).contains(&head))?;
    let weight = weights.at(child);
    (weight.blocks >= BLOCKS && weight.prose * 20 > weights.at(at).prose * 3).then_some(child)
}

/// The child that holds more than three fifths of a node's running text and is not itself a paragraph.
fn heavy_child(tree: &Tree<'_>, weights: &Weights, at: NodeId) -> Option<NodeId> {
    let whole = weights.at(at).prose;
    let child = tree.children(at).max_by_key(|child| weights.at(*child).prose)?;
    let weight = weights.at(child);
    let paragraph = matches!(tree.tag(child), Some(Tag::P | Tag::Blockquote | Tag::Ul | Tag::Ol | Tag::Table | Tag::Li))
        || weight.is_running();
    let part = if paragraph { 19 } else { 12 };
    (weight.prose > 0 && weight.prose * 20 > whole * part && tree.tag(child) != Some(Tag::P)).then_some(child)
}
