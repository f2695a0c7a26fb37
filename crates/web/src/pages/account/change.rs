//! Changing one's account: the first password, another one, name and address, codes, sessions.

use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::account::{Password, RecoveryCodes, Rule};
use newsstand_members::roles::Role;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::{Error, Tx, sessions};

use super::{PATH, codes_page};
use crate::door::{Signed, Trouble, go};
use crate::guard::form::Form;
use crate::pages::sign_in::parsed;
use crate::signing::{Entry, Named, again, codes, digests, no_hash, taken, wait};
use crate::state::State;

/// Sets the first password of the stand: its first reader is the operator from now on, and everybody is asked who they are.
pub async fn first(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    if shelf.asks || form.visitor.role != Role::Operator {
        return Err(Trouble::Refused);
    }
    let named = Named::read(&form).map_err(Trouble::Wrong)?;
    let password = named.password(form.field("password")).map_err(Trouble::Wrong)?;
    let hash = state.locks.hash(password).await.ok_or_else(no_hash)?;
    let (entry, shown) = (Entry::of(&form.visitor)?, codes()?);
    let claim = Claim { reader: shelf.reader, named, hash, codes: shown.clone(), entry: entry.clone() };
    let (asking, reader) = (state.clone(), shelf.reader);
    let claimed = state.store.write(move |tx| claim.keep(tx, &asking)).await.map_err(taken)?;
    state.titles_changed();
    if !claimed {
        return Err(Trouble::Refused);
    }
    Ok(entry.dress(codes_page(&state, &entry.visitor(reader, Role::Operator), &shown).await?, &state))
}

/// The first password.
struct Claim {
    reader: ReaderId,
    named: Named,
    hash: String,
    codes: RecoveryCodes,
    entry: Entry,
}

impl Claim {
    /// Keeps it; false where somebody was faster.
    fn keep(&self, tx: &mut Tx<'_>, state: &State) -> Result<bool, Error> {
        let (ids, now, reader) = (state.store.ids(), state.now(), self.reader);
        // Two who are as fast are asked one after the other: this takes the row. It is the operator's in any case.
        accounts::set_role(tx, reader, Role::Operator.as_str())?;
        if accounts::asks(tx)? {
            return Ok(false);
        }
        self.named.keep(tx, reader)?;
        accounts::set_password(tx, ids, reader, &self.hash, now)?;
        accounts::set_codes(tx, ids, reader, &digests(&self.codes), now)?;
        audit::add(tx, ids, &Line { what: "first".into(), ..Line::new(now, reader, Deed::Password) })?;
        self.entry.begin(tx, ids, reader, state)?;
        Ok(true)
    }
}

/// Changes the password. The old one is asked for where there is one; every other session ends, and this one goes on under a new token.
pub async fn password(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (reader, session) = signed(&form)?;
    let (old, new) = (form.field("old"), form.field("password"));
    let (account, hash) = state.read(move |tx| Ok((accounts::by_id(tx, reader)?, accounts::password(tx, reader)?))).await?;
    let account = account.ok_or(Trouble::NotFound)?;
    let new = chosen(account.email.as_deref().unwrap_or(&account.name), new)?;
    let now = state.now();
    let whom = format!("password of {reader}");
    if let Some(span) = state.locks.take(&[(Rule::SIGN_IN_ACCOUNT, &whom)], now) {
        return Err(Trouble::Wrong(wait(span)));
    }
    // Who came in without ever having one shows by a fresh sign-in that it is them.
    if hash.is_none() && !session.fresh {
        return Ok(again(PATH));
    }
    if hash.is_some() && !state.locks.right(hash.as_deref().and_then(parsed), old).await {
        return Err(Trouble::Wrong(
            "The old password is not right, so nothing was changed. Go back and try again.".into(),
        ));
    }
    state.locks.clear(Rule::SIGN_IN_ACCOUNT, &whom);
    let hash = state.locks.hash(new).await.ok_or_else(no_hash)?;
    let entry = Entry::of(&form.visitor)?;
    let (kept, asking, ids) = (entry.clone(), state.clone(), state.store.ids().clone());
    let change = move |tx: &mut Tx<'_>| {
        accounts::set_password(tx, &ids, reader, &hash, now)?;
        sessions::end_all(tx, reader, None, now)?;
        audit::add(tx, &ids, &Line { what: "changed".into(), ..Line::new(now, reader, Deed::Password) })?;
        kept.begin(tx, &ids, reader, &asking)
    };
    state.store.write(change).await?;
    Ok(entry.dress(go(&format!("{PATH}?done=password")), &state))
}

fn chosen(known_by: &str, typed: &str) -> Result<Password, Trouble> {
    Named::by_login(&crate::signing::folded(known_by)).password(typed).map_err(Trouble::Wrong)
}

/// Whoever is signed in.
fn signed(form: &Form) -> Result<(ReaderId, &Signed), Trouble> {
    form.visitor.signed_in().ok_or(Trouble::Refused)
}

/// Changes name and address, which one signs in by: only shortly after a sign-in.
pub async fn name(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (reader, session) = signed(&form)?;
    if !session.fresh {
        return Ok(again(PATH));
    }
    let named = Named::read(&form).map_err(Trouble::Wrong)?;
    let (now, ids) = (state.now(), state.store.ids().clone());
    let change = move |tx: &mut Tx<'_>| {
        named.keep(tx, reader)?;
        audit::add(tx, &ids, &Line::new(now, reader, Deed::Name))
    };
    state.store.write(change).await.map_err(taken)?;
    Ok(go(&format!("{PATH}?done=name")))
}

/// Makes new recovery codes; those before are worth nothing any more.
pub async fn new_codes(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (reader, _) = signed(&form)?;
    let shown = codes()?;
    let (kept, now, ids) = (digests(&shown), state.now(), state.store.ids().clone());
    let change = move |tx: &mut Tx<'_>| {
        accounts::set_codes(tx, &ids, reader, &kept, now)?;
        audit::add(tx, &ids, &Line::new(now, reader, Deed::Codes))
    };
    state.store.write(change).await?;
    codes_page(&state, &form.visitor, &shown).await
}

/// Ends one of one's own sessions.
pub async fn end_session(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let (reader, _) = signed(&form)?;
    let (now, ids) = (state.now(), state.store.ids().clone());
    let end = move |tx: &mut Tx<'_>| {
        let ended = sessions::end(tx, reader, id, now)?;
        if ended {
            audit::add(tx, &ids, &Line::new(now, reader, Deed::SessionEnd))?;
        }
        Ok(ended)
    };
    if !state.store.write(end).await? {
        return Err(Trouble::NotFound);
    }
    Ok(go(&format!("{PATH}?done=session")))
}

/// Ends all of one's own sessions but this one.
pub async fn end_others(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let (reader, session) = signed(&form)?;
    let (here, now, ids) = (session.id, state.now(), state.store.ids().clone());
    let end = move |tx: &mut Tx<'_>| {
        sessions::end_all(tx, reader, Some(here), now)?;
        audit::add(tx, &ids, &Line { what: "others".into(), ..Line::new(now, reader, Deed::SessionEnd) })
    };
    state.store.write(end).await?;
    Ok(go(&format!("{PATH}?done=sessions")))
}
