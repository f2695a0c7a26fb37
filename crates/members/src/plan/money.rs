//! Money: whole cents of one currency. Sums that do not fit are errors, never wrong numbers.

use std::fmt;

/// Most cents of any price: ten million of a currency's unit. A sum of a million of these still fits.
pub const CENTS_MOST: i64 = 1_000_000_000;

/// A currency by its three letters (ISO 4217). Its smallest unit is called a cent here, also where it has another name
/// or none: 500 is ¥500.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Takes three ASCII letters in either case.
    pub fn new(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_alphabetic).then(|| Self(letters.map(|letter| letter.to_ascii_uppercase())))
    }

    /// The letters in upper case.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Whether prices are written with hundredths. ISO 4217 gives these currencies none: their smallest unit is the whole.
    pub fn has_hundredths(&self) -> bool {
        const WHOLE: [&str; 16] =
            ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];
        !WHOLE.contains(&self.as_str())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A price: 0 to [`CENTS_MOST`] cents of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Price {
    cents: i64,
    currency: Currency,
}

/// What cannot be done with money. `Display` is a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// Below nothing.
    Negative,
    /// More than [`CENTS_MOST`].
    Large,
    /// Two currencies.
    Mixed,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MoneyError::Negative => f.write_str("A price cannot be below nothing."),
            MoneyError::Large => write!(f, "An amount of more than {CENTS_MOST} cents is more than is reckoned with."),
            MoneyError::Mixed => f.write_str("Amounts of two currencies cannot be reckoned with together."),
        }
    }
}

impl std::error::Error for MoneyError {}

impl Price {
    /// A price.
    ///
    /// # Errors
    /// When it is below nothing or above [`CENTS_MOST`].
    pub const fn new(cents: i64, currency: Currency) -> Result<Self, MoneyError> {
        match cents {
            ..0 => Err(MoneyError::Negative),
            0..=CENTS_MOST => Ok(Self { cents, currency }),
            _ => Err(MoneyError::Large),
        }
    }

    /// How much.
    pub const fn cents(self) -> i64 {
        self.cents
    }

    /// Of what.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// So many of it.
    ///
    /// # Errors
    /// When the sum is above [`CENTS_MOST`].
    pub fn times(self, number: u64) -> Result<Self, MoneyError> {
        let cents = i128::from(self.cents) * i128::from(number);
        Self::new(i64::try_from(cents).map_err(|_| MoneyError::Large)?, self.currency)
    }

    /// Less a share in hundredths, of which at most 100 count. Half a cent is rounded up for the payer: the discount grows.
    pub fn less_percent(self, percent: u8) -> Self {
        let left = i128::from(100 - percent.min(100));
        // The greatest whole number of cents that is not above the exact price by half a cent or more.
        let cents = (i128::from(self.cents) * left + 49) / 100;
        Self { cents: i64::try_from(cents).unwrap_or(self.cents), ..self }
    }

    /// Less an amount, never below nothing.
    ///
    /// # Errors
    /// When the currencies differ.
    pub fn less(self, other: Price) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed);
        }
        Ok(Self { cents: (self.cents - other.cents).max(0), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn eur(cents: i64) -> Price {
        Price::new(cents, Currency::new("eur").unwrap()).unwrap()
    }

    #[test]
    fn currencies_are_three_letters() {
        assert_eq!(Currency::new("eur").unwrap().to_string(), "EUR");
        assert!(Currency::new("eur").unwrap().has_hundredths() && !Currency::new("jpy").unwrap().has_hundredths());
        for bad in ["", "eu", "euro", "e€", "12a"] {
            assert_eq!(Currency::new(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let currency = Currency::new("EUR").unwrap();
        assert_eq!(Price::new(-1, currency), Err(MoneyError::Negative));
        assert_eq!(Price::new(i64::MAX, currency), Err(MoneyError::Large));
        assert_eq!(eur(CENTS_MOST).times(2), Err(MoneyError::Large));
        assert_eq!(eur(CENTS_MOST).times(u64::MAX), Err(MoneyError::Large));
        assert_eq!(eur(999).times(12), Ok(eur(11_988)));
        assert_eq!(eur(1).less(Price::new(1, Currency::new("USD").unwrap()).unwrap()), Err(MoneyError::Mixed));
        assert_eq!(eur(1).less(eur(5)), Ok(eur(0)));
    }

    #[test]
    fn half_a_cent_goes_to_the_payer() {
        assert_eq!(eur(999).less_percent(50), eur(499));
        assert_eq!(eur(1099).less_percent(10), eur(989));
        assert_eq!(eur(1).less_percent(49), eur(1));
        assert_eq!(
            (eur(999).less_percent(0), eur(999).less_percent(100), eur(999).less_percent(255)),
            (eur(999), eur(0), eur(0))
        );
    }

    proptest! {
        #[test]
        fn a_share_is_off_by_half_a_cent_at_most(cents in 0..=CENTS_MOST, percent in 0u8..=100) {
            let exact = i128::from(cents) * i128::from(100 - percent);
            let given = i128::from(eur(cents).less_percent(percent).cents()) * 100;
            prop_assert!((given - exact).abs() <= 50);
        }
    }
}
