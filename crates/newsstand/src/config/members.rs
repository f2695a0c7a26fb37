//! Settings of a membership: how the stand is run, who takes money, who sends letters, who else says who somebody is.

use newsstand_news::Address;
use newsstand_web::{self as web, MemberSettings};
use serde::{Deserialize, Serialize};

use super::Config;
use crate::steps::letters::Post;

/// How a stand is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Several readers at home; nobody is asked for anything.
    #[default]
    Household,
    /// A membership: plans, trials and walls.
    Membership,
}

impl From<Mode> for newsstand_members::Mode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Household => Self::Household,
            Mode::Membership => Self::Membership,
        }
    }
}

/// Members.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Members {
    /// The header in which your proxy tells the country of a request as two letters, such as `cf-ipcountry`; empty: nobody's
    /// country is known. Set it only where the proxy removes what visitors send under that name.
    pub country_header: String,
}

/// Letters to readers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mail {
    /// `smtps://user:password@host` or `smtp://…` with STARTTLS; empty: no letters are sent.
    pub server: String,
    /// Who they are from, such as `Newsstand <stand@news.example>`.
    pub from: String,
}

/// Who takes money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provider {
    /// Nobody.
    #[default]
    None,
    /// The operator, by invoice.
    Manual,
    /// A page of buttons; no money moves.
    Test,
    /// Stripe.
    Stripe,
}

/// Who takes money, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Payments {
    /// `none`, `manual`, `test` or `stripe`.
    pub provider: Provider,
    /// For `manual`: where and how invoices are paid, in words.
    pub how: String,
    /// For `stripe`: the secret key.
    pub stripe_key: String,
    /// For `stripe`: what its webhooks are signed with.
    pub stripe_webhook_secret: String,
    /// For `stripe`: its API.
    pub stripe_api: String,
}

impl Default for Payments {
    fn default() -> Self {
        Self {
            provider: Provider::None,
            how: String::new(),
            stripe_key: String::new(),
            stripe_webhook_secret: String::new(),
            stripe_api: "https://api.stripe.com".into(),
        }
    }
}

/// Who else says who somebody is (OpenID Connect).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Issuer {
    /// In addresses: small letters, digits and dashes.
    pub slug: String,
    /// As the button says it.
    pub name: String,
    /// The issuer's identifier, such as `https://login.library.example`.
    pub issuer: String,
    /// What the stand is called there.
    pub client: String,
    /// The stand's secret there.
    pub secret: String,
}

/// Most issuers.
const ISSUERS: usize = 20;

/// What is wrong with these settings, as a sentence.
pub fn check(config: &Config) -> Result<(), String> {
    let payments = &config.payments;
    if payments.provider == Provider::Stripe {
        if payments.stripe_key.is_empty() || payments.stripe_webhook_secret.is_empty() {
            return Err("payments.provider is stripe: stripe-key and stripe-webhook-secret must be set.".into());
        }
        Address::new(&payments.stripe_api).ok_or("payments.stripe-api must begin with https://.")?;
    }
    if payments.provider == Provider::Manual && payments.how.trim().is_empty() {
        return Err("payments.provider is manual: payments.how must say where and how invoices are paid.".into());
    }
    Post::of(config)?;
    if config.openid.len() > ISSUERS {
        return Err(format!("There are more than {ISSUERS} openid issuers."));
    }
    config.openid.iter().try_for_each(|issuer| as_issuer(issuer).map(|_| ()))
}

fn as_issuer(said: &Issuer) -> Result<web::Issuer, String> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if said.slug.is_empty() || said.slug.len() > 40 || !said.slug.bytes().all(plain) {
        return Err(format!("openid.slug must be 1 to 40 small letters, digits and dashes, not {:?}.", said.slug));
    }
    let issuer = Address::new(&said.issuer).ok_or(format!("openid.issuer of {} must be an https address.", said.slug))?;
    if said.client.is_empty() {
        return Err(format!("openid.client of {} must be set.", said.slug));
    }
    let name = if said.name.is_empty() { said.slug.clone() } else { said.name.clone() };
    Ok(web::Issuer { slug: said.slug.clone(), name, issuer, client: said.client.clone(), secret: said.secret.clone() })
}

impl Config {
    /// What pages need to know of it.
    pub fn member_settings(&self) -> Result<MemberSettings, String> {
        let header = self.members.country_header.trim().to_ascii_lowercase();
        let said = &self.payments;
        let payments = match said.provider {
            Provider::None => web::Payments::Nobody,
            Provider::Manual => web::Payments::Manual { how: said.how.clone() },
            Provider::Test => web::Payments::Test,
            Provider::Stripe => web::Payments::Stripe(web::Stripe {
                api: Address::new(&said.stripe_api).ok_or("payments.stripe-api is no address.")?,
                key: said.stripe_key.clone(),
                webhook_secret: said.stripe_webhook_secret.clone(),
            }),
        };
        Ok(MemberSettings {
            country_header: (!header.is_empty()).then_some(header),
            payments,
            issuers: self.openid.iter().map(as_issuer).collect::<Result<_, _>>()?,
            letters: !self.mail.server.is_empty(),
            ..MemberSettings::default()
        })
    }

    /// Takes out what must not be shown.
    pub(super) fn hide_secrets(&mut self) {
        let hide = |secret: &mut String| {
            if !secret.is_empty() {
                *secret = "…".into();
            }
        };
        hide(&mut self.payments.stripe_key);
        hide(&mut self.payments.stripe_webhook_secret);
        self.openid.iter_mut().for_each(|issuer| hide(&mut issuer.secret));
        if let Some((scheme, rest)) = self.mail.server.split_once("://")
            && let Some((_, host)) = rest.rsplit_once('@')
        {
            self.mail.server = format!("{scheme}://…@{host}");
        }
    }
}
