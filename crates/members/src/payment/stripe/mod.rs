//! Stripe: signatures of its webhooks, its events as notices, and the forms it is asked with. All of it pure: nothing is sent here.

pub mod event;
pub mod request;
pub mod signature;

/// The largest webhook that is read, in bytes.
pub const BODY_MOST: usize = 256 * 1024;
