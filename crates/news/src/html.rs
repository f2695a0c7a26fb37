//! Markup before and after cleaning.

use serde::{Deserialize, Serialize};

/// HTML as somebody sent it: never shown, never trusted, only handed to `extract::clean`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Markup(pub String);

/// Clean HTML: an allow-list of elements and attributes, nothing executable, absolute http(s) addresses only.
///
/// Only `extract::clean` makes new values; the store gives back what was made. A test of the house keeps it so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// States that `text` is clean. For `extract::clean` and for the store's read path only.
    pub fn vouched(text: String) -> Self {
        Self(text)
    }
    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
