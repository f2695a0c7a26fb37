//! `newsstand statement report`: requests of every title in the shape of COUNTER 5.1's Title Report.

use newsstand_members::settle::{Heading, Month, Read, ReportedTitle, title_report};
use newsstand_news::Publisher;
use newsstand_store::titles::{self, OnStand};

use super::inputs::qualified;
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
    let (all, publishers, reads) = stand.store.read_here(|tx| {
        let mut reads: Vec<Read> = Vec::new();
        for month in months(command.month, last) {
            reads.extend(qualified(tx, month)?);
        }
        Ok((titles::all(tx)?, titles::publishers(tx)?, reads))
    })?;
    let reported: Vec<ReportedTitle<'_>> = all.iter().map(|on| reported(on, &publishers)).collect();
    let report = title_report(&heading, &reported, &reads).map_err(|fault| format!("There is no such report: {fault}."))?;
    if json {
        print_json(&serde_json::json!({ "from": command.month.to_string(), "until": last.to_string(), "report": report }))?;
    } else {
        say_on!("{report}");
    }
    Ok(exit::OK)
}

/// At most one more than a report has, which refuses more.
fn months(first: Month, last: Month) -> impl Iterator<Item = Month> {
    let most = newsstand_members::settle::MOST_REPORT_MONTHS + 1;
    std::iter::successors(Some(first), |month| month.next()).take_while(move |month| *month <= last).take(most)
}

fn reported<'a>(on: &'a OnStand, publishers: &'a [Publisher]) -> ReportedTitle<'a> {
    let owner = publishers.iter().find(|known| Some(known.id) == on.title.publisher);
    ReportedTitle {
        title: on.title.id,
        name: &on.title.name,
        publisher: owner.map_or("", |owner| &owner.name),
        publisher_id: "",
        print_issn: "",
        online_issn: "",
        address: on.title.home.as_ref().map_or("", |home| home.as_str()),
    }
}
