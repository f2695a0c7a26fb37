//! A reader's membership: where it stands, what can be done about it, where their reading went, what was paid, what happened.

mod deeds;
mod reading;
mod standing;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_news::{Id, Moment, Title};
use newsstand_store::accounts;
use newsstand_store::memberships::{self, Kept, Move, Through};
use newsstand_store::plans::{self, Plan};
use newsstand_store::reads;
use newsstand_store::receipts::{self, Kind, Receipt};
use newsstand_store::{Error, Tx};
use serde::Deserialize;

use super::offers::{Buyer, Offer, money, offers, on_offer, shared};
use super::plans::of_membership;
use crate::door::{Trouble, Visitor, go, page};
use crate::membership::told;
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::words::{self, Civil};
use reading::Reading;
use standing::{Standing, happened};

pub use deeds::{cancel, pay, resume};

/// Where the page is.
pub const PATH: &str = "/settings/membership";
/// Days of reading that are shown.
const DAYS: i64 = 30;
/// Most receipts that are shown.
const RECEIPTS: i64 = 120;

/// The page.
#[derive(Template)]
#[template(path = "membership.html")]
struct MembershipPage {
    frame: Frame,
    standing: Standing,
    /// What happens soon.
    soon: Option<String>,
    /// Who pays for this reader, where it is somebody else.
    through: Option<String>,
    offers: Vec<Offer>,
    /// `After the trial`
    offers_head: &'static str,
    shared: Option<String>,
    closed: bool,
    reading: Reading,
    receipts: Vec<Paid>,
    happened: Vec<Happened>,
    /// There are no recovery codes yet.
    codeless: bool,
    done: Option<&'static str>,
}

/// A receipt.
struct Paid {
    day: String,
    what: String,
    amount: String,
}

/// A transition as a sentence.
struct Happened {
    day: String,
    at: String,
    sentence: String,
}

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// What is known of a reader's membership.
struct Known {
    soon: Option<String>,
    kept: Option<Kept>,
    through: Option<Through>,
    moves: Vec<Move>,
    receipts: Vec<Receipt>,
    reads: Vec<(Id<Title>, i64)>,
    plans: Vec<Plan>,
    own: Option<Plan>,
    shared: Option<String>,
    codes: i64,
}

impl Known {
    fn read(tx: &mut Tx<'_>, reader: i64, now: Moment) -> Result<Self, Error> {
        let from = reads::day_of(now) - DAYS + 1;
        let kept = memberships::of(tx, reader)?;
        let own = kept.as_ref().and_then(|kept| kept.plan);
        Ok(Self {
            soon: told::now(tx, reader, now)?,
            own: own.map(|plan| plans::by_id(tx, plan)).transpose()?.flatten(),
            kept,
            through: memberships::through(tx, reader)?,
            moves: memberships::moves(tx, reader)?,
            receipts: receipts::of_reader(tx, reader, RECEIPTS)?,
            reads: reads::of_reader(tx, reader, from)?,
            plans: on_offer(tx)?,
            shared: shared(tx)?,
            codes: accounts::codes_left(tx, reader)?,
        })
    }
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    of_membership(&state)?;
    let Some(reader) = visitor.reader else { return Ok(go("/sign-in?back=/settings/membership")) };
    let (shelf, now, offset) = (state.shelf().await?, state.member_time(), state.offset());
    let known = state.read(move |tx| Known::read(tx, reader, now)).await?;
    let buyer = Buyer::of(&state, &visitor, known.kept.as_ref(), now);
    let standing = Standing::of(known.kept.as_ref(), known.own.as_ref(), known.through.is_some(), now, offset);
    page(&MembershipPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        soon: known.soon,
        through: known.through.as_ref().map(through),
        // Who has it paid for needs no offers beside it.
        offers: if buyer.may_buy() { offers(&known.plans, &buyer) } else { Vec::new() },
        offers_head: standing.offers_head,
        closed: !buyer.sells() && !known.plans.is_empty(),
        standing,
        shared: known.shared,
        reading: Reading::of(&known.reads, &shelf),
        receipts: known.receipts.iter().map(|receipt| paid(receipt, offset)).collect(),
        happened: known.moves.iter().rev().map(|moved| moved_to(moved, now, offset)).collect(),
        codeless: known.codes == 0 && visitor.signed.is_some(),
        done: done(&asked.done),
    })
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "resumed" => Some("It goes on: the cancellation is taken back."),
        _ => None,
    }
}

fn through(by: &Through) -> String {
    match by {
        Through::Household(name) => format!("You read by the household of {name}, who pays for it."),
        Through::Institution(name) => format!("You read by {name}, which pays for its readers."),
    }
}

fn paid(receipt: &Receipt, offset: i32) -> Paid {
    let day = |moment: Moment| Civil::of(moment, offset);
    let (from, until) = (day(receipt.from), day(receipt.until));
    let span = format!("{} to {}", from.short_date(until.year), until.short_date(0));
    let (what, sign) = match receipt.kind {
        Kind::Paid => (span, ""),
        Kind::Refunded => (format!("Paid back: {span}"), "−"),
        Kind::Given => (format!("Given: {span}"), ""),
    };
    Paid { day: day(receipt.at).short_date(0), what, amount: format!("{sign}{}", money(receipt.cents, &receipt.currency)) }
}

fn moved_to(moved: &Move, now: Moment, offset: i32) -> Happened {
    let year = Civil::of(now, offset).year;
    Happened {
        day: Civil::of(moved.at, offset).day_and_month(year),
        at: words::machine(moved.at),
        sentence: happened(moved, year, offset),
    }
}
