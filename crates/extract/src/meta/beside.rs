//! What is said of a picture by what stands beside it, where no figure holds both.

use super::caption::{Caption, of_figure, of_lines};
use super::credit;
use super::marks::CAPTION;
use super::near::Near;
use super::shown::Shown;
use crate::html::{NodeId, Tag};
use crate::source::Source;

/// Levels above a picture at which its caption may stand beside it.
const LEVELS: usize = 6;
/// Nodes of the largest element that holds nothing but a picture and its caption.
const NODES: usize = 60;
/// Nodes of the largest element that is read as a caption.
const LARGEST: usize = 200;
/// Nodes behind a picture among which its caption may stand.
const BEHIND: usize = 90;
/// Longest caption, in characters.
const LONGEST: usize = 500;
/// Longest caption where running text begins, in characters.
const SHORT: usize = 200;

/// Reads the caption of a picture on top of the text.
pub fn caption(source: &Source<'_>, shown: &Shown, near: Near) -> Caption {
    let held = of_figure(source.tree, shown.holder);
    if held.caption.is_some() {
        return held;
    }
    let beside = named(source, shown, near)
        .or_else(|| around(source, shown, near))
        .map(|id| of_lines(source.tree, id))
        .unwrap_or_default();
    Caption { credit: held.credit.or(beside.credit).or_else(|| in_alt(source, shown)), caption: beside.caption }
}

/// A credit that ends the words for those who do not see the picture.
fn in_alt(source: &Source<'_>, shown: &Shown) -> Option<String> {
    let alt = source.tree.attribute(shown.at, "alt")?;
    alt.contains(['©', ':']).then(|| credit::split(&alt).credit)?
}

/// The first element behind a picture that is named a caption, before the text and any other picture.
fn named(source: &Source<'_>, shown: &Shown, near: Near) -> Option<NodeId> {
    let start = if shown.holder == shown.at { source.tree.end(shown.at) } else { source.tree.end(shown.holder) };
    let end = (start + BEHIND).min(source.tree.len());
    let end = near.text.filter(|text| *text > start).map_or(end, |text| end.min(text));
    let behind = (start..end).take_while(|id| !is_other_picture(source, *id));
    behind
        .filter(|id| source.tree.tag(*id) == Some(Tag::Figcaption) || source.marks.is(*id, CAPTION))
        .find(|id| is_caption(source, *id, near))
}

fn is_other_picture(source: &Source<'_>, id: NodeId) -> bool {
    source.tree.tag(id) == Some(Tag::Img)
        && !source.tree.ancestors(id).take(2).any(|up| source.tree.tag(up) == Some(Tag::Noscript))
}

/// The smallest element around a picture that has words, if they can be a caption.
fn around(source: &Source<'_>, shown: &Shown, near: Near) -> Option<NodeId> {
    let small = source.tree.ancestors(shown.at).take(LEVELS).take_while(|up| source.tree.end(*up) - *up <= NODES);
    let mut worded = small.filter(|up| source.tree.tag(*up) != Some(Tag::Noscript) && !source.words(*up).is_empty());
    worded.next().filter(|up| is_caption(source, *up, near))
}

/// Whether an element may be a picture's caption: it holds neither headline nor text, no heading, no date and no list.
fn is_caption(source: &Source<'_>, id: NodeId, near: Near) -> bool {
    let within = id..source.tree.end(id);
    if within.len() > LARGEST {
        return false;
    }
    let holds = |place: Option<NodeId>| place.is_some_and(|place| within.contains(&place));
    let other = |id: NodeId| {
        matches!(
            source.tree.tag(id),
            Some(Tag::H1 | Tag::H2 | Tag::H3 | Tag::Time | Tag::Ul | Tag::Ol | Tag::Form | Tag::Table | Tag::Nav)
        )
    };
    let words = source.words(id).chars().count();
    // What looks like the text's beginning is a caption where it is short and names who made the picture.
    let apart = !holds(near.text) || (words <= SHORT && of_lines(source.tree, id).credit.is_some());
    !holds(near.head) && apart && !within.clone().any(other) && (3..=LONGEST).contains(&words)
}
