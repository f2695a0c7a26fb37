//! May this address be asked at all, and by which way? Every hop of every request goes through here.
//!
//! Literal addresses are judged here; names are judged where they are resolved ([`crate::resolve`]), because only there
//! it is known what will be dialled. The `url` crate has already turned decimal, octal, hexadecimal and short IPv4 forms
//! into four numbers.

use std::net::IpAddr;

use url::{Host, Url};

use crate::settings::ADDRESS_LIMIT;
use crate::{Allowed, Failure, guard, ports};

/// The way to a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The public internet (or a network that the operator allowed): what names resolve to is guarded.
    Outside,
    /// A host that the operator named: it may be anywhere.
    Named,
}

/// An address that may be asked.
#[derive(Debug, Clone)]
pub struct Goal {
    /// The address, without fragment.
    pub url: Url,
    /// The host as people know it, with its port when that is not the usual one.
    pub host: String,
    /// The way to it.
    pub route: Route,
    /// Whether it stands for one machine of the operator's own, where one address' troubles are no other's.
    pub own: bool,
}

impl Goal {
    /// Scheme, host and port: what a `robots.txt` is for.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.url.scheme(), self.host)
    }
}

/// Checks an address.
pub fn check(url: &Url, allow: &[Allowed]) -> Result<Goal, Failure> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Failure::lasting("bad-address", "Only http and https addresses can be read."));
    }
    if url.as_str().len() > ADDRESS_LIMIT {
        return Err(Failure::lasting("bad-address", "The address is too long to be real."));
    }
    let port = url.port_or_known_default().unwrap_or(0);
    let mut url = url.clone();
    url.set_fragment(None);
    let (plain, literal) = host_of(&url)?;
    let host = shown(&url);
    if ports::bad(port) {
        return Err(Failure::lasting(
            "refused-port",
            format!("{host} names port {port}, where no web server listens; it was not asked."),
        ));
    }
    let named = allow.iter().any(|allowed| allowed.names(&plain, port));
    let inside = literal.and_then(|address| guard::inside(address).map(|word| (address, word)));
    if let Some((address, word)) = inside
        && !named
        && !allow.iter().any(|allowed| allowed.holds(address))
    {
        return Err(refusal(&host, word));
    }
    let route = if named { Route::Named } else { Route::Outside };
    Ok(Goal { url, host, route, own: named || inside.is_some() })
}

/// The failure for an address that leads inside.
pub fn refusal(host: &str, word: guard::Inside) -> Failure {
    Failure::lasting(
        "inside",
        format!("{host} leads to an address which is {}; only public addresses are asked.", word.phrase()),
    )
}

/// The host as it is matched (no brackets, no final dot), and the address when it is one.
fn host_of(url: &Url) -> Result<(String, Option<IpAddr>), Failure> {
    match url.host() {
        Some(Host::Domain(name)) if !name.trim_end_matches('.').is_empty() => Ok((name.trim_end_matches('.').to_owned(), None)),
        Some(Host::Ipv4(address)) => Ok((address.to_string(), Some(address.into()))),
        Some(Host::Ipv6(address)) => Ok((address.to_string(), Some(address.into()))),
        _ => Err(Failure::lasting("bad-address", "The address names no host.")),
    }
}

fn shown(url: &Url) -> String {
    let host = url.host_str().unwrap_or("").trim_end_matches('.');
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, allow: &[&str]) -> &'static str {
        let allow: Vec<Allowed> = allow.iter().map(|text| text.parse().unwrap()).collect();
        match Url::parse(text) {
            Ok(url) => check(&url, &allow).map_or_else(|failure| failure.code, |_| "ok"),
            Err(_) => "no-url",
        }
    }

    #[test]
    fn literal_addresses_are_guarded_in_every_spelling() {
        for bad in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0x7f000001/",
            "http://017700000001/",
            "http://127.1/",
            "http://0/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://169.254.169.254/latest/",
            "http://10.0.0.1/feed",
            "http://user@127.0.0.1/",
            "http://news.example.test@127.0.0.1/",
            "http://\u{ff11}27.0.0.1/",
            "http://127.0.0.1./",
            "http://%31%32%37.0.0.1/",
            "https://[fe80::1]/",
            "http://127。0。0。1/",
        ] {
            assert_eq!(code(bad, &[]), "inside", "{bad}");
        }
        for good in ["http://93.184.216.34/", "https://a.example/", "http://[2606:4700::1111]/", "http://localhost/"] {
            assert_eq!(code(good, &[]), "ok", "{good}");
        }
    }

    #[test]
    fn the_operators_exceptions_lift_the_guard_for_that_host_and_port_only() {
        assert_eq!(code("http://127.0.0.1:8801/", &["127.0.0.1:8801"]), "ok");
        assert_eq!(code("http://127.0.0.1:8802/", &["127.0.0.1:8801"]), "inside");
        assert_eq!(code("http://127.1.7.7/", &["127.1.0.0/16"]), "ok");
        assert_eq!(code("http://127.2.0.1/", &["127.1.0.0/16"]), "inside");
        assert_eq!(code("http://[::ffff:127.1.0.1]/", &["127.1.0.0/16"]), "ok");
        assert_eq!(code("http://127.0.0.1:25/", &["127.0.0.1"]), "refused-port");
    }

    #[test]
    fn only_web_addresses_and_ports_are_asked() {
        assert_eq!(code("file:///etc/passwd", &[]), "bad-address");
        assert_eq!(code("gopher://a.example/", &[]), "bad-address");
        assert_eq!(code("https://a.example:22/", &[]), "refused-port");
        assert_eq!(code(&format!("https://a.example/{}", "x".repeat(9000)), &[]), "bad-address");
    }

    #[test]
    fn hosts_are_shown_without_credentials() {
        let url = Url::parse("https://user:pass@A.Example.:8443/x?key=1#y").unwrap();
        let goal = check(&url, &[]).unwrap();
        assert_eq!((goal.host.as_str(), goal.origin().as_str()), ("a.example:8443", "https://a.example:8443"));
        assert_eq!((goal.url.fragment(), goal.route, goal.own), (None, Route::Outside, false));
    }
}
