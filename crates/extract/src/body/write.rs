//! Writes the kept part of a page as markup again, for `clean` to read.

use std::ops::Range;

use super::blocks::Blocks;
use super::figures::{Figures, Role};
use crate::html::{Kind, NodeId, Tag, Tree};
use crate::look::is_unseen;

/// The markup of the kept runs and figures, all of which are in the block `root`, without what stands in `left_out`.
pub fn markup(
    tree: &Tree<'_>,
    page: &Blocks,
    root: usize,
    kept: &[bool],
    figures: &Figures,
    left_out: &[Range<NodeId>],
) -> String {
    let root = page.blocks[root].node;
    let mut marks = marks(tree, page, kept, figures);
    for range in left_out {
        marks[range.clone()].fill(false);
    }
    write(tree, root..tree.end(root), &marks, &figures.roles)
}

/// Which nodes are written: what is kept, with all that is around it.
fn marks(tree: &Tree<'_>, page: &Blocks, kept: &[bool], figures: &Figures) -> Vec<bool> {
    let mut marks = vec![false; tree.len()];
    let mut before = None;
    for (run, kept) in page.runs.iter().zip(kept) {
        if *kept {
            // Line breaks between two kept runs of a block are theirs.
            let from = before.filter(|(block, _)| *block == run.block).map_or(run.first, |(_, last)| last);
            mark_range(tree, from, run.last + 1, &mut marks);
        }
        before = kept.then_some((run.block, run.last));
    }
    for node in &figures.kept {
        mark_range(tree, *node, tree.end(*node), &mut marks);
        mark_above(tree, *node, &mut marks);
    }
    marks
}

/// Marks what can be seen of a range, and all that is around it.
fn mark_range(tree: &Tree<'_>, from: NodeId, to: NodeId, marks: &mut [bool]) {
    let mut at = from;
    while at < to {
        let kind = tree.kind(at);
        if let Kind::Element(start) = kind {
            let film = matches!(start.tag, Tag::Iframe | Tag::Video | Tag::Audio);
            if (start.tag.is_hidden() && !film) || is_unseen(start.attributes) {
                at = tree.end(at);
                continue;
            }
        }
        let seen = match kind {
            Kind::Text(_) => true,
            Kind::Raw(_) => false,
            Kind::Element(start) => start.tag.is_void(),
        };
        if seen || matches!(kind, Kind::Element(start) if matches!(start.tag, Tag::Iframe | Tag::Video | Tag::Audio)) {
            marks[at] = true;
            mark_above(tree, at, marks);
        }
        at += 1;
    }
}

fn mark_above(tree: &Tree<'_>, node: NodeId, marks: &mut [bool]) {
    for above in tree.ancestors(node) {
        if std::mem::replace(&mut marks[above], true) {
            return;
        }
    }
}

fn write(tree: &Tree<'_>, range: Range<NodeId>, marks: &[bool], roles: &[(NodeId, Role)]) -> String {
    let mut out = String::new();
    let mut open: Vec<(NodeId, &str)> = Vec::new();
    let mut at = range.start.max(1);
    while at < range.end {
        while let Some((_, name)) = open.pop_if(|(end, _)| *end <= at) {
            close(name, &mut out);
        }
        if !marks[at] {
            at = tree.end(at);
            continue;
        }
        match tree.kind(at) {
            Kind::Text(text) | Kind::Raw(text) => out.push_str(text),
            Kind::Element(start) => {
                let role = roles.binary_search_by_key(&at, |(id, _)| *id).ok().and_then(|at| roles.get(at));
                let name = match role.map(|(_, role)| role) {
                    Some(Role::Figure) => "figure",
                    Some(Role::Caption) => "figcaption",
                    Some(Role::Plain) => "div",
                    None => start.name,
                };
                out.push('<');
                out.push_str(name);
                out.push_str(if start.attributes.0.is_empty() { ">" } else { start.attributes.0 });
                if !start.tag.is_void() {
                    open.push((tree.end(at), name));
                }
            }
        }
        at += 1;
    }
    while let Some((_, name)) = open.pop() {
        close(name, &mut out);
    }
    out
}

fn close(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}
