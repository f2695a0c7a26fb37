//! Drawings (`svg`) and formulas (`math`) inside an article: an allow-list of their own.
//!
//! What is written here a browser reads back as it stands: every element is closed, none of them ends a drawing or a formula
//! the way HTML's do (HTML standard §13.2.6.5), and where HTML may begin again (`title`, `desc`, the tokens of formulas) there
//! is text and, in labels, a few inline elements without attributes. An element that is not allowed goes and its text stays:
//! in its place where text is shown there, else after the drawing.

mod attributes;
mod math;
mod open;
mod reader;
mod svg;
mod value;

pub use reader::Foreign;

use crate::html::{Start, Tag};
use value::Value;

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// `svg`
    Drawing,
    /// `math`
    Formula,
}

/// What an element is to the one it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The formula as a whole; not in another one.
    Root,
    /// Anything that may stand among the parts.
    Part,
    /// Something that is drawn.
    Shape,
    /// Not drawn itself: what it holds is referred to.
    Aside,
    /// The same, and nothing in it may refer to anything.
    Sealed,
    /// A gradient's step.
    Stop,
    /// A piece of text.
    Piece,
    /// A link.
    Link,
    /// Words about what it stands in.
    Label,
}

/// What may stand in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    /// Shapes, text, groups; the parts of a formula.
    Parts,
    /// Labels.
    Labels,
    /// A gradient's steps.
    Stops,
    /// Text that is drawn, pieces of it, links.
    Words,
    /// Text about the drawing.
    Label,
    /// The characters of one token of a formula.
    Token,
}

/// An allowed element: its name as written, what it is, what it holds.
#[derive(Debug, Clone, Copy)]
struct Known(&'static str, Role, Holds);

impl World {
    /// The world that an element of HTML opens.
    pub fn of(start: Start<'_>) -> Option<World> {
        match start.tag {
            Tag::Svg => Some(World::Drawing),
            Tag::Math => Some(World::Formula),
            _ => None,
        }
    }

    const fn root(self) -> &'static str {
        match self {
            World::Drawing => "svg",
            World::Formula => "math",
        }
    }

    const fn elements(self) -> &'static [Known] {
        match self {
            World::Drawing => svg::ELEMENTS,
            World::Formula => math::ELEMENTS,
        }
    }

    const fn dropped(self) -> &'static [&'static str] {
        match self {
            World::Drawing => svg::DROPPED,
            World::Formula => math::DROPPED,
        }
    }

    const fn own(self) -> &'static [(&'static str, Value)] {
        match self {
            World::Drawing => svg::OWN,
            World::Formula => math::OWN,
        }
    }

    const fn style(self) -> &'static [(&'static str, Value)] {
        match self {
            World::Drawing => svg::STYLE,
            World::Formula => &[],
        }
    }
}

/// What a token did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is part of the drawing or formula.
    Within,
    /// It was its end.
    Ended,
    /// It is HTML again, and was not taken.
    Broken,
}

/// What is left of a drawing or a formula.
#[derive(Debug, Default)]
pub struct Left {
    /// Its markup; empty when there is nothing to see.
    pub markup: String,
    /// Text that stood in it and can only be shown after it.
    pub after: String,
}

/// Whether an element of HTML ends the drawing or the formula that it stands in (HTML standard §13.2.6.5).
fn breaks_out(start: Start<'_>) -> bool {
    use Tag::*;
    match start.tag {
        Other => ["listing", "nobr"].iter().any(|name| name.eq_ignore_ascii_case(start.name)),
        Font => ["color", "face", "size"].iter().any(|name| start.attributes.has(name)),
        B | Big | Br | Code | Em | Embed | I | Img | Ruby | S | Small | Span | Strong | Strike | Sub | Sup | Tt | U | Var => true,
        Blockquote | Body | Center | Dd | Div | Dl | Dt | Hr | Li | Menu | Ol | P | Pre | Table | Ul => true,
        Head | Meta => true,
        tag => tag.is_heading(),
    }
}
