//! The account: name and address, password, recovery codes, and where one is signed in.

mod change;
mod ways;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::account::RecoveryCodes;
use newsstand_members::roles::{Act, Role, may};
use newsstand_store::accounts::{self, Account};
use newsstand_store::sessions::{self, Stored};
use serde::Deserialize;

use crate::door::{Trouble, Visitor, go, page};
use crate::parts::{Frame, Here};
use crate::signing::once;
use crate::state::State;
use crate::words;

use ways::Ways;
pub use ways::only_way_in;

pub use change::{end_others, end_session, first, name, new_codes, password};

/// Where the page is.
pub const PATH: &str = "/settings/account";

/// The page of somebody who is signed in.
#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    name: String,
    email: String,
    role: &'static str,
    /// Whether others can be invited by them.
    invites: bool,
    codes_left: String,
    devices: Vec<Device>,
    ways: Ways,
    done: Option<&'static str>,
}

/// The page of a stand that asks nobody yet.
#[derive(Template)]
#[template(path = "account_first.html")]
struct FirstPage {
    frame: Frame,
    /// Whether a password can be set from here.
    allowed: bool,
}

/// The page that shows recovery codes, once.
#[derive(Template)]
#[template(path = "codes.html")]
struct CodesPage {
    frame: Frame,
    codes: Vec<String>,
}

/// Where one is signed in.
struct Device {
    id: i64,
    name: String,
    since: String,
    seen: String,
    here: bool,
}

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    if !shelf.asks {
        return page(&FirstPage { frame, allowed: visitor.role == Role::Operator });
    }
    let Some((reader, signed)) = visitor.signed_in() else { return Ok(go("/sign-in?back=/settings/account")) };
    let (here, now) = (signed.id, state.now());
    let read = move |tx: &mut newsstand_store::Tx<'_>| {
        let account = (accounts::by_id(tx, reader)?, accounts::codes_left(tx, reader)?);
        Ok((account, sessions::of(tx, reader, now)?, ways::read(tx, reader)?))
    };
    let ((account, left), sessions, rows) = state.read(read).await?;
    let Account { name, email, .. } = account.ok_or(Trouble::NotFound)?;
    page(&AccountPage {
        ways: Ways::of(&state, &frame, reader, &rows)?,
        frame,
        name,
        email: email.unwrap_or_default(),
        role: visitor.role.as_str(),
        invites: may(visitor.role, Act::Invite),
        codes_left: words::count(left, "recovery code is left", "recovery codes are left"),
        devices: sessions.iter().map(|session| Device::of(session, here, &state)).collect(),
        done: done(&asked.done),
    })
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "password" => Some("The password is changed, and every other browser was signed out."),
        "name" => Some("Name and address are changed."),
        "asked" => Some("A letter is on its way to your address. The link in it holds for 15 minutes."),
        "proved" => Some("The address is yours."),
        "passkey" => Some("The passkey is added."),
        "passkey-gone" => Some("The passkey is taken away."),
        "named" => Some("The passkey has its new name."),
        "linked" => Some("The account elsewhere is linked: you can sign in by it."),
        "unlinked" => Some("The account elsewhere is taken off."),
        "app-gone" => Some("The app's password is taken back."),
        "session" => Some("That browser is signed out."),
        "sessions" => Some("All other browsers are signed out."),
        _ => None,
    }
}

/// Shows recovery codes. They are nowhere else, and not to be kept by the browser.
pub async fn codes_page(state: &State, visitor: &Visitor, codes: &RecoveryCodes) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let frame = Frame::new(state, visitor, Some(&shelf), Here::Nowhere);
    let answer = page(&CodesPage { frame: Frame { path: PATH.to_owned(), ..frame }, codes: codes.shown().to_vec() })?;
    Ok(once(StatusCode::OK, answer))
}

impl Device {
    fn of(session: &Stored, here: i64, state: &State) -> Self {
        let words = |moment| words::since(moment, state.now(), state.offset());
        Self {
            id: session.id,
            name: browser(&session.agent),
            since: words(session.created),
            seen: words(session.seen),
            here: session.id == here,
        }
    }
}

/// `Firefox on Linux`, from how a browser names itself.
fn browser(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let program = first(&[("Edg", "Edge"), ("Firefox", "Firefox"), ("OPR", "Opera"), ("Chrome", "Chrome"), ("Safari", "Safari")]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (program, system) {
        (Some(program), Some(system)) => format!("{program} on {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => "A browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_called_by_their_names() {
        assert_eq!(
            browser("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
            "Firefox on Linux"
        );
        assert_eq!(
            browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"),
            "Safari on iPhone"
        );
        assert_eq!(browser("curl/8"), "A browser");
    }
}
