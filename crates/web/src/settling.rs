//! A month is settled: its inputs gathered, shared out, kept. Command and page do it here, so that both do the same.

pub mod agreeing;
pub mod inputs;
pub mod made;
pub mod report;
mod turn;
pub mod written;

use newsstand_members::settle::{Month, Split};
use newsstand_store::settlements::Settled;

pub use turn::{Wish, before, in_turn, keep, passed_over};

/// A month as the store numbers it: 202610.
pub fn number(month: Month) -> i64 {
    i64::from(month.year()) * 100 + i64::from(month.number())
}

/// And back.
///
/// # Errors
/// Where a settlement is of no month.
pub fn month_of(settled: &Settled) -> Result<Month, String> {
    let year = i32::try_from(settled.month / 100).ok();
    let month = u8::try_from(settled.month % 100).ok();
    let month = year.zip(month).and_then(|(year, month)| Month::new(year, month));
    month.ok_or_else(|| format!("The settlement {} is of no month.", settled.id.get()))
}

/// How people call a split.
pub fn called(split: Split) -> &'static str {
    match split {
        Split::ProRata => "by reads",
        Split::ReaderCentric => "by readers",
    }
}
