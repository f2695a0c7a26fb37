//! What is read.

use serde::{Deserialize, Serialize};

use crate::{Address, Html, Id, Language, Moment, Picture, Section};

/// An article.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Where it was found.
    pub address: Address,
    /// Where it says it lives.
    pub canonical: Option<Address>,
    /// What sort of article it is.
    pub kind: ArticleKind,
    /// The headline, plain text, without the site's name. May be empty only when the title gave none.
    pub headline: String,
    /// A word or two above the headline, plain text.
    pub kicker: Option<String>,
    /// The sentence under the headline, plain text.
    pub standfirst: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<Byline>,
    /// Where it was written, as printed: `PHNOM PENH`.
    pub dateline: Option<String>,
    /// Where it belongs.
    pub section: Option<Section>,
    /// Its language.
    pub language: Language,
    /// When it came out.
    pub published: Published,
    /// When it says it was changed.
    pub modified: Option<Moment>,
    /// The picture on top.
    pub lead: Option<Picture>,
    /// Its text, as far as we have it.
    pub body: Body,
    /// Whether its page is cut off for people who do not pay the title.
    pub wall: Wall,
    /// Where its text comes from.
    pub origin: Origin,
}

/// What sort of article it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArticleKind {
    /// News and everything else.
    #[default]
    Report,
    /// Somebody's view.
    Opinion,
    /// A page that grows by dated posts.
    Live,
    /// Mostly pictures.
    Gallery,
    /// Mostly a film.
    Video,
    /// A round-up or newsletter of many stories.
    Newsletter,
}

impl ArticleKind {
    /// All of them.
    pub const ALL: [ArticleKind; 6] = [
        ArticleKind::Report,
        ArticleKind::Opinion,
        ArticleKind::Live,
        ArticleKind::Gallery,
        ArticleKind::Video,
        ArticleKind::Newsletter,
    ];
    /// The word in the store and in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            ArticleKind::Report => "report",
            ArticleKind::Opinion => "opinion",
            ArticleKind::Live => "live",
            ArticleKind::Gallery => "gallery",
            ArticleKind::Video => "video",
            ArticleKind::Newsletter => "newsletter",
        }
    }
}

impl std::str::FromStr for ArticleKind {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or_else(|| format!("no such kind of article: {word:?}"))
    }
}

/// One person on the byline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// The name as printed.
    pub name: String,
    /// What the title says they are or where: `South-east Asia correspondent`, `in Phnom Penh`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// When an article came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// The title said so.
    Stated(Moment),
    /// Nobody said; this is when we first saw it.
    Seen(Moment),
}

impl Published {
    /// The moment, whoever said it.
    pub const fn moment(self) -> Moment {
        match self {
            Published::Stated(moment) | Published::Seen(moment) => moment,
        }
    }
}

/// An article's text, as far as we have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Only what the feed said about it; may be empty.
    Summary(Html),
    /// The beginning of it, cut by the title's wall.
    Preview(Html),
    /// All of it.
    Full(Html),
}

impl Body {
    /// The markup, whatever its reach.
    pub const fn html(&self) -> &Html {
        match self {
            Body::Summary(html) | Body::Preview(html) | Body::Full(html) => html,
        }
    }
    /// The word for its reach in the store and in output.
    pub const fn reach(&self) -> &'static str {
        match self {
            Body::Summary(_) => "summary",
            Body::Preview(_) => "preview",
            Body::Full(_) => "full",
        }
    }
    /// Puts a stored body together again; an unknown word is read as the least, a summary.
    pub fn of(reach: &str, html: Html) -> Self {
        match reach {
            "full" => Body::Full(html),
            "preview" => Body::Preview(html),
            _ => Body::Summary(html),
        }
    }
}

/// Whether a page is cut off for people who do not pay its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wall {
    /// Everybody reads it all.
    Open,
    /// Only the title's members do.
    Members,
    /// The page does not say.
    #[default]
    Unknown,
}

impl Wall {
    /// The word in the store and in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Wall::Open => "open",
            Wall::Members => "members",
            Wall::Unknown => "unknown",
        }
    }
    /// Reads the word back; anything else is [`Wall::Unknown`].
    pub fn of(word: &str) -> Self {
        match word {
            "open" => Wall::Open,
            "members" => Wall::Members,
            _ => Wall::Unknown,
        }
    }
}

/// Where an article's text comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// Its title wrote it, as far as we know.
    #[default]
    Own,
    /// A news agency wrote it; its name as printed.
    Wire(String),
    /// It is the same text as another article, which was first or is licensed.
    CopyOf(Id<Article>),
}
