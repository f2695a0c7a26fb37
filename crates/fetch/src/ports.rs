//! Ports where something other than a web server listens: an HTTP request there could be taken for commands.

/// The "bad ports" of the Fetch standard (WHATWG, section "Port blocking"), ascending.
const BAD: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111,
    113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554,
    556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666,
    6667, 6668, 6669, 6679, 6697, 10080,
];

/// Whether a browser would refuse to talk to this port, and so do we.
pub fn bad(port: u16) -> bool {
    BAD.binary_search(&port).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_and_shells_are_bad_and_web_ports_are_not() {
        assert!(BAD.is_sorted());
        for port in [0, 22, 25, 53, 110, 143, 465, 587, 6667, 10080] {
            assert!(bad(port), "{port}");
        }
        for port in [80, 443, 8080, 8443, 8801, 3000, 65535] {
            assert!(!bad(port), "{port}");
        }
    }
}
