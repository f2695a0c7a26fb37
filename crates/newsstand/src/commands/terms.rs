//! `newsstand terms`: what was agreed with each title.

use newsstand_members::TEASER_WORDS;
use newsstand_members::plan::{CENTS_MOST, EMBARGO_MOST, PREVIEW_MOST, TERRITORIES_MOST};
use newsstand_members::settle::Day;
use newsstand_news::{Country, Id, Publisher, Terms};
use newsstand_store::terms::{self, Agreed, Minimum, Single};
use newsstand_store::titles::{self, OnStand};
use newsstand_store::{Error, settlements};

use super::money::{amount, begins, currency, day, shown};
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
    if since > today {
        return Err("Terms begin today at the latest: set them on the day they begin.".into());
    }
    let settled = stand.store.read_here(settlements::all)?;
    match settled.iter().map(|settled| settled.until_day).max() {
        Some(open) if i64::from(since.get()) < open => {
            Err(format!("The month of {since} was settled; terms can begin on {} at the earliest.", shown_day(open)).into())
        }
        _ => Ok(since),
    }
}

fn shown_day(days: i64) -> Day {
    Day::new(i32::try_from(days).unwrap_or(i32::MAX))
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
    let embargo = set.embargo.map_or(before.embargo, i64::from);
    if embargo > i64::from(EMBARGO_MOST) {
        return Err(format!("An embargo is {EMBARGO_MOST} minutes at most.").into());
    }
    let terms = set.terms.unwrap_or(before.terms);
    Ok(Agreed {
        title: on.title.id,
        since: begins(since),
        terms,
        publisher,
        minimum: set.minimum.as_deref().map_or(Ok(before.minimum), |text| minimum(text, &set.currency))?,
        territories: set.territories.as_deref().map_or(Ok(before.territories), territories)?,
        embargo,
        preview: set.preview.as_deref().map_or(Ok(before.preview), preview)?,
        article: article(set, terms, before.article)?,
    })
}

/// The price of a single article. Only articles for members have one: with other terms the one before ends.
fn article(set: &TermsSet, terms: Terms, before: Option<Single>) -> Result<Option<Single>, String> {
    let asked = set.article.as_deref().map(single).transpose()?;
    match asked {
        Some(Some(_)) if terms != Terms::Members => {
            Err("Only articles for members have a price of their own: add --terms members, or leave --article out.".into())
        }
        Some(price) => Ok(price),
        None => Ok(before.filter(|_| terms == Terms::Members)),
    }
}

/// `0.80EUR`, or `0` for none.
fn single(text: &str) -> Result<Option<Single>, String> {
    if text == "0" {
        return Ok(None);
    }
    let wrong = |_| format!("{text:?} is not a price such as 0.80EUR.");
    let (number, letters) = text.split_at_checked(text.len().saturating_sub(3)).unwrap_or((text, ""));
    let (cents, currency) = (amount(number.trim_end()).map_err(wrong)?, currency(letters).map_err(wrong)?.to_string());
    if cents > CENTS_MOST {
        return Err(format!("{text:?} is more than a price can be."));
    }
    Ok((cents > 0).then_some(Single { cents, currency }))
}

fn minimum(text: &str, of: &str) -> Result<Option<Minimum>, String> {
    let (cents, currency) = (amount(text)?, currency(of)?.to_string());
    Ok((cents > 0).then_some(Minimum { cents, currency }))
}

fn territories(text: &str) -> Result<Option<String>, String> {
    if text.eq_ignore_ascii_case("everywhere") {
        return Ok(None);
    }
    let read = |word: &str| Country::new(word.trim()).ok_or_else(|| format!("{word:?} is not a country such as gb."));
    let mut countries = text.split(',').map(read).collect::<Result<Vec<Country>, String>>()?;
    countries.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
    countries.dedup();
    if countries.len() > TERRITORIES_MOST {
        return Err(format!("Terms hold everywhere or in at most {TERRITORIES_MOST} countries."));
    }
    Ok(Some(countries.iter().map(Country::as_str).collect::<Vec<_>>().join(",")))
}

fn preview(text: &str) -> Result<Option<i64>, String> {
    match text {
        "usual" => Ok(None),
        "teaser" => Ok(Some(0)),
        number => {
            let words = number.parse::<u16>().ok().filter(|words| newsstand_members::plan::Preview::words(*words).is_some());
            let words = words.ok_or_else(|| {
                format!("A preview is usual, teaser, or {TEASER_WORDS} to {PREVIEW_MOST} words, and not {number:?}.")
            })?;
            Ok(Some(i64::from(words)))
        }
    }
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

/// What was agreed, in one line.
fn sentence(agreed: &Agreed, publisher: &str) -> String {
    let minimum = agreed.minimum.as_ref();
    let minimum = minimum.map(|minimum| format!(", at least {} {} a month", shown(minimum.cents), minimum.currency));
    let where_ = agreed.territories.as_ref().map(|countries| format!(", in {countries} alone"));
    let embargo = (agreed.embargo > 0).then(|| format!(", a link for the first {} minutes", agreed.embargo));
    let preview = agreed.preview.map(|words| match words {
        0 => ", the teaser for everybody".to_owned(),
        words => format!(", {words} words for everybody"),
    });
    let article = agreed.article.as_ref();
    let article = article.map(|price| format!(", a single article for {} {}", shown(price.cents), price.currency));
    let more: String = [minimum, where_, embargo, preview, article].into_iter().flatten().collect();
    format!("{} since {}; {publisher} is paid{more}.", agreed.terms.as_str(), Day::of(agreed.since))
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
