//! The command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::time::Duration;

use crate::config::Overrides;

pub mod money;
pub mod people;
pub mod plans;

/// Exit codes, as documented in `docs/operators/commands.md`.
pub mod exit {
    /// All is well.
    pub const OK: u8 = 0;
    /// Something could not be done; the sentence says what.
    pub const FAILED: u8 = 1;
    /// The command line or the settings are wrong.
    pub const USAGE: u8 = 2;
    /// Done, but some titles or lines had trouble.
    pub const PARTLY: u8 = 3;
}

/// All your news in one place: reads every title you follow and makes a front page of it.
#[derive(Debug, Parser)]
#[command(name = "newsstand", version, propagate_version = true, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Settings.
    #[command(flatten)]
    pub over: Overrides,
    /// Answer as JSON, for programs
    #[arg(long, global = true)]
    pub json: bool,
}

const EXAMPLES: &str = "Examples:
  newsstand demo                            a stand full of made-up news, no network needed
  newsstand serve                           your own stand at http://127.0.0.1:8765
  newsstand titles add https://a.example    follow a site by its address
  newsstand import subscriptions.opml       bring your feeds from another reader
  newsstand search \"rare earths\"            find articles
  newsstand hints check                     do your hints per title still fit?
  newsstand statement settle 2026-10        share out a month's money
  newsstand demo --mode membership          the same as a membership, with a wall and test payments

Settings come from newsstand.toml in the data folder, then NEWSSTAND_… in the environment, then the command line.";

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read the titles and serve the stand until stopped
    #[command(after_help = "Example:\n  newsstand serve --listen 0.0.0.0:8765 --data /srv/newsstand")]
    Serve(Serve),
    /// Show a stand full of made-up news, from a press on this machine
    #[command(
        after_help = "Examples:\n  newsstand demo --pace 120           news breaks twice as fast as usual\n  newsstand demo --mode membership    sign-up, plans, a wall, test payments"
    )]
    Demo(Demo),
    /// Visit the feeds that are due, once, and exit
    #[command(
        after_help = "Examples:\n  newsstand fetch             what is due now\n  newsstand fetch --all       every feed, due or not\n  newsstand fetch --wait 5m   go on for up to 5 minutes while feeds become due"
    )]
    Fetch(Fetch),
    /// List, add, remove and check titles
    #[command(subcommand)]
    Titles(Titles),
    /// Follow the feeds of an OPML file
    Import(Import),
    /// Write what you follow as OPML
    Export(Export),
    /// Print what was brought, one article per line, oldest first
    #[command(
        after_help = "Examples:\n  newsstand articles --title SLUG            one title's, a line each\n  newsstand articles --json > articles.jsonl  everything with its text, for research"
    )]
    Articles(Articles),
    /// Find articles by their words
    #[command(after_help = "Example:\n  newsstand search --limit 5 scam compounds")]
    Search(Search),
    /// One stage of the pipeline as a filter: JSON lines in, JSON lines out
    #[command(
        subcommand,
        after_help = "Example:\n  echo '{\"id\":1,\"title\":\"\",\"text\":\"“No,” said Ines Okafor.\",\"language\":\"en\"}' | newsstand stage ledger"
    )]
    Stage(Stage),
    /// Make everything that is derived anew, from kept entries and pages
    Rebuild,
    /// Hints per title: where things stand on a title's pages
    #[command(
        subcommand,
        after_help = "Examples:\n  newsstand hints check               every file of the data folder's hints\n  newsstand hints check packet.toml   this file, with the saved pages beside it"
    )]
    Hints(HintsCommand),
    /// Share out a month's money, and show and check statements
    #[command(
        subcommand,
        after_help = "Examples:\n  newsstand statement settle 2026-10        share out October\n  newsstand statement check packet.csv      does this statement follow from itself?"
    )]
    Statement(money::Statement),
    /// What was agreed with each title: terms, minimum, territories
    #[command(subcommand, after_help = "Example:\n  newsstand terms set the-packet --minimum 12.50")]
    Terms(money::Terms),
    /// What readers paid outside the stand
    #[command(subcommand, after_help = "Example:\n  newsstand receipts import october.csv")]
    Receipts(money::Receipts),
    /// What a membership offers: plans with their price and trial
    #[command(
        subcommand,
        after_help = "Examples:\n  newsstand plans add all-titles --name \"All titles\" --price 8.00EUR --period month\n  newsstand plans list"
    )]
    Plans(plans::Plans),
    /// The people of the stand: list, invite, let somebody back in
    #[command(
        subcommand,
        after_help = "Examples:\n  newsstand people invite --role operator   a link for the first operator\n  newsstand people reset \"Ada Quill\"        a link to set a new password"
    )]
    People(people::People),
    /// Look for trouble: settings, database, clock, failing titles
    Doctor,
    /// Show and check the settings
    #[command(subcommand)]
    Config(ConfigCommand),
}

/// `serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Start without the shipped catalogue
    #[arg(long)]
    pub no_catalogue: bool,
    /// Serve pages but visit no feeds
    #[arg(long)]
    pub no_fetch: bool,
}

/// `demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// How much faster than life the press publishes
    #[arg(long, default_value_t = 60.0, value_name = "TIMES")]
    pub pace: f64,
    /// Port of the press [default: any free one]
    #[arg(long, default_value_t = 0, value_name = "PORT")]
    pub press_port: u16,
    /// Keep the demo's data folder and start from it next time
    #[arg(long)]
    pub keep: bool,
}

/// `fetch`
#[derive(Debug, Args)]
pub struct Fetch {
    /// Only feeds that are due (the default)
    #[arg(long, conflicts_with = "all")]
    pub due: bool,
    /// Every feed, due or not
    #[arg(long)]
    pub all: bool,
    /// Go on for this long while feeds become due
    #[arg(long, value_name = "SPAN", value_parser = crate::span::parse)]
    pub wait: Option<Duration>,
}

/// `titles`
#[derive(Debug, Subcommand)]
pub enum Titles {
    /// Titles on the stand, with what is wrong with them
    List {
        /// Only this country, such as kh
        #[arg(long)]
        country: Option<String>,
        /// Only this language, such as fr
        #[arg(long)]
        language: Option<String>,
        /// Only titles with trouble
        #[arg(long)]
        troubled: bool,
    },
    /// Put a title on the stand by the address of its feed or site
    #[command(after_help = "Example:\n  newsstand titles add https://www.example.org/")]
    Add {
        /// The address
        address: String,
        /// Its name [default: what the feed says]
        #[arg(long)]
        name: Option<String>,
    },
    /// Every feed of a title, or of all, with how it is doing; nothing is visited
    Feeds {
        /// A title's short name
        slug: Option<String>,
    },
    /// Look which feeds an address leads to, and change nothing
    #[command(after_help = "Example:\n  newsstand titles look https://www.example.org/")]
    Look {
        /// The address of a site or feed
        address: String,
    },
    /// Read a title no more; its articles stay
    Remove {
        /// Its short name, as `titles list` shows it
        slug: String,
    },
    /// Visit a title's feeds now and say in plain words how they are
    Check {
        /// Its short name; all titles when left out
        slug: Option<String>,
    },
}

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    /// An OPML file, or - for standard input
    pub file: PathBuf,
}

/// `export`
#[derive(Debug, Args)]
pub struct Export {
    /// Where to write [default: standard output]
    pub file: Option<PathBuf>,
}

/// `articles`
#[derive(Debug, Args)]
pub struct Articles {
    /// Only this title, by its short name
    #[arg(long, value_name = "SLUG")]
    pub title: Option<String>,
}

/// `search`
#[derive(Debug, Args)]
pub struct Search {
    /// Words that must all occur
    #[arg(required = true)]
    pub words: Vec<String>,
    /// How many articles
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
}

/// `stage`
#[derive(Debug, Subcommand)]
pub enum Stage {
    /// Feeds: {"path" or "text" or "base64", "url", …} in, what the feed says out
    Feed,
    /// Pages: {"id", "path" or "html", "url"} in, the article out
    Article {
        /// Read pages with the hints in this folder, by the host of their address; without it no hint is used
        #[arg(long, value_name = "FOLDER")]
        hints: Option<PathBuf>,
    },
    /// Stories: {"id","url","title","text","published","publisher","language"} in, {"id","story","copy_of"} out
    Story {
        /// After the last line, one more line per article with its final story
        #[arg(long = "final")]
        last: bool,
    },
    /// Who says what: {"id","title","text","language"} in, quotes and figures out
    Ledger,
    /// Picks: {"id","time","history","candidates"} and {"id","clicked"} in, scores out
    Pick,
}

/// `hints`
#[derive(Debug, Subcommand)]
pub enum HintsCommand {
    /// Read each saved page with its hints and say what holds and what does not
    Check {
        /// Files of hints [default: all in the folder hints of the data folder]
        files: Vec<PathBuf>,
    },
}

/// `config`
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Every setting with its value in force
    Show,
    /// Check the settings file
    Check,
}
