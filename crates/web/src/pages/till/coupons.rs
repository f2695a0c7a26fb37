//! Coupons, which make a plan cheaper, and below them the gifts of the stand.

mod deeds;
mod typed;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_news::Moment;
use newsstand_store::coupons::{self, Coupon};
use newsstand_store::coupons_desk::{self, Lot};
use newsstand_store::{Error, Tx};
use serde::Deserialize;

use super::gifts::Typed as TypedGift;
use super::written::{amount, last_day};
use crate::door::{Trouble, Visitor, page};
use crate::pages::said::Done;
use crate::parts::{Frame, Here};
use crate::signing::once;
use crate::state::State;
use crate::words;

pub use deeds::{end, make};
use typed::Typed;

/// Where the page is.
pub const PATH: &str = "/operator/coupons";

/// The page.
#[derive(Template)]
#[template(path = "till_coupons.html")]
struct CouponsPage {
    frame: Frame,
    coupons: Vec<Row>,
    lots: Vec<(String, String, String)>,
    forms: Forms,
    note: Option<String>,
    done: Option<Done>,
}

/// What stands in the two forms, and why one was not taken.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    pub coupon: Typed,
    pub gift: TypedGift,
    pub wrong_coupon: Option<String>,
    pub wrong_gift: Option<String>,
}

/// A coupon in the list.
struct Row {
    id: i64,
    code: String,
    off: String,
    span: String,
    until: String,
    used: String,
    /// Whether it can be ended, or its end be taken back.
    ended: bool,
    /// Why nobody can redeem it any more.
    over: Option<&'static str>,
}

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    did: String,
    coupon: Option<i64>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    page(&of(&state, &visitor, Forms::default(), &asked).await?)
}

/// The page with what was typed, and why it was not taken.
pub async fn refused(state: &State, visitor: &Visitor, forms: Forms) -> Result<Response, Trouble> {
    let answer = page(&of(state, visitor, forms, &Asked::default()).await?)?;
    Ok(once(StatusCode::UNPROCESSABLE_ENTITY, answer))
}

async fn of(state: &State, visitor: &Visitor, forms: Forms, asked: &Asked) -> Result<CouponsPage, Trouble> {
    let (all, lots) = state.read(read).await?;
    let now = state.member_time();
    let told = all.iter().find(|coupon| Some(coupon.id) == asked.coupon);
    Ok(CouponsPage {
        frame: super::frame(state, visitor, PATH).await?,
        note: told.filter(|_| asked.did == "made").map(|coupon| format!("The coupon {} can be redeemed now.", coupon.code)),
        done: told.and_then(|coupon| done(&asked.did, coupon)),
        coupons: all.iter().map(|coupon| Row::of(coupon, now)).collect(),
        lots: lots.iter().map(|lot| written(lot, now, state.offset())).collect(),
        forms,
    })
}

fn read(tx: &mut Tx<'_>) -> Result<(Vec<Coupon>, Vec<Lot>), Error> {
    Ok((coupons::all(tx)?, coupons_desk::lots(tx)?))
}

fn done(did: &str, coupon: &Coupon) -> Option<Done> {
    let ended = coupon.ended.is_some();
    let sentence = match (did, ended) {
        ("ended", true) => format!("The coupon {} is ended. Whoever has redeemed it keeps it.", coupon.code),
        ("resumed", false) => format!("The coupon {} can be redeemed again.", coupon.code),
        _ => return None,
    };
    let fields = vec![("coupon", coupon.id.to_string()), ("on", if ended { "1" } else { "0" }.to_owned())];
    Some(Done { sentence, action: "/operator/coupons/end", fields })
}

/// Codes that were made together: what they give, when, how many were used.
fn written(lot: &Lot, now: Moment, offset: i32) -> (String, String, String) {
    let codes = words::count(lot.codes, "code", "codes");
    let gives = words::count(lot.periods, &lot.period, &format!("{}s", lot.period));
    let used = format!("{} used, {} left", words::number(lot.used), words::number(lot.codes - lot.used));
    (format!("{codes} of {gives}"), words::since(lot.created, now, offset), used)
}

impl Row {
    fn of(coupon: &Coupon, now: Moment) -> Self {
        let cents = coupon.cents.zip(coupon.currency.as_deref());
        let amount = cents.map_or_else(String::new, |(cents, currency)| amount(cents, currency));
        let used_up = coupon.uses.is_some_and(|uses| coupon.used >= uses);
        Self {
            id: coupon.id,
            code: coupon.code.clone(),
            off: coupon.percent.map_or(amount, |percent| format!("{percent} percent")),
            span: coupon.periods.map_or("every period".into(), |periods| words::count(periods, "period", "periods")),
            until: coupon.until.map_or("no end".into(), |until| last_day(until).to_string()),
            used: match coupon.uses {
                Some(uses) => format!("{}, {} left", words::number(coupon.used), words::number((uses - coupon.used).max(0))),
                None => words::number(coupon.used),
            },
            ended: coupon.ended.is_some(),
            over: if coupon.ended.is_some() {
                Some("ended")
            } else if coupon.until.is_some_and(|until| now >= until) {
                Some("over")
            } else {
                used_up.then_some("used up")
            },
        }
    }
}
