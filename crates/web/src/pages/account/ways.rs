//! The ways somebody has to sign in, as the account page lists them.

use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::credentials::{self, Credential, Kind};
use newsstand_store::{Error, Tx};

use crate::door::Trouble;
use crate::parts::Frame;
use crate::signing::letter;
use crate::signing::passkey::{Ceremony, Question, user_text};
use crate::state::State;
use crate::words;

/// What is read for them.
pub struct Rows {
    password: bool,
    proved: bool,
    passkeys: Vec<Credential>,
    linked: Vec<Credential>,
    apps: Vec<Credential>,
}

/// Reads it.
pub fn read(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Rows, Error> {
    Ok(Rows {
        password: accounts::password(tx, reader)?.is_some(),
        proved: accounts::proved(tx, reader)?.is_some(),
        passkeys: credentials::of(tx, reader, Kind::Passkey)?,
        linked: credentials::of(tx, reader, Kind::Oidc)?,
        apps: credentials::of(tx, reader, Kind::App)?,
    })
}

/// Whether there is but one way in, and it is no password: that one is not taken away.
pub fn only_way_in(tx: &mut Tx<'_>, reader: ReaderId) -> Result<bool, Error> {
    let rows = read(tx, reader)?;
    Ok(!rows.password && rows.passkeys.len() + rows.linked.len() < 2)
}

/// One of them in a table.
pub struct Way {
    /// Which.
    pub id: i64,
    /// Its name.
    pub label: String,
    /// Since when.
    pub since: String,
    /// When it was last used.
    pub used: String,
}

/// All of them.
pub struct Ways {
    /// Whether there is a password.
    pub password: bool,
    /// Whether the address was shown to be theirs.
    pub proved: bool,
    /// Whether letters are sent.
    pub letters: bool,
    /// The question that makes a passkey, where the stand's name lets there be any.
    pub question: Option<Question>,
    /// Whom a new passkey is for.
    pub user: String,
    /// Ids of passkeys that are there already.
    pub known: String,
    /// Passkeys.
    pub passkeys: Vec<Way>,
    /// Accounts elsewhere.
    pub linked: Vec<Way>,
    /// Slug and name of issuers that can be linked.
    pub issuers: Vec<(String, String)>,
    /// Apps.
    pub apps: Vec<Way>,
}

impl Ways {
    /// For the page.
    pub fn of(state: &State, frame: &Frame, reader: ReaderId, rows: &Rows) -> Result<Self, Trouble> {
        let known: Vec<&str> = rows.passkeys.iter().map(|passkey| passkey.subject.as_str()).collect();
        let issuers = &state.settings.members.issuers;
        let all = |rows: &[Credential]| rows.iter().map(|one| Way::of(one, state)).collect();
        Ok(Self {
            password: rows.password,
            proved: rows.proved,
            letters: letter::offered(state),
            question: Question::new(state, &frame.slip, Ceremony::Create)?,
            user: user_text(reader),
            known: known.join(" "),
            passkeys: all(&rows.passkeys),
            linked: all(&rows.linked),
            issuers: issuers.iter().map(|issuer| (issuer.slug.clone(), issuer.name.clone())).collect(),
            apps: all(&rows.apps),
        })
    }
}

impl Way {
    fn of(one: &Credential, state: &State) -> Self {
        let words = |moment| words::since(moment, state.now(), state.offset());
        let used = one.used.map_or_else(|| "not yet".to_owned(), words);
        Self { id: one.id, label: one.label.clone(), since: words(one.created), used }
    }
}
