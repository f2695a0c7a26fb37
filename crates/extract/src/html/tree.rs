//! A page as a tree in one arena. Nodes stand in document order, so that a parent's number is smaller than its children's:
//! facts about subtrees are summed in one backward walk, and nothing here recurses.

use std::borrow::Cow;

use super::builder::Builder;
use super::{Attributes, Names, Start, Tag, Tokens};
use crate::limits::{MARKUP, TREE_NODES, head};

/// A node's number.
pub type NodeId = usize;

/// The document's own node.
pub const ROOT: NodeId = 0;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// An element. The document itself is one without a name.
    Element(Start<'a>),
    /// Characters, references not yet decoded.
    Text(&'a str),
    /// The content of a raw element such as `script`.
    Raw(&'a str),
}

/// A node, in few bytes: what it says is a span of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    what: What,
    tag: Tag,
    names: Names,
    /// Where its characters begin, or its name.
    from: u32,
    /// Where its name ends.
    middle: u32,
    /// Where its characters end, or its attributes.
    to: u32,
    parent: u32,
    end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Element,
    Text,
    Raw,
}

impl Node {
    /// The document's own node.
    pub(super) const fn root() -> Self {
        Self { what: What::Element, tag: Tag::Other, names: Names::NONE, from: 0, middle: 0, to: 0, parent: 0, end: 1 }
    }

    /// A node of `page`, of which its spans must be parts.
    pub(super) fn new(page: &str, kind: Kind<'_>, parent: NodeId, end: NodeId) -> Self {
        let place = |part: &str| (part.as_ptr().addr() - page.as_ptr().addr()) as u32;
        let root = Self { parent: parent as u32, end: end as u32, ..Self::root() };
        match kind {
            Kind::Element(start) => {
                let from = place(start.name);
                let middle = from + start.name.len() as u32;
                let to = middle + start.attributes.0.len() as u32;
                Self { tag: start.tag, names: start.attributes.1, from, middle, to, ..root }
            }
            Kind::Text(text) => Self { what: What::Text, from: place(text), to: place(text) + text.len() as u32, ..root },
            Kind::Raw("") => Self { what: What::Raw, ..root },
            Kind::Raw(text) => Self { what: What::Raw, from: place(text), to: place(text) + text.len() as u32, ..root },
        }
    }

    pub(super) const fn set_end(&mut self, end: NodeId) {
        self.end = end as u32;
    }

    /// Its name as written.
    pub(super) fn name<'a>(&self, page: &'a str) -> &'a str {
        part(page, self.from, self.middle)
    }
}

fn part(page: &str, from: u32, to: u32) -> &str {
    page.get(from as usize..to as usize).unwrap_or("")
}

/// A page.
#[derive(Debug, Clone)]
pub struct Tree<'a> {
    page: &'a str,
    nodes: Vec<Node>,
}

impl<'a> Tree<'a> {
    /// Reads a page. Never fails; limits are in [`crate::limits`].
    pub fn read(page: &'a str) -> Self {
        let page = head(page, MARKUP);
        let mut builder = Builder::new(page);
        for token in Tokens::new(page) {
            if builder.len() >= TREE_NODES {
                break;
            }
            builder.take(token);
        }
        Tree { page, nodes: builder.finish() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Every node's number, in document order.
    pub fn ids(&self) -> std::ops::Range<NodeId> {
        0..self.nodes.len()
    }

    /// What a node is.
    pub fn kind(&self, id: NodeId) -> Kind<'a> {
        let Some(node) = self.nodes.get(id) else { return Kind::Text("") };
        match node.what {
            What::Element => {
                Kind::Element(Start { tag: node.tag, name: node.name(self.page), attributes: self.attributes_of(node) })
            }
            What::Text => Kind::Text(part(self.page, node.from, node.to)),
            What::Raw => Kind::Raw(part(self.page, node.from, node.to)),
        }
    }

    fn attributes_of(&self, node: &Node) -> Attributes<'a> {
        Attributes(part(self.page, node.middle, node.to), node.names)
    }

    /// An element's tag; `None` for text.
    pub fn tag(&self, id: NodeId) -> Option<Tag> {
        self.nodes.get(id).filter(|node| node.what == What::Element).map(|node| node.tag)
    }

    /// An element's attributes; none for text.
    pub fn attributes(&self, id: NodeId) -> Attributes<'a> {
        let element = self.nodes.get(id).filter(|node| node.what == What::Element);
        element.map_or_else(Attributes::default, |node| self.attributes_of(node))
    }

    /// One attribute's value.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<Cow<'a, str>> {
        let node = self.nodes.get(id).filter(|node| !node.names.is_empty())?;
        self.attributes_of(node).get(name)
    }

    /// A node's parent; the root's is the root.
    pub fn parent(&self, id: NodeId) -> NodeId {
        self.nodes.get(id).map_or(ROOT, |node| node.parent as NodeId)
    }

    /// The first node behind a node's subtree.
    pub fn end(&self, id: NodeId) -> NodeId {
        self.nodes.get(id).map_or(id, |node| node.end as NodeId)
    }

    /// The numbers of a node's subtree without itself, in document order.
    pub fn below(&self, id: NodeId) -> std::ops::Range<NodeId> {
        id + 1..self.end(id)
    }

    /// A node's children.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.end(id);
        let mut at = id + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(at)?;
            at = self.end(child).max(child + 1);
            Some(child)
        })
    }

    /// A node's ancestors, nearest first, without the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            at = self.parent(at);
            (at != ROOT).then_some(at)
        })
    }

    /// The elements of a subtree with one of these tags.
    pub fn find<'t>(&'t self, under: NodeId, tags: &'t [Tag]) -> impl Iterator<Item = NodeId> + 't {
        self.below(under).filter(move |id| self.tag(*id).is_some_and(|tag| tags.contains(&tag)))
    }

    /// The content of a raw element such as `script` or `title`.
    pub fn raw(&self, id: NodeId) -> &'a str {
        match self.kind(id + 1) {
            Kind::Raw(text) if self.end(id) > id + 1 => text,
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::TREE_DEPTH;

    fn shape(page: &str) -> String {
        let tree = Tree::read(page);
        let mut out = String::new();
        shape_of(&tree, ROOT, &mut out);
        out
    }

    fn shape_of(tree: &Tree<'_>, id: NodeId, out: &mut String) {
        match tree.kind(id) {
            Kind::Text(text) => out.push_str(text.trim()),
            Kind::Raw(text) => out.push_str(&format!("«{text}»")),
            Kind::Element(start) => {
                let inner = id != ROOT;
                if inner {
                    out.push_str(&format!("{}(", start.name));
                }
                for child in tree.children(id) {
                    shape_of(tree, child, out);
                }
                if inner {
                    out.push(')');
                }
            }
        }
    }

    #[test]
    fn pages_become_the_tree_they_mean() {
        for (page, expected) in [
            ("<html><head><title>t</title><meta a><p>x</html>", "html(head(title(«t»)meta())p(x))"),
            ("<p>a<p>b<div>c</p>d</div>", "p(a)p(b)div(cd)"),
            ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "ul(li(a)li(bul(li(c)))li(d))e"),
            ("<table><tr><td>a<td>b<tr><th><p>c</table>d", "table(tr(td(a)td(b))tr(th(p(c))))d"),
            ("<a href=1><div>a</a>b</div>c", "a(div(ab))c"),
            ("<a>x<a>y</a>z", "a(x)a(y)z"),
            ("<b><p>x</b>y</p>z", "b(p(xy))z"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
            ("<x-y><z-w>a</x-y>b", "x-y(z-w(a))b"),
            ("<h1>a<h2>b</h1>c", "h1(a)h2(b)c"),
            ("a</div></p></table>b<br>c</br>", "abbr()cbr()"),
            (
                "<select><option>a<option>b</select><button>c<button>d",
                "select(option(a)option(b))button(c)button(d)",
            ),
        ] {
            assert_eq!(shape(page), expected, "{page}");
        }
    }

    #[test]
    fn subtrees_are_ranges() {
        let tree = Tree::read("<div><p>a<b>c</b></p><p>d</p></div><p>e");
        let div = tree.find(ROOT, &[Tag::Div]).next().unwrap();
        assert_eq!(tree.children(div).count(), 2);
        assert_eq!(tree.find(div, &[Tag::P]).count(), 2);
        assert_eq!(tree.ancestors(tree.find(ROOT, &[Tag::B]).next().unwrap()).count(), 2);
        for id in tree.ids() {
            assert!(tree.end(id) > id && tree.end(id) <= tree.len() && tree.parent(id) <= id);
        }
    }

    #[test]
    fn depth_is_capped_and_time_linear() {
        for tag in ["div", "b", "a", "p", "span", "li", "x-y", "table", "td"] {
            let page = format!("{}x{}", format!("<{tag}>").repeat(100_000), format!("</{tag}>").repeat(100_000));
            let tree = Tree::read(&page);
            let deepest = tree.ids().last().map_or(0, |id| tree.ancestors(id).count());
            assert!(deepest <= TREE_DEPTH + 1, "{tag}: {deepest}");
        }
    }
}
