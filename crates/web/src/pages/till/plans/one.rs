//! One plan: its name, trial and people can be changed. Price, currency and period never are.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_store::audit::Deed;
use newsstand_store::plans::{self, Plan};
use newsstand_store::{Tx, plans_desk};

use super::super::Hand;
use super::{PATH, Typed, price};
use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here};
use crate::signing::once;
use crate::state::State;

/// The page.
#[derive(Template)]
#[template(path = "till_plan.html")]
struct PlanPage {
    frame: Frame,
    id: i64,
    name: String,
    price: String,
    typed: Typed,
    wrong: Option<String>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<i64>,
) -> Result<Response, Trouble> {
    let plan = known(&state, id).await?;
    page(&of(&state, &visitor, &plan, Typed::kept(&plan), None).await?)
}

async fn known(state: &State, id: i64) -> Result<Plan, Trouble> {
    state.read(move |tx| plans::by_id(tx, id)).await?.ok_or(Trouble::NotFound)
}

async fn of(state: &State, visitor: &Visitor, plan: &Plan, typed: Typed, wrong: Option<String>) -> Result<PlanPage, Trouble> {
    let frame = super::super::frame(state, visitor, &format!("{PATH}/{}", plan.id)).await?;
    Ok(PlanPage { frame, id: plan.id, name: plan.name.clone(), price: price(plan), typed, wrong })
}

/// Changes it.
pub async fn change(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let plan = known(&state, id).await?;
    let typed = Typed::of(&form).changing(&plan);
    let changed = match typed.plan() {
        Ok(changed) => Plan { id, ..changed },
        Err(why) => {
            let answer = page(&of(&state, &form.visitor, &plan, typed, Some(why)).await?)?;
            return Ok(once(StatusCode::UNPROCESSABLE_ENTITY, answer));
        }
    };
    let hand = Hand::of(&state, &form.visitor);
    let keep = move |tx: &mut Tx<'_>| {
        plans_desk::change(tx, &changed)?;
        hand.note(tx, Deed::Plan, "changed", None)
    };
    state.store.write(keep).await?;
    Ok(go(&format!("{PATH}?did=changed&plan={id}")))
}
