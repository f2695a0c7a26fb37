//! `newsstand statement report`: requests of every title in the shape of COUNTER 5.1's Title Report.

use newsstand_members::settle::Heading;
use newsstand_web::settling::report;

use crate::cli::exit;
use crate::cli::money::Report;
use crate::commands::{Outcome, print_json};
use crate::stand::{Stand, now};

/// Prints the report, tab-separated; with `--json` as the value of `report`.
pub fn run(stand: &Stand, command: &Report, json: bool) -> Outcome {
    let last = command.until.unwrap_or(command.month);
    let heading = Heading {
        institution: &command.institution,
        institution_id: &command.institution_id,
        platform: "Newsstand",
        platform_id: "newsstand",
        created_by: "Newsstand",
        created: now(),
        registry_record: "",
        first: command.month,
        last,
    };
    let report = stand.store.read_here(|tx| report::text(tx, &heading, None))?;
    if json {
        print_json(&serde_json::json!({ "from": command.month.to_string(), "until": last.to_string(), "report": report }))?;
    } else {
        say_on!("{report}");
    }
    Ok(exit::OK)
}
