//! The months: those that were settled, the next one with what it would come to, and its settling.

mod next;

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_members::settle::{Month, Split};
use newsstand_news::Id;
use newsstand_store::Error;
use newsstand_store::audit::{self, Deed, Line as Noted};
use newsstand_store::settlements::{self, Settled, Whole};
use serde::Deserialize;

use super::month::{Shares, shares};
use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here};
use crate::settling::inputs::{Asking, Earlier};
use crate::settling::written::{begins, currency, in_percent, money, percent};
use crate::settling::{self, Wish, before, in_turn, made, month_of};
use crate::shelf::Shelf;
use crate::signing::again;
use crate::state::State;
use crate::words;
use next::Next;

/// Where the page is.
const PATH: &str = "/operator/statements";

/// What somebody wants to look at before it is kept.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// The currency of the month to be looked at.
    #[serde(default)]
    currency: String,
    /// The split.
    #[serde(default)]
    split: String,
    /// The operator's share.
    #[serde(default)]
    keeps: String,
}

/// The page.
#[derive(Template)]
#[template(path = "operator_statements.html")]
struct MonthsPage {
    frame: Frame,
    next: Vec<Next>,
    preview: Option<Preview>,
    refused: Option<String>,
    settled: Vec<Was>,
}

/// What a month would come to.
struct Preview {
    month: String,
    /// As a form sends it: `2025-12`.
    value: String,
    currency: String,
    split: &'static str,
    split_word: &'static str,
    keeps: String,
    shares: Shares,
    over: bool,
}

/// A settled month.
struct Was {
    name: String,
    href: String,
    split: &'static str,
    money: String,
    operator: String,
    paid: String,
}

/// Shows them. Nothing is kept.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Trouble> {
    let now = state.member_time();
    let (settled, mut next) = state
        .read(move |tx| {
            let settled = settlements::all(tx)?;
            let next = next::all(tx, &settled, now)?;
            Ok((settled, next))
        })
        .await?;
    let (preview, refused) = match next.iter().find(|next| next.currency == wanted.currency) {
        Some(next) => preview(&state, next, &wanted, &settled).await?,
        None => (None, None),
    };
    if let (Some(preview), Some(next)) = (&preview, next.iter_mut().find(|next| next.currency == wanted.currency)) {
        (next.by_reads, next.keeps) = (preview.split_word == Split::ProRata.as_str(), preview.keeps.clone());
    }
    let shelf = state.shelf().await?;
    page(&MonthsPage {
        frame: Frame { path: PATH.to_owned(), ..Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere) },
        next,
        preview,
        refused,
        settled: settled.iter().rev().map(was).collect::<Result<_, _>>()?,
    })
}

fn was(settled: &Settled) -> Result<Was, Trouble> {
    let amount = |cents| money(cents, &settled.currency);
    Ok(Was {
        name: name(month_of(settled).map_err(Trouble::Broken)?),
        href: format!("{PATH}/{}", settled.id),
        split: settling::called(settled.split.parse().map_err(Trouble::Broken)?),
        money: amount(settled.recognised),
        operator: amount(settled.operator),
        paid: amount(settled.pool),
    })
}

/// `December 2025`
pub fn name(month: Month) -> String {
    words::month(begins(month.first()))
}

/// What is wanted, with the settlements of the same currency before it; a sentence where it cannot be.
fn wish(month: Month, wanted: &Wanted, settled: &[Settled], state: &State) -> Result<(Asking, Earlier), String> {
    let currency = currency(&wanted.currency)?;
    let earlier: Vec<Settled> = settled.iter().filter(|one| one.currency == currency.to_string()).cloned().collect();
    in_turn(month, &earlier)?;
    let split = (!wanted.split.is_empty()).then(|| wanted.split.parse::<Split>()).transpose();
    let split = split.map_err(|_| "The form does not say how the money is shared. Choose one and send it again.".to_owned())?;
    let keeps = (!wanted.keeps.is_empty()).then(|| percent(&wanted.keeps)).transpose()?;
    let wish = Wish { month, currency, split, keeps, now: state.member_time() };
    Ok((wish.asking(earlier.last())?, before(&earlier)?))
}

async fn preview(
    state: &State,
    next: &Next,
    wanted: &Wanted,
    settled: &[Settled],
) -> Result<(Option<Preview>, Option<String>), Trouble> {
    let (asking, before) = match wish(next.month, wanted, settled, state) {
        Ok(wish) => wish,
        Err(why) => return Ok((None, Some(why))),
    };
    match state.read(move |tx| made::first(tx, Id::new(0), &asking, &before)).await {
        Ok(whole) => {
            let shelf = state.shelf().await?;
            Ok((Some(told(&asking, whole, next.over, &shelf)), None))
        }
        Err(Error::Other(why)) => Ok((None, Some(why))),
        Err(error) => Err(error.into()),
    }
}

fn told(asking: &Asking, whole: Whole, over: bool, shelf: &Shelf) -> Preview {
    let lines: Vec<_> = whole.lines.into_iter().map(|(line, _)| line).collect();
    Preview {
        month: name(asking.month),
        value: asking.month.to_string(),
        currency: asking.currency.to_string(),
        split: settling::called(asking.split),
        split_word: asking.split.as_str(),
        keeps: in_percent(asking.keeps.get().into()),
        shares: shares(&whole.settled, &lines, shelf),
        over,
    }
}

/// Settles the next month: only shortly after a sign-in.
pub async fn settle(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let Some(by) = form.visitor.reader.filter(|_| form.visitor.is_fresh()) else { return Ok(again(PATH)) };
    let field = |name: &str| form.field(name).to_owned();
    let wanted = Wanted { currency: field("currency"), split: field("split"), keeps: field("keeps") };
    let (asked, now, ids, asking) = (field("month"), state.member_time(), Arc::clone(state.store.ids()), state.clone());
    let logged = state.now();
    let kept = state.store.write(move |tx| {
        let settled = settlements::all(tx)?;
        let next = next::all(tx, &settled, now)?.into_iter().find(|next| next.currency == wanted.currency);
        let next = next.filter(|next| next.month.to_string() == asked);
        let next = next.ok_or_else(|| refused("This month is not the next to be settled. Look at the list again.".into()))?;
        if !next.over {
            return Err(refused(format!("{} is not over yet. It is settled when it is.", next.name)));
        }
        let (asking, before) = wish(next.month, &wanted, &settled, &asking).map_err(refused)?;
        let whole = settling::keep(tx, &ids, &asking, &before)?;
        let what = format!("{} in {}, {}", asking.month, asking.currency, asking.split.as_str());
        audit::add(tx, &ids, &Noted { what, ..Noted::new(logged, by, Deed::Settling) })?;
        Ok(whole.settled.id)
    });
    match kept.await {
        Ok(id) => Ok(go(&format!("{PATH}/{id}"))),
        Err(Error::Other(why)) => Err(Trouble::Wrong(why)),
        Err(error) => Err(error.into()),
    }
}

fn refused(why: String) -> Error {
    Error::Other(why)
}
