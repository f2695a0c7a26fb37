//! Where blocks may stand: what each may hold, what its start and end tags end without saying so, what is missing and added.

use super::writer::{Block, Writer, push_end, push_start};
use crate::html::Tag;
use crate::limits::BLOCK_DEPTH;

/// What may stand inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Model {
    /// Blocks and text.
    Flow,
    /// Text only.
    Line,
    /// List items.
    List,
    /// Terms and definitions.
    Terms,
    /// A table's groups and rows.
    Rows,
    /// A row's cells.
    Cells,
}

pub(super) const fn model(tag: Tag) -> Model {
    use Tag::*;
    match tag {
        P | H1 | H2 | H3 | H4 | H5 | H6 | Dt | Summary | Caption | Pre => Model::Line,
        Ul | Ol => Model::List,
        Dl => Model::Terms,
        Table | Thead | Tbody | Tfoot => Model::Rows,
        Tr => Model::Cells,
        _ => Model::Flow,
    }
}

impl Writer {
    /// Adds the item, cell or definition that is missing.
    pub(super) fn make_flow(&mut self) {
        loop {
            match self.top().map(model) {
                Some(Model::List) => self.push(Tag::Li, String::new(), true),
                Some(Model::Terms) => self.push(Tag::Dd, String::new(), true),
                Some(Model::Rows) => self.push(Tag::Tr, String::new(), true),
                Some(Model::Cells) => self.push(Tag::Td, String::new(), true),
                _ => return,
            }
        }
    }

    pub(super) fn push(&mut self, tag: Tag, attributes: String, implied: bool) {
        self.explicit += usize::from(!implied);
        self.blocks.push(Block { tag, attributes, implied, held: String::new() });
    }

    pub(super) fn write_blocks(&mut self) {
        self.end_inline_from(0);
        self.mid_line = false;
        for at in self.written..self.blocks.len() {
            if let Some(parent) = at.checked_sub(1).and_then(|at| self.blocks.get_mut(at)) {
                self.out.push_str(&parent.held);
                parent.held.clear();
            }
            if let Some(block) = self.blocks.get(at) {
                push_start(block.tag, &block.attributes, &mut self.out);
            }
        }
        self.written = self.blocks.len();
        self.loose = false;
    }

    pub(super) fn pop(&mut self) {
        self.end_line();
        let Some(block) = self.blocks.pop() else { return };
        if self.written > self.blocks.len() {
            self.written = self.blocks.len();
            self.loose = false;
            push_end(block.tag, &mut self.out);
        } else if matches!(block.tag, Tag::Td | Tag::Th)
            && let Some(row) = self.blocks.last_mut()
        {
            push_start(block.tag, &block.attributes, &mut row.held);
            push_end(block.tag, &mut row.held);
        }
        if !block.implied {
            self.explicit -= 1;
            while self.inline.last().is_some_and(|inline| inline.level > self.explicit) {
                self.inline.pop();
            }
        }
    }

    pub(super) fn pop_to(&mut self, depth: usize) {
        while self.blocks.len() > depth {
            self.pop();
        }
    }

    /// Begins a block of the allow-list, or only a new line where it cannot stand.
    pub fn open_block(&mut self, tag: Tag, attributes: String) {
        use Tag::*;
        let depth = match tag {
            Li => self.find(&[Ul, Ol], &[Table]).map(|at| at + 1),
            Dt | Dd => self.find(&[Dl], &[Table, Ul, Ol]).map(|at| at + 1),
            Thead | Tbody | Tfoot | Caption => self.find(&[Table], &[]).map(|at| at + 1),
            Tr => self.find(&[Table, Thead, Tbody, Tfoot], &[]).map(|at| at + 1),
            Td | Th => self.find(&[Table, Thead, Tbody, Tfoot, Tr], &[]).map(|at| at + 1),
            Figcaption => self.find(&[Figure], &[Table, Ul, Ol, Dl, Blockquote]).map(|at| at + 1),
            Summary => (self.top() == Some(Details)).then_some(self.blocks.len()),
            _ => self.room(tag),
        };
        let Some(depth) = depth else { return self.boundary() };
        self.end_line();
        self.pop_to(depth);
        match tag {
            Td | Th if self.top() != Some(Tr) => self.push(Tr, String::new(), true),
            Li | Dt | Dd | Thead | Tbody | Tfoot | Caption | Tr | Td | Th | Figcaption | Summary => {}
            _ => self.make_flow(),
        }
        self.push(tag, attributes, false);
    }

    /// How many of the open blocks stay when a block begins; `None` when it cannot.
    fn room(&self, tag: Tag) -> Option<usize> {
        let mut depth = self.blocks.len();
        if let Some(last) = self.blocks.last().filter(|last| model(last.tag) == Model::Line) {
            let absorbs = last.tag != Tag::P && (last.tag == Tag::Pre || self.written < depth) && tag == Tag::P;
            if absorbs {
                return None;
            }
            depth -= 1;
        }
        (depth < BLOCK_DEPTH).then_some(depth)
    }

    /// The innermost open block among `tags`, unless one of `walls` is further in.
    fn find(&self, tags: &[Tag], walls: &[Tag]) -> Option<usize> {
        let at = self.blocks.iter().rposition(|block| tags.contains(&block.tag) || walls.contains(&block.tag))?;
        self.blocks.get(at).filter(|block| tags.contains(&block.tag)).map(|_| at)
    }

    /// Ends a block of the allow-list, and what is open in it.
    pub fn close_block(&mut self, tag: Tag) {
        use Tag::*;
        let at = match tag {
            H1 | H2 | H3 | H4 | H5 | H6 => self.find(&[H1, H2, H3, H4, H5, H6], &[Table]),
            Li => self.find(&[Li], &[Ul, Ol, Table]),
            Table | Thead | Tbody | Tfoot | Tr | Td | Th | Caption => self.find(&[tag], &[Table]),
            _ => self.find(&[tag], &[Table]),
        };
        match at {
            Some(at) => self.pop_to(at),
            None => self.boundary(),
        }
    }

    /// The edge of a block that is not written, such as a `div`: the line ends here.
    pub fn boundary(&mut self) {
        match self.top() {
            Some(Tag::P) => self.pop(),
            Some(Tag::Pre) => self.gap.push('\n'),
            Some(tag) if model(tag) == Model::Line || tag == Tag::Figcaption => self.widen(" "),
            _ => self.end_line(),
        }
    }

    /// A thematic break.
    pub fn rule(&mut self) {
        self.end_line();
        if self.top().is_some_and(|tag| model(tag) == Model::Line) {
            self.pop();
        }
        let fits = self.top().is_none_or(|tag| model(tag) == Model::Flow);
        if fits && self.written == self.blocks.len() && !self.out.is_empty() && !self.out.ends_with("<hr>") {
            self.out.push_str("<hr>");
            self.loose = false;
        }
    }
}
