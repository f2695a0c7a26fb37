//! The door: routes, limits, who comes in, headers on what goes out, and plain sentences when something went wrong.

mod trouble;
mod who;

use std::net::IpAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use newsstand_members::roles::Role;
use newsstand_members::{Mode, Reader};
use newsstand_news::{Country, Moment};
use newsstand_store::accounts::ReaderId;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::guard::seat::Seat;
use crate::guard::{headers, host};
use crate::membership::holding::Through;
use crate::rights::Rights;
use crate::routes::Routes;
use crate::signing::openid::Authorization;
use crate::state::State;
use crate::{assets, pages};

pub use trouble::{ForProgram, Trouble};
pub use who::{Signed, to_sign_in};

/// Longest a request may take. Looking for feeds at an address goes out and may take a while.
const REQUEST_LIMIT: Duration = Duration::from_secs(40);
/// Largest body of a request: an OPML file of many thousand feeds.
pub const BODY_LIMIT: usize = 8 * 1024 * 1024;

/// Who asks, and for what.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The browser's seat.
    pub seat: Seat,
    /// The path and query asked for.
    pub path: String,
    /// Who reads; none where nobody is signed in on a stand that asks.
    pub reader: Option<ReaderId>,
    /// What they are here.
    pub role: Role,
    /// What they hold, for the decision on what may be shown.
    pub holds: Reader,
    /// Their trial, where they are on one: when it began and when it ends.
    pub trial: Option<(Moment, Moment)>,
    /// The country they read in, where a proxy of the operator's tells it.
    pub country: Option<Country>,
    /// The session they are signed in by.
    pub signed: Option<Signed>,
    /// Through whom they hold it, where it is not their own.
    pub through: Option<Through>,
    /// Why an institution could not let them in just now, as a sentence.
    pub turned_away: Option<String>,
    /// The address they ask from, where it is known.
    pub address: Option<IpAddr>,
    /// It as limits count it: of IPv6 the network of a household.
    pub peer: String,
    /// Their browser, as it names itself.
    pub agent: String,
}

impl Visitor {
    /// What may be shown to them.
    pub fn rights(&self, state: &State) -> Rights {
        Rights { holds: self.holds, place: self.country, now: state.member_time() }
    }
}

/// All routes with their layers, innermost first.
pub fn router(state: State) -> Router {
    pages::routes(Routes::new(state.settings.mode))
        .router()
        .fallback(|| async { Trouble::NotFound })
        .method_not_allowed_fallback(|| async { Trouble::NotFound })
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST_LIMIT))
        .layer(from_fn_with_state(state.clone(), visit))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(state)
}

/// Lets a request in, and dresses the answer.
async fn visit(Shared(state): Shared<State>, mut request: Request, next: Next) -> Response {
    let mut visitor = Visitor::unknown(&request, state.settings.members.country_header.as_deref());
    let brought = who::Brought::by(&request);
    let mut answer = match refused(&state, &request) {
        Some(trouble) => trouble.into_response(),
        None => match who::settle(&state, &mut visitor, brought).await {
            Err(error) => Trouble::from(error).into_response(),
            Ok(Some(sign_in)) => sign_in,
            Ok(None) => {
                request.extensions_mut().insert(visitor.clone());
                next.run(request).await
            }
        },
    };
    if let Some(trouble) = trouble::of(&answer) {
        answer = trouble::page(&state, &visitor, trouble).await;
    }
    let secure = state.settings.public_address.secure();
    if visitor.seat.fresh
        && is_page(&answer)
        && let Ok(cookie) = HeaderValue::from_str(&visitor.seat.set_cookie(secure))
    {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    if is_page(&answer) {
        // What a page shows depends on who asks. On a membership's shared machines nothing of a member's stays behind.
        let members = state.settings.mode == Mode::Membership && visitor.reader.is_some();
        headers::of_page(answer.headers_mut(), members);
    }
    headers::put(answer.headers_mut());
    answer
}

fn refused(state: &State, request: &Request) -> Option<Trouble> {
    let public = &state.settings.public_address;
    // HTTP/1.1 has a Host header; an absolute request target has its host in the address.
    let named = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| request.uri().authority().map(|a| a.as_str()));
    // Programs that watch over the stand ask by whatever name they have.
    let watched = matches!(request.uri().path(), "/healthz" | "/metrics");
    if !watched && !named.is_some_and(|named| public.answers_for(named)) {
        return Some(Trouble::ElsewhereNamed);
    }
    (!host::own_page(request.method(), request.headers(), public)).then_some(Trouble::Refused)
}

fn is_page(answer: &Response) -> bool {
    answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// Answers a page.
pub fn page(template: &impl askama::Template) -> Result<Response, Trouble> {
    let html = template.render().map_err(|error| Trouble::Broken(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

/// Sends the browser on to a path of ours, after a form was taken.
pub fn go(path: &str) -> Response {
    see(crate::guard::form::own_path(path).unwrap_or("/"))
}

fn see(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response()
}

/// Sends the browser to an issuer of the settings, on a page with the same link. The page's policy lets forms lead to the
/// stand alone, so this cannot be a redirect.
pub fn to_issuer(to: &Authorization, mut page: Response) -> Response {
    if let Ok(refresh) = HeaderValue::from_str(&format!("0; url={}", to.as_str())) {
        page.headers_mut().insert("refresh", refresh);
    }
    page.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    page
}

/// Sends the browser on for ever: the thing has moved.
pub fn moved(path: &str) -> Response {
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, path.to_owned())]).into_response()
}

/// Answers `/static/{name}`.
pub async fn statics(axum::extract::Path(name): axum::extract::Path<String>) -> Result<Response, Trouble> {
    assets::answer(&name).ok_or(Trouble::NotFound)
}
