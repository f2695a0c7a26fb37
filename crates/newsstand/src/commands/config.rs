//! `newsstand config`: show and check the settings.

use super::{Outcome, print_json};
use crate::cli::{ConfigCommand, exit};
use crate::config::Config;

/// Settings were read and checked before this runs; a wrong file has failed by name already.
pub fn run(command: &ConfigCommand, config: &Config, json: bool) -> Outcome {
    match command {
        ConfigCommand::Show if json => {
            let mut shown = config.clone();
            if !shown.database.is_empty() {
                shown.database = config.location().redacted();
            }
            print_json(&shown)?;
        }
        ConfigCommand::Show => say_on!("{}", config.show()),
        ConfigCommand::Check if json => print_json(&serde_json::json!({ "ok": true }))?,
        ConfigCommand::Check => say!("The settings are in order."),
    }
    Ok(exit::OK)
}
