//! Amounts as they are said.

/// Currencies without a smaller unit (as Stripe lists them): 500 is ¥500.
const WHOLE: [&str; 16] =
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];

/// `8.00 EUR`, `500 JPY`
pub fn amount(cents: i64, currency: &str) -> String {
    if WHOLE.contains(&currency) {
        return format!("{cents} {currency}");
    }
    let (whole, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let sign = if cents < 0 { "−" } else { "" };
    format!("{sign}{whole}.{part:02} {currency}")
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn cents_are_said_where_there_are_any() {
        assert_eq!(amount(800, "EUR"), "8.00 EUR");
        assert_eq!(amount(5, "USD"), "0.05 USD");
        assert_eq!(amount(-1999, "EUR"), "−19.99 EUR");
        assert_eq!(amount(500, "JPY"), "500 JPY");
    }
}
