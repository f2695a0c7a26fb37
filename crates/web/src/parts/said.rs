//! The ledger on a page: figures, of what, and who says so.

use std::sync::Arc;

use askama::Template;
use newsstand_news::Bound;

use super::{Age, Plate, Tongue, part};
use crate::ledger::Entry;
use crate::shelf::Shelf;

/// One figure somebody gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The figure as it is set: `1,440`, `$12.5`.
    pub value: String,
    /// What stands small behind it: `bn`.
    pub scale: &'static str,
    /// How it is bounded, which the stroke under it shows.
    pub bound: Bound,
    /// Of what.
    pub measure: String,
    /// Who says so.
    pub speaker: String,
    /// The sentence it stands in.
    pub sentence: String,
    /// The language of measure, speaker and sentence.
    pub tongue: Tongue,
    /// Where it was first read.
    pub title: Option<Arc<Plate>>,
    /// How many other titles give it.
    pub others: usize,
    /// When it was first read.
    pub age: Age,
}

impl Figure {
    /// A line of the book.
    pub fn of(entry: &Entry, shelf: &Shelf, age: Age) -> Self {
        Self {
            value: entry.shape.value.clone(),
            scale: entry.shape.scale,
            bound: entry.bound,
            measure: entry.measure.clone(),
            speaker: entry.speaker.clone(),
            sentence: entry.sentence.clone(),
            tongue: Tongue::of(&entry.language),
            title: entry.titles.first().and_then(|title| shelf.plate(*title)),
            others: entry.titles.len().saturating_sub(1),
            age,
        }
    }
    /// The class of the stroke: double for counted, dashed for estimated, an arrow for at least.
    pub fn class(&self) -> &'static str {
        match self.bound {
            Bound::Exactly => "count",
            Bound::AtLeast | Bound::MoreThan => "least",
            Bound::About | Bound::AtMost | Bound::LessThan => "est",
        }
    }
    /// The stroke in words, for who does not see it.
    pub fn bound_words(&self) -> &'static str {
        match self.bound {
            Bound::Exactly => "",
            Bound::AtLeast => "at least ",
            Bound::MoreThan => "more than ",
            Bound::AtMost => "at most ",
            Bound::LessThan => "less than ",
            Bound::About => "about ",
        }
    }
}

/// The slip: a few figures beside a story.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/said.html")]
pub struct Said {
    /// What tells its heading from others on the page.
    pub key: i64,
    /// Its heading.
    pub heading: &'static str,
    /// The figures.
    pub figures: Vec<Figure>,
    /// Where the whole ledger is.
    pub book: Option<String>,
    /// The heading's level, 2 or 3.
    pub level: u8,
}

part!(Said);
