//! An issuer: where its configuration says things are, and the errands to it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use newsstand_news::{Address, Moment};
use serde::Deserialize;

use super::Way;
use crate::state::State;
use crate::words::in_query;
use crate::{Errand, Issuer, Reply};

/// How long a configuration is remembered.
const REMEMBERED: Duration = Duration::from_secs(3600);

/// Where things are at an issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    /// As it calls itself, to the letter: tokens must say the same.
    pub issuer: String,
    authorization: Address,
    token: Address,
    keys: Address,
    /// Whether the stand's secret is sent in the form; else in a header.
    in_form: bool,
}

/// Configurations as read before, by slug.
#[derive(Default)]
pub struct Known(RwLock<HashMap<String, (Moment, Arc<Endpoints>)>>);

/// The configuration, as far as it is used (OpenID Connect Discovery 1.0, 3).
#[derive(Deserialize)]
struct Said {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// Where a browser is sent to be asked who it is. Only the configuration of an issuer in the settings leads to one.
pub struct Authorization(String);

impl Authorization {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Known {
    /// The issuer's configuration: remembered, or asked for.
    pub async fn of(&self, state: &State, issuer: &Issuer) -> Result<Arc<Endpoints>, String> {
        let now = state.now();
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&issuer.slug).cloned();
        if let Some((read, endpoints)) = known
            && now.since(read) < REMEMBERED
        {
            return Ok(endpoints);
        }
        let base = issuer.issuer.as_str().trim_end_matches('/');
        let address = Address::new(&format!("{base}/.well-known/openid-configuration"));
        let reply = ask(state, address.ok_or("The issuer's address cannot be used.")?, None, None).await?;
        let endpoints = Arc::new(Endpoints::read(&reply.body, &issuer.issuer)?);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(issuer.slug.clone(), (now, Arc::clone(&endpoints)));
        Ok(endpoints)
    }
}

impl Endpoints {
    fn read(body: &[u8], configured: &Address) -> Result<Self, String> {
        let said: Said = serde_json::from_slice(body).map_err(|_| "Its configuration cannot be read.")?;
        // An address is kept with a slash after a bare host; but for that the names must be the same.
        if said.issuer.trim_end_matches('/') != configured.as_str().trim_end_matches('/') {
            return Err("Its configuration is of another issuer.".into());
        }
        let address = |text: &str| {
            let address = Address::new(text).filter(|address| {
                let open = configured.as_str().starts_with("http://");
                open || address.as_str().starts_with("https://")
            });
            address.ok_or("Its configuration names an address that is not safe to use.")
        };
        let methods = said.token_endpoint_auth_methods_supported.unwrap_or_default();
        let has = |method: &str| methods.iter().any(|has| has == method);
        Ok(Self {
            authorization: address(&said.authorization_endpoint)?,
            token: address(&said.token_endpoint)?,
            keys: address(&said.jwks_uri)?,
            in_form: has("client_secret_post") && !has("client_secret_basic"),
            issuer: said.issuer,
        })
    }

    /// Where a browser begins its way.
    pub fn authorization(&self, state: &State, issuer: &Issuer, way: &Way) -> Authorization {
        let secret = &state.secret;
        let base = self.authorization.as_str();
        let joint = if base.contains('?') { '&' } else { '?' };
        let pairs = [
            ("response_type", "code".to_owned()),
            ("client_id", issuer.client.clone()),
            ("redirect_uri", callback(state, issuer)),
            ("scope", "openid email profile".to_owned()),
            ("state", way.state(secret)),
            ("nonce", way.nonce(secret)),
            ("code_challenge", way.challenge(secret)),
            ("code_challenge_method", "S256".to_owned()),
        ];
        let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", in_query(value))).collect();
        Authorization(format!("{base}{joint}{}", query.join("&")))
    }
}

/// Where the issuer sends browsers back to: by the public address, whatever a request calls the stand.
fn callback(state: &State, issuer: &Issuer) -> String {
    format!("{}/sign-in/with/{}/back", state.settings.public_address.as_str(), issuer.slug)
}

async fn ask(
    state: &State,
    address: Address,
    form: Option<Vec<(String, String)>>,
    bearer: Option<String>,
) -> Result<Reply, String> {
    let mut headers = vec![("accept", "application/json".to_owned())];
    headers.extend(bearer.map(|basic| ("authorization", basic)));
    let reply = state.outside.errand(Errand { address, headers, form }).await?;
    if reply.status == 200 { Ok(reply) } else { Err(format!("It answered {}.", reply.status)) }
}

/// Changes a code for a token; answers the token and the issuer's keys.
pub async fn exchange(
    state: &State,
    issuer: &Issuer,
    endpoints: &Endpoints,
    way: &Way,
    code: &str,
) -> Result<(String, Vec<u8>), String> {
    let mut form: Vec<(String, String)> = [
        ("grant_type", "authorization_code".to_owned()),
        ("code", code.to_owned()),
        ("redirect_uri", callback(state, issuer)),
        ("code_verifier", way.verifier(&state.secret)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    // Client authentication by header unless only the form will do (RFC 6749, 2.3.1).
    let basic = !issuer.secret.is_empty() && !endpoints.in_form;
    if !basic {
        form.push(("client_id".into(), issuer.client.clone()));
    }
    if !basic && !issuer.secret.is_empty() {
        form.push(("client_secret".into(), issuer.secret.clone()));
    }
    let pair = format!("{}:{}", in_query(&issuer.client), in_query(&issuer.secret));
    let header = basic.then(|| format!("Basic {}", STANDARD.encode(pair)));
    let reply = ask(state, endpoints.token.clone(), Some(form), header).await?;
    #[derive(Deserialize)]
    struct Tokens {
        id_token: String,
    }
    let tokens: Tokens = serde_json::from_slice(&reply.body).map_err(|_| "It gave no token.")?;
    let keys = ask(state, endpoints.keys.clone(), None, None).await?;
    Ok((tokens.id_token, keys.body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(issuer: &str, token: &str) -> Result<Endpoints, String> {
        let body = format!(
            r#"{{"issuer":"{issuer}","authorization_endpoint":"https://i.example/a","token_endpoint":"{token}","jwks_uri":"https://i.example/k"}}"#
        );
        Endpoints::read(body.as_bytes(), &Address::new("https://i.example/x").unwrap())
    }

    #[test]
    fn a_configuration_is_of_its_issuer_and_names_safe_addresses() {
        assert!(read("https://i.example/x", "https://i.example/t").is_ok());
        assert!(read("https://i.example/y", "https://i.example/t").unwrap_err().contains("another issuer"));
        assert!(read("https://i.example/x", "http://i.example/t").unwrap_err().contains("not safe"));
        assert!(read("https://i.example/x", "javascript:x").is_err());
        assert!(Endpoints::read(b"{}", &Address::new("https://i.example/x").unwrap()).is_err());
    }
}
