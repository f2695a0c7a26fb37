//! The closed lists that titles and articles choose from.

use serde::Deserialize;

/// What sort of article it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// News.
    #[default]
    Report,
    /// Somebody's view.
    Opinion,
    /// A page that grows by dated posts.
    Live,
    /// Mostly pictures.
    Gallery,
    /// What the news means.
    Analysis,
    /// Questions and answers.
    Interview,
}

/// What a title's feeds speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaks {
    /// RSS 2.0 with the content, media and dc modules.
    Rss,
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// RSS 1.0 (RDF).
    Rdf,
    /// JSON Feed 1.1.
    Json,
    /// No feed; a news sitemap.
    Sitemap,
}

/// How much of an article a title's feeds carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// All of it, except what a wall hides.
    Full,
    /// The standfirst.
    Summary,
    /// The first words, cut.
    Teaser,
}

/// Who may read an article's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wall {
    /// Everybody reads it all.
    Open,
    /// Everybody reads a few a month: the page carries everything and says that it is not free.
    Metered,
    /// Members only: the page stops after its first paragraphs.
    Members,
}

impl Wall {
    /// The word in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Wall::Open => "open",
            Wall::Metered => "metered",
            Wall::Members => "members",
        }
    }
}

/// How a title's pages are built: one module of `layout` each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// A content manager's default theme with side bars.
    Classic,
    /// Semantic HTML with landmarks and a long header.
    Broadsheet,
    /// Short pages for telephones, pictures loaded late.
    Mobile,
    /// Microdata instead of JSON-LD.
    Columns,
    /// Nested generic boxes with machine-made class names.
    Cards,
    /// Almost nothing but text; only Open Graph in the head.
    Minimal,
    /// Wide pictures, pull quotes, an author's box.
    Magazine,
}
