//! Where on a page its article begins: what is said near that place is said of the article.

use crate::html::NodeId;

/// Two places on a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Near {
    /// Where the headline stands.
    pub head: Option<NodeId>,
    /// Where running text begins.
    pub text: Option<NodeId>,
    /// Where the text ends.
    pub end: Option<NodeId>,
}

/// How many nodes above the headline may still belong to it.
const ABOVE: NodeId = 80;
/// How many nodes below the beginning of the text may still belong to the headline.
const BELOW: NodeId = 30;

/// How many nodes above the text may belong to a headline that is not known.
const UNKNOWN: NodeId = 200;

impl Near {
    /// From a little above the headline to a little below the beginning of the text, in a page of `len` nodes.
    pub fn top(self, len: usize) -> std::ops::Range<NodeId> {
        let start = self.head.or(self.text).unwrap_or_default().saturating_sub(ABOVE);
        let end = self.text.or(self.head).unwrap_or(len).saturating_add(BELOW).min(len);
        start..end.max(start)
    }

    /// Between headline and text; where no headline is known, a part above the text.
    pub fn between(self) -> std::ops::Range<NodeId> {
        match (self.head, self.text) {
            (Some(head), Some(text)) if head < text => head..text,
            (None, Some(text)) => text.saturating_sub(UNKNOWN)..text,
            _ => 0..0,
        }
    }
}
