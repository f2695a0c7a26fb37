//! Paying: what pages ask of whoever takes money. No card is ever seen here.

use axum::response::Response;
use newsstand_store::accounts::ReaderId;

use crate::door::Trouble;
use crate::state::State;

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
    /// So many periods of a plan for somebody else.
    Gift {
        /// Which plan.
        plan: i64,
        /// How many periods.
        periods: u32,
    },
}

/// Sends a reader to where they pay, to come back to `back` afterwards.
pub async fn begin(_state: &State, _reader: ReaderId, _what: What, _back: &str) -> Result<Response, Trouble> {
    Err(nobody())
}

/// Tells whoever takes money that a membership does not go on. Called before the cancellation is written down.
pub async fn stop(_state: &State, _reader: ReaderId) -> Result<(), Trouble> {
    Ok(())
}

/// Tells them that it goes on after all.
pub async fn resume(_state: &State, _reader: ReaderId) -> Result<(), Trouble> {
    Ok(())
}

/// Leads to where a reader changes how they pay.
pub async fn manage(_state: &State, _reader: ReaderId) -> Result<Response, Trouble> {
    Err(nobody())
}

fn nobody() -> Trouble {
    Trouble::Wrong("Nobody takes money on this stand yet. Its operator chooses who does in the settings.".into())
}
