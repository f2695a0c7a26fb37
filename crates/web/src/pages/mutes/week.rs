//! The articles that mutes are measured by: those of the last seven days, the newest of them.

use std::collections::HashMap;
use std::time::Duration;

use newsstand_desk::mute::Sieve;
use newsstand_news::{Article, Id, Moment, Topic};
use newsstand_store::articles::{self, Card as Stored, Page};
use newsstand_store::{Error, Tx, mentions};

use crate::mine::shown;
use crate::standing::by_article;
use crate::words;

/// How far back is looked.
const SPAN: Duration = Duration::from_secs(7 * 24 * 3600);
/// Articles that are looked at.
const MOST: i64 = 2000;

/// What came in lately.
pub struct Week {
    cards: Vec<Stored>,
    names: HashMap<Id<Article>, Vec<Topic>>,
    /// Whether there are more than were looked at.
    capped: bool,
}

impl Week {
    /// Reads it; the places and people too, where they are asked for.
    pub fn read(tx: &mut Tx<'_>, now: Moment, names: bool) -> Result<Self, Error> {
        let mut cards = articles::latest(tx, Page::first(MOST), None)?;
        let capped = cards.len() as i64 == MOST && cards.last().is_some_and(|card| card.published >= now - SPAN);
        cards.retain(|card| card.published >= now - SPAN);
        let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
        let names = if names { by_article(mentions::of(tx, &ids)?) } else { HashMap::new() };
        Ok(Self { cards, names, capped })
    }

    /// How many articles each mute hides by itself.
    pub fn counts(&self, sieve: &Sieve) -> HashMap<i64, usize> {
        let mut out = HashMap::new();
        if !sieve.is_empty() {
            for card in &self.cards {
                sieve.all(&shown(card, self.names_of(card))).into_iter().for_each(|mute| *out.entry(mute).or_default() += 1);
            }
        }
        out
    }

    /// The articles that something in a sieve hides, the newest first.
    pub fn hidden(&self, sieve: &Sieve) -> Vec<&Stored> {
        self.cards.iter().filter(|card| sieve.hides(&shown(card, self.names_of(card))).is_some()).collect()
    }

    /// `40 articles of the last seven days`
    pub fn whole(&self) -> String {
        let articles = words::count(self.cards.len(), "article", "articles");
        if self.capped { format!("newest {articles}") } else { format!("{articles} of the last seven days") }
    }

    fn names_of(&self, card: &Stored) -> &[Topic] {
        self.names.get(&card.id).map_or(&[], Vec::as_slice)
    }
}
