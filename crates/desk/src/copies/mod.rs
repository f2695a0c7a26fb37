//! Same text in other clothes.

mod sketch;

pub(crate) use sketch::{Shingler, Sketch};
