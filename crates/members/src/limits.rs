//! The numbers of this room, in one place.

use std::time::Duration;

/// How long a trial lasts: fourteen days.
pub const TRIAL: Duration = Duration::from_secs(14 * 86_400);

/// The most words of a members' article that others are shown.
pub const PREVIEW_WORDS: usize = 120;

/// The most words of a teaser.
pub const TEASER_WORDS: usize = 40;

/// Scripts without blanks: this many characters count as a word.
pub(crate) const CHARS_A_WORD_WITHOUT_BLANKS: usize = 2;

/// Any other run without a blank counts as a further word from here on, so that no text passes as one word.
pub(crate) const CHARS_A_WORD: usize = 32;
