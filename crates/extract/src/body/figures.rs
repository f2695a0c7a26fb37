//! Pictures whose caption stands beside them without a `figure`: they are written as one.

use super::weights::Weights;
use crate::html::{NodeId, Tag, Tree};

/// How many levels up a caption looks for its picture.
const LEVELS: usize = 4;
/// Letters of the longest caption.
const LONGEST: u32 = 600;
/// Nodes of the largest element that is written as a figure.
const NODES: usize = 200;

/// What an element is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What holds picture and caption.
    Figure,
    /// The caption.
    Caption,
    /// A caption without a picture: it is left out.
    Orphan,
}

/// The elements below `roots` that have a role, in document order.
pub fn roles(tree: &Tree<'_>, weights: &Weights, roots: &[NodeId]) -> Vec<(NodeId, Role)> {
    let mut roles: Vec<(NodeId, Role)> = Vec::new();
    for root in roots {
        let mut at = *root + 1;
        while at < tree.end(*root) {
            let weight = weights.at(at);
            if tree.tag(at) == Some(Tag::Figure) {
                at = tree.end(at);
            } else if is_caption(tree, weights, at) && !weight.furniture && !weight.unseen {
                match holder(tree, weights, at, *root) {
                    Some(holder) => roles.extend([(holder, Role::Figure), (at, Role::Caption)]),
                    None => roles.push((at, Role::Orphan)),
                }
                at = tree.end(at);
            } else {
                at += 1;
            }
        }
    }
    roles.sort_unstable_by_key(|(id, _)| *id);
    roles.dedup_by_key(|(id, _)| *id);
    roles
}

fn is_caption(tree: &Tree<'_>, weights: &Weights, at: NodeId) -> bool {
    let weight = weights.at(at);
    let fits = matches!(
        tree.tag(at),
        Some(Tag::Div | Tag::P | Tag::Span | Tag::Small | Tag::Em | Tag::I | Tag::Figcaption | Tag::Section | Tag::Dd)
    );
    fits && weight.sound.caption && (1..=LONGEST).contains(&weight.text) && weight.blocks <= 1
}

/// The nearest element around a caption that also holds a picture and no other running text.
fn holder(tree: &Tree<'_>, weights: &Weights, caption: NodeId, root: NodeId) -> Option<NodeId> {
    let blocks = weights.at(caption).blocks;
    let around = tree
        .ancestors(caption)
        .take(LEVELS)
        .take_while(|id| *id != root && weights.at(*id).blocks <= blocks && tree.end(*id) - *id <= NODES);
    let mut around = around.filter(|id| {
        matches!(tree.tag(*id), Some(Tag::Div | Tag::Section | Tag::Aside | Tag::Li | Tag::Dl | Tag::P | Tag::Center))
    });
    around.find(|id| tree.find(*id, &[Tag::Img, Tag::Picture, Tag::Iframe, Tag::Video]).next().is_some())
}
