//! The open elements of a drawing or a formula: what may stand where, and the markup that is written of it.

use super::{Holds, Known, Role, World, attributes, svg};
use crate::clean::address::Base;
use crate::html::{Attributes, Start};
use crate::limits::FOREIGN_DEPTH;

/// An open element.
struct Open<'a> {
    /// Its name in the source.
    name: &'a str,
    /// Its name as written; none when it is left out.
    written: Option<&'static str>,
    holds: Holds,
    /// Whether what it holds is not drawn where it stands.
    aside: bool,
    /// Whether nothing in it may refer to anything.
    sealed: bool,
}

/// Open elements, and what has been written.
pub(super) struct Stack<'a> {
    world: World,
    open: Vec<Open<'a>>,
    /// Elements open beyond the limit.
    excess: usize,
    pub(super) out: String,
    /// Whether there is a shape to see.
    pub(super) drawn: bool,
}

impl<'a> Stack<'a> {
    /// Begins with the root.
    pub(super) fn new(world: World, root: Start<'a>, base: &Base<'_>) -> Self {
        let mut stack = Self { world, open: Vec::new(), excess: 0, out: String::new(), drawn: false };
        if let Some(known) = world.elements().first() {
            stack.push(*known, root, base);
        }
        stack
    }

    /// What may stand here.
    pub(super) fn holds(&self) -> Holds {
        self.open.last().map_or(Holds::Nothing, |open| open.holds)
    }

    /// Whether what stands here is not drawn here.
    pub(super) fn is_aside(&self) -> bool {
        self.open.last().is_some_and(|open| open.aside)
    }

    /// The element right around, as written.
    pub(super) fn around(&self) -> Option<&'static str> {
        self.open.last()?.written
    }

    /// An element begins, which is `closed` at once or not.
    pub(super) fn start(&mut self, start: Start<'a>, closed: bool, base: &Base<'_>) {
        if self.open.len() >= FOREIGN_DEPTH {
            self.excess += usize::from(!closed);
        } else if let Some(known) = self.known(start.name) {
            self.push(known, start, base);
            if closed {
                self.pop();
            }
        } else if !closed {
            self.push_silent(start.name);
        }
    }

    /// The element as it may stand here.
    fn known(&self, name: &str) -> Option<Known> {
        let holds = self.holds();
        if holds == Holds::Label {
            let inline = svg::IN_LABELS.iter().find(|known| known.eq_ignore_ascii_case(name))?;
            return Some(Known(inline, Role::Piece, Holds::Label));
        }
        let Known(name, role, own) = *self.world.elements().iter().find(|known| known.0.eq_ignore_ascii_case(name))?;
        let fits = match role {
            Role::Root => false,
            Role::Part | Role::Shape | Role::Aside | Role::Sealed => holds == Holds::Parts,
            Role::Label => matches!(holds, Holds::Parts | Holds::Labels),
            Role::Stop => holds == Holds::Stops,
            Role::Piece => holds == Holds::Words,
            Role::Link => matches!(holds, Holds::Parts | Holds::Words) && self.open.iter().all(|open| open.written != Some(name)),
        };
        fits.then_some(Known(name, role, if role == Role::Link { holds } else { own }))
    }

    fn push(&mut self, Known(name, role, holds): Known, start: Start<'a>, base: &Base<'_>) {
        let (aside, sealed) = self.open.last().map_or((false, false), |open| (open.aside, open.sealed));
        let (aside, sealed) = (aside || matches!(role, Role::Aside | Role::Sealed), sealed || role == Role::Sealed);
        let before = self.out.len();
        self.out.extend(["<", name]);
        let is_html = holds == Holds::Label && role == Role::Piece;
        let attributes = if is_html { Attributes::default() } else { start.attributes };
        let linked = attributes::push(self.world, role, sealed, attributes, base, &mut self.out);
        if role == Role::Link && !linked {
            self.out.truncate(before);
            return self.push_silent(start.name);
        }
        self.out.push('>');
        self.drawn |= role == Role::Shape && !aside;
        self.open.push(Open { name: start.name, written: Some(name), holds, aside, sealed });
    }

    /// An element that is left out; what it holds stands in the one around it.
    fn push_silent(&mut self, name: &'a str) {
        let Some(around) = self.open.last() else { return };
        self.open.push(Open { name, written: None, ..*around });
    }

    /// An element ends, with what is open in it; `false` when there is none of that name. The root stays.
    pub(super) fn end(&mut self, name: &str) -> bool {
        if self.excess > 0 {
            self.excess -= 1;
            return true;
        }
        let at = self.open.iter().skip(1).rposition(|open| open.name.eq_ignore_ascii_case(name));
        at.inspect(|at| self.pop_to(at + 1)).is_some()
    }

    fn pop_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(name) = self.open.pop().and_then(|open| open.written) {
            self.out.extend(["</", name, ">"]);
        }
    }

    /// Ends everything and gives the markup.
    pub(super) fn finish(mut self) -> String {
        self.pop_to(0);
        self.out
    }
}
