//! Who says what: quotes, figures, people and places as spans of stored text.
//!
//! [`read`] finds in an article who is reported to have said which words and given which numbers, by lists of words
//! and by the edges of phrases, without a grammar or learnt weights. It is linear in the text and reads the first
//! megabyte of it. English is read most closely, then German, French, Spanish, Portuguese, Chinese and Japanese;
//! of every other language quotations with a speaker cannot be told yet, but numbers can.

mod doc;
mod figure;
mod limits;
mod marks;
mod names;
mod place;
mod quote;
mod read;
mod sentences;
mod side;
mod source;
mod speaker;
pub mod stage;
mod token;
mod words;

pub use place::Place;
pub use read::{Named, Person, Reading, named, read, read_all};
pub use side::{Line, Row, side_by_side};
