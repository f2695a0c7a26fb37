//! What the pages of signing in share: names and passwords as they are typed, and how a session begins.

pub mod app;
pub mod keys;
pub mod letter;
pub mod openid;
pub mod passkey;

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use newsstand_members::account::{Email, Password, Purpose, RecoveryCodes, Session, Token, WeakPassword};
use newsstand_members::roles::Role;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::sessions::{self, Begun};
use newsstand_store::{Error, Ids, Tx};

use crate::door::{Signed, Trouble, Visitor, go};
use crate::guard::form::Form;
use crate::guard::{chance, hex, session};
use crate::state::State;
use crate::words;

/// Longest name, in characters.
const NAME: usize = 60;
/// Most characters of what somebody signs in by.
const LOGIN: usize = 254;

/// How somebody wants to be called.
#[derive(Debug, Clone)]
pub struct Named {
    /// The name.
    pub name: String,
    /// It folded: what they sign in by.
    pub handle: String,
    /// The e-mail address, which may also be signed in by.
    pub email: Option<Email>,
}

impl Named {
    /// Reads the form; a sentence where it cannot be used.
    pub fn read(form: &Form) -> Result<Self, String> {
        let name = form.field("name").split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
            return Err(format!("A name has between 1 and {NAME} characters."));
        }
        if name.contains('@') {
            return Err("A name has no @ in it: that is what tells it from an e-mail address.".into());
        }
        let email = match form.field("email").trim() {
            "" => None,
            typed => Some(Email::new(typed).map_err(|why| why.to_string())?),
        };
        Ok(Self { handle: folded(&name), name, email })
    }

    /// Named by no more than what somebody signs in by.
    pub fn by_login(login: &str) -> Self {
        Self { name: login.to_owned(), handle: login.to_owned(), email: Email::new(login).ok() }
    }

    /// The password they chose; a sentence where it is too weak.
    pub fn password(&self, typed: &str) -> Result<Password, String> {
        let plain: String = self.handle.chars().filter(|c| c.is_alphanumeric()).take(NAME).collect();
        let stands_in = Email::new(&format!("{plain}@stand.example")).or_else(|_| Email::new("reader@stand.example"));
        let email = self.email.clone().map_or(stands_in, Ok).map_err(|why| why.to_string())?;
        Password::chosen(typed, &email).map_err(|why| match (why, &self.email) {
            (WeakPassword::Address, None) => "This password is mostly your name. Please take another.".to_owned(),
            (why, _) => why.to_string(),
        })
    }

    /// Keeps it.
    pub fn keep(&self, tx: &mut Tx<'_>, reader: ReaderId) -> Result<(), Error> {
        accounts::name(tx, reader, &self.name, &self.handle, self.email.as_ref().map(Email::as_str))
    }
}

/// What somebody signs in by, as it is looked up.
pub fn folded(login: &str) -> String {
    let words: Vec<_> = login.split_whitespace().collect();
    words.join(" ").to_lowercase().chars().take(LOGIN).collect()
}

/// What a sign-in makes.
#[derive(Clone)]
pub struct Entry {
    token: Token,
    /// Whoever signs in, with the browser they do it from.
    visitor: Visitor,
}

impl Entry {
    /// With a token of its own. Where the browser was signed in before, that session ends.
    pub fn of(visitor: &Visitor) -> Result<Self, Trouble> {
        let token = Token::of(chance::bytes().ok_or_else(no_chance)?);
        Ok(Self { token, visitor: visitor.clone() })
    }

    /// Begins the session.
    pub fn begin(&self, tx: &mut Tx<'_>, ids: &Ids, reader: ReaderId, state: &State) -> Result<(), Error> {
        let now = state.now();
        if let Some((before, signed)) = self.visitor.signed_in() {
            sessions::end(tx, before, signed.id, now)?;
        }
        let session = Session::begin(&self.token, now);
        let (token, agent) = (*session.token.bytes(), self.visitor.agent.clone());
        sessions::begin(tx, ids, &Begun { reader, token, until: session.until(), agent }, now).map(|_| ())
    }

    /// The visitor as they are from now on, for the page that answers.
    pub fn visitor(&self, reader: ReaderId, role: Role) -> Visitor {
        let bound = hex(self.token.digest(Purpose::Session).bytes());
        let signed = Some(Signed { id: 0, bound, fresh: true });
        Visitor { reader: Some(reader), role, signed, ..self.visitor.clone() }
    }

    /// The answer with the cookie.
    pub fn dress(&self, answer: Response, state: &State) -> Response {
        with_cookie(answer, &session::cookie_of(&self.token, state.settings.public_address.secure()))
    }
}

/// Puts a cookie on an answer.
pub fn with_cookie(mut answer: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// Gives a page another status. It is not to be kept: it speaks of one try, or shows what is shown once.
pub fn once(status: StatusCode, mut answer: Response) -> Response {
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// New recovery codes.
pub fn codes() -> Result<RecoveryCodes, Trouble> {
    let mut random = [[0; 10]; 10];
    for code in &mut random {
        *code = chance::bytes().ok_or_else(no_chance)?;
    }
    Ok(RecoveryCodes::of(random))
}

/// Their digests, for the store.
pub fn digests(codes: &RecoveryCodes) -> Vec<[u8; 32]> {
    codes.digests().iter().map(|digest| *digest.bytes()).collect()
}

/// Sends whoever signed in too long ago to sign in again, and back.
pub fn again(back: &str) -> Response {
    go(&format!("/sign-in?again=1&back={}", words::in_query(back)))
}

/// What is said to whoever tried too often.
pub fn wait(span: Duration) -> String {
    let minutes = i64::try_from(span.as_secs().div_ceil(60)).unwrap_or(i64::MAX);
    format!("There were too many tries. Wait {} and try again.", words::count(minutes, "minute", "minutes"))
}

/// What is said where a name or address is another's.
pub fn taken(error: Error) -> Trouble {
    match error {
        Error::Unique => {
            Trouble::Wrong("Another reader of this stand has this name or address. Go back and choose another.".into())
        }
        error => error.into(),
    }
}

/// The password's hash could not be made.
pub fn no_hash() -> Trouble {
    Trouble::Broken("a password could not be hashed: the machine gives no memory or no chance".into())
}

/// The system gives no chance.
pub fn no_chance() -> Trouble {
    Trouble::Broken("the system gives no random bytes".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_in_by_is_folded() {
        assert_eq!(folded("  Ada   QUILL "), "ada quill");
        assert_eq!(folded(&"x".repeat(999)).len(), LOGIN);
    }

    #[test]
    fn a_name_is_no_password() {
        let ada = Named::by_login("ada quill the second");
        let weak = ada.password("AdaQuillTheSecond").unwrap_err();
        assert_eq!(weak, "This password is mostly your name. Please take another.");
        assert!(ada.password("godwit on the bar").is_ok());
        assert!(Named::by_login("!?").password("godwit on the bar").is_ok());
    }

    #[test]
    fn waiting_is_told_in_minutes() {
        assert_eq!(wait(Duration::from_secs(61)), "There were too many tries. Wait 2 minutes and try again.");
    }
}
