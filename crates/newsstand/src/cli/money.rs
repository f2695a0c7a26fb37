//! The command line of a month's money: statements, terms and receipts.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

use newsstand_members::settle::Month;

/// `statement`
#[derive(Debug, Subcommand)]
pub enum Statement {
    /// Share out a month's money, once; a second time computes it again and compares
    #[command(
        after_help = "Examples:\n  newsstand statement settle 2026-10 --dry-run        look first; nothing is kept\n  newsstand statement settle 2026-10 --split reader   pay by each reader's own money"
    )]
    Settle(Settle),
    /// What a settled month came to, or one title's statement
    #[command(
        after_help = "Examples:\n  newsstand statement show 2026-10                              every title\n  newsstand statement show 2026-10 the-packet --csv > p.csv     the statement the publisher gets"
    )]
    Show(Show),
    /// Compute a statement again from its own rows; needs no stand
    #[command(
        after_help = "Examples:\n  newsstand statement check p.csv      exit code 1 where it disagrees with itself\n  curl -s ADDRESS | newsstand statement check -"
    )]
    Check {
        /// A statement as CSV, or - for standard input
        file: PathBuf,
    },
    /// Requests of every title for an institution, in the shape of COUNTER 5.1's Title Report, tab-separated
    #[command(
        after_help = "Example:\n  newsstand statement report 2026-07 --until 2026-10 --institution \"Town Library\" > tr.tsv"
    )]
    Report(Report),
}

/// `statement settle`
#[derive(Debug, Args)]
pub struct Settle {
    /// The month, such as 2026-10
    pub month: Month,
    /// How the pool is shared; the other way is shown beside it [default: as last time, else reader]
    #[arg(long, value_name = "SPLIT")]
    pub split: Option<SplitWord>,
    /// What the operator keeps, in percent with one decimal at most [default: as last time, else 30]
    #[arg(long, value_name = "PERCENT")]
    pub keeps: Option<String>,
    /// The currency [default: that of the month's receipts]
    #[arg(long, value_name = "CUR")]
    pub currency: Option<String>,
    /// Begin with this month although receipts pay for days before it; those days then count nowhere
    #[arg(long)]
    pub begin: bool,
    /// Only show what it would come to
    #[arg(long)]
    pub dry_run: bool,
}

/// How the pool is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SplitWord {
    /// Each reader's money goes where that reader read
    Reader,
    /// Every read weighs the same
    Reads,
}

/// `statement show`
#[derive(Debug, Args)]
pub struct Show {
    /// The month, such as 2026-10
    pub month: Month,
    /// One title, by its short name
    pub title: Option<String>,
    /// The title's statement byte for byte, as its publisher gets it
    #[arg(long, requires = "title")]
    pub csv: bool,
    /// The currency, where a month was settled in more than one
    #[arg(long, value_name = "CUR")]
    pub currency: Option<String>,
}

/// `statement report`
#[derive(Debug, Args)]
pub struct Report {
    /// The month, or the first of several
    pub month: Month,
    /// The last month
    #[arg(long, value_name = "MONTH")]
    pub until: Option<Month>,
    /// The institution's name
    #[arg(long, default_value = "")]
    pub institution: String,
    /// Its identifier, such as ISIL:XX-1
    #[arg(long, default_value = "", value_name = "ID")]
    pub institution_id: String,
}

/// `terms`
#[derive(Debug, Subcommand)]
pub enum Terms {
    /// Keep what was agreed with a title, from a day on; what is left out is as before
    #[command(
        after_help = "Examples:\n  newsstand terms set the-packet --terms members --minimum 12.50 --publisher \"Harbour Press\"\n  newsstand terms set the-packet --territories gb,ie --embargo 30 --preview 80\n  newsstand terms set the-packet --article 0.80EUR"
    )]
    Set(TermsSet),
    /// What was ever agreed with a title, the newest first
    #[command(after_help = "Example:\n  newsstand terms show the-packet")]
    Show {
        /// Its short name
        title: String,
    },
}

/// `terms set`
#[derive(Debug, Args)]
pub struct TermsSet {
    /// The title's short name, as `titles list` shows it
    pub title: String,
    /// open, members or link [default: as before, else members]
    #[arg(long)]
    pub terms: Option<newsstand_news::Terms>,
    /// From this day on, not later than today [default: today]
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Who is paid [default: as before, else the title's owner, else the title itself]
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// What is paid at least for a month in which it was read, such as 12.50; 0 is none
    #[arg(long, value_name = "AMOUNT")]
    pub minimum: Option<String>,
    /// The minimum's currency
    #[arg(long, default_value = "EUR", value_name = "CUR")]
    pub currency: String,
    /// Countries by commas, such as gb,ie; everywhere takes the limit away
    #[arg(long, value_name = "LIST")]
    pub territories: Option<String>,
    /// For how many minutes a new article stays a link
    #[arg(long, value_name = "MINUTES")]
    pub embargo: Option<u32>,
    /// Words of an article that everybody sees; teaser, or usual
    #[arg(long, value_name = "WORDS")]
    pub preview: Option<String>,
    /// What a single article costs who is no member, such as 0.80EUR; 0 sells none
    #[arg(long, value_name = "PRICE")]
    pub article: Option<String>,
}

/// `receipts`
#[derive(Debug, Subcommand)]
pub enum Receipts {
    /// Put in one receipt
    #[command(
        after_help = "Example:\n  newsstand receipts add --reader Ines --from 2026-10-01 --until 2026-11-01 --cents 999 --currency EUR"
    )]
    Add(ReceiptsAdd),
    /// Put in the receipts of a CSV file: all or none
    #[command(
        after_help = "The first row names the columns: reader, from, until, cents, and where wanted currency, kind, reference.\n\nExample:\n  newsstand receipts import october.csv"
    )]
    Import {
        /// A CSV file, or - for standard input
        file: PathBuf,
    },
}

/// `receipts add`
#[derive(Debug, Args)]
pub struct ReceiptsAdd {
    /// Whose: a reader's number, or their name where only one has it
    #[arg(long)]
    pub reader: String,
    /// The first day it pays for
    #[arg(long, value_name = "DAY")]
    pub from: String,
    /// The first day it no longer pays for
    #[arg(long, value_name = "DAY")]
    pub until: String,
    /// How much, in cents
    #[arg(long)]
    pub cents: String,
    /// In which currency
    #[arg(long, default_value = "EUR", value_name = "CUR")]
    pub currency: String,
    /// paid, refunded or given
    #[arg(long, default_value = "paid")]
    pub kind: String,
    /// What you call it; told twice it counts once [default: made of all the rest]
    #[arg(long)]
    pub reference: Option<String>,
}
