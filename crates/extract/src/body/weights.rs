//! How much text stands where: one forward and one backward walk over a page.

use super::names::{Furniture, Sound, sound};
use crate::html::{Kind, NodeId, Place, ROOT, Tag, Tree, decode};
use crate::look::is_unseen;
use crate::text::is_unspaced;

/// What is known of one node and of all below it. Lengths count letters; those of unspaced scripts count twice.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    /// Letters below, shown ones only.
    pub text: u32,
    /// Those of them inside links.
    pub linked: u32,
    /// Letters that belong to this block itself, not to a block inside it.
    pub own: u32,
    /// Those of them inside links.
    pub own_linked: u32,
    /// Letters in running text below, furniture left out.
    pub prose: u32,
    /// Blocks of running text below, furniture left out.
    pub blocks: u32,
    /// The nearest block at or above.
    pub block: NodeId,
    /// Whether it is inside a link.
    pub in_link: bool,
    /// Whether it is inside a figure, where words are captions.
    pub in_figure: bool,
    /// Whether it or something above it is not shown.
    pub unseen: bool,
    /// Whether its own attributes say that it is not shown. Text behind a wall or a script is often sent so.
    pub hides: bool,
    /// Whether it or something above it is furniture.
    pub furniture: bool,
    /// How its own name sounds.
    pub sound: Sound,
}

/// What is believed when furniture is told from text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Names and tags.
    Names,
    /// Tags only: on this page, names mislead.
    Tags,
    /// Neither.
    Nothing,
}

/// The weights of a page's nodes.
pub struct Weights {
    all: Vec<Weight>,
    /// Whether captions count as running text: on pages that have little else.
    figures_count: bool,
}

/// Letters of running text below which a page's captions count as text.
const LITTLE: u32 = 150;
/// Fewest letters of a block of running text.
const PROSE: u32 = 70;

impl Weights {
    /// Weighs a page.
    pub fn of(tree: &Tree<'_>) -> Self {
        let weights = Self::weigh(tree, false);
        if weights.at(ROOT).prose < LITTLE { Self::weigh(tree, true) } else { weights }
    }

    fn weigh(tree: &Tree<'_>, figures_count: bool) -> Self {
        let mut weights = Self { all: vec![Weight::default(); tree.len()], figures_count };
        for id in tree.ids() {
            weights.forward(tree, id);
        }
        weights.settle(tree);
        for id in tree.ids().rev() {
            weights.backward(tree, id);
        }
        weights
    }

    /// One node's weight.
    pub fn at(&self, id: NodeId) -> Weight {
        self.all.get(id).copied().unwrap_or_default()
    }

    fn change(&mut self, id: NodeId, change: impl FnOnce(&mut Weight)) {
        if let Some(weight) = self.all.get_mut(id) {
            change(weight);
        }
    }

    /// What a node takes from its parent, and its own letters.
    fn forward(&mut self, tree: &Tree<'_>, id: NodeId) {
        let parent = self.at(tree.parent(id));
        let mut weight = Weight {
            block: parent.block,
            in_link: parent.in_link,
            in_figure: parent.in_figure,
            unseen: parent.unseen,
            furniture: parent.furniture,
            ..Weight::default()
        };
        match tree.kind(id) {
            Kind::Element(start) => {
                if start.tag.is_block() || id == 0 {
                    weight.block = id;
                }
                weight.in_link |= start.tag == Tag::A;
                weight.in_figure |= start.tag == Tag::Figure && !self.figures_count;
                weight.unseen |= start.tag.is_hidden();
                weight.hides = is_unseen(start.attributes);
                for (name, value) in start.attributes.iter() {
                    if name.eq_ignore_ascii_case("class") || name.eq_ignore_ascii_case("id") {
                        weight.sound = weight.sound.with(sound(value));
                    } else if name.eq_ignore_ascii_case("itemprop") && value.eq_ignore_ascii_case("articlebody") {
                        weight.sound.article = true;
                    } else if name.eq_ignore_ascii_case("role") && is_furniture_role(value) {
                        weight.sound.furniture = Furniture::Likely;
                    }
                }
            }
            Kind::Text(text) if !parent.unseen => {
                let letters = letters(text);
                weight.text = letters;
                weight.linked = if parent.in_link { letters } else { 0 };
                let linked = weight.linked;
                self.change(parent.block, |block| {
                    block.own += letters;
                    block.own_linked += linked;
                });
            }
            _ => {}
        }
        self.change(id, |slot| *slot = Weight { own: slot.own, own_linked: slot.own_linked, ..weight });
    }

    /// Decides which names that sound like furniture are furniture, and what says that it is hidden is: not what holds a large part
    /// of the page's text.
    fn settle(&mut self, tree: &Tree<'_>) {
        let mut sums: Vec<u32> = tree.ids().map(|id| if self.at(id).is_running() { self.at(id).own } else { 0 }).collect();
        for id in tree.ids().rev() {
            let sum = sums.get(id).copied().unwrap_or(0);
            if let (true, Some(parent)) = (id > 0, sums.get_mut(tree.parent(id))) {
                *parent += sum;
            }
        }
        let whole = sums.first().copied().unwrap_or(0);
        for trust in [Trust::Names, Trust::Tags, Trust::Nothing] {
            for id in tree.ids() {
                self.judge(tree, id, sums.get(id).copied().unwrap_or(0), whole, trust);
            }
            let left: u32 = tree.ids().map(|id| self.at(id)).filter(|weight| weight.counts()).map(|weight| weight.own).sum();
            if left * 3 > whole {
                return;
            }
        }
    }

    fn judge(&mut self, tree: &Tree<'_>, id: NodeId, sum: u32, whole: u32, trust: Trust) {
        let above = if id > 0 { self.at(tree.parent(id)) } else { Weight::default() };
        let weight = self.at(id);
        let likely = sum * 5 <= whole * 2;
        let certain = sum * 20 <= whole * 17;
        let named = match weight.sound.furniture {
            Furniture::No => false,
            Furniture::Likely => likely,
            Furniture::Surely => certain,
        };
        let tagged = likely && tree.tag(id).is_some_and(is_furniture_tag);
        let furniture = above.furniture || (named && trust == Trust::Names) || (tagged && trust != Trust::Nothing);
        let raw = tree.tag(id).is_some_and(Tag::is_hidden);
        let unseen = above.unseen || raw || (weight.hides && likely);
        self.change(id, |weight| (weight.furniture, weight.unseen) = (furniture, unseen));
    }

    /// Sums up what is below.
    fn backward(&mut self, tree: &Tree<'_>, id: NodeId) {
        let mut weight = self.at(id);
        if weight.unseen {
            (weight.text, weight.linked) = (0, 0);
            self.change(id, |slot| (slot.text, slot.linked) = (0, 0));
        }
        if weight.counts() {
            weight.prose += weight.own - weight.own_linked;
            weight.blocks += 1;
            self.change(id, |slot| (slot.prose, slot.blocks) = (weight.prose, weight.blocks));
        }
        if id > 0 {
            self.change(tree.parent(id), |parent| {
                parent.text += weight.text;
                parent.linked += weight.linked;
                parent.prose += weight.prose;
                parent.blocks += weight.blocks;
            });
        }
    }
}

impl Weight {
    /// Whether the block itself is running text: long, and not mostly links.
    pub fn is_running(&self) -> bool {
        self.own >= PROSE && self.own_linked * 2 < self.own
    }

    /// Whether it is running text that is shown, no furniture and no caption.
    pub fn counts(&self) -> bool {
        self.is_running() && !self.furniture && !self.unseen && !self.in_figure
    }

    /// Whether more than half of the text below is inside links.
    pub fn is_links(&self) -> bool {
        self.text > 0 && self.linked * 2 > self.text
    }
}

fn is_furniture_tag(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Nav | Tag::Footer | Tag::Aside | Tag::Form | Tag::Dialog | Tag::Menu | Tag::Button | Tag::Noscript
    )
}

fn is_furniture_role(role: &str) -> bool {
    matches!(
        role,
        "navigation"
            | "complementary"
            | "search"
            | "banner"
            | "contentinfo"
            | "dialog"
            | "alert"
            | "alertdialog"
            | "menu"
            | "menubar"
            | "toolbar"
    )
}

/// Letters of a text, white space not counted.
fn letters(text: &str) -> u32 {
    if text.contains('&') { count(&decode(text, Place::Text)) } else { count(text) }
}

fn count(text: &str) -> u32 {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count() as u32;
    }
    text.chars().map(|c| if is_unspaced(c) { 2 } else { u32::from(!c.is_whitespace()) }).sum()
}
