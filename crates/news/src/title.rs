//! Titles (publications), who owns them, their feeds, and visits to those.

use serde::{Deserialize, Serialize};

use crate::{Address, Country, FeedFormat, Id, Language, Mark, Moment, Section};

/// A company or person that owns titles. Two titles of one owner count as one independent source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Who it is.
    pub id: Id<Publisher>,
    /// Its name as it writes it.
    pub name: String,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Who it is.
    pub id: Id<Title>,
    /// Short name in addresses, unique, kebab case: `the-guardian`.
    pub slug: String,
    /// The name as it writes it.
    pub name: String,
    /// Its front door.
    pub home: Option<Address>,
    /// Where it is published.
    pub country: Option<Country>,
    /// The language it writes in.
    pub language: Language,
    /// What sort of publication it is.
    pub kind: TitleKind,
    /// Who owns it, where known.
    pub publisher: Option<Id<Publisher>>,
    /// What it lets us do with its articles.
    pub terms: Terms,
    /// Its nameplate in miniature.
    pub mark: Mark,
}

/// What sort of publication a title is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TitleKind {
    /// A daily newspaper.
    Daily,
    /// A weekly.
    Weekly,
    /// A magazine.
    Magazine,
    /// A private broadcaster.
    Broadcaster,
    /// A public broadcaster.
    Public,
    /// A news agency.
    Wire,
    /// A site, blog or anything else.
    #[default]
    Site,
}

impl TitleKind {
    /// All of them.
    pub const ALL: [TitleKind; 7] = [
        TitleKind::Daily,
        TitleKind::Weekly,
        TitleKind::Magazine,
        TitleKind::Broadcaster,
        TitleKind::Public,
        TitleKind::Wire,
        TitleKind::Site,
    ];
    /// The word in files and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            TitleKind::Daily => "daily",
            TitleKind::Weekly => "weekly",
            TitleKind::Magazine => "magazine",
            TitleKind::Broadcaster => "broadcaster",
            TitleKind::Public => "public",
            TitleKind::Wire => "wire",
            TitleKind::Site => "site",
        }
    }
}

impl std::str::FromStr for TitleKind {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or_else(|| format!("no such kind of title: {word:?}"))
    }
}

/// What a title lets the stand show to people who are not members of anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Terms {
    /// Everything, to everybody.
    Open,
    /// Everything to members, a preview to everybody else.
    Members,
    /// Headline, teaser and a link to the title. The default: no agreement is needed for it.
    #[default]
    Link,
}

impl Terms {
    /// All of them.
    pub const ALL: [Terms; 3] = [Terms::Open, Terms::Members, Terms::Link];
    /// The word in files and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Terms::Open => "open",
            Terms::Members => "members",
            Terms::Link => "link",
        }
    }
}

impl std::str::FromStr for Terms {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|terms| terms.as_str() == word).ok_or_else(|| format!("no such terms: {word:?}"))
    }
}

/// One of a title's feeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Who it is.
    pub id: Id<Feed>,
    /// Whose it is.
    pub title: Id<Title>,
    /// Where it is.
    pub address: Address,
    /// Which of the title's sections it carries.
    pub section: Option<Section>,
}

/// One visit to a feed, as kept in its log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Which feed.
    pub feed: Id<Feed>,
    /// When it ended.
    pub at: Moment,
    /// How it went.
    pub outcome: VisitOutcome,
}

/// How a visit went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VisitOutcome {
    /// The server said that nothing has changed, or the body was the same to the byte.
    Unchanged,
    /// It was read.
    Read {
        /// What it spoke.
        format: FeedFormat,
        /// Entries in it.
        entries: u32,
        /// Entries that were new.
        new: u32,
    },
    /// It could not be read.
    Failed {
        /// A stable word for programs, such as `timeout` or `not-a-feed`.
        code: &'static str,
        /// A plain sentence for people: what happened.
        sentence: String,
    },
}
