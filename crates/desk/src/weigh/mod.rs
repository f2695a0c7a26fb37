//! How much a word says: frequencies, and vectors of weighted terms.

mod background;
mod frequency;
mod lookup;
mod vector;

pub(crate) use frequency::{Documents, Frequencies};
pub(crate) use lookup::Lookup;
pub(crate) use vector::Vector;
