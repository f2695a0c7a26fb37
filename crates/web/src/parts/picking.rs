//! The form that picks a story for the front page, or changes what is said of it.

use askama::Template;

use super::part;

/// Longest line, in characters.
pub const LINE: usize = 200;

/// The form.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/picking.html")]
pub struct Picking {
    /// The token.
    pub slip: String,
    /// Where to go afterwards.
    pub back: String,
    /// Which story.
    pub story: i64,
    /// What it is called: for who cannot see which form belongs to which story.
    pub headline: String,
    /// Whose headline is shown, where an editor chose one.
    pub article: Option<i64>,
    /// What is said of it.
    pub line: String,
    /// The last day on which it stands on the front page, `2026-01-31`.
    pub until: String,
    /// The first and the last day that may be chosen.
    pub days: (String, String),
    /// It is picked already.
    pub picked: bool,
}

part!(Picking);
