//! `newsstand plans`: what a membership offers.

use newsstand_members::plan::{Currency, Plan as Checked, Price, TRIAL_DAYS_MOST, Trial};
use newsstand_store::Error;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::plans::{self, Plan};
use serde::Serialize;

use newsstand_web::settling::written::amount;

use super::money::{cents, shown};
use super::{Failure, Outcome, open, print_json};
use crate::cli::exit;
use crate::cli::plans::{Add, Change, Plans as Command, YesNo};
use crate::config::Config;
use crate::stand::{Stand, now};

/// Runs one of the commands about plans.
pub fn run(command: &Command, config: Config, json: bool) -> Outcome {
    let stand = open(config, json)?;
    match command {
        Command::List => list(&stand, json),
        Command::Add(add) => put_in(&stand, add, json),
        Command::Change(change) => alter(&stand, change, json),
        Command::Off { slug } => {
            let plan = Plan { on: false, ..found(&stand, slug)? };
            keep(&stand, &plan)?;
            told(&plan, json)
        }
    }
}

/// A plan as programs read it.
#[derive(Serialize)]
struct Row<'a> {
    slug: &'a str,
    name: &'a str,
    cents: i64,
    currency: &'a str,
    period: &'a str,
    trial_days: Option<i64>,
    card: bool,
    people: i64,
    on: bool,
}

fn told(plan: &Plan, json: bool) -> Outcome {
    if json {
        let Plan { slug, name, cents, currency, period, trial_days, trial_card: card, people, on, .. } = plan;
        print_json(&Row {
            slug,
            name,
            cents: *cents,
            currency,
            period,
            trial_days: *trial_days,
            card: *card,
            people: *people,
            on: *on,
        })?;
    } else {
        say!("{}", sentence(plan));
    }
    Ok(exit::OK)
}

/// `all-titles: All titles, 8.00 EUR a month, 14 days free without a card.`
fn sentence(plan: &Plan) -> String {
    let trial = match (plan.trial_days, plan.trial_card) {
        (None, _) => "no trial".to_owned(),
        (Some(days), true) => format!("{days} days free with a card"),
        (Some(days), false) => format!("{days} days free without a card"),
    };
    let people = if plan.people > 1 { format!(", up to {} people", plan.people) } else { String::new() };
    let off = if plan.on { "" } else { "; off" };
    format!("{}: {}, {} a {}, {trial}{people}{off}.", plan.slug, plan.name, price_of(plan), plan.period)
}

fn price_of(plan: &Plan) -> String {
    match Currency::new(&plan.currency) {
        Some(currency) if !currency.has_hundredths() => format!("{} {currency}", plan.cents),
        _ => format!("{} {}", shown(plan.cents), plan.currency),
    }
}

fn list(stand: &Stand, json: bool) -> Outcome {
    let all = stand.store.read_here(plans::all)?;
    if all.is_empty() && !json {
        say!("No plan is on this stand. `newsstand plans add --help` shows how one is put on offer.");
    }
    all.iter().try_for_each(|plan| told(plan, json).map(|_| ()))?;
    Ok(exit::OK)
}

fn put_in(stand: &Stand, add: &Add, json: bool) -> Outcome {
    let price = price(&add.price)?;
    let trial = trial(&add.trial, add.card)?;
    let checked = Checked::new(&add.slug, &add.name, price, add.period, trial, add.people).map_err(|why| why.to_string())?;
    let plan = Plan {
        id: 0,
        slug: checked.slug().to_owned(),
        name: checked.name().to_owned(),
        cents: price.cents(),
        currency: price.currency().to_string(),
        period: checked.period.as_str().to_owned(),
        trial_days: trial.map(|trial| i64::from(trial.days())),
        trial_card: trial.is_some_and(Trial::needs_card),
        people: i64::from(checked.household()),
        on: true,
    };
    let ids = stand.store.ids();
    let added = stand.store.write_here(|tx| {
        plans::add(tx, ids, &plan, now())?;
        audit::add(tx, ids, &line(&plan))
    });
    match added {
        Err(Error::Unique) => Err(format!("A plan is called {} already; `newsstand plans change` changes it.", plan.slug).into()),
        Err(error) => Err(error.into()),
        Ok(()) => told(&plan, json),
    }
}

fn alter(stand: &Stand, change: &Change, json: bool) -> Outcome {
    let before = found(stand, &change.slug)?;
    let card = change.card.map_or(before.trial_card, |card| card == YesNo::Yes);
    let days = change.trial.clone().unwrap_or_else(|| before.trial_days.map_or("none".into(), |days| days.to_string()));
    let trial = trial(&days, card && days != "none")?;
    let name = change.name.as_deref().unwrap_or(&before.name);
    let people = change.people.map_or(before.people, i64::from);
    let household = u8::try_from(people).map_err(|_| "The plan in the database has too many people.")?;
    let currency = Currency::new(&before.currency).ok_or("The plan in the database has no currency.")?;
    let price = Price::new(before.cents, currency).map_err(|why| why.to_string())?;
    let period = before.period.parse()?;
    let checked = Checked::new(&before.slug, name, price, period, trial, household).map_err(|why| why.to_string())?;
    let plan = Plan {
        name: checked.name().to_owned(),
        trial_days: trial.map(|trial| i64::from(trial.days())),
        trial_card: trial.is_some_and(Trial::needs_card),
        people,
        on: before.on || change.on,
        ..before
    };
    keep(stand, &plan)?;
    told(&plan, json)
}

fn found(stand: &Stand, slug: &str) -> Result<Plan, Failure> {
    let plan = stand.store.read_here(|tx| plans::by_slug(tx, slug))?;
    plan.ok_or_else(|| format!("No plan is called {slug}; `newsstand plans list` names them.").into())
}

fn keep(stand: &Stand, plan: &Plan) -> Result<(), Failure> {
    let ids = stand.store.ids();
    stand.store.write_here(|tx| {
        plans::change(tx, plan)?;
        audit::add(tx, ids, &line(plan))
    })?;
    Ok(())
}

/// At a prompt nobody is known to have done it.
fn line(plan: &Plan) -> Line {
    Line { reader: None, what: plan.slug.clone(), ..Line::new(now(), 0, Deed::Plan) }
}

/// `8.00EUR`, also with a blank between.
fn price(text: &str) -> Result<Price, Failure> {
    let wrong = || Failure { sentence: format!("{text:?} is not a price such as 8.00EUR."), code: exit::USAGE };
    let at = text.find(|c: char| c.is_ascii_alphabetic()).ok_or_else(wrong)?;
    let (number, code) = text.split_at(at);
    let currency = Currency::new(code).ok_or_else(wrong)?;
    let number = number.trim();
    let cents = if currency.has_hundredths() { amount(number) } else { cents(number) };
    Price::new(cents.map_err(|_| wrong())?, currency).map_err(|why| why.to_string().into())
}

fn trial(text: &str, card: bool) -> Result<Option<Trial>, Failure> {
    if text == "none" {
        return if card { Err("A card can only be asked for where there is a trial.".into()) } else { Ok(None) };
    }
    let trial = text.parse().ok().and_then(|days| Trial::new(days, card));
    trial
        .map(Some)
        .ok_or_else(|| Failure { sentence: format!("{text:?} is not 1 to {TRIAL_DAYS_MOST} days, or none."), code: exit::USAGE })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_with_their_currency() {
        let read = |text: &str| price(text).ok().map(|price| (price.cents(), price.currency().to_string()));
        assert_eq!(read("8.00EUR"), Some((800, "EUR".into())));
        assert_eq!((read("80 eur"), read("500JPY")), (Some((8000, "EUR".into())), Some((500, "JPY".into()))));
        for wrong in ["8.00", "EUR", "8.5EUR", "8EURO", "-1EUR", "5.00JPY", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_trial_has_days_or_is_none() {
        let days = |text, card| trial(text, card).ok().map(|trial| trial.map(Trial::days));
        assert_eq!((days("14", true), days("none", false)), (Some(Some(14)), Some(None)));
        assert_eq!([days("0", false), days("91", false), days("x", false), days("none", true)], [None; 4]);
    }
}
