//! The live stories, and how an article finds its own.

mod live;
mod series;
mod shelf;

pub(crate) use live::{LiveStory, Spell};
pub(crate) use series::SeriesBook;
pub(crate) use shelf::{Likeness, Shelf};
