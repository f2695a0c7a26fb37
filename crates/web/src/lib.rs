//! Pages of the stand: server-rendered, in one look, without a need for scripts.
//!
//! A request passes the [`door`] (host name, limits, seat, headers), a handler in [`pages`] reads the store once, turns
//! rows into plain view structs ([`parts`]) and fills a template. What may be shown of a text is decided by
//! `newsstand_members::access` alone; nothing here opens an outgoing connection: that is asked of [`Outside`].

mod assets;
mod door;
mod edition;
mod foryou;
mod guard;
mod html;
mod json;
mod ledger;
mod locks;
mod marks;
pub mod membership;
mod mine;
mod names;
mod pages;
mod parts;
mod pay;
mod pictures;
mod rights;
mod routes;
pub mod settling;
mod shelf;
mod signing;
pub mod standing;
mod state;
mod terms;
mod words;

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use newsstand_members::Mode;
use newsstand_news::{Address, FeedFormat, Id, Language, Moment, Title};
use newsstand_store::Store;

pub use guard::host::PublicAddress;

/// What a stand's pages are made of.
pub struct Stand {
    /// Where everything rests.
    pub store: Store,
    /// Who goes out into the world for it.
    pub outside: Arc<dyn Outside>,
    /// How it is run.
    pub settings: WebSettings,
    /// What time it is.
    pub clock: fn() -> Moment,
    /// The text of `/metrics`, in Prometheus' format.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
}

/// How the pages are run.
#[derive(Debug, Clone)]
pub struct WebSettings {
    /// A household or a membership.
    pub mode: Mode,
    /// Where browsers find the stand. Never taken from a request.
    pub public_address: PublicAddress,
    /// The stand's secret: 32 random bytes that stay the same.
    pub secret: [u8; 32],
    /// The folder of the picture cache; made when it is not there.
    pub pictures: PathBuf,
    /// How large that folder may grow, in bytes.
    pub pictures_limit: u64,
    /// Seconds east of UTC where the stand is, at a moment.
    pub offset: fn(Moment) -> i32,
    /// Whether the titles on this stand are made up, for the note at the foot of every page.
    pub made_up: bool,
    /// What can be done about a failure, by its code: a sentence.
    pub advice: fn(&str) -> &'static str,
    /// Where members sign in, pay and are written to.
    pub members: MemberSettings,
}

/// Where members sign in, pay and are written to.
#[derive(Debug, Clone, Default)]
pub struct MemberSettings {
    /// The header in which the operator's proxy tells the country a request comes from, as two letters.
    pub country_header: Option<String>,
    /// Who takes money.
    pub payments: Payments,
    /// Who else says who somebody is (OpenID Connect).
    pub issuers: Vec<Issuer>,
    /// Whether letters are sent.
    pub letters: bool,
    /// Microseconds that somebody let pass, for memberships alone. Nothing but a demo changes it.
    pub passed: Arc<AtomicI64>,
}

/// Who takes money.
#[derive(Debug, Clone, Default)]
pub enum Payments {
    /// Nobody: plans are shown and cannot be bought.
    #[default]
    Nobody,
    /// The operator, by invoice: where to pay, in words.
    Manual {
        /// Where and how to pay.
        how: String,
    },
    /// A page of buttons that plays a provider; no money moves.
    Test,
    /// Stripe.
    Stripe(Stripe),
}

/// How Stripe is reached.
#[derive(Clone)]
pub struct Stripe {
    /// Its API: `https://api.stripe.com`.
    pub api: Address,
    /// The secret key.
    pub key: String,
    /// What its webhooks are signed with.
    pub webhook_secret: String,
}

impl std::fmt::Debug for Stripe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stripe({})", self.api.as_str())
    }
}

/// Who else says who somebody is.
#[derive(Clone)]
pub struct Issuer {
    /// In addresses: small letters, digits, dashes.
    pub slug: String,
    /// As the button says it.
    pub name: String,
    /// The issuer's identifier, under which its configuration is found.
    pub issuer: Address,
    /// What the stand is called there.
    pub client: String,
    /// The stand's secret there.
    pub secret: String,
}

impl std::fmt::Debug for Issuer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issuer({})", self.issuer.as_str())
    }
}

/// A boxed future.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Who goes out into the world. Errors are plain sentences for the reader.
pub trait Outside: Send + Sync {
    /// Fetches a picture: its bytes as sent, within the fetcher's limits.
    fn picture(&self, address: Address) -> Later<'_, Result<Vec<u8>, String>>;
    /// Looks for feeds at an address: the feed itself, or those its page names.
    fn look(&self, address: Address) -> Later<'_, Result<Vec<FoundFeed>, String>>;
    /// Visits a title's feeds now.
    fn visit_now(&self, title: Id<Title>) -> Later<'_, ()>;
    /// Sends one request to a service of the operator's (payments, sign-in): no redirects are followed.
    fn errand(&self, errand: Errand) -> Later<'_, Result<Reply, String>>;
    /// A hub asks, at the callback that ends in `token`, whether the stand wants something. Answers the challenge to send
    /// back; none when the stand does not want it.
    fn hub_asks(&self, token: String, question: HubQuestion) -> Later<'_, Result<Option<String>, String>>;
    /// A hub tells of something new; it is kept when this answers.
    fn hub_tells(&self, token: String, told: HubTold) -> Later<'_, Result<HubAnswer, String>>;
}

/// A request to a service.
#[derive(Clone)]
pub struct Errand {
    /// Where to.
    pub address: Address,
    /// Headers besides the usual ones, such as `Authorization`.
    pub headers: Vec<(&'static str, String)>,
    /// The form that is posted; nothing is asked for with a GET.
    pub form: Option<Vec<(String, String)>>,
}

/// What a service answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body, at most a mebibyte.
    pub body: Vec<u8>,
}

/// What a hub asks (WebSub 5.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubQuestion {
    /// `subscribe`, `unsubscribe` or `denied`.
    pub mode: String,
    /// The feed's address, as the hub was asked for it.
    pub topic: String,
    /// To be sent back.
    pub challenge: String,
    /// How long the hub promises to tell.
    pub lease_seconds: Option<u64>,
}

/// What a hub tells (WebSub 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubTold {
    /// `X-Hub-Signature`.
    pub signature: Option<String>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// The feed, or its new part.
    pub body: Vec<u8>,
}

/// How a hub's message was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HubAnswer {
    /// It is kept.
    Taken,
    /// Its signature is missing or wrong.
    Forged,
    /// The stand does not wait for anything there.
    Unknown,
}

/// A feed that was found at an address.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundFeed {
    /// Where the feed is.
    pub address: Address,
    /// What it calls itself.
    pub name: Option<String>,
    /// What it speaks.
    pub format: FeedFormat,
    /// The language it states.
    pub language: Language,
    /// The page it belongs to.
    pub home: Option<Address>,
    /// Entries in it now.
    pub entries: usize,
}

/// The pages, ready to be served.
pub fn router(stand: Stand) -> axum::Router {
    door::router(state::State::new(stand))
}
