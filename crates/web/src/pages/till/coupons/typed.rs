//! A coupon as an operator writes it.

use newsstand_members::plan::{CODE_MARKS, Cut, PERIODS_MOST, Percent, Price, code_folded};
use newsstand_news::Moment;
use newsstand_store::coupons::Coupon;

use super::super::written::{day, ends, number, price, some_number};
use crate::guard::chance;
use crate::guard::form::Form;

/// Letters and digits that are not taken for one another.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Most readers that are counted.
const USES: i64 = 1_000_000;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    pub code: String,
    pub off: String,
    pub periods: String,
    pub until: String,
    pub uses: String,
}

impl Typed {
    /// Out of the form.
    pub fn of(form: &Form) -> Self {
        let field = |name| form.field(name).trim().to_owned();
        Self { code: field("code"), off: field("off"), periods: field("periods"), until: field("until"), uses: field("uses") }
    }

    /// As it is kept; a sentence where it cannot be.
    pub fn coupon(&self, now: Moment) -> Result<Coupon, String> {
        let (percent, amount) = match self.cut()? {
            Cut::Percent(share) => (Some(share.get().into()), None),
            Cut::Cents(off) => (None, Some(off)),
        };
        let until = match self.until.as_str() {
            "" => None,
            text => Some(ends(day(text)?)),
        };
        if until.is_some_and(|until| until <= now) {
            return Err("The last day of the coupon is over. Choose today or a later day.".into());
        }
        Ok(Coupon {
            id: 0,
            code: self.code()?,
            percent,
            cents: amount.map(Price::cents),
            currency: amount.map(|off| off.currency().to_string()),
            periods: some_number(&self.periods, "For how many periods it holds", PERIODS_MOST.into())?,
            until,
            uses: some_number(&self.uses, "How many may redeem it", USES)?,
            used: 0,
            ended: None,
        })
    }

    /// The code that was chosen, folded; one by chance where none was.
    fn code(&self) -> Result<String, String> {
        if self.code.is_empty() {
            let random: [u8; 10] = chance::bytes().ok_or("The system gives no chance. Choose a code yourself.")?;
            let letter = |byte: u8| LETTERS.get(usize::from(byte % 32)).copied().unwrap_or(b'X');
            return Ok(random.map(|byte| char::from(letter(byte))).iter().collect());
        }
        code_folded(&self.code).ok_or_else(|| format!("A code has 4 to {CODE_MARKS} plain letters and digits."))
    }

    /// A share, or an amount in a currency.
    fn cut(&self) -> Result<Cut, String> {
        let wrong = || "A coupon takes off a share such as 20%, or an amount such as 2.00 EUR.".to_owned();
        if let Some(share) = self.off.strip_suffix('%') {
            let share = number(share.trim()).and_then(|share| u8::try_from(share).ok()).and_then(Percent::new);
            return share.map(Cut::Percent).ok_or_else(|| "A share is a whole number from 1% to 100%.".to_owned());
        }
        price(&self.off).ok().filter(|off| off.cents() > 0).map(Cut::Cents).ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_seconds(1_768_804_800);

    #[test]
    fn a_code_by_chance_is_a_code() {
        let typed = Typed { off: "20 %".into(), ..Typed::default() };
        let [one, two] = [(), ()].map(|()| typed.coupon(NOW).expect("a coupon").code);
        assert_eq!(code_folded(&one).as_ref(), Some(&one));
        assert!(one.len() == 10 && one != two);
    }

    #[test]
    fn what_is_no_coupon_is_said() {
        let good = Typed { code: "spring 27".into(), off: "2.00 EUR".into(), ..Typed::default() };
        let kept = good.coupon(NOW).expect("a coupon");
        assert_eq!((kept.code.as_str(), kept.cents, kept.percent), ("SPRING27", Some(200), None));
        let today = Typed { until: "2026-01-19".into(), ..good.clone() };
        assert!(today.coupon(NOW).is_ok(), "its last day is a whole one");
        let why = |typed: Typed| typed.coupon(NOW).expect_err("is refused");
        assert!(why(Typed { code: "abc".into(), ..good.clone() }).contains("4 to 40"));
        for off in ["", "0%", "101%", "1.5%", "0.00 EUR", "20"] {
            assert!(!why(Typed { off: off.into(), ..good.clone() }).is_empty(), "{off}");
        }
        assert!(why(Typed { until: "2026-01-18".into(), ..good.clone() }).contains("is over"));
        assert!(why(Typed { until: "soon".into(), ..good.clone() }).contains("2026-10-31"));
        assert!(why(Typed { periods: "121".into(), ..good.clone() }).contains("between 1 and 120"));
        assert!(why(Typed { uses: "0".into(), ..good }).contains("between 1 and 1000000"));
    }
}
