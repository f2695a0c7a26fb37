//! The cookie of a signed-in browser. Its token is new at every sign-in, and only its digest is kept.

use axum::http::HeaderMap;
use newsstand_members::account::{Token, WHOLE};

use super::seat::{cookie, set_cookie};

/// The cookie.
const SESSION: &str = "newsstand_session";

/// The token a request brings.
pub fn token(headers: &HeaderMap) -> Option<Token> {
    cookie(headers, SESSION).and_then(Token::read)
}

/// The `Set-Cookie` for a new session.
pub fn cookie_of(token: &Token, secure: bool) -> String {
    set_cookie(SESSION, &token.text(), WHOLE.as_secs(), secure)
}

/// The `Set-Cookie` that takes it away.
pub fn no_cookie(secure: bool) -> String {
    set_cookie(SESSION, "", 0, secure)
}
