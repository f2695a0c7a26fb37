//! The settings in force, for reading: what they are, and where each is set. Secrets are not among them.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_members::Mode;

use crate::door::{Trouble, Visitor, page};
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::{Payments, WebSettings};

/// The page.
#[derive(Template)]
#[template(path = "operator_settings.html")]
struct SettingsPage {
    frame: Frame,
    settings: Vec<Setting>,
}

/// One of them.
struct Setting {
    what: &'static str,
    value: String,
    /// Its place in newsstand.toml.
    place: &'static str,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    let database = state.store.location().redacted();
    page(&SettingsPage { frame, settings: in_force(&state.settings, database) })
}

fn in_force(settings: &WebSettings, database: String) -> Vec<Setting> {
    let setting = |what, value: String, place| Setting { what, value, place };
    let members = &settings.members;
    let mode = match settings.mode {
        Mode::Household => "a household",
        Mode::Membership => "a membership",
    };
    let payments = match &members.payments {
        Payments::Nobody => "nobody",
        Payments::Manual { .. } => "the operator, by invoice",
        Payments::Test => "a page of buttons; no money moves",
        Payments::Stripe(_) => "Stripe",
    };
    let issuers: Vec<&str> = members.issuers.iter().map(|issuer| issuer.name.as_str()).collect();
    let none = |text: String| if text.is_empty() { "none".to_owned() } else { text };
    vec![
        setting("It is run as", mode.into(), "mode"),
        setting("Browsers find it at", settings.public_address.as_str().to_owned(), "public-address"),
        setting("Everything rests in", database, "database"),
        setting(
            "Pictures are kept up to",
            format!("{} MiB", settings.pictures_limit / (1024 * 1024)),
            "[pictures] cache-mb",
        ),
        setting("Money is taken by", payments.into(), "[payments]"),
        setting("One can also sign in by", none(issuers.join(", ")), "[[openid]]"),
        setting("Letters are sent", if members.letters { "yes" } else { "no" }.into(), "[mail]"),
        setting(
            "The country is told by",
            none(members.country_header.clone().unwrap_or_default()),
            "[members] country-header",
        ),
    ]
}
