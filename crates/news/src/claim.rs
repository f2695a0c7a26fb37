//! Who says what. A claim is a span of stored text: it cannot exist without its sentence.

use serde::{Deserialize, Serialize};

/// A half-open range of a text, in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "(u32, u32)", from = "(u32, u32)")]
pub struct Span {
    /// Where it starts.
    pub start: u32,
    /// Where it ends, not included.
    pub end: u32,
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end }
    }
}
impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// One thing that somebody is reported to have said.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// Words.
    Quote(Quote),
    /// A number of something.
    Figure(Figure),
}

/// Words attributed to a speaker.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quote {
    /// What was said; several spans when the attribution stands in the middle.
    pub content: Vec<Span>,
    /// The word that attributes it: `said`, `according to`.
    pub cue: Vec<Span>,
    /// Who is named as the source.
    pub source: Vec<Span>,
    /// The speaker's name, resolved within the text where possible.
    pub speaker: Option<String>,
    /// What the speaker is.
    pub role: Option<String>,
    /// How literal it is.
    pub kind: QuoteKind,
    /// How sure the reading is, in thousandths.
    pub confidence: u16,
}

/// How literal a quote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// All of it in quotation marks.
    Direct,
    /// Part of it in quotation marks.
    Mixed,
    /// Reported.
    Indirect,
}

/// A quantity with who gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Where it stands.
    pub span: Span,
    /// The lowest and highest value meant, as decimal text (no doubles in the store); equal for a single value.
    pub value: (String, String),
    /// How it is bounded.
    pub bound: Bound,
    /// Its unit: `people`, `USD`, `km`; empty when none is said.
    pub unit: String,
    /// What is measured, in the text's words.
    pub measure: String,
    /// Who is named as the source.
    pub source: Vec<Span>,
    /// The speaker's name, resolved within the text where possible.
    pub speaker: Option<String>,
}

/// How a figure is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Bound {
    /// Exactly.
    #[serde(rename = "=")]
    Exactly,
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// Less than.
    #[serde(rename = "<")]
    LessThan,
    /// About.
    #[serde(rename = "~")]
    About,
}
