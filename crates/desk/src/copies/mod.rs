//! Same text in other clothes: sketches of texts, a table to find who shares numbers, and what makes a copy of it.

mod overlap;
mod shingler;
mod sketch;
mod table;
mod verdict;

pub(crate) use overlap::{Probe, both};
pub(crate) use shingler::Shingler;
pub(crate) use sketch::Sketch;
pub(crate) use table::Table;
pub(crate) use verdict::{LEAST_WORDS, copied};

/// The sketch of a text.
#[cfg(test)]
pub(crate) fn sketched(text: &str) -> Sketch {
    let mut shingler = Shingler::default();
    crate::text::scan(text, &mut |word| shingler.push(word));
    shingler.sketch()
}
