//! Writes clean HTML in canonical form: balanced, no empty elements, white space folded, every block where it may stand.
//!
//! Elements are opened only when something visible comes: `blocks` and `inline` say what should be open, `written` and
//! `opened` how much of that has been written. This makes one pass enough and its output the same when cleaned again.

use super::blocks::{Model, model};
use super::escape::{push_attribute, push_text};
use super::words::{cut_gap, cut_word, is_control, plain_run};
use crate::html::Tag;
use crate::limits::{BLOCK_DEPTH, INLINE_DEPTH};

/// An open block.
pub(super) struct Block {
    pub(super) tag: Tag,
    /// Its attributes, escaped, with a leading space; mostly empty.
    pub(super) attributes: String,
    /// Whether we added it; then inline elements outlive it.
    pub(super) implied: bool,
    /// In a row: empty cells that are only written when a full one follows.
    pub(super) held: String,
}

/// An inline element that should be open.
pub(super) struct Inline {
    pub(super) tag: Tag,
    /// The whole start tag.
    pub(super) start: String,
    /// How many blocks of the source were open where it began; it ends with them.
    pub(super) level: usize,
}

/// The writer.
#[derive(Default)]
pub struct Writer {
    pub(super) out: String,
    pub(super) blocks: Vec<Block>,
    pub(super) written: usize,
    pub(super) explicit: usize,
    pub(super) inline: Vec<Inline>,
    pub(super) opened: usize,
    /// White space to be written before the next inline thing, unless a line starts there.
    pub(super) gap: String,
    /// Line breaks to be written before the next inline thing.
    pub(super) breaks: u8,
    /// Whether something inline already stands on the line at hand.
    pub(super) mid_line: bool,
    /// Whether what was written last is inline, so that the next line must be kept apart from it.
    pub(super) loose: bool,
}

impl Writer {
    /// A writer that expects about `size` bytes.
    pub fn with_capacity(size: usize) -> Self {
        Self { out: String::with_capacity(size), ..Self::default() }
    }

    pub(super) fn top(&self) -> Option<Tag> {
        self.blocks.last().map(|block| block.tag)
    }

    pub(super) fn in_pre(&self) -> bool {
        self.top() == Some(Tag::Pre)
    }

    /// Writes characters, references already decoded; tells whether any of them is visible.
    pub fn text(&mut self, text: &str) -> bool {
        if self.in_pre() {
            return if text.bytes().any(is_control) { self.verbatim(&without_controls(text)) } else { self.verbatim(text) };
        }
        let (mut rest, mut visible) = (text, false);
        loop {
            let (gap, words) = cut_gap(rest);
            self.widen(gap);
            if words.is_empty() {
                return visible;
            }
            let (run, tail) = words.split_at(plain_run(words));
            if !run.is_empty() {
                self.inline_content(false);
                self.out.push_str(run);
                (rest, visible) = (tail, true);
                continue;
            }
            let (word, tail) = cut_word(words);
            if word.bytes().any(is_control) {
                return self.text(&without_controls(words)) | visible;
            }
            self.inline_content(false);
            push_text(word, &mut self.out);
            (rest, visible) = (tail, true);
        }
    }

    /// Adds white space to the gap: runs of ASCII white space fold to one space, no-break spaces stay.
    pub(super) fn widen(&mut self, gap: &str) {
        if gap == " " && self.gap.is_empty() {
            return self.gap.push(' ');
        }
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

    pub(super) fn end_inline_from(&mut self, at: usize) {
        while self.opened > at {
            self.opened -= 1;
            if let Some(inline) = self.inline.get(self.opened) {
                push_end(inline.tag, &mut self.out);
            }
        }
    }

    /// Ends the line at hand: what is open inline is closed for now, white space and breaks at its end are dropped.
    pub(super) fn end_line(&mut self) {
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

    /// Ends everything and gives what was written.
    pub fn finish(mut self) -> String {
        self.pop_to(0);
        self.end_line();
        self.out
    }
}

pub(super) fn push_start(tag: Tag, attributes: &str, out: &mut String) {
    out.push('<');
    out.push_str(tag.name());
    out.push_str(attributes);
    out.push('>');
}

pub(super) fn push_end(tag: Tag, out: &mut String) {
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

/// `text` without the characters that mean nothing in HTML.
fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !u8::try_from(*c).is_ok_and(is_control)).collect()
}
