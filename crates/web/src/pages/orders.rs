//! Orders by invoice, for the operator: what is to be paid, and what was.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_store::orders::{self, Kind, Order};
use newsstand_store::{Error, Tx, accounts};

use crate::Payments;
use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here};
use crate::pay::{amount, manual};
use crate::signing::again;
use crate::state::State;
use crate::words;

/// Where the page is.
const PATH: &str = "/operator/orders";
/// Most orders that are shown.
const MOST: i64 = 500;

/// The page.
#[derive(Template)]
#[template(path = "orders.html")]
struct OrdersPage {
    frame: Frame,
    open: Vec<Row>,
    paid: Vec<Row>,
}

/// One of them.
struct Row {
    id: i64,
    reference: String,
    who: String,
    what: &'static str,
    price: String,
    when: String,
}

/// Shows them.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let (now, offset) = (state.member_time(), state.offset());
    let found = state.read(named).await?;
    let row = |(order, who): (Order, String)| Row {
        id: order.id,
        reference: orders::name(order.id),
        who,
        what: match order.what {
            Kind::Plan => "a plan",
            Kind::Article => "an article",
            Kind::Gift => "a gift",
        },
        price: amount(order.cents, &order.currency),
        when: words::since(order.paid.unwrap_or(order.created), now, offset),
    };
    let (paid, open): (Vec<_>, Vec<_>) = found.into_iter().partition(|(order, _)| order.paid.is_some());
    let shelf = state.shelf().await?;
    page(&OrdersPage {
        frame: Frame { path: PATH.to_owned(), ..Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere) },
        open: open.into_iter().map(row).collect(),
        paid: paid.into_iter().map(row).collect(),
    })
}

fn only_manual(state: &State) -> Result<(), Trouble> {
    if matches!(state.settings.members.payments, Payments::Manual { .. }) { Ok(()) } else { Err(Trouble::NotFound) }
}

/// The orders, each with its reader's name.
fn named(tx: &mut Tx<'_>) -> Result<Vec<(Order, String)>, Error> {
    let mut out = Vec::new();
    for order in orders::newest(tx, "manual", MOST)? {
        let who = accounts::by_id(tx, order.reader)?.map_or_else(|| "somebody who has left".to_owned(), |account| account.name);
        out.push((order, who));
    }
    Ok(out)
}

/// Marks one as paid: only shortly after a sign-in.
pub async fn paid(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    change(&state, &form, id, false).await
}

/// Pays one back: only shortly after a sign-in.
pub async fn refund(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    change(&state, &form, id, true).await
}

async fn change(state: &State, form: &Form, id: i64, back: bool) -> Result<Response, Trouble> {
    only_manual(state)?;
    let Some(operator) = form.visitor.reader.filter(|_| form.visitor.is_fresh()) else { return Ok(again(PATH)) };
    let (ids, now) = (state.store.ids().clone(), state.member_time());
    let work = move |tx: &mut Tx<'_>| match back {
        false => manual::paid(tx, &ids, id, now, operator, now),
        true => manual::refund(tx, &ids, id, now, operator, now),
    };
    if state.store.write(work).await? {
        return Ok(go(PATH));
    }
    Err(Trouble::Wrong("There is no such order, or that was done before. Look at the list again.".into()))
}
