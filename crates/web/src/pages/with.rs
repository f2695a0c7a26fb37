//! Signing in by an issuer (OpenID Connect), and linking an account there with one here. A link is made only by whoever is
//! signed in here: an e-mail address that is the same in both places links nothing, or else whoever holds the address there
//! would take over the account here.

mod newcomer;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use newsstand_members::Mode;
use newsstand_members::account::Rule;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::credentials::{self, Kind, MOST, NewCredential};
use newsstand_store::{Error, Tx};
use serde::Deserialize;

use super::account::{PATH, only_way_in};
use super::sign_in;
use crate::Issuer;
use crate::door::{Trouble, Visitor, go, page, to_issuer};
use crate::guard::form::Form;
use crate::guard::{chance, session};
use crate::parts::{Frame, Here};
use crate::signing::openid::{Claims, Expected, Way, check, exchange};
use crate::signing::{Entry, again, no_chance, once, wait, with_cookie};
use crate::state::State;

/// The page on which a browser leaves for an issuer.
#[derive(Template)]
#[template(path = "leave.html")]
struct LeavePage<'a> {
    frame: Frame,
    name: &'a str,
    address: &'a str,
}

/// What an issuer sends a browser back with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    code: String,
    state: String,
    error: String,
    iss: String,
}

/// Begins the way to an issuer, to sign in.
pub async fn begin(Shared(state): Shared<State>, Path(slug): Path<String>, form: Form) -> Result<Response, Trouble> {
    if !state.shelf().await?.asks {
        return Ok(go("/"));
    }
    leave(&state, &slug, &form, None).await
}

/// Begins it to link an account there with one's own: only shortly after a sign-in.
pub async fn begin_link(Shared(state): Shared<State>, Path(slug): Path<String>, form: Form) -> Result<Response, Trouble> {
    let (reader, signed) = form.visitor.signed_in().ok_or(Trouble::Refused)?;
    if !signed.fresh {
        return Ok(again(PATH));
    }
    leave(&state, &slug, &form, Some(reader)).await
}

async fn leave(state: &State, slug: &str, form: &Form, linking: Option<ReaderId>) -> Result<Response, Trouble> {
    let issuer = of(state, slug)?;
    let now = state.now();
    if let Some(span) = state.locks.take(&[(Rule::SIGN_IN_ADDRESS, &form.visitor.peer)], now) {
        return Err(Trouble::Wrong(wait(span)));
    }
    let random = chance::bytes().ok_or_else(no_chance)?;
    let way = Way::begin(slug, random, linking, form.back("/"), now);
    let endpoints = state.issuers.of(state, issuer).await.map_err(|why| Trouble::Wrong(away(issuer, &why)))?;
    let to = endpoints.authorization(state, issuer, &way);
    let shelf = state.shelf().await?;
    let frame = Frame { path: "/sign-in".into(), ..Frame::new(state, &form.visitor, Some(&shelf), Here::Nowhere) };
    let answer = to_issuer(&to, page(&LeavePage { frame, name: &issuer.name, address: to.as_str() })?);
    let cookie = session::way_cookie(&way.text(&state.secret), state.settings.public_address.secure());
    Ok(with_cookie(answer, &cookie))
}

fn of<'s>(state: &'s State, slug: &str) -> Result<&'s Issuer, Trouble> {
    state.settings.members.issuers.iter().find(|issuer| issuer.slug == slug).ok_or(Trouble::NotFound)
}

fn away(issuer: &Issuer, why: &str) -> String {
    format!("{} could not be asked who you are. {why} Sign in another way, or try again later.", issuer.name)
}

/// Takes a browser back from an issuer and signs it in. It is a GET that changes something, as the protocol has it; state, nonce
/// and PKCE's verifier bind it to the browser that set out, and the cookie it needs is taken away with the answer.
pub async fn back(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(slug): Path<String>,
    Query(said): Query<Said>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let issuer = of(&state, &slug)?.clone();
    let now = state.now();
    let cookie = session::way(&headers).unwrap_or("");
    let way = Way::read(cookie, &slug, &state.secret, now).filter(|way| way.has_state(&said.state, &state.secret));
    let done = match way {
        Some(way) => told(&state, &issuer, &way, &said).await.map(|claims| (way, claims)),
        None => Err("This answer belongs to no sign-in that this browser began in the last ten minutes. Begin again.".into()),
    };
    let entry = Entry::of(&visitor)?;
    let outcome = match done {
        Err(sentence) => Outcome::Refused(sentence),
        Ok((way, claims)) => {
            let arrival = Arrival { issuer, way, claims, visitor: visitor.clone(), entry: entry.clone() };
            let asking = state.clone();
            state.store.write(move |tx| arrival.keep(tx, &asking)).await?
        }
    };
    let answer = match outcome {
        Outcome::SignedIn(back) => entry.dress(go(&back), &state),
        Outcome::Linked => go(&format!("{PATH}?done=linked")),
        Outcome::Refused(why) => sign_in::refuse(&state, &visitor, "/", StatusCode::UNPROCESSABLE_ENTITY, why).await?,
    };
    Ok(with_cookie(answer, &session::no_way_cookie(state.settings.public_address.secure())))
}

/// What an issuer says of whoever came back.
async fn told(state: &State, issuer: &Issuer, way: &Way, said: &Said) -> Result<Claims, String> {
    if !said.error.is_empty() || said.code.is_empty() {
        return Err(format!("{} did not say who you are. Sign in another way, or begin again.", issuer.name));
    }
    let endpoints = state.issuers.of(state, issuer).await.map_err(|why| away(issuer, &why))?;
    // An answer that names its issuer must name this one (RFC 9207).
    if !said.iss.is_empty() && said.iss != endpoints.issuer {
        return Err(format!("This answer was not made by {}. Begin again.", issuer.name));
    }
    let (token, keys) = exchange(state, issuer, &endpoints, way, &said.code).await.map_err(|why| away(issuer, &why))?;
    let nonce = way.nonce(&state.secret);
    let expected = Expected { issuer: &endpoints.issuer, client: &issuer.client, nonce: &nonce, now: state.now() };
    check(&token, &keys, &expected).map_err(|why| {
        tracing::warn!(issuer = issuer.slug, "a token was refused: {why}");
        format!("What {} says about you does not hold, so nobody was signed in. Begin again.", issuer.name)
    })
}

/// Somebody who came back.
struct Arrival {
    issuer: Issuer,
    way: Way,
    claims: Claims,
    visitor: Visitor,
    entry: Entry,
}

/// What became of it.
enum Outcome {
    SignedIn(String),
    Linked,
    Refused(String),
}

impl Arrival {
    fn keep(&self, tx: &mut Tx<'_>, state: &State) -> Result<Outcome, Error> {
        let subject = format!("{} {}", self.issuer.issuer.as_str(), self.claims.subject);
        let known = credentials::by_subject(tx, Kind::Oidc, &subject)?;
        if let Some(reader) = self.way.linking {
            return self.link(tx, state, reader, subject, known.map(|known| known.reader));
        }
        let (ids, now) = (state.store.ids(), state.now());
        let reader = match known {
            Some(known) => {
                credentials::used(tx, known.id, 0, now)?;
                known.reader
            }
            None if state.settings.mode == Mode::Membership => match self.newcomer(tx, state, &subject)? {
                Ok(reader) => reader,
                Err(why) => return Ok(Outcome::Refused(why)),
            },
            None => {
                audit::add(tx, ids, &Line { reader: None, what: "issuer".into(), ..Line::new(now, 0, Deed::FailedSignIn) })?;
                return Ok(Outcome::Refused(format!(
                    "Nobody of this stand is linked with this account at {}. Sign in another way and link it in Your account.",
                    self.issuer.name
                )));
            }
        };
        if let Some(email) = &self.claims.email {
            accounts::prove(tx, reader, &email.to_lowercase(), now)?;
        }
        audit::add(tx, ids, &Line { what: self.issuer.name.clone(), ..Line::new(now, reader, Deed::SignIn) })?;
        self.entry.begin(tx, ids, reader, state)?;
        Ok(Outcome::SignedIn(self.way.back.clone()))
    }

    /// Links an account there with the one that is signed in here, where it is still the same one.
    fn link(
        &self,
        tx: &mut Tx<'_>,
        state: &State,
        reader: ReaderId,
        subject: String,
        linked: Option<ReaderId>,
    ) -> Result<Outcome, Error> {
        let (ids, now, name) = (state.store.ids(), state.now(), &self.issuer.name);
        if self.visitor.signed_in().map(|(reader, _)| reader) != Some(reader) {
            return Ok(Outcome::Refused("Sign in first, and begin the linking again in Your account.".into()));
        }
        match linked {
            Some(linked) if linked == reader => return Ok(Outcome::Linked),
            Some(_) => return Ok(Outcome::Refused(format!("This account at {name} is linked with another reader's here."))),
            None => {}
        }
        let new = linked_credential(reader, name, subject);
        if !credentials::add(tx, ids, &new, now)? {
            return Ok(Outcome::Refused(format!(
                "{MOST} accounts elsewhere are linked, and that is the most. Take one off first."
            )));
        }
        audit::add(tx, ids, &Line { what: format!("linked {name}"), ..Line::new(now, reader, Deed::Linked) })?;
        Ok(Outcome::Linked)
    }
}

fn linked_credential(reader: ReaderId, name: &str, subject: String) -> NewCredential {
    let (kind, label) = (Kind::Oidc, name.to_owned());
    NewCredential { kind, reader, label, subject: Some(subject), verifier: Vec::new(), counter: 0 }
}

/// Takes a link off again, unless it is the only way in.
pub async fn unlink(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let (reader, signed) = form.visitor.signed_in().ok_or(Trouble::Refused)?;
    if !signed.fresh {
        return Ok(again(PATH));
    }
    let (now, ids) = (state.now(), state.store.ids().clone());
    let work = move |tx: &mut Tx<'_>| {
        if only_way_in(tx, reader)? {
            return Ok(None);
        }
        let gone = credentials::remove(tx, reader, Kind::Oidc, id)?;
        if gone {
            audit::add(tx, &ids, &Line { what: "took a linked sign-in off".into(), ..Line::new(now, reader, Deed::Linked) })?;
        }
        Ok(Some(gone))
    };
    match state.store.write(work).await? {
        Some(true) => Ok(once(StatusCode::SEE_OTHER, go(&format!("{PATH}?done=unlinked")))),
        Some(false) => Err(Trouble::NotFound),
        None => Err(Trouble::Wrong("This is your only way in. Set a password first, or add a passkey.".into())),
    }
}
