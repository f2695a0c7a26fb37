//! Looks names up and hands on only addresses that may be dialled. What is returned here is what is dialled, so a name
//! that changes its mind between a check and a connection (DNS rebinding) gains nothing.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::Semaphore;

use crate::guard::{self, Inside};
use crate::{Allowed, SetupError};

/// The most look-ups at once: each holds a thread while the system's resolver thinks.
const LOOKUPS: usize = 32;
/// The most addresses of one name that are tried.
const ADDRESSES: usize = 16;

/// A resolver that refuses names which lead inside.
#[derive(Clone)]
pub struct Resolver {
    allow: Arc<[Allowed]>,
    guarded: bool,
    lookups: Arc<Semaphore>,
}

/// A name leads only to addresses that are not public.
#[derive(Debug, Clone, Copy)]
pub struct Refused(pub Inside);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name leads to an address which is {}", self.0.phrase())
    }
}
impl std::error::Error for Refused {}

impl Resolver {
    /// For hosts anywhere: only public addresses, and networks that the operator allowed.
    pub fn guarded(allow: &[Allowed]) -> Self {
        Self { allow: allow.into(), guarded: true, lookups: Arc::new(Semaphore::new(LOOKUPS)) }
    }

    /// The same without the guard, for hosts that the operator named.
    pub fn lifted(&self) -> Self {
        Self { guarded: false, ..self.clone() }
    }

    fn choose(&self, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, Refused> {
        let mut refused = None;
        let mut chosen = Vec::new();
        for address in found {
            match guard::inside(address.ip()).filter(|_| self.guarded && !self.holds(address.ip())) {
                Some(word) => refused = refused.or(Some(Refused(word))),
                None => chosen.push(address),
            }
        }
        if chosen.is_empty() { refused.map_or(Ok(chosen), Err) } else { Ok(chosen) }
    }

    fn holds(&self, address: IpAddr) -> bool {
        self.allow.iter().any(|allowed| allowed.holds(address))
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (resolver, name) = (self.clone(), name.as_str().to_owned());
        Box::pin(async move {
            let found = look_up(name, resolver.lookups.clone()).await?;
            let addresses: Addrs = Box::new(resolver.choose(found)?.into_iter());
            Ok(addresses)
        })
    }
}

/// Whether RFC 6761 says that the name is this machine, whatever any server says.
fn is_localhost(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit('.').next().unwrap_or(name);
    last.eq_ignore_ascii_case("localhost")
}

async fn look_up(name: String, lookups: Arc<Semaphore>) -> Result<Vec<SocketAddr>, Box<dyn std::error::Error + Send + Sync>> {
    if is_localhost(&name) {
        return Ok(vec![SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)]);
    }
    // The permit goes along into the thread: a look-up that nobody waits for any more still holds it.
    let permit = lookups.acquire_owned().await?;
    let found = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        (name.as_str(), 0).to_socket_addrs().map(|found| found.take(ADDRESSES).collect())
    });
    Ok(found.await??)
}

/// The roots, the cipher suites and the protocols for encrypted connections.
///
/// The roots that browsers trust are built in, so that nothing need be installed; those of the system are added, so
/// that a company's own authority works.
pub fn encryption() -> Result<rustls::ClientConfig, SetupError> {
    let mut roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| SetupError(format!("Encryption could not be set up: {error}.")))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(list: &[&str]) -> Vec<SocketAddr> {
        list.iter().map(|text| SocketAddr::new(text.parse().unwrap(), 0)).collect()
    }

    #[test]
    fn only_public_addresses_are_handed_on() {
        let resolver = Resolver::guarded(&["10.1.0.0/16".parse().unwrap()]);
        let mixed = addresses(&["127.0.0.1", "1.1.1.1", "::1", "10.1.2.3", "10.2.0.1"]);
        assert_eq!(resolver.choose(mixed).unwrap(), addresses(&["1.1.1.1", "10.1.2.3"]));
        assert_eq!(resolver.choose(addresses(&["::ffff:10.0.0.1"])).unwrap_err().0, Inside::Private);
        assert_eq!(resolver.choose(addresses(&["169.254.169.254", "10.0.0.1"])).unwrap_err().0, Inside::Metadata);
        assert!(resolver.choose(Vec::new()).unwrap().is_empty());
        assert_eq!(resolver.lifted().choose(addresses(&["127.0.0.1"])).unwrap().len(), 1);
    }

    #[tokio::test]
    async fn names_under_localhost_never_leave_this_machine() {
        for name in ["localhost", "LOCALHOST.", "a.b.localhost", "packet.localhost."] {
            let found = look_up(name.to_owned(), Arc::new(Semaphore::new(0))).await.unwrap();
            assert_eq!(found, addresses(&["127.0.0.1"]), "{name}");
        }
        assert!(!is_localhost("localhost.example") && !is_localhost("notlocalhost"));
    }
}
