//! What is on offer and to whom, at the operator's desk: plans, coupons and gifts, institutions.

pub mod coupons;
pub mod gifts;
pub mod institutions;
pub mod plans;
mod written;

use std::sync::Arc;

use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::{Error, Ids, Tx};

use crate::door::{Trouble, Visitor};
use crate::parts::{Frame, Here};
use crate::state::State;

/// Who does something here, and when.
#[derive(Clone)]
struct Hand {
    by: ReaderId,
    /// By the clock, for the log.
    now: Moment,
    /// As it is for memberships.
    at: Moment,
    ids: Arc<Ids>,
}

impl Hand {
    fn of(state: &State, visitor: &Visitor) -> Self {
        Self { by: state.reader_of(visitor), now: state.now(), at: state.member_time(), ids: state.store.ids().clone() }
    }

    /// Writes down what was done, in words of ours.
    fn note(&self, tx: &mut Tx<'_>, deed: Deed, what: &str, other: Option<ReaderId>) -> Result<(), Error> {
        audit::add(tx, &self.ids, &Line { what: what.to_owned(), other, ..Line::new(self.now, self.by, deed) })
    }
}

/// What stands around a page here; after a form that was not taken, forms lead back to the page it stood on.
async fn frame(state: &State, visitor: &Visitor, path: &str) -> Result<Frame, Trouble> {
    let shelf = state.shelf().await?;
    Ok(Frame { path: path.to_owned(), ..Frame::new(state, visitor, Some(&shelf), Here::Nowhere) })
}
