//! What is accepted from outside, in one place.

/// Longest markup or page read, in bytes; what follows is not looked at.
pub const MARKUP: usize = 8 * 1024 * 1024;
/// Deepest nesting of blocks in clean HTML; deeper ones lose their element and keep their text.
pub const BLOCK_DEPTH: usize = 24;
/// Inline elements open at once in clean HTML; further ones lose their element and keep their text.
pub const INLINE_DEPTH: usize = 12;
/// Deepest nesting in a drawing or a formula; deeper elements are left out and their text stays.
pub const FOREIGN_DEPTH: usize = 48;
/// Deepest nesting in a page's tree; deeper elements become siblings at that depth.
pub const TREE_DEPTH: usize = 400;
/// Nodes in a page's tree; what follows is not looked at. The largest of 850 pages has 11,000.
pub const TREE_NODES: usize = 150_000;
/// Bytes of structured data, titles and frames read of a page, all together; what follows is left out.
pub const TOLD: usize = 1024 * 1024;
/// Longest alternative text of a picture, in characters.
pub const ALT: usize = 500;
/// Widest picture asked for when a page offers several, in pixels.
pub const PICTURE_WIDTH: u32 = 1600;
/// Candidates read of one `srcset`.
pub const SRCSET: usize = 32;
/// Longest headline, in characters.
pub const HEADLINE: usize = 400;
/// Longest standfirst, caption or teaser, in characters.
pub const STANDFIRST: usize = 1_500;
/// Longest name, role, kicker, credit or dateline, in characters.
pub const NAME: usize = 160;
/// People on one byline.
pub const BYLINES: usize = 20;
/// Deepest nesting read in a page's structured data.
pub const JSON_DEPTH: usize = 12;
/// Objects read in a page's structured data.
pub const JSON_OBJECTS: usize = 2_000;

/// `text` cut at `limit` bytes or a little before, never inside a character.
pub fn head(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
