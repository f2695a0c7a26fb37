//! The routes as a table: each names the act it is, and nobody gets past it whose role may not do that. A route cannot be
//! written down without one.

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use newsstand_members::Mode;
use newsstand_members::roles::{Act, Role, may_in};

use crate::door::{Trouble, Visitor, to_sign_in};
use crate::state::State;

/// A way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// With its placeholders, as in `/article/{id}`.
    pub path: &'static str,
    /// What it does.
    pub act: Act,
}

/// All of them.
pub struct Routes {
    mode: Mode,
    router: Router<State>,
    table: Vec<Route>,
}

impl Routes {
    /// None yet.
    pub fn new(mode: Mode) -> Self {
        Self { mode, router: Router::new(), table: Vec::new() }
    }

    /// Adds one that looks and changes nothing.
    pub fn get<H: Handler<T, State>, T: 'static>(self, path: &'static str, act: Act, handler: H) -> Self {
        self.add("GET", path, act, get(handler))
    }

    /// Adds one that changes something.
    pub fn post<H: Handler<T, State>, T: 'static>(self, path: &'static str, act: Act, handler: H) -> Self {
        self.add("POST", path, act, post(handler))
    }

    /// Adds what another part of the house wrote down.
    pub fn with(self, part: impl FnOnce(Self) -> Self) -> Self {
        part(self)
    }

    fn add(mut self, method: &'static str, path: &'static str, act: Act, handler: MethodRouter<State>) -> Self {
        let mode = self.mode;
        let admitted = handler.layer(from_fn(move |request, next| admit(mode, act, request, next)));
        self.table.push(Route { method, path, act });
        Self { router: self.router.route(path, admitted), ..self }
    }

    /// The table.
    #[cfg(test)]
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// What answers requests.
    pub fn router(self) -> Router<State> {
        self.router
    }
}

/// Lets whoever may do this go on.
async fn admit(mode: Mode, act: Act, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>() else { return Trouble::Refused.into_response() };
    if may_in(mode, visitor.role, act) {
        return next.run(request).await;
    }
    if visitor.role == Role::Visitor {
        return to_sign_in(request.method().is_safe(), &visitor.path);
    }
    Trouble::NotForThem.into_response()
}
