//! Settings: the light, what copies do, and the way to the others.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use newsstand_members::Mode;
use newsstand_members::roles::{Act, may};
use newsstand_store::choices;

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::guard::seat::{Light, light_cookie};
use crate::mine::{Mine, name};
use crate::pages::publisher;
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::words;

/// The page.
#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    frame: Frame,
    household: bool,
    /// Whether everybody has to sign in.
    asks: bool,
    /// Whether others can be invited from here.
    invites: bool,
    editor: bool,
    /// What a publisher's desk is called.
    desk: Option<String>,
    /// Whether publishers are paid from here.
    settles: bool,
    /// Reading one copy marks all.
    together: bool,
    for_you: bool,
    muted: String,
    version: &'static str,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now) = (state.reader_of(&visitor), state.now());
    let mine = state.read(move |tx| Mine::read(tx, reader, now)).await?;
    page(&SettingsPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        household: state.settings.mode == Mode::Household,
        asks: shelf.asks,
        invites: visitor.signed.is_some() && may(visitor.role, Act::Invite),
        editor: may(visitor.role, Act::Pick),
        desk: publisher::called(&state, &visitor, &shelf).await?,
        settles: visitor.signed.is_some() && may(visitor.role, Act::Settle),
        together: mine.copies_together,
        for_you: mine.for_you,
        muted: match mine.mutes.len() {
            0 => "nothing is muted".to_owned(),
            1 => "one thing is muted".to_owned(),
            many => format!("{} things are muted", words::number(many)),
        },
        version: env!("CARGO_PKG_VERSION"),
    })
}

/// Changes what reading one copy of a text does to the others.
pub async fn copies(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = state.reader_of(&form.visitor);
    let each = match form.field("copies") {
        "each" => true,
        "together" => false,
        _ => return Err(Trouble::Wrong("The form does not say what copies shall do. Choose one and send it again.".into())),
    };
    state
        .store
        .write(move |tx| match each {
            true => choices::set(tx, reader, name::COPIES, "each"),
            false => choices::unset(tx, reader, name::COPIES),
        })
        .await?;
    Ok(go(&form.back("/settings")))
}

/// Changes the light, for this browser.
pub async fn light(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let cookie = light_cookie(Light::of(form.field("light")), state.settings.public_address.secure());
    let mut answer = go(&form.back("/settings"));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}
