//! Why a month cannot be settled, as a sentence.

use newsstand_news::{Id, Title};

use super::{Currency, Day, Month};
use crate::Reader;

/// What is wrong with the inputs of a settlement. Nothing is settled then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A period without a day, or longer than is believed.
    Period {
        /// Its first day.
        from: Day,
        /// Its end.
        until: Day,
    },
    /// A receipt's cents are below zero or too many.
    Receipt {
        /// Whose.
        reader: Id<Reader>,
        /// What it says.
        cents: i64,
    },
    /// A minimum is below zero or too much.
    Minimum {
        /// Of which title.
        title: Id<Title>,
        /// What it says.
        cents: i64,
    },
    /// A receipt in another currency.
    Currency {
        /// Whose.
        reader: Id<Reader>,
        /// In which.
        is: Currency,
        /// In which the month is settled.
        settled: Currency,
    },
    /// A title has terms twice.
    TermsTwice(Id<Title>),
    /// A title has reads and no terms.
    NoTerms(Id<Title>),
    /// A read on a day that is not of the month.
    NotOfMonth {
        /// Of which title.
        title: Id<Title>,
        /// When.
        day: Day,
        /// The month.
        month: Month,
    },
    /// The receipts, or the minimums, together are too much.
    TooMuch {
        /// Which.
        what: &'static str,
        /// The most.
        most: i64,
    },
    /// Too many of something.
    TooMany {
        /// Of what.
        what: &'static str,
        /// The most.
        most: usize,
    },
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Period { from, until } => write!(f, "a receipt cannot pay for the days from {from} up to {until}"),
            Fault::Receipt { reader, cents } => {
                write!(f, "a receipt of reader {reader} says {cents} cents, which is below zero or more than is believed")
            }
            Fault::Minimum { title, cents } => {
                write!(f, "the minimum of title {title} is {cents} cents, which is below zero or more than is believed")
            }
            Fault::Currency { reader, is, settled } => {
                write!(
                    f,
                    "a receipt of reader {reader} is in {is}, and the month is settled in {settled}: settle each currency alone"
                )
            }
            Fault::TermsTwice(title) => write!(f, "title {title} has terms twice"),
            Fault::NoTerms(title) => write!(f, "title {title} has reads and no terms"),
            Fault::NotOfMonth { title, day, month } => write!(f, "a read of title {title} is of {day}, which is not in {month}"),
            Fault::TooMuch { what, most } => write!(f, "the {what} of the month together are more than {most} cents"),
            Fault::TooMany { what, most } => write!(f, "there are more than {most} {what}"),
        }
    }
}

impl std::error::Error for Fault {}
