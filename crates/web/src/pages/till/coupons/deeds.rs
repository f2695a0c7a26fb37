//! What is done to coupons: made, ended, and an end taken back. Each is written down.

use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_store::audit::Deed;
use newsstand_store::{Error, Tx, coupons, coupons_desk, institutions_desk};

use super::super::Hand;
use super::{Forms, PATH, Typed, refused};
use crate::door::{Trouble, Visitor, go};
use crate::guard::form::Form;
use crate::state::State;

/// Makes a coupon.
pub async fn make(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (typed, hand) = (Typed::of(&form), Hand::of(&state, &form.visitor));
    let coupon = match typed.coupon(hand.at) {
        Ok(coupon) => coupon,
        Err(why) => return wrong(&state, &form.visitor, typed, why).await,
    };
    let keep = move |tx: &mut Tx<'_>| {
        // Both are typed into one field: a code leads to one thing.
        if let Some(name) = institutions_desk::holder(tx, "code", &coupon.code, 0)? {
            return Ok(Err(name));
        }
        let id = coupons::add(tx, &hand.ids, &coupon, hand.at)?;
        hand.note(tx, Deed::Coupon, "made", None)?;
        Ok(Ok(id))
    };
    match state.store.write(keep).await {
        Ok(Ok(id)) => Ok(go(&format!("{PATH}?did=made&coupon={id}"))),
        Ok(Err(name)) => wrong(&state, &form.visitor, typed, format!("This is a code of {name}. Choose another one.")).await,
        Err(Error::Unique) => {
            let why = "There is a coupon with this code, or there was one. Choose another code.".to_owned();
            wrong(&state, &form.visitor, typed, why).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn wrong(state: &State, visitor: &Visitor, coupon: Typed, why: String) -> Result<Response, Trouble> {
    refused(state, visitor, Forms { coupon, wrong_coupon: Some(why), ..Forms::default() }).await
}

/// Ends a coupon, or takes its end back.
pub async fn end(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (coupon, on) = (form.field("coupon").parse::<i64>().map_err(|_| Trouble::NotFound)?, form.field("on") == "1");
    let hand = Hand::of(&state, &form.visitor);
    let keep = move |tx: &mut Tx<'_>| {
        if coupons::by_id(tx, coupon)?.is_none() {
            return Ok(false);
        }
        let changed = if on { coupons_desk::resume(tx, coupon)? } else { coupons::end(tx, coupon, hand.at)? };
        if changed {
            hand.note(tx, Deed::Coupon, if on { "end taken back" } else { "ended" }, None)?;
        }
        Ok(true)
    };
    if !state.store.write(keep).await? {
        return Err(Trouble::NotFound);
    }
    Ok(go(&format!("{PATH}?did={}&coupon={coupon}", if on { "resumed" } else { "ended" })))
}
