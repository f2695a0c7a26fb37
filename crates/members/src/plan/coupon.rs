//! Coupons, which make a plan cheaper for a time, and gift codes, which give some time.

use std::fmt;
use std::num::NonZeroU32;

use newsstand_news::Moment;

use super::{MoneyError, Period, Price};

/// Most characters of a coupon's or gift's code.
pub const CODE_MARKS: usize = 40;
/// Most periods that a coupon holds for or a gift gives.
pub const PERIODS_MOST: u32 = 120;

/// A share of a price: 1 to 100 hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(u8);

impl Percent {
    /// A share; None outside of 1 to 100.
    pub const fn new(percent: u8) -> Option<Self> {
        if percent >= 1 && percent <= 100 { Some(Self(percent)) } else { None }
    }

    /// The hundredths.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// By how much a coupon makes a period cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// By a share.
    Percent(Percent),
    /// By an amount, down to nothing.
    Cents(Price),
}

/// A coupon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coupon {
    /// By how much.
    pub cut: Cut,
    /// For how many periods from the first; None for all.
    pub periods: Option<NonZeroU32>,
    /// The first moment at which it can no longer be redeemed.
    pub until: Option<Moment>,
    /// How many members may redeem it; None for any number.
    pub uses: Option<u32>,
}

/// A gift of some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gift {
    /// How long a period is.
    pub period: Period,
    /// How many, 1 to [`PERIODS_MOST`].
    pub periods: NonZeroU32,
    /// The first moment at which it can no longer be redeemed.
    pub until: Option<Moment>,
}

/// Why a code was not redeemed. `Display` is a sentence for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotRedeemed {
    /// Its time is over.
    Over,
    /// It was redeemed as often as it may be.
    Used,
    /// This reader has redeemed it.
    Again,
    /// It is in another currency than the plan.
    Currency,
}

impl fmt::Display for NotRedeemed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotRedeemed::Over => "The time of this code is over.",
            NotRedeemed::Used => "This code has been used up.",
            NotRedeemed::Again => "You have used this code before.",
            NotRedeemed::Currency => "This code is for plans in another currency.",
        })
    }
}

impl std::error::Error for NotRedeemed {}

impl Coupon {
    /// Whether one more reader may redeem it for a plan of this price. `used` counts who has, `again` is whether this reader has.
    ///
    /// # Errors
    /// The reason why not.
    pub fn redeem(&self, price: Price, used: u32, again: bool, now: Moment) -> Result<(), NotRedeemed> {
        if self.until.is_some_and(|until| now >= until) {
            return Err(NotRedeemed::Over);
        }
        if again {
            return Err(NotRedeemed::Again);
        }
        if self.uses.is_some_and(|uses| used >= uses) {
            return Err(NotRedeemed::Used);
        }
        match self.cut {
            Cut::Cents(off) if off.currency() != price.currency() => Err(NotRedeemed::Currency),
            Cut::Cents(_) | Cut::Percent(_) => Ok(()),
        }
    }

    /// What the `number`th period costs with it, the first being 0.
    ///
    /// # Errors
    /// When it is in another currency.
    pub fn price(&self, price: Price, number: u32) -> Result<Price, MoneyError> {
        if self.periods.is_some_and(|periods| number >= periods.get()) {
            return Ok(price);
        }
        match self.cut {
            Cut::Percent(percent) => Ok(price.less_percent(percent.get())),
            Cut::Cents(off) => price.less(off),
        }
    }
}

impl Gift {
    /// Until when it gives, redeemed now by somebody who is covered until then already: it is added to what they have. A gift
    /// code counts once; that it was used is told by whoever keeps it.
    ///
    /// # Errors
    /// When it was used or its time is over.
    pub fn redeem(&self, used: bool, covered: Option<Moment>, now: Moment) -> Result<Moment, NotRedeemed> {
        if used {
            return Err(NotRedeemed::Used);
        }
        if self.until.is_some_and(|until| now >= until) {
            return Err(NotRedeemed::Over);
        }
        let from = covered.map_or(now, |covered| covered.max(now));
        Ok(self.period.after(from, self.periods.get().min(PERIODS_MOST)))
    }
}

/// A coupon's or gift's code as it is kept and looked up: upper case, without blanks and dashes; None for what is none.
pub fn code_folded(typed: &str) -> Option<String> {
    if typed.len() > 4 * CODE_MARKS {
        return None;
    }
    let code: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    let plain = code.bytes().all(|b| b.is_ascii_alphanumeric());
    (plain && (4..=CODE_MARKS).contains(&code.len())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::super::Currency;
    use super::*;
    use proptest::prelude::*;

    fn money(cents: i64, currency: &str) -> Price {
        Price::new(cents, Currency::new(currency).unwrap()).unwrap()
    }
    fn at(day: i64) -> Moment {
        Moment::from_seconds(day * 86_400)
    }
    fn half() -> Coupon {
        Coupon { cut: Cut::Percent(Percent::new(50).unwrap()), periods: NonZeroU32::new(3), until: Some(at(10)), uses: Some(2) }
    }

    #[test]
    fn a_coupon_holds_for_its_periods() {
        let prices: Vec<i64> = (0..5).map(|number| half().price(money(999, "EUR"), number).unwrap().cents()).collect();
        assert_eq!(prices, [499, 499, 499, 999, 999]);
        let ever = Coupon { cut: Cut::Cents(money(1200, "EUR")), periods: None, ..half() };
        assert_eq!(ever.price(money(999, "EUR"), u32::MAX), Ok(money(0, "EUR")));
    }

    #[test]
    fn each_refusal_has_its_reason() {
        let price = money(999, "EUR");
        assert_eq!(half().redeem(price, 1, false, at(9)), Ok(()));
        assert_eq!(half().redeem(price, 1, false, at(10)), Err(NotRedeemed::Over));
        assert_eq!(half().redeem(price, 2, false, at(9)), Err(NotRedeemed::Used));
        assert_eq!(half().redeem(price, 1, true, at(9)), Err(NotRedeemed::Again));
        let dollars = Coupon { cut: Cut::Cents(money(100, "USD")), ..half() };
        assert_eq!(dollars.redeem(price, 0, false, at(9)), Err(NotRedeemed::Currency));
        assert_eq!(dollars.price(price, 0), Err(MoneyError::Mixed));
        assert_eq!((Percent::new(0), Percent::new(101)), (None, None));
    }

    #[test]
    fn a_gift_is_added_to_what_one_has() {
        let gift = Gift { period: Period::Month, periods: NonZeroU32::new(2).unwrap(), until: None };
        assert_eq!(gift.redeem(false, None, at(0)), Ok(at(59)));
        assert_eq!(gift.redeem(false, Some(at(31)), at(0)), Ok(at(90)), "from the first of February two months on");
        assert_eq!(gift.redeem(true, None, at(0)), Err(NotRedeemed::Used));
        assert_eq!(Gift { until: Some(at(1)), ..gift }.redeem(false, None, at(1)), Err(NotRedeemed::Over));
    }

    #[test]
    fn codes_are_folded() {
        assert_eq!(code_folded(" spring-2027 "), Some("SPRING2027".into()));
        for bad in ["", "abc", "sprîng", "a b", &"x".repeat(41), &" ".repeat(500)] {
            assert_eq!(code_folded(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_coupon_never_makes_dearer(cents in 0i64..1_000_000, percent in 1u8..=100, off in 0i64..1_000_000, number: u32) {
            let price = money(cents, "EUR");
            for cut in [Cut::Percent(Percent::new(percent).unwrap()), Cut::Cents(money(off, "EUR"))] {
                let with = Coupon { cut, ..half() }.price(price, number).unwrap();
                prop_assert!(with.cents() <= cents && with.cents() >= 0);
            }
        }
    }
}
