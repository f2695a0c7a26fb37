//! Where hubs call back (WebSub). What is asked and told is decided elsewhere; here it is only taken in, within limits.
//!
//! The protocol makes a hub confirm by GET: the one address where a GET changes something, and only what the stand itself
//! asked for, behind a path that nobody can guess.

use axum::body::Bytes;
use axum::extract::{Path, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::state::State;
use crate::{HubAnswer, HubQuestion, HubTold};

/// Longest challenge that is sent back, in bytes.
const CHALLENGE: usize = 1024;

/// What stands in the address.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(rename = "hub.mode", default)]
    mode: String,
    #[serde(rename = "hub.topic", default)]
    topic: String,
    #[serde(rename = "hub.challenge", default)]
    challenge: String,
    #[serde(rename = "hub.lease_seconds", default)]
    lease_seconds: String,
}

/// A hub asks whether the stand wants what it was asked for.
pub async fn asks(Shared(state): Shared<State>, Path(token): Path<String>, Query(asked): Query<Asked>) -> Response {
    if asked.challenge.len() > CHALLENGE {
        return nothing(StatusCode::NOT_FOUND);
    }
    let lease_seconds = asked.lease_seconds.trim().parse().ok();
    let question = HubQuestion { mode: asked.mode, topic: asked.topic, challenge: asked.challenge, lease_seconds };
    match state.outside.hub_asks(token, question).await {
        Ok(Some(challenge)) => ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], challenge).into_response(),
        Ok(None) => nothing(StatusCode::NOT_FOUND),
        Err(_) => nothing(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// A hub tells of something new.
pub async fn tells(Shared(state): Shared<State>, Path(token): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let told = HubTold { signature: text("x-hub-signature"), content_type: text("content-type"), body: body.to_vec() };
    let status = match state.outside.hub_tells(token, told).await {
        Ok(HubAnswer::Taken) => StatusCode::NO_CONTENT,
        Ok(HubAnswer::Forged) => StatusCode::FORBIDDEN,
        // The hub forgets a subscription that is gone.
        Ok(HubAnswer::Unknown) => StatusCode::GONE,
        // It is sent again later.
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    };
    nothing(status)
}

/// An answer without a page: hubs are programs.
fn nothing(status: StatusCode) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "").into_response()
}
