//! A settled month as the operator sees it: every title by both splits, and the ledger.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::settle::Heading;
use newsstand_news::Id;
use newsstand_store::settlements::{self, Line, Moved, Settled};

use super::months::name;
use crate::door::{Trouble, Visitor, page};
use crate::pages::publisher::{of_lines, readers, sheet};
use crate::parts::{Frame, Here};
use crate::settling::written::{in_percent, money};
use crate::settling::{called, month_of, report};
use crate::shelf::Shelf;
use crate::state::State;
use crate::words;

/// The page.
#[derive(Template)]
#[template(path = "operator_month.html")]
struct MonthPage {
    frame: Frame,
    month: String,
    settlement: String,
    inputs: String,
    made: String,
    shares: Shares,
    moved: Vec<Movement>,
    balanced: bool,
}

/// A month's figures and every title's.
pub struct Shares {
    /// `by readers`
    pub split: &'static str,
    /// Members' money.
    pub money: String,
    /// The operator's share in percent.
    pub percent: String,
    /// What the operator keeps.
    pub operator: String,
    /// What the titles share.
    pub pool: String,
    /// A row for each title.
    pub rows: Vec<Row>,
    /// The sums: reads, by reads, by readers, paid, lacks.
    pub sums: [String; 5],
    /// Whether the operator's part and what is paid make up the money.
    pub adds_up: bool,
}

/// A title.
pub struct Row {
    /// Its name.
    pub name: String,
    /// Where its statement is, where there is one.
    pub href: Option<String>,
    /// Reads.
    pub reads: String,
    /// Readers, folded.
    pub readers: String,
    /// By reads, by readers, paid, lacks.
    pub money: [String; 4],
}

/// A transaction of the ledger.
struct Movement {
    memo: String,
    postings: Vec<(String, String)>,
}

/// A month's figures for a page.
pub fn shares(settled: &Settled, lines: &[Line], shelf: &Shelf) -> Shares {
    let amount = |cents| money(cents, &settled.currency);
    let sum = |of: fn(&Line) -> i64| lines.iter().map(of).sum::<i64>();
    let paid = sum(|line| line.paid);
    let row = |line: &Line| Row {
        name: line.name.clone(),
        href: href(settled, line, shelf),
        reads: words::number(line.reads),
        readers: readers(line.readers),
        money: [line.pro_rata, line.reader_centric, line.paid, line.shortfall].map(amount),
    };
    Shares {
        split: settled.split.parse().map_or("", called),
        money: amount(settled.recognised),
        percent: in_percent(settled.thousandths),
        operator: amount(settled.operator),
        pool: amount(settled.pool),
        rows: lines.iter().map(row).collect(),
        sums: [
            words::number(sum(|line| line.reads)),
            amount(sum(|line| line.pro_rata)),
            amount(sum(|line| line.reader_centric)),
            amount(paid),
            amount(sum(|line| line.shortfall)),
        ],
        adds_up: settled.operator + paid == settled.recognised,
    }
}

/// A month that is only looked at has no number and no statements.
fn href(settled: &Settled, line: &Line, shelf: &Shelf) -> Option<String> {
    let on = shelf.titles.get(&line.title).filter(|_| settled.id.get() != 0)?;
    Some(format!("/publisher/statements/{}/{}", settled.id, on.stored.title.slug))
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(settlement): Path<String>,
) -> Result<Response, Trouble> {
    let (settled, lines, moved) = found(&state, &settlement).await?;
    let shelf = state.shelf().await?;
    page(&MonthPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        month: name(month_of(&settled).map_err(Trouble::Broken)?),
        settlement: settled.id.to_string(),
        inputs: crate::guard::hex(&settled.inputs),
        made: words::since(settled.made, state.member_time(), state.offset()),
        shares: shares(&settled, &lines, &shelf),
        balanced: moved.iter().all(|moved| moved.postings.iter().map(|(_, cents)| i128::from(*cents)).sum::<i128>() == 0),
        moved: moved.into_iter().map(|moved| movement(moved, &settled, &shelf)).collect(),
    })
}

async fn found(state: &State, settlement: &str) -> Result<(Settled, Vec<Line>, Vec<Moved>), Trouble> {
    let settlement: Id<Settled> = settlement.parse().map_err(|_| Trouble::NotFound)?;
    let found = state.read(move |tx| match settlements::by_id(tx, settlement)? {
        None => Ok(None),
        Some(settled) => Ok(Some((settled, settlements::lines(tx, settlement)?, settlements::moved(tx, settlement)?))),
    });
    found.await?.ok_or(Trouble::NotFound)
}

fn movement(moved: Moved, settled: &Settled, shelf: &Shelf) -> Movement {
    let posting = |(account, cents): (String, i64)| (account_name(&account, shelf), money(cents, &settled.currency));
    Movement {
        memo: words::sentence(&moved.memo).replace('\'', "’"),
        postings: moved.postings.into_iter().map(posting).collect(),
    }
}

/// An account in words.
fn account_name(account: &str, shelf: &Shelf) -> String {
    let publisher = |id: &str| id.parse().ok().and_then(|id| shelf.publisher(id)).unwrap_or("a publisher").to_owned();
    match account.split_once(':') {
        Some(("publisher", id)) => publisher(id),
        Some(("lacking", id)) => format!("Lacking: {}", publisher(id)),
        _ => words::sentence(account).trim_end_matches('.').to_owned(),
    }
}

/// All titles of the month as a table.
pub async fn csv(Shared(state): Shared<State>, Path(settlement): Path<String>) -> Result<Response, Trouble> {
    let (settled, lines, _) = found(&state, &settlement).await?;
    let month = month_of(&settled).map_err(Trouble::Broken)?;
    let text = sheet::csv(&of_lines(&settled, &lines));
    Ok(sheet::file(&format!("month-{month}-{}.csv", settled.currency), sheet::CSV, text))
}

/// Requests of every title by everybody who reads here, in the shape of COUNTER's Title Report.
pub async fn report(Shared(state): Shared<State>, Path(settlement): Path<String>) -> Result<Response, Trouble> {
    let (settled, ..) = found(&state, &settlement).await?;
    let month = month_of(&settled).map_err(Trouble::Broken)?;
    let created = state.member_time();
    let text = state.read(move |tx| {
        let heading = Heading {
            institution: "",
            institution_id: "",
            platform: "Newsstand",
            platform_id: "newsstand",
            created_by: "Newsstand",
            created,
            registry_record: "",
            first: month,
            last: month,
        };
        report::text(tx, &heading, None)
    });
    Ok(sheet::file(
        &format!("title-report-{month}.tsv"),
        "text/tab-separated-values; charset=utf-8",
        text.await?,
    ))
}
