//! Who may read what: terms, members and access.
//!
//! [`access`] decides for every way out of the stand (page, API, feed, offline copy), [`teaser`] gives what anybody may
//! be told of any article (cards, share previews), and [`searchable`] the text that a search snippet may be cut from.
//! All three are pure: the same article, reader and moment give the same answer.

mod access;
pub mod account;
mod cut;
mod limits;
pub mod membership;
pub mod payment;
pub mod plan;
mod reader;
pub mod roles;
pub mod settle;

pub use access::{Plain, Shown, access, access_under, searchable, searchable_under, teaser};
pub use limits::{GRACE, GRACE_AFTER_TRIAL, PREVIEW_WORDS, TEASER_WORDS, TRIAL};
pub use membership::{Event, Member, Membership, Refused, Reminder, Transition, reminders};
pub use reader::{Mode, Reader};
