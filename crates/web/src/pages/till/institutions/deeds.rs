//! What is done to institutions: put in, changed, ended, and an end taken back. Each is written down.

use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_store::audit::Deed;
use newsstand_store::institutions::{self, Institution, Way};
use newsstand_store::{Error, Tx, coupons, institutions_desk};

use super::super::Hand;
use super::{PATH, Typed, one, refused};
use crate::door::{Trouble, go};
use crate::guard::form::Form;
use crate::state::State;

/// Puts one in.
pub async fn add(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let typed = Typed::of(&form);
    let (new, ways) = match typed.agreement() {
        Ok(agreement) => agreement,
        Err(why) => return refused(&state, &form.visitor, typed, why).await,
    };
    let hand = Hand::of(&state, &form.visitor);
    let keep = move |tx: &mut Tx<'_>| {
        if let Some(why) = taken(tx, &ways, 0)? {
            return Ok(Err(why));
        }
        let id = institutions::add(tx, &hand.ids, &new, hand.at)?;
        institutions::set_ways(tx, id, &ways)?;
        note(tx, &hand, id, "put in")?;
        Ok(Ok(id))
    };
    match said(state.store.write(keep).await)? {
        Ok(id) => Ok(go(&format!("{PATH}/{id}?did=added"))),
        Err(why) => refused(&state, &form.visitor, typed, why).await,
    }
}

/// Changes one, with its ways in. Who came in by a way that is gone reads on only by another one.
pub async fn change(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let typed = Typed::of(&form);
    let (new, ways) = match typed.agreement() {
        Ok(agreement) => agreement,
        Err(why) => return one::refused(&state, &form.visitor, id, one::Tries::agreement(typed, why)).await,
    };
    let (hand, new) = (Hand::of(&state, &form.visitor), Institution { id, ..new });
    let keep = move |tx: &mut Tx<'_>| {
        if let Some(why) = taken(tx, &ways, id)? {
            return Ok(Err(why));
        }
        institutions::change(tx, &new)?;
        institutions::set_ways(tx, id, &ways)?;
        note(tx, &hand, id, "changed")?;
        Ok(Ok(()))
    };
    match said(state.store.write(keep).await)? {
        Ok(()) => Ok(go(&format!("{PATH}/{id}?did=changed"))),
        Err(why) => one::refused(&state, &form.visitor, id, one::Tries::agreement(typed, why)).await,
    }
}

/// What came of writing, with a name that is another's as a sentence.
fn said<T>(came: Result<Result<T, String>, Error>) -> Result<Result<T, String>, Trouble> {
    match came {
        Err(Error::Unique) => Ok(Err("Another institution has this name. Choose another one.".to_owned())),
        came => Ok(came?),
    }
}

/// Whether a code leads elsewhere already: all codes are typed into one field.
fn taken(tx: &mut Tx<'_>, ways: &[Way], but: i64) -> Result<Option<String>, Error> {
    for way in ways.iter().filter(|way| way.kind == "code") {
        if let Some(name) = institutions_desk::holder(tx, "code", &way.value, but)? {
            return Ok(Some(format!("{} is a code of {name}. Choose another one.", way.value)));
        }
        if coupons::by_code(tx, &way.value)?.is_some() {
            return Ok(Some(format!("{} is the code of a coupon. Choose another one.", way.value)));
        }
    }
    Ok(None)
}

/// Ends an agreement now, or takes that back.
pub async fn end(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let (hand, on) = (Hand::of(&state, &form.visitor), form.field("on") == "1");
    let keep = move |tx: &mut Tx<'_>| {
        if institutions::by_id(tx, id)?.is_none() {
            return Ok(false);
        }
        let changed = if on { institutions_desk::resume(tx, id)? } else { institutions::end(tx, id, hand.at)? };
        if changed {
            note(tx, &hand, id, if on { "end taken back" } else { "ended" })?;
        }
        Ok(true)
    };
    if !state.store.write(keep).await? {
        return Err(Trouble::NotFound);
    }
    Ok(go(&format!("{PATH}/{id}?did={}", if on { "resumed" } else { "ended" })))
}

/// Writes a line about an institution, which the log knows by the reader that stands for it.
fn note(tx: &mut Tx<'_>, hand: &Hand, id: i64, what: &str) -> Result<(), Error> {
    let other = institutions::by_id(tx, id)?.map(|institution| institution.reader);
    hand.note(tx, Deed::Institution, what, other)
}
