//! What the desk bounds, in one place. Everything that grows with what comes from outside stops at one of these.

/// Bytes of a headline that are read.
pub const HEADLINE_BYTES: usize = 1_000;
/// Bytes of a text that are read; news articles are seldom a tenth of it.
pub const TEXT_BYTES: usize = 60_000;
/// Bytes of one word that are told apart; the rest of a longer one is not looked at.
pub const WORD_BYTES: usize = 48;
/// Terms kept of one article.
pub const ARTICLE_TERMS: usize = 40;
/// Terms kept of one story.
pub const STORY_TERMS: usize = 60;
/// Terms under which a story can be found.
pub const INDEXED_TERMS: usize = 12;
/// Stories listed under one term; the ones touched last stay.
pub const TERM_STORIES: usize = 256;
/// Entries that are looked at to find the stories an article may belong to.
pub const SEARCH_STEPS: usize = 1_000;
/// Stories compared in full with an article.
pub const COMPARED: usize = 24;
/// Related stories that are named.
pub const NEAR: usize = 5;
/// Numbers in the sketch of one text.
pub const SKETCH: usize = 1024;
/// Numbers of a sketch that is good enough not to be larger.
pub const SKETCH_GOOD: usize = 128;
/// Numbers of a sketch under which a text can at least be found.
pub const SKETCH_INDEXED: usize = 24;
/// One in so many shingles of a text is at least a number under which it can be found.
pub const SKETCH_INDEXED_ONE_IN: u32 = 16;
/// The same for the shingles of its opening.
pub const OPENING_INDEXED_ONE_IN: u32 = 4;
/// Shingles that are a text's opening where copies are looked for.
pub const COPY_OPENING: usize = 100;
/// Texts listed under one number of a sketch; boilerplate runs into this.
pub const SKETCH_TEXTS: usize = 12;
/// A number that texts of so many stories share is a common one, as of a newsletter's box, and tells nothing of copies.
pub const COMMON: usize = 3;
/// Texts compared in full with another as its possible original.
pub const COPIES_COMPARED: usize = 12;
/// Terms with a running count; beyond it all counts are halved and the rarest forgotten.
pub const COUNTED_TERMS: usize = 220_000;
/// Live articles; beyond it the oldest eighth is forgotten.
pub const LIVE_ARTICLES: usize = 200_000;
/// Earlier articles of one series that are looked at.
pub const SERIES_LENGTH: usize = 8;
/// Articles of the largest story that may still be split.
pub const SPLIT_ARTICLES: usize = 400;
/// Words of a text that are its opening.
pub const OPENING: usize = 60;
