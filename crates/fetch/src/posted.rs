//! What was answered to a form.

use newsstand_news::Address;

use crate::settings::POSTED_TEXT;

/// A good answer to a form that was sent. A hub that looks before it agrees answers 202.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// 200 to 299.
    pub status: u16,
    /// The beginning of what was said, on one line, without control characters, in at most 500 characters.
    pub text: String,
    /// Who answered in the end.
    pub address: Address,
}

/// The beginning of a body, on one line.
pub fn line(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").chars().take(POSTED_TEXT).collect()
}
