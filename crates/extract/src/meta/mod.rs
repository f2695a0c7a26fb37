//! What a page, or a line of it, says about an article: names, roles, datelines, agencies, sections, captions.

pub mod agency;
pub mod byline;
pub mod caption;
pub mod dateline;
pub mod headline;
pub mod jsonld;
pub mod lead;
pub mod section;
pub mod tags;
pub mod title;
pub mod wall;
pub mod when;
pub mod who;
