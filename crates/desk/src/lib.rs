//! Folds copies, groups articles into stories, ranks them and lays out the edition.
//!
//! An [`Arrival`] goes in, a [`Placed`] comes out. The [`Desk`] keeps what it needs to know of the live articles in
//! memory and nothing else: no file, no clock, no chance. After a restart the caller tells it again what was decided
//! ([`Desk::restore`]).
//!
//! ```
//! use newsstand_desk::{Arrival, Desk, Settings};
//! use newsstand_news::{ArticleKind, Id, Language, Moment};
//!
//! let mut desk = Desk::new(Settings::default());
//! let english = Language::new("en");
//! let arrival = Arrival {
//!     article: Id::new(1),
//!     title: Id::new(10),
//!     publisher: None,
//!     language: &english,
//!     headline: "Ferry runs aground off Saltmere",
//!     text: "The ferry Godwit ran aground on the Saltmere bar with 212 people on board.",
//!     published: Moment::from_seconds(1_700_000_000),
//!     kind: ArticleKind::Report,
//!     section: None,
//!     wire: None,
//! };
//! let placed = desk.place(&arrival, &mut || Id::new(100));
//! assert!(placed.placement.began);
//! assert_eq!(placed.placement.story, Id::new(100));
//! ```

mod arrival;
mod articles;
mod chains;
mod copies;
mod desk;
pub mod edition;
mod hash;
pub mod lead;
pub mod limits;
pub mod mute;
pub mod pick;
pub mod rank;
mod reader;
mod settings;
mod split;
pub mod stage;
mod stories;
pub mod taste;
mod text;
mod tidy;
pub mod timeline;
mod weigh;
mod words;

pub use arrival::{Arrival, Move, Placed};
pub use desk::Desk;
pub use settings::Settings;
pub use words::fold;
