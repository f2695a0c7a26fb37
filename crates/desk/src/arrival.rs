//! What comes to the desk and what it answers.

use newsstand_news::{Article, ArticleKind, Id, Language, Moment, Placement, Publisher, Section, Story, Title};

/// An article that comes in.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// Which article.
    pub article: Id<Article>,
    /// The title that carries it.
    pub title: Id<Title>,
    /// Who owns that title, where known.
    pub publisher: Option<Id<Publisher>>,
    /// The language it is written in. Articles in different languages never share a story.
    pub language: &'a Language,
    /// Its headline, plain text.
    pub headline: &'a str,
    /// Its text as far as we have it, plain, standfirst first; may be empty.
    pub text: &'a str,
    /// When it came out.
    pub published: Moment,
    /// What sort of article it is.
    pub kind: ArticleKind,
    /// Where its title put it.
    pub section: Option<Section>,
    /// The agency it names as its source, as printed.
    pub wire: Option<&'a str>,
}

/// Where an article was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its story, and the original it copies, if any.
    pub placement: Placement,
    /// Up to [`crate::limits::NEAR`] other stories that are related but not the same, nearest first, each with its
    /// likeness in thousandths.
    pub near: Vec<(Id<Story>, u16)>,
}

/// Something the second pass changed. Bookmarks, marks and alerts follow these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// Two stories turned out to be one: everything in `from` is now in `into`, and `from` redirects there for ever.
    Merged {
        /// The story that ends.
        from: Id<Story>,
        /// The story that goes on.
        into: Id<Story>,
    },
    /// A story turned out to be two: these articles of `from`, the fewer, are now in `into`, which is new and says that
    /// it came from `from`.
    Split {
        /// The story that goes on with most of the articles.
        from: Id<Story>,
        /// The story that begins with the rest.
        into: Id<Story>,
        /// The articles that moved, in the order they came.
        articles: Vec<Id<Article>>,
    },
}
