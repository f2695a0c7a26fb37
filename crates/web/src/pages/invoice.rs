//! An invoice: what to pay, where, and under which reference. It can be printed.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::account::{Purpose, Token};
use newsstand_store::orders::{self, Kind};
use newsstand_store::{Tx, articles, plans};

use crate::Payments;
use crate::door::{Trouble, Visitor, page};
use crate::parts::{Frame, Here};
use crate::pay::amount;
use crate::state::State;
use crate::words;

/// The page.
#[derive(Template)]
#[template(path = "invoice.html")]
struct InvoicePage {
    frame: Frame,
    name: String,
    price: String,
    reference: String,
    placed: String,
    until: String,
    paid: Option<String>,
    how: Vec<String>,
    back: String,
}

/// Shows it to whoever ordered, and to nobody else.
pub async fn show(
    Shared(state): Shared<State>,
    Path(token): Path<String>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let Payments::Manual { how } = &state.settings.members.payments else { return Err(Trouble::NotFound) };
    let token = Token::read(&token).ok_or(Trouble::NotFound)?;
    let digest = *token.digest(Purpose::Order).bytes();
    let read = move |tx: &mut Tx<'_>| {
        let Some(order) = orders::by_token(tx, &digest)? else { return Ok(None) };
        let plan = order.plan.map(|plan| plans::by_id(tx, plan)).transpose()?.flatten();
        let article = order.article.map(|article| articles::by_id(tx, article)).transpose()?.flatten();
        Ok(Some((order, plan, article)))
    };
    let (order, plan, article) = state.read(read).await?.ok_or(Trouble::NotFound)?;
    if Some(order.reader) != visitor.reader || order.provider != "manual" {
        return Err(Trouble::NotFound);
    }
    let (now, offset) = (state.member_time(), state.offset());
    let name = match (order.what, plan, article) {
        (Kind::Gift, Some(plan), _) => {
            format!("{} as a gift, {}", plan.name, words::count(order.periods, &plan.period, "periods"))
        }
        (_, Some(plan), _) => format!("{}, one {}", plan.name, plan.period),
        (_, None, Some(article)) => article.article.headline,
        (_, None, None) => "Something that is not on offer any more".to_owned(),
    };
    let shelf = state.shelf().await?;
    page(&InvoicePage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        name,
        price: amount(order.cents, &order.currency),
        reference: orders::name(order.id),
        placed: words::Civil::of(order.created, offset).full_date(),
        until: words::Civil::of(order.until, offset).full_date(),
        paid: order.paid.map(|paid| words::since(paid, now, offset)),
        how: how.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        back: order.back,
    })
}
