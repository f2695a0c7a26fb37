//! The one small list of sections that every title's own sections map to.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A section of the stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// A title's main news, where it says no more.
    Top,
    /// News from abroad.
    World,
    /// News of the title's own country.
    National,
    /// Governments, parliaments, elections.
    Politics,
    /// Companies and work.
    Business,
    /// Prices and money.
    Markets,
    /// Machines, networks, software.
    Technology,
    /// Research.
    Science,
    /// Medicine and bodies.
    Health,
    /// Climate, weather, nature.
    Climate,
    /// Arts, books, life.
    Culture,
    /// Games and matches.
    Sport,
    /// Opinion and analysis.
    Opinion,
    /// A town or region.
    Local,
}

impl Section {
    /// All of them, in the order of a front page.
    pub const ALL: [Section; 14] = [
        Section::Top,
        Section::World,
        Section::National,
        Section::Politics,
        Section::Business,
        Section::Markets,
        Section::Technology,
        Section::Science,
        Section::Health,
        Section::Climate,
        Section::Culture,
        Section::Sport,
        Section::Opinion,
        Section::Local,
    ];

    /// The word in addresses, files and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Section::Top => "top",
            Section::World => "world",
            Section::National => "national",
            Section::Politics => "politics",
            Section::Business => "business",
            Section::Markets => "markets",
            Section::Technology => "technology",
            Section::Science => "science",
            Section::Health => "health",
            Section::Climate => "climate",
            Section::Culture => "culture",
            Section::Sport => "sport",
            Section::Opinion => "opinion",
            Section::Local => "local",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Section {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|section| section.as_str() == word).ok_or_else(|| format!("no such section: {word:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_reads_back_from_its_word() {
        for section in Section::ALL {
            assert_eq!(section.as_str().parse(), Ok(section));
            assert_eq!(serde_like(section), section.as_str());
        }
        assert!("sports".parse::<Section>().is_err());
    }

    fn serde_like(section: Section) -> String {
        format!("{section:?}").to_lowercase()
    }
}
