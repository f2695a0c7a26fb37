//! `newsstand terms`: what was agreed with each title.

use newsstand_members::settle::Day;
use newsstand_news::{Id, Publisher, Terms};
use newsstand_store::terms::{self, Agreed};
use newsstand_store::titles::{self, OnStand};
use newsstand_store::{Error, settlements};
use newsstand_web::settling::agreeing::{self, preview, sentence, territories};

use super::money::{begins, day};
use super::titles::find_title;
use super::{Failure, Outcome, open, print_json};
use crate::cli::exit;
use crate::cli::money::{Terms as Command, TermsSet};
use crate::config::Config;
use crate::stand::{Stand, now};

/// Runs one of the commands about terms.
pub fn run(command: &Command, config: Config, json: bool) -> Outcome {
    let stand = open(config, json)?;
    match command {
        Command::Set(set) => agree(&stand, set, json),
        Command::Show { title } => show(&stand, title, json),
    }
}

fn agree(stand: &Stand, set: &TermsSet, json: bool) -> Outcome {
    let on = find_title(stand, &set.title)?;
    let before = stand.store.read_here(|tx| terms::history(tx, on.title.id))?;
    let since = since(stand, set)?;
    let before = before.into_iter().find(|agreed| agreed.since <= begins(since));
    let publisher = publisher(stand, set, &on, before.as_ref())?;
    let agreed = agreed(set, &on, since, before, publisher)?;
    match stand.store.write_here(|tx| terms::agree(tx, &agreed, now())) {
        Err(Error::Unique) => return Err(refused_twice(&on, since).into()),
        other => other?,
    }
    let publisher = name_of(stand, agreed.publisher)?;
    if json {
        print_json(&as_json(&agreed, &publisher))?
    } else {
        say!("{}: {}", on.title.name, sentence(&agreed, &publisher))
    }
    Ok(exit::OK)
}

fn refused_twice(on: &OnStand, since: Day) -> String {
    format!(
        "Terms of {} that begin on {since} are kept already, and what was agreed is not altered. Name another day with --since.",
        on.title.name
    )
}

/// The day the terms begin. A month that was settled stays as it was settled.
fn since(stand: &Stand, set: &TermsSet) -> Result<Day, Failure> {
    let today = Day::of(now());
    let since = set.since.as_deref().map(day).transpose()?.unwrap_or(today);
    let settled = stand.store.read_here(settlements::all)?;
    Ok(agreeing::since(since, today, &settled)?)
}

/// Who is paid: as named, else as before, else the title's owner, else the title itself.
fn publisher(stand: &Stand, set: &TermsSet, on: &OnStand, before: Option<&Agreed>) -> Result<Id<Publisher>, Failure> {
    let known = before.map(|agreed| agreed.publisher).or(on.title.publisher);
    let name = match (&set.publisher, known) {
        (None, Some(publisher)) => return Ok(publisher),
        (Some(name), _) => name.trim(),
        (None, None) => on.title.name.as_str(),
    };
    if name.is_empty() {
        return Err("A publisher has a name.".into());
    }
    let ids = stand.store.ids().clone();
    Ok(stand.store.write_here(|tx| terms::publisher(tx, &ids, name, now()))?)
}

fn agreed(set: &TermsSet, on: &OnStand, since: Day, before: Option<Agreed>, publisher: Id<Publisher>) -> Result<Agreed, Failure> {
    let before = before.unwrap_or(Agreed {
        title: on.title.id,
        since: begins(since),
        terms: Terms::Members,
        publisher,
        minimum: None,
        territories: None,
        embargo: 0,
        preview: None,
        article: None,
    });
    let terms = set.terms.unwrap_or(before.terms);
    let embargo = agreeing::embargo(set.embargo.map_or(before.embargo, i64::from))?;
    Ok(Agreed {
        title: on.title.id,
        since: begins(since),
        terms,
        publisher,
        minimum: set.minimum.as_deref().map_or(Ok(before.minimum), |text| agreeing::money(text, &set.currency))?,
        territories: set.territories.as_deref().map_or(Ok(before.territories), territories)?,
        embargo,
        preview: set.preview.as_deref().map_or(Ok(before.preview), preview)?,
        article: agreeing::article(set.article.as_deref(), terms, before.article)?,
    })
}

fn show(stand: &Stand, slug: &str, json: bool) -> Outcome {
    let on = find_title(stand, slug)?;
    let history = stand.store.read_here(|tx| terms::history(tx, on.title.id))?;
    for agreed in &history {
        let publisher = name_of(stand, agreed.publisher)?;
        if json { print_json(&as_json(agreed, &publisher))? } else { say!("{}", sentence(agreed, &publisher)) }
    }
    if history.is_empty() && !json {
        say!("Nothing was agreed with {} yet; on the stand it is: {}.", on.title.name, on.title.terms.as_str());
    }
    Ok(exit::OK)
}

fn name_of(stand: &Stand, publisher: Id<Publisher>) -> Result<String, Failure> {
    let all = stand.store.read_here(titles::publishers)?;
    Ok(all.into_iter().find(|known| known.id == publisher).map(|known| known.name).unwrap_or_default())
}

fn as_json(agreed: &Agreed, publisher: &str) -> serde_json::Value {
    let (minimum, article) = (agreed.minimum.as_ref(), agreed.article.as_ref());
    serde_json::json!({
        "since": Day::of(agreed.since).to_string(), "terms": agreed.terms.as_str(), "publisher": publisher,
        "minimum_cents": minimum.map(|minimum| minimum.cents), "currency": minimum.map(|minimum| minimum.currency.as_str()),
        "territories": agreed.territories, "embargo_minutes": agreed.embargo, "preview_words": agreed.preview,
        "article_cents": article.map(|price| price.cents), "article_currency": article.map(|price| price.currency.as_str()),
    })
}
