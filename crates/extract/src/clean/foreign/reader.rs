//! Reads a drawing or a formula token by token: where it ends, and where its text goes.

use super::open::Stack;
use super::value::push_folded;
use super::{Fate, Holds, Left, World, breaks_out};
use crate::clean::address::Base;
use crate::clean::escape::push_text;
use crate::html::{Attributes, Place, Start, Tag, Token, decode};

/// An element that goes with all it holds.
struct Dropped<'a> {
    name: &'a str,
    depth: usize,
    /// Roots opened in it.
    roots: usize,
    /// Whether HTML may stand in it; HTML in anything else is the end of the drawing.
    html: bool,
    /// Whether a browser shows its text: then it is kept for after the drawing.
    shown: bool,
}

/// A drawing or a formula while it is read.
pub struct Foreign<'a> {
    world: World,
    stack: Stack<'a>,
    /// Roots open, those beyond the limit included.
    roots: usize,
    dropped: Option<Dropped<'a>>,
    /// Text that browsers show and we have no place for inside.
    shown: String,
    /// Text that browsers do not show in a drawing, unless it is no drawing's at all because the end is missing.
    stray: String,
    /// Whether there are words to see.
    worded: bool,
    /// Whether it is there for its looks alone.
    ornament: bool,
}

impl<'a> Foreign<'a> {
    /// Begins with the start tag of `svg` or `math`.
    pub fn new(world: World, start: Start<'a>, base: &Base<'_>) -> Self {
        Self {
            world,
            stack: Stack::new(world, start, base),
            roots: 1,
            dropped: None,
            shown: String::new(),
            stray: String::new(),
            worded: false,
            ornament: world == World::Drawing && is_ornament(start.attributes),
        }
    }

    /// Takes the next token.
    pub fn take(&mut self, token: &Token<'a>, base: &Base<'_>) -> Fate {
        match token {
            Token::Text(text) if text.contains('&') => self.text(&decode(text, Place::Text)),
            Token::Text(text) => self.text(text),
            Token::Raw(..) => Fate::Within,
            Token::Start(start) => self.start(*start, base),
            Token::End(tag, name) => self.end(*tag, name),
        }
    }

    /// Closes what is open; `whole` says whether the end tag has come.
    pub fn finish(self, whole: bool) -> Left {
        let seen = self.worded || self.stack.drawn && !self.ornament;
        let markup = if seen { self.stack.finish() } else { String::new() };
        let mut after = self.shown;
        if !whole {
            after.push_str(&self.stray);
        }
        Left { markup, after }
    }

    fn text(&mut self, text: &str) -> Fate {
        let visible = text.bytes().any(|byte| byte > b' ' && byte != 0x7f);
        match (&self.dropped, self.stack.holds()) {
            (Some(dropped), _) if dropped.shown => self.shown.push_str(text),
            (Some(_), _) => self.stray.push_str(text),
            (None, Holds::Words | Holds::Token) => self.words(text, visible),
            (None, Holds::Label) => self.words(text, false),
            (None, Holds::Parts) if self.world == World::Formula && visible => {
                self.stack.out.push_str("<mtext>");
                self.words(text, true);
                self.stack.out.push_str("</mtext>");
            }
            _ => self.stray.push_str(text),
        }
        Fate::Within
    }

    fn words(&mut self, text: &str, visible: bool) {
        // White space at both ends of two pieces is one run.
        let joins = self.stack.out.ends_with(' ');
        let mut folded = String::with_capacity(text.len() + 1);
        folded.push_str(if joins { " " } else { "" });
        push_folded(text, &mut folded);
        push_text(&folded[usize::from(joins)..], &mut self.stack.out);
        self.worded |= visible && !self.stack.is_aside();
    }

    fn start(&mut self, start: Start<'a>, base: &Base<'_>) -> Fate {
        let closed = start.is_closed();
        let opens_root = !closed && start.name.eq_ignore_ascii_case(self.world.root());
        if let Some(dropped) = &mut self.dropped {
            if !dropped.html && breaks_out(start) {
                return Fate::Broken;
            }
            dropped.depth += usize::from(!closed && start.name.eq_ignore_ascii_case(dropped.name));
            dropped.roots += usize::from(opens_root);
            self.shown.push_str(if start.tag.is_block() || start.tag == Tag::Br { " " } else { "" });
            return Fate::Within;
        }
        let inside = matches!(self.stack.holds(), Holds::Label | Holds::Token);
        if breaks_out(start) && (!inside || start.tag.is_block()) {
            return Fate::Broken;
        }
        self.roots += usize::from(opens_root);
        if !closed && self.world.dropped().iter().any(|name| name.eq_ignore_ascii_case(start.name)) {
            self.drop(start.name);
        } else {
            self.stack.start(start, closed, base);
        }
        Fate::Within
    }

    fn drop(&mut self, name: &'a str) {
        // Beside a foreign object in a `switch` stands what is shown instead of it.
        let instead = self.stack.around() == Some("switch");
        let object = name.eq_ignore_ascii_case("foreignObject");
        let html = object || name.eq_ignore_ascii_case("annotation-xml");
        self.dropped = Some(Dropped { name, depth: 1, roots: 0, html, shown: object && !instead });
    }

    fn end(&mut self, tag: Tag, name: &str) -> Fate {
        let is_root = name.eq_ignore_ascii_case(self.world.root());
        if self.dropped.is_some() {
            return self.end_in_dropped(tag, name, is_root);
        }
        if is_root {
            self.roots -= 1;
            if self.roots == 0 {
                return Fate::Ended;
            }
        }
        let known = self.stack.end(name);
        if !known && (tag.is_block() || tag == Tag::Br) { Fate::Broken } else { Fate::Within }
    }

    fn end_in_dropped(&mut self, tag: Tag, name: &str, is_root: bool) -> Fate {
        let Some(dropped) = &mut self.dropped else { return Fate::Within };
        if name.eq_ignore_ascii_case(dropped.name) {
            dropped.depth -= 1;
            if dropped.depth == 0 {
                self.dropped = None;
            }
        } else if is_root && dropped.roots == 0 {
            self.dropped = None;
            return self.end(tag, name);
        } else if is_root {
            dropped.roots -= 1;
        } else if tag.is_block() && !dropped.html {
            return Fate::Broken;
        } else if tag.is_block() {
            self.shown.push(' ');
        }
        Fate::Within
    }
}

/// A drawing this large on both sides or smaller is a sign on a button, in pixels.
const SIGN: f32 = 32.0;

/// Whether a drawing says that it tells nothing, or is too small to.
fn is_ornament(attributes: Attributes<'_>) -> bool {
    let side = |name: &str| {
        let value = attributes.get(name)?;
        let value = value.trim();
        value.strip_suffix("px").unwrap_or(value).trim_end().parse::<f32>().ok()
    };
    let small = side("width").zip(side("height")).is_some_and(|(width, height)| width <= SIGN && height <= SIGN);
    small || attributes.get("aria-hidden").is_some_and(|hidden| hidden.trim() == "true")
}
