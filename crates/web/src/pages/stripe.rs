//! Where Stripe tells what happened (webhooks). Only what it signed is looked at; each event counts once.

use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use newsstand_members::payment::stripe::signature::verify;
use newsstand_members::payment::stripe::{BODY_MOST, event};
use newsstand_store::Tx;

use crate::Payments;
use crate::door::ForProgram;
use crate::pay::apply::apply;
use crate::state::State;

/// Takes an event. Anything but 2xx has Stripe send it again, for up to three days.
pub async fn tells(Shared(state): Shared<State>, headers: HeaderMap, body: Body) -> Response {
    let Payments::Stripe(stripe) = &state.settings.members.payments else {
        return plain(StatusCode::NOT_FOUND, "Nobody listens here.");
    };
    let Ok(body) = axum::body::to_bytes(body, BODY_MOST).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE, "An event that large is not taken.");
    };
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or("");
    if let Err(why) = verify(signature, &body, &stripe.webhook_secret, state.now()) {
        tracing::warn!("a webhook was refused: {why}");
        return plain(StatusCode::BAD_REQUEST, &why.to_string());
    }
    let notice = match event::read(&body) {
        Ok(notice) => notice,
        Err(why) => {
            tracing::error!("an event of Stripe's cannot be read: {why}");
            return plain(StatusCode::UNPROCESSABLE_ENTITY, &why.to_string());
        }
    };
    let (ids, now) = (state.store.ids().clone(), state.member_time());
    let work = move |tx: &mut Tx<'_>| apply(tx, &ids, &notice, now);
    match state.store.write(work).await {
        Ok(applied) => plain(StatusCode::OK, applied.as_str()),
        Err(error) => {
            tracing::error!("an event of Stripe's was not kept, and will be sent again: {error}");
            plain(StatusCode::SERVICE_UNAVAILABLE, "It could not be kept now. Send it again.")
        }
    }
}

/// An answer for a program.
fn plain(status: StatusCode, words: &str) -> Response {
    let mut answer = (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words.to_owned()).into_response();
    answer.extensions_mut().insert(ForProgram);
    answer
}
