//! The routes as a table: each names the act it is, and nobody gets past it whose role may not do that. A route cannot be
//! written down without one.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use newsstand_members::Mode;
use newsstand_members::roles::{Act, Role, may_in};

use crate::door::{Trouble, Visitor, to_sign_in};
use crate::signing::again;
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
    pages: Pages,
}

/// The paths that can be looked at, once all are known: where a form leads back to.
type Pages = Arc<OnceLock<Vec<&'static str>>>;

impl Routes {
    /// None yet.
    pub fn new(mode: Mode) -> Self {
        Self { mode, router: Router::new(), table: Vec::new(), pages: Pages::default() }
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
        let (mode, pages) = (self.mode, Arc::clone(&self.pages));
        let route = Route { method, path, act };
        let admitted = handler.layer(from_fn(move |request, next| admit(mode, route, Arc::clone(&pages), request, next)));
        self.table.push(route);
        Self { router: self.router.route(path, admitted), ..self }
    }

    /// The table.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// What answers requests.
    pub fn router(self) -> Router<State> {
        let looked_at = self.table.iter().filter(|route| route.method == "GET").map(|route| route.path).collect();
        let _ = self.pages.set(looked_at);
        self.router
    }
}

/// Lets whoever may do this go on. What is dangerous is only for those who signed in a moment ago: all others sign in again,
/// and nothing was changed. On a stand that asks nobody, nobody can.
async fn admit(mode: Mode, route: Route, pages: Pages, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>() else { return Trouble::Refused.into_response() };
    if !may_in(mode, visitor.role, route.act) {
        return match visitor.role {
            Role::Visitor => to_sign_in(request.method().is_safe(), &visitor.path),
            _ => Trouble::NotForThem.into_response(),
        };
    }
    if route.act.needs_fresh() && visitor.signed.is_some() && !visitor.is_fresh() {
        let safe = request.method().is_safe();
        return again(&if safe { visitor.path.clone() } else { page_of(route.path, request.uri().path(), &pages) });
    }
    next.run(request).await
}

/// The page that a form stands on, as far as paths tell: the form's own path, or the nearest above it, that can be looked at.
fn page_of(pattern: &str, path: &str, pages: &Pages) -> String {
    let known = pages.get().map_or(&[][..], Vec::as_slice);
    let (mut above, mut here) = (pattern, path);
    while !above.is_empty() {
        if known.contains(&above) {
            return here.to_owned();
        }
        above = above.rsplit_once('/').map_or("", |(rest, _)| rest);
        here = here.rsplit_once('/').map_or("", |(rest, _)| rest);
    }
    "/".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_its_page() {
        let pages = Pages::default();
        pages.set(vec!["/", "/people", "/people/{id}", "/settings/mine/delete"]).expect("empty");
        let back = |pattern, path| page_of(pattern, path, &pages);
        assert_eq!(back("/people/{id}/role", "/people/12/role"), "/people/12");
        assert_eq!(back("/people/invite", "/people/invite"), "/people");
        assert_eq!(back("/settings/mine/delete", "/settings/mine/delete"), "/settings/mine/delete");
        assert_eq!(back("/elsewhere/{id}", "/elsewhere/12"), "/");
    }
}
