//! The hosts that an operator lets us reach although they are not public: by name, by address, or by network.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::Host;

use crate::guard::dialled;

/// One exception from the guard. It is written as
/// - a name, with or without a port: `intranet.example`, `packet.localhost:8801`;
/// - a name with all names under it: `*.localhost:8801`;
/// - an address, with or without a port: `127.0.0.1:8801`, `[::1]`: matches only when the address stands in the URL;
/// - a network: `127.1.0.0/16`, `fd00::/8`: matches what is really dialled, whatever the name was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Host { host: String, port: Option<u16> },
    Under { suffix: String, port: Option<u16> },
    Network { base: IpAddr, prefix: u8 },
}

impl Allowed {
    /// Whether it names this host (lower case, IPv6 without brackets) and port, as written in an address.
    pub fn names(&self, wanted: &str, at: u16) -> bool {
        let (matches, port) = match &self.0 {
            Kind::Host { host, port } => (host == wanted, port),
            Kind::Under { suffix, port } => (wanted.strip_suffix(suffix.as_str()).is_some_and(|rest| !rest.is_empty()), port),
            Kind::Network { .. } => return false,
        };
        matches && port.is_none_or(|port| port == at)
    }

    /// Whether it is a network that holds this address.
    pub fn holds(&self, address: IpAddr) -> bool {
        match self.0 {
            Kind::Network { base, prefix } => same_network(base, dialled(address), prefix),
            _ => false,
        }
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = match &self.0 {
            Kind::Network { base, prefix } => return write!(f, "{base}/{prefix}"),
            Kind::Host { host, port } if host.contains(':') => write!(f, "[{host}]").map(|()| port)?,
            Kind::Host { host, port } => write!(f, "{host}").map(|()| port)?,
            Kind::Under { suffix, port } => write!(f, "*{suffix}").map(|()| port)?,
        };
        port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

impl FromStr for Allowed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some((base, prefix)) = text.split_once('/') {
            return network(base, prefix).ok_or_else(|| format!("not a network like 10.1.0.0/16: {text:?}"));
        }
        let (host, port) = host_and_port(text).ok_or_else(|| format!("not a host, host:port or network: {text:?}"))?;
        Ok(Self(match host.strip_prefix('*') {
            Some(suffix) => Kind::Under { suffix: suffix.to_owned(), port },
            None => Kind::Host { host, port },
        }))
    }
}

fn network(base: &str, prefix: &str) -> Option<Allowed> {
    let base: IpAddr = base.trim_matches(['[', ']']).parse().ok()?;
    let prefix: u8 = prefix.parse().ok()?;
    let most = if base.is_ipv4() { 32 } else { 128 };
    (prefix <= most).then_some(Allowed(Kind::Network { base, prefix }))
}

/// Splits `host:port` and brings the host into the form it has in parsed addresses.
fn host_and_port(text: &str) -> Option<(String, Option<u16>)> {
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some((address.to_string(), None));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().ok()?)),
        _ => (text, None),
    };
    let (star, host) = host.strip_prefix("*.").map_or(("", host), |rest| ("*.", rest));
    let host = match Host::parse(host).ok()? {
        Host::Domain(name) => name.trim_end_matches('.').to_owned(),
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    };
    let good = !host.is_empty() && !host.contains('*');
    good.then(|| (format!("{star}{host}"), port))
}

fn same_network(base: IpAddr, address: IpAddr, prefix: u8) -> bool {
    let (base, address, width) = match (base, address) {
        (IpAddr::V4(base), IpAddr::V4(address)) => (u128::from(u32::from(base)), u128::from(u32::from(address)), 32),
        (IpAddr::V6(base), IpAddr::V6(address)) => (u128::from(base), u128::from(address), 128),
        _ => return false,
    };
    let rest = u32::from(width - prefix);
    base.checked_shr(rest).unwrap_or(0) == address.checked_shr(rest).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(text: &str) -> Allowed {
        text.parse().unwrap()
    }

    #[test]
    fn names_match_with_their_port_or_with_any() {
        assert!(allowed("Packet.localhost:8801").names("packet.localhost", 8801));
        assert!(!allowed("packet.localhost:8801").names("packet.localhost", 8802));
        assert!(!allowed("packet.localhost:8801").names("other.localhost", 8801));
        assert!(allowed("intranet.example").names("intranet.example", 443));
        assert!(!allowed("intranet.example").names("evil.intranet.example", 443));
        assert!(allowed("127.0.0.1:80").names("127.0.0.1", 80));
        assert!(allowed("[::1]:80").names("::1", 80));
        assert!(allowed("::1").names("::1", 443));
        assert!(allowed("B\u{fc}cher.example").names("xn--bcher-kva.example", 443));
    }

    #[test]
    fn a_star_stands_for_names_under_a_name_only() {
        let star = allowed("*.localhost:8801");
        assert!(star.names("a.localhost", 8801) && star.names("b.a.localhost", 8801));
        assert!(!star.names("localhost", 8801) && !star.names("notlocalhost", 8801) && !star.names("a.localhost", 80));
    }

    #[test]
    fn networks_hold_what_is_dialled() {
        let net = allowed("127.1.0.0/16");
        assert!(net.holds("127.1.2.3".parse().unwrap()) && net.holds("::ffff:127.1.2.3".parse().unwrap()));
        assert!(!net.holds("127.2.0.1".parse().unwrap()) && !net.holds("::1".parse().unwrap()));
        assert!(!net.names("127.1.2.3", 80));
        assert!(allowed("0.0.0.0/0").holds("10.0.0.1".parse().unwrap()));
        assert!(allowed("fd00::/8").holds("fdab::1".parse().unwrap()));
        assert!(!allowed("::1/128").holds("::2".parse().unwrap()));
        assert!(!allowed("127.0.0.1").holds("127.0.0.1".parse().unwrap()));
    }

    #[test]
    fn they_are_written_as_they_are_read() {
        for text in
            ["a.example", "a.example:80", "*.localhost:8801", "127.0.0.1:80", "[::1]", "[::1]:80", "10.0.0.0/8", "fd00::/8"]
        {
            assert_eq!(allowed(text).to_string(), text);
            assert_eq!(allowed(&allowed(text).to_string()), allowed(text));
        }
    }

    #[test]
    fn nonsense_is_refused_by_name() {
        for bad in ["", "*", "*.", "a b", "host:99999", "host:port", "10.0.0.0/33", "x/8", "u@host", "a*b", "[::1", "http://x"] {
            assert!(bad.parse::<Allowed>().is_err(), "{bad:?}");
        }
    }
}
