//! The numbers of this room, in one place.

use std::time::Duration;

/// How long a trial lasts: fourteen days.
pub const TRIAL: Duration = Duration::from_secs(14 * 86_400);

/// How long a member reads on after a renewal was due and not paid: seven days, in which it is tried again.
pub const GRACE: Duration = Duration::from_secs(7 * 86_400);

/// The same where nothing was ever paid: when a trial with a card ends, its first payment may take this long. Two days, so
/// that a card that never worked gives no second trial.
pub const GRACE_AFTER_TRIAL: Duration = Duration::from_secs(2 * 86_400);

/// The most words of a members' article that others are shown.
pub const PREVIEW_WORDS: usize = 120;

/// The most words of a teaser.
pub const TEASER_WORDS: usize = 40;

/// Scripts without blanks: this many characters count as a word.
pub(crate) const CHARS_A_WORD_WITHOUT_BLANKS: usize = 2;

/// Any other run without a blank counts as a further word from here on, so that no text passes as one word.
pub(crate) const CHARS_A_WORD: usize = 32;
