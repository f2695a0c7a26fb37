//! The pipeline, one small file per step: a feed is visited, a page is read, articles are placed into stories, the
//! front page is laid out. Each step works on rows that are due, may run twice, and leaves the store whole.

pub mod edition;
pub mod entry;
pub mod find;
pub mod hub;
pub mod letters;
pub mod licence;
mod mention;
pub mod page;
pub mod place;
pub mod remind;
pub mod visit;

use newsstand_store::Error;

/// What a step that failed in the store tells its caller.
pub type Step<T> = Result<T, Error>;
