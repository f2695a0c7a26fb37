//! Finds an article's text on its page, for any title and script. The page is flattened into runs of text; each is described by
//! what it is, where it stands and what is around it; a scorer learnt from pages gives it a chance; the runs whose choice is best
//! on the whole are kept, with their pictures.

mod apart;
mod blocks;
mod context;
mod cues;
mod decide;
mod features;
mod figures;
mod forest;
mod frames;
mod gate;
mod gist;
mod names;
mod phrases;
mod pointed;
mod said;
mod shape;
pub mod study;
mod tally;
mod told;
mod whole;
mod write;

use std::ops::Range;

use crate::html::{NodeId, Tag, Tree};
use blocks::Blocks;
use frames::{Frames, NONE};
use gist::Gist;
use said::Said;

pub use forest::Scorer;

/// Letters of something named like a pay wall that has something to say.
const WALL: u32 = 20;

/// What the page says elsewhere of its article; what it does not say is empty.
pub struct Hints {
    /// The headline.
    pub headline: String,
    /// Where it stands.
    pub head: Option<NodeId>,
    /// What the page's head says it is about.
    pub description: String,
    /// The text its data tells.
    pub told: String,
    /// The names of its authors.
    pub authors: String,
    /// What the site calls itself.
    pub site: String,
}

/// A page whose text has been found.
pub struct Text<'t> {
    tree: &'t Tree<'t>,
    page: Blocks,
    frames: Frames,
    kept: Vec<bool>,
    /// Nodes that are not written, whatever is kept around them.
    left_out: Vec<Range<NodeId>>,
}

/// The article's text on a page.
pub struct Found {
    /// Its markup, furniture left out, not yet clean.
    pub markup: String,
    /// Whether a call to sign up or sign in stands in it.
    pub gate: bool,
    /// Whether something on the page is named like a pay wall.
    pub wall: bool,
}

impl<'t> Text<'t> {
    /// Finds the text of a page.
    pub fn find(tree: &'t Tree<'t>, hints: &Hints, scorer: &Scorer) -> Self {
        let page = Blocks::of(tree);
        let frames = Frames::of(&page, hints.head);
        let said = Said::of(hints);
        let chances = decide::chances(tree, &page, &frames, &said, scorer);
        let mut kept = decide::choose(&page, &chances);
        whole::headings(&page, &mut kept);
        whole::times(&page, &mut kept);
        whole::tables(tree, &page, &frames, &mut kept);
        apart::adverts(tree, &page, &frames, &mut kept);
        apart::buttons(tree, &page, &mut kept);
        Self { tree, page, frames, kept, left_out: Vec::new() }
    }

    /// The element that holds most of it.
    pub fn centre(&self) -> NodeId {
        self.page.blocks[self.frames.centre].node
    }

    /// Where running text begins.
    pub fn first_line(&self) -> Option<NodeId> {
        let mut runs = self.page.runs.iter().zip(&self.kept);
        let (run, _) = runs.find(|(run, kept)| **kept && frames::is_running(run) && !self.is_caption(run.block))?;
        Some(self.page.block_of(run).node)
    }

    fn is_caption(&self, block: usize) -> bool {
        self.page.blocks[block].tag == Tag::Figcaption || self.frames.at(block).near[names::CAPTION] != NONE
    }

    /// Reads it. `headline` and `standfirst` are not repeated in it.
    pub fn read(mut self, headline: &str, standfirst: Option<&str>) -> Found {
        let (tree, page, frames) = (self.tree, &self.page, &self.frames);
        let root = self.root();
        let gate = gate::shut(tree, page, frames, root, &mut self.kept);
        let (headline, standfirst) = (Gist::of(headline), Gist::of(standfirst.unwrap_or_default()));
        for (run, kept) in page.runs.iter().zip(&mut self.kept) {
            *kept = *kept && !headline.is(&run.tally) && !standfirst.is(&run.tally);
        }
        let mut figures = figures::read(tree, page, frames, root, &mut self.kept);
        figures.add_layout(page, frames);
        let wall = (0..page.blocks.len()).any(|at| page.blocks[at].sounds.has(names::WALL) && frames.at(at).sum.letters > WALL);
        let markup = write::markup(tree, page, root, &self.kept, &figures, &self.left_out);
        Found { markup, gate, wall }
    }

    /// The smallest block around all that is kept.
    fn root(&self) -> usize {
        let node = |at: Option<usize>| at.map(|at| self.page.runs[at].first);
        let first = node(self.kept.iter().position(|kept| *kept));
        let last = node(self.kept.iter().rposition(|kept| *kept));
        let (Some(first), Some(last)) = (first, last) else { return 0 };
        let mut at = self.page.blocks.partition_point(|block| block.node <= first).saturating_sub(1);
        while at > 0 && self.page.blocks[at].end <= last {
            at = self.page.blocks[at].parent;
        }
        at
    }
}
