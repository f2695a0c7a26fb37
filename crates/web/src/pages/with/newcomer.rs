//! Somebody whom an issuer sends for the first time: in a membership they get an account.

use newsstand_members::account::Email;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::{Error, Tx, credentials, readers};

use super::{Arrival, linked_credential};
use crate::signing::folded;
use crate::state::State;

/// Most characters of a name.
const NAME: usize = 50;
/// How many names are tried before somebody is called by a number.
const TRIES: u32 = 20;

impl Arrival {
    /// Makes the account; a sentence where it has to be linked by hand: an address that is the same proves nothing here.
    pub(super) fn newcomer(&self, tx: &mut Tx<'_>, state: &State, subject: &str) -> Result<Result<ReaderId, String>, Error> {
        let (ids, now, issuer) = (state.store.ids(), state.now(), &self.issuer.name);
        let email = self.claims.email.as_deref().and_then(|email| Email::new(email).ok());
        if let Some(email) = &email
            && accounts::is_taken(tx, email.as_str())?
        {
            return Ok(Err(format!(
                "There is an account with this e-mail address already. Sign in to it another way, and link {issuer} in Your account."
            )));
        }
        // Its account was removed: it does not come back as another.
        if credentials::is_known(tx, credentials::Kind::Oidc, subject)? {
            return Ok(Err("This account was removed. Ask whoever runs the stand.".into()));
        }
        let name = free_name(tx, &called(self.claims.name.as_deref().unwrap_or(""), email.as_ref()))?;
        let reader = readers::add(tx, ids, &name, now)?.id;
        accounts::name(tx, reader, &name, &folded(&name), email.as_ref().map(Email::as_str))?;
        credentials::add(tx, ids, &linked_credential(reader, issuer, subject.to_owned()), now)?;
        audit::add(tx, ids, &Line { what: issuer.clone(), ..Line::new(now, reader, Deed::SignUp) })?;
        Ok(Ok(reader))
    }
}

/// What somebody is called, as far as it can be a name here.
fn called(name: &str, email: Option<&Email>) -> String {
    let clean = |text: &str| {
        let text: String = text.chars().filter(|c| !c.is_control() && *c != '@').collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(NAME).collect::<String>()
    };
    let own = clean(name);
    if !own.is_empty() {
        return own;
    }
    email.map(|email| clean(email.local())).filter(|local| !local.is_empty()).unwrap_or_else(|| "Reader".into())
}

/// The name, with a number where somebody has it.
fn free_name(tx: &mut Tx<'_>, name: &str) -> Result<String, Error> {
    for number in 1..TRIES {
        let tried = if number == 1 { name.to_owned() } else { format!("{name} {number}") };
        if !accounts::is_taken(tx, &folded(&tried))? {
            return Ok(tried);
        }
    }
    let random: [u8; 4] = crate::guard::chance::bytes().unwrap_or_default();
    Ok(format!("{name} {}", u32::from_le_bytes(random)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_elsewhere_become_names_here() {
        let email = Email::new("jane@paper.example").ok();
        assert_eq!(called(" Jane  \u{7}Doe ", None), "Jane Doe");
        assert_eq!(called("", email.as_ref()), "jane");
        assert_eq!(called("@@", None), "Reader");
        assert_eq!(called(&"x".repeat(99), None).len(), NAME);
    }
}
