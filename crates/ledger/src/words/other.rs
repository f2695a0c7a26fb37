//! Every other language: numbers and their signs only.

use super::Words;

/// Languages whose decimal mark is the comma.
pub(super) const COMMA_LANGUAGES: [&str; 30] = [
    "it", "nl", "pl", "ru", "uk", "be", "cs", "sk", "sv", "da", "nb", "nn", "no", "fi", "hu", "ro", "bg", "hr", "sr", "sl", "bs",
    "mk", "el", "tr", "id", "vi", "lt", "lv", "et", "ca",
];

pub(super) static COMMA: Words = Words { decimal_comma: true, spaced_thousands: true, ..POINT };

pub(super) const POINT: Words = Words {
    classes: &[],
    according: &[],
    bounds: &[],
    bounds_after: &[],
    numbers: &[],
    scales: &[],
    vague: &[],
    fractions: &[],
    range: &[],
    between: &[],
    units: &[],
    decimal_comma: false,
    spaced_thousands: false,
    elides: false,
    capital_nouns: false,
    english: false,
    topic: &[],
};
