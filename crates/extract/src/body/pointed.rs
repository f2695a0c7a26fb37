//! A text that is pointed to: only what stands in some elements, or nothing of what stands in some.

use std::ops::Range;

use super::frames::HIDES;
use super::{NONE, Text, apart};
use crate::hints::holds;
use crate::html::NodeId;

/// What is pointed to must hold this part of the text that was found without it, one of so many; less is a mistake.
const PART: u64 = 10;

impl Text<'_> {
    /// Takes what stands in `inside` for the text. Tells whether it did: where next to nothing stands there, nothing changes.
    pub fn only(&mut self, inside: &[Range<NodeId>]) -> bool {
        if inside.is_empty() {
            return false;
        }
        let (page, frames) = (&self.page, &self.frames);
        let is = |run: &super::blocks::Run| frames.at(run.block).near[HIDES] == NONE && holds(inside, run.first, run.last);
        let mut kept: Vec<bool> = page.runs.iter().map(is).collect();
        apart::adverts(self.tree, page, frames, &mut kept);
        apart::buttons(self.tree, page, &mut kept);
        let centre = page.blocks[frames.centre].node;
        let taken = self.takes(kept);
        if taken && !holds(inside, centre, centre) {
            self.frames.centre = self.root();
        }
        taken
    }

    /// Leaves out what stands in `outside`. Tells whether it did: where next to nothing would be left, nothing changes.
    pub fn without(&mut self, outside: Vec<Range<NodeId>>) -> bool {
        if outside.is_empty() {
            return false;
        }
        let stays = |(run, kept): (&super::blocks::Run, &bool)| *kept && !holds(&outside, run.first, run.last);
        let kept = self.page.runs.iter().zip(&self.kept).map(stays).collect();
        let taken = self.takes(kept);
        if taken {
            self.left_out.extend(outside);
            self.left_out.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
            // Of two elements, one stands behind the other or inside it.
            self.left_out.dedup_by(|inner, outer| inner.end <= outer.end);
        }
        taken
    }

    /// What is left out.
    pub fn left_out(&self) -> &[Range<NodeId>] {
        &self.left_out
    }

    fn takes(&mut self, kept: Vec<bool>) -> bool {
        let (letters, before) = (self.letters(&kept), self.letters(&self.kept));
        let enough = letters > 0 && letters * PART >= before;
        if enough {
            self.kept = kept;
        }
        enough
    }

    fn letters(&self, kept: &[bool]) -> u64 {
        self.page.runs.iter().zip(kept).filter(|(_, kept)| **kept).map(|(run, _)| u64::from(run.tally.letters)).sum()
    }
}
