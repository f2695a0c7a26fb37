//! From text to words: one pass, no allocation per word.

mod chars;
mod function_words;
mod languages;
mod scan;
mod stems;

pub(crate) use chars::Script;
pub(crate) use function_words::{LISTED_DOCUMENTS, LISTED_SHARE, LISTS};
pub(crate) use languages::Tongue;
pub(crate) use scan::{Class, Word, scan};
pub(crate) use stems::Stems;
