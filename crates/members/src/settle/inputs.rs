//! What a month is settled from.

use newsstand_news::{Id, Publisher, Section, Terms, Title};

use super::{Day, Month, Period};
use crate::Reader;

/// A currency: three capital letters, as ISO 4217 has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The letters as bytes.
    pub(super) const fn bytes(self) -> [u8; 3] {
        self.0
    }
}

impl std::str::FromStr for Currency {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Currency([a, b, c])),
            _ => Err(format!("not a currency: {text:?}")),
        }
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

/// What a receipt says of its money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptKind {
    /// It came in.
    Paid,
    /// It was given back.
    Refunded,
    /// The time was given: no money came in, whatever the cents say it would have cost.
    Given,
}

/// Money of a reader and the days it pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Receipt {
    /// Whose.
    pub reader: Id<Reader>,
    /// How much, never below zero: the kind says which way it went.
    pub cents: i64,
    /// In which currency.
    pub currency: Currency,
    /// For which days. A refund names the days it takes back.
    pub period: Period,
    /// Which way.
    pub kind: ReceiptKind,
}

/// The terms of a title in the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TitleTerms {
    /// Which title.
    pub title: Id<Title>,
    /// Who is paid for it.
    pub publisher: Id<Publisher>,
    /// Only titles for members are settled; reads of others count for nothing.
    pub terms: Terms,
    /// The wholesale minimum of a month in cents; zero where there is none. Due when the title was read.
    pub minimum: i64,
}

/// A qualified read: see [`super::qualifies`]. The same article by the same reader on the same day counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Read {
    /// Who read.
    pub reader: Id<Reader>,
    /// The title that was opened, which is credited.
    pub title: Id<Title>,
    /// The article's key within its title.
    pub article: [u8; 16],
    /// When.
    pub day: Day,
    /// How long, as [`super::counted_seconds`] has it.
    pub seconds: u32,
    /// The section it stood in, where known.
    pub section: Option<Section>,
    /// Where the article is a copy: the title that had it first, which is named and not credited.
    pub original: Option<Id<Title>>,
}

/// A share in thousandths, at most all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thousandths(u16);

impl Thousandths {
    /// `None` above a thousand.
    pub fn new(thousandths: u16) -> Option<Self> {
        (thousandths <= 1000).then_some(Thousandths(thousandths))
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// This share of an amount, rounded down.
    pub(super) fn of(self, cents: i64) -> i64 {
        let share = i128::from(cents) * i128::from(self.0) / 1000;
        i64::try_from(share).unwrap_or(cents)
    }
}

/// How the pool is shared among titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Split {
    /// By reads: each read weighs the same.
    ProRata,
    /// By readers: each reader's money goes where that reader read.
    ReaderCentric,
}

impl Split {
    /// All of them.
    pub const ALL: [Split; 2] = [Split::ProRata, Split::ReaderCentric];

    /// The word in statements and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Split::ProRata => "pro-rata",
            Split::ReaderCentric => "reader-centric",
        }
    }
}

impl std::str::FromStr for Split {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|split| split.as_str() == word).ok_or_else(|| format!("no such split: {word:?}"))
    }
}

/// Everything a month is settled from. The order within the lists means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// The month.
    pub month: Month,
    /// The currency; all receipts are in it.
    pub currency: Currency,
    /// Receipts. Those that pay for none of the month's days are welcome and count for nothing.
    pub receipts: Vec<Receipt>,
    /// The terms of every title that has reads, once each.
    pub titles: Vec<TitleTerms>,
    /// The qualified reads of the month.
    pub reads: Vec<Read>,
    /// What the operator keeps.
    pub operator: Thousandths,
    /// The split that is paid; the other is shown beside it.
    pub paid: Split,
}
