//! Institutions: who pays for its people, how much, and by which ways they come in.

mod deeds;
mod fee;
pub mod one;
mod report;
mod typed;
mod ways;

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::plan::{Charge, Currency, Price};
use newsstand_members::settle::Day;
use newsstand_news::Moment;
use newsstand_store::institutions::{self, Institution};

use super::written::{amount, last_day};
use crate::door::{Trouble, Visitor, page};
use crate::parts::{Frame, Here};
use crate::signing::once;
use crate::state::State;
use crate::words;

pub use deeds::{add, change, end};
pub use fee::paid;
pub use report::report;
use typed::Typed;

/// Where the page is.
const PATH: &str = "/operator/institutions";

/// The page.
#[derive(Template)]
#[template(path = "till_institutions.html")]
struct InstitutionsPage {
    frame: Frame,
    institutions: Vec<Row>,
    typed: Typed,
    wrong: Option<String>,
    issuers: String,
}

/// An institution in the list.
struct Row {
    id: i64,
    name: String,
    pays: String,
    from: String,
    until: String,
    state: &'static str,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    page(&of(&state, &visitor, Typed::usual(state.member_time()), None).await?)
}

/// The page with what was typed, and why it was not taken.
async fn refused(state: &State, visitor: &Visitor, typed: Typed, why: String) -> Result<Response, Trouble> {
    let answer = page(&of(state, visitor, typed, Some(why)).await?)?;
    Ok(once(StatusCode::UNPROCESSABLE_ENTITY, answer))
}

async fn of(state: &State, visitor: &Visitor, typed: Typed, wrong: Option<String>) -> Result<InstitutionsPage, Trouble> {
    let (all, now) = (state.read(institutions::all).await?, state.member_time());
    Ok(InstitutionsPage {
        frame: super::frame(state, visitor, PATH).await?,
        institutions: all.iter().map(|institution| Row::of(institution, now)).collect(),
        typed,
        wrong,
        issuers: issuers(state),
    })
}

/// Through whom the stand lets people sign in, as a sentence.
fn issuers(state: &State) -> String {
    let known: Vec<&str> = state.settings.members.issuers.iter().map(|issuer| issuer.issuer.as_str()).collect();
    if known.is_empty() {
        return "Nobody signs in through an issuer yet: newsstand.toml names them.".to_owned();
    }
    format!("People sign in here through {}.", known.join(", "))
}

impl Row {
    fn of(institution: &Institution, now: Moment) -> Self {
        Self {
            id: institution.id,
            name: institution.name.clone(),
            pays: pays(institution),
            from: Day::of(institution.from).to_string(),
            until: last_day(institution.until).to_string(),
            state: standing(institution, now),
        }
    }
}

/// Whether its agreement is in force.
fn standing(institution: &Institution, now: Moment) -> &'static str {
    match () {
        () if institution.ended.is_some() => "ended",
        () if now < institution.from => "not begun",
        () if now >= institution.until => "over",
        () => "in force",
    }
}

/// `12.00 EUR for each of 25 readers at a time`
fn pays(institution: &Institution) -> String {
    let each = amount(institution.cents, &institution.currency);
    match institution.charge.as_str() {
        "population" => format!("{each} for each of {}", words::count(institution.people, "person", "people")),
        "concurrent" => format!("{each} for each of {} at a time", words::count(institution.people, "reader", "readers")),
        _ => format!("{each} in all"),
    }
}

/// What it pays for the whole of its agreement; none where the row makes no price.
fn fee(institution: &Institution) -> Option<Price> {
    let each = Price::new(institution.cents, Currency::new(&institution.currency)?).ok()?;
    let number = u32::try_from(institution.people).ok()?;
    charge(&institution.charge, each, number)?.price().ok()
}

/// A charge by its word.
fn charge(word: &str, each: Price, number: u32) -> Option<Charge> {
    match word {
        "flat" => Some(Charge::Flat(each)),
        "population" => Some(Charge::Population { each, people: number }),
        "concurrent" => Some(Charge::Concurrent { each, readers: number }),
        _ => None,
    }
}
