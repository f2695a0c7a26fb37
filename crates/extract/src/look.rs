//! What one sees of a part of a page: its words, and whether it is shown at all.

use crate::html::{Attributes, Kind, Names, NodeId, Place, Tag, Tree, decode_into};
use crate::text::fold;

/// The visible words of a subtree, references decoded, white space folded.
pub fn words_of(tree: &Tree<'_>, id: NodeId) -> String {
    let mut out = String::new();
    let mut at = id;
    let end = tree.end(id);
    let mut blocks: Vec<NodeId> = Vec::new();
    while at < end {
        while blocks.last().is_some_and(|end| *end <= at) {
            blocks.pop();
            out.push(' ');
        }
        match tree.kind(at) {
            Kind::Text(text) => decode_into(text, Place::Text, &mut out),
            Kind::Raw(_) => {}
            Kind::Element(start) if start.tag.is_hidden() || is_unseen(start.attributes) => {
                at = tree.end(at);
                out.push(' ');
                continue;
            }
            Kind::Element(start) if start.tag.is_block() || start.tag == Tag::Br => {
                out.push(' ');
                blocks.push(tree.end(at));
            }
            Kind::Element(_) => {}
        }
        at += 1;
    }
    fold(&out)
}

/// Whether an element's attributes hide it from everybody.
pub fn is_unseen(attributes: Attributes<'_>) -> bool {
    attributes.may_hold(Names::HIDING)
        && attributes.iter().any(|(name, value)| match name.len() {
            6 if name.eq_ignore_ascii_case("hidden") => !value.eq_ignore_ascii_case("until-found"),
            5 if name.eq_ignore_ascii_case("style") => hides(value),
            _ => false,
        })
}

fn hides(style: &str) -> bool {
    style.split(';').any(|rule| {
        let Some((name, value)) = rule.split_once(':') else { return false };
        let (name, value) = (name.trim(), value.trim());
        let is = |known: &str, hidden: &str| {
            name.eq_ignore_ascii_case(known) && value.get(..hidden.len()).is_some_and(|start| start.eq_ignore_ascii_case(hidden))
        };
        is("display", "none") || is("visibility", "hidden")
    })
}
