//! The only maker of [`Html`]: an allow-list of elements and attributes, one pass, canonical output.
//!
//! Safety does not rest on reading the input as a browser would: whatever is read, only start and end tags made here from
//! the allow-list and escaped text are written, balanced, and none of the allowed elements has raw content. Drawings and
//! formulas have an allow-list of their own ([`foreign`]).

mod address;
mod allow;
mod blocks;
mod escape;
mod film;
mod foreign;
mod picture;
mod words;
mod writer;

use memchr::memchr;
use newsstand_news::{Address, Html};

pub use address::Base;
pub use picture::{LAZY, LAZY_SETS, largest, read as read_picture};

use crate::html::{Attributes, Place, Start, Tag, Token, Tokens, decode};
use crate::limits::{MARKUP, head};
use foreign::{Fate, Foreign, World};
use writer::Writer;

/// Makes clean HTML of anybody's markup. Relative addresses are resolved against `base`; without it they are dropped.
///
/// Output: balanced elements of the allow-list, attributes in fixed order (`<img src="…" alt="…"…>`,
/// `<a href="…" rel="…">`), http(s) addresses only (`mailto:` in links), white space folded, no empty elements, loose text in
/// paragraphs. Cleaning it again changes nothing.
pub fn clean(markup: &str, base: Option<&Address>) -> Html {
    let markup = head(markup, MARKUP);
    let base = Base::new(base);
    let mut cleaner = Cleaner {
        base: &base,
        tokens: Tokens::with_drawings(markup),
        writer: Writer::with_capacity(markup.len()),
        skipped: None,
        foreign: None,
        sources: None,
        last: None,
        noscript: false,
    };
    while let Some(token) = cleaner.tokens.next() {
        cleaner.take(token);
    }
    cleaner.end_foreign(false);
    Html::vouched(cleaner.writer.finish())
}

/// The beginning of clean HTML, up to `end`, which must be where a block on the top level ends or begins.
pub fn beginning(html: &Html, end: usize) -> Html {
    Html::vouched(html.as_str().get(..end).unwrap_or(html.as_str()).to_owned())
}

/// The state of one cleaning.
struct Cleaner<'a> {
    base: &'a Base<'a>,
    tokens: Tokens<'a>,
    writer: Writer,
    /// A hidden element that is being skipped, and how deep in elements of its name.
    skipped: Option<Skipped<'a>>,
    /// A drawing or a formula that is being read.
    foreign: Option<Foreign<'a>>,
    /// The widest list of sizes that a `picture` has offered so far.
    sources: Option<String>,
    /// The picture just written, until text follows.
    last: Option<Address>,
    noscript: bool,
}

struct Skipped<'a> {
    tag: Tag,
    depth: usize,
    /// The attributes of a film whose `source` is still wanted.
    film: Option<Attributes<'a>>,
}

impl<'a> Cleaner<'a> {
    fn take(&mut self, token: Token<'a>) {
        if self.skipped.is_some() {
            return self.skip(token);
        }
        if let Some(foreign) = &mut self.foreign {
            let fate = foreign.take(&token, self.base);
            if fate != Fate::Within {
                self.end_foreign(fate == Fate::Ended);
            }
            if fate != Fate::Broken {
                return;
            }
        }
        match token {
            Token::Text(text) => self.text(text),
            Token::Start(start) => self.start(start),
            Token::End(tag, _) => self.end(tag),
            Token::Raw(start, _) if start.tag == Tag::Iframe => {
                self.film(start.tag, start.attributes, start.attributes);
            }
            Token::Raw(..) => {}
        }
    }

    fn text(&mut self, raw: &str) {
        let visible = if memchr(b'&', raw.as_bytes()).is_some() {
            self.writer.text(&decode(raw, Place::Text))
        } else {
            self.writer.text(raw)
        };
        if visible {
            self.last = None;
        }
    }

    fn start(&mut self, start: Start<'a>) {
        if let Some(world) = World::of(start) {
            return self.begin_foreign(world, start);
        }
        match start.tag {
            Tag::Br => self.writer.line_break(),
            Tag::Hr => self.writer.rule(),
            Tag::Img => self.image(start),
            Tag::Picture => self.sources = None,
            Tag::Source => self.source(start),
            Tag::Embed => {
                self.film(start.tag, start.attributes, start.attributes);
            }
            Tag::Noscript => self.noscript = true,
            Tag::Video | Tag::Audio => {
                let found = self.film(start.tag, start.attributes, start.attributes);
                self.hide(start.tag, (!found).then_some(start.attributes));
            }
            Tag::Template | Tag::Select | Tag::Datalist | Tag::Canvas => {
                self.hide(start.tag, None);
            }
            tag => self.element(tag, start),
        }
    }

    fn begin_foreign(&mut self, world: World, start: Start<'a>) {
        if !start.is_closed() {
            self.foreign = Some(Foreign::new(world, start, self.base));
            self.tokens.set_foreign(true);
        }
    }

    fn end_foreign(&mut self, whole: bool) {
        let Some(foreign) = self.foreign.take() else { return };
        self.tokens.set_foreign(false);
        let left = foreign.finish(whole);
        if !left.markup.is_empty() {
            self.writer.inline_void(&left.markup);
            self.last = None;
        }
        if !left.after.trim_ascii().is_empty() {
            self.writer.text(" ");
            if self.writer.text(&left.after) {
                self.last = None;
            }
            self.writer.text(" ");
        }
    }

    fn element(&mut self, tag: Tag, start: Start<'a>) {
        if allow::is_block(tag) {
            self.writer.open_block(tag, allow::block_attributes(tag, start.attributes));
        } else if let Some((tag, open)) = allow::inline(tag, start.attributes, self.base) {
            if matches!(tag, Tag::Rt | Tag::Rp) {
                self.writer.close_inline(Tag::Rt);
                self.writer.close_inline(Tag::Rp);
            }
            self.writer.open_inline(tag, open);
        } else if tag.is_block() {
            self.writer.boundary();
        }
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Br => self.writer.line_break(),
            Tag::Picture => self.sources = None,
            Tag::Noscript => self.noscript = false,
            tag if allow::is_block(tag) => self.writer.close_block(tag),
            tag if tag.is_block() => self.writer.boundary(),
            tag => self.writer.close_inline(allow::inline_name(tag)),
        }
    }

    fn image(&mut self, start: Start<'a>) {
        let Some(seen) = read_picture(start.attributes, self.sources.as_deref(), self.base) else { return };
        let repeated = self.noscript && self.last.is_some();
        if repeated || self.last.as_ref() == Some(&seen.address) {
            return;
        }
        self.writer.inline_void(&seen.tag());
        self.last = Some(seen.address);
    }

    fn source(&mut self, start: Start<'a>) {
        let set = start.attributes.get("srcset").or_else(|| start.attributes.get("data-srcset"));
        if self.sources.is_none() {
            self.sources = set.map(|set| set.into_owned());
        }
    }

    /// Writes a link where a film would have played; tells whether there was one.
    fn film(&mut self, tag: Tag, attributes: Attributes<'a>, title: Attributes<'a>) -> bool {
        let Some(film) = film::read(tag, attributes, title, self.base) else { return false };
        self.writer.boundary();
        self.writer.open_inline(Tag::A, film.start);
        self.writer.text(&film.name);
        self.writer.close_inline(Tag::A);
        self.writer.boundary();
        true
    }

    /// Begins to skip an element, unless it never ends.
    fn hide(&mut self, tag: Tag, film: Option<Attributes<'a>>) {
        if self.tokens.closes(tag) {
            self.skipped = Some(Skipped { tag, depth: 1, film });
        }
    }

    fn skip(&mut self, token: Token<'a>) {
        let Some(skipped) = self.skipped.as_mut() else { return };
        match token {
            Token::Start(start) if start.tag == skipped.tag => skipped.depth += 1,
            Token::End(tag, _) if tag == skipped.tag => skipped.depth -= 1,
            Token::Start(start) if start.tag == Tag::Source => {
                let tag = skipped.tag;
                if let Some(title) = skipped.film.take() {
                    self.film(tag, start.attributes, title);
                }
            }
            _ => {}
        }
        if self.skipped.as_ref().is_some_and(|skipped| skipped.depth == 0 || !self.tokens.closes(skipped.tag)) {
            self.skipped = None;
        }
    }
}
