//! `newsstand statement`: a month's money is shared out, and statements are shown and checked.

pub mod check;
mod report;
mod settle;
mod show;

use newsstand_members::settle::Split;
use newsstand_web::settling::{called, month_of, number};

use super::{Outcome, open};
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

const fn split_of(word: SplitWord) -> Split {
    match word {
        SplitWord::Reader => Split::ReaderCentric,
        SplitWord::Reads => Split::ProRata,
    }
}
