//! The HTTP clients underneath: made once, shared by all requests.

use reqwest::header::HeaderValue;
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};

use crate::resolve::{Resolver, encryption};
use crate::route::Route;
use crate::settings::PER_HOST_LIMIT;
use crate::{Settings, SetupError};

/// Two ways out: guarded, and for the hosts that the operator named. Their connections are never mixed.
#[derive(Debug, Clone)]
pub struct Clients {
    outside: Client,
    named: Client,
}

impl Clients {
    /// Makes them.
    pub fn new(settings: &Settings) -> Result<Self, SetupError> {
        let name = HeaderValue::from_str(&settings.user_agent)
            .map_err(|_| SetupError("The name for servers (user agent) holds characters that no header can.".to_owned()))?;
        let encryption = encryption()?;
        let resolver = Resolver::guarded(&settings.allow);
        let build = |resolver: Resolver| {
            let builder = builder(settings, name.clone()).tls_backend_preconfigured(encryption.clone()).dns_resolver(resolver);
            builder.build().map_err(|error| SetupError(format!("The HTTP client could not be made: {error}.")))
        };
        let outside = build(resolver.clone())?;
        let named = if settings.allow.is_empty() { outside.clone() } else { build(resolver.lifted())? };
        Ok(Self { outside, named })
    }

    /// The one for a route.
    pub fn by(&self, route: Route) -> &Client {
        match route {
            Route::Outside => &self.outside,
            Route::Named => &self.named,
        }
    }
}

/// No proxy from the environment (it would dial for us, past the guard), no redirects (we check each hop), no cookies,
/// no Referer; and lenient with what servers put into headers.
fn builder(settings: &Settings, name: HeaderValue) -> ClientBuilder {
    Client::builder()
        .user_agent(name)
        .no_proxy()
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(settings.connect_timeout)
        .pool_max_idle_per_host(settings.per_host.clamp(1, PER_HOST_LIMIT))
        .pool_idle_timeout(settings.keep_connection)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
}
