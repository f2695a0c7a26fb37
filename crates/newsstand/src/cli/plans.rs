//! The command line of plans.

use clap::{Args, Subcommand};

use newsstand_members::plan::{HOUSEHOLD_MOST, Period};

/// `plans`
#[derive(Debug, Subcommand)]
pub enum Plans {
    /// Every plan, also those that are off
    List,
    /// Put a plan on offer
    #[command(
        after_help = "Examples:\n  newsstand plans add all-titles --name \"All titles\" --price 8.00EUR --period month\n  newsstand plans add by-the-year --name \"By the year\" --price 80EUR --period year --people 4 --trial none"
    )]
    Add(Add),
    /// Change a plan's name, trial or people, or put it on offer again; another price is another plan
    #[command(
        after_help = "Examples:\n  newsstand plans change all-titles --trial 30\n  newsstand plans change by-the-year --on"
    )]
    Change(Change),
    /// Take a plan off: nobody new can have it, and who has it keeps it
    #[command(after_help = "Example:\n  newsstand plans off by-the-year")]
    Off {
        /// Its short name
        slug: String,
    },
}

/// `plans add`
#[derive(Debug, Args)]
pub struct Add {
    /// Its short name in addresses: small letters, digits, dashes
    pub slug: String,
    /// Its name
    #[arg(long)]
    pub name: String,
    /// What a period costs, such as 8.00EUR
    #[arg(long, value_name = "AMOUNT")]
    pub price: String,
    /// month or year
    #[arg(long)]
    pub period: Period,
    /// Days of the trial, or none
    #[arg(long, default_value = "14", value_name = "DAYS")]
    pub trial: String,
    /// Ask for a card before the trial, and charge it afterwards unless the reader cancels
    #[arg(long)]
    pub card: bool,
    /// People of one household, the payer among them
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=i64::from(HOUSEHOLD_MOST)))]
    pub people: u8,
}

/// `plans change`
#[derive(Debug, Args)]
pub struct Change {
    /// Its short name
    pub slug: String,
    /// Its name [default: as before]
    #[arg(long)]
    pub name: Option<String>,
    /// Days of the trial, or none [default: as before]
    #[arg(long, value_name = "DAYS")]
    pub trial: Option<String>,
    /// Whether a card is asked for before the trial [default: as before]
    #[arg(long, value_name = "YES-OR-NO")]
    pub card: Option<YesNo>,
    /// People of one household, the payer among them [default: as before]
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=i64::from(HOUSEHOLD_MOST)))]
    pub people: Option<u8>,
    /// Put it on offer again
    #[arg(long)]
    pub on: bool,
}

/// A choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum YesNo {
    /// It is so.
    Yes,
    /// It is not.
    No,
}
