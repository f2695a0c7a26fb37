//! The edge of a pay wall inside a text: a box that calls to sign up or sign in. It is left out, and tells that the text is cut.

use super::blocks::{Blocks, Run};
use super::frames::{Frames, is_running};
use super::said::words;
use crate::html::{Tag, Tree};
use crate::meta::wall::calls;

/// Letters of the shortest and the longest line that calls.
const LINE: std::ops::RangeInclusive<u32> = 10..=200;
/// Bytes of a line that are read.
const BYTES: usize = 1_200;
/// Letters of the largest box around such a line.
const BOX: u32 = 450;
/// Nodes of the largest box.
const NODES: usize = 200;
/// Lines that are kept and may call all the same: so many at the end.
const LAST: usize = 6;

/// Finds the boxes in the block `root` and keeps nothing of them; tells whether there is one.
pub fn shut(tree: &Tree<'_>, page: &Blocks, frames: &Frames, root: usize, kept: &mut [bool]) -> bool {
    let range = range_of(tree, page, root);
    let last = kept.iter().enumerate().rev().filter(|(_, kept)| **kept).nth(LAST).map_or(0, |(at, _)| at);
    let mut found = false;
    let mut at = range.start;
    while at < range.end {
        let run = &page.runs[at];
        let line = LINE.contains(&run.tally.letters) && (!kept[at] || at > last);
        if line
            && calls(&words(tree, run, BYTES))
            && let Some(shut) = around(tree, page, frames, run, root)
        {
            let inside = range_of(tree, page, shut);
            kept[inside.clone()].fill(false);
            found = true;
            at = inside.end.max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

/// The runs in a block.
pub fn range_of(tree: &Tree<'_>, page: &Blocks, block: usize) -> std::ops::Range<usize> {
    let node = page.blocks[block].node;
    let end = tree.end(node);
    let at = |node| page.runs.partition_point(|run| run.first < node);
    at(node)..at(end)
}

/// The largest block around a calling line that holds nothing but the call, if there is something to press in it.
fn around(tree: &Tree<'_>, page: &Blocks, frames: &Frames, line: &Run, root: usize) -> Option<usize> {
    let mut best = None;
    let mut block = line.block;
    while block > 0 && block != root {
        let (sum, node) = (&frames.at(block).sum, page.blocks[block].node);
        let first = page.runs[range_of(tree, page, block)].iter().find(|run| is_running(run));
        if sum.letters > BOX
            || sum.running > 1
            || tree.end(node) - node > NODES
            || first.is_some_and(|first| first.first < line.first)
        {
            break;
        }
        best = Some(block);
        block = page.blocks[block].parent;
    }
    let node = page.blocks[best?].node;
    let pressed = tree.find(node, &[Tag::A, Tag::Button, Tag::Form, Tag::Input]).next().is_some();
    best.filter(|_| pressed)
}
