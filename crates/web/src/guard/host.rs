//! Under which names the stand answers, and whether a request that changes something comes from its own pages.

use std::net::IpAddr;

use axum::http::{HeaderMap, Method, header};

/// Where the stand is for browsers: `http://127.0.0.1:8765`, `https://news.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicAddress {
    origin: String,
}

impl PublicAddress {
    /// Takes a scheme and host with an optional port; a path is dropped. None when it is not http or https.
    pub fn new(text: &str) -> Option<Self> {
        let address = newsstand_news::Address::new(text)?;
        let (scheme, _) = address.as_str().split_once("://")?;
        Some(Self { origin: format!("{scheme}://{}", address.host()) })
    }

    /// `https://news.example`, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// Whether cookies may be marked `Secure`.
    pub fn secure(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// The name that passkeys are bound to (WebAuthn, 5.1.2: RP ID): the host, where it is a name that is reached safely. An
    /// address in digits is none.
    pub fn passkey_name(&self) -> Option<&str> {
        let name = without_port(self.host());
        let digits = name.starts_with('[') || name.parse::<IpAddr>().is_ok();
        let safe = self.secure() || name == "localhost" || name.ends_with(".localhost");
        (safe && !digits).then_some(name)
    }

    fn host(&self) -> &str {
        self.origin.split_once("://").map_or("", |(_, host)| host)
    }

    /// Whether a request for this host is meant for the stand. A name that is neither ours nor local is refused: a
    /// page elsewhere may have pointed its own name here (DNS rebinding) to read the stand with the reader's browser.
    pub fn answers_for(&self, host: &str) -> bool {
        let host = host.trim().to_ascii_lowercase();
        host == self.host() || is_local_name(without_port(&host))
    }
}

fn without_port(host: &str) -> &str {
    if host.starts_with('[') {
        return host.split_inclusive(']').next().unwrap_or(host);
    }
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Names that nobody outside can own: addresses in digits, `localhost`, multicast DNS, names without a dot.
fn is_local_name(name: &str) -> bool {
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<IpAddr>().is_ok()
        || name == "localhost"
        || name.ends_with(".localhost")
        || name.ends_with(".local")
        || (!name.is_empty() && !name.contains('.'))
}

/// Whether a request that may change something comes from a page of the stand, as far as the browser says.
/// The form token is asked for besides.
pub fn own_page(method: &Method, headers: &HeaderMap, public: &PublicAddress) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN.as_str()) {
        None => true,
        Some(origin) if origin == public.as_str() => true,
        // A browser that knows the stand by another name: origin and host must at least agree.
        Some(origin) => {
            let host = text(header::HOST.as_str()).unwrap_or("");
            origin.split_once("://").is_some_and(|(_, from)| from == host) && public.answers_for(host)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> PublicAddress {
        PublicAddress::new("http://127.0.0.1:8765").unwrap()
    }

    #[test]
    fn foreign_names_are_refused() {
        let news = PublicAddress::new("https://News.example/x").unwrap();
        assert_eq!(news.as_str(), "https://news.example");
        for good in ["news.example", "localhost:8765", "127.0.0.1", "[::1]:8765", "192.168.1.9:80", "nas", "nas.local:8765"] {
            assert!(news.answers_for(good), "{good}");
        }
        for bad in ["evil.example", "news.example.evil.test", "", "127.0.0.1.evil.test:8765", "evil.example:8765"] {
            assert!(!news.answers_for(bad), "{bad}");
        }
    }

    #[test]
    fn passkeys_are_bound_to_names_alone() {
        for (address, name) in [
            ("https://news.example", Some("news.example")),
            ("https://news.example:8443", Some("news.example")),
            ("http://localhost:8765", Some("localhost")),
            ("http://news.example", None),
            ("https://192.0.2.7", None),
            ("https://[2001:db8::1]", None),
        ] {
            assert_eq!(PublicAddress::new(address).unwrap().passkey_name(), name, "{address}");
        }
    }

    #[test]
    fn changes_come_from_own_pages_only() {
        let check = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            own_page(&Method::POST, &headers, &home())
        };
        assert!(check(&[("sec-fetch-site", "same-origin")]));
        assert!(check(&[("origin", "http://127.0.0.1:8765")]));
        assert!(check(&[("origin", "http://localhost:8765"), ("host", "localhost:8765")]));
        assert!(check(&[]));
        assert!(!check(&[("sec-fetch-site", "cross-site")]));
        assert!(!check(&[("sec-fetch-site", "same-site")]));
        assert!(!check(&[("origin", "null")]));
        assert!(!check(&[("origin", "https://evil.example"), ("host", "evil.example")]));
        assert!(!check(&[("origin", "https://evil.example"), ("host", "127.0.0.1:8765")]));
        assert!(own_page(&Method::GET, &HeaderMap::new(), &home()));
    }
}
