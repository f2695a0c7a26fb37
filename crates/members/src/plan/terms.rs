//! A title's terms over time, and what of them holds at a moment for a reader in a territory.

use std::fmt;
use std::time::Duration;

use newsstand_news::{Country, Moment, Terms};

use super::{Held, Preview, Price, TERRITORIES_MOST, Territories, Why};

/// Longest embargo in minutes: 30 days.
pub const EMBARGO_MOST: u32 = 30 * 24 * 60;
/// Most terms that a title ever had.
const HISTORY_MOST: usize = 1000;

/// A title's terms from a moment on, until the next ones begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleTerms {
    /// From when they hold.
    pub since: Moment,
    /// Open, for members, or a link.
    pub terms: Terms,
    /// What the title is paid for a month at least, whatever was read.
    pub minimum: Option<Price>,
    /// Where they hold; elsewhere the title is a link.
    pub territories: Territories,
    /// For how many minutes after it is published an article stays a link.
    pub embargo_minutes: u32,
    /// What everybody sees of a members' article.
    pub preview: Preview,
    /// What a single members' article costs who is no member, where it is sold.
    pub article: Option<Price>,
}

impl TitleTerms {
    /// Terms with nothing besides.
    pub fn plain(since: Moment, terms: Terms) -> Self {
        Self {
            since,
            terms,
            minimum: None,
            territories: Territories::Everywhere,
            embargo_minutes: 0,
            preview: Preview::Usual,
            article: None,
        }
    }

    fn check(&self) -> Result<(), BadTerms> {
        let countries = match &self.territories {
            Territories::Everywhere => 1,
            Territories::Only(countries) => countries.len(),
        };
        if self.embargo_minutes > EMBARGO_MOST {
            return Err(BadTerms::Embargo);
        }
        if !(1..=TERRITORIES_MOST).contains(&countries) {
            return Err(BadTerms::Territories);
        }
        if self.article.is_some_and(|price| price.cents() == 0) || (self.article.is_some() && self.terms != Terms::Members) {
            return Err(BadTerms::Article);
        }
        Ok(())
    }
}

/// Why something is no history of terms. `Display` is a sentence for the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadTerms {
    /// A longer embargo than there is.
    Embargo,
    /// No territory, or too many.
    Territories,
    /// A price for articles that are not for members, or of nothing.
    Article,
    /// Two terms from the same moment.
    Twice,
    /// More than a title can have had.
    Many,
}

impl fmt::Display for BadTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadTerms::Embargo => write!(f, "An embargo is {EMBARGO_MOST} minutes at most."),
            BadTerms::Territories => write!(f, "Terms hold everywhere or in 1 to {TERRITORIES_MOST} countries."),
            BadTerms::Article => f.write_str("Only articles for members have a price of their own, and it is more than nothing."),
            BadTerms::Twice => f.write_str("Two terms of one title begin at the same moment."),
            BadTerms::Many => write!(f, "A title has had {HISTORY_MOST} terms at most."),
        }
    }
}

impl std::error::Error for BadTerms {}

/// All terms a title ever had, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History(Vec<TitleTerms>);

impl History {
    /// A history, from terms in any order.
    ///
    /// # Errors
    /// A sentence on what is wrong with it.
    pub fn new(mut terms: Vec<TitleTerms>) -> Result<Self, BadTerms> {
        if terms.len() > HISTORY_MOST {
            return Err(BadTerms::Many);
        }
        terms.iter().try_for_each(TitleTerms::check)?;
        terms.sort_by_key(|terms| terms.since);
        if terms.windows(2).any(|pair| pair[0].since == pair[1].since) {
            return Err(BadTerms::Twice);
        }
        Ok(Self(terms))
    }

    /// The terms that were agreed at a moment; None before the first.
    pub fn agreed(&self, at: Moment) -> Option<&TitleTerms> {
        let begun = self.0.partition_point(|terms| terms.since <= at);
        self.0.get(begun.checked_sub(1)?)
    }

    /// What holds now for an article published then and a reader in that place. Without terms a title is a link.
    pub fn held(&self, published: Moment, place: Option<Country>, now: Moment) -> Held {
        let Some(agreed) = self.agreed(now) else { return Held::link(Why::NothingAgreed) };
        let free = published + Duration::from_secs(u64::from(agreed.embargo_minutes) * 60);
        if !agreed.territories.hold(place) {
            return Held::link(Why::Elsewhere);
        }
        if now < free {
            return Held::link(Why::Embargo { until: free });
        }
        Held::agreed(agreed)
    }
}

#[cfg(test)]
mod tests;
