//! Signing in by an issuer of the operator's choice (OpenID Connect Core 1.0): authorization code with PKCE.

mod issuer;
mod token;
mod way;

pub use issuer::{Authorization, Known, exchange};
pub use token::{Claims, Expected, check};
pub use way::Way;
