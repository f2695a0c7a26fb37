//! Payments: what whoever takes the money tells, and what becomes of it. One [`Notice`] has the same meaning whoever tells it:
//! Stripe's webhooks, an operator who marks an invoice as paid, a page of buttons. [`effect`] is pure; that each notice counts
//! once is kept by the store. No card is ever seen here.

mod effect;
mod hmac;
mod notice;
pub mod stripe;

pub use effect::{Bought, Effect, Line, Order, Payment, Waits, effect};
pub use hmac::hmac;
pub use notice::{Money, Notice, Provider, Span, Subject, Told};

#[cfg(test)]
mod tests;
