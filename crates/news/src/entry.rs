//! What feeds say.

use serde::{Deserialize, Serialize};

use crate::{Address, Language, Markup, Moment, Picture};

/// What a feed said, read from its bytes by `feeds`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FeedContent {
    /// What it spoke.
    pub format: FeedFormat,
    /// Its name, plain text.
    pub title: Option<String>,
    /// The page it belongs to.
    pub link: Option<Address>,
    /// Its own identity (`atom:id`, RDF `about`).
    pub id: Option<String>,
    /// What it says about itself, plain text.
    pub description: Option<String>,
    /// The language it states.
    pub language: Language,
    /// When it says it was published. Dates inside feeds never decide fetching.
    pub published: Option<Moment>,
    /// When it says it last changed.
    pub updated: Option<Moment>,
    /// Who makes it.
    pub authors: Vec<Author>,
    /// Its own picture.
    pub picture: Option<Address>,
    /// The WebSub hubs it names.
    pub hubs: Vec<Address>,
    /// Where it says it is (`rel="self"`): the topic to ask a hub for.
    pub own_address: Option<Address>,
    /// The licence it names (`rel="license"`, Creative Commons, RSL).
    pub licence: Option<Address>,
    /// How long it asks to be left alone (`ttl`, `sy:updatePeriod`), in seconds.
    pub ttl_seconds: Option<u32>,
    /// When it asks not to be visited (`skipHours`, `skipDays`).
    pub quiet: Quiet,
    /// Where a sitemap index points to.
    pub sitemaps: Vec<Address>,
    /// What it says, newest first as far as the feed keeps that order.
    pub entries: Vec<Entry>,
}

/// Hours and weekdays, in UTC, at which a feed asks not to be visited (RSS 2.0 `skipHours` and `skipDays`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quiet {
    /// Bit n stands for the hour from n:00 to n:59.
    pub hours: u32,
    /// Bit 0 stands for Monday, bit 6 for Sunday.
    pub days: u8,
}

impl Quiet {
    /// Adds an hour of the day; 24 counts as 0, as some feeds have it. Others are ignored.
    pub fn skip_hour(&mut self, hour: u32) {
        if hour <= 24 {
            self.hours |= 1 << (hour % 24);
        }
    }

    /// Adds a weekday, 0 for Monday. Others than 0 to 6 are ignored.
    pub fn skip_day(&mut self, day: u8) {
        if day < 7 {
            self.days |= 1 << day;
        }
    }
}

/// What a feed speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeedFormat {
    /// RSS 0.9x or 2.0.
    #[default]
    Rss,
    /// RSS 0.90 or 1.0 (RDF).
    Rdf,
    /// Atom 0.3 or 1.0.
    Atom,
    /// Microsoft's Channel Definition Format.
    Cdf,
    /// JSON Feed 1 or 1.1.
    Json,
    /// A news sitemap.
    Sitemap,
    /// A sitemap index.
    SitemapIndex,
}

impl FeedFormat {
    /// The word in the store and in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            FeedFormat::Rss => "rss",
            FeedFormat::Rdf => "rdf",
            FeedFormat::Atom => "atom",
            FeedFormat::Cdf => "cdf",
            FeedFormat::Json => "json",
            FeedFormat::Sitemap => "sitemap",
            FeedFormat::SitemapIndex => "sitemapindex",
        }
    }

    /// The format of such a word.
    pub fn of(word: &str) -> Option<Self> {
        use FeedFormat::{Atom, Cdf, Json, Rdf, Rss, Sitemap, SitemapIndex};
        [Rss, Rdf, Atom, Cdf, Json, Sitemap, SitemapIndex].into_iter().find(|format| format.as_str() == word)
    }
}

/// What makes an entry the same entry when it comes again: its own id, else its address, else title and date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryKey(pub String);

/// One thing a feed said. Stored as said, never altered.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// Its identity within the title.
    pub key: EntryKey,
    /// Its own id, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its headline, plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The page it points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Address>,
    /// When it says it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// When it says it last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// The language it states, where it differs from the feed's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its short text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Markup>,
    /// Its long text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Markup>,
    /// What relative addresses inside summary and content are relative to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Address>,
    /// Files attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enclosures: Vec<Enclosure>,
    /// Its categories, plain text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Its picture with caption and credit (Media RSS, JSON Feed, image sitemaps).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The title it was taken from (`source`), where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_title: Option<String>,
}

/// Somebody named by a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Author {
    /// The name, plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// An e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A page about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A file attached to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// Where it is.
    pub address: Address,
    /// Its media type, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Its length in bytes, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
}

/// Something wrong with a feed that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// A stable word for programs, such as `bad-entity` or `truncated`.
    pub code: &'static str,
    /// A plain sentence for people.
    pub sentence: String,
}
