//! How much a word says: frequencies, and vectors of weighted terms.

mod background;
mod frequency;
mod vector;

pub(crate) use frequency::Frequencies;
pub(crate) use vector::Vector;
