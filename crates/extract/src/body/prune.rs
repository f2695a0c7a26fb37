//! Leaves out what is not the article inside the elements that hold it.

use super::phrases::{is_label, is_pointer};
use super::weights::Weights;
use crate::html::{NodeId, Tag, Tree};
use crate::look::words_of;
use crate::meta::byline::{read, says_by};
use crate::meta::headline::same;

/// Letters of the longest block that is looked at word by word.
const SHORT: u32 = 400;
/// Letters of the longest label.
const LABEL: u32 = 40;
/// Characters of the longest line that may be a byline.
const BYLINE: usize = 200;
/// Characters of the longest line that may be loose.
const LOOSE: usize = 90;

/// What the article says elsewhere and need not say again.
pub struct Said<'a> {
    /// Its headline.
    pub headline: &'a str,
    /// Its standfirst.
    pub standfirst: Option<&'a str>,
}

/// Which nodes are kept; `gates`, in document order, are not.
pub fn kept(tree: &Tree<'_>, weights: &Weights, roots: &[NodeId], gates: &[NodeId], said: &Said<'_>) -> Vec<bool> {
    let mut kept = vec![true; tree.len()];
    for root in roots {
        let mut at = *root + 1;
        while at < tree.end(*root) {
            if gates.binary_search(&at).is_ok() || goes(tree, weights, at, said) {
                drop_node(&mut kept, at);
                at = tree.end(at);
            } else {
                at += 1;
            }
        }
    }
    trim(tree, weights, roots, &mut kept);
    kept
}

/// Leaves out short lines without a sentence before the first and after the last running text: dates, reading times, buttons,
/// headings of what has been left out.
fn trim(tree: &Tree<'_>, weights: &Weights, roots: &[NodeId], kept: &mut [bool]) {
    let lines: Vec<NodeId> = roots.iter().flat_map(|root| lines(tree, weights, *root, kept)).collect();
    let running = |id: &&NodeId| weights.at(**id).is_running();
    let (Some(first), Some(last)) = (lines.iter().find(running), lines.iter().rfind(running)) else { return };
    for line in lines.iter().filter(|line| *line < first || *line > last) {
        if is_loose(tree, *line) || (line < first && is_byline(tree, *line)) {
            drop_node(kept, *line);
        }
    }
}

/// The blocks that hold text of their own, lists, tables and figures left aside.
fn lines(tree: &Tree<'_>, weights: &Weights, root: NodeId, kept: &[bool]) -> Vec<NodeId> {
    let mut lines = Vec::new();
    let mut at = root + 1;
    while at < tree.end(root) {
        // A table with much running text in it lays out the page.
        let layout = tree.tag(at) == Some(Tag::Table) && weights.at(at).blocks > 1;
        let apart = !layout
            && matches!(
                tree.tag(at),
                Some(Tag::Ul | Tag::Ol | Tag::Dl | Tag::Table | Tag::Figure | Tag::Pre | Tag::Blockquote)
            );
        if apart || !kept.get(at).copied().unwrap_or(false) {
            at = tree.end(at);
            continue;
        }
        let weight = weights.at(at);
        if weight.own > 0 && tree.tag(at).is_some_and(Tag::is_block) {
            lines.push(at);
        }
        at += 1;
    }
    lines
}

/// Whether a block is short, no sentence, and holds no picture.
fn is_loose(tree: &Tree<'_>, at: NodeId) -> bool {
    let words = words_of(tree, at);
    let holds = tree.find(at, &[Tag::Img, Tag::Picture, Tag::Video, Tag::Iframe]).next().is_some();
    words.chars().count() <= LOOSE && !is_sentence(&words) && !holds
}

/// Whether a block only says who wrote it.
fn is_byline(tree: &Tree<'_>, at: NodeId) -> bool {
    let words = words_of(tree, at);
    words.chars().count() <= BYLINE && says_by(&words) && !read(&words).is_empty()
}

fn is_sentence(words: &str) -> bool {
    words.ends_with([
        '.', '!', '?', '…', ':', ';', '"', '”', '»', '“', '’', '\'', ')', '。', '！', '？', '」', '』', '؟', '।', '۔', '>',
    ])
}

fn drop_node(kept: &mut [bool], at: NodeId) {
    if let Some(slot) = kept.get_mut(at) {
        *slot = false;
    }
}

/// Whether a node is left out with all that is in it.
fn goes(tree: &Tree<'_>, weights: &Weights, at: NodeId, said: &Said<'_>) -> bool {
    let Some(tag) = tree.tag(at) else { return false };
    let weight = weights.at(at);
    if weight.furniture {
        return true;
    }
    if weight.unseen {
        // Films count as unseen; they carry no text but are wanted.
        return !matches!(tag, Tag::Iframe | Tag::Video | Tag::Audio | Tag::Source | Tag::Track);
    }
    if matches!(tag, Tag::Ul | Tag::Ol | Tag::Div | Tag::Section | Tag::Table | Tag::Dl) && weight.is_links() {
        return true;
    }
    tag.is_block() && weight.text <= SHORT && short_goes(tree, weights, at, tag, said)
}

/// Whether a small box begins with a label such as `Advertisement`: then all of it goes.
fn is_labelled(tree: &Tree<'_>, weights: &Weights, at: NodeId, tag: Tag) -> bool {
    if !matches!(tag, Tag::Div | Tag::Section | Tag::Aside | Tag::Td) || weights.at(at).own > 0 {
        return false;
    }
    let first = tree.below(at).find(|id| weights.at(*id).own > 0 && !weights.at(*id).unseen);
    first.is_some_and(|first| weights.at(first).own <= LABEL && is_label(&words_of(tree, first)))
}

fn short_goes(tree: &Tree<'_>, weights: &Weights, at: NodeId, tag: Tag, said: &Said<'_>) -> bool {
    let words = words_of(tree, at);
    if words.is_empty() {
        return false;
    }
    let weight = weights.at(at);
    let linked = |percent: u32| weight.linked * 100 > weight.text * percent;
    let only_link =
        matches!(tag, Tag::P | Tag::Div | Tag::Center | Tag::Section) && (linked(80) || (linked(60) && !is_sentence(&words)));
    (tag.is_heading() && same(&words, said.headline))
        || said.standfirst.is_some_and(|standfirst| same(&words, standfirst))
        || is_label(&words)
        || (is_pointer(&words) && linked(33))
        || only_link
        || is_labelled(tree, weights, at, tag)
}
