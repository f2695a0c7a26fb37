//! Tree construction: a short form of the HTML standard's (§13.2.6).
//!
//! Optional end tags, scopes, void elements and tables are followed; misnested formatting elements end with the block they
//! stand in, and nothing is moved out of tables.

use super::tree::{Kind, Node, NodeId, ROOT};
use super::{Attributes, Start, Tag, Token};
use crate::limits::{TOLD, TREE_DEPTH};

/// Bytes of a usual page for each of its nodes; only how much room is made at first depends on it.
const BYTES: usize = 40;

/// An open element while the tree is built.
#[derive(Clone, Copy)]
struct Open {
    id: NodeId,
    tag: Tag,
    /// Its end tag came while something else was still open in it; it ends with that.
    closing: bool,
}

/// Builds a tree's nodes from tokens.
pub struct Builder<'a> {
    page: &'a str,
    nodes: Vec<Node>,
    open: Vec<Open>,
    /// Elements open beyond the depth limit.
    excess: usize,
    paragraphs: usize,
    /// Which of `html`, `head`, `body` there has been.
    once: Vec<Tag>,
    /// Bytes in raw elements so far.
    told: usize,
}

impl<'a> Builder<'a> {
    /// A builder for `page` that holds the root only.
    pub fn new(page: &'a str) -> Self {
        let nodes = Vec::with_capacity(page.len() / BYTES + 1);
        let mut builder = Self { page, nodes, open: Vec::new(), excess: 0, paragraphs: 0, once: Vec::new(), told: 0 };
        builder.nodes.push(Node::root());
        builder
    }

    fn add(&mut self, kind: Kind<'a>) -> NodeId {
        let id = self.nodes.len();
        let parent = self.open.last().map_or(ROOT, |open| open.id);
        self.nodes.push(Node::new(self.page, kind, parent, id + 1));
        id
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Takes the next token.
    pub fn take(&mut self, token: Token<'a>) {
        match token {
            Token::Text(text) => {
                if !text.trim_ascii().is_empty() {
                    self.leave_head(Tag::Other);
                }
                self.add(Kind::Text(text));
            }
            Token::Raw(start, _) if !is_told(start) => {}
            Token::Raw(start, text) => self.raw(start, text),
            Token::Start(start) => self.start(start),
            Token::End(tag, name) => self.end(tag, name),
        }
    }

    fn raw(&mut self, start: Start<'a>, text: &'a str) {
        if self.told + text.len() > TOLD {
            return;
        }
        self.told += text.len();
        self.leave_head(start.tag);
        let id = self.add(Kind::Element(start));
        self.nodes.push(Node::new(self.page, Kind::Raw(text), id, id + 2));
        self.set_end(id, id + 2);
    }

    fn set_end(&mut self, id: NodeId, end: NodeId) {
        if let Some(node) = self.nodes.get_mut(id) {
            node.set_end(end);
        }
    }

    /// Ends `head` before anything that cannot stand in it.
    fn leave_head(&mut self, tag: Tag) {
        use Tag::*;
        if matches!(tag, Title | Meta | Link | Script | Style | Base | Noscript | Template) {
            return;
        }
        if let Some(at) = self.open.iter().take(3).position(|open| open.tag == Head) {
            self.pop_to(at);
        }
    }

    fn start(&mut self, start: Start<'a>) {
        use Tag::*;
        let tag = start.tag;
        if matches!(tag, Html | Head | Body) {
            if self.once.contains(&tag) {
                return;
            }
            self.once.push(tag);
        }
        self.leave_head(tag);
        self.close_implied(tag);
        if tag.is_void() {
            self.add(Kind::Element(start));
        } else if self.open.len() >= TREE_DEPTH {
            self.add(Kind::Element(start));
            self.excess += 1;
        } else {
            let id = self.add(Kind::Element(start));
            self.paragraphs += usize::from(tag == P);
            self.open.push(Open { id, tag, closing: false });
        }
    }

    /// Ends what a start tag ends without saying so.
    fn close_implied(&mut self, tag: Tag) {
        use Tag::*;
        match tag {
            Li => self.close_back_to(&[Li], &[Ul, Ol, Menu, Dir]),
            Dd | Dt => self.close_back_to(&[Dd, Dt], &[Dl]),
            Option | Optgroup => self.close_back_to(&[Option], &[Select, Datalist]),
            Tr => self.close_back_to(&[Tr], &[Table]),
            Td | Th => self.close_back_to(&[Td, Th], &[Table, Tr]),
            Tbody | Thead | Tfoot | Caption | Colgroup => self.close_back_to(&[Tbody, Thead, Tfoot, Caption, Colgroup], &[Table]),
            Rt | Rp | Rb | Rtc => self.close_back_to(&[Rt, Rp, Rb], &[Ruby]),
            A => self.close_link(),
            Button => self.close_back_to(&[Button], &[Table]),
            _ => {}
        }
        if tag.is_block()
            && self.paragraphs > 0
            && !matches!(tag, Option | Optgroup | Tr | Td | Th | Tbody | Thead | Tfoot | Caption | Html | Body)
        {
            self.close_back_to(&[P], &[Td, Th, Caption, Table, Button, Object, Template, Noscript]);
        }
        if tag.is_heading() && self.open.last().is_some_and(|open| open.tag.is_heading()) {
            self.pop();
        }
    }

    /// Ends the innermost open element among `tags`, unless one of `walls` is further in.
    fn close_back_to(&mut self, tags: &[Tag], walls: &[Tag]) {
        let at = self.open.iter().rposition(|open| tags.contains(&open.tag) || walls.contains(&open.tag));
        if let Some(at) = at.filter(|at| self.open.get(*at).is_some_and(|open| tags.contains(&open.tag))) {
            self.pop_to(at);
        }
    }

    /// A link inside a link ends the outer one, at once or with the block they stand in.
    fn close_link(&mut self) {
        if let Some(at) = self.open.iter().rposition(|open| matches!(open.tag, Tag::A | Tag::Td | Tag::Th | Tag::Table)) {
            self.close_inline_at(at, Tag::A);
        }
    }

    fn close_inline_at(&mut self, at: usize, tag: Tag) {
        if self.open.get(at).is_none_or(|open| open.tag != tag) {
            return;
        }
        if self.open.iter().skip(at + 1).any(|open| open.tag.is_block()) {
            if let Some(open) = self.open.get_mut(at) {
                open.closing = true;
            }
        } else {
            self.pop_to(at);
        }
    }

    fn end(&mut self, tag: Tag, name: &'a str) {
        use Tag::*;
        if self.excess > 0 && !tag.is_void() {
            self.excess -= 1;
            return;
        }
        match tag {
            Html | Body => {}
            Br => {
                self.add(Kind::Element(Start { tag: Br, name, attributes: Attributes::default() }));
            }
            P if self.paragraphs == 0 => {}
            P => self.close_back_to(&[P], &[Td, Th, Caption, Table, Button, Object, Template]),
            Li => self.close_back_to(&[Li], &[Ul, Ol, Menu, Dir, Table]),
            Table => self.close_back_to(&[Table], &[]),
            Td | Th | Tr | Tbody | Thead | Tfoot | Caption => self.close_back_to(&[tag], &[Table]),
            H1 | H2 | H3 | H4 | H5 | H6 => self.close_back_to(&[H1, H2, H3, H4, H5, H6], &[Td, Th, Table]),
            tag if tag.is_block()
                || matches!(tag, Head | Template | Noscript | Object | Button | Select | Datalist | Video | Audio | Canvas) =>
            {
                self.close_back_to(&[tag], &[Td, Th, Caption])
            }
            _ => self.end_inline(tag, name),
        }
    }

    fn end_inline(&mut self, tag: Tag, name: &'a str) {
        let named = |open: &Open, nodes: &[Node]| {
            let is = |node: &Node| node.name(self.page).eq_ignore_ascii_case(name);
            open.tag == tag && (tag != Tag::Other || nodes.get(open.id).is_some_and(is))
        };
        let wall = |open: &Open| matches!(open.tag, Tag::Td | Tag::Th | Tag::Table);
        let at = self.open.iter().rposition(|open| named(open, &self.nodes) || wall(open));
        match at {
            Some(at) if tag == Tag::Other && self.open.get(at).is_some_and(|open| open.tag == tag) => self.pop_to(at),
            Some(_) if tag == Tag::Other => {}
            Some(at) => self.close_inline_at(at, tag),
            None => {}
        }
    }

    fn pop_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.pop();
        }
        while self.open.last().is_some_and(|open| open.closing) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.paragraphs -= usize::from(open.tag == Tag::P);
            self.set_end(open.id, self.nodes.len());
        }
    }

    /// Ends everything and gives the nodes.
    pub fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.pop();
        }
        self.set_end(ROOT, self.nodes.len());
        self.nodes
    }
}

/// Whether a raw element is part of the tree: only those that say something of the article are.
pub fn is_told(start: Start<'_>) -> bool {
    match start.tag {
        Tag::Title | Tag::Iframe => true,
        Tag::Script => start.attributes.get("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")),
        _ => false,
    }
}
