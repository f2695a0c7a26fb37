//! The numbers of this room, in one place. Every loop over outside text is bounded by one of them.

/// What is read of a text, in bytes; the rest is left out.
pub(crate) const TEXT_BYTES: usize = 1 << 20;
/// What is read of a headline, in bytes.
pub(crate) const HEADLINE_BYTES: usize = 2_000;
/// The longest sentence, in tokens; a longer one is cut there.
pub(crate) const SENTENCE_TOKENS: usize = 600;
/// The longest quotation within one paragraph, in tokens; a mark that is not closed by then opened nothing.
pub(crate) const QUOTATION_TOKENS: usize = 1_200;
/// The most words that attribute something in one sentence.
pub(crate) const CUES_A_SENTENCE: usize = 40;
/// The longest name of a source, in tokens.
pub(crate) const SOURCE_TOKENS: usize = 40;
/// How far a word looks around for its company, in tokens.
pub(crate) const WINDOW: usize = 14;
/// The most words that say what is measured.
pub(crate) const MEASURE_WORDS: usize = 9;
/// The most quotes, figures, people and places of one text, each.
pub(crate) const CLAIMS: usize = 3_000;
/// The most names remembered while a text is read.
pub(crate) const NAMES: usize = 400;
/// The most things measured that a comparison of figures looks at.
pub(crate) const GROUPS: usize = 240;
/// The most lines that it shows.
pub(crate) const LINES: usize = 60;
/// The most rows in a line.
pub(crate) const ROWS: usize = 60;
