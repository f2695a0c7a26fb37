//! Answers that are no pages: health, metrics, the marks' sheet, the manifest, robots.txt.

use axum::extract::{Path, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::assets;
use crate::door::Trouble;
use crate::state::State;

/// Crawlers are sent away: what stands here belongs to the titles.
const ROBOTS: &str = "User-agent: *\nDisallow: /\n";
const TEXT: &str = "text/plain; charset=utf-8";

/// Whether the stand can serve: `ok`, or what is wrong.
pub async fn healthz(Shared(state): Shared<State>) -> Response {
    match state.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n").into_response(),
        Err(error) => {
            let headers = [(header::CONTENT_TYPE, TEXT)];
            (StatusCode::SERVICE_UNAVAILABLE, headers, format!("the store does not answer: {error}\n")).into_response()
        }
    }
}

/// What is counted, in Prometheus' text format.
pub async fn metrics(Shared(state): Shared<State>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], (state.metrics)()).into_response()
}

/// Files that live at the root.
pub async fn at_root(Shared(state): Shared<State>, Path(name): Path<String>) -> Result<Response, Trouble> {
    match name.as_str() {
        "robots.txt" => Ok(([(header::CONTENT_TYPE, TEXT)], ROBOTS).into_response()),
        "app.webmanifest" => Ok(assets::manifest()),
        "favicon.ico" => Ok((StatusCode::SEE_OTHER, [(header::LOCATION, assets::PATHS.icon.as_str())]).into_response()),
        _ if name.starts_with("marks-") => marks(&state, &name).await,
        _ => Err(Trouble::NotFound),
    }
}

/// The sheet of the marks' colours. An old name answers with the sheet as it is now, not to be kept.
async fn marks(state: &State, name: &str) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    if shelf.marks_path.strip_prefix('/') == Some(name) {
        return Ok(assets::cached(shelf.marks.clone().into_bytes(), "text/css; charset=utf-8"));
    }
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, shelf.marks.clone()).into_response())
}
