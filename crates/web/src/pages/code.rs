//! A code that somebody typed, and what it gave: a coupon, a gift, or an institution's. Membership only.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::Mode;
use newsstand_members::account::Rule;
use newsstand_members::plan::{Coupon, Cut};
use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::{Error, Tx};

use crate::door::{Trouble, Visitor, page};
use crate::guard::form::Form;
use crate::membership::codes::{self, Outcome};
use crate::membership::told::amount;
use crate::parts::{Frame, Here};
use crate::signing::{once, wait};
use crate::state::State;
use crate::words::{self, Civil};

/// What is said of a code that is none, of whatever kind it was meant to be.
const UNKNOWN: &str = "There is no such code. Check it letter by letter; dashes, blanks and capitals do not matter.";

/// The page.
#[derive(Template)]
#[template(path = "code.html")]
struct CodePage {
    frame: Frame,
    typed: String,
    done: Option<String>,
    trouble: Option<String>,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    reader_of(&state, &visitor)?;
    answer(&state, &visitor, StatusCode::OK, String::new(), Ok(None)).await
}

/// Who redeems; nobody in a household, where nothing costs anything.
fn reader_of(state: &State, visitor: &Visitor) -> Result<ReaderId, Trouble> {
    visitor.reader.filter(|_| state.settings.mode == Mode::Membership).ok_or(Trouble::NotFound)
}

/// Redeems what was typed.
pub async fn enter(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = reader_of(&state, &form.visitor)?;
    let account = reader.to_string();
    let rules = [(Rule::CODE_ADDRESS, form.visitor.peer.as_str()), (Rule::CODE_ACCOUNT, account.as_str())];
    let typed = words::shorten(form.field("code"), 200);
    if let Some(span) = state.locks.take(&rules, state.now()) {
        return answer(&state, &form.visitor, StatusCode::TOO_MANY_REQUESTS, typed, Err(wait(span))).await;
    }
    let (asking, text, now) = (state.clone(), typed.clone(), state.member_time());
    let outcome = state.store.write(move |tx| redeem(tx, &asking, reader, &text, now)).await?;
    match said(&outcome, now, state.offset()) {
        Ok(done) => {
            state.locks.clear(Rule::CODE_ACCOUNT, &account);
            answer(&state, &form.visitor, StatusCode::OK, String::new(), Ok(Some(done))).await
        }
        Err(why) => answer(&state, &form.visitor, StatusCode::UNPROCESSABLE_ENTITY, typed, Err(why)).await,
    }
}

/// Redeems it and writes down what it did.
fn redeem(tx: &mut Tx<'_>, state: &State, reader: ReaderId, text: &str, now: Moment) -> Result<Outcome, Error> {
    let ids = state.store.ids();
    let outcome = codes::redeem(tx, ids, reader, text, now)?;
    let deed = match &outcome {
        Outcome::Unknown | Outcome::Not(_) => return Ok(outcome),
        Outcome::Coupon(_) => Deed::Coupon,
        Outcome::Gift { .. } => Deed::Gift,
        Outcome::Institution { .. } => Deed::Institution,
    };
    audit::add(tx, ids, &Line { what: "by a code".into(), ..Line::new(state.now(), reader, deed) })?;
    Ok(outcome)
}

/// What a code gave, or why it gave nothing.
fn said(outcome: &Outcome, now: Moment, offset: i32) -> Result<String, String> {
    match outcome {
        Outcome::Unknown => Err(UNKNOWN.to_owned()),
        Outcome::Not(why) => Err(why.to_string()),
        Outcome::Coupon(coupon) => Ok(format!("The coupon is kept for the plan you choose next: {}.", cheaper(coupon))),
        Outcome::Gift { until } => {
            let this_year = Civil::of(now, offset).year;
            let until = Civil::of(*until, offset).long_date(this_year);
            Ok(format!("The gift is yours. You read everything until {until}, and nothing is charged for it."))
        }
        Outcome::Institution { name } => {
            Ok(format!("You read by {name} now, for as long as its agreement with this stand goes on."))
        }
    }
}

/// What a coupon takes off, and for how long.
fn cheaper(coupon: &Coupon) -> String {
    let off = match coupon.cut {
        Cut::Percent(percent) => format!("{} % less", percent.get()),
        Cut::Cents(price) => format!("{} less", amount(price)),
    };
    match coupon.periods {
        None => format!("{off}, for as long as you keep it"),
        Some(periods) if periods.get() == 1 => format!("{off} for the first payment"),
        Some(periods) => format!("{off} for the first {periods} payments"),
    }
}

async fn answer(
    state: &State,
    visitor: &Visitor,
    status: StatusCode,
    typed: String,
    said: Result<Option<String>, String>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let frame = Frame::new(state, visitor, Some(&shelf), Here::Nowhere);
    let (done, trouble) = match said {
        Ok(done) => (done, None),
        Err(why) => (None, Some(why)),
    };
    Ok(once(status, page(&CodePage { frame, typed, done, trouble })?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_members::plan::{Currency, Percent, Price};
    use std::num::NonZeroU32;

    #[test]
    fn what_a_coupon_gives_is_said() {
        let half = Coupon { cut: Cut::Percent(Percent::new(50).unwrap()), periods: NonZeroU32::new(3), until: None, uses: None };
        assert_eq!(cheaper(&half), "50 % less for the first 3 payments");
        let off = Cut::Cents(Price::new(250, Currency::new("EUR").unwrap()).unwrap());
        assert_eq!(cheaper(&Coupon { cut: off, periods: None, ..half }), "2.50 EUR less, for as long as you keep it");
        assert_eq!(cheaper(&Coupon { periods: NonZeroU32::new(1), ..half }), "50 % less for the first payment");
    }
}
