//! What the operator does: invite, take an invitation back, give roles, remove, restore. Each is written down.

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::account::{Purpose, Token};
use newsstand_members::roles::{Act, Role};
use newsstand_store::accounts::{self, Account};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::invitations::{self, Invitation, MOST};
use newsstand_store::{Error, Tx, sessions};

use super::{GIVEN, PATH, allowed, of};
use crate::door::{Trouble, go, page};
use crate::guard::chance;
use crate::guard::form::Form;
use crate::signing::{again, once};
use crate::state::State;

/// Makes an invitation and shows its link, once.
pub async fn invite(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    allowed(&form.visitor, Act::Invite)?;
    let role = role_of(&form)?;
    if role != Role::Reader && !form.visitor.is_fresh() {
        return Ok(again(PATH));
    }
    let random = chance::bytes().ok_or_else(|| Trouble::Broken("the system gives no random bytes".into()))?;
    let token = Token::of(random);
    let (by, now, ids) = (state.reader_of(&form.visitor), state.now(), state.store.ids().clone());
    let until = Purpose::Invitation.until(now).unwrap_or(now);
    let new = Invitation { id: 0, by, role: role.as_str().to_owned(), created: now, until };
    let digest = *token.digest(Purpose::Invitation).bytes();
    let keep = move |tx: &mut Tx<'_>| {
        let line = Line { what: new.role.clone(), ..Line::new(now, by, Deed::Invitation) };
        Ok(invitations::add(tx, &ids, &new, &digest)? && audit::add(tx, &ids, &line).map(|()| true)?)
    };
    if !state.store.write(keep).await? {
        return Err(Trouble::Wrong(format!("{MOST} invitations are open, and that is the most. Take one back first.")));
    }
    let link = format!("{}/join/{}", state.settings.public_address.as_str(), token.text());
    Ok(once(StatusCode::OK, page(&of(&state, &form.visitor, Some(link)).await?)?))
}

fn role_of(form: &Form) -> Result<Role, Trouble> {
    let asked = form.field("role").parse().ok().filter(|role| GIVEN.contains(role));
    asked.ok_or_else(|| Trouble::Wrong("The form names no role that can be given here. Go back and choose one.".into()))
}

/// Takes an invitation back.
pub async fn withdraw(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    allowed(&form.visitor, Act::Invite)?;
    let (by, now, ids) = (state.reader_of(&form.visitor), state.now(), state.store.ids().clone());
    let work = move |tx: &mut Tx<'_>| {
        let gone = invitations::withdraw(tx, id)?;
        if gone {
            audit::add(tx, &ids, &Line::new(now, by, Deed::Withdrawal))?;
        }
        Ok(gone)
    };
    if state.store.write(work).await? { Ok(go(PATH)) } else { Err(Trouble::NotFound) }
}

/// What is done to somebody.
#[derive(Clone, Copy)]
enum Change {
    Role(Role),
    Remove,
    Restore,
}

/// What came of it.
enum Outcome {
    Done,
    Nobody,
    LastOperator,
    Oneself,
}

impl Change {
    /// Whether an operator would no longer be one.
    fn takes_away(self) -> bool {
        !matches!(self, Change::Role(Role::Operator) | Change::Restore)
    }

    fn line(self, line: Line) -> Line {
        match self {
            Change::Role(role) => Line { deed: Deed::Role, what: role.as_str().to_owned(), ..line },
            Change::Remove => Line { deed: Deed::Removal, ..line },
            Change::Restore => Line { deed: Deed::Restoring, ..line },
        }
    }

    fn keep(self, tx: &mut Tx<'_>, account: &Account, state: &State) -> Result<(), Error> {
        match self {
            Change::Role(role) => accounts::set_role(tx, account.id, role.as_str()),
            Change::Restore => accounts::set_on(tx, account.id, true),
            Change::Remove => {
                accounts::set_on(tx, account.id, false)?;
                sessions::end_all(tx, account.id, None, state.now()).map(|_| ())
            }
        }
    }
}

async fn change(state: &State, form: &Form, other: i64, change: Change) -> Result<Response, Trouble> {
    let (by, now, asking) = (state.reader_of(&form.visitor), state.now(), state.clone());
    let work = move |tx: &mut Tx<'_>| {
        let Some(account) = accounts::by_id(tx, other)? else { return Ok(Outcome::Nobody) };
        if matches!(change, Change::Remove) && other == by {
            return Ok(Outcome::Oneself);
        }
        let operates = account.on && account.role == Role::Operator.as_str();
        if operates && change.takes_away() && !accounts::other_operator(tx, other)? {
            return Ok(Outcome::LastOperator);
        }
        change.keep(tx, &account, &asking)?;
        let line = Line { other: Some(other), ..Line::new(now, by, Deed::Role) };
        audit::add(tx, asking.store.ids(), &change.line(line))?;
        Ok(Outcome::Done)
    };
    match state.store.write(work).await? {
        Outcome::Done => Ok(go(PATH)),
        Outcome::Nobody => Err(Trouble::NotFound),
        Outcome::LastOperator => Err(Trouble::Wrong("The stand needs one operator. Make somebody else one first.".into())),
        Outcome::Oneself => Err(Trouble::Wrong("Nobody removes themselves. Ask another operator to do it.".into())),
    }
}

/// Gives a role: the door asks for a fresh sign-in.
pub async fn role(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    allowed(&form.visitor, Act::ChangeRole)?;
    let role = role_of(&form)?;
    change(&state, &form, id, Change::Role(role)).await
}

/// Lets somebody in no more. What they chose and read stays.
pub async fn remove(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    allowed(&form.visitor, Act::ChangeMember)?;
    change(&state, &form, id, Change::Remove).await
}

/// Lets somebody in again.
pub async fn restore(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    allowed(&form.visitor, Act::ChangeMember)?;
    change(&state, &form, id, Change::Restore).await
}
