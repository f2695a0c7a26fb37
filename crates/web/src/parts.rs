//! Pieces that several pages share: plain structs, each with a small template of its own.

mod card;
mod frame;
mod mute_slip;
mod photo;
mod picking;
mod plate;
mod row;
mod said;
mod why;

pub use card::{Card, Size};
pub use frame::{Frame, Here};
pub use mute_slip::{MuteSlip, end as mute_end};
pub use photo::{Photo, picture_path};
pub use picking::{LINE, Picking};
pub use plate::{Covers, Plate, Tongue};
pub use row::{Age, Copies, Mark, Row, Snippet};
pub use said::{Figure, Said};
pub use why::Why;

/// States that a part's template escapes all it is given, so that a page may take it in as it is.
macro_rules! part {
    ($($name:ty),+) => { $(impl askama::filters::HtmlSafe for $name {})+ };
}
pub(crate) use part;
