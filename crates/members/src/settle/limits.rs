//! The numbers of settlement, in one place.

/// The most cents of one receipt, one minimum, or of all of a month together: a trillion units of a currency. Products of
/// two such figures, one of them in millionths, stay below 10^34 and so far within 128 bits.
pub const MOST_CENTS: i64 = 100_000_000_000_000;

/// A reader's money is divided in millionths of a cent.
pub const MILLIONTHS: i128 = 1_000_000;

/// Fewer readers than this are never told apart: a count of fewer is folded together with others.
pub const FOLD: u64 = 5;

/// The most days a receipt may pay for: a hundred years.
pub const MOST_DAYS: i32 = 36_525;

/// The most reads of a month.
pub const MOST_READS: usize = 100_000_000;

/// The most receipts that touch a month.
pub const MOST_RECEIPTS: usize = 20_000_000;

/// The most titles of a stand.
pub const MOST_TITLES: usize = 100_000;

/// The most bytes of a statement that is checked.
pub const MOST_TEXT: usize = 64 << 20;

/// The most months of a title report.
pub const MOST_REPORT_MONTHS: usize = 36;

/// The years a month may be in.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1970..=9999;

/// A slow reader's words in a minute: nobody is counted longer in an article than this takes.
pub(super) const SLOW_WORDS_A_MINUTE: u64 = 100;

/// A usual reader's words in a minute.
pub(super) const USUAL_WORDS_A_MINUTE: u64 = 240;

/// The part of the usual time after which an article counts as read: a quarter.
pub(super) const READ_PART: u64 = 4;

/// The fewest seconds of a read, however short the article.
pub(super) const LEAST_SECONDS: u64 = 3;

/// The seconds after which any article counts as read, however long.
pub(super) const ENOUGH_SECONDS: u64 = 30;
