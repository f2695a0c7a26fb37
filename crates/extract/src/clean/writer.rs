//! Writes clean HTML in canonical form: balanced, no empty elements, white space folded, every block where it may stand.
//!
//! Elements are opened only when something visible comes: `blocks` and `inline` say what should be open, `written` and
//! `opened` how much of that has been written. This makes one pass enough and its output the same when cleaned again.

use super::escape::{push_attribute, push_text};
use crate::html::Tag;
use crate::limits::{BLOCK_DEPTH, INLINE_DEPTH};

/// What may stand inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Model {
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

const fn model(tag: Tag) -> Model {
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

struct Block {
    tag: Tag,
    /// Its attributes, escaped, with a leading space; mostly empty.
    attributes: String,
    /// Whether we added it; then inline elements outlive it.
    implied: bool,
    /// In a row: empty cells that are only written when a full one follows.
    held: String,
}

struct Inline {
    tag: Tag,
    /// The whole start tag.
    start: String,
    /// How many blocks of the source were open where it began; it ends with them.
    level: usize,
}

/// The writer.
#[derive(Default)]
pub struct Writer {
    out: String,
    blocks: Vec<Block>,
    written: usize,
    explicit: usize,
    inline: Vec<Inline>,
    opened: usize,
    /// White space to be written before the next inline thing, unless a line starts there.
    gap: String,
    /// Line breaks to be written before the next inline thing.
    breaks: u8,
    /// Whether a block or line has just begun.
    mid_line: bool,
    /// Whether what was written last is inline, so that the next line must be kept apart from it.
    loose: bool,
}

impl Writer {
    /// A writer that expects about `size` bytes.
    pub fn with_capacity(size: usize) -> Self {
        Self { out: String::with_capacity(size), ..Self::default() }
    }

    fn top(&self) -> Option<Tag> {
        self.blocks.last().map(|block| block.tag)
    }

    fn in_pre(&self) -> bool {
        self.top() == Some(Tag::Pre)
    }

    /// Writes characters, references already decoded; tells whether any of them is visible.
    pub fn text(&mut self, text: &str) -> bool {
        if text.bytes().any(is_control) {
            let kept: String = text.chars().filter(|c| !u8::try_from(*c).is_ok_and(is_control)).collect();
            return self.text(&kept);
        }
        if self.in_pre() {
            return self.verbatim(text);
        }
        let (mut rest, mut visible) = (text, false);
        while let Some((gap, word, tail)) = next_word(rest) {
            self.widen(gap);
            if !word.is_empty() {
                visible = true;
                self.inline_content(false);
                push_text(word, &mut self.out);
            }
            rest = tail;
        }
        visible
    }

    /// Adds white space to the gap: runs of ASCII white space fold to one space, no-break spaces stay.
    fn widen(&mut self, gap: &str) {
        for character in gap.chars() {
            if character == '\u{a0}' {
                self.gap.push(character);
            } else if !self.gap.ends_with(' ') {
                self.gap.push(' ');
            }
        }
    }

    /// Text of a `pre`: white space as it is, except at both ends.
    fn verbatim(&mut self, text: &str) -> bool {
        let first = self.blocks.len() > self.written && self.gap.is_empty();
        let text = if first { text.strip_prefix('\n').unwrap_or(text) } else { text };
        let word = text.trim_matches(|c: char| c.is_ascii_whitespace());
        let lead = text.len() - text.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
        self.hold(&text[..lead]);
        if !word.is_empty() {
            self.inline_content(false);
            push_text(word, &mut self.out);
            self.hold(&text[lead + word.len()..]);
        }
        !word.is_empty()
    }

    fn hold(&mut self, space: &str) {
        self.gap.extend(space.chars().filter(|c| matches!(c, ' ' | '\n' | '\t')));
    }

    /// A line break. Two in a row begin a new paragraph where one can be.
    pub fn line_break(&mut self) {
        if self.in_pre() {
            self.gap.push('\n');
        } else if self.mid_line {
            self.gap.clear();
            self.breaks = self.breaks.saturating_add(1);
        }
    }

    /// A picture or another inline thing without content, as finished markup.
    pub fn inline_void(&mut self, markup: &str) {
        self.inline_content(true);
        self.out.push_str(markup);
    }

    /// Opens an inline element when text comes.
    pub fn open_inline(&mut self, tag: Tag, start: String) {
        if tag == Tag::A {
            self.close_inline(Tag::A);
        }
        if self.inline.len() < INLINE_DEPTH {
            self.inline.push(Inline { tag, start, level: self.explicit });
        }
    }

    /// Closes the innermost inline element of that name; those inside it go on after it.
    pub fn close_inline(&mut self, tag: Tag) {
        let Some(at) = self.inline.iter().rposition(|inline| inline.tag == tag) else { return };
        self.end_inline_from(at);
        self.inline.remove(at);
    }

    fn end_inline_from(&mut self, at: usize) {
        while self.opened > at {
            self.opened -= 1;
            if let Some(inline) = self.inline.get(self.opened) {
                push_end(inline.tag, &mut self.out);
            }
        }
    }

    /// Ends the line at hand: what is open inline is closed for now, white space and breaks at its end are dropped.
    fn end_line(&mut self) {
        self.end_inline_from(0);
        self.gap.clear();
        self.breaks = 0;
        self.mid_line = false;
    }

    /// Gets everything written that must stand before something inline.
    fn inline_content(&mut self, picture: bool) {
        self.settle(picture);
        if self.written < self.blocks.len() {
            self.write_blocks();
        }
        if self.breaks > 0 {
            self.out.push_str("<br>");
            self.breaks = 0;
            self.mid_line = false;
        }
        if self.in_pre() {
            if !self.mid_line && self.gap.starts_with('\n') {
                self.out.push('\n');
            }
            self.out.push_str(&self.gap);
        } else if self.mid_line {
            self.out.push_str(&self.gap);
        }
        self.gap.clear();
        self.mid_line = true;
        self.loose = true;
        while let Some(inline) = self.inline.get(self.opened) {
            self.out.push_str(&inline.start);
            self.opened += 1;
        }
    }

    /// Sees to it that the block at hand may hold something inline.
    fn settle(&mut self, picture: bool) {
        self.make_flow();
        let touches = self.loose && !self.mid_line && self.written == self.blocks.len();
        let apart = touches || self.breaks > 1;
        let wrap = match self.top() {
            None | Some(Tag::Blockquote) => true,
            Some(Tag::Figure) => !picture,
            Some(Tag::P) if self.breaks > 1 => {
                self.end_line();
                push_end(Tag::P, &mut self.out);
                self.loose = false;
                self.written = self.written.min(self.blocks.len() - 1);
                return;
            }
            Some(tag) => apart && model(tag) == Model::Flow && tag != Tag::Figcaption,
        };
        if wrap && self.blocks.len() < BLOCK_DEPTH {
            self.end_line();
            self.push(Tag::P, String::new(), true);
        } else if apart {
            self.breaks = 1;
        }
    }

    /// Adds the item, cell or definition that is missing.
    fn make_flow(&mut self) {
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

    fn push(&mut self, tag: Tag, attributes: String, implied: bool) {
        self.explicit += usize::from(!implied);
        self.blocks.push(Block { tag, attributes, implied, held: String::new() });
    }

    fn write_blocks(&mut self) {
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

    fn pop(&mut self) {
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

    fn pop_to(&mut self, depth: usize) {
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

    /// Ends everything and gives what was written.
    pub fn finish(mut self) -> String {
        self.pop_to(0);
        self.end_line();
        self.out
    }
}

fn push_start(tag: Tag, attributes: &str, out: &mut String) {
    out.push('<');
    out.push_str(tag.name());
    out.push_str(attributes);
    out.push('>');
}

fn push_end(tag: Tag, out: &mut String) {
    out.push_str("</");
    out.push_str(tag.name());
    out.push('>');
}

/// A start tag with attributes in the given order.
pub fn start_tag(tag: Tag, attributes: &[(&str, &str)]) -> String {
    let mut start = String::with_capacity(32);
    start.push('<');
    start.push_str(tag.name());
    for (name, value) in attributes {
        push_attribute(name, value, &mut start);
    }
    start.push('>');
    start
}

/// Characters that mean nothing in HTML.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f)
}

/// Cuts `text` into the white space it starts with, the word after that, and the rest; `None` at its end.
fn next_word(text: &str) -> Option<(&str, &str, &str)> {
    if text.is_empty() {
        return None;
    }
    let bytes = text.as_bytes();
    let mut start = 0;
    while let Some(length) = gap_at(bytes, start) {
        start += length;
    }
    let mut end = start;
    while end < bytes.len() && gap_at(bytes, end).is_none() {
        end += 1;
    }
    Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?))
}

/// The length of the white space character at `at`, if there is one.
fn gap_at(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b' ' | b'\n' | b'\t' | b'\r' | 0x0c => Some(1),
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => Some(2),
        _ => None,
    }
}
