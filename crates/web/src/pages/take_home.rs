//! Everything about oneself, to take home as one file, and the way to let all of it go.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use newsstand_news::Moment;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::mine::{self, Cell, MOST, Part};

use crate::door::{Trouble, Visitor, page};
use crate::guard::form::Form;
use crate::json::{list, object, quoted};
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::words;

/// The page.
#[derive(Template)]
#[template(path = "mine.html")]
struct MinePage {
    frame: Frame,
    /// Whether somebody is signed in, whose things can go.
    signed: bool,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    page(&MinePage { frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere), signed: visitor.signed.is_some() })
}

/// Gives the file, and writes down that it was given.
pub async fn give(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (reader, now, ids) = (state.reader_of(&form.visitor), state.now(), state.store.ids().clone());
    state.store.write(move |tx| audit::add(tx, &ids, &Line::new(now, reader, Deed::Export))).await?;
    let parts = state.read(move |tx| mine::take_home(tx, reader)).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"newsstand-everything.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, written(&parts, now)).into_response())
}

fn written(parts: &[Part], now: Moment) -> String {
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let cut: Vec<&str> = parts.iter().filter(|part| part.rows.len() >= most).map(|part| part.name).collect();
    let mut fields = vec![
        ("written", quoted(&words::machine(now))),
        ("rows_of_a_part_at_most", MOST.to_string()),
        ("parts_that_were_cut", list(cut.into_iter().map(quoted))),
    ];
    fields.extend(parts.iter().map(|part| (part.name, list(part.rows.iter().map(|row| row_of(part, row))))));
    object(fields) + "\n"
}

fn row_of(part: &Part, row: &[Cell]) -> String {
    object(part.columns.iter().copied().zip(row.iter().map(cell)))
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::None => "null".to_owned(),
        Cell::Int(number) => number.to_string(),
        Cell::Text(text) => quoted(text),
        Cell::At(micros) => quoted(&words::machine(Moment::from_micros(*micros))),
    }
}
