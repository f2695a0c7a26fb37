//! Spans of time in settings: `500ms`, `90s`, `15m`, `6h`, `7d`.

use serde::{Deserialize, Deserializer, Serializer};
use std::time::Duration;

/// Units with their milliseconds, largest first; `ms` stands before those that end like it.
const UNITS: [(&str, u64); 5] = [("ms", 1), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)];

/// Reads a span: a whole number and one of ms, s, m, h, d.
pub fn parse(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} is not a span of time such as 90s, 15m, 6h or 7d");
    let (unit, size) = UNITS.iter().find(|(unit, _)| text.ends_with(unit)).ok_or_else(wrong)?;
    let count: u64 = text.trim_end_matches(unit).trim().parse().map_err(|_| wrong())?;
    count.checked_mul(*size).map(Duration::from_millis).ok_or_else(wrong)
}

/// Writes a span in its largest whole unit.
pub fn show(span: Duration) -> String {
    let millis = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
    let whole = |(_, size): &&(&str, u64)| millis > 0 && millis.is_multiple_of(*size);
    let (unit, size) = UNITS[1..].iter().find(whole).unwrap_or(if millis == 0 { &UNITS[4] } else { &UNITS[0] });
    format!("{}{unit}", millis / size)
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
