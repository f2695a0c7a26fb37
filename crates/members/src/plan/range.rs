//! Ranges of internet addresses, as a library gives them: `192.0.2.0/24`, `2001:db8::/32`.
//!
//! `core::net` is addresses as values; nothing here reaches a network.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::fmt;

/// A range: an address and how many of its leading bits count. The bits behind them are zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    first: IpAddr,
    bits: u8,
}

/// The widest range an institution may have, in bits: a /8 of version 4, a /16 of version 6. Wider is a mistake.
const WIDEST: (u8, u8) = (8, 16);

/// Why a text is no range. `Display` is a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadRange {
    /// Not an address with a number of bits.
    Form,
    /// Bits behind the range are set: two readings are possible.
    Loose,
    /// Wider than an institution can be.
    Wide,
}

impl fmt::Display for BadRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadRange::Form => "A range is an address, a slash and a number of bits, such as 192.0.2.0/24 or 2001:db8::/32.",
            BadRange::Loose => "The address has bits behind the range; write the first address of the range.",
            BadRange::Wide => "This range is wider than any institution's: at most /8, or /16 of version 6.",
        })
    }
}

impl std::error::Error for BadRange {}

impl Range {
    /// Every range that an address lies in, the widest first: what to look for where ranges are kept as they are written.
    pub fn around(address: IpAddr) -> Vec<Self> {
        let cut = |bits: u128, behind: u8| lead(bits, 128 - behind).checked_shl(behind.into()).unwrap_or(0);
        match address.to_canonical() {
            IpAddr::V4(address) => (WIDEST.0..=32)
                .map(|bits| {
                    let first = u32::try_from(cut(v4(address), 32 - bits)).unwrap_or(0);
                    Self { first: Ipv4Addr::from_bits(first).into(), bits }
                })
                .collect(),
            IpAddr::V6(address) => (WIDEST.1..=128)
                .map(|bits| Self { first: Ipv6Addr::from_bits(cut(address.to_bits(), 128 - bits)).into(), bits })
                .collect(),
        }
    }

    /// Whether the address lies within. A version 4 address that was carried in version 6 is one of version 4.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(other)) => lead(v4(first), self.bits + 96) == lead(v4(other), self.bits + 96),
            (IpAddr::V6(first), IpAddr::V6(other)) => lead(first.to_bits(), self.bits) == lead(other.to_bits(), self.bits),
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

fn v4(address: Ipv4Addr) -> u128 {
    u128::from(address.to_bits())
}

/// The leading bits, of 128.
fn lead(bits: u128, count: u8) -> u128 {
    let behind = 128u32.saturating_sub(u32::from(count));
    bits.checked_shr(behind).unwrap_or(0)
}

impl std::str::FromStr for Range {
    type Err = BadRange;
    fn from_str(text: &str) -> Result<Self, BadRange> {
        let text = text.trim();
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let first: IpAddr = address.parse().map_err(|_| BadRange::Form)?;
        let (whole, widest, value, offset) = match first {
            IpAddr::V4(first) => (32, WIDEST.0, v4(first), 96),
            IpAddr::V6(first) => (128, WIDEST.1, first.to_bits(), 0),
        };
        let bits = bits.map_or(Ok(whole), number)?;
        if bits > whole {
            return Err(BadRange::Form);
        }
        if bits < widest {
            return Err(BadRange::Wide);
        }
        let behind = u32::from(128 - offset - bits);
        if lead(value, bits + offset).checked_shl(behind).unwrap_or(0) != value {
            return Err(BadRange::Loose);
        }
        Ok(Self { first, bits })
    }
}

fn number(text: &str) -> Result<u8, BadRange> {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(BadRange::Form)
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn within(range: &str, address: &str) -> bool {
        range.parse::<Range>().unwrap().contains(address.parse().unwrap())
    }

    #[test]
    fn ranges_of_both_versions() {
        assert!(within("192.0.2.0/24", "192.0.2.255") && !within("192.0.2.0/24", "192.0.3.0"));
        assert!(within("192.0.2.7", "192.0.2.7") && !within("192.0.2.7", "192.0.2.8"));
        assert!(within("2001:db8::/32", "2001:db8:ffff::1") && !within("2001:db8::/32", "2001:db9::"));
        assert!(within("10.0.0.0/8", "::ffff:10.1.2.3"), "version 4 carried in version 6");
        assert!(!within("10.0.0.0/8", "2001:db8::1") && !within("2001:db8::/32", "10.0.0.1"));
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for (bad, why) in [
            ("", BadRange::Form),
            ("192.0.2.0/", BadRange::Form),
            ("192.0.2.0/33", BadRange::Form),
            ("192.0.2.0/+8", BadRange::Form),
            ("2001:db8::/129", BadRange::Form),
            ("2001:db8::/999", BadRange::Form),
            ("192.0.2.1/24", BadRange::Loose),
            ("2001:db8::1/64", BadRange::Loose),
            ("0.0.0.0/0", BadRange::Wide),
            ("::/0", BadRange::Wide),
        ] {
            assert_eq!(bad.parse::<Range>(), Err(why), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9a-f:./ ]{0,40}") {
            if let Ok(range) = text.parse::<Range>() {
                prop_assert_eq!(range.to_string().parse(), Ok(range));
            }
        }

        #[test]
        fn an_address_lies_in_all_that_is_around_it(v4: u32, v6: u128) {
            for (address, count) in [(IpAddr::V4(v4.into()), 25), (IpAddr::V6(v6.into()), 113)] {
                let around = Range::around(address);
                let expected = if address.to_canonical().is_ipv4() { 25 } else { count };
                prop_assert_eq!(around.len(), expected);
                for range in around {
                    prop_assert!(range.contains(address));
                    prop_assert_eq!(range.to_string().parse(), Ok(range), "as it is written");
                }
            }
        }

        #[test]
        fn an_address_is_in_the_range_cut_from_it(address: u32, other: u32, bits in 8u32..=32) {
            let mask = u32::MAX << (32 - bits);
            let range: Range = format!("{}/{bits}", Ipv4Addr::from(address & mask)).parse().unwrap();
            prop_assert!(range.contains(IpAddr::V4(address.into())));
            prop_assert_eq!(range.contains(IpAddr::V4(other.into())), other & mask == address & mask);
        }
    }
}
