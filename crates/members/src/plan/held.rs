//! What of a title's terms holds at a moment for one reader and article.

use newsstand_news::{Moment, Terms};

use super::{Preview, Price, TitleTerms};

/// What holds at a moment for a reader in a territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    terms: Terms,
    preview: Preview,
    article: Option<Price>,
    why: Why,
}

/// Why terms are what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was agreed so.
    Agreed,
    /// Nothing was agreed yet.
    NothingAgreed,
    /// The reader is where the terms do not hold.
    Elsewhere,
    /// The article is too new.
    Embargo {
        /// Until when.
        until: Moment,
    },
}

impl Held {
    /// Terms under which the title is a link.
    pub(super) const fn link(why: Why) -> Self {
        Self { terms: Terms::Link, preview: Preview::Usual, article: None, why }
    }

    /// As it was agreed.
    pub(super) fn agreed(agreed: &TitleTerms) -> Self {
        Self { terms: agreed.terms, preview: agreed.preview, article: agreed.article, why: Why::Agreed }
    }

    /// Open, for members, or a link.
    pub const fn terms(&self) -> Terms {
        self.terms
    }
    /// What everybody sees of a members' article.
    pub const fn preview(&self) -> Preview {
        self.preview
    }
    /// What the single article costs, where it is sold.
    pub const fn article(&self) -> Option<Price> {
        self.article
    }
    /// Why it is so.
    pub const fn why(&self) -> Why {
        self.why
    }
}

impl From<Terms> for Held {
    /// Plain terms, which hold everywhere and at once.
    fn from(terms: Terms) -> Self {
        Self { terms, preview: Preview::Usual, article: None, why: Why::Agreed }
    }
}
