//! What is known of each block from what is inside it and around it: sums in one backward walk, the nearest of each sort of
//! ancestor in one forward walk.

use super::blocks::{Block, Blocks, Run};
use super::names::{GROUPS, TEXT};
use crate::html::{NodeId, Tag};

/// Fewest letters of a run of running text.
const RUNNING: u32 = 70;
/// The share of the page's letters, of 200, that a part of a page's furniture seldom holds.
const MUCH: u8 = 40;
/// Stands for "no such ancestor" among the shares.
pub const NONE: u8 = 255;
/// The sorts of ancestors that are told apart: the groups of names, then these.
pub const SORTS: usize = GROUPS + 13;
/// The sort of figures.
pub const FIGURE: usize = GROUPS + 5;
/// The first sort that is no furniture: articles.
const ARTICLE: usize = GROUPS + 9;
/// The sort of what says that it is the article's text.
const DECLARED: usize = GROUPS + 11;
/// The sort of what its attributes hide.
pub const HIDES: usize = GROUPS + 12;

/// Sums over all runs in a block.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    /// Letters.
    pub letters: u32,
    /// Those inside links.
    pub linked: u32,
    /// Letters of running text.
    pub prose: u32,
    /// Runs.
    pub runs: u32,
    /// Runs of running text.
    pub running: u32,
    /// Pictures and films.
    pub media: u32,
    /// First-level headings.
    pub heads: u32,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.letters += other.letters;
        self.linked += other.linked;
        self.prose += other.prose;
        self.runs += other.runs;
        self.running += other.running;
        self.media += other.media;
        self.heads += other.heads;
    }

    /// The share of letters inside links, of a hundred.
    pub fn link_share(&self) -> u8 {
        share(self.linked, self.letters, 100)
    }
}

/// What is known of a block.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// What is inside it.
    pub sum: Sum,
    /// For each sort of ancestor, the share of the page's letters that the nearest of them holds, of 200.
    pub near: [u8; SORTS],
    /// How deep the smallest block is that holds both it and the centre.
    pub meets: u32,
    /// How deep the smallest block is that holds both it and the headline.
    pub meets_head: u32,
    /// Whether it is in an `article` with a headline of its own, where the page's headline is in another one.
    pub another: bool,
}

/// A page's frames, in the order of its blocks.
pub struct Frames {
    all: Vec<Frame>,
    /// The block with most running text right inside it.
    pub centre: usize,
    /// The block around the headline.
    pub head: usize,
}

/// Whether a run is running text: long, and not mostly links.
pub fn is_running(run: &Run) -> bool {
    run.tally.letters >= RUNNING && run.linked * 2 < run.tally.letters
}

/// A part of a whole, of `of`.
pub fn share(part: u32, whole: u32, of: u32) -> u8 {
    if whole == 0 { 0 } else { (u64::from(part) * u64::from(of) / u64::from(whole)).min(254) as u8 }
}

impl Frames {
    /// Frames of a page.
    pub fn of(page: &Blocks, head: Option<NodeId>) -> Self {
        let mut all =
            vec![Frame { sum: Sum::default(), near: [NONE; SORTS], meets: 0, meets_head: 0, another: false }; page.blocks.len()];
        let mut direct = vec![0u32; page.blocks.len()];
        for (frame, block) in all.iter_mut().zip(&page.blocks) {
            frame.sum.media = block.media;
            frame.sum.heads = u32::from(block.tag == Tag::H1);
        }
        for run in &page.runs {
            let prose = if is_running(run) { run.tally.letters - run.linked } else { 0 };
            all[run.block].sum.add(Sum {
                letters: run.tally.letters,
                linked: run.linked,
                prose,
                runs: 1,
                running: u32::from(prose > 0),
                media: 0,
                heads: 0,
            });
            direct[holder(page, run)] += prose;
        }
        for at in (1..all.len()).rev() {
            let sum = all[at].sum;
            all[page.blocks[at].parent].sum.add(sum);
        }
        let centre = (0..direct.len()).rev().max_by_key(|at| direct[*at]).unwrap_or(0);
        let head = head.map_or(0, |head| page.blocks.partition_point(|block| block.node <= head).saturating_sub(1));
        let mut frames = Self { all, centre, head };
        frames.look_up(page);
        frames
    }

    /// One block's frame.
    pub fn at(&self, block: usize) -> &Frame {
        &self.all[block]
    }

    fn look_up(&mut self, page: &Blocks) {
        let whole = self.all[0].sum.letters;
        let (to_centre, to_head) = (way_to(page, self.centre), way_to(page, self.head));
        let in_article = (1..page.blocks.len()).any(|at| to_head[at] && page.blocks[at].tag == Tag::Article);
        for at in 1..self.all.len() {
            let block = &page.blocks[at];
            let above = self.all[block.parent];
            let own = share(self.all[at].sum.letters, whole, 200);
            let frame = &mut self.all[at];
            frame.meets = if to_centre[at] { block.depth } else { above.meets };
            frame.meets_head = if to_head[at] { block.depth } else { above.meets_head };
            let own_head = block.tag == Tag::Article && !to_head[at] && frame.sum.heads > 0;
            frame.another = above.another || (in_article && own_head);
            frame.near = above.near;
            // What holds the headline and much text is the article or more than it, whatever its name says.
            let holds = self.head > 0 && to_head[at] && own > MUCH;
            let mut sorts = sorts_of(block) & if holds { KEPT } else { u32::MAX };
            while sorts != 0 {
                if let Some(near) = frame.near.get_mut(sorts.trailing_zeros() as usize) {
                    *near = own;
                }
                sorts &= sorts - 1;
            }
        }
    }
}

/// The sorts that hold for what holds the headline and much text, one bit for each.
const KEPT: u32 = 1 << TEXT | !((1 << ARTICLE) - 1);

/// All sorts of a block, one bit for each.
fn sorts_of(block: &Block) -> u32 {
    let tag = sort_of(block.tag).map_or(0, |sort| 1 << (GROUPS + sort));
    block.sounds.bits() | tag | u32::from(block.declared) << DECLARED | u32::from(block.hides) << HIDES
}

/// Which blocks are around one, itself among them.
pub fn way_to(page: &Blocks, mut block: usize) -> Vec<bool> {
    let mut way = vec![false; page.blocks.len()];
    while block > 0 {
        way[block] = true;
        block = page.blocks[block].parent;
    }
    way
}

/// The block that a run's paragraph stands in: the run's own block where that holds text next to other blocks.
fn holder(page: &Blocks, run: &Run) -> usize {
    let block = &page.blocks[run.block];
    if matches!(block.tag, Tag::P | Tag::Li | Tag::Blockquote | Tag::Pre | Tag::Dd | Tag::Div) { block.parent } else { run.block }
}

fn sort_of(tag: Tag) -> Option<usize> {
    Some(match tag {
        Tag::Aside => 0,
        Tag::Nav => 1,
        Tag::Footer => 2,
        Tag::Header => 3,
        Tag::Form | Tag::Fieldset | Tag::Dialog | Tag::Menu => 4,
        Tag::Figure => 5,
        Tag::Ul | Tag::Ol | Tag::Dl => 6,
        Tag::Table => 7,
        Tag::Blockquote => 8,
        Tag::Article => 9,
        Tag::Main => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::names::{CHROME, RELATED};
    use super::*;
    use crate::html::Tree;

    const LINE: &str = "A sentence that is long enough to be running text, with a comma in it, and with an end that comes late.";

    #[test]
    fn sums_and_the_centre_are_found() {
        let page = format!("<nav><a href=x>All</a></nav><main><p>{LINE}<p>{LINE}</main><aside class=related><p>{LINE}</aside>");
        let tree = Tree::read(&page);
        let page = Blocks::of(&tree);
        let frames = Frames::of(&page, None);
        assert_eq!(page.blocks[frames.centre].tag, Tag::Main);
        let whole = frames.at(0).sum;
        assert_eq!((whole.runs, whole.running, whole.linked), (4, 3, 3));
        let last = frames.at(page.runs[3].block);
        assert!(last.near[RELATED] < 80 && last.near[GROUPS] < 80 && last.near[CHROME] == NONE && last.meets == 0);
    }

    #[test]
    fn what_holds_the_headline_and_the_text_is_no_furniture() {
        let page = format!("<div class=sidebar><h1>Bell</h1><p>{LINE}<div class=sidebar><p>x</div></div>");
        let tree = Tree::read(&page);
        let page = Blocks::of(&tree);
        let frames = Frames::of(&page, tree.find(0, &[Tag::H1]).next());
        let near: Vec<bool> = page.runs.iter().map(|run| frames.at(run.block).near[CHROME] != NONE).collect();
        assert_eq!(near, [false, false, true]);
    }

    #[test]
    fn another_article_on_the_page_is_known() {
        let page =
            format!("<article><h1>Bell</h1><p>{LINE}</article><article><h1>Fleet</h1><p>{LINE}</article><article><p>x</article>");
        let tree = Tree::read(&page);
        let page = Blocks::of(&tree);
        let frames = Frames::of(&page, tree.find(0, &[Tag::H1]).next());
        let another: Vec<bool> = page.runs.iter().map(|run| frames.at(run.block).another).collect();
        assert_eq!(another, [false, false, true, true, false]);
    }
}
