//! One guarded, polite HTTP client: the only room that opens outgoing connections.
//!
//! - **Polite**: one request at a time to a host, conditional requests byte for byte, `Retry-After` kept, `robots.txt`
//!   asked before pages, one honest name, no cookies, no Referer, no tricks.
//! - **Guarded**: only public addresses are dialled ([`guard`]), checked where names are resolved and for literal
//!   addresses on every hop; exceptions are named by the operator ([`Allowed`]).
//! - **Bounded**: time, silence, redirects and bodies after decompression; every limit stands in [`settings`].
//!
//! What goes wrong is a [`Failure`]: a word, a sentence, and what can be done ([`Failure::advice`]). When to come back is
//! decided by [`pace`], which is pure. What servers say is read by [`robots`], [`link`] and [`Freshness`], pure as well;
//! [`probe`] has their doors for fuzzing.

mod advice;
mod allow;
mod body;
mod client;
mod decode;
mod errand;
mod failure;
mod fetcher;
mod freshness;
pub mod guard;
mod headers;
mod hosts;
pub mod link;
pub mod pace;
mod ports;
mod posted;
mod price;
pub mod probe;
mod redirect;
mod request;
mod resolve;
mod response;
pub mod robots;
mod route;
mod rules;
pub mod settings;
mod stats;
mod trouble;

pub use allow::Allowed;
pub use errand::{Errand, Reply};
pub use failure::Failure;
pub use fetcher::Fetcher;
pub use freshness::Freshness;
pub use link::Link;
pub use pace::{Pace, backoff, next_visit};
pub use posted::Posted;
pub use price::Price;
pub use request::{Request, Validators, Want};
pub use response::{Body, Response};
pub use settings::{Limits, Settings, SetupError};
pub use stats::Stats;
