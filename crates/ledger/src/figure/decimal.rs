//! Exact decimal numbers, so that what is stored is what was written.

use std::cmp::Ordering;
use std::fmt;

/// `mantissa × 10^exponent`, with no zero at the mantissa's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal {
    mantissa: i128,
    exponent: i32,
}

/// More digits than that are no news.
const DIGITS: usize = 24;
/// The largest power of ten, up or down.
const POWER: i32 = 30;

impl Decimal {
    pub(crate) fn new(mantissa: i128, exponent: i32) -> Self {
        let (mut mantissa, mut exponent) = (mantissa, exponent);
        while mantissa != 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            exponent += 1;
        }
        Self { mantissa, exponent: if mantissa == 0 { 0 } else { exponent } }
    }

    /// From the values of digits, of which the last `after` stand behind the decimal mark.
    pub(crate) fn of_digits(digits: &[u8], after: usize) -> Option<Self> {
        let significant = digits.iter().skip_while(|digit| **digit == 0).count();
        if digits.is_empty() || significant > DIGITS || after > DIGITS {
            return None;
        }
        let mantissa = digits.iter().fold(0_i128, |sum, digit| sum * 10 + i128::from(*digit));
        Some(Self::new(mantissa, -i32::try_from(after).ok()?))
    }

    /// Ten to the `power` times as much.
    pub(crate) fn shifted(self, power: u32) -> Self {
        let exponent = self.exponent.saturating_add(i32::try_from(power).unwrap_or(POWER)).min(POWER);
        Self { exponent: if self.mantissa == 0 { 0 } else { exponent }, ..self }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let exponent = self.exponent.min(other.exponent);
        match (self.at(exponent), other.at(exponent)) {
            (Some(a), Some(b)) => Self::new(a.saturating_add(b), exponent),
            _ => self,
        }
    }

    pub(crate) fn times(self, other: Self) -> Self {
        match self.mantissa.checked_mul(other.mantissa) {
            Some(mantissa) => Self::new(mantissa, self.exponent.saturating_add(other.exponent).clamp(-POWER, POWER)),
            None => self,
        }
    }

    pub(crate) fn negative(self) -> Self {
        Self { mantissa: -self.mantissa, ..self }
    }

    fn at(self, exponent: i32) -> Option<i128> {
        let power = u32::try_from(self.exponent - exponent).ok()?;
        10_i128.checked_pow(power).and_then(|ten| self.mantissa.checked_mul(ten))
    }

    /// A whole number, when it is one that fits.
    pub(crate) fn whole(self) -> Option<i64> {
        self.at(0).and_then(|whole| i64::try_from(whole).ok())
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let exponent = self.exponent.min(other.exponent);
        match (self.at(exponent), other.at(exponent)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // Only where one of them is too large to be written at the other's power.
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}
impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let zeros = |n: i32| "0".repeat(usize::try_from(n).unwrap_or(0));
        if self.exponent >= 0 {
            return write!(f, "{sign}{digits}{}", zeros(self.exponent));
        }
        let after = usize::try_from(-self.exponent).unwrap_or(0);
        match digits.len().checked_sub(after) {
            Some(before) if before > 0 => {
                let (whole, rest) = digits.split_at(before);
                write!(f, "{sign}{whole}.{rest}")
            }
            _ => write!(f, "{sign}0.{}{digits}", "0".repeat(after - digits.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_as_they_are() {
        let twelve_and_a_half = Decimal::of_digits(&[1, 2, 5], 1).unwrap();
        assert_eq!(twelve_and_a_half.to_string(), "12.5");
        assert_eq!(twelve_and_a_half.shifted(9).to_string(), "12500000000");
        assert_eq!(Decimal::new(5, -3).to_string(), "0.005");
        assert_eq!(Decimal::new(-1440, 0).to_string(), "-1440");
        assert_eq!(Decimal::new(0, 4).to_string(), "0");
        assert_eq!(Decimal::of_digits(&[9; 60], 0), None);
    }

    #[test]
    fn compared_and_added_by_value() {
        let (small, large) = (Decimal::new(999, -3), Decimal::new(1, 25));
        assert_eq!(small.cmp(&large), Ordering::Less);
        assert_eq!(large.cmp(&small), Ordering::Greater);
        assert_eq!(Decimal::new(2, 6).plus(Decimal::new(5, 4)).to_string(), "2050000");
        assert_eq!(Decimal::new(2, 0).times(Decimal::new(333_333, -6)).to_string(), "0.666666");
    }
}
