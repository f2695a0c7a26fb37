//! What of a receipt belongs to a month.

use super::{Month, Period, Receipt, ReceiptKind};

/// The part of `cents` that belongs to a month, by the days of the period that lie in it. Each month has what is due up
/// to its end, rounded down, less what was due up to its beginning: so the parts of all months sum to the cents.
pub fn recognised(cents: i64, period: Period, month: Month) -> i64 {
    due_by(cents, period, period.days_before(month.end())) - due_by(cents, period, period.days_before(month.first()))
}

/// What of the cents is due for the first `days` of the period. Between zero and the cents, so it fits.
fn due_by(cents: i64, period: Period, days: i64) -> i64 {
    let due = i128::from(cents) * i128::from(days) / i128::from(period.days());
    i64::try_from(due).unwrap_or(cents)
}

impl Receipt {
    /// The receipt's money in a month, in cents: a refund takes away what a payment for the same days brought; time that
    /// was given brings none.
    pub fn recognised(&self, month: Month) -> i64 {
        match self.kind {
            ReceiptKind::Paid => recognised(self.cents, self.period, month),
            ReceiptKind::Refunded => recognised(self.cents, self.period, month).saturating_neg(),
            ReceiptKind::Given => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Day, MOST_CENTS, MOST_DAYS};
    use super::*;
    use newsstand_news::Id;
    use proptest::prelude::*;

    fn parts(receipt: &Receipt) -> Vec<i64> {
        let mut month = receipt.period.from().month();
        let mut parts = Vec::new();
        while let Some(now) = month.filter(|month| month.first() < receipt.period.until()) {
            parts.push(receipt.recognised(now));
            month = now.next();
        }
        parts
    }

    proptest! {
        #[test]
        fn the_parts_of_all_months_sum_to_the_receipt(cents in 0..=MOST_CENTS, from in 0..40_000, days in 1..=MOST_DAYS) {
            let period = Period::new(Day::new(from), Day::new(from + days)).unwrap();
            let paid = Receipt { reader: Id::new(1), cents, currency: "EUR".parse().unwrap(), period, kind: ReceiptKind::Paid };
            let refunded = Receipt { kind: ReceiptKind::Refunded, ..paid };
            prop_assert_eq!(parts(&paid).iter().sum::<i64>(), cents);
            prop_assert!(parts(&paid).iter().all(|part| *part >= 0));
            prop_assert!(parts(&paid).iter().zip(parts(&refunded)).all(|(paid, back)| paid + back == 0));
        }
    }

    #[test]
    fn a_year_is_spread_over_its_days() {
        let year = Period::new(Month::new(2026, 1).unwrap().first(), Month::new(2027, 1).unwrap().first()).unwrap();
        assert_eq!(recognised(36_500, year, Month::new(2026, 2).unwrap()), 2800);
        assert_eq!(recognised(36_500, year, Month::new(2025, 12).unwrap()), 0);
        assert_eq!(recognised(36_500, year, Month::new(2027, 1).unwrap()), 0);
    }
}
