//! A link into somebody's household: says whose it is, and lets whoever is signed in come in.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::Mode;
use newsstand_members::account::{Purpose, Rule, Token};
use newsstand_news::Moment;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::{Error, Tx, households};

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::membership::{self, holding};
use crate::parts::{Frame, Here};
use crate::signing::{once, wait};
use crate::state::State;
use crate::words;

/// What is said where a link opens nothing.
const OVER: &str = "This link was used already, was taken back, or is older than seven days. Ask whoever sent it for a new one.";

/// The page.
#[derive(Template)]
#[template(path = "household_link.html")]
struct LinkPage {
    frame: Frame,
    /// Who invites; none where the link opens nothing.
    payer: Option<String>,
    /// Where the form goes.
    action: String,
    /// The same, as it stands in a query.
    back: String,
    signed: bool,
    trouble: Option<String>,
}

/// Says whose household it is.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    in_a_membership(&state)?;
    let (digest, now) = (digest(&token), state.member_time());
    let payer = state.read(move |tx| payer(tx, &digest, now)).await?.map(|(_, name)| name);
    let (status, trouble) = match payer {
        Some(_) => (StatusCode::OK, None),
        None => (StatusCode::NOT_FOUND, Some(OVER.to_owned())),
    };
    answer(&state, &visitor, &token, payer, status, trouble).await
}

/// What came of it.
enum Came {
    In,
    Over,
    Not(String, &'static str),
}

/// Comes in.
pub async fn enter(Shared(state): Shared<State>, Path(token): Path<String>, form: Form) -> Result<Response, Trouble> {
    in_a_membership(&state)?;
    let Some(reader) = form.visitor.reader else {
        return Ok(go(&format!("/sign-in?back={}", words::in_query(&format!("/household/{token}")))));
    };
    if let Some(span) = state.locks.take(&[(Rule::CODE_ADDRESS, form.visitor.peer.as_str())], state.now()) {
        return answer(&state, &form.visitor, &token, None, StatusCode::TOO_MANY_REQUESTS, Some(wait(span))).await;
    }
    let (asking, digest) = (state.clone(), digest(&token));
    match state.store.write(move |tx| come(tx, &asking, &digest, reader)).await? {
        Came::In => Ok(go("/settings/membership/household")),
        Came::Over => answer(&state, &form.visitor, &token, None, StatusCode::NOT_FOUND, Some(OVER.to_owned())).await,
        Came::Not(payer, why) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            answer(&state, &form.visitor, &token, Some(payer), status, Some(why.to_owned())).await
        }
    }
}

/// The link is used up only where it leads in.
fn come(tx: &mut Tx<'_>, state: &State, digest: &[u8; 32], reader: ReaderId) -> Result<Came, Error> {
    let now = state.member_time();
    let Some((payer, name)) = payer(tx, digest, now)? else { return Ok(Came::Over) };
    if payer == reader {
        return Ok(Came::Not(name, "This is your own household. The link is for somebody else."));
    }
    if households::of(tx, reader)?.is_some() {
        return Ok(Came::Not(name, "You are in a household already. Leave it first, then open this link again."));
    }
    let room = if membership::own(tx, payer, now)?.is_some_and(|own| own.reads(now)) { holding::room(tx, payer)? } else { 0 };
    if !households::add(tx, payer, reader, room, now)? {
        return Ok(Came::Not(name, "There is no room in this household now. Ask whoever sent the link."));
    }
    if !households::use_link(tx, digest, now)? {
        // Somebody else used it between the two: nobody stays who came by a link that was used up.
        households::remove(tx, payer, reader)?;
        return Ok(Came::Over);
    }
    let line = Line { what: "came".into(), other: Some(payer), ..Line::new(state.now(), reader, Deed::Household) };
    audit::add(tx, state.store.ids(), &line)?;
    Ok(Came::In)
}

/// Who invites by this link.
fn payer(tx: &mut Tx<'_>, digest: &[u8; 32], now: Moment) -> Result<Option<(ReaderId, String)>, Error> {
    let Some(payer) = households::find(tx, digest, now)? else { return Ok(None) };
    Ok(accounts::by_id(tx, payer)?.filter(|account| account.on).map(|account| (payer, account.name)))
}

fn in_a_membership(state: &State) -> Result<(), Trouble> {
    if state.settings.mode == Mode::Membership { Ok(()) } else { Err(Trouble::NotFound) }
}

/// The digest of a link's token; of none where the text is none.
fn digest(token: &str) -> [u8; 32] {
    Token::read(token).map_or([0; 32], |token| *token.digest(Purpose::Invitation).bytes())
}

async fn answer(
    state: &State,
    visitor: &Visitor,
    token: &str,
    payer: Option<String>,
    status: StatusCode,
    trouble: Option<String>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let action = Token::read(token).map_or_else(String::new, |token| format!("/household/{}", token.text()));
    let answer = page(&LinkPage {
        frame: Frame::new(state, visitor, Some(&shelf), Here::Nowhere),
        payer,
        back: words::in_query(&action),
        action,
        signed: visitor.reader.is_some(),
        trouble,
    })?;
    Ok(once(status, answer))
}
