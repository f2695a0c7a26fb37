//! Words as the desk compares them: without case and what stands between them. Accents stay: they tell words apart.

use crate::limits;
use crate::text::scan;

/// The words of a text, folded, with single spaces between them. Two names that fold alike are one name.
///
/// ```
/// assert_eq!(newsstand_desk::fold("  São  Paulo: FLOODS "), "são paulo floods");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::new();
    scan(head(text), &mut |word| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word.folded);
    });
    out
}

/// The beginning that is read, cut between characters.
pub(crate) fn head(text: &str) -> &str {
    let end = (0..=limits::HEADLINE_BYTES.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.get(..end).unwrap_or("")
}
