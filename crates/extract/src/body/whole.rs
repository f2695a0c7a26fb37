//! What is kept whole or not at all, whatever was thought of its parts: a row without its heads says nothing, nor a text without
//! a heading that stands in it.

use std::collections::HashMap;

use super::blocks::{Blocks, Run};
use super::frames::Frames;
use super::gate::range_of;
use super::shape::shape_of;
use crate::html::{Tag, Tree};

/// Runs of running text from which a table lays out the page and holds no data.
pub const LAYOUT: u32 = 2;

/// Letters of the longest time.
const TIME: u32 = 12;

/// Makes the choice of each table's runs one: what holds for the greater part of its letters.
pub fn tables(tree: &Tree<'_>, page: &Blocks, frames: &Frames, kept: &mut [bool]) {
    let mut behind = 0;
    for (at, block) in page.blocks.iter().enumerate() {
        if block.tag != Tag::Table || block.node < behind || frames.at(at).sum.running >= LAYOUT {
            continue;
        }
        behind = block.end;
        let range = range_of(tree, page, at);
        let letters = |kept: bool, run: &Run| if kept { run.tally.letters } else { 0 };
        let part: u32 = range.clone().map(|at| letters(kept[at], &page.runs[at])).sum();
        kept[range].fill(part * 2 > frames.at(at).sum.letters);
    }
}

/// Keeps a heading that stands between two kept runs and in one box with the first.
pub fn headings(page: &Blocks, kept: &mut [bool]) {
    for at in 1..page.runs.len().saturating_sub(1) {
        let (run, before) = (&page.runs[at], &page.runs[at - 1]);
        let block = page.block_of(run);
        let together = page.block_of(before).parent == block.parent;
        let between = kept[at - 1] && kept[at + 1] && together;
        kept[at] |= block.tag.is_heading() && between && run.linked * 2 < run.tally.letters;
    }
}

/// Keeps the times of a page that grows by dated posts, all of them where most are kept.
pub fn times(page: &Blocks, kept: &mut [bool]) {
    let (Some(first), Some(last)) = (kept.iter().position(|kept| *kept), kept.iter().rposition(|kept| *kept)) else { return };
    let is_time = |run: &Run| run.tally.letters <= TIME && run.tally.digits * 2 > run.tally.letters;
    let mut shapes: HashMap<u32, (u32, u32)> = HashMap::new();
    for at in (first..=last).filter(|at| is_time(&page.runs[*at])) {
        let (all, some) = shapes.entry(shape_of(page, &page.runs[at])).or_default();
        *all += 1;
        *some += u32::from(kept[at]);
    }
    for at in (first..=last).filter(|at| is_time(&page.runs[*at])) {
        let (all, some) = shapes.get(&shape_of(page, &page.runs[at])).copied().unwrap_or_default();
        kept[at] |= some * 2 > all;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_kept_whole_or_not_at_all() {
        let tree = Tree::read("<p>a<table><tr><th>Year<td>212 times<tr><td>1870</table><table><tr><td>x<td>yes</table>");
        let page = Blocks::of(&tree);
        let mut kept = [true, false, true, true, true, false];
        tables(&tree, &page, &Frames::of(&page, None), &mut kept);
        assert_eq!(kept, [true, true, true, true, false, false]);
    }

    #[test]
    fn headings_and_times_are_kept_with_their_text() {
        let tree = Tree::read("<div><p>a<h2>b</h2><p>c</div><h2>d</h2><p>e");
        let mut kept = [true, false, true, false, true];
        headings(&Blocks::of(&tree), &mut kept);
        assert_eq!(kept, [true, true, true, false, true]);
        let tree = Tree::read("<li>10:40<p>a<li>09:15<p>b<li>08:05<p>c<li>07:00");
        let mut kept = [true, true, true, true, false, true, false];
        times(&Blocks::of(&tree), &mut kept);
        assert_eq!(kept, [true, true, true, true, true, true, false]);
    }
}
