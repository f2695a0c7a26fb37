//! `newsstand statement`: a month's money is shared out, and statements are shown and checked.

pub mod check;
mod inputs;
mod made;
mod report;
mod settle;
mod show;

use newsstand_members::settle::{Month, Split};
use newsstand_store::settlements::Settled;

use super::{Failure, Outcome, open};
use crate::cli::money::{SplitWord, Statement};
use crate::config::Config;

/// Runs one of the commands about statements.
pub fn run(command: &Statement, config: Config, json: bool) -> Outcome {
    match command {
        Statement::Check { file } => check::run(file, json),
        Statement::Settle(settle) => settle::run(&open(config, json)?, settle, json),
        Statement::Show(show) => show::run(&open(config, json)?, show, json),
        Statement::Report(report) => report::run(&open(config, json)?, report, json),
    }
}

/// A month as the store numbers it: 202610.
fn number(month: Month) -> i64 {
    i64::from(month.year()) * 100 + i64::from(month.number())
}

/// And back.
fn month_of(settled: &Settled) -> Result<Month, Failure> {
    let year = i32::try_from(settled.month / 100).ok();
    let month = u8::try_from(settled.month % 100).ok();
    let month = year.zip(month).and_then(|(year, month)| Month::new(year, month));
    Ok(month.ok_or_else(|| format!("The settlement {} is of no month.", settled.id.get()))?)
}

/// How people call a split.
fn called(split: Split) -> &'static str {
    match split {
        Split::ProRata => "by reads",
        Split::ReaderCentric => "by readers",
    }
}

const fn split_of(word: SplitWord) -> Split {
    match word {
        SplitWord::Reader => Split::ReaderCentric,
        SplitWord::Reads => Split::ProRata,
    }
}
