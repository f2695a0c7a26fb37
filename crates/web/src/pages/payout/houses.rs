//! The publishers: their titles, and who sees their statements.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::roles::Role;
use newsstand_news::{Id, Publisher};
use newsstand_store::audit::{self, Deed, Line as Noted};
use newsstand_store::publisher_people::{self, Seer};
use newsstand_store::{Error, Tx, accounts};

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::pages::publisher::{in_force, owner};
use crate::parts::{Frame, Here, Plate};
use crate::signing::{again, folded};
use crate::state::State;

/// Where the page is.
const PATH: &str = "/operator/publishers";

/// The page.
#[derive(Template)]
#[template(path = "operator_publishers.html")]
struct HousesPage {
    frame: Frame,
    houses: Vec<House>,
}

/// A publisher.
struct House {
    id: Id<Publisher>,
    name: String,
    plates: Vec<Arc<Plate>>,
    people: Vec<Seer>,
}

/// Shows them.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let (now, shelf) = (state.member_time(), state.shelf().await?);
    let (agreed, people) = state.read(move |tx| Ok((in_force(tx, now)?, publisher_people::all(tx)?))).await?;
    let mut houses: BTreeMap<Id<Publisher>, House> = BTreeMap::new();
    let house = |id| House { id, name: shelf.publisher(id).unwrap_or("").to_owned(), plates: Vec::new(), people: Vec::new() };
    for on in &shelf.by_name {
        if let Some(id) = owner(on, &agreed) {
            houses.entry(id).or_insert_with(|| house(id)).plates.push(Arc::clone(&on.plate));
        }
    }
    for seer in people {
        houses.entry(seer.publisher).or_insert_with(|| house(seer.publisher)).people.push(seer);
    }
    let mut houses: Vec<House> = houses.into_values().collect();
    houses.sort_by_cached_key(|house| house.name.to_lowercase());
    page(&HousesPage {
        frame: Frame { path: PATH.to_owned(), ..Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere) },
        houses,
    })
}

/// Lets somebody see a publisher's statements: only shortly after a sign-in.
pub async fn add(Shared(state): Shared<State>, Path(publisher): Path<String>, form: Form) -> Result<Response, Trouble> {
    let Some(by) = form.visitor.reader.filter(|_| form.visitor.is_fresh()) else { return Ok(again(PATH)) };
    let (publisher, name) = known(&state, &publisher).await?;
    let login = folded(form.field("login"));
    let (ids, now) = (Arc::clone(state.store.ids()), state.now());
    let added = state.store.write(move |tx| {
        let Some(account) = accounts::by_login(tx, &login)? else { return Ok(Some(NOBODY)) };
        match account.role.parse().map_err(Error::Damaged)? {
            Role::Reader => accounts::set_role(tx, account.id, Role::Publisher.as_str())?,
            Role::Publisher => {}
            Role::Operator => return Ok(Some("An operator sees all statements already.")),
            Role::Editor | Role::Visitor => return Ok(Some(EDITOR)),
        }
        if publisher_people::add(tx, account.id, publisher, now)? {
            let what = format!("may see the statements of {name}");
            audit::add(tx, &ids, &Noted { what, other: Some(account.id), ..Noted::new(now, by, Deed::Publisher) })?;
        }
        Ok(None)
    });
    added.await?.map_or_else(|| Ok(go(PATH)), |why| Err(Trouble::Wrong(why.to_owned())))
}

const NOBODY: &str = "Nobody on this stand has this name or address. Invite them first, then put them down here.";
const EDITOR: &str = "This is an editor, and nobody is two things at once. Make them a reader first.";

/// Lets somebody see them no longer. Whoever sees nobody's is a reader again.
pub async fn remove(
    Shared(state): Shared<State>,
    Path((publisher, reader)): Path<(String, i64)>,
    form: Form,
) -> Result<Response, Trouble> {
    let Some(by) = form.visitor.reader.filter(|_| form.visitor.is_fresh()) else { return Ok(again(PATH)) };
    let (publisher, name) = known(&state, &publisher).await?;
    let (ids, now) = (Arc::clone(state.store.ids()), state.now());
    let removed = state.store.write(move |tx| {
        if !publisher_people::remove(tx, reader, publisher)? {
            return Ok(false);
        }
        back_to_reader(tx, reader)?;
        let what = format!("no longer sees the statements of {name}");
        audit::add(tx, &ids, &Noted { what, other: Some(reader), ..Noted::new(now, by, Deed::Publisher) })?;
        Ok(true)
    });
    if removed.await? { Ok(go(PATH)) } else { Err(Trouble::NotFound) }
}

fn back_to_reader(tx: &mut Tx<'_>, reader: i64) -> Result<(), Error> {
    let publishes = accounts::by_id(tx, reader)?.is_some_and(|account| account.role == Role::Publisher.as_str());
    if publishes && publisher_people::of_reader(tx, reader)?.is_empty() {
        accounts::set_role(tx, reader, Role::Reader.as_str())?;
    }
    Ok(())
}

async fn known(state: &State, publisher: &str) -> Result<(Id<Publisher>, String), Trouble> {
    let id: Id<Publisher> = publisher.parse().map_err(|_| Trouble::NotFound)?;
    let shelf = state.shelf().await?;
    Ok((id, shelf.publisher(id).ok_or(Trouble::NotFound)?.to_owned()))
}
