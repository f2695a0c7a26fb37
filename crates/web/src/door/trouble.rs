//! What can go wrong at the door, and the page that says so in a plain sentence.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use newsstand_store::Error;

use super::Visitor;
use crate::parts::{Frame, Here};
use crate::state::State;

/// Why a page could not be given.
#[derive(Debug, Clone)]
pub enum Trouble {
    /// There is nothing at this address.
    NotFound,
    /// The form did not come from the stand, or its slip is old.
    Refused,
    /// It is there, for people in another role.
    NotForThem,
    /// The request was meant for another name.
    ElsewhereNamed,
    /// What was sent is too large.
    TooLarge,
    /// What was sent cannot be used; the sentence says why.
    Wrong(String),
    /// The store does not answer.
    Away(Error),
    /// It took too long.
    Slow,
    /// A mistake of ours; the words are for the log only.
    Broken(String),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::Other(words) => Trouble::Broken(words),
            error => Trouble::Away(error),
        }
    }
}

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Trouble::NotFound => StatusCode::NOT_FOUND,
            Trouble::Refused | Trouble::NotForThem => StatusCode::FORBIDDEN,
            Trouble::ElsewhereNamed => StatusCode::MISDIRECTED_REQUEST,
            Trouble::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Trouble::Away(_) | Trouble::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Carries the trouble to the door, which writes the page.
#[derive(Clone)]
struct Carried(Arc<Trouble>);

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut answer = self.status().into_response();
        answer.extensions_mut().insert(Carried(Arc::new(self)));
        answer
    }
}

/// Marks an answer for a program: it stands as it is, without a page.
#[derive(Debug, Clone, Copy)]
pub struct ForProgram;

/// The trouble in an answer: carried by it, or told from its status where a layer gave up.
pub fn of(answer: &Response) -> Option<Arc<Trouble>> {
    if let Some(Carried(trouble)) = answer.extensions().get() {
        return Some(Arc::clone(trouble));
    }
    if answer.extensions().get::<ForProgram>().is_some() {
        return None;
    }
    let from_layer = !answer.headers().contains_key(axum::http::header::CONTENT_TYPE);
    match answer.status() {
        StatusCode::SERVICE_UNAVAILABLE if from_layer => Some(Arc::new(Trouble::Slow)),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Arc::new(Trouble::TooLarge)),
        StatusCode::BAD_REQUEST => Some(Arc::new(Trouble::NotFound)),
        _ => None,
    }
}

/// The page of a trouble.
#[derive(Template)]
#[template(path = "trouble.html")]
pub struct TroublePage<'a> {
    /// The frame.
    pub frame: Frame,
    /// What went wrong.
    pub trouble: &'a Trouble,
    /// The right name of the stand.
    pub public_address: &'a str,
}

/// A path for the log: without what was asked, and without the token of an invitation, an order or a link.
fn without_secrets(path: &str) -> &str {
    let path = path.split('?').next().unwrap_or("");
    let hidden = [("/join/", "/join/…"), ("/sign-in/", "/sign-in/…"), ("/pay/", "/pay/…"), ("/household/", "/household/…")];
    hidden.into_iter().find(|(start, _)| path.starts_with(start)).map_or(path, |(_, shown)| shown)
}

/// Writes the page. When even the titles cannot be read, the frame does without them.
pub async fn page(state: &State, visitor: &Visitor, trouble: Arc<Trouble>) -> Response {
    match &*trouble {
        Trouble::Broken(words) => tracing::error!(path = without_secrets(&visitor.path), "a page could not be made: {words}"),
        Trouble::Away(error) => tracing::warn!(path = without_secrets(&visitor.path), "the store does not answer: {error}"),
        Trouble::Slow => tracing::warn!(path = without_secrets(&visitor.path), "a page took too long"),
        _ => {}
    }
    let shelf = state.shelf().await.ok();
    let frame = Frame::new(state, visitor, shelf.as_deref(), Here::Nowhere);
    let page = TroublePage { frame, trouble: &trouble, public_address: state.settings.public_address.as_str() };
    match super::page(&page) {
        Ok(mut answer) => {
            *answer.status_mut() = trouble.status();
            answer
        }
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "The page could not be written.").into_response(),
    }
}
