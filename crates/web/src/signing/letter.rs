//! Letters with a link that shows who somebody is. The link names the stand by its public address, never by a request's host.

use newsstand_members::account::{Purpose, Token};
use newsstand_news::Moment;
use newsstand_store::accounts::Account;
use newsstand_store::letter_links::{self, Link, LinkKind};
use newsstand_store::letters::{self, Letter};
use newsstand_store::{Error, Tx};

use super::no_chance;
use crate::door::Trouble;
use crate::guard::chance;
use crate::state::State;

/// Whether this stand sends letters, or shows them as a demo does.
pub fn offered(state: &State) -> bool {
    state.settings.members.letters || state.settings.made_up
}

/// A link that can be sent.
#[derive(Clone, Copy)]
pub struct Sealed(Token);

impl Sealed {
    /// With a token of its own.
    pub fn new() -> Result<Self, Trouble> {
        Ok(Self(Token::of(chance::bytes().ok_or_else(no_chance)?)))
    }

    /// Puts a letter with it on its way; nothing where the account has no address.
    pub fn send(&self, tx: &mut Tx<'_>, state: &State, kind: LinkKind, account: &Account, now: Moment) -> Result<(), Error> {
        let Some(email) = account.email.clone() else { return Ok(()) };
        let until = Purpose::EmailLink.until(now).unwrap_or(now);
        let link = Link { reader: account.id, email: email.clone(), until };
        let (ids, stand) = (state.store.ids(), state.settings.public_address.as_str());
        letter_links::add(tx, ids, kind, &link, self.0.digest(Purpose::EmailLink).bytes(), now)?;
        let (path, word, subject, what) = match kind {
            LinkKind::Address => ("address", "address", "Is this address yours?", "show that this address is yours"),
            _ => ("link", "sign-in", "Your link to sign in", "sign in"),
        };
        let body = format!(
            "Hello {},\n\nwith this link you {what} at {stand}:\n\n{stand}/sign-in/{path}/{}\n\n\
             It holds for 15 minutes and counts once. Whoever asked for it typed this address there; if it was not you, \
             do nothing, and nothing happens.\n",
            account.name,
            self.0.text()
        );
        let letter = Letter { reader: Some(account.id), address: email, kind: word.into(), subject: subject.into(), body };
        letters::queue(tx, ids, &letter, now)
    }
}

/// The digest of a link's token; of none where the text is none.
pub fn digest(token: &str) -> [u8; 32] {
    Token::read(token).map_or([0; 32], |token| *token.digest(Purpose::EmailLink).bytes())
}
