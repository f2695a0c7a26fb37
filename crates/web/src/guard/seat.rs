//! A browser's seat at the stand: a random cookie that form tokens are bound to, and the light it reads by.

use axum::http::{HeaderMap, header};

use super::{Secret, chance, hex};

/// The cookie of the seat.
const SEAT: &str = "newsstand_seat";
/// The cookie of the light.
pub const LIGHT: &str = "newsstand_light";
/// One year in seconds.
const YEAR: u64 = 31_536_000;

/// The light that pages are drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Light {
    /// As the device says.
    #[default]
    Device,
    /// Light.
    Morning,
    /// Sepia.
    Afternoon,
    /// Dark.
    Night,
}

impl Light {
    /// The word in the sheet, the form and the cookie; empty for the device's.
    pub const fn as_str(self) -> &'static str {
        match self {
            Light::Device => "",
            Light::Morning => "light",
            Light::Afternoon => "sepia",
            Light::Night => "dark",
        }
    }
    /// Reads the word; anything else is the device's.
    pub fn of(word: &str) -> Self {
        [Light::Morning, Light::Afternoon, Light::Night].into_iter().find(|light| light.as_str() == word).unwrap_or_default()
    }
}

/// A browser's seat.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The random name in the cookie, 32 hex digits.
    name: String,
    /// Whether the browser has yet to be told.
    pub fresh: bool,
    /// The light it reads by.
    pub light: Light,
}

impl Seat {
    /// Takes the seat out of a request's cookies, or makes one.
    pub fn of(headers: &HeaderMap) -> Self {
        let light = cookie(headers, LIGHT).map(Light::of).unwrap_or_default();
        match cookie(headers, SEAT).filter(|name| well_formed(name)) {
            Some(name) => Self { name: name.to_owned(), fresh: false, light },
            None => Self { name: random_name(), fresh: true, light },
        }
    }

    /// The token that every form of this seat carries while it is signed in by the session that `bound` tells apart; empty
    /// when it is not signed in.
    pub fn token(&self, bound: &str, secret: &Secret) -> String {
        secret.sign("form", &format!("{} {bound}", self.name))
    }

    /// Whether `token` is this seat's, under this session.
    pub fn owns(&self, token: &str, bound: &str, secret: &Secret) -> bool {
        !self.fresh && secret.verifies("form", &format!("{} {bound}", self.name), token)
    }

    /// A name for this browser that tells nobody its cookie; none where it keeps none yet.
    pub fn key(&self, secret: &Secret) -> Option<String> {
        (!self.fresh).then(|| secret.sign("seat", &self.name))
    }

    /// The `Set-Cookie` that tells the browser its seat.
    pub fn set_cookie(&self, secure: bool) -> String {
        set_cookie(SEAT, &self.name, YEAR, secure)
    }
}

/// The `Set-Cookie` for a light.
pub fn light_cookie(light: Light, secure: bool) -> String {
    set_cookie(LIGHT, light.as_str(), YEAR, secure)
}

/// A `Set-Cookie` that holds for so many seconds.
pub(super) fn set_cookie(name: &str, value: &str, seconds: u64, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}")
}

/// A cookie of a request.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn well_formed(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// 16 random bytes in hex. Where the system gives none, the name is empty and owns no token: reading goes on,
/// nothing can be changed.
fn random_name() -> String {
    chance::bytes::<16>().map(|bytes| hex(&bytes)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())])
    }

    #[test]
    fn a_token_belongs_to_one_seat() {
        let secret = Secret::new(&[1; 32]);
        let one = Seat::of(&headers("a=b; newsstand_seat=00112233445566778899aabbccddeeff; newsstand_light=dark"));
        assert!(!one.fresh);
        assert_eq!(one.light, Light::Night);
        assert!(one.owns(&one.token("", &secret), "", &secret));
        let other = Seat::of(&headers("newsstand_seat=ff112233445566778899aabbccddeeff"));
        assert!(!other.owns(&one.token("", &secret), "", &secret));
        assert!(!one.owns("", "", &secret));
        assert!(
            !one.owns(&one.token("", &secret), "a session", &secret),
            "one from before the sign-in is worth nothing after"
        );
        assert!(one.owns(&one.token("a session", &secret), "a session", &secret));
    }

    #[test]
    fn a_fresh_seat_owns_nothing_yet() {
        let secret = Secret::new(&[1; 32]);
        for cookie in ["", "newsstand_seat=", "newsstand_seat=<script>", "xnewsstand_seat=00112233445566778899aabbccddeeff"] {
            let seat = Seat::of(&headers(cookie));
            assert!(seat.fresh, "{cookie}");
            assert!(!seat.owns(&seat.token("", &secret), "", &secret));
        }
        assert_ne!(Seat::of(&HeaderMap::new()).name, Seat::of(&HeaderMap::new()).name);
        assert_eq!(Light::of("\"><script>"), Light::Device);
    }
}
