//! Hints for one title: dated data, made to be read and corrected by people, that says where on its pages things stand.
//!
//! The generic path reads any page without them. A hint that finds nothing on a page is passed over, and what the generic path
//! answers is kept: a hint that no longer fits never empties an article.

mod check;
mod file;
mod outcome;
mod places;
mod selector;
#[cfg(test)]
mod tests;
mod walk;

use newsstand_news::{Address, Moment};
use selector::Selector;

pub use check::{Finding, check};
pub use file::{Expect, File, read};
pub use outcome::{Outcome, Part};
pub(crate) use places::{Places, holds};

/// Something wrong with a file of hints, as a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The day of the version that is meant; none where it is the whole file.
    pub version: Option<String>,
    /// What is wrong.
    pub sentence: String,
}

/// All hints for one title.
#[derive(Debug, Clone, PartialEq)]
pub struct Hints {
    /// The title's short name.
    pub title: String,
    /// The versions, oldest first.
    pub versions: Vec<Version>,
}

/// What holds from one day on, until the next version does.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The day, as `2026-03-01`.
    pub day: String,
    /// The day's beginning, in UTC.
    pub from: Moment,
    /// The page it was written for.
    pub saved: Option<Saved>,
    /// Where things stand, by part.
    lists: [Vec<Selector>; Part::ALL.len()],
}

/// A page kept beside the hints, with what must be read from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// The file's name.
    pub file: String,
    /// Where the page was found.
    pub address: Address,
    /// What must be read from it.
    pub expect: Expect,
}

impl Version {
    /// What became of it where none of its hints fits.
    pub fn passed_over(&self) -> Outcome {
        let pointed = |part: &Part| !self.lists[*part as usize].is_empty();
        let passed_over = Part::ALL.into_iter().filter(pointed).collect();
        Outcome { from: self.day.clone(), held: Vec::new(), passed_over }
    }
}

impl Hints {
    /// The version for an article that came out, or was first seen, at `moment`: the newest that is not younger.
    pub fn at(&self, moment: Moment) -> Option<&Version> {
        self.versions.iter().rfind(|version| version.from <= moment)
    }

    /// The newest version.
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The hosts of its saved pages.
    pub fn hosts(&self) -> impl Iterator<Item = String> + '_ {
        self.versions.iter().filter_map(|version| Some(version.saved.as_ref()?.address.host()))
    }
}
