//! Finds an article's text on its page, for any title and script: where running text is dense, links are rare, and names do not
//! sound like furniture.

mod choose;
mod figures;
mod gate;
mod names;
mod phrases;
mod prune;
mod weights;

mod write;

use crate::html::{NodeId, Tag, Tree};

pub use weights::Weights;

/// The article's text on a page.
pub struct Found {
    /// Its markup, furniture left out, not yet clean.
    pub markup: String,
    /// Whether a call to sign up or sign in stands in it.
    pub gate: bool,
    /// Whether something on the page is named like a pay wall.
    pub wall: bool,
}

/// The elements that hold the text. `head` is where the headline stands.
pub fn roots(tree: &Tree<'_>, weights: &Weights, head: Option<NodeId>) -> Vec<NodeId> {
    choose::roots(tree, weights, head)
}

/// Where running text begins below `roots`.
pub fn first_line(tree: &Tree<'_>, weights: &Weights, roots: &[NodeId]) -> Option<NodeId> {
    let holds = |id: &NodeId| weights.at(*id).counts() && tree.tag(*id) != Some(Tag::Figcaption);
    roots.iter().find_map(|root| (*root..tree.end(*root)).find(holds))
}

/// Reads the text in `roots`. `headline` and `standfirst` are not repeated in it.
pub fn read(tree: &Tree<'_>, weights: &Weights, roots: &[NodeId], headline: &str, standfirst: Option<&str>) -> Found {
    let gates: Vec<NodeId> = roots.iter().flat_map(|root| gate::boxes(tree, weights, *root)).collect();
    let kept = prune::kept(tree, weights, roots, &gates, &prune::Said { headline, standfirst });
    let wall = tree.ids().any(|id| weights.at(id).sound.wall && weights.at(id).text > 20);
    let roles = figures::roles(tree, weights, roots);
    Found { markup: write::markup(tree, roots, &kept, &roles), gate: !gates.is_empty(), wall }
}
