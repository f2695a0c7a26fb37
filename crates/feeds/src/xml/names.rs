//! The names of elements that mean something to us, told apart once when an element begins.

use super::same;

/// Declares [`Name`] and the table of how the names are written.
macro_rules! names {
    ($($name:ident = $written:literal),+ $(,)?) => {
        /// An element's name without its prefix, in any case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Name {
            $(#[doc = $written] $name,)+
            /// One that means nothing to us.
            Unknown,
        }

        /// All names in lower case.
        const WRITTEN: &[(&str, Name)] = &[$(($written, Name::$name)),+];
    };
}

names! {
    Abstract = "abstract",
    Amount = "amount",
    Author = "author",
    Available = "available",
    Body = "body",
    Caption = "caption",
    Category = "category",
    Channel = "channel",
    Comments = "comments",
    Content = "content",
    Contributor = "contributor",
    Copyright = "copyright",
    Created = "created",
    Creator = "creator",
    Credit = "credit",
    Custom = "custom",
    Date = "date",
    Day = "day",
    Description = "description",
    Div = "div",
    Email = "email",
    Enclosure = "enclosure",
    Encoded = "encoded",
    Entry = "entry",
    Feed = "feed",
    FullItem = "fullitem",
    Group = "group",
    Guid = "guid",
    Homepage = "homepage",
    Hour = "hour",
    Html = "html",
    Icon = "icon",
    Id = "id",
    Identifier = "identifier",
    Image = "image",
    Issued = "issued",
    Item = "item",
    Keywords = "keywords",
    Language = "language",
    LastBuildDate = "lastbuilddate",
    LastMod = "lastmod",
    License = "license",
    Link = "link",
    Loc = "loc",
    Logo = "logo",
    ManagingEditor = "managingeditor",
    Modified = "modified",
    Called = "name",
    News = "news",
    Opml = "opml",
    OrigLink = "origlink",
    Outline = "outline",
    Owner = "owner",
    Payment = "payment",
    Permits = "permits",
    Person = "person",
    Prohibits = "prohibits",
    PubDate = "pubdate",
    Publication = "publication",
    PublicationDate = "publication_date",
    Published = "published",
    Publisher = "publisher",
    Rdf = "rdf",
    Rsl = "rsl",
    Rss = "rss",
    SitemapIndex = "sitemapindex",
    SkipDays = "skipdays",
    SkipHours = "skiphours",
    Source = "source",
    Standard = "standard",
    Subject = "subject",
    Subtitle = "subtitle",
    Summary = "summary",
    Tagline = "tagline",
    Terms = "terms",
    Text = "text",
    Thumbnail = "thumbnail",
    Title = "title",
    Ttl = "ttl",
    Updated = "updated",
    UpdateFrequency = "updatefrequency",
    UpdatePeriod = "updateperiod",
    Uri = "uri",
    Url = "url",
    UrlSet = "urlset",
}

/// The longest name in the table, in bytes.
const LONGEST: usize = 16;
/// Slots of the table: a power of two, several times the names.
const SLOTS: usize = 512;
/// No name in this slot.
const EMPTY: u8 = u8::MAX;

/// Where in [`WRITTEN`] the name of each slot stands. Built by the compiler.
static TABLE: [u8; SLOTS] = table();

#[expect(clippy::cast_possible_truncation, clippy::indexing_slicing, reason = "worked out by the compiler, which would refuse")]
const fn table() -> [u8; SLOTS] {
    assert!(WRITTEN.len() < EMPTY as usize);
    let mut table = [EMPTY; SLOTS];
    let mut at = 0;
    while at < WRITTEN.len() {
        let written = WRITTEN[at].0.as_bytes();
        assert!(!written.is_empty() && written.len() <= LONGEST);
        let mut slot = slot_of(written);
        while table[slot] != EMPTY {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = at as u8;
        at += 1;
    }
    table
}

/// Where to look for a name: by its length and by the letters at its beginning, middle and end, in any case.
#[expect(clippy::indexing_slicing, reason = "the name is never empty")]
const fn slot_of(name: &[u8]) -> usize {
    let (first, middle, last) = (name[0] | 0x20, name[name.len() / 2] | 0x20, name[name.len() - 1] | 0x20);
    (name.len() * 37 + first as usize * 5 + middle as usize * 41 + last as usize * 113) % SLOTS
}

impl Name {
    /// The name that is written here, in any case.
    pub(crate) fn of(written: &str) -> Self {
        if written.is_empty() || written.len() > LONGEST {
            return Name::Unknown;
        }
        let mut slot = slot_of(written.as_bytes());
        while let Some((known, name)) = TABLE.get(slot).and_then(|at| WRITTEN.get(usize::from(*at))) {
            if same(known.as_bytes(), written.as_bytes()) || known.eq_ignore_ascii_case(written) {
                return *name;
            }
            slot = (slot + 1) % SLOTS;
        }
        Name::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_in_any_case() {
        for (written, name) in WRITTEN {
            assert_eq!(Name::of(written), *name);
            assert_eq!(Name::of(&written.to_ascii_uppercase()), *name);
        }
        for unknown in ["", "titel", "titles", "a name that is longer than any", "é", "enclosures"] {
            assert_eq!(Name::of(unknown), Name::Unknown, "{unknown}");
        }
    }

    #[test]
    fn the_table_has_room() {
        let taken = TABLE.iter().filter(|slot| **slot != EMPTY).count();
        assert_eq!(taken, WRITTEN.len());
        assert!(taken * 4 < SLOTS, "{taken} names; a fuller table is a slower one");
    }
}
