//! A publisher's whole month: every title of theirs with what it is owed, and the sum.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_news::{Id, Publisher};
use newsstand_store::settlements::{self, Line, Moved, Settled};

use super::sight::Sight;
use super::told::readers;
use crate::door::{Trouble, Visitor, page};
use crate::parts::{Frame, Here, Plate};
use crate::settling::written::{begins, money};
use crate::settling::{called, month_of};
use crate::shelf::Shelf;
use crate::state::State;
use crate::words;

/// The page.
#[derive(Template)]
#[template(path = "publisher_month.html")]
struct MonthPage {
    frame: Frame,
    month: String,
    settlement: String,
    split: &'static str,
    inputs: String,
    address: String,
    houses: Vec<House>,
}

/// A publisher with its titles.
struct House {
    key: String,
    name: String,
    rows: Vec<Row>,
    reads: String,
    sum: String,
    /// Whether the ledger puts the same to this publisher.
    booked: bool,
}

/// A title.
struct Row {
    plate: Option<Arc<Plate>>,
    name: String,
    href: Option<String>,
    reads: String,
    readers: String,
    lacks: Option<String>,
    amount: String,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(settlement): Path<String>,
) -> Result<Response, Trouble> {
    let sight = Sight::of(&state, &visitor).await?;
    let settlement: Id<Settled> = settlement.parse().map_err(|_| Trouble::NotFound)?;
    let found = state.read(move |tx| match sight.month(tx, settlement)? {
        None => Ok(None),
        Some((settled, lines)) => Ok(Some((settled, lines, settlements::moved(tx, settlement)?))),
    });
    let (settled, lines, moved) = found.await?.ok_or(Trouble::NotFound)?;
    let shelf = state.shelf().await?;
    page(&MonthPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        month: words::month(begins(month_of(&settled).map_err(Trouble::Broken)?.first())),
        settlement: settled.id.to_string(),
        split: called(settled.split.parse().map_err(Trouble::Broken)?),
        inputs: crate::guard::hex(&settled.inputs),
        address: state.settings.public_address.as_str().to_owned(),
        houses: houses(&settled, lines, &moved, &shelf),
    })
}

fn houses(settled: &Settled, lines: Vec<Line>, moved: &[Moved], shelf: &Shelf) -> Vec<House> {
    let mut by_publisher: BTreeMap<Id<Publisher>, Vec<Line>> = BTreeMap::new();
    for line in lines {
        by_publisher.entry(line.publisher).or_default().push(line);
    }
    by_publisher.into_iter().map(|(publisher, lines)| house(settled, publisher, &lines, moved, shelf)).collect()
}

fn house(settled: &Settled, publisher: Id<Publisher>, lines: &[Line], moved: &[Moved], shelf: &Shelf) -> House {
    let sum: i64 = lines.iter().map(|line| line.paid).sum();
    House {
        key: publisher.to_string(),
        name: shelf.publisher(publisher).unwrap_or("This publisher").to_owned(),
        rows: lines.iter().map(|line| row(settled, line, shelf)).collect(),
        reads: words::number(lines.iter().map(|line| line.reads).sum::<i64>()),
        sum: money(sum, &settled.currency),
        booked: booked(moved, publisher) == sum,
    }
}

/// What the ledger puts to a publisher.
fn booked(moved: &[Moved], publisher: Id<Publisher>) -> i64 {
    let account = format!("publisher:{publisher}");
    moved.iter().flat_map(|moved| &moved.postings).filter(|(name, _)| *name == account).map(|(_, cents)| cents).sum()
}

fn row(settled: &Settled, line: &Line, shelf: &Shelf) -> Row {
    let on = shelf.titles.get(&line.title);
    Row {
        plate: on.map(|on| Arc::clone(&on.plate)),
        name: line.name.clone(),
        href: on.map(|on| format!("/publisher/statements/{}/{}", settled.id, on.stored.title.slug)),
        reads: words::number(line.reads),
        readers: readers(line.readers),
        lacks: (line.shortfall > 0).then(|| money(line.shortfall, &settled.currency)),
        amount: money(line.paid, &settled.currency),
    }
}
