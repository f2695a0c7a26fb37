//! The edge of a pay wall inside a text: a box that calls to sign up or sign in. It is left out, and tells that the text is cut.

use super::weights::Weights;
use crate::html::{NodeId, Tag, Tree};
use crate::look::words_of;
use crate::meta::wall::calls;

/// Letters of the longest line that calls.
const LINE: u32 = 200;
/// Letters of the largest box around such a line.
const BOX: u32 = 450;

/// Nodes of the largest box.
const NODES: usize = 200;

/// The boxes below `root`, outermost first in each.
pub fn boxes(tree: &Tree<'_>, weights: &Weights, root: NodeId) -> Vec<NodeId> {
    let mut boxes: Vec<NodeId> = Vec::new();
    let mut at = root + 1;
    while at < tree.end(root) {
        let weight = weights.at(at);
        let line = (1..=LINE).contains(&weight.own) && !weight.unseen && tree.tag(at).is_some_and(Tag::is_block);
        if line
            && calls(&words_of(tree, at))
            && let Some(found) = around(tree, weights, at, root)
        {
            boxes.push(found);
            at = tree.end(found).max(at + 1);
        } else {
            at += 1;
        }
    }
    boxes
}

/// The largest element around a calling line that holds nothing but the call, if there is something to press in it.
fn around(tree: &Tree<'_>, weights: &Weights, line: NodeId, root: NodeId) -> Option<NodeId> {
    let mut best = line;
    for id in tree.ancestors(line).take_while(|id| *id > root) {
        if weights.at(id).text > BOX || weights.at(id).blocks > 1 || tree.end(id) - id > NODES {
            break;
        }
        let first = tree.below(id).find(|inner| weights.at(*inner).is_running());
        if first.is_some_and(|first| first < line) {
            break;
        }
        best = id;
    }
    let pressed = tree.find(best, &[Tag::A, Tag::Button, Tag::Form, Tag::Input]).next().is_some();
    pressed.then_some(best)
}
