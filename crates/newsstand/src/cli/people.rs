//! The command line of accounts: for whoever runs the program, with no one signed in.

use clap::{Subcommand, ValueEnum};

/// `people`
#[derive(Debug, Subcommand)]
pub enum People {
    /// Everybody with an account
    List,
    /// Print a link that lets one person join, for seven days
    Invite {
        /// What they are here
        #[arg(long, value_enum, default_value_t = Given::Reader)]
        role: Given,
    },
    /// Sign somebody out everywhere and print a link to set a new password, for one day
    Reset {
        /// Their name or e-mail address
        name: String,
    },
}

/// Roles that an invitation gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Given {
    /// Reads
    Reader,
    /// Also picks for the front page
    Editor,
    /// Runs the stand
    Operator,
}

impl Given {
    /// The word in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Given::Reader => "reader",
            Given::Editor => "editor",
            Given::Operator => "operator",
        }
    }
}
