//! `newsstand titles`: list, add, remove and check titles.

use newsstand_feeds::stage::rfc3339;
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
        Titles::Feeds { slug } => list_feeds(&stand, slug.as_deref(), json),
        Titles::Look { address } => look(&stand, address, json),
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
    feeds.iter().filter(|feed| ill(feed)).min_by_key(|feed| feed.failing_since).map(told)
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
    let address = typed(address)?;
    let found = runtime()?.block_on(find::look(stand, &address))?;
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

/// An address as people type it: https where no scheme is given.
fn typed(address: &str) -> Result<Address, super::Failure> {
    let whole = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    Ok(Address::new(&whole).ok_or_else(|| format!("{address:?} is not a web address."))?)
}

fn look(stand: &Stand, address: &str, json: bool) -> Outcome {
    let found = runtime()?.block_on(find::look(stand, &typed(address)?))?;
    for feed in &found {
        if json {
            print_json(&serde_json::json!({
                "feed": feed.address, "title": feed.title, "format": feed.format.as_str(), "language": feed.language,
                "home": feed.home, "entries": feed.entries,
            }))?;
        } else {
            say!("{}\n  {} ({}, {} entries now)", feed.address, feed.title, feed.format.as_str(), feed.entries);
        }
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

/// The title of this short name; a sentence with near ones when there is none.
pub fn find_title(stand: &Stand, slug: &str) -> Result<OnStand, super::Failure> {
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

fn list_feeds(stand: &Stand, slug: Option<&str>, json: bool) -> Outcome {
    let title = slug.map(|slug| find_title(stand, slug)).transpose()?.map(|on| on.title.id);
    let (all, health) = stand.store.read_here(|tx| Ok((titles::all(tx)?, feeds::health(tx, title)?)))?;
    let slugs: HashMap<Id<Title>, &str> = all.iter().map(|on| (on.title.id, on.title.slug.as_str())).collect();
    for feed in &health {
        let slug = slugs.get(&feed.feed.title).copied().unwrap_or_default();
        if json {
            print_json(&serde_json::json!({
                "title": slug, "feed": feed.feed.address, "name": feed.name, "format": feed.format, "state": feed.state,
                "due": rfc3339(feed.due), "visited": feed.visited.and_then(rfc3339), "succeeded": feed.succeeded.and_then(rfc3339),
                "fresh": feed.fresh.and_then(rfc3339), "failures": feed.failures, "failing_since": feed.failing_since.and_then(rfc3339),
                "code": feed.failure_code, "sentence": told(feed), "hub_until": feed.pushed.and_then(rfc3339),
            }))?;
        } else {
            say!("{} {}  {slug}\n  {}", if ill(feed) { "!" } else { " " }, feed.feed.address, told(feed));
        }
    }
    Ok(exit::OK)
}

fn ill(feed: &FeedHealth) -> bool {
    feed.failures > 0 || feed.state == "gone"
}

/// How a feed is doing, in plain words: what is wrong, since when, what can be done; or when it is visited next.
fn told(feed: &FeedHealth) -> String {
    if !ill(feed) {
        return match (feed.visited, feed.state.as_str()) {
            (_, "off") => "It is switched off.".to_owned(),
            (None, _) => format!("It was not visited yet; it is due {}.", after(feed.due)),
            (Some(_), _) => format!("It is read well; the next visit is due {}.", after(feed.due)),
        };
    }
    let what = feed.failure_sentence.as_deref().unwrap_or("It could not be read.");
    let since = feed.failing_since.map(|since| format!(" So it is for {}.", wait(now().since(since)))).unwrap_or_default();
    let code = if feed.state == "gone" { "gone" } else { feed.failure_code.as_deref().unwrap_or_default() };
    let advice = newsstand_fetch::Failure::advice_of(code);
    format!("{what}{since} {advice}")
}

fn after(due: newsstand_news::Moment) -> String {
    let left = due.since(now());
    if left.is_zero() { "now".to_owned() } else { format!("in {}", wait(left)) }
}

fn check(stand: &Stand, slug: Option<&str>, json: bool) -> Outcome {
    let title = slug.map(|slug| find_title(stand, slug)).transpose()?.map(|on| on.title.id);
    stand.store.write_here(|tx| feeds::hurry(tx, title, now()))?;
    let runtime = runtime()?;
    runtime.block_on(runner::pass(stand, false, &|_| {}))?;
    let health = stand.store.read_here(|tx| feeds::health(tx, title))?;
    let mut failing = 0;
    for feed in &health {
        let (failed, sentence) = (ill(feed), told(feed));
        failing += usize::from(failed);
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
