//! The limits on everything that comes from outside. What goes beyond is left out, and complained about where that matters.

/// The most bytes of one document that are read.
pub const DOCUMENT_BYTES: usize = 16 * 1024 * 1024;
/// The most entries taken from one feed.
pub const ENTRIES: usize = 5_000;
/// The most addresses taken from one sitemap index.
pub const SITEMAPS: usize = 1_000;
/// The most hubs taken from one feed.
pub const HUBS: usize = 4;
/// How deep elements may stand inside one another; deeper ones are read as text around them.
pub const DEPTH: usize = 128;
/// The longest plain text of a title, name or category, in bytes.
pub const PLAIN_BYTES: usize = 4_096;
/// The longest description of a feed, in bytes.
pub const DESCRIPTION_BYTES: usize = 16 * 1024;
/// The longest summary or content of an entry, in bytes.
pub const MARKUP_BYTES: usize = 2 * 1024 * 1024;
/// The longest identity kept as it is, in bytes; longer ones are kept by their hash.
pub const KEY_BYTES: usize = 1_024;
/// The most authors, categories, files and pictures looked at per entry.
pub const PER_ENTRY: usize = 64;
/// The most entities a document may declare for itself.
pub const DECLARED_ENTITIES: usize = 64;
/// The longest value of such an entity, in bytes. They are not expanded inside one another.
pub const ENTITY_BYTES: usize = 256;
/// The most complaints about one feed.
pub const COMPLAINTS: usize = 16;
/// How many bytes the detection of an encoding looks at.
pub const DETECTION_BYTES: usize = 64 * 1024;
/// How many bytes are searched for a declared encoding.
pub const DECLARATION_BYTES: usize = 2_048;
/// How deep folders may stand inside one another in OPML; deeper ones are moved up.
pub const OUTLINE_DEPTH: usize = 16;
/// The most outlines read from one OPML.
pub const OUTLINES: usize = 20_000;
/// The most addresses one page can lead to.
pub const DISCOVERED: usize = 64;
/// How many bytes of a page are searched for feeds.
pub const PAGE_BYTES: usize = 2 * 1024 * 1024;
/// The longest text of a link that is looked at, in bytes.
pub const LINK_TEXT_BYTES: usize = 256;
/// How many bytes of a licence are read.
pub const RSL_BYTES: usize = 1024 * 1024;
/// The most pieces of content that a licence speaks of.
pub const LICENCES: usize = 256;
/// The most sets of rights for one piece of content.
pub const LICENCE_RIGHTS: usize = 16;
/// The most rules of one kind in a set of rights.
pub const LICENCE_RULES: usize = 64;
/// The most sitemaps taken from a robots.txt.
pub const ROBOTS_SITEMAPS: usize = 64;
