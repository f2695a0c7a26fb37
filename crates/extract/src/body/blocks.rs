//! A page as a list of boxes (its block elements) and of runs (the pieces of text that stand in them): one forward walk.

use super::names::Sounds;
use super::tally::{Tally, Words};
use crate::html::{Attributes, Kind, Names, NodeId, ROOT, Start, Tag, Tree};
use crate::look::is_unseen;
use crate::recent::Recent;

/// A block element.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    /// Where it stands.
    pub node: NodeId,
    /// The first node behind it.
    pub end: NodeId,
    /// The block around it; the first is its own.
    pub parent: usize,
    /// How many blocks are around it.
    pub depth: u32,
    /// Its tag.
    pub tag: Tag,
    /// How its names sound.
    pub sounds: Sounds,
    /// Whether its attributes hide it. Text behind a wall or a script is often sent so.
    pub hides: bool,
    /// A number for tag and class.
    pub shape: u32,
    /// Whether it says that it is the article's text.
    pub declared: bool,
    /// Pictures and films right inside it, not in a block of it.
    pub media: u32,
}

/// A piece of text without a block's edge in it.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Its first text node.
    pub first: NodeId,
    /// Its last text node.
    pub last: NodeId,
    /// The block it stands in.
    pub block: usize,
    /// Its counts.
    pub tally: Tally,
    /// Where its words begin and end among the page's.
    pub words: (usize, usize),
    /// Letters inside links.
    pub linked: u32,
    /// Links.
    pub links: u32,
    /// Letters set off: `b`, `strong`, `em`, `i`.
    pub stressed: u32,
    /// Whether all of it is inside a link around its block.
    pub in_link: bool,
    /// How names of inline elements in it sound, those of links left aside.
    pub inline: Sounds,
}

/// A page's blocks and runs, both in document order.
#[derive(Debug, Default)]
pub struct Blocks {
    /// The blocks; the first is the page.
    pub blocks: Vec<Block>,
    /// The runs that hold something.
    pub runs: Vec<Run>,
    /// The words of all runs.
    words: Words,
}

/// Most blocks of a page; further ones are part of the block around them.
const MOST_BLOCKS: usize = 40_000;
/// Most runs of a page; what follows is not looked at.
const MOST_RUNS: usize = 30_000;
/// Line breaks in a row that end a run.
const BREAKS: u32 = 2;

/// The walk's state.
struct Walk<'t> {
    tree: &'t Tree<'t>,
    found: Blocks,
    /// Open blocks, innermost last, with where each ends.
    open: Vec<(usize, NodeId)>,
    /// Where the link at hand ends, where it began, and whether a block stands in it.
    link: (NodeId, NodeId),
    fresh_link: bool,
    stress: NodeId,
    breaks: u32,
    /// Sounds of inline elements since the last text.
    inline: Sounds,
    /// The block of the run at hand.
    at: Option<usize>,
    /// How classes sound that stood on the page lately.
    heard: Heard<'t>,
}

/// How names sound, each with its print.
type Heard<'t> = Recent<'t, (Sounds, u32)>;

impl Blocks {
    /// Reads a page.
    pub fn of<'t>(tree: &'t Tree<'t>) -> Self {
        let mut walk = Walk {
            tree,
            found: Blocks::default(),
            open: Vec::new(),
            link: (0, 0),
            fresh_link: false,
            stress: 0,
            breaks: 0,
            inline: Sounds::default(),
            at: None,
            heard: Recent::new(),
        };
        walk.found.blocks.push(block(Tag::Other, (ROOT, tree.len()), 0, 0, Attributes::default(), &mut walk.heard));
        walk.open.push((0, tree.len()));
        let mut at = ROOT + 1;
        while at < tree.len() && walk.found.runs.len() < MOST_RUNS {
            at = walk.step(at);
        }
        walk.end_run();
        walk.found.runs.retain(|run| run.tally.letters > 0);
        walk.found
    }

    /// The prints of a run's words.
    pub fn words_of(&self, run: &Run) -> &[u32] {
        self.words.get(run.words.0..run.words.1).unwrap_or_default()
    }

    /// A run's block.
    pub fn block_of(&self, run: &Run) -> &Block {
        // Every run's block is in the list; the first stands for none.
        self.blocks.get(run.block).unwrap_or(&self.blocks[0])
    }
}

impl<'t> Walk<'t> {
    /// Takes one node and tells which comes next.
    fn step(&mut self, at: NodeId) -> NodeId {
        while self.open.len() > 1 && self.open.last().is_some_and(|(_, end)| *end <= at) {
            self.open.pop();
        }
        match self.tree.kind(at) {
            Kind::Text(text) => self.text(at, text),
            Kind::Raw(_) => {}
            Kind::Element(start) => return self.element(at, start),
        }
        at + 1
    }

    fn element(&mut self, at: NodeId, start: Start<'t>) -> NodeId {
        let end = self.tree.end(at);
        let inner = self.open.last().map_or(0, |(block, _)| *block);
        match start.tag {
            Tag::Br => self.breaks += 1,
            Tag::Img | Tag::Picture | Tag::Iframe | Tag::Video | Tag::Audio => {
                if let Some(block) = self.found.blocks.get_mut(inner) {
                    block.media += 1;
                }
                return end;
            }
            tag if tag.is_hidden() => return end,
            tag if tag.is_block() && self.found.blocks.len() < MOST_BLOCKS => {
                let depth = self.open.len() as u32;
                self.found.blocks.push(block(tag, (at, end), inner, depth, start.attributes, &mut self.heard));
                self.open.push((self.found.blocks.len() - 1, end));
            }
            _ => return self.inline(at, end, start),
        }
        at + 1
    }

    fn inline(&mut self, at: NodeId, end: NodeId, start: Start<'t>) -> NodeId {
        match start.tag {
            Tag::A if at >= self.link.0 => {
                self.link = (end, at);
                self.fresh_link = true;
            }
            Tag::B | Tag::Strong | Tag::Em | Tag::I => self.stress = self.stress.max(end),
            _ => {}
        }
        let written = start.attributes.0;
        // Reading attributes takes longer than looking whether one of them could say anything.
        if start.attributes.may_hold(Names::HIDING)
            && (written.contains("none") || written.contains("hidden"))
            && is_unseen(start.attributes)
        {
            return end;
        }
        if start.tag != Tag::A && written.len() > 2 {
            self.inline = self.inline.with(said(start.attributes, &mut self.heard).sounds);
        }
        at + 1
    }

    /// A word of the run at hand ends.
    fn cut(&mut self) {
        if let Some(run) = self.found.runs.last_mut() {
            run.tally.cut(&mut self.found.words);
        }
    }

    fn end_run(&mut self) {
        self.cut();
        if let Some(run) = self.found.runs.last_mut() {
            run.words.1 = self.found.words.len();
        }
    }

    fn text(&mut self, at: NodeId, text: &str) {
        let block = self.open.last().map_or(0, |(block, _)| *block);
        if text.trim_ascii().is_empty() {
            return self.cut();
        }
        let goes_on = self.at == Some(block) && self.breaks < BREAKS;
        if !goes_on {
            self.end_run();
            let in_link = at < self.link.0 && self.found.blocks.get(block).is_some_and(|block| block.node > self.link.1);
            self.found.runs.push(Run {
                first: at,
                last: at,
                block,
                tally: Tally::default(),
                words: (self.found.words.len(), self.found.words.len()),
                linked: 0,
                links: 0,
                stressed: 0,
                in_link,
                inline: Sounds::default(),
            });
            self.at = Some(block);
        }
        if self.breaks > 0 {
            self.cut();
        }
        let Some(run) = self.found.runs.last_mut() else { return };
        let before = run.tally.letters;
        run.tally.add(text, &mut self.found.words);
        run.last = at;
        let letters = run.tally.letters - before;
        if at < self.link.0 {
            run.linked += letters;
            run.links += u32::from(self.fresh_link);
            self.fresh_link = false;
        }
        if at < self.stress {
            run.stressed += letters;
        }
        run.inline = run.inline.with(self.inline);
        (self.breaks, self.inline) = (0, Sounds::default());
    }
}

/// What an element's attributes say.
struct Said {
    sounds: Sounds,
    hides: bool,
    declared: bool,
    class: u32,
}

/// The attributes that are read.
const READ: Names = Names::of_all(&["class", "id", "role", "style", "hidden", "itemprop"]);

fn said<'t>(attributes: Attributes<'t>, heard: &mut Heard<'t>) -> Said {
    let mut said = Said { sounds: Sounds::default(), hides: false, declared: false, class: 0 };
    if !attributes.may_hold(READ) {
        return said;
    }
    let mut may_hide = false;
    for (name, value) in attributes.iter() {
        match name.len() {
            5 if name.eq_ignore_ascii_case("class") => {
                let (sounds, class) = heard.of(value, |value| (Sounds::of(value), print(value)));
                said.sounds = said.sounds.with(sounds);
                said.class = class;
            }
            2 if name.eq_ignore_ascii_case("id") => said.sounds = said.sounds.with(Sounds::of(value)),
            4 if name.eq_ignore_ascii_case("role") => said.sounds = said.sounds.with(Sounds::of(value)),
            5 if name.eq_ignore_ascii_case("style") => may_hide = true,
            6 if name.eq_ignore_ascii_case("hidden") => may_hide = true,
            8 if name.eq_ignore_ascii_case("itemprop") => said.declared |= value.eq_ignore_ascii_case("articlebody"),
            _ => {}
        }
    }
    said.hides = may_hide && is_unseen(attributes);
    said
}

fn block<'t>(
    tag: Tag,
    (node, end): (NodeId, NodeId),
    parent: usize,
    depth: u32,
    attributes: Attributes<'t>,
    heard: &mut Heard<'t>,
) -> Block {
    let said = said(attributes, heard);
    Block {
        node,
        end,
        parent,
        depth,
        tag,
        sounds: said.sounds,
        hides: said.hides,
        shape: said.class.wrapping_mul(31).wrapping_add(tag as u32),
        declared: said.declared,
        media: 0,
    }
}

/// A number for a class; digits in it don't count, so that `item-1` and `item-2` are one.
fn print(name: &str) -> u32 {
    let letters = name.bytes().filter(|byte| !byte.is_ascii_digit());
    letters.fold(1, |print: u32, byte| (print.rotate_left(5) ^ u32::from(byte)).wrapping_mul(0x9e37_79b9))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each run as its block's tag, letters, linked letters.
    fn runs(page: &str) -> Vec<(Tag, u32, u32)> {
        let tree = Tree::read(page);
        let page = Blocks::of(&tree);
        page.runs.iter().map(|run| (page.block_of(run).tag, run.tally.letters, run.linked)).collect()
    }

    #[test]
    fn a_page_becomes_runs() {
        for (page, expected) in [
            ("<div>ab<p>c <i>d</i></p>e</div>", &[(Tag::Div, 2, 0), (Tag::P, 2, 0), (Tag::Div, 1, 0)][..]),
            ("<p>a<br>b<br><br>c", &[(Tag::P, 2, 0), (Tag::P, 1, 0)]),
            ("<li>a <a href=x>bc</a> d", &[(Tag::Li, 4, 2)]),
            ("<p>a<span hidden>b</span><script>c</script><select><option>d</select>e", &[(Tag::P, 2, 0)]),
            ("<p> </p>&nbsp;<p>x", &[(Tag::P, 1, 0)]),
            ("", &[]),
        ] {
            assert_eq!(runs(page), expected, "{page}");
        }
    }

    #[test]
    fn a_link_around_a_block_is_known() {
        let tree = Tree::read("<a href=x><div>teaser</div></a><p><a href=x>link</a>");
        let page = Blocks::of(&tree);
        assert_eq!(page.runs.iter().map(|run| run.in_link).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn blocks_know_what_is_around_them() {
        let tree = Tree::read("<main class=x><div style='display:none' itemprop=articleBody><img></div></main>");
        let page = Blocks::of(&tree);
        let [_, main, div] = page.blocks[..] else { panic!("{:?}", page.blocks) };
        assert!(div.hides && div.declared && div.media == 1 && div.parent == 1 && div.depth == 2);
        assert!(!main.hides && main.parent == 0 && main.end >= div.end);
    }

    #[test]
    fn blocks_and_runs_are_limited() {
        let page = "<p>a".repeat(MOST_BLOCKS + 10);
        let tree = Tree::read(&page);
        let page = Blocks::of(&tree);
        assert!(page.runs.len() <= MOST_RUNS && page.blocks.len() <= MOST_BLOCKS);
    }
}
