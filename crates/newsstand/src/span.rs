//! Spans of time in settings: `90s`, `15m`, `6h`, `7d`.

use serde::{Deserialize, Deserializer, Serializer};
use std::time::Duration;

const UNITS: [(&str, u64); 4] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)];

/// Reads a span: a whole number and one of s, m, h, d.
pub fn parse(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} is not a span of time such as 90s, 15m, 6h or 7d");
    let (unit, seconds) = UNITS.iter().find(|(unit, _)| text.ends_with(unit)).ok_or_else(wrong)?;
    let count: u64 = text.trim_end_matches(unit).trim().parse().map_err(|_| wrong())?;
    count.checked_mul(*seconds).map(Duration::from_secs).ok_or_else(wrong)
}

/// Writes a span in its largest whole unit.
pub fn show(span: Duration) -> String {
    let seconds = span.as_secs();
    let (unit, size) = UNITS.iter().find(|(_, size)| seconds > 0 && seconds.is_multiple_of(*size)).unwrap_or(&UNITS[3]);
    format!("{}{unit}", seconds / size)
}

pub fn serialize<S: Serializer>(span: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&show(*span))
}

pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_back() {
        for text in ["90s", "15m", "6h", "7d", "0s"] {
            assert_eq!(show(parse(text).expect(text)), text);
        }
        for wrong in ["", "15", "m", "-3m", "1.5h", "99999999999999999999d", "99999999999999999d"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
