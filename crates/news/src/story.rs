//! Stories: articles about one event.

use crate::{Article, Id, Language, Moment, Section};

/// An event that articles tell of. It cannot be empty: there is always a first article.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Who it is. Minted once; when stories are merged, the smaller one redirects for ever.
    pub id: Id<Story>,
    /// The article that speaks for it.
    pub lead: Id<Article>,
    /// Its articles in all, copies included; at least 1.
    pub articles: u32,
    /// Titles that carry it.
    pub titles: u32,
    /// Independent sources: copies and one owner count once.
    pub sources: u32,
    /// The language it is told in.
    pub language: Language,
    /// Where it belongs.
    pub section: Option<Section>,
    /// When its first article came out.
    pub first: Moment,
    /// When its latest article came out.
    pub latest: Moment,
}

/// Where the desk put an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// Which article.
    pub article: Id<Article>,
    /// Its story.
    pub story: Id<Story>,
    /// Whether it began that story.
    pub began: bool,
    /// The original it has the same text as, if any. The original is in the same story.
    pub copy_of: Option<Id<Article>>,
}
