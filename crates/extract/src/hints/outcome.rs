//! What became of a version's hints on a page.

use serde::Serialize;

/// A part of an article that a hint can point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The text.
    Body,
    /// What stands in it and is none of it.
    LeaveOut,
    /// The headline.
    Headline,
    /// The word or two above it.
    Kicker,
    /// The sentence under it.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// The section.
    Section,
    /// When it came out.
    Published,
    /// When it was changed.
    Modified,
}

impl Part {
    /// All of them, in their order.
    pub const ALL: [Part; 9] = [
        Part::Body,
        Part::LeaveOut,
        Part::Headline,
        Part::Kicker,
        Part::Standfirst,
        Part::Byline,
        Part::Section,
        Part::Published,
        Part::Modified,
    ];

    /// Its key in a file of hints.
    pub const fn as_str(self) -> &'static str {
        match self {
            Part::Body => "body",
            Part::LeaveOut => "leave_out",
            Part::Headline => "headline",
            Part::Kicker => "kicker",
            Part::Standfirst => "standfirst",
            Part::Byline => "byline",
            Part::Section => "section",
            Part::Published => "published",
            Part::Modified => "modified",
        }
    }
}

/// Which hints held on a page; empty where there were none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The day of the version.
    pub from: String,
    /// What was taken from where the hint points.
    pub held: Vec<Part>,
    /// What the hint did not find; the generic path's answer was kept.
    pub passed_over: Vec<Part>,
}

impl Outcome {
    /// Notes one part.
    pub(super) fn note(&mut self, part: Part, held: bool) {
        let list = if held { &mut self.held } else { &mut self.passed_over };
        list.push(part);
    }
}
