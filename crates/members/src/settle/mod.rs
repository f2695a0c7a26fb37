//! A month is settled: what members paid becomes what each title is owed, to the cent, with a statement anybody can check.
//!
//! [`settle`] is a deterministic function of receipts, terms and reads ([`Inputs`]); the order of the inputs changes
//! nothing. It shares the pool twice, by reads and by each reader's own money, and pays by the one that was picked. Decision 11 has the reasons.
//! [`statement`] writes what one title or publisher is owed as CSV, and checks such a text by computing it again.
//! [`title_report()`] counts for institutions. All money is whole cents; fractions are exact until the last step.

mod calendar;
mod digest;
mod fault;
mod fold;
mod inputs;
mod ledger;
mod limits;
mod minimum;
mod qualify;
mod readers;
mod recognise;
mod settlement;
mod sharing;
pub mod statement;
mod tally;
mod tidy;
mod title_report;

pub use calendar::{Day, Month, Period};
pub use digest::Digest;
pub use fault::Fault;
pub use fold::{Cell, FoldedCell, Of, Part};
pub use inputs::{Currency, Inputs, Read, Receipt, ReceiptKind, Split, Thousandths, TitleTerms};
pub use ledger::{Account, Posting, Transaction};
pub use limits::{
    FOLD, MILLIONTHS, MOST_CENTS, MOST_DAYS, MOST_READS, MOST_RECEIPTS, MOST_REPORT_MONTHS, MOST_TEXT, MOST_TITLES,
};
pub use minimum::Due;
pub use qualify::{counted_seconds, qualifies};
pub use recognise::recognised;
pub use settlement::{Figures, Line, Round, Settlement, Shares, settle};
pub use sharing::{Cutoff, Sharing};
pub use tally::Counts;
pub use title_report::{Heading, ReportedTitle, title_report};

#[cfg(test)]
mod tests;
