//! A story on a page: headline, one line, marks, age, why.

use askama::Template;

use super::{Age, Covers, Photo, Tongue, Why, part};

/// How large a card is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// As most are.
    Plain,
    /// Larger.
    Large,
    /// Larger, with its picture beside it where there is room.
    Side,
    /// Small.
    Small,
}

impl Size {
    fn class(self) -> &'static str {
        match self {
            Size::Plain => "",
            Size::Large => " l",
            Size::Side => " l side",
            Size::Small => " s",
        }
    }
}

/// A story on a page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/card.html")]
pub struct Card {
    /// How large it is set.
    pub size: Size,
    /// Its section, where a block mixes sections.
    pub kicker: Option<String>,
    /// Its headline.
    pub headline: String,
    /// The line under it.
    pub dek: Option<String>,
    /// Why it is shown to this reader, in a line.
    pub because: Option<String>,
    /// The language of both.
    pub tongue: Tongue,
    /// Where it leads.
    pub href: String,
    /// Its picture.
    pub photo: Option<Photo>,
    /// Who covers it.
    pub covers: Covers,
    /// When.
    pub age: Age,
    /// Why it stands there.
    pub why: Option<Why>,
}

part!(Card);
