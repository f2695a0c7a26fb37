//! Who asks: whoever is signed in; on a stand that nobody has put a password on, its one reader.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::header;
use axum::response::Response;
use newsstand_members::account::{Digest, Purpose, Session, SessionState, Token};
use newsstand_members::roles::Role;
use newsstand_members::{Mode, Reader};
use newsstand_news::Country;
use newsstand_store::sessions::{self, Stored};
use newsstand_store::{Error, accounts::ReaderId};

use super::{Visitor, see};
use crate::guard::seat::Seat;
use crate::guard::{hex, session};
use crate::membership::holding;
use crate::membership::holding::{Asker, Holding};
use crate::state::State;
use crate::words::{in_query, shorten};

/// Characters of a browser's name that are kept.
const AGENT: usize = 200;

/// A session, as far as a page needs it.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Which one.
    pub id: i64,
    /// What the form's token is bound to.
    pub bound: String,
    /// Whether the sign-in was a moment ago: enough for what is dangerous.
    pub fresh: bool,
}

/// What a request brings to be recognised by.
#[derive(Clone, Copy)]
pub struct Brought {
    token: Option<Token>,
    safe: bool,
}

impl Brought {
    /// Takes it out of a request.
    pub fn by(request: &Request) -> Self {
        Self { token: session::token(request.headers()), safe: request.method().is_safe() }
    }
}

impl Visitor {
    /// Somebody who is not known yet.
    pub fn unknown(request: &Request, country: Option<&str>) -> Self {
        let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
        let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("");
        Self {
            seat: Seat::of(request.headers()),
            path: request.uri().path_and_query().map_or_else(|| "/".to_owned(), |path| path.as_str().to_owned()),
            reader: None,
            role: Role::Visitor,
            holds: Reader::Visitor,
            trial: None,
            through: None,
            turned_away: None,
            country: country.and_then(header).and_then(|code| Country::new(code.trim())),
            signed: None,
            address: address(request),
            peer: peer(address(request)),
            agent: shorten(agent, AGENT),
        }
    }

    /// What the form's token is bound to.
    pub fn bound(&self) -> &str {
        self.signed.as_ref().map_or("", |signed| signed.bound.as_str())
    }

    /// Whether the sign-in was a moment ago.
    pub fn is_fresh(&self) -> bool {
        self.signed.as_ref().is_some_and(|signed| signed.fresh)
    }

    /// Who is signed in, and by which session.
    pub fn signed_in(&self) -> Option<(ReaderId, &Signed)> {
        Some((self.reader?, self.signed.as_ref()?))
    }
}

/// Finds out who it is; an answer where they must sign in first.
pub async fn settle(state: &State, visitor: &mut Visitor, brought: Brought) -> Result<Option<Response>, Error> {
    let path = visitor.path.split('?').next().unwrap_or("/").to_owned();
    if is_file(&path) {
        return Ok(None);
    }
    let shelf = state.shelf().await?;
    if !shelf.asks {
        // A membership that nobody runs yet has visitors only; its operator is made by a command.
        if state.settings.mode == Mode::Household {
            (visitor.reader, visitor.role) = (Some(shelf.reader), Role::Operator);
        }
        visitor.holds = state.settings.mode.reader(None);
        return Ok(None);
    }
    recognise(state, visitor, brought.token).await?;
    hold(state, visitor).await?;
    // A membership shows itself to everybody, and each route knows whom it lets in; a household keeps to itself.
    let goes = visitor.signed.is_some() || state.settings.mode == Mode::Membership || is_open(&path);
    Ok((!goes).then(|| to_sign_in(brought.safe, &visitor.path)))
}

/// What somebody holds, in a membership; in a household nobody is asked.
async fn hold(state: &State, visitor: &mut Visitor) -> Result<(), Error> {
    let (mode, now) = (state.settings.mode, state.member_time());
    visitor.holds = mode.reader(None);
    if mode == Mode::Household {
        return Ok(());
    }
    let browser = visitor.seat.key(&state.secret);
    let asker = Asker { reader: visitor.reader, address: visitor.address, browser };
    let mut held = state.read(move |tx| holding::of(tx, &asker, now)).await?;
    visitor.trial = held.trial;
    if let Some(sits) = held.sits.take()
        && let Err(full) = state.store.write(move |tx| sits.take(tx, now)).await?
    {
        held = Holding { metered: visitor.reader, turned_away: Some(full), ..Holding::default() };
    }
    visitor.holds = mode.reader(held.membership);
    (visitor.through, visitor.turned_away) = (held.through, held.turned_away);
    Ok(())
}

/// Leads to where one signs in, to come back to what was asked for.
pub fn to_sign_in(safe: bool, path: &str) -> Response {
    if safe { see(&format!("/sign-in?back={}", in_query(path))) } else { see("/sign-in") }
}

async fn recognise(state: &State, visitor: &mut Visitor, token: Option<Token>) -> Result<(), Error> {
    let Some(token) = token else { return Ok(()) };
    let digest = token.digest(Purpose::Session);
    let found = state.read(move |tx| sessions::by_token(tx, digest.bytes())).await?;
    let Some((stored, role)) = found else { return Ok(()) };
    let now = state.now();
    let rule = as_rule(&stored);
    if !rule.token.matches(&digest) || !rule.state(now).signed_in() {
        return Ok(());
    }
    if let Some(used) = rule.used(now) {
        let (id, seen, until) = (stored.id, used.seen, used.until());
        state.store.write(move |tx| sessions::used(tx, id, seen, until)).await?;
    }
    visitor.reader = Some(stored.reader);
    visitor.role = role.parse().map_err(Error::Damaged)?;
    let fresh = rule.state(now) == SessionState::Fresh;
    visitor.signed = Some(Signed { id: stored.id, bound: hex(digest.bytes()), fresh });
    Ok(())
}

/// A stored session, for the rules.
fn as_rule(stored: &Stored) -> Session {
    Session {
        token: Digest::stored(stored.token),
        created: stored.created,
        proved: stored.proved,
        seen: stored.seen,
        revoked: stored.revoked,
    }
}

/// What says nothing about anybody and asks for nobody.
fn is_file(path: &str) -> bool {
    path.starts_with("/static/")
        || path.starts_with("/websub/")
        || path == "/pay/stripe"
        || path.starts_with("/marks-")
        || matches!(path, "/healthz" | "/metrics" | "/robots.txt" | "/favicon.ico" | "/app.webmanifest")
}

/// What can be asked for before signing in.
fn is_open(path: &str) -> bool {
    path.starts_with("/join/") || path.starts_with("/sign-in/") || matches!(path, "/sign-in" | "/settings/light")
}

fn address(request: &Request) -> Option<IpAddr> {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(from)| from.ip().to_canonical())
}

/// Where the request comes from, for limits: an address, of IPv6 the network of a household.
fn peer(address: Option<IpAddr>) -> String {
    match address {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => hex(address.octets().get(..8).unwrap_or_default()),
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_open_before_signing_in() {
        for path in ["/sign-in", "/sign-in/recover", "/sign-in/link/x", "/sign-in/with/x/back", "/join/x", "/settings/light"] {
            assert!(is_open(path) && !is_file(path), "{path}");
        }
        for path in ["/", "/sign-out", "/settings", "/people", "/newsstand.opml", "/picture/x/y", "/marks"] {
            assert!(!is_open(path) && !is_file(path), "{path}");
        }
    }
}
