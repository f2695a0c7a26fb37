//! What runs are compared with: what the page says elsewhere, and short lines that say only that something stands there.

use super::Hints;
use super::blocks::Run;
use super::gist::Gist;
use super::phrases::{is_label, is_pointer};
use super::told::Told;
use crate::html::{Kind, NodeId, Place, Tag, Tree, decode_into};
use crate::limits::head;
use crate::meta::byline::says_by;
use crate::text::fold;

/// Letters of the longest run that may be a label.
const LABEL: u32 = 160;
/// Bytes of a run that are read to see whether it is one.
const BEGINNING: usize = 80;

/// What the page says elsewhere, ready to compare with.
pub struct Said {
    /// Where the headline stands.
    pub head: Option<NodeId>,
    /// The headline.
    pub headline: Gist,
    /// What the page's head says it is about.
    pub description: Gist,
    /// The names of its authors.
    pub authors: Gist,
    /// What the site calls itself.
    pub site: Gist,
    /// The text its data tells.
    pub told: Told,
}

impl Said {
    /// What the hints say.
    pub fn of(hints: &Hints) -> Self {
        Self {
            head: hints.head,
            headline: Gist::of(&hints.headline),
            description: Gist::of(&hints.description),
            authors: Gist::of(&hints.authors),
            site: Gist::of(&hints.site),
            told: Told::of(&hints.told),
        }
    }
}

/// What a run says if it is short: 1 a label, 2 a pointer elsewhere, 3 who wrote it, 0 anything else.
pub fn kind_of(tree: &Tree<'_>, run: &Run) -> u8 {
    if run.tally.letters > LABEL {
        return 0;
    }
    let words = words(tree, run, BEGINNING);
    if is_label(&words) {
        1
    } else if is_pointer(&words) {
        2
    } else {
        3 * u8::from(says_by(&words))
    }
}

/// A run's words, cut at `limit` bytes.
pub fn words(tree: &Tree<'_>, run: &Run, limit: usize) -> String {
    let mut out = String::new();
    for node in run.first..=run.last {
        if let Kind::Text(text) = tree.kind(node) {
            decode_into(text, Place::Text, &mut out);
        } else if tree.tag(node) == Some(Tag::Br) {
            out.push(' ');
        }
        if out.len() > limit {
            break;
        }
    }
    fold(head(&out, limit))
}
