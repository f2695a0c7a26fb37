//! Titles and the agencies they buy from, as `titles.toml` gives them.

use newsstand_news::{Country, Language, Mark, Section, TitleKind};
use serde::Deserialize;

use super::{Reach, Speaks, Style, Wall};

/// A news agency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Its id in the files.
    pub id: String,
    /// Its name: `Meridian Press`.
    pub name: String,
    /// How credits and datelines shorten it: `Meridian`.
    pub credit: String,
}

/// A made-up title.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Its id and its host: `<id>.localhost`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The language it writes in.
    pub language: Language,
    /// Where it is published.
    pub country: Country,
    /// What sort of publication it is.
    pub kind: TitleKind,
    /// What it says under its name.
    pub tagline: String,
    /// What its feeds speak.
    pub feed: Speaks,
    /// How much its feeds carry.
    pub text: Reach,
    /// How its pages are built.
    pub layout: Style,
    /// Who may read its pages, where an article says nothing else.
    pub wall: Wall,
    /// Its nameplate.
    pub mark: Mark,
    /// Its sections, in its own order.
    pub sections: Vec<Shelf>,
}

/// A title's section: its own name for one of the common ones.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shelf {
    /// Which it is.
    pub section: Section,
    /// What the title calls it.
    pub label: String,
    /// Its part of the address.
    pub slug: String,
}

impl Title {
    /// The title's own section for a common one.
    pub fn shelf(&self, section: Section) -> Option<&Shelf> {
        self.sections.iter().find(|shelf| shelf.section == section)
    }
}
