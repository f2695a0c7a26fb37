//! The plans on offer, and what leads from them: the trial, buying.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::Mode;
use newsstand_store::plans::{self, Plan};
use newsstand_store::{Tx, memberships};

use super::offers::{Buyer, Offer, begin_trial, is_fresh, may_buy, offers, on_offer, shared, trial_of};
use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here};
use crate::pay::{self, What};
use crate::state::State;

/// The page.
#[derive(Template)]
#[template(path = "plans.html")]
struct PlansPage {
    frame: Frame,
    offers: Vec<Offer>,
    /// Nobody takes money here.
    closed: bool,
    visitor: bool,
    shared: Option<String>,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    of_membership(&state)?;
    let (shelf, reader, now) = (state.shelf().await?, state.reader_of(&visitor), state.member_time());
    let read = move |tx: &mut Tx<'_>| Ok((on_offer(tx)?, memberships::of(tx, reader)?, shared(tx)?));
    let (plans, kept, shared) = state.read(read).await?;
    let buyer = Buyer::of(&state, &visitor, kept.as_ref(), now);
    let offers = offers(&plans, &buyer);
    page(&PlansPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        closed: !buyer.sells() && !plans.is_empty(),
        offers,
        visitor: visitor.reader.is_none(),
        shared,
    })
}

/// There is nothing to sign up for or to buy in a household.
pub fn of_membership(state: &State) -> Result<(), Trouble> {
    if state.settings.mode == Mode::Membership { Ok(()) } else { Err(Trouble::NotFound) }
}

/// Buys a plan.
pub async fn buy(Shared(state): Shared<State>, Path(slug): Path<String>, form: Form) -> Result<Response, Trouble> {
    of_membership(&state)?;
    let reader = form.visitor.reader.ok_or(Trouble::Refused)?;
    let (plan, now) = (offered(&state, slug).await?, state.member_time());
    let kept = state.read(move |tx| memberships::of(tx, reader)).await?;
    if !may_buy(kept.as_ref(), now) {
        return Err(Trouble::Wrong("You are a member already. Your membership page says until when.".into()));
    }
    pay::begin(&state, reader, What::Plan { plan: plan.id, coupon: None }, &form.back("/settings/membership")).await
}

/// Begins the trial: at once, or by way of whoever takes the card.
pub async fn trial(Shared(state): Shared<State>, Path(slug): Path<String>, form: Form) -> Result<Response, Trouble> {
    of_membership(&state)?;
    let reader = form.visitor.reader.ok_or(Trouble::Refused)?;
    let plan = offered(&state, slug).await?;
    let back = form.back("/settings/membership");
    let Some(trial) = trial_of(&plan) else { return Err(Trouble::Wrong("This plan has no trial.".into())) };
    if trial.needs_card() {
        let kept = state.read(move |tx| memberships::of(tx, reader)).await?;
        if !is_fresh(kept.as_ref()) {
            return Err(had());
        }
        return pay::begin(&state, reader, What::Plan { plan: plan.id, coupon: None }, &back).await;
    }
    let asking = state.clone();
    let begun = state.store.write(move |tx| begin_trial(tx, &asking, reader, &plan)).await?;
    if begun { Ok(go(&back)) } else { Err(had()) }
}

fn had() -> Trouble {
    Trouble::Wrong("The trial is for new readers, once a person. The plans are open to you as before.".into())
}

/// A plan that is on offer.
async fn offered(state: &State, slug: String) -> Result<Plan, Trouble> {
    let found = state.read(move |tx| plans::by_slug(tx, &slug)).await?;
    found.filter(|plan| plan.on).ok_or(Trouble::NotFound)
}
