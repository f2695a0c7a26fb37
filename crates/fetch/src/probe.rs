//! Doors for fuzzing: each hands any bytes to one of the readers of what servers say. Nothing here may panic, hang or
//! grow beyond its limit, whatever comes.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::decode::{Decoder, unpack};
use crate::robots::Robots;
use crate::{Freshness, Price, link};

/// The most plain bytes that [`decode`] makes.
pub const DECODED: usize = 1 << 20;
/// The codings that [`decode`] tries, one on top of the other where there are two.
const CODINGS: [&str; 8] = ["", "gzip", "deflate", "br", "zstd", "gzip, br", "zstd, gzip", "deflate, deflate"];

/// Reads a `robots.txt` and asks it for each of its own lines.
pub fn robots(bytes: &[u8]) {
    let robots = Robots::read(bytes, "newsstand");
    for line in String::from_utf8_lossy(bytes).lines().take(100) {
        robots.allows(line);
    }
}

/// Reads `Link` fields.
pub fn links(bytes: &[u8]) {
    link::parse(&String::from_utf8_lossy(bytes));
}

/// Reads a head, `Name: value` by lines, for what it says about coming back and being paid.
pub fn head(bytes: &[u8]) {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let mut map = HeaderMap::new();
    for line in bytes.split(|byte| *byte == b'\n').take(100) {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        let (name, value) = line.split_at(colon);
        let value = value.get(1..).unwrap_or_default();
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value.trim_ascii())) {
            map.append(name, value);
        }
    }
    let _ = Freshness::read(&map, now).lifetime();
    Price::of(&map);
}

/// Undoes codings: the first byte chooses which, the second in how large pieces the rest comes.
pub fn decode(bytes: &[u8]) {
    let [choice, step, coded @ ..] = bytes else { return };
    let coding = CODINGS.get(usize::from(*choice) % CODINGS.len()).copied();
    let Ok(mut decoder) = Decoder::new(coding, DECODED) else { return };
    for piece in coded.chunks(usize::from(*step) + 1) {
        if decoder.push(piece).is_err() {
            return;
        }
    }
    if let Ok(plain) = decoder.finish() {
        assert!(plain.len() <= DECODED, "a decoder grew beyond its limit");
        let _ = unpack(plain, DECODED).is_ok_and(|plain| plain.len() <= DECODED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn any_bytes_may_come(bytes: Vec<u8>, magic in 0..4usize) {
            let starts: [&[u8]; 4] = [b"", &[1, 9, 0x1f, 0x8b, 8, 0], &[4, 9, 0x28, 0xb5, 0x2f, 0xfd], &[3, 0]];
            let bytes = [starts[magic], &bytes].concat();
            [robots, links, head, decode].iter().for_each(|door| door(&bytes));
        }

        #[test]
        fn any_head_may_come(
            name in "cache-control|age|expires|date|retry-after|link|crawler-price",
            value in "[a-z0-9=,; \"<>/:.-]{0,40}|max-age=\"?[0-9]{0,25}\"?|[0-9]{0,25}|[A-Z]{3} [0-9.]{0,20}",
        ) {
            head(format!("{name}: {value}\n{name}: {value}\ndate: {value}").as_bytes());
        }
    }
}
