//! The live stories, and how an article finds its own.

mod live;
#[cfg(test)]
mod lookalikes;
mod pace;
mod series;
mod shelf;

pub(crate) use live::{LiveStory, Spell};
pub(crate) use pace::Pace;
pub(crate) use series::SeriesBook;
pub(crate) use shelf::{Likeness, Shelf};
