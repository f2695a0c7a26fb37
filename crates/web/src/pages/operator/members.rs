//! The members in pages of fifty, the newest first, and a search by name or address.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_store::accounts::Account;
use newsstand_store::memberships::{self, Kept};
use newsstand_store::{Error, Tx, plans, roll};
use serde::Deserialize;

use super::state_name;
use crate::door::{Trouble, Visitor, page};
use crate::membership::member_of;
use crate::parts::{Frame, Here};
use crate::signing::folded;
use crate::state::State;
use crate::words;

/// Members on a page.
const PAGE: i64 = 50;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    /// Those before this one.
    before: String,
    done: String,
}

/// The page.
#[derive(Template)]
#[template(path = "operator_members.html")]
struct MembersPage {
    frame: Frame,
    q: String,
    done: bool,
    members: Vec<Shown>,
    later: Option<String>,
}

/// A line.
struct Shown {
    id: i64,
    name: String,
    email: String,
    state: String,
    plan: String,
    since: String,
    paid: String,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let before = asked.before.parse().unwrap_or(i64::MAX);
    let words = folded(&asked.q);
    let (rows, plans) = state.read(move |tx| Ok((read(tx, &words, before)?, plans::all(tx)?))).await?;
    let plan =
        |kept: &Kept| plans.iter().find(|plan| Some(plan.id) == kept.plan).map(|plan| plan.name.clone()).unwrap_or_default();
    let page_full = rows.len() > usize::try_from(PAGE).unwrap_or(0);
    let members: Vec<Shown> = rows
        .iter()
        .take(usize::try_from(PAGE).unwrap_or(0))
        .map(|(account, kept)| Shown::of(account, kept, plan(kept), &state))
        .collect();
    let later = members.last().filter(|_| page_full).map(|last| {
        let q = if asked.q.is_empty() { String::new() } else { format!("&q={}", words::in_query(&asked.q)) };
        format!("/operator/members?before={}{q}", last.id)
    });
    let shelf = state.shelf().await?;
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    page(&MembersPage { frame, q: asked.q, done: asked.done == "deleted", members, later })
}

/// One more than a page, to know whether there are others.
fn read(tx: &mut Tx<'_>, words: &str, before: i64) -> Result<Vec<(Account, Kept)>, Error> {
    let accounts =
        if words.is_empty() { roll::newest(tx, before, PAGE + 1)? } else { roll::search(tx, words, before, PAGE + 1)? };
    accounts.into_iter().map(|account| Ok((memberships::of(tx, account.id)?.unwrap_or_default(), account))).map(swapped).collect()
}

fn swapped(pair: Result<(Kept, Account), Error>) -> Result<(Account, Kept), Error> {
    pair.map(|(kept, account)| (account, kept))
}

impl Shown {
    fn of(account: &Account, kept: &Kept, plan: String, state: &State) -> Self {
        let (now, offset) = (state.member_time(), state.offset());
        let membership = member_of(kept).state(now);
        let held = membership.map_or_else(|| "no membership".to_owned(), |held| state_name(held.as_str()));
        Self {
            id: account.id,
            name: account.name.clone(),
            email: account.email.clone().unwrap_or_default(),
            state: if account.on { held } else { format!("{held}, not let in") },
            plan,
            since: words::since(account.created, now, offset),
            paid: kept.paid.map(|paid| words::moment_in_line(paid, now, offset)).unwrap_or_default(),
        }
    }
}
