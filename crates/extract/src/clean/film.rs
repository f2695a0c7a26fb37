//! Films and sounds played inside a page: they become a plain link.

use super::address::Base;
use super::allow::link_start;
use crate::html::{Attributes, Tag};

/// The link that stands for a film.
pub struct Film {
    /// The start tag of the link.
    pub start: String,
    /// What the link says: the film's title where the page gives one, else the host.
    pub name: String,
}

/// Words in an address that tell a film's player from an advertisement or a counter.
const PLAYERS: [&str; 8] = ["embed", "player", "video", "youtu", "watch", "audio", "podcast", "stream"];

/// Reads the element `tag` (`iframe`, `embed`, `video`, `audio`): its address from `attributes`, which may be those of its
/// `source`, its name from `title`.
pub fn read(tag: Tag, attributes: Attributes<'_>, title: Attributes<'_>, base: &Base<'_>) -> Option<Film> {
    let source =
        ["src", "data-src", "data-lazy-src"].iter().filter_map(|name| attributes.get(name)).find_map(|src| base.resolve(&src))?;
    let text = source.as_str().to_ascii_lowercase();
    let plays = matches!(tag, Tag::Video | Tag::Audio) || PLAYERS.iter().any(|word| text.contains(word));
    if !plays {
        return None;
    }
    let host = source.host();
    let title = title.get("title").map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let name = title
        .filter(|title| !title.is_empty() && title.len() < 300)
        .unwrap_or_else(|| host.trim_start_matches("www.").to_owned());
    Some(Film { start: link_start(source.as_str()), name })
}
