//! The words of Newsstand.
//!
//! Every room speaks in these types. They depend on nothing but `std` and `serde`, know no network, file, clock
//! or chance, and are shaped so that a wrong state cannot be written down: a caption cannot exist without its
//! picture, a story cannot be empty, a claim cannot exist without its sentence.

mod article;
mod claim;
pub mod dates;
mod edition;
mod entry;
mod html;
mod id;
mod mark;
mod moment;
mod picture;
mod place;
mod section;
mod story;
mod title;
mod topic;

pub use article::{Article, ArticleKind, Body, Byline, Origin, Published, Wall};
pub use claim::{Bound, Claim, Figure, Quote, QuoteKind, Span};
pub use edition::{Card, Edition, Factor, Front, Why};
pub use entry::{Author, Complaint, Enclosure, Entry, EntryKey, FeedContent, FeedFormat, Quiet};
pub use html::{Html, Markup};
pub use id::{Id, IdMaker};
pub use mark::{Case, Face, Mark, Rgb, Tracking, Weight};
pub use moment::Moment;
pub use picture::Picture;
pub use place::{Address, Country, Language};
pub use section::Section;
pub use story::{Placement, Story};
pub use title::{Feed, Publisher, Terms, Title, TitleKind, Visit, VisitOutcome};
pub use topic::{Muted, Topic};
