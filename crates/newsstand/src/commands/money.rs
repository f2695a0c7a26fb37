//! How people write days, money and shares: as on the pages.

pub use newsstand_web::settling::written::{begins, cents, currency, day, percent, shown};
