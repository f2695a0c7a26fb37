//! What each command does, one small file each.

mod articles;
mod config;
mod demo;
mod doctor;
mod fetch;
mod hints;
mod money;
mod opml;
mod people;
mod plans;
mod rebuild;
mod receipts;
mod search;
mod serve;
mod stage;
mod statement;
mod terms;
mod titles;

use crate::cli::{Cli, Command, exit};
use crate::stand::Stand;

/// Why a command failed: a sentence for people and an exit code for programs.
pub struct Failure {
    /// What happened and what to do.
    pub sentence: String,
    /// One of [`exit`].
    pub code: u8,
}

impl From<String> for Failure {
    fn from(sentence: String) -> Self {
        Self { sentence, code: exit::FAILED }
    }
}
impl From<&str> for Failure {
    fn from(sentence: &str) -> Self {
        sentence.to_owned().into()
    }
}
impl From<newsstand_store::Error> for Failure {
    fn from(error: newsstand_store::Error) -> Self {
        error.to_string().into()
    }
}
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        error.to_string().into()
    }
}

/// What a command answers: an exit code.
pub type Outcome = Result<u8, Failure>;

/// Runs a command.
pub fn run(cli: Cli) -> Outcome {
    let Cli { command, over, json } = cli;
    if matches!(command, Command::Serve(_) | Command::Demo(_)) {
        crate::memory::lean();
    }
    if let Command::Stage(stage) = command {
        return stage::run(&stage);
    }
    // Who checks a statement needs no stand.
    if let Command::Statement(crate::cli::money::Statement::Check { file }) = &command {
        return statement::check::run(file, json);
    }
    if let Command::Demo(demo) = command {
        return demo::run(&demo, &over, json);
    }
    let config = crate::config::load(&over).map_err(|sentence| Failure { sentence, code: exit::USAGE })?;
    match command {
        Command::Serve(serve) => serve::run(&serve, config, json),
        Command::Fetch(fetch) => fetch::run(&fetch, config, json),
        Command::Titles(command) => titles::run(&command, config, json),
        Command::Import(import) => opml::import(&import, config, json),
        Command::Export(export) => opml::export(&export, config),
        Command::Articles(articles) => articles::run(&articles, config, json),
        Command::Search(search) => search::run(&search, config, json),
        Command::Rebuild => rebuild::run(config, json),
        Command::Doctor => doctor::run(config, json),
        Command::Hints(command) => hints::run(&command, &config, json),
        Command::Statement(command) => statement::run(&command, config, json),
        Command::Terms(command) => terms::run(&command, config, json),
        Command::Receipts(command) => receipts::run(&command, config, json),
        Command::Plans(command) => plans::run(&command, config, json),
        Command::People(command) => people::run(&command, config, json),
        Command::Config(command) => config::run(&command, &config, json),
        Command::Stage(_) | Command::Demo(_) => Ok(exit::OK),
    }
}

/// Threads of the async runtime: two serve and fetch; blocking work has threads of its own.
const WORKERS: usize = 2;

/// A runtime for commands that fetch or serve.
fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(WORKERS).max_blocking_threads(16).thread_keep_alive(std::time::Duration::from_secs(5));
    Ok(builder.enable_all().build()?)
}

/// Opens the stand with quiet logs, for commands at a prompt.
fn open(config: crate::config::Config, json: bool) -> Result<Stand, Failure> {
    crate::logs::start(json, tracing::Level::WARN);
    Ok(Stand::open(config)?)
}

/// Prints a value as one line of JSON.
fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    say!("{}", serde_json::to_string(value).map_err(|error| error.to_string())?);
    Ok(())
}
