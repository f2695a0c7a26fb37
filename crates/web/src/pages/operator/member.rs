//! One member: the facts, every transition, the receipts, and what an operator can do.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use newsstand_news::Moment;
use newsstand_store::accounts::{self, Account};
use newsstand_store::memberships::{self, Kept, Move, StateRow};
use newsstand_store::receipts::{self, Receipt};
use newsstand_store::{Error, Tx, plans, sessions};
use serde::Deserialize;

use super::deeds::DAYS;
use super::{money, state_name};
use crate::door::{Trouble, Visitor, page};
use crate::membership::member_of;
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::words;

/// Receipts that are shown.
const RECEIPTS: i64 = 200;

/// The page.
#[derive(Template)]
#[template(path = "operator_member.html")]
struct MemberPage {
    frame: Frame,
    id: i64,
    name: String,
    on: bool,
    you: bool,
    /// Whether there is something that can be ended.
    ends: bool,
    days: i64,
    done: Option<&'static str>,
    facts: Vec<(&'static str, String)>,
    moves: Vec<[String; 5]>,
    receipts: Vec<[String; 5]>,
}

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
}

struct Rows {
    account: Account,
    kept: Kept,
    plan: Option<String>,
    moves: Vec<Move>,
    receipts: Vec<Receipt>,
    sessions: usize,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Path(id): Path<i64>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let now = state.now();
    let rows = state.read(move |tx| read(tx, id, now)).await?.ok_or(Trouble::NotFound)?;
    let shelf = state.shelf().await?;
    let held = member_of(&rows.kept).state(state.member_time());
    page(&MemberPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        id,
        name: rows.account.name.clone(),
        on: rows.account.on,
        you: visitor.reader == Some(id),
        ends: held.is_some_and(|held| held.until().is_some()),
        days: DAYS,
        done: done(&asked.done),
        facts: facts(&rows, &state),
        moves: rows.moves.iter().map(|moved| told(moved, &state)).collect(),
        receipts: rows.receipts.iter().map(|receipt| paid(receipt, &state)).collect(),
    })
}

fn read(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<Option<Rows>, Error> {
    let Some(account) = accounts::by_id(tx, id)? else { return Ok(None) };
    let kept = memberships::of(tx, id)?.unwrap_or_default();
    let plan = kept.plan.map(|plan| plans::by_id(tx, plan)).transpose()?.flatten().map(|plan| plan.name);
    Ok(Some(Rows {
        plan,
        moves: memberships::moves(tx, id)?,
        receipts: receipts::of_reader(tx, id, RECEIPTS)?,
        sessions: sessions::of(tx, id, now)?.len(),
        account,
        kept,
    }))
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "given" => Some("The time is given."),
        "ended" => Some("The membership is ended."),
        _ => None,
    }
}

fn facts(rows: &Rows, state: &State) -> Vec<(&'static str, String)> {
    let (now, offset) = (state.member_time(), state.offset());
    let (account, kept) = (&rows.account, &rows.kept);
    let day = |moment: Moment| words::moment_in_line(moment, now, offset);
    let held = member_of(kept).state(now).map_or_else(|| "none".to_owned(), |held| state_name(held.as_str()));
    let mut facts = vec![
        ("Address", account.email.clone().unwrap_or_else(|| "none".to_owned())),
        ("Role", account.role.clone()),
        ("Here since", words::since(account.created, now, offset)),
        ("Let in", if account.on { "yes" } else { "no" }.to_owned()),
        ("Signed in with", words::count(rows.sessions, "browser", "browsers")),
        ("Membership", held),
    ];
    let mut told = |what, value: Option<String>| facts.extend(value.map(|value| (what, value)));
    told("Plan", rows.plan.clone());
    told("Trial", kept.tried.map(|tried| format!("{} to {}", day(tried.from), day(tried.until))));
    told("Paid until", kept.paid.map(day));
    told("Given until", kept.given.map(day));
    told("A payment failed for", kept.failed.map(day));
    told(
        "Goes on",
        kept.will.map(|(on, at)| format!("{}, said {}", if on { "yes" } else { "no" }, words::since(at, now, offset))),
    );
    told("Paid through", kept.provider.clone());
    facts
}

/// When, what, from, to, why.
fn told(moved: &Move, state: &State) -> [String; 5] {
    let (now, offset) = (state.member_time(), state.offset());
    let side = |side: &Option<StateRow>| match side {
        None => "nothing".to_owned(),
        Some((word, None)) => state_name(word),
        Some((word, Some(until))) => format!("{}, {}", state_name(word), words::until(*until, now, offset)),
    };
    [words::moment_in_line(moved.at, now, offset), moved.event.clone(), side(&moved.from), side(&moved.to), moved.cause.clone()]
}

/// When, what, how much, from, until.
fn paid(receipt: &Receipt, state: &State) -> [String; 5] {
    let (now, offset) = (state.member_time(), state.offset());
    let day = |moment| words::moment_in_line(moment, now, offset);
    let what = format!("{}, {} {}", receipt.kind.as_str(), receipt.provider, receipt.reference);
    [day(receipt.at), what, money(receipt.cents, &receipt.currency), day(receipt.from), day(receipt.until)]
}
