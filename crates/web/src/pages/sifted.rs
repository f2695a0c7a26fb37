//! Pages of lists from which what is muted is left out: a page that would be nearly empty goes on with the next.

use newsstand_store::articles::{Card as Stored, Page};
use newsstand_store::{Error, Tx};

use super::unread::Paging;
use crate::mine::Mine;
use crate::words;

/// Pages that are read at most to fill one.
const ROUNDS: usize = 5;

/// What is shown of a list.
#[derive(Default)]
pub struct Sifted {
    /// The articles.
    pub cards: Vec<Stored>,
    /// Articles that were left out.
    pub hidden: Vec<Stored>,
    /// The query of what follows.
    pub older: Option<String>,
}

impl Sifted {
    /// Reads pages until half of one is there.
    pub fn read(
        tx: &mut Tx<'_>,
        mine: &Mine,
        paging: Paging,
        limit: usize,
        mut fetch: impl FnMut(&mut Tx<'_>, Page) -> Result<Vec<Stored>, Error>,
    ) -> Result<Self, Error> {
        let mut out = Self::default();
        let mut page = paging.page(limit);
        for _ in 0..ROUNDS {
            let found = fetch(tx, page)?;
            out.older = Paging::older(&found, limit);
            let next = found.last().map(|card| Page::after(card, page.limit));
            let (kept, gone) = mine.sifted(tx, found)?;
            out.cards.extend(kept);
            out.hidden.extend(gone.into_iter().map(|(card, _)| card));
            match next.filter(|_| out.older.is_some() && out.cards.len() < limit / 2) {
                Some(next) => page = next,
                None => break,
            }
        }
        Ok(out)
    }

    /// `3 articles`, where something was left out.
    pub fn left_out(&self) -> Option<String> {
        left_out(self.hidden.len())
    }
}

/// `3 articles`, where something was left out.
pub fn left_out(count: usize) -> Option<String> {
    (count > 0).then(|| words::count(count, "article", "articles"))
}
