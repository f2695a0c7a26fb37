//! Settings, few as yet: the light.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use newsstand_members::Mode;

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::guard::seat::{Light, light_cookie};
use crate::parts::{Frame, Here};
use crate::state::State;

/// The page.
#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    frame: Frame,
    household: bool,
    version: &'static str,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    page(&SettingsPage { frame, household: state.settings.mode == Mode::Household, version: env!("CARGO_PKG_VERSION") })
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
