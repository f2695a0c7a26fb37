//! Namespaces: which vocabulary an element is from.

/// A vocabulary that feeds use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// RSS in all its versions, CDF, sitemaps, and everything without a namespace.
    Plain,
    /// Atom 0.3 and 1.0.
    Atom,
    /// Dublin Core, both sets.
    Dc,
    /// The content module of RSS 1.0.
    Content,
    /// Media RSS.
    Media,
    /// Podcasts.
    Itunes,
    /// Podcasts, the newer vocabulary.
    Podcast,
    /// RDF's own.
    Rdf,
    /// The syndication module of RSS 1.0.
    Syndication,
    /// News sitemaps.
    News,
    /// Image sitemaps.
    Image,
    /// What FeedBurner left.
    Feedburner,
    /// Creative Commons, for RSS 1.0 and 2.0.
    Creative,
    /// Really Simple Licensing.
    Rights,
    /// XHTML.
    Xhtml,
    /// Anything else.
    Other,
}

/// Addresses of vocabularies: lower case, without scheme and without `/` or `#` at the end.
const KNOWN: &[(&str, Space)] = &[
    ("www.w3.org/2005/atom", Space::Atom),
    ("purl.org/atom/ns", Space::Atom),
    ("purl.org/dc/elements/1.1", Space::Dc),
    ("purl.org/dc/elements/1.0", Space::Dc),
    ("purl.org/dc/terms", Space::Dc),
    ("purl.org/metadata/dublin_core", Space::Dc),
    ("purl.org/rss/1.0/modules/content", Space::Content),
    ("search.yahoo.com/mrss", Space::Media),
    ("search.yahoo.com/mrss/media", Space::Media),
    ("video.search.yahoo.com/mrss", Space::Media),
    ("www.rssboard.org/media-rss", Space::Media),
    ("tools.search.yahoo.com/mrss", Space::Media),
    ("www.itunes.com/dtds/podcast-1.0.dtd", Space::Itunes),
    ("example.com/dtds/podcast-1.0.dtd", Space::Itunes),
    ("podcastindex.org/namespace/1.0", Space::Podcast),
    ("github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Space::Podcast),
    ("www.w3.org/1999/02/22-rdf-syntax-ns", Space::Rdf),
    ("purl.org/rss/1.0/modules/syndication", Space::Syndication),
    ("www.google.com/schemas/sitemap-news/0.9", Space::News),
    ("www.google.com/schemas/sitemap-image/1.1", Space::Image),
    ("rssnamespace.org/feedburner/ext/1.0", Space::Feedburner),
    ("web.resource.org/cc", Space::Creative),
    ("creativecommons.org/ns", Space::Creative),
    ("backend.userland.com/creativecommonsrssmodule", Space::Creative),
    ("cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", Space::Creative),
    ("rslstandard.org/rsl", Space::Rights),
    ("www.w3.org/1999/xhtml", Space::Xhtml),
    ("purl.org/rss/1.0", Space::Plain),
    ("purl.org/net/rss1.1", Space::Plain),
    ("my.netscape.com/rdf/simple/0.9", Space::Plain),
    ("channel.netscape.com/rdf/simple/0.9", Space::Plain),
    ("my.netscape.com/publish/formats/rss-0.9.dtd", Space::Plain),
    ("my.netscape.com/publish/formats/rss-0.91.dtd", Space::Plain),
    ("backend.userland.com/rss", Space::Plain),
    ("backend.userland.com/rss2", Space::Plain),
    ("backend.userland.com/rss091", Space::Plain),
    ("backend.userland.com/rss092", Space::Plain),
    ("blogs.law.harvard.edu/tech/rss", Space::Plain),
    ("www.sitemaps.org/schemas/sitemap/0.9", Space::Plain),
    ("www.google.com/schemas/sitemap/0.84", Space::Plain),
    ("", Space::Plain),
];

/// Prefixes that mean the same in nearly every feed, for where they are not declared.
const PREFIXES: &[(&str, Space)] = &[
    ("atom", Space::Atom),
    ("atom10", Space::Atom),
    ("a10", Space::Atom),
    ("dc", Space::Dc),
    ("dcterms", Space::Dc),
    ("dct", Space::Dc),
    ("content", Space::Content),
    ("media", Space::Media),
    ("itunes", Space::Itunes),
    ("podcast", Space::Podcast),
    ("rdf", Space::Rdf),
    ("sy", Space::Syndication),
    ("news", Space::News),
    ("n", Space::News),
    ("image", Space::Image),
    ("feedburner", Space::Feedburner),
    ("cc", Space::Creative),
    ("creativecommons", Space::Creative),
    ("rsl", Space::Rights),
    ("xhtml", Space::Xhtml),
    ("rss", Space::Plain),
];

impl Space {
    /// The vocabulary at an address, compared without scheme, case and end; `None` when unknown.
    pub(crate) fn at(address: &str) -> Option<Self> {
        let address = address.trim();
        let address = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches(['/', '#']);
        KNOWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(address)).map(|(_, space)| *space)
    }

    /// The vocabulary that a prefix usually means.
    pub(crate) fn usual(prefix: &str) -> Option<Self> {
        PREFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix)).map(|(_, space)| *space)
    }

    /// Whether the elements of feeds themselves are from here.
    pub(crate) fn is_feed(self) -> bool {
        matches!(self, Space::Plain | Space::Atom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_leniently() {
        assert_eq!(Space::at("http://search.yahoo.com/mrss"), Some(Space::Media));
        assert_eq!(Space::at("HTTPS://search.yahoo.com/mrss/"), Some(Space::Media));
        assert_eq!(Space::at("http://purl.org/atom/ns#"), Some(Space::Atom));
        assert_eq!(Space::at(""), Some(Space::Plain));
        assert_eq!(Space::at("http://x.example/"), None);
    }
}
