//! What an article changed after it came out: headline, standfirst, and the paragraphs that came and went.

use std::collections::HashSet;

use newsstand_news::Html;
use newsstand_store::articles::{Stored, Version};

use crate::html::blocks;
use crate::words::{self, shorten};

/// Paragraphs shown for one change, of each kind.
const SHOWN: usize = 6;
/// Characters of a paragraph that are shown.
const LENGTH: usize = 400;
/// Changes shown.
const CHANGES: usize = 10;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// When the newer text came.
    pub when: String,
    /// The headline before.
    pub headline: Option<String>,
    /// The standfirst before; empty when there was none.
    pub standfirst: Option<String>,
    /// Paragraphs that went.
    pub gone: Vec<String>,
    /// Paragraphs that came.
    pub come: Vec<String>,
}

/// The changes, newest first; `versions` are the earlier ones, newest first.
pub fn changes(stored: &Stored, versions: &[Version], now: newsstand_news::Moment, offset: i32) -> Vec<Change> {
    let article = &stored.article;
    let mut newer = (article.headline.as_str(), article.standfirst.as_deref(), article.body.html());
    let mut out = Vec::new();
    for version in versions.iter().take(CHANGES) {
        let older = (version.headline.as_str(), version.standfirst.as_deref(), &version.html);
        let (gone, come) = compare(older.2, newer.2);
        let change = Change {
            when: words::since(version.ended, now, offset),
            headline: (older.0 != newer.0).then(|| older.0.to_owned()),
            standfirst: (older.1 != newer.1).then(|| older.1.unwrap_or("").to_owned()),
            gone,
            come,
        };
        if change != (Change { when: change.when.clone(), ..Change::default() }) {
            out.push(change);
        }
        newer = older;
    }
    out
}

/// Paragraphs only in the older and only in the newer text, in their order.
fn compare(older: &Html, newer: &Html) -> (Vec<String>, Vec<String>) {
    let (old, new) = (blocks(older), blocks(newer));
    let only = |mine: &[String], others: &[String]| {
        let others: HashSet<&String> = others.iter().collect();
        mine.iter().filter(|block| !others.contains(block)).take(SHOWN).map(|block| shorten(block, LENGTH)).collect()
    };
    (only(&old, &new), only(&new, &old))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_that_came_and_went_are_told_apart() {
        let old = Html::vouched("<p>Ten were hurt.</p><p>It rained.</p>".into());
        let new = Html::vouched("<p>Twelve were hurt.</p><p>It rained.</p><p>Correction: the number was wrong.</p>".into());
        let (gone, come) = compare(&old, &new);
        assert_eq!(gone, ["Ten were hurt."]);
        assert_eq!(come, ["Twelve were hurt.", "Correction: the number was wrong."]);
        assert_eq!(compare(&new, &new), (vec![], vec![]));
    }
}
