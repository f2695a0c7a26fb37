//! `newsstand statement check`: a statement is computed again from its own rows. It needs no stand and no settings.

use newsstand_members::settle::MOST_TEXT;
use newsstand_members::settle::statement::{Checked, Disagreement, check};
use std::io::Read as _;
use std::path::Path;

use super::super::money::shown;
use crate::cli::exit;
use crate::commands::{Failure, Outcome, print_json};

/// Checks a file, or standard input for `-`. Exit code 1 where it disagrees with itself.
pub fn run(file: &Path, json: bool) -> Outcome {
    let text = text(file)?;
    match check(&text) {
        Ok(checked) => agrees(&checked, json),
        Err(disagreements) => disagrees(&disagreements, json),
    }
}

fn text(file: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_TEXT).unwrap_or(u64::MAX).saturating_add(1);
    let read = if file == Path::new("-") {
        std::io::stdin().take(most).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|error| format!("The file {} cannot be read: {error}.", file.display()))?;
    Ok(String::from_utf8(bytes).map_err(|_| format!("{} is no statement: it is not UTF-8.", file.display()))?)
}

fn agrees(checked: &Checked, json: bool) -> Outcome {
    let paid = i64::try_from(checked.paid).unwrap_or(i64::MAX);
    if json {
        print_json(&serde_json::json!({
            "ok": true, "month": checked.month.to_string(), "titles": checked.titles, "paid": paid,
            "inputs": checked.inputs.to_string(), "rows": checked.rows.to_string(),
        }))?;
        return Ok(exit::OK);
    }
    say!(
        "The statement of {} agrees with itself: {} is paid for {} title(s).",
        checked.month,
        shown(paid),
        checked.titles
    );
    say!("Inputs of the month  {}\nRows                 {}", checked.inputs, checked.rows);
    say!("The inputs are the same in every statement of the month: compare them with another publisher's.");
    Ok(exit::OK)
}

fn disagrees(disagreements: &[Disagreement], json: bool) -> Outcome {
    if json {
        let list: Vec<_> = disagreements
            .iter()
            .map(|wrong| serde_json::json!({ "row": wrong.row, "says": wrong.says, "should": wrong.should }))
            .collect();
        print_json(&serde_json::json!({ "ok": false, "disagreements": list }))?;
        return Ok(exit::FAILED);
    }
    say!("The statement disagrees with itself in {} place(s):", disagreements.len());
    for wrong in disagreements {
        match &wrong.says {
            Some(says) => say!("  row {}\n    says       {says}\n    should be  {}", wrong.row, wrong.should),
            None => say!("  row {}\n    there should be {}", wrong.row, wrong.should),
        }
    }
    Ok(exit::FAILED)
}
