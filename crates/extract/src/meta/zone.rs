//! The zone in which a date was written, as far as it is written as an offset.

/// Most seconds that a zone is from Greenwich: fifteen hours.
const FARTHEST: i32 = 15 * 3600;

/// Seconds east of Greenwich, of `2026-01-17T09:30:00+09:00`, `Sat, 17 Jan 2026 09:30 +0900` and the like.
pub fn east(text: &str) -> Option<i32> {
    let text = text.trim();
    if text.ends_with(['Z', 'z']) && text.contains(':') {
        return Some(0);
    }
    let at = text.rfind(['+', '-', '−'])?;
    let (before, zone) = text.split_at(at);
    // A dash between the parts of a date is no zone; a time of day stands before one.
    if !before.contains(':') {
        return None;
    }
    let sign = if zone.starts_with('+') { 1 } else { -1 };
    let digits: String = zone.chars().skip(1).filter(|c| *c != ':').collect();
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<i32>().ok());
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = match digits.len() {
        2 if plain => (number(digits.get(..2))?, 0),
        4 if plain => (number(digits.get(..2))?, number(digits.get(2..))?),
        _ => return None,
    };
    let east = sign * (hours * 3600 + minutes * 60);
    (minutes < 60 && east.abs() <= FARTHEST).then_some(east)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_where_they_are_written() {
        for (text, expected) in [
            ("2026-01-17T09:30:00+09:00", Some(32_400)),
            ("2026-01-17T09:30:00.123-0330", Some(-12_600)),
            ("Sat, 17 Jan 2026 09:30:00 +0900", Some(32_400)),
            ("2026-01-17 09:30:00+09", Some(32_400)),
            ("2026-01-17T09:30:00Z", Some(0)),
            ("2026-01-17", None),
            ("17 January 2026", None),
            ("2026-01-17T09:30:00+99:00", None),
            ("a:-é", None),
            ("", None),
        ] {
            assert_eq!(east(text), expected, "{text}");
        }
    }
}
