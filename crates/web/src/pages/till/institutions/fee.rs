//! Marking an institution's fee as paid: a receipt, which is added once and never altered.

use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::plan::Price;
use newsstand_members::settle::Day;
use newsstand_news::Moment;
use newsstand_store::audit::Deed;
use newsstand_store::receipts::{self, Added, Kind, Receipt};
use newsstand_store::{Error, Tx, institutions, institutions_desk};

use super::super::Hand;
use super::super::written::{last_day, price};
use super::one::{Tries, TypedFee, refused};
use super::{PATH, typed};
use crate::door::{Trouble, go};
use crate::guard::form::Form;
use crate::signing::again;
use crate::state::State;

/// What came of it.
enum Outcome {
    Nobody,
    Paid,
    Before,
}

/// Marks it: only shortly after a sign-in.
pub async fn paid(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    if !form.visitor.is_fresh() {
        return Ok(again(&format!("{PATH}/{id}")));
    }
    let field = |name| form.field(name).trim().to_owned();
    let fee = TypedFee { from: field("from"), until: field("until"), price: field("price") };
    let (price, span) = match read(&fee) {
        Ok(read) => read,
        Err(why) => return refused(&state, &form.visitor, id, Tries::fee(fee, why)).await,
    };
    let hand = Hand::of(&state, &form.visitor);
    match state.store.write(move |tx| keep(tx, &hand, id, price, span)).await? {
        Outcome::Nobody => Err(Trouble::NotFound),
        Outcome::Paid => Ok(go(&format!("{PATH}/{id}?did=paid"))),
        Outcome::Before => {
            let why = "Some of these days are paid for already, as the receipts say. Choose others.".to_owned();
            refused(&state, &form.visitor, id, Tries::fee(fee, why)).await
        }
    }
}

fn read(fee: &TypedFee) -> Result<(Price, (Moment, Moment)), String> {
    let price = price(&fee.price)?;
    if price.cents() == 0 {
        return Err("A fee of nothing needs no receipt. Write what was paid.".into());
    }
    Ok((price, typed::span(&fee.from, &fee.until)?))
}

fn keep(tx: &mut Tx<'_>, hand: &Hand, id: i64, price: Price, (from, until): (Moment, Moment)) -> Result<Outcome, Error> {
    // Whoever else marks it waits, so that no day is paid for twice.
    institutions::alone(tx, id)?;
    let Some(institution) = institutions::by_id(tx, id)? else { return Ok(Outcome::Nobody) };
    if institutions_desk::paid_between(tx, institution.reader, from, until)? {
        return Ok(Outcome::Before);
    }
    let receipt = Receipt {
        reader: institution.reader,
        plan: None,
        kind: Kind::Paid,
        cents: price.cents(),
        currency: price.currency().to_string(),
        from,
        until,
        at: hand.at,
        noted: hand.at,
        provider: "manual".into(),
        reference: format!("institution {id} {} to {}", Day::of(from), last_day(until)),
    };
    if !matches!(receipts::add(tx, &hand.ids, &receipt)?, Added::New) {
        return Ok(Outcome::Before);
    }
    hand.note(tx, Deed::Payment, "fee of an institution marked as paid", Some(institution.reader))?;
    Ok(Outcome::Paid)
}
