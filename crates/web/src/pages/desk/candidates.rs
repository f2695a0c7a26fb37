//! Which stories are offered to be picked.

use newsstand_news::{Front, Id, Story};
use newsstand_store::{Error, Tx, editions, search, stories};

use crate::pages::kit::cards_of;

/// Stories of each kind.
const EACH: usize = 8;
/// Articles that are looked through for the stories of a search.
const HITS: usize = 40;
/// Titles that must tell a new story.
const TITLES: i64 = 2;
/// New stories that are looked at: some are picked or on top already.
const LOOKED_AT: i64 = 60;

/// Stories that could be picked, each once.
pub struct Candidates {
    /// What was searched for.
    pub found: Vec<Id<Story>>,
    /// Everybody's top stories.
    pub top: Vec<Id<Story>>,
    /// What moved last.
    pub new: Vec<Id<Story>>,
}

impl Candidates {
    /// Reads them; what is picked is left out.
    pub fn read(tx: &mut Tx<'_>, question: &str, picked: &[Id<Story>]) -> Result<Self, Error> {
        let mut seen = picked.to_vec();
        let mut fresh = |list: Vec<Id<Story>>| {
            let mut out = Vec::new();
            for story in list {
                if out.len() < EACH && !seen.contains(&story) {
                    seen.push(story);
                    out.push(story);
                }
            }
            out
        };
        let found = if question.is_empty() { Vec::new() } else { fresh(find(tx, question)?) };
        let top = fresh(top(tx)?);
        let new = stories::latest(tx, None, TITLES, LOOKED_AT)?;
        Ok(Self { found, top, new: fresh(new.into_iter().map(|story| story.id).collect()) })
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = Id<Story>> + '_ {
        self.found.iter().chain(&self.top).chain(&self.new).copied()
    }
}

fn find(tx: &mut Tx<'_>, question: &str) -> Result<Vec<Id<Story>>, Error> {
    Ok(search::find(tx, question, 0, HITS)?.cards.iter().filter_map(|card| card.story).collect())
}

/// The top stories as they are called now: some were merged since the edition was laid out.
fn top(tx: &mut Tx<'_>) -> Result<Vec<Id<Story>>, Error> {
    let Some(edition) = editions::latest(tx)? else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for card in cards_of(&edition, Front::TopStories) {
        out.extend(stories::by_id(tx, card.story)?.map(|story| story.id));
    }
    Ok(out)
}
