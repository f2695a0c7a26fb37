//! One institution: who reads through it, in numbers; what it paid; its report; and its agreement, to be changed.

use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::plan::SEAT;
use newsstand_members::settle::Day;
use newsstand_news::Moment;
use newsstand_store::institutions::{self, Institution, Way};
use newsstand_store::institutions_desk::{self, Figures};
use newsstand_store::receipts::{self, Kind, Receipt};
use newsstand_store::{Error, Tx};
use serde::Deserialize;

use super::super::written::{amount, last_day};
use super::{PATH, Typed, fee, issuers, pays, standing};
use crate::door::{Trouble, Visitor, page};
use crate::pages::till::frame;
use crate::parts::{Frame, Here};
use crate::signing::once;
use crate::state::State;
use crate::words;

/// Most receipts that are listed.
const RECEIPTS: i64 = 200;
/// How far back readers are counted.
const LATELY: Duration = Duration::from_secs(30 * 86_400);

/// The page.
#[derive(Template)]
#[template(path = "till_institution.html")]
struct InstitutionPage {
    frame: Frame,
    id: i64,
    name: String,
    dek: String,
    ended: bool,
    note: Option<&'static str>,
    figures: Vec<(&'static str, String)>,
    codes: Vec<String>,
    receipts: Vec<Paid>,
    fee: TypedFee,
    wrong_fee: Option<String>,
    typed: Typed,
    wrong: Option<String>,
    issuers: String,
    month: String,
}

/// A receipt in the list.
struct Paid {
    days: String,
    kind: &'static str,
    amount: String,
    at: String,
    reference: String,
}

/// A fee as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedFee {
    pub from: String,
    pub until: String,
    pub price: String,
}

/// What was typed and not taken.
#[derive(Debug, Clone, Default)]
pub struct Tries {
    agreement: Option<(Typed, String)>,
    fee: Option<(TypedFee, String)>,
}

impl Tries {
    /// An agreement, and why.
    pub fn agreement(typed: Typed, why: String) -> Self {
        Self { agreement: Some((typed, why)), fee: None }
    }

    /// A fee, and why.
    pub fn fee(typed: TypedFee, why: String) -> Self {
        Self { agreement: None, fee: Some((typed, why)) }
    }
}

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    did: String,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    page(&of(&state, &visitor, id, Tries::default(), &asked.did).await?)
}

/// The page with what was typed, and why it was not taken.
pub async fn refused(state: &State, visitor: &Visitor, id: i64, tries: Tries) -> Result<Response, Trouble> {
    let answer = page(&of(state, visitor, id, tries, "").await?)?;
    Ok(once(StatusCode::UNPROCESSABLE_ENTITY, answer))
}

type Rows = (Institution, Vec<Way>, Figures, Vec<Receipt>);

fn read(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<Option<Rows>, Error> {
    let Some(institution) = institutions::by_id(tx, id)? else { return Ok(None) };
    let figures = institutions_desk::figures(tx, id, now - LATELY, now - SEAT)?;
    let (ways, receipts) = (institutions::ways(tx, id)?, receipts::of_reader(tx, institution.reader, RECEIPTS)?);
    Ok(Some((institution, ways, figures, receipts)))
}

async fn of(state: &State, visitor: &Visitor, id: i64, tries: Tries, did: &str) -> Result<InstitutionPage, Trouble> {
    let now = state.member_time();
    let found = state.read(move |tx| read(tx, id, now)).await?;
    let (institution, ways, figures, receipts) = found.ok_or(Trouble::NotFound)?;
    let (typed, wrong) = tries.agreement.unzip();
    let (fee_typed, wrong_fee) = tries.fee.unzip();
    Ok(InstitutionPage {
        frame: frame(state, visitor, &format!("{PATH}/{id}")).await?,
        id,
        name: institution.name.clone(),
        dek: dek(&institution, now),
        ended: institution.ended.is_some(),
        note: note(did, institution.ended.is_some()),
        figures: numbers(&institution, figures),
        codes: ways.iter().filter(|way| way.kind == "code").map(|way| way.value.clone()).collect(),
        receipts: receipts.iter().map(|receipt| Paid::of(receipt, now, state.offset())).collect(),
        fee: fee_typed.unwrap_or_else(|| due(&institution, &receipts)),
        wrong_fee,
        typed: typed.unwrap_or_else(|| Typed::kept(&institution, &ways)),
        wrong,
        issuers: issuers(state),
        month: Day::of(now).month().map_or_else(String::new, |month| month.to_string()),
    })
}

/// How it stands, and what it pays.
fn dek(institution: &Institution, now: Moment) -> String {
    let (from, until) = (Day::of(institution.from), last_day(institution.until));
    format!("Its agreement is {}: {from} to {until}, {}.", standing(institution, now), pays(institution))
}

fn note(did: &str, ended: bool) -> Option<&'static str> {
    match (did, ended) {
        ("added", false) => Some("It is put in. Its people read from the first day of the agreement on."),
        ("changed", _) => Some("The agreement is changed."),
        ("ended", true) => Some("The agreement is ended: nobody reads through it any more."),
        ("resumed", false) => Some("The end is taken back."),
        ("paid", _) => Some("The fee is marked as paid."),
        _ => None,
    }
}

/// Who reads through it: numbers, never names.
fn numbers(institution: &Institution, figures: Figures) -> Vec<(&'static str, String)> {
    let fee = fee(institution).map(|fee| amount(fee.cents(), fee.currency().as_str())).unwrap_or_default();
    let mut out = vec![
        ("Fee for the whole agreement", fee),
        ("Readers bound by its code", words::number(figures.bound)),
        ("Readers in the last 30 days", words::number(figures.readers)),
    ];
    if institution.charge == "concurrent" {
        let seats = format!("{} of {}", words::number(figures.seats), words::number(institution.people));
        out.push(("Seats in use now", seats));
    }
    out
}

/// What is to be paid next, as it would be typed: from the day after what is paid to the end of the agreement.
fn due(institution: &Institution, receipts: &[Receipt]) -> TypedFee {
    let paid = receipts.iter().filter(|receipt| receipt.kind == Kind::Paid).map(|receipt| receipt.until).max();
    let from = paid.filter(|paid| *paid < institution.until).unwrap_or(institution.from).max(institution.from);
    let price = fee(institution).map(|fee| amount(fee.cents(), fee.currency().as_str())).unwrap_or_default();
    TypedFee { from: Day::of(from).to_string(), until: last_day(institution.until).to_string(), price }
}

impl Paid {
    fn of(receipt: &Receipt, now: Moment, offset: i32) -> Self {
        Self {
            days: format!("{} to {}", Day::of(receipt.from), last_day(receipt.until)),
            kind: receipt.kind.as_str(),
            amount: amount(receipt.cents, &receipt.currency),
            at: words::since(receipt.at, now, offset),
            reference: receipt.reference.clone(),
        }
    }
}
