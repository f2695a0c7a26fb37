//! Which network addresses belong to the public internet, so that nothing a feed says makes us knock on inside doors.
//!
//! Pure: an address in, a word out. The facts are the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and
//! its successors) and RFC 6052, RFC 3056, RFC 4380 for IPv4 inside IPv6. For IPv6 the rule is an allow-list: only
//! `2000::/3` is global unicast, so whatever is invented elsewhere stays refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// This machine: `127.0.0.0/8`, `::1`.
    Loopback,
    /// No address at all: `0.0.0.0/8`, `::`.
    Unspecified,
    /// A private network: RFC 1918, unique local IPv6, site-local IPv6.
    Private,
    /// The network segment itself: `169.254.0.0/16`, `fe80::/10`.
    LinkLocal,
    /// The network of a provider: `100.64.0.0/10`.
    Carrier,
    /// A cloud provider's metadata service.
    Metadata,
    /// Many machines at once: multicast and broadcast.
    Multicast,
    /// Kept for documentation, benchmarks, protocols or the future.
    Reserved,
    /// A tunnel to an IPv4 address: 6to4, Teredo, IPv4-compatible, local NAT64.
    Tunnel,
}

impl Inside {
    /// The word for people, fitting "which is …".
    pub const fn phrase(self) -> &'static str {
        match self {
            Inside::Loopback => "this machine itself",
            Inside::Unspecified => "no address at all",
            Inside::Private => "in a private network",
            Inside::LinkLocal => "in the local network segment",
            Inside::Carrier => "in a provider's own network",
            Inside::Metadata => "a cloud provider's metadata service",
            Inside::Multicast => "an address of many machines at once",
            Inside::Reserved => "a reserved address",
            Inside::Tunnel => "a tunnel address",
        }
    }
}

/// Says why `address` is not public, or nothing when it is.
pub fn inside(address: IpAddr) -> Option<Inside> {
    match address {
        IpAddr::V4(address) => inside_v4(address),
        IpAddr::V6(address) => inside_v6(address),
    }
}

/// The IPv4 address that is really dialled for an IPv4-mapped IPv6 one; any other address as it is.
pub fn dialled(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

fn inside_v4(address: Ipv4Addr) -> Option<Inside> {
    let word = match address.octets() {
        [0, ..] => Inside::Unspecified,
        [127, ..] => Inside::Loopback,
        // AWS, Google, Azure and others; Azure's second one is a public number that only its guests reach.
        [169, 254, 169, 254] | [168, 63, 129, 16] | [100, 100, 100, 200] => Inside::Metadata,
        [10, ..] | [192, 168, ..] => Inside::Private,
        [172, second, ..] if second & 0xf0 == 16 => Inside::Private,
        [169, 254, ..] => Inside::LinkLocal,
        [100, second, ..] if second & 0xc0 == 64 => Inside::Carrier,
        [192, 0, 0, _] | [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => Inside::Reserved,
        [198, second, ..] if second & 0xfe == 18 => Inside::Reserved,
        [192, 88, 99, _] => Inside::Tunnel,
        [255, 255, 255, 255] => Inside::Multicast,
        [first, ..] if first & 0xf0 == 224 => Inside::Multicast,
        [first, ..] if first & 0xf0 == 240 => Inside::Reserved,
        _ => return None,
    };
    Some(word)
}

fn inside_v6(address: Ipv6Addr) -> Option<Inside> {
    if let Some(v4) = address.to_ipv4_mapped() {
        return inside_v4(v4);
    }
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Some(Inside::Unspecified),
        [0, 0, 0, 0, 0, 0, 0, 1] => Some(Inside::Loopback),
        // NAT64 (RFC 6052): on networks without IPv4 this is how public IPv4 hosts are reached.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inside_v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))),
        [0x64, 0xff9b, ..] | [0, 0, 0, 0, ..] | [0x2002, ..] | [0x2001, 0, ..] => Some(Inside::Tunnel),
        [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254] => Some(Inside::Metadata),
        // Protocol assignments, benchmarking, ORCHID; then documentation.
        [0x2001, second, ..] if second < 0x200 => Some(Inside::Reserved),
        [0x2001, 0xdb8, ..] => Some(Inside::Reserved),
        [0x3fff, second, ..] if second & 0xf000 == 0 => Some(Inside::Reserved),
        [first, ..] => inside_v6_block(first),
    }
}

fn inside_v6_block(first: u16) -> Option<Inside> {
    match first {
        0x2000..=0x3fff => None,
        0xfc00..=0xfdff | 0xfec0..=0xfeff => Some(Inside::Private),
        0xfe80..=0xfebf => Some(Inside::LinkLocal),
        0xff00..=0xffff => Some(Inside::Multicast),
        _ => Some(Inside::Reserved),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_of_addresses() {
        let table = include_str!("../tests/guard.tsv");
        let mut seen = 0;
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let (address, want) = line.split_once('\t').expect("two columns");
            let address: IpAddr = address.parse().expect(address);
            let got = inside(address).map_or_else(|| "public".to_owned(), |word| format!("{word:?}").to_lowercase());
            assert_eq!(got, want, "{address}");
            seen += 1;
        }
        assert!(seen > 80, "the table shrank to {seen}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn an_ipv4_address_means_the_same_inside_ipv6(bits: u32) {
            let v4 = Ipv4Addr::from(bits);
            prop_assert_eq!(inside(IpAddr::V6(v4.to_ipv6_mapped())), inside_v4(v4));
            let nat64 = Ipv6Addr::from(0x0064_ff9b_u128 << 96 | u128::from(bits));
            prop_assert_eq!(inside(IpAddr::V6(nat64)), inside_v4(v4));
            prop_assert_eq!(dialled(IpAddr::V6(v4.to_ipv6_mapped())), IpAddr::V4(v4));
        }

        #[test]
        fn what_std_calls_private_is_never_public(bits: u32, wide: u128) {
            let v4 = Ipv4Addr::from(bits);
            let special = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast()
                || v4.is_unspecified() || v4.is_broadcast() || v4.is_documentation();
            prop_assert!(!special || inside_v4(v4).is_some());
            let v6 = Ipv6Addr::from(wide);
            prop_assert!(inside_v6(v6).is_some() || (v6.segments()[0] & 0xe000) == 0x2000 || v6.segments()[0] == 0x64);
        }
    }
}
