//! Statements to be taken home: the file that `newsstand statement check` takes, and tables.

use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_news::Id;
use newsstand_store::settlements::{Line, Settled};

use super::sheet::{self, CSV, csv};
use super::sight::{Sight, one};
use super::told;
use crate::door::{Trouble, Visitor};
use crate::settling::month_of;
use crate::settling::written::shown;
use crate::state::State;

/// The statement, byte for byte as it was made.
pub async fn statement(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path((settlement, slug)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let (settled, _, text) = one(&state, &visitor, &*state.shelf().await?, &settlement, &slug).await?;
    Ok(sheet::file(&name("statement", &settled, &slug)?, CSV, text))
}

/// Its sections as a table.
pub async fn sections(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path((settlement, slug)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let (settled, line, text) = one(&state, &visitor, &*state.shelf().await?, &settlement, &slug).await?;
    let statement = told::read(&text)?;
    let head = ["section", "reads", "share in percent", "amount", "currency"].map(str::to_owned).to_vec();
    let rows = told::sections(&statement, line.paid).into_iter().map(|section| {
        vec![section.name, section.reads.to_string(), section.share, shown(section.cents), settled.currency.clone()]
    });
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    Ok(sheet::file(&name("sections", &settled, &slug)?, CSV, csv(&rows)))
}

/// All own titles of a month.
pub async fn month(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(settlement): Path<String>,
) -> Result<Response, Trouble> {
    let sight = Sight::of(&state, &visitor).await?;
    let settlement: Id<Settled> = settlement.parse().map_err(|_| Trouble::NotFound)?;
    let found = state.read(move |tx| sight.month(tx, settlement)).await?;
    let (settled, lines) = found.ok_or(Trouble::NotFound)?;
    Ok(sheet::file(&name("month", &settled, &settled.currency)?, CSV, csv(&of_lines(&settled, &lines))))
}

/// A row for each title.
pub fn of_lines(settled: &Settled, lines: &[Line]) -> Vec<Vec<String>> {
    let head = "title,reads,readers,seconds,by reads,by readers,minimum,lacks,paid,currency";
    let row = |line: &Line| {
        let money = [line.pro_rata, line.reader_centric, line.minimum, line.shortfall, line.paid].map(shown);
        let counts = [line.name.clone(), line.reads.to_string(), told::readers(line.readers), line.seconds.to_string()];
        counts.into_iter().chain(money).chain([settled.currency.clone()]).collect()
    };
    std::iter::once(head.split(',').map(str::to_owned).collect()).chain(lines.iter().map(row)).collect()
}

fn name(what: &str, settled: &Settled, of: &str) -> Result<String, Trouble> {
    Ok(format!("{what}-{}-{of}.csv", month_of(settled).map_err(Trouble::Broken)?))
}
