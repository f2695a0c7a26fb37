//! Who may read what: terms, members and access.
//!
//! [`access`] decides for every way out of the stand (page, API, feed, offline copy), [`teaser`] gives what anybody may
//! be told of any article (cards, share previews), and [`searchable`] the text that a search snippet may be cut from.
//! All three are pure: the same article, reader and moment give the same answer.

mod access;
mod cut;
mod limits;
mod membership;
mod reader;
pub mod settle;

pub use access::{Plain, Shown, access, searchable, teaser};
pub use limits::{PREVIEW_WORDS, TEASER_WORDS, TRIAL};
pub use membership::{Event, Membership, Refused};
pub use reader::{Mode, Reader};
