//! Finds where an article was written, and by which agency, at the start of its text: `PHNOM PENH (Meridian) —`.

use crate::text::fold;

/// Longest dateline, in characters.
const LONGEST: usize = 60;
/// The dashes and stops that end one.
const DASHES: [char; 5] = ['—', '–', '-', '−', '―'];

/// What a text begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// As printed, without the agency.
    pub place: String,
    /// The agency in brackets, as printed.
    pub agency: Option<String>,
}

/// Reads the dateline of a text, if it has one.
pub fn read(text: &str) -> Option<Dateline> {
    let start: String = text.trim_start().chars().take(LONGEST + 40).collect();
    let start = start.lines().next().unwrap_or("");
    let (head, _) = split_at_dash(start)?;
    let head = head.trim();
    let (place, agency) = match head.split_once(['(', '（']) {
        Some((place, rest)) => (place.trim(), Some(rest.split([')', '）']).next().unwrap_or("").trim())),
        None => (head, None),
    };
    let agency = agency.filter(|agency| (2..=40).contains(&agency.chars().count()) && !is_country(agency));
    let fits = !place.is_empty()
        && place.chars().count() <= LONGEST
        && (is_printed_large(place) || (agency.is_some() && is_place(place)));
    fits.then(|| Dateline { place: fold(place.trim_end_matches(',')), agency: agency.map(fold) })
}

/// Cuts at the first dash with white space behind it.
fn split_at_dash(text: &str) -> Option<(&str, &str)> {
    let mut dashes = text.char_indices().filter(|(_, c)| DASHES.contains(c));
    dashes.find_map(|(at, dash)| {
        let (head, tail) = (text.get(..at)?, text.get(at + dash.len_utf8()..)?);
        let apart = tail.starts_with(char::is_whitespace) && (head.ends_with([' ', ')', '）', '\u{a0}']) || dash != '-');
        apart.then_some((head, tail))
    })
}

/// Whether a bracket in capitals is too long for an agency's initials: `SAN ISIDRO (CHILE)`.
fn is_country(bracket: &str) -> bool {
    bracket.chars().filter(|c| c.is_uppercase()).count() >= 5 && !bracket.chars().any(char::is_lowercase)
}

/// Whether the place is in capitals: `PHNOM PENH`, `PARIS, Jan 5`.
fn is_printed_large(place: &str) -> bool {
    let name = place.split(',').next().unwrap_or("");
    let large = name.chars().filter(|c| c.is_uppercase()).count();
    large >= 3 && !name.chars().any(|c| c.is_lowercase() || c.is_ascii_digit()) && name.split_whitespace().count() <= 5
}

/// Whether words can be a place: few, no sentence, all of them large but for short ones in between.
fn is_place(place: &str) -> bool {
    let words: Vec<&str> = place.split_whitespace().collect();
    let large = |word: &str| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let fits = words.iter().all(|word| large(word) || (word.chars().count() <= 3 && word.chars().all(char::is_alphabetic)));
    words.len() <= 6 && fits && words.last().is_some_and(|word| large(word)) && !place.contains(['.', '!', '?', ':', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_found_only_where_they_are() {
        for (text, place, agency) in [
            ("PHNOM PENH (Meridian) — Thousands of people", "PHNOM PENH", Some("Meridian")),
            ("PHNOM PENH — Thousands", "PHNOM PENH", None),
            ("PARIS, Jan 5 (Cardinal) - Le", "PARIS, Jan 5", Some("Cardinal")),
            ("SAN ISIDRO (CHILE) — El agua", "SAN ISIDRO", None),
            ("Riga (nba) – Am Montag", "Riga", Some("nba")),
            ("القاهرة (ميريديان) – قال", "القاهرة", Some("ميريديان")),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.place.as_str(), found.agency.as_deref()), (place, agency), "{text}");
        }
        for text in [
            "",
            "The minister — who was late — left",
            "A well-known man",
            "NATO-led talks",
            "It was (as he said) - perhaps - late",
            "US — not",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
