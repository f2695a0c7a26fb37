//! Newsstand: all your news in one place. This is the program that knows all rooms; see ARCHITECTURE.md.

#[macro_use]
mod say;

mod catalogue;
mod cli;
mod commands;
mod config;
mod hints;
mod logs;
mod memory;
mod metrics;
mod outside;
mod runner;
mod sections;
mod span;
mod stand;
mod steps;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            // --help and --version are no mistakes.
            return ExitCode::from(if error.use_stderr() { cli::exit::USAGE } else { cli::exit::OK });
        }
    };
    match commands::run(cli) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            eprintln!("newsstand: {}", failure.sentence);
            ExitCode::from(failure.code)
        }
    }
}
