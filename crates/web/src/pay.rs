//! Paying: what pages ask of whoever takes money. No card is ever seen here.

mod amount;
pub mod apply;
pub mod manual;
mod own;
mod place;
pub mod stripe;
pub mod test;

use axum::response::Response;
use newsstand_members::account::{Purpose, Token};
use newsstand_members::payment::Provider;
use newsstand_store::accounts::ReaderId;
use newsstand_store::memberships;

use crate::Payments;
use crate::door::{Trouble, go};
use crate::guard::{chance, form::own_path};
use crate::state::State;
use place::{By, place};

pub use amount::amount;

/// What is paid for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A plan, from now on; with a coupon it is cheaper.
    Plan {
        /// Which one.
        plan: i64,
        /// The coupon's number.
        coupon: Option<i64>,
    },
    /// A single article.
    Article {
        /// Its number.
        article: i64,
    },
}

/// Who takes money on this stand.
fn provider(state: &State) -> Option<Provider> {
    match &state.settings.members.payments {
        Payments::Nobody => None,
        Payments::Manual { .. } => Some(Provider::Manual),
        Payments::Test => Some(Provider::Test),
        Payments::Stripe(_) => Some(Provider::Stripe),
    }
}

/// Sends a reader to where they pay, to come back to `back` afterwards. Where a plan's trial needs a card and the reader may have
/// one, the way begins the trial.
pub async fn begin(state: &State, reader: ReaderId, what: What, back: &str) -> Result<Response, Trouble> {
    let provider = provider(state).ok_or_else(nobody)?;
    let random = chance::bytes().ok_or_else(|| Trouble::Broken("the system gives no random bytes".into()))?;
    let token = Token::of(random);
    let back = own_path(back).unwrap_or("/").to_owned();
    let by = By { reader, provider, back, now: state.member_time() };
    let (ids, digest) = (state.store.ids().clone(), *token.digest(Purpose::Order).bytes());
    let placed = state.store.write(move |tx| place(tx, &ids, &by, &what, &digest)).await?;
    let placed = placed.map_err(|why| Trouble::Wrong(why.into()))?;
    match &state.settings.members.payments {
        Payments::Nobody => Err(nobody()),
        Payments::Manual { .. } => Ok(go(&format!("/pay/invoice/{}", token.text()))),
        Payments::Test => Ok(go(&format!("/pay/test/{}", token.text()))),
        Payments::Stripe(stripe) => stripe::begin(state, stripe, &placed, &token).await,
    }
}

/// Tells whoever takes money that a membership does not go on. Called before the cancellation is written down.
pub async fn stop(state: &State, reader: ReaderId) -> Result<(), Trouble> {
    will(state, reader, false).await
}

/// Tells them that it goes on after all.
pub async fn resume(state: &State, reader: ReaderId) -> Result<(), Trouble> {
    will(state, reader, true).await
}

/// Only Stripe charges by itself; invoices and the page of buttons go by what the stand has written down.
async fn will(state: &State, reader: ReaderId, on: bool) -> Result<(), Trouble> {
    let Payments::Stripe(stripe) = &state.settings.members.payments else { return Ok(()) };
    let kept = state.read(move |tx| memberships::of(tx, reader)).await?.unwrap_or_default();
    if kept.provider.as_deref() != Some(Provider::Stripe.as_str()) {
        return Ok(());
    }
    stripe::will(state, stripe, &kept, on).await
}

/// Leads to where a reader changes how they pay; with invoices, to the next one.
pub async fn manage(state: &State, reader: ReaderId) -> Result<Response, Trouble> {
    let kept = state.read(move |tx| memberships::of(tx, reader)).await?.unwrap_or_default();
    match &state.settings.members.payments {
        Payments::Nobody => Err(nobody()),
        Payments::Test => Ok(go("/pay/test")),
        Payments::Stripe(stripe) => stripe::manage(state, stripe, &kept).await,
        Payments::Manual { .. } => match kept.plan {
            Some(plan) => begin(state, reader, What::Plan { plan, coupon: None }, "/settings/membership").await,
            None => Err(Trouble::Wrong("There is no plan yet that could be paid. Choose one first.".into())),
        },
    }
}

fn nobody() -> Trouble {
    Trouble::Wrong("Nobody takes money on this stand yet. Its operator chooses who does in the settings.".into())
}
