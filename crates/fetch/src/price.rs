//! What a site wants for being read (402, RFC 9110, section 15.5.3), where it says so.

use std::fmt;

use reqwest::header::{HeaderMap, HeaderName};

use crate::headers::readable;

/// The price of one request, as crawlers are told it (`crawler-price: USD 0.01`).
const CRAWLER_PRICE: HeaderName = HeaderName::from_static("crawler-price");
/// Digits before and behind the point that a price may have; more make it no price.
const DIGITS: usize = 9;
const DECIMALS: usize = 6;

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Three capital letters (ISO 4217).
    pub currency: String,
    /// Millionths of the currency's unit.
    pub millionths: u64,
}

impl Price {
    /// The price that an answer's headers name.
    pub(crate) fn of(map: &HeaderMap) -> Option<Self> {
        Self::read(&readable(map, CRAWLER_PRICE)?)
    }

    /// Reads `USD 0.01`.
    pub fn read(text: &str) -> Option<Self> {
        let (currency, amount) = text.trim().split_once(char::is_whitespace)?;
        let (units, parts) = amount.trim().split_once('.').unwrap_or((amount.trim(), ""));
        let digits = |text: &str, most: usize| text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
        let letters = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !letters || units.is_empty() || !digits(units, DIGITS) || !digits(parts, DECIMALS) {
            return None;
        }
        let millionths = format!("{units}{parts:0<DECIMALS$}").parse().ok()?;
        Some(Self { currency: currency.to_ascii_uppercase(), millionths })
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = format!("{:06}", self.millionths % 1_000_000);
        // Cents are always said, smaller parts only where there are any.
        let (cents, rest) = parts.split_at(2);
        write!(f, "{} {}.{cents}{}", self.currency, self.millionths / 1_000_000, rest.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prices_are_read_and_said() {
        let said = |text: &str| Price::read(text).map(|price| price.to_string());
        for (text, want) in [
            ("USD 0.01", "USD 0.01"),
            ("  eur  12 ", "EUR 12.00"),
            ("USD 0.0005", "USD 0.0005"),
            ("JPY 100.", "JPY 100.00"),
            ("USD 1.5", "USD 1.50"),
        ] {
            assert_eq!(said(text).as_deref(), Some(want), "{text}");
        }
        for bad in ["", "0.01", "USD", "USD -1", "USD .5", "USD 1e3", "DOLLAR 1", "USD 1234567890", "USD 0.0000001", "$ 1"] {
            assert_eq!(said(bad), None, "{bad:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn what_is_said_can_be_read(millionths in 0..999_999_999_999_999_u64, text in ".*") {
            let price = Price { currency: "USD".to_owned(), millionths };
            prop_assert_eq!(Price::read(&price.to_string()), Some(price));
            Price::read(&text);
        }
    }
}
