//! Makes an article of a page, and is the only maker of clean HTML.
//!
//! [`clean`] turns anybody's markup into [`newsstand_news::Html`]; [`page`] reads a whole page and [`marked`] which of its parts
//! are for members, [`hinted`] with a title's own [`hints`], [`entry`] what a feed said, and [`merge`] puts both together; [`text()`], [`prose`], [`plain`] and
//! [`count_words`] give words; [`thin`] is what is stored of a page;
//! [`stage`] answers `newsstand stage article`. Pure: no net, file, clock or chance; linear in the length of the input.

mod body;
mod clean;
mod entry;
pub mod hints;
mod html;
mod limits;
mod look;

#[doc(hidden)]
pub mod measure;
mod merge;
mod meta;
mod page;
mod recent;
mod source;
pub mod stage;
mod text;
#[doc(hidden)]
pub use body::study;
mod thin;
mod unmarked;

pub use clean::clean;
pub use entry::{Fullness, entry};
pub use merge::merge;
pub use page::{hinted, marked, page};
pub use text::{count_words, plain, prose, text};
pub use thin::thin;
pub use unmarked::thin_open;
