//! `newsstand import` and `newsstand export`: subscriptions as OPML.

use newsstand_feeds::opml;
use newsstand_feeds::opml_rows::{Row, nested, rows};
use newsstand_news::Language;
use newsstand_store::readers;
use newsstand_store::subscriptions::{self, Subscription};
use std::io::Read as _;

use super::{Failure, Outcome, open, print_json};
use crate::cli::{Export, Import, exit};
use crate::config::Config;
use crate::stand::now;

/// Largest OPML file that is read, in bytes.
const LIMIT: u64 = 16 << 20;

/// Follows every feed of a file, in one transaction: all or nothing.
pub fn import(import: &Import, config: Config, json: bool) -> Outcome {
    let name = if import.file.as_os_str() == "-" { "Standard input".to_owned() } else { import.file.display().to_string() };
    let bytes = read(&import.file)?;
    let outlines = opml::read(&bytes);
    if !outlines.is_opml() {
        let why = outlines.complaints.first().map_or("it is no OPML", |complaint| complaint.sentence.as_str());
        return Err(format!("{name} cannot be imported: {why} Nothing was changed.").into());
    }
    let wanted: Vec<Subscription> = rows(&outlines.outlines).into_iter().map(wanted).collect();
    let stand = open(config, json)?;
    let ids = stand.store.ids().clone();
    let new = stand.store.write_here(|tx| {
        let now = now();
        let reader = readers::household(tx, &ids, now)?;
        let mut new = 0;
        for subscription in &wanted {
            new += usize::from(subscriptions::subscribe(tx, &ids, reader.id, subscription, now)?.1);
        }
        Ok(new)
    })?;
    if json {
        print_json(&serde_json::json!({ "feeds": wanted.len(), "new": new, "complaints": outlines.complaints }))?;
    } else {
        say!(
            "{} feeds in the file: {new} are new on the stand, {} were here already. You follow them all.",
            wanted.len(),
            wanted.len() - new
        );
        for complaint in &outlines.complaints {
            say!("  note: {}", complaint.sentence);
        }
    }
    Ok(if outlines.complaints.is_empty() { exit::OK } else { exit::PARTLY })
}

fn read(file: &std::path::Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin().take(LIMIT + 1).read_to_end(&mut bytes)?;
    } else {
        let opened = std::fs::File::open(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))?;
        opened.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| format!("{} cannot be read: {error}.", file.display()))?;
    }
    if bytes.len() as u64 > LIMIT {
        return Err(format!("{} is larger than {} MiB; no list of feeds is.", file.display(), LIMIT >> 20).into());
    }
    Ok(bytes)
}

fn wanted(row: Row) -> Subscription {
    Subscription { feed: row.feed, name: row.name, home: row.home, language: Language::default(), folders: row.folders }
}

/// Writes what is followed.
pub fn export(export: &Export, config: Config) -> Outcome {
    let stand = open(config, false)?;
    let ids = stand.store.ids().clone();
    let all = stand.store.write_here(|tx| {
        let reader = readers::household(tx, &ids, now())?;
        subscriptions::all(tx, reader.id)
    })?;
    let count = all.len();
    let rows = all.into_iter().map(|one| Row { feed: one.feed, name: one.name, home: one.home, folders: one.folders });
    let text = opml::write("Newsstand", &nested(rows));
    match &export.file {
        Some(file) => {
            std::fs::write(file, text).map_err(|error| format!("{} cannot be written: {error}.", file.display()))?;
            say!("{} feeds written to {}.", count, file.display());
        }
        None => say_on!("{text}"),
    }
    Ok(exit::OK)
}
