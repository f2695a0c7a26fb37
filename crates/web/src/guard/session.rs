//! The cookie of a signed-in browser. Its token is new at every sign-in, and only its digest is kept.

use axum::http::HeaderMap;
use newsstand_members::account::{Token, WHOLE};

use super::seat::{cookie, set_cookie};

/// The cookie of a browser that is away at an issuer.
const WAY: &str = "newsstand_way";
/// How long that cookie is kept, in seconds; what is in it says so itself besides.
const AWAY: u64 = 600;
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

/// What a browser that was away at an issuer brings.
pub fn way(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, WAY)
}

/// The `Set-Cookie` for a browser that leaves for an issuer.
pub fn way_cookie(text: &str, secure: bool) -> String {
    set_cookie(WAY, text, AWAY, secure)
}

/// The `Set-Cookie` that takes it away.
pub fn no_way_cookie(secure: bool) -> String {
    set_cookie(WAY, "", 0, secure)
}
