//! `newsstand import` and `newsstand export`: subscriptions as OPML.

use newsstand_feeds::opml::{self, Outline, OutlineFeed};
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
    let bytes = read(&import.file)?;
    let outlines = opml::read(&bytes);
    if !outlines.is_opml() {
        let why = outlines.complaints.first().map_or("it is no OPML", |complaint| complaint.sentence.as_str());
        return Err(format!("{} cannot be imported: {why} Nothing was changed.", import.file.display()).into());
    }
    let mut wanted = Vec::new();
    flatten(&outlines.outlines, &mut Vec::new(), &mut wanted);
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
        println!(
            "{} feeds in the file: {new} are new on the stand, {} were here already. You follow them all.",
            wanted.len(),
            wanted.len() - new
        );
        for complaint in &outlines.complaints {
            println!("  note: {}", complaint.sentence);
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

fn flatten(outlines: &[Outline], folders: &mut Vec<String>, out: &mut Vec<Subscription>) {
    for outline in outlines {
        if let Some(feed) = &outline.feed {
            out.push(Subscription {
                feed: feed.address.clone(),
                name: outline.text.clone(),
                home: feed.home.clone(),
                language: Language::default(),
                folders: folders.clone(),
            });
        }
        if !outline.children.is_empty() {
            folders.push(outline.text.clone());
            flatten(&outline.children, folders, out);
            folders.pop();
        }
    }
}

/// Writes what is followed.
pub fn export(export: &Export, config: Config) -> Outcome {
    let stand = open(config, false)?;
    let ids = stand.store.ids().clone();
    let all = stand.store.write_here(|tx| {
        let reader = readers::household(tx, &ids, now())?;
        subscriptions::all(tx, reader.id)
    })?;
    let text = opml::write("Newsstand", &nested(&all));
    match &export.file {
        Some(file) => {
            std::fs::write(file, text).map_err(|error| format!("{} cannot be written: {error}.", file.display()))?;
            println!("{} feeds written to {}.", all.len(), file.display());
        }
        None => print!("{text}"),
    }
    Ok(exit::OK)
}

/// Flat rows back into folders, in the order in which they first occur.
fn nested(all: &[Subscription]) -> Vec<Outline> {
    let mut top = Vec::new();
    for one in all {
        let mut at = &mut top;
        for name in &one.folders {
            let found = at.iter().position(|outline: &Outline| outline.feed.is_none() && outline.text == *name);
            let place = found.unwrap_or_else(|| {
                at.push(Outline { text: name.clone(), feed: None, children: Vec::new() });
                at.len() - 1
            });
            at = &mut at[place].children;
        }
        let feed = OutlineFeed { address: one.feed.clone(), home: one.home.clone(), description: None };
        at.push(Outline { text: one.name.clone(), feed: Some(feed), children: Vec::new() });
    }
    top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_folders_survive_a_round_trip() {
        let text = r#"<opml version="2.0"><head><title>x</title></head><body>
            <outline text="Coast"><outline text="Ports"><outline type="rss" text="A" xmlUrl="https://a.example/f"/></outline>
              <outline type="rss" text="B" xmlUrl="https://b.example/f" htmlUrl="https://b.example/"/></outline>
            <outline type="rss" text="C" xmlUrl="https://c.example/f"/></body></opml>"#;
        let read = |text: &str| {
            let mut flat = Vec::new();
            flatten(&opml::read(text.as_bytes()).outlines, &mut Vec::new(), &mut flat);
            flat
        };
        let flat = read(text);
        assert_eq!(flat.len(), 3);
        assert_eq!(flat[0].folders, ["Coast", "Ports"]);
        assert_eq!(read(&opml::write("Newsstand", &nested(&flat))), flat);
    }
}
