//! What is done to plans: added, moved, put on offer and taken off. Each is written down.

use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_store::audit::Deed;
use newsstand_store::{Error, Tx, plans, plans_desk};

use super::super::Hand;
use super::{PATH, Typed, refused};
use crate::door::{Trouble, go};
use crate::guard::form::Form;
use crate::state::State;

/// Adds a plan.
pub async fn add(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let typed = Typed::of(&form);
    let plan = match typed.plan() {
        Ok(plan) => plan,
        Err(why) => return refused(&state, &form.visitor, typed, why).await,
    };
    let hand = Hand::of(&state, &form.visitor);
    let keep = move |tx: &mut Tx<'_>| {
        if plans_desk::count(tx)? >= plans_desk::MOST {
            return Ok(None);
        }
        let id = plans::add(tx, &hand.ids, &plan, hand.at)?;
        hand.note(tx, Deed::Plan, "added", None)?;
        Ok(Some(id))
    };
    match state.store.write(keep).await {
        Ok(Some(id)) => Ok(go(&format!("{PATH}?did=added&plan={id}"))),
        Ok(None) => {
            let why = format!("There are {} plans, and that is the most.", plans_desk::MOST);
            refused(&state, &form.visitor, typed, why).await
        }
        Err(Error::Unique) => {
            let why = "Another plan has this short name. Choose another one.".to_owned();
            refused(&state, &form.visitor, typed, why).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Moves a plan up or down.
pub async fn order(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (up, down) = (form.field("up").parse::<i64>(), form.field("down").parse::<i64>());
    let (plan, up) = match (up, down) {
        (Ok(plan), _) => (plan, true),
        (_, Ok(plan)) => (plan, false),
        _ => return Err(Trouble::Wrong("The form names no plan. Go back and press Up or Down beside one.".into())),
    };
    let hand = Hand::of(&state, &form.visitor);
    let keep = move |tx: &mut Tx<'_>| {
        if plans_desk::shift(tx, plan, up)? {
            hand.note(tx, Deed::Plan, "moved", None)?;
        }
        Ok(())
    };
    state.store.write(keep).await?;
    Ok(go(PATH))
}

/// Puts a plan on offer, or takes it off.
pub async fn offer(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (plan, on) = (form.field("plan").parse::<i64>().map_err(|_| Trouble::NotFound)?, form.field("on") == "1");
    let hand = Hand::of(&state, &form.visitor);
    let keep = move |tx: &mut Tx<'_>| {
        let known = plans::by_id(tx, plan)?.is_some();
        if plans_desk::offer(tx, plan, on)? {
            hand.note(tx, Deed::Plan, if on { "put on offer" } else { "taken off offer" }, None)?;
        }
        Ok(known)
    };
    if !state.store.write(keep).await? {
        return Err(Trouble::NotFound);
    }
    Ok(go(&format!("{PATH}?did={}&plan={plan}", if on { "on" } else { "off" })))
}
