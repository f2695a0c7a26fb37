//! The plans: what is on offer, in which order, and how many hold each.

mod deeds;
pub mod one;
mod typed;

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_store::plans::{self, Plan};
use newsstand_store::{Error, Tx, plans_desk};
use serde::Deserialize;

use super::written::amount;
use crate::door::{Trouble, Visitor, page};
use crate::pages::said::Done;
use crate::parts::{Frame, Here};
use crate::signing::once;
use crate::state::State;
use crate::words;

pub use deeds::{add, offer, order};
use typed::Typed;

/// Where the page is.
const PATH: &str = "/operator/plans";

/// The page.
#[derive(Template)]
#[template(path = "till_plans.html")]
struct PlansPage {
    frame: Frame,
    plans: Vec<Row>,
    typed: Typed,
    /// Why what was typed was not taken.
    wrong: Option<String>,
    note: Option<String>,
    done: Option<Done>,
}

/// A plan in the list.
struct Row {
    id: i64,
    name: String,
    slug: String,
    price: String,
    trial: String,
    people: String,
    members: String,
    on: bool,
    first: bool,
    last: bool,
}

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    did: String,
    plan: Option<i64>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    page(&of(&state, &visitor, Typed::usual(), None, &asked).await?)
}

/// The page with what was typed, and why it was not taken.
async fn refused(state: &State, visitor: &Visitor, typed: Typed, why: String) -> Result<Response, Trouble> {
    let answer = page(&of(state, visitor, typed, Some(why), &Asked::default()).await?)?;
    Ok(once(StatusCode::UNPROCESSABLE_ENTITY, answer))
}

async fn of(state: &State, visitor: &Visitor, typed: Typed, wrong: Option<String>, asked: &Asked) -> Result<PlansPage, Trouble> {
    let now = state.member_time();
    let (all, holders) = state.read(move |tx| read(tx, now)).await?;
    let told = all.iter().find(|plan| Some(plan.id) == asked.plan);
    let last = all.len().saturating_sub(1);
    let row = |(at, plan): (usize, &Plan)| Row {
        first: at == 0,
        last: at == last,
        ..Row::of(plan, holders.get(&plan.id).copied().unwrap_or(0))
    };
    Ok(PlansPage {
        frame: super::frame(state, visitor, PATH).await?,
        note: told.and_then(|plan| note(&asked.did, plan)),
        done: told.and_then(|plan| done(&asked.did, plan)),
        plans: all.iter().enumerate().map(row).collect(),
        typed,
        wrong,
    })
}

fn read(tx: &mut Tx<'_>, now: newsstand_news::Moment) -> Result<(Vec<Plan>, HashMap<i64, i64>), Error> {
    Ok((plans::all(tx)?, plans_desk::holders(tx, now)?.into_iter().collect()))
}

fn note(did: &str, plan: &Plan) -> Option<String> {
    match did {
        "added" => Some(format!("{} is on offer now.", plan.name)),
        "changed" => Some(format!("{} is changed, for everybody who has it as well.", plan.name)),
        _ => None,
    }
}

/// What was done to an offer, with the way back; nothing where it is otherwise by now.
fn done(did: &str, plan: &Plan) -> Option<Done> {
    let sentence = match (did, plan.on) {
        ("on", true) => format!("{} is on offer again.", plan.name),
        ("off", false) => format!("{} is no longer on offer. Whoever has it keeps it.", plan.name),
        _ => return None,
    };
    let back = if plan.on { "0" } else { "1" };
    let fields = vec![("plan", plan.id.to_string()), ("on", back.to_owned())];
    Some(Done { sentence, action: "/operator/plans/offer", fields })
}

impl Row {
    fn of(plan: &Plan, members: i64) -> Self {
        Self {
            id: plan.id,
            name: plan.name.clone(),
            slug: plan.slug.clone(),
            price: price(plan),
            trial: trial(plan),
            people: words::number(plan.people),
            members: words::number(members),
            on: plan.on,
            first: false,
            last: false,
        }
    }
}

/// `8.00 EUR a month`
fn price(plan: &Plan) -> String {
    format!("{} a {}", amount(plan.cents, &plan.currency), plan.period)
}

fn trial(plan: &Plan) -> String {
    let Some(days) = plan.trial_days else { return "none".to_owned() };
    format!("{}{}", words::count(days, "day", "days"), if plan.trial_card { ", with a card" } else { "" })
}
