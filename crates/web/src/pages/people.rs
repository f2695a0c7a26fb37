//! The people of the stand, for its operator: who reads here, in which role, who is invited, and what was done.

mod deeds;

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_members::roles::{Act, Role, may};
use newsstand_store::accounts::{self, Account};
use newsstand_store::audit::{self, Line};
use newsstand_store::invitations::{self, Invitation};
use newsstand_store::{Error, Tx};

use super::sentences::sentence;
use crate::door::{Trouble, Visitor, go, page};
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::words;

pub use deeds::{invite, remove, restore, role, withdraw};

/// Where the page is.
const PATH: &str = "/people";
/// Roles that can be given here. Publishers need titles of theirs first.
const GIVEN: [Role; 3] = [Role::Reader, Role::Editor, Role::Operator];
/// Lines of the log that are shown.
const LINES: i64 = 50;

/// The page.
#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    frame: Frame,
    people: Vec<Person>,
    open: Vec<Open>,
    log: Vec<(String, String)>,
    roles: [Role; 3],
    /// An invitation's link that was made just now, shown once.
    link: Option<String>,
}

/// One of them.
struct Person {
    id: i64,
    name: String,
    email: String,
    role: String,
    on: bool,
    you: bool,
    since: String,
}

/// An open invitation.
struct Open {
    id: i64,
    role: String,
    by: String,
    until: String,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    if !state.shelf().await?.asks {
        return Ok(go("/settings/account"));
    }
    page(&of(&state, &visitor, None).await?)
}

async fn of(state: &State, visitor: &Visitor, link: Option<String>) -> Result<PeoplePage, Trouble> {
    allowed(visitor, Act::SeeMembers)?;
    let now = state.now();
    let (people, open, lines) = state.read(move |tx| read(tx, now)).await?;
    let names: HashMap<i64, &str> = people.iter().map(|person| (person.id, person.name.as_str())).collect();
    let since = |moment| words::since(moment, now, state.offset());
    let name = |id: Option<i64>| id.and_then(|id| names.get(&id)).map_or("Somebody", |name| *name);
    let log = lines.iter().map(|line| (since(line.at), sentence(line, name(line.reader), name(line.other)))).collect();
    let open = open.into_iter().map(|open| Open {
        id: open.id,
        by: name(Some(open.by)).to_owned(),
        role: open.role,
        until: words::until(open.until, now, state.offset()),
    });
    let open = open.collect();
    let shelf = state.shelf().await?;
    Ok(PeoplePage {
        frame: Frame { path: PATH.to_owned(), ..Frame::new(state, visitor, Some(&shelf), Here::Nowhere) },
        people: people.iter().map(|account| Person::of(account, visitor, since(account.created))).collect(),
        open,
        log,
        roles: GIVEN,
        link,
    })
}

type Rows = (Vec<Account>, Vec<Invitation>, Vec<Line>);

fn read(tx: &mut Tx<'_>, now: newsstand_news::Moment) -> Result<Rows, Error> {
    Ok((accounts::all(tx)?, invitations::open(tx, now)?, audit::newest(tx, LINES)?))
}

/// Whether they may; nobody may on a stand that asks nobody.
fn allowed(visitor: &Visitor, act: Act) -> Result<(), Trouble> {
    let may = visitor.signed.is_some() && may(visitor.role, act);
    if may { Ok(()) } else { Err(Trouble::NotForThem) }
}

impl Person {
    fn of(account: &Account, visitor: &Visitor, since: String) -> Self {
        Self {
            id: account.id,
            name: account.name.clone(),
            email: account.email.clone().unwrap_or_default(),
            role: account.role.clone(),
            on: account.on,
            you: visitor.reader == Some(account.id),
            since,
        }
    }
}
