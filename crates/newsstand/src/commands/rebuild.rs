//! `newsstand rebuild`: everything derived is made anew from kept entries and pages.

use indicatif::{ProgressBar, ProgressStyle};
use newsstand_store::articles::{self, Arrived};
use newsstand_store::{entries, feeds, stories, titles};
use std::collections::HashMap;

use super::serve::begin;
use super::{Outcome, open, print_json};
use crate::cli::exit;
use crate::config::Config;
use crate::sections;
use crate::stand::{Stand, now};
use crate::steps::entry::with_address;
use crate::steps::{Step, edition, page, place};

/// Entries in one transaction.
const BATCH: i64 = 200;

/// Articles from entries and pages, then stories, then the front page.
pub fn run(config: Config, json: bool) -> Outcome {
    let stand = open(config, json)?;
    let Some(_lock) = begin(&stand)? else {
        return Err("Another program works on this stand; stop it first.".into());
    };
    let total = stand.store.read_here(entries::count)?;
    let bar = if json { ProgressBar::hidden() } else { ProgressBar::new(u64::try_from(total).unwrap_or(0)) };
    bar.set_style(ProgressStyle::with_template("{bar:30} {pos}/{len} entries").unwrap_or_else(|_| ProgressStyle::default_bar()));
    let changed = articles_anew(&stand, &bar)?;
    bar.finish_and_clear();
    let before = stand.store.write_here(stories::forget_all)?;
    place::forget(&stand);
    let placed = place::all(&stand)?;
    let ids = stand.store.ids().clone();
    stand.store.write_here(|tx| stories::keep_addresses(tx, &ids, &before, &place::lead, now()))?;
    place::forget(&stand);
    edition::lay_out(&stand)?;
    if json {
        print_json(&serde_json::json!({ "entries": total, "changed": changed, "placed": placed }))?;
    } else {
        say!("{total} entries read again: {changed} articles changed, {placed} placed into stories, the front page laid out.");
    }
    Ok(exit::OK)
}

fn articles_anew(stand: &Stand, bar: &ProgressBar) -> Step<usize> {
    let titles: HashMap<_, _> = stand.store.read_here(titles::all)?.into_iter().map(|on| (on.title.id, on.title)).collect();
    let feeds: HashMap<_, _> = stand
        .store
        .read_here(|tx| feeds::health(tx, None))?
        .into_iter()
        .map(|health| (health.feed.id, (health.feed.address, health.feed.section)))
        .collect();
    let (mut after, mut changed) = (0, 0);
    loop {
        let kept = stand.store.read_here(|tx| entries::after(tx, after, BATCH))?;
        let Some(last) = kept.last() else { return Ok(changed) };
        after = last.id;
        let now = now();
        changed += stand.store.write_here(|tx| {
            let mut changed = 0;
            for entry in &kept {
                let title = titles.get(&entry.title);
                let language = title.map(|title| title.language.clone()).unwrap_or_default();
                let Some((feed, section)) = feeds.get(&entry.feed) else { continue };
                let said = with_address(&entry.entry, feed);
                let Some((mut article, _)) = newsstand_extract::entry(&said, &language, entry.seen) else { continue };
                article.section = sections::of_article(&article, *section, &entry.entry.categories, &language);
                let known = articles::at(tx, entry.title, &article.address)?;
                if let Some(id) = known
                    && let Some((address, _, html)) = articles::page_kept(tx, id)?
                {
                    let slug = title.map_or("", |title| title.slug.as_str());
                    let hint = stand.hints().at(slug, article.published.moment());
                    article = page::merged(article, newsstand_extract::hinted(&html, &address, entry.seen, hint).0);
                }
                let text = newsstand_extract::text(article.body.html());
                let words = newsstand_extract::count_words(&text);
                let arrived = Arrived { article: &article, text: &text, words, want_page: false, place: 0 };
                changed += usize::from(match known {
                    Some(id) => articles::renew(tx, id, &arrived, now)?,
                    None => {
                        articles::keep(tx, stand.store.ids(), entry.title, entry.feed, &[arrived], now)?;
                        true
                    }
                });
            }
            Ok(changed)
        })?;
        bar.inc(kept.len() as u64);
    }
}
