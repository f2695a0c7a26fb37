//! `newsstand hints check`: whether hints per title still read their saved pages as they should.

use newsstand_extract::hints::{Complaint, Finding, Version, check};
use serde::Serialize;
use std::path::{Path, PathBuf};

use super::{Outcome, print_json, stage};
use crate::cli::{HintsCommand, exit};
use crate::config::Config;
use crate::hints;

/// One line of the table.
#[derive(Serialize)]
struct Row {
    file: String,
    title: String,
    from: String,
    #[serde(flatten)]
    finding: Finding,
}

/// Checks the files named, or all of the data folder; exit code 1 when something does not hold.
pub fn run(command: &HintsCommand, config: &Config, json: bool) -> Outcome {
    let HintsCommand::Check { files } = command;
    let folder = config.folder_of_hints();
    let files = if files.is_empty() { hints::files(&folder)? } else { files.clone() };
    if files.is_empty() && !json {
        say!("There are no hints in {}.", folder.display());
    }
    let rows: Vec<Row> = files.iter().flat_map(|file| rows(file)).collect();
    let wrong = rows.iter().filter(|row| !row.finding.ok).count();
    if json {
        rows.iter().try_for_each(print_json)?;
    } else {
        table(&rows, wrong);
    }
    Ok(if wrong > 0 { exit::FAILED } else { exit::OK })
}

/// The rows under a line for each version.
fn table(rows: &[Row], wrong: usize) {
    let mut above = None;
    for row in rows {
        let version = (&row.file, &row.from);
        if above.replace(version) != Some(version) {
            say!("{}  {}", row.file, row.from);
        }
        let mark = if row.finding.ok { "ok" } else { " !" };
        say!("  {mark} {:18} {}", row.finding.what, row.finding.sentence);
    }
    match wrong {
        _ if rows.is_empty() => {}
        0 => say!("All of it holds."),
        _ => say!("{wrong} of {} do not hold.", rows.len()),
    }
}

fn rows(file: &Path) -> Vec<Row> {
    let name = file.display().to_string();
    let row = |title: &str, from: &str, finding| Row { file: name.clone(), title: title.into(), from: from.into(), finding };
    let known = match hints::read(file) {
        Ok(known) => known,
        Err(complaints) => {
            let told = |complaint: Complaint| {
                let finding = Finding { what: "file", ok: false, sentence: complaint.sentence };
                row("", &complaint.version.unwrap_or_default(), finding)
            };
            return complaints.into_iter().map(told).collect();
        }
    };
    let of = |version: &Version| {
        let findings = findings(file, version);
        findings.into_iter().map(|finding| row(&known.title, &version.day, finding)).collect::<Vec<_>>()
    };
    known.versions.iter().flat_map(of).collect()
}

fn findings(file: &Path, version: &Version) -> Vec<Finding> {
    let page = |ok, sentence| vec![Finding { what: "page", ok, sentence }];
    let Some(saved) = &version.saved else {
        return page(true, "It has no saved page, so nothing can be checked.".into());
    };
    let path: PathBuf = file.with_file_name(&saved.file);
    match stage::page_of(&path.to_string_lossy()) {
        Ok(html) => check(version, &html),
        Err(error) => page(false, format!("The saved page cannot be read: {error}.")),
    }
}
