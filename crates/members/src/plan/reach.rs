//! How far terms reach: the preview that everybody sees, and the territories they hold in.

use newsstand_news::Country;

use crate::TEASER_WORDS;

/// Most words of a preview.
pub const PREVIEW_MOST: u16 = 1000;
/// Most territories of one title's terms: more than there are countries.
pub const TERRITORIES_MOST: usize = 300;

/// How much of a members' article everybody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preview {
    /// As usual on the stand: [`crate::PREVIEW_WORDS`].
    #[default]
    Usual,
    /// So many words, [`TEASER_WORDS`] to [`PREVIEW_MOST`]: never fewer than a card tells.
    Words(PreviewWords),
    /// The teaser alone.
    Teaser,
}

/// A number of words from [`TEASER_WORDS`] to [`PREVIEW_MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreviewWords(u16);

impl Preview {
    /// So many words; None outside of [`TEASER_WORDS`] to [`PREVIEW_MOST`].
    pub fn words(number: u16) -> Option<Self> {
        let within = usize::from(number) >= TEASER_WORDS && number <= PREVIEW_MOST;
        within.then_some(Preview::Words(PreviewWords(number)))
    }

    /// The most words of it where so many are usual; None for the teaser.
    pub(crate) fn most(self, usual: usize) -> Option<usize> {
        match self {
            Preview::Usual => Some(usual),
            Preview::Words(PreviewWords(number)) => Some(usize::from(number)),
            Preview::Teaser => None,
        }
    }
}

/// Where terms hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Territories {
    /// In all of the world.
    #[default]
    Everywhere,
    /// In these countries alone. Who is nobody knows where is in none of them.
    Only(Vec<Country>),
}

impl Territories {
    /// Whether they hold for somebody there.
    pub(super) fn hold(&self, place: Option<Country>) -> bool {
        match self {
            Territories::Everywhere => true,
            Territories::Only(countries) => place.is_some_and(|place| countries.contains(&place)),
        }
    }
}
