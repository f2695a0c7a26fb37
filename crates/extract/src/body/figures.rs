//! Pictures and films that belong to the text, with their captions; a caption beside its picture without a `figure` makes one.

use super::blocks::Blocks;
use super::frames::{FIGURE, Frames, HIDES, NONE};
use super::gate::range_of;
use super::names::CAPTION;
use super::whole::LAYOUT;
use crate::html::{NodeId, Tag, Tree};

/// How many levels up a caption looks for its picture.
const LEVELS: usize = 4;
/// Letters of the longest caption.
const LONGEST: u32 = 600;
/// Nodes of the largest element that is written as a figure.
const NODES: usize = 200;
/// Nodes of the largest `figure` that can be one.
const LARGEST: usize = 2_000;
/// What is to be seen in a figure.
const MEDIA: [Tag; 6] = [Tag::Img, Tag::Picture, Tag::Iframe, Tag::Video, Tag::Audio, Tag::Embed];
/// What makes a `figure` a part of the text.
const TEXTS: [Tag; 5] = [Tag::Table, Tag::Blockquote, Tag::Pre, Tag::Ul, Tag::Ol];

/// What an element is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What holds picture and caption.
    Figure,
    /// The caption.
    Caption,
    /// A `figure` that holds text, or a part of a table that lays out the page.
    Plain,
}

/// The pictures of a text.
#[derive(Debug, Default)]
pub struct Figures {
    /// Elements with a role, in document order.
    pub roles: Vec<(NodeId, Role)>,
    /// Whole figures, pictures and films that are kept, in document order.
    pub kept: Vec<NodeId>,
}

/// Reads the pictures in the block `root`. Captions of what is found are no longer kept as text.
pub fn read(tree: &Tree<'_>, page: &Blocks, frames: &Frames, root: usize, kept: &mut [bool]) -> Figures {
    let mut figures = Figures::default();
    let Some(last) = kept.iter().rposition(|kept| *kept) else { return figures };
    let first = kept.iter().position(|kept| *kept).unwrap_or(0);
    // What stands above the text and outside its box is the lead picture, which the article has beside its text.
    let text = page.blocks[frames.centre].node.max(page.blocks[frames.head].node);
    let start = page.runs[first].first.min(text);
    let end = end_of(page, page.runs[last].block);
    for at in 0..page.blocks.len() {
        let node = page.blocks[at].node;
        if page.blocks[at].tag == Tag::Figure && is_text(tree, page, at, kept) {
            figures.roles.push((node, Role::Plain));
        } else if node >= start && node < end && at > root {
            figures.take(tree, page, frames, at, kept);
        }
    }
    let shares = Shares::of(page, frames, kept);
    figures.kept.sort_unstable();
    figures.kept.retain(|node| shares.wants(page, frames, *node));
    figures.loose(tree, page, frames, &shares, start..end);
    figures.kept.sort_unstable();
    figures
}

/// Where the box around the last kept block ends: the block itself, where that is no paragraph.
fn end_of(page: &Blocks, last: usize) -> NodeId {
    let block = &page.blocks[last];
    let is_box = matches!(block.tag, Tag::Div | Tag::Section | Tag::Article | Tag::Main | Tag::Td | Tag::Body);
    if is_box { block.end } else { page.blocks[block.parent].end }
}

/// Whether a `figure` holds text that is kept: a table, a quotation, or anything but a picture.
fn is_text(tree: &Tree<'_>, page: &Blocks, figure: usize, kept: &[bool]) -> bool {
    let block = &page.blocks[figure];
    let has = |tags| tree.find(block.node, tags).next().is_some();
    kept[range_of(tree, page, figure)].contains(&true) && (block.end - block.node > LARGEST || has(&TEXTS) || !has(&MEDIA))
}

impl Figures {
    /// Takes a figure, or the caption of a picture that stands near.
    fn take(&mut self, tree: &Tree<'_>, page: &Blocks, frames: &Frames, at: usize, kept: &mut [bool]) {
        let (block, sum) = (&page.blocks[at], &frames.at(at).sum);
        let inside = self.kept.last().is_some_and(|last| block.node < tree.end(*last));
        if inside || frames.at(at).near[HIDES] != NONE {
            return;
        }
        if block.tag == Tag::Figure {
            if sum.media > 0 {
                kept[range_of(tree, page, at)].fill(false);
                self.kept.push(block.node);
            }
        } else if block.sounds.has(CAPTION) && sum.media == 0 && (1..=LONGEST).contains(&sum.letters) && sum.running <= 1 {
            let holder = holder(tree, page, frames, at);
            if let Some(holder) = holder {
                kept[range_of(tree, page, holder)].fill(false);
                let node = page.blocks[holder].node;
                self.roles.extend([(node, Role::Figure), (block.node, Role::Caption)]);
                self.kept.push(node);
            }
        }
    }

    /// Adds the parts of tables that lay out the page.
    pub fn add_layout(&mut self, page: &Blocks, frames: &Frames) {
        let mut layout = vec![false; page.blocks.len()];
        for (at, block) in page.blocks.iter().enumerate() {
            let part = matches!(block.tag, Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr | Tag::Td | Tag::Th);
            layout[at] = if block.tag == Tag::Table { frames.at(at).sum.running >= LAYOUT } else { part && layout[block.parent] };
            if layout[at] {
                self.roles.push((block.node, Role::Plain));
            }
        }
        self.roles.sort_unstable_by_key(|(id, _)| *id);
        self.roles.dedup_by_key(|(id, _)| *id);
    }

    /// Takes the pictures and films that stand by themselves.
    fn loose(&mut self, tree: &Tree<'_>, page: &Blocks, frames: &Frames, shares: &Shares, range: std::ops::Range<NodeId>) {
        let mut whole = self.kept.iter().copied().peekable();
        let mut more = Vec::new();
        let mut at = range.start;
        while at < range.end {
            while whole.peek().is_some_and(|node| *node < at) {
                whole.next();
            }
            if whole.peek() == Some(&at) {
                at = tree.end(at);
            } else if tree.tag(at).is_some_and(|tag| MEDIA.contains(&tag)) {
                if shares.wants(page, frames, at) {
                    more.push(at);
                }
                at = tree.end(at);
            } else {
                at += 1;
            }
        }
        self.kept.extend(more);
    }
}

/// The nearest block around a caption that also holds a picture and no other running text.
fn holder(tree: &Tree<'_>, page: &Blocks, frames: &Frames, caption: usize) -> Option<usize> {
    let running = frames.at(caption).sum.running;
    let mut at = caption;
    for _ in 0..LEVELS {
        at = page.blocks[at].parent;
        let (block, sum) = (&page.blocks[at], &frames.at(at).sum);
        if at == 0 || sum.running > running || tree.end(block.node) - block.node > NODES {
            return None;
        }
        if sum.media > 0 {
            let fits = matches!(block.tag, Tag::Div | Tag::Section | Tag::Aside | Tag::Li | Tag::Dl | Tag::P | Tag::Center);
            return Some(at).filter(|_| fits);
        }
    }
    None
}

/// How much of each block's text is kept, captions left aside.
struct Shares {
    kept: Vec<u32>,
    all: Vec<u32>,
}

impl Shares {
    fn of(page: &Blocks, frames: &Frames, kept: &[bool]) -> Self {
        let mut shares = Self { kept: vec![0; page.blocks.len()], all: vec![0; page.blocks.len()] };
        for (run, kept) in page.runs.iter().zip(kept) {
            let frame = frames.at(run.block);
            let caption = !kept && (frame.near[FIGURE] != NONE || frame.near[CAPTION] != NONE);
            if !caption {
                shares.all[run.block] += run.tally.letters;
                shares.kept[run.block] += if *kept { run.tally.letters } else { 0 };
            }
        }
        for at in (1..page.blocks.len()).rev() {
            let parent = page.blocks[at].parent;
            shares.all[parent] += shares.all[at];
            shares.kept[parent] += shares.kept[at];
        }
        shares
    }

    /// Whether what stands at a node belongs to the text: the smallest block around it with text has more that is kept.
    fn wants(&self, page: &Blocks, frames: &Frames, node: NodeId) -> bool {
        let mut at = page.blocks.partition_point(|block| block.node <= node).saturating_sub(1);
        // The last block that begins before the node may have ended before it: its end is where the next outside it begins.
        while at > 0 && (self.all[at] == 0 || !self.holds(page, at, node)) {
            at = page.blocks[at].parent;
        }
        frames.at(at).near[HIDES] == NONE && self.kept[at] * 2 >= self.all[at] && self.all[at] > 0
    }

    fn holds(&self, page: &Blocks, at: usize, node: NodeId) -> bool {
        node < page.blocks[at].end
    }
}
