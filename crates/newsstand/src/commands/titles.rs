//! `newsstand titles`: list, add, remove and check titles.

use newsstand_news::{Address, Id, Title};
use newsstand_store::feeds::{self, FeedHealth};
use newsstand_store::readers;
use newsstand_store::subscriptions::{self, Subscription};
use newsstand_store::titles::{self, OnStand};
use std::collections::HashMap;

use super::fetch::wait;
use super::{Outcome, open, print_json, runtime};
use crate::cli::{Titles, exit};
use crate::config::Config;
use crate::runner;
use crate::stand::{Stand, now};
use crate::steps::find;

/// Runs one of the commands about titles.
pub fn run(command: &Titles, config: Config, json: bool) -> Outcome {
    let stand = open(config, json)?;
    match command {
        Titles::List { country, language, troubled } => {
            let filter = |row: &TitleRow| {
                country.as_ref().is_none_or(|wanted| row.country.eq_ignore_ascii_case(wanted))
                    && language.as_ref().is_none_or(|wanted| row.language.split('-').next() == Some(wanted.as_str()))
                    && (!troubled || row.trouble.is_some())
            };
            list(&stand, json, filter)
        }
        Titles::Add { address, name } => add(&stand, address, name.as_deref(), json),
        Titles::Remove { slug } => remove(&stand, slug),
        Titles::Check { slug } => check(&stand, slug.as_deref(), json),
    }
}

/// A title as it is printed.
#[derive(serde::Serialize)]
struct TitleRow {
    slug: String,
    name: String,
    country: String,
    language: String,
    on: bool,
    articles: i64,
    feeds: usize,
    trouble: Option<String>,
}

fn rows(stand: &Stand) -> Result<Vec<TitleRow>, newsstand_store::Error> {
    let (all, health) = stand.store.read_here(|tx| Ok((titles::all(tx)?, feeds::health(tx, None)?)))?;
    let mut by_title: HashMap<Id<Title>, Vec<FeedHealth>> = HashMap::new();
    for feed in health {
        by_title.entry(feed.feed.title).or_default().push(feed);
    }
    let mut rows: Vec<TitleRow> = all.iter().map(|on| row(on, by_title.get(&on.title.id).map_or(&[], Vec::as_slice))).collect();
    rows.sort_by(|a, b| (a.country.as_str(), a.slug.as_str()).cmp(&(b.country.as_str(), b.slug.as_str())));
    Ok(rows)
}

fn row(on: &OnStand, feeds: &[FeedHealth]) -> TitleRow {
    TitleRow {
        slug: on.title.slug.clone(),
        name: on.title.name.clone(),
        country: on.title.country.map(|country| country.to_string()).unwrap_or_default(),
        language: on.title.language.to_string(),
        on: on.on,
        articles: on.arrived,
        feeds: feeds.len(),
        trouble: trouble(feeds),
    }
}

/// What is wrong with a title, in one sentence: the feed that has failed longest speaks. A title of which one feed
/// works has no trouble worth telling here.
fn trouble(feeds: &[FeedHealth]) -> Option<String> {
    let well = feeds.iter().any(|feed| feed.state == "on" && feed.failures == 0);
    if well {
        return None;
    }
    let worst = feeds.iter().filter(|feed| feed.failures > 0).min_by_key(|feed| feed.failing_since)?;
    let since = worst.failing_since.map(|since| wait(now().since(since))).unwrap_or_default();
    Some(format!("{} (for {since})", worst.failure_sentence.as_deref().unwrap_or("It could not be read.")))
}

fn list(stand: &Stand, json: bool, filter: impl Fn(&TitleRow) -> bool) -> Outcome {
    let rows: Vec<TitleRow> = rows(stand)?.into_iter().filter(filter).collect();
    if json {
        for row in &rows {
            print_json(row)?;
        }
        return Ok(exit::OK);
    }
    if rows.is_empty() {
        say!("No title like that is on the stand. `newsstand serve` puts the shipped catalogue on it.");
        return Ok(exit::OK);
    }
    let width = rows.iter().map(|row| row.slug.chars().count()).max().unwrap_or(0).min(40);
    for row in &rows {
        let state = match (&row.trouble, row.on) {
            (_, false) => "off".to_owned(),
            (Some(trouble), _) => format!("! {trouble}"),
            (None, true) => format!("{} articles", row.articles),
        };
        say!("{:2}  {:width$}  {:7}  {}", row.country, row.slug, row.language, state);
    }
    say!("{} titles, {} with trouble.", rows.len(), rows.iter().filter(|row| row.trouble.is_some()).count());
    Ok(exit::OK)
}

fn add(stand: &Stand, address: &str, name: Option<&str>, json: bool) -> Outcome {
    let whole = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let address = Address::new(&whole).ok_or_else(|| format!("{address:?} is not a web address."))?;
    let runtime = runtime()?;
    let found = runtime.block_on(find::look(stand, &address))?;
    let Some(main) = found.into_iter().next() else { return Err("No feed was found there.".into()) };
    let wanted = Subscription {
        feed: main.address.clone(),
        name: name.map_or(main.title, str::to_owned),
        home: main.home.or_else(|| Some(address.clone())),
        language: main.language,
        folders: Vec::new(),
    };
    let ids = stand.store.ids().clone();
    let (title, new) = stand.store.write_here(|tx| {
        let reader = readers::household(tx, &ids, now())?;
        subscriptions::subscribe(tx, &ids, reader.id, &wanted, now())
    })?;
    let on = stand.store.read_here(|tx| titles::by_id(tx, title))?.ok_or("The title was not kept.")?;
    if json {
        print_json(&serde_json::json!({ "slug": on.title.slug, "name": on.title.name, "feed": main.address, "new": new }))?;
    } else if new {
        say!(
            "{} is on your stand as {} ({}, {} entries now).",
            on.title.name,
            on.title.slug,
            main.address,
            main.entries
        );
    } else {
        say!("{} was on the stand already, as {}; you follow it now.", on.title.name, on.title.slug);
    }
    Ok(exit::OK)
}

fn remove(stand: &Stand, slug: &str) -> Outcome {
    let on = find_title(stand, slug)?;
    let ids = stand.store.ids().clone();
    stand.store.write_here(|tx| {
        let reader = readers::household(tx, &ids, now())?;
        readers::unfollow(tx, reader.id, on.title.id)?;
        titles::switch(tx, on.title.id, false)
    })?;
    say!("{} is read no more. Its articles stay; `newsstand titles add` takes it up again.", on.title.name);
    Ok(exit::OK)
}

fn find_title(stand: &Stand, slug: &str) -> Result<OnStand, super::Failure> {
    let found = stand.store.read_here(|tx| titles::by_slug(tx, slug))?;
    found.ok_or_else(|| {
        let near: Vec<String> = stand
            .store
            .read_here(titles::all)
            .unwrap_or_default()
            .into_iter()
            .map(|on| on.title.slug)
            .filter(|known| known.contains(slug) || slug.contains(known.as_str()))
            .take(3)
            .collect();
        let hint = if near.is_empty() {
            "`newsstand titles list` shows all.".to_owned()
        } else {
            format!("Did you mean {}?", near.join(" or "))
        };
        format!("There is no title {slug:?} on the stand. {hint}").into()
    })
}

fn check(stand: &Stand, slug: Option<&str>, json: bool) -> Outcome {
    let title = slug.map(|slug| find_title(stand, slug)).transpose()?.map(|on| on.title.id);
    stand.store.write_here(|tx| feeds::hurry(tx, title, now()))?;
    let runtime = runtime()?;
    runtime.block_on(runner::pass(stand, false, &|_| {}))?;
    let health = stand.store.read_here(|tx| feeds::health(tx, title))?;
    let mut failing = 0;
    for feed in &health {
        let failed = feed.failures > 0 || feed.state == "gone";
        failing += usize::from(failed);
        let sentence = match (&feed.failure_sentence, failed) {
            (Some(sentence), true) => sentence.clone(),
            _ => format!("It is read well; the next visit is in {}.", wait(feed.due.since(now()))),
        };
        if json {
            print_json(
                &serde_json::json!({ "feed": feed.feed.address, "ok": !failed, "code": feed.failure_code, "sentence": sentence, "failures": feed.failures }),
            )?;
        } else {
            say!("{} {}\n  {sentence}", if failed { "!" } else { " " }, feed.feed.address);
        }
    }
    Ok(if failing > 0 { exit::PARTLY } else { exit::OK })
}
