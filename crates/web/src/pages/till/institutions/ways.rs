//! Ways in, one a line: hosts of e-mail addresses, issuers, ranges of addresses, codes.

use newsstand_members::plan::{CODE_MARKS, Range, Way, code_folded};
use newsstand_news::Address;
use newsstand_store::institutions::Way as Kept;

/// Most characters of an issuer.
const ISSUER: usize = 300;

/// Reads lines of one kind; the first that cannot be read is named.
pub fn read(text: &str, one: impl Fn(&str) -> Result<Way, String>) -> Result<Vec<Way>, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| one(line).map_err(|why| format!("“{}” is no way in. {why}", shown(line)))).collect()
}

/// A line as it is named.
fn shown(line: &str) -> String {
    crate::words::shorten(line, 60)
}

/// The host of e-mail addresses.
pub fn domain(line: &str) -> Result<Way, String> {
    Way::email_domain(line).ok_or_else(|| "A host is what stands behind the @, such as library.example.".to_owned())
}

/// An issuer, as it names itself.
pub fn issuer(line: &str) -> Result<Way, String> {
    let plain = line.len() <= ISSUER && !line.contains(char::is_whitespace) && Address::new(line).is_some();
    plain
        .then(|| Way::Issuer(line.to_owned()))
        .ok_or_else(|| "An issuer is its address, exactly as it names itself, such as https://login.library.example.".to_owned())
}

/// A range of addresses.
pub fn range(line: &str) -> Result<Way, String> {
    line.parse::<Range>().map(Way::Range).map_err(|why| why.to_string())
}

/// A code.
pub fn code(line: &str) -> Result<Way, String> {
    code_folded(line).map(Way::Code).ok_or_else(|| format!("A code has 4 to {CODE_MARKS} plain letters and digits."))
}

/// A way as it is kept.
pub fn kept(way: &Way) -> Kept {
    let (kind, value) = match way {
        Way::EmailDomain(host) => ("email", host.clone()),
        Way::Issuer(issuer) => ("issuer", issuer.clone()),
        Way::Range(range) => ("range", range.to_string()),
        Way::Code(code) => ("code", code.clone()),
    };
    Kept { kind: kind.to_owned(), value }
}

/// Kept ways of one kind as lines.
pub fn lines(ways: &[Kept], kind: &str) -> String {
    let lines: Vec<&str> = ways.iter().filter(|way| way.kind == kind).map(|way| way.value.as_str()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_and_written() {
        let read_all = |text, one: fn(&str) -> Result<Way, String>| {
            read(text, one).map(|ways| lines(&ways.iter().map(kept).collect::<Vec<_>>(), &kept(&ways[0]).kind))
        };
        assert_eq!(
            read_all("@Library.example\r\n\r\n staff.library.example", domain).unwrap(),
            "library.example\nstaff.library.example"
        );
        assert_eq!(read_all("192.0.2.0/24\n2001:db8::/32\n", range).unwrap(), "192.0.2.0/24\n2001:db8::/32");
        assert_eq!(read_all("read-2027", code).unwrap(), "READ2027");
        assert_eq!(read_all("https://login.library.example", issuer).unwrap(), "https://login.library.example");
    }

    #[test]
    fn the_line_that_cannot_be_read_is_named() {
        let why = |text: &str, one: fn(&str) -> Result<Way, String>| read(text, one).unwrap_err();
        assert!(why("library.example\nnot a host", domain).starts_with("“not a host” is no way in. A host is"));
        assert!(why("192.0.2.1/24", range).contains("write the first address"));
        assert!(why("10.0.0.0/4", range).contains("wider than any"));
        assert!(why("abc", code).contains("4 to 40"));
        assert!(why("login.library.example", issuer).contains("exactly as it names itself"));
        assert!(read("\n \n", code).unwrap().is_empty());
    }
}
