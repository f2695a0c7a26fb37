//! `newsstand articles`: what was brought, for research and for looking at one title.

use newsstand_feeds::stage::rfc3339;
use newsstand_news::{Id, Title};
use newsstand_store::articles::{self, Stored};
use newsstand_store::{feeds, titles};
use std::collections::HashMap;

use super::titles::find_title;
use super::{Outcome, open, print_json};
use crate::cli::{Articles, exit};
use crate::config::Config;

/// Articles read from the store at once.
const BATCH: i64 = 200;

/// Prints them, oldest first.
pub fn run(command: &Articles, config: Config, json: bool) -> Outcome {
    let stand = open(config, json)?;
    let title = command.title.as_deref().map(|slug| find_title(&stand, slug)).transpose()?.map(|on| on.title.id);
    let (names, health) = stand.store.read_here(|tx| Ok((titles::all(tx)?, feeds::health(tx, title)?)))?;
    let names: HashMap<Id<Title>, String> = names.into_iter().map(|on| (on.title.id, on.title.name)).collect();
    let feeds: HashMap<_, _> = health.into_iter().map(|health| (health.feed.id, health.feed.address)).collect();
    let mut after = None;
    loop {
        let batch = stand.store.read_here(|tx| articles::in_order(tx, title, after, BATCH))?;
        let Some(last) = batch.last() else { return Ok(exit::OK) };
        after = Some(last.id);
        for stored in &batch {
            let name = names.get(&stored.title).map_or("", String::as_str);
            if json {
                print_json(&row(stored, name, stored.feed.and_then(|feed| feeds.get(&feed)).map(|address| address.as_str())))?;
            } else {
                let article = &stored.article;
                say!(
                    "{}  {name}: {}\n  {}",
                    rfc3339(article.published.moment()).unwrap_or_default(),
                    article.headline,
                    article.address
                );
            }
        }
    }
}

/// An article as it is printed.
fn row(stored: &Stored, title: &str, feed: Option<&str>) -> serde_json::Value {
    let article = &stored.article;
    serde_json::json!({
        "id": stored.id.get(), "title": title, "feed": feed, "headline": article.headline, "standfirst": article.standfirst,
        "address": article.address, "bylines": article.bylines, "section": article.section, "language": article.language,
        "published": rfc3339(article.published.moment()), "modified": article.modified.and_then(rfc3339),
        "seen": rfc3339(stored.seen), "version": stored.version, "story": stored.story.map(Id::get),
        "copy_of": stored.copy_of.map(Id::get), "words": stored.words, "html": article.body.html().as_str(),
    })
}
