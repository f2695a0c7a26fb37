//! Somebody who signs up: what they are called, and what is kept of them in one transaction.

use newsstand_members::account::{Email, Rule};
use newsstand_members::roles::Role;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::letters::{self, Letter};
use newsstand_store::{Error, Tx, readers};

use super::chosen;
use crate::door::Trouble;
use crate::guard::form::Form;
use crate::pages::offers::{begin_trial, trial_of};
use crate::signing::{Entry, Named, folded};
use crate::state::State;

/// Most characters of a name that is made of an address.
const NAME: usize = 40;
/// How many handles are tried before chance decides: `ada`, `ada 2`, …
const TRIED: i64 = 50;

/// How somebody who signs up is called; a sentence where it cannot be used. Without a name they get what stands before the @.
pub fn named(form: &Form) -> Result<Named, String> {
    let email = Email::new(form.field("email")).map_err(|why| why.to_string())?;
    if !form.field("name").trim().is_empty() {
        let named = Named::read(form)?;
        return Ok(Named { email: Some(email), ..named });
    }
    let local = email.as_str().split('@').next().unwrap_or_default();
    let name: String = local.chars().take(NAME).collect();
    Ok(Named { handle: folded(&name), name, email: Some(email) })
}

/// Somebody who signs up.
pub struct Newcomer {
    pub named: Named,
    pub hash: String,
    /// The plan whose trial they were told of.
    pub plan: String,
    pub entry: Entry,
}

/// An account that was made.
pub struct Begun {
    pub reader: ReaderId,
    /// The plan for which whoever takes the card is next.
    pub to_pay: Option<i64>,
}

impl Newcomer {
    /// Makes the account; none where the address has one.
    pub fn join(&self, tx: &mut Tx<'_>, state: &State) -> Result<Option<Begun>, Error> {
        let (ids, now) = (state.store.ids(), state.now());
        let email = self.named.email.as_ref().map_or("", Email::as_str);
        if accounts::is_taken(tx, email)? {
            return Ok(None);
        }
        let reader = readers::add(tx, ids, &self.named.name, now)?.id;
        Named { handle: self.free_handle(tx, reader)?, ..self.named.clone() }.keep(tx, reader)?;
        accounts::set_role(tx, reader, Role::Reader.as_str())?;
        accounts::set_password(tx, ids, reader, &self.hash, now)?;
        // Somebody new would else find their lists empty: they take off what they do not want.
        readers::follow_all(tx, reader, now)?;
        audit::add(tx, ids, &Line::new(now, reader, Deed::SignUp))?;
        let plan = chosen(tx, &self.plan)?;
        let to_pay = match plan {
            Some(plan) if trial_of(&plan).is_some_and(|trial| trial.needs_card()) => Some(plan.id),
            Some(plan) => {
                begin_trial(tx, state, reader, &plan)?;
                None
            }
            None => None,
        };
        self.entry.begin(tx, ids, reader, state)?;
        Ok(Some(Begun { reader, to_pay }))
    }

    /// What nobody else signs in by: the name folded, or with a number behind it. The name itself may be another's too.
    fn free_handle(&self, tx: &mut Tx<'_>, reader: ReaderId) -> Result<String, Error> {
        let plain = &self.named.handle;
        for number in 1..=TRIED {
            let handle = if number == 1 { plain.clone() } else { format!("{plain} {number}") };
            if !handle.is_empty() && !accounts::is_taken(tx, &handle)? {
                return Ok(handle);
            }
        }
        Ok(format!("{plain} {reader}"))
    }
}

/// Writes to an address that has an account that somebody wanted another with it; not more often than links are mailed.
pub async fn write_to(state: &State, typed: &str) -> Result<(), Trouble> {
    let Ok(email) = Email::new(typed) else { return Ok(()) };
    let now = state.now();
    if state.locks.take(&[(Rule::EMAIL_LINK_ACCOUNT, email.as_str())], now).is_some() {
        return Ok(());
    }
    let (ids, stand) = (state.store.ids().clone(), state.settings.public_address.as_str().to_owned());
    let write = move |tx: &mut Tx<'_>| {
        // Who may no longer sign in is not written to.
        let Some(account) = accounts::by_login(tx, email.as_str())? else { return Ok(()) };
        let letter = Letter {
            reader: Some(account.id),
            address: email.as_str().to_owned(),
            kind: "sign-up".into(),
            subject: "You have an account already".into(),
            body: body(&stand),
        };
        letters::queue(tx, &ids, &letter, now)
    };
    Ok(state.store.write(write).await?)
}

fn body(stand: &str) -> String {
    format!(
        "Somebody, perhaps you, wanted to make an account with this address at {stand}. There is one already.\n\n\
         Sign in: {stand}/sign-in\n\
         The password is lost: {stand}/sign-in/recover\n\n\
         If it was not you, there is nothing to do: nothing was changed.\n"
    )
}
