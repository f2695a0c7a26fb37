//! What one reader chose: how the front page is ranked, what is left out, what copies do, whether anything is picked.

mod sift;

use std::collections::HashMap;
use std::sync::Arc;

use newsstand_desk::mute::{Shown, Sieve};
use newsstand_desk::rank::Recipe;
use newsstand_news::{Moment, Muted, Topic};
use newsstand_store::articles::Card as Stored;
use newsstand_store::mutes::{self, Mute};
use newsstand_store::{Error, Tx, choices, mentions, stories};

use crate::standing::by_article;

pub use sift::speaks;

/// The names of choices in the store.
pub mod name {
    /// How much each factor counts.
    pub const RECIPE: &str = "recipe";
    /// `each`: every copy is read by itself.
    pub const COPIES: &str = "copies";
    /// `off`: nothing is picked and no reading is kept.
    pub const FOR_YOU: &str = "for-you";
}

/// The cards that may be shown, and those that are hidden, each with the mute that hides it.
pub type Sifted = (Vec<Stored>, Vec<(Stored, i64)>);

/// What one reader chose.
#[derive(Debug, Clone)]
pub struct Mine {
    /// How the front page is ranked.
    pub recipe: Recipe,
    /// What is left out.
    pub mutes: Vec<Mute>,
    /// The same, ready to be asked.
    pub sieve: Arc<Sieve>,
    /// Reading one copy marks all of them.
    pub copies_together: bool,
    /// Stories are picked by what was read.
    pub for_you: bool,
}

impl Mine {
    /// Reads it.
    pub fn read(tx: &mut Tx<'_>, reader: i64, now: Moment) -> Result<Self, Error> {
        let chosen = choices::all(tx, reader)?;
        let choice = |wanted: &str| chosen.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str());
        let mutes = mutes::of(tx, reader, now)?;
        let mutes = led_on(tx, mutes)?;
        Ok(Self {
            recipe: Recipe::from(choice(name::RECIPE)),
            sieve: Arc::new(Sieve::new(mutes.iter().map(|mute| (mute.id, mute.what.clone())))),
            mutes,
            copies_together: choice(name::COPIES) != "each",
            for_you: choice(name::FOR_YOU) != "off",
        })
    }

    /// The same without one of the mutes: on the page of what it hides.
    pub fn except(&self, mute: i64) -> Self {
        let others = self.mutes.iter().filter(|other| other.id != mute);
        Self { sieve: Arc::new(Sieve::new(others.map(|other| (other.id, other.what.clone())))), ..self.clone() }
    }

    /// Whether the reader sees the front page that everybody sees.
    pub fn is_plain(&self) -> bool {
        self.recipe == Recipe::default() && self.sieve.is_empty()
    }

    /// The cards that may be shown; how many are hidden is the difference in length.
    pub fn shown(&self, tx: &mut Tx<'_>, cards: Vec<Stored>) -> Result<Vec<Stored>, Error> {
        Ok(self.sifted(tx, cards)?.0)
    }

    /// The cards that may be shown, and those that are hidden, each with the mute that hides it.
    pub fn sifted(&self, tx: &mut Tx<'_>, cards: Vec<Stored>) -> Result<Sifted, Error> {
        if self.sieve.is_empty() {
            return Ok((cards, Vec::new()));
        }
        let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
        let names = if self.sieve.needs_names() { by_article(mentions::of(tx, &ids)?) } else { Default::default() };
        let (mut kept, mut hidden) = (Vec::with_capacity(cards.len()), Vec::new());
        for card in cards {
            match self.sieve.hides(&shown(&card, names.get(&card.id).map_or(&[], Vec::as_slice))) {
                None => kept.push(card),
                Some(mute) => hidden.push((card, mute)),
            }
        }
        Ok((kept, hidden))
    }
}

/// The mutes, those of a story that is part of another now with the story it is part of.
fn led_on(tx: &mut Tx<'_>, mut mutes: Vec<Mute>) -> Result<Vec<Mute>, Error> {
    let story = |mute: &Mute| match mute.what {
        Muted::Topic(Topic::Story(id)) => Some(id),
        _ => None,
    };
    let ids: Vec<_> = mutes.iter().filter_map(story).collect();
    let now: HashMap<_, _> = stories::redirects(tx, &ids)?.into_iter().collect();
    for mute in &mut mutes {
        if let Some(into) = story(mute).and_then(|id| now.get(&id)) {
            mute.what = Muted::Topic(Topic::Story(*into));
        }
    }
    Ok(mutes)
}

/// A card as the sieve sees it.
pub fn shown<'a>(card: &'a Stored, names: &'a [Topic]) -> Shown<'a> {
    Shown {
        title: card.title,
        section: card.section,
        story: card.story,
        headline: &card.headline,
        standfirst: card.standfirst.as_deref(),
        names,
    }
}
