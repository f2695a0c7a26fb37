//! `newsstand search`: find articles by their words.

use newsstand_store::{search, titles};

use super::{Outcome, open, print_json};
use crate::cli::{Search, exit};
use crate::config::Config;

/// Most articles that are printed.
const MOST: usize = 500;

/// Prints what is found, best first.
pub fn run(command: &Search, config: Config, json: bool) -> Outcome {
    let stand = open(config, json)?;
    let words = command.words.join(" ");
    let limit = command.limit.min(MOST);
    let (found, names) = stand.store.read_here(|tx| Ok((search::find(tx, &words, 0, limit)?, titles::all(tx)?)))?;
    let name = |id| names.iter().find(|on| on.title.id == id).map_or("", |on| on.title.name.as_str());
    if json {
        for card in &found.cards {
            print_json(&serde_json::json!({
                "id": card.id.get(), "title": name(card.title), "headline": card.headline, "standfirst": card.standfirst,
                "address": card.address, "published": card.published.seconds(), "story": card.story.map(newsstand_news::Id::get),
            }))?;
        }
        return Ok(exit::OK);
    }
    if found.cards.is_empty() {
        say!("Nothing has all of these words: {words}");
        return Ok(exit::OK);
    }
    for card in &found.cards {
        say!("{}\n  {}  {}", card.headline, name(card.title), card.address);
    }
    let more = if found.more { "more than " } else { "" };
    say!("{} shown of {more}{}.", found.cards.len(), found.looked_at);
    Ok(exit::OK)
}
