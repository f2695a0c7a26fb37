//! What the scorer knows of each run, as bytes: sizes on a logarithmic scale ([`scale`]), shares of a hundred or two hundred, codes
//! of tags and edges. `scripts/extract/README.md` lists them in order.

use std::collections::HashMap;

use super::blocks::{Blocks, Run};
use super::frames::{Frames, NONE, SORTS, Sum, is_running, share};
use super::names::{ABOUT, CAPTION, HIDDEN, RELATED};
use super::said::{Said, kind_of};
use super::shape::{is_title, scale, shape_of, tag_code};
use crate::html::{NodeId, Tag, Tree};

/// Fewest runs of a list of links, and its share of linked letters: nothing in it needs to be read.
const LIST: u32 = 5;
const LINKED: u8 = 80;
/// How many features a run has in the first reading.
pub const COUNT: usize = 61 + SORTS + 4 * BRIEF + 3 * CONTAINER;
/// Features of a neighbour.
const BRIEF: usize = 5;
/// Features of a container.
const CONTAINER: usize = 6;

/// A run's features.
pub type Features = [u8; COUNT];

/// What all runs of one shape have in common.
#[derive(Default, Clone, Copy)]
struct Shape {
    runs: u32,
    letters: u32,
    linked: u32,
    running: u32,
}

/// Beginnings of what may be another article.
#[derive(Default, Clone, Copy)]
struct Starts {
    h1: u32,
    articles: u32,
    /// Headings that look like the headline.
    like_head: u32,
}

impl Starts {
    fn take(&mut self, page: &Blocks, frames: &Frames, at: usize) {
        let (block, head) = (&page.blocks[at], &page.blocks[frames.head]);
        self.h1 += u32::from(block.tag == Tag::H1);
        self.articles += u32::from((block.tag == Tag::Article || block.declared) && frames.at(at).sum.prose > 300);
        self.like_head += u32::from(block.tag.is_heading() && block.shape == head.shape);
    }
}

/// The features of every run of a page.
pub fn read(tree: &Tree<'_>, page: &Blocks, frames: &Frames, said: &Said) -> Vec<Features> {
    let mut shapes: HashMap<u32, Shape> = HashMap::new();
    let mut prints: HashMap<u32, u32> = HashMap::new();
    for run in &page.runs {
        let shape = shapes.entry(shape_of(page, run)).or_default();
        shape.runs += 1;
        shape.letters += run.tally.letters;
        shape.linked += run.linked;
        shape.running += u32::from(is_running(run));
        *prints.entry(run.tally.print).or_default() += 1;
    }
    let head = said.head.map(|head| page.runs.partition_point(|run| run.last < head));
    let mut whole_starts = Starts::default();
    (0..page.blocks.len()).for_each(|at| whole_starts.take(page, frames, at));
    let mut reader = Reader {
        tree,
        page,
        frames,
        said,
        shapes,
        prints,
        head,
        starts: Starts::default(),
        whole_starts,
        next_block: 0,
        before: 0,
        heading: None,
        heading_kind: 0,
    };
    (0..page.runs.len()).map(|at| reader.features(at)).collect()
}

struct Reader<'a> {
    tree: &'a Tree<'a>,
    page: &'a Blocks,
    frames: &'a Frames,
    said: &'a Said,
    shapes: HashMap<u32, Shape>,
    prints: HashMap<u32, u32>,
    /// The headline's run.
    head: Option<usize>,
    /// What began between the headline and the run at hand, and on the whole page.
    starts: Starts,
    whole_starts: Starts,
    next_block: usize,
    /// Letters before the run at hand.
    before: u32,
    /// The last heading before the run at hand, and what its words say.
    heading: Option<usize>,
    heading_kind: u8,
}

/// Fills features one after the other.
struct Row {
    all: Features,
    at: usize,
}

impl Row {
    fn put(&mut self, value: u8) {
        if let Some(slot) = self.all.get_mut(self.at) {
            *slot = value;
        }
        self.at += 1;
    }
}

impl Reader<'_> {
    fn features(&mut self, at: usize) -> Features {
        let page = self.page;
        let run = &page.runs[at];
        while self.next_block <= run.block {
            if self.next_block > self.frames.head {
                self.starts.take(page, self.frames, self.next_block);
            }
            self.next_block += 1;
        }
        let mut row = Row { all: [0; COUNT], at: 0 };
        let kind = self.own(run, &mut row);
        self.place(at, run, &mut row);
        for near in self.frames.at(run.block).near {
            row.put(near);
        }
        for other in [at.checked_sub(1), at.checked_sub(2), Some(at + 1), Some(at + 2)] {
            self.brief(run, other.and_then(|other| page.runs.get(other)), &mut row);
        }
        let mut block = run.block;
        for _ in 0..3 {
            block = page.blocks[block].parent;
            self.container(block, &mut row);
        }
        debug_assert_eq!(row.at, COUNT);
        self.before += run.tally.letters;
        if is_title(page, run) {
            (self.heading, self.heading_kind) = (Some(at), kind);
        }
        row.all
    }

    /// What the run itself is; tells what its words say.
    fn own(&self, run: &Run, row: &mut Row) -> u8 {
        let (tally, block) = (&run.tally, self.page.block_of(run));
        row.put(scale(tally.letters));
        row.put(scale(tally.words));
        row.put(share(run.linked, tally.letters, 100));
        row.put(scale(run.links));
        row.put(share(run.stressed, tally.letters, 100));
        row.put(share(tally.commas + tally.stops, tally.words, 200));
        row.put(scale(tally.stops));
        row.put(share(tally.capitals, tally.words, 100));
        row.put(share(tally.digits, tally.letters, 100));
        row.put(share(tally.bars, tally.words, 100));
        row.put(share(tally.unspaced, tally.letters, 100));
        row.put(tally.first as u8);
        row.put(tally.last as u8);
        row.put(tag_code(block.tag));
        row.put(u8::from(run.in_link));
        row.put(scale(self.frames.at(run.block).sum.runs));
        row.put(scale(self.frames.at(run.block).sum.media));
        row.put(u8::from(run.inline.has(ABOUT)));
        row.put(u8::from(run.inline.has(HIDDEN)));
        row.put(u8::from(run.inline.has(RELATED)) + 2 * u8::from(run.inline.has(CAPTION)));
        let around = &self.frames.at(block.parent).sum;
        let listed = around.runs >= LIST && around.link_share() > LINKED;
        let kind = if listed { 0 } else { kind_of(self.tree, run) };
        row.put(kind);
        let said = self.said;
        row.put(u8::from(said.headline.is(tally)) + 2 * u8::from(said.description.is(tally)));
        let words = self.page.words_of(run);
        row.put(said.told.holds(words));
        for gist in [&said.headline, &said.description, &said.authors, &said.site] {
            row.put(gist.share_of(words));
        }
        row.put(share(tally.odd, tally.letters, 200));
        for cue in tally.cues {
            row.put(share(cue.into(), tally.words, 100));
        }
        let repeats = self.prints.get(&tally.print).copied().unwrap_or(1);
        row.put(repeats.min(20) as u8);
        kind
    }

    /// Where the run stands on the page and among runs of its shape.
    fn place(&self, at: usize, run: &Run, row: &mut Row) {
        let (page, whole) = (self.page, self.frames.at(0).sum);
        let block = page.block_of(run);
        row.put(share(at as u32, page.runs.len() as u32, 200));
        row.put(share(self.before, whole.letters, 200));
        row.put(scale(whole.letters));
        row.put(scale(whole.running));
        row.put(whole.link_share());
        row.put(block.depth.min(254) as u8);
        let centre = &page.blocks[self.frames.centre];
        let meets = self.frames.at(run.block).meets;
        row.put((centre.depth - meets.min(centre.depth)).min(254) as u8);
        row.put((block.depth - meets.min(block.depth)).min(254) as u8);
        let (head, meets) = (&page.blocks[self.frames.head], self.frames.at(run.block).meets_head);
        row.put((head.depth - meets.min(head.depth)).min(254) as u8);
        row.put((block.depth - meets.min(block.depth)).min(254) as u8);
        row.put(u8::from(block.node > centre.node) + u8::from(block.node >= self.end(centre.node)));
        row.put(match self.head {
            None => 128,
            Some(head) if at < head => 127 - scale((head - at) as u32) / 2,
            Some(head) => 129 + scale((at - head) as u32).min(250) / 2,
        });
        row.put(self.heading.map_or(NONE, |heading| scale((at - heading) as u32)));
        row.put(self.heading.and_then(|heading| page.runs.get(heading)).map_or(0, |run| tag_code(page.block_of(run).tag)));
        row.put(self.heading_kind);
        for count in [self.starts.h1, self.starts.articles, self.starts.like_head] {
            row.put(count.min(50) as u8);
        }
        for count in [self.whole_starts.h1, self.whole_starts.articles, self.whole_starts.like_head] {
            row.put(count.min(50) as u8);
        }
        let shape = self.shapes.get(&shape_of(page, run)).copied().unwrap_or_default();
        row.put(scale(shape.runs));
        row.put(share(shape.letters, whole.letters, 200));
        row.put(share(shape.linked, shape.letters, 100));
        row.put(share(shape.running, shape.runs, 100));
        row.put(scale(shape.letters / shape.runs.max(1)));
        row.put(scale((run.first - block.node) as u32));
    }

    fn end(&self, node: NodeId) -> NodeId {
        self.tree.end(node)
    }

    /// A neighbour, seen from a run.
    fn brief(&self, run: &Run, other: Option<&Run>, row: &mut Row) {
        let Some(other) = other else {
            (0..BRIEF).for_each(|_| row.put(NONE));
            return;
        };
        row.put(scale(other.tally.letters));
        row.put(share(other.linked, other.tally.letters, 100));
        row.put(tag_code(self.page.block_of(other).tag));
        row.put(other.tally.last as u8);
        let (one, two) = (self.page.block_of(run), self.page.block_of(other));
        row.put(2 * u8::from(one.parent == two.parent) + u8::from(shape_of(self.page, run) == shape_of(self.page, other)));
    }

    /// A block around the run's own.
    fn container(&self, block: usize, row: &mut Row) {
        let sum: Sum = self.frames.at(block).sum;
        row.put(scale(sum.letters));
        row.put(sum.link_share());
        row.put(scale(sum.runs));
        row.put(share(sum.prose, self.frames.at(0).sum.prose, 200));
        row.put(share(sum.running, sum.runs, 100));
        row.put(tag_code(self.page.blocks[block].tag));
    }
}
