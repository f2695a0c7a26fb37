//! Who reads by one's plan: who is in the household, the room that is left, a link that invites, leaving. Membership only.

mod deeds;

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_members::Mode;
use newsstand_news::Moment;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::households::{self, Housemate};
use newsstand_store::{Error, Tx};

use crate::door::{Trouble, Visitor, page};
use crate::membership::{self, holding};
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::words;

pub use deeds::{invite, leave, remove, withdraw};

/// Where the page is.
const PATH: &str = "/settings/membership/household";

/// The page.
#[derive(Template)]
#[template(path = "household.html")]
struct HouseholdPage {
    frame: Frame,
    /// Whose plan they read by, where it is another's.
    payer: Option<String>,
    /// Whether they have a plan of their own now.
    pays: bool,
    /// How many the plan has room for besides them.
    room: i64,
    mates: Vec<Mate>,
    /// Links that are open.
    links: i64,
    /// A link that was made just now, shown once.
    link: Option<String>,
}

/// Somebody who reads by their plan.
struct Mate {
    id: ReaderId,
    name: String,
    since: String,
    /// Whether the plan no longer has room for them.
    over: bool,
}

impl HouseholdPage {
    fn left(&self) -> i64 {
        (self.room - i64::try_from(self.mates.len()).unwrap_or(i64::MAX)).max(0)
    }
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let reader = reader_of(&state, &visitor)?;
    page(&of(&state, &visitor, reader, None).await?)
}

/// Whose household it is; nobody's where the whole stand is one.
fn reader_of(state: &State, visitor: &Visitor) -> Result<ReaderId, Trouble> {
    visitor.reader.filter(|_| state.settings.mode == Mode::Membership).ok_or(Trouble::NotFound)
}

async fn of(state: &State, visitor: &Visitor, reader: ReaderId, link: Option<String>) -> Result<HouseholdPage, Trouble> {
    let now = state.member_time();
    let found = state.read(move |tx| Found::read(tx, reader, now)).await?;
    let shelf = state.shelf().await?;
    let mate = |(at, mate): (usize, Housemate)| Mate {
        id: mate.reader,
        name: mate.name,
        since: words::since(mate.since, now, state.offset()),
        over: i64::try_from(at).unwrap_or(i64::MAX) >= found.room,
    };
    Ok(HouseholdPage {
        frame: Frame { path: PATH.to_owned(), ..Frame::new(state, visitor, Some(&shelf), Here::Nowhere) },
        payer: found.payer,
        pays: found.pays,
        room: found.room,
        mates: found.mates.into_iter().enumerate().map(mate).collect(),
        links: found.links,
        link,
    })
}

/// What the store knows of it.
struct Found {
    payer: Option<String>,
    pays: bool,
    room: i64,
    mates: Vec<Housemate>,
    links: i64,
}

impl Found {
    fn read(tx: &mut Tx<'_>, reader: ReaderId, now: Moment) -> Result<Self, Error> {
        let payer = match households::of(tx, reader)? {
            Some(place) => accounts::by_id(tx, place.payer)?.map(|payer| payer.name),
            None => None,
        };
        Ok(Self {
            payer,
            pays: membership::own(tx, reader, now)?.is_some_and(|own| own.reads(now)),
            room: holding::room(tx, reader)?,
            mates: households::members_of(tx, reader)?,
            links: households::links(tx, reader, now)?,
        })
    }
}
