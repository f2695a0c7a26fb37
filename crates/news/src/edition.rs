//! Editions: what stands where on the front page, and why.

use serde::{Deserialize, Serialize};

use crate::{Article, Id, Moment, Section, Story};

/// The layout of a front page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// When it was made.
    pub made: Moment,
    /// Its blocks, from the top.
    pub fronts: Vec<(Front, Vec<Card>)>,
}

/// A block of the front page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Front {
    /// What most independent titles report now.
    TopStories,
    /// What the editors chose.
    OurPicks,
    /// What suits one reader.
    PickedForYou,
    /// The top of one section.
    Section(Section),
}

/// One story on a front.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Which story.
    pub story: Id<Story>,
    /// The article whose headline is shown.
    pub article: Id<Article>,
    /// Why it stands there.
    pub why: Why,
}

/// Why a card stands where it does: the factors that were multiplied, with what they counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Why {
    /// The score in millionths.
    pub score: i64,
    /// Its factors.
    pub factors: Vec<Factor>,
}

/// One factor of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "factor", rename_all = "snake_case")]
pub enum Factor {
    /// So many independent sources.
    Sources {
        /// How many.
        count: u32,
        /// The factor's part in the product, in thousandths.
        share: u32,
    },
    /// So many articles in the last hours, against what is usual.
    Velocity {
        /// Articles in the last six hours.
        count: u32,
        /// The same in thousandths, each counted the less the more its title usually writes. Absent in editions of
        /// before it was counted.
        #[serde(default)]
        weighed: u32,
        /// The factor's part in the product, in thousandths.
        share: u32,
    },
    /// The titles themselves gave it prominence.
    Prominence {
        /// How many titles had it near the top of a feed.
        count: u32,
        /// The factor's part in the product, in thousandths.
        share: u32,
    },
    /// How fresh it is.
    Decay {
        /// Minutes since the latest article.
        minutes: u32,
        /// The factor's part in the product, in thousandths.
        share: u32,
    },
}
