//! How a story came to be what it is: stories that became one, and stories that were told apart.

use newsstand_news::{Id, Story};
use newsstand_store::stories::{self, StoryMove};
use newsstand_store::{Error, Tx, articles};

use crate::pages::kit::{Kit, headline, story_path};
use crate::parts::Tongue;
use crate::words::{self, Civil};

/// Moves of one story that are looked at.
const LOOKED_AT: i64 = 60;
/// Splits that are told, the newest.
const SPLITS: usize = 6;

/// A sentence about a move: what stands before the link to the other story, the link, what stands after it.
pub struct Moved {
    /// `This story was split from `
    pub before: &'static str,
    /// Where the other story is, its headline and that one's language.
    pub other: Option<(String, String, Tongue)>,
    /// ` on 19 January.`
    pub after: String,
}

/// A move as read, with the other story as it is called now and its lead.
pub struct Known {
    one: StoryMove,
    other: Option<(Id<Story>, articles::Card)>,
}

/// Reads them.
pub fn read(tx: &mut Tx<'_>, story: Id<Story>) -> Result<Vec<Known>, Error> {
    let mut out = Vec::new();
    for one in stories::moves(tx, story, LOOKED_AT)? {
        let other = if one.merged { None } else { other(tx, story, &one)? };
        // Told apart and joined again: nothing is left to say.
        if one.merged || other.is_some() {
            out.push(Known { one, other });
        }
    }
    Ok(out)
}

fn other(tx: &mut Tx<'_>, story: Id<Story>, one: &StoryMove) -> Result<Option<(Id<Story>, articles::Card)>, Error> {
    let id = if one.story == story { one.other } else { one.story };
    let Some(other) = stories::by_id(tx, id)?.filter(|other| other.id != story) else { return Ok(None) };
    Ok(articles::by_ids(tx, &[other.lead])?.pop().map(|lead| (other.id, lead)))
}

/// Sentences about them, the oldest first.
pub fn sentences(kit: &Kit<'_>, story: Id<Story>, moves: &[Known]) -> Vec<Moved> {
    let this_year = Civil::of(kit.now, kit.offset).year;
    let day = |one: &StoryMove| Civil::of(one.at, kit.offset).day_and_month(this_year);
    let merges: Vec<&Known> = moves.iter().filter(|known| known.one.merged && known.one.other == story).collect();
    let joined = merges.last().map(|last| Moved {
        before: "",
        other: None,
        after: match merges.len() {
            1 => format!("Two stories became this one on {}.", day(&last.one)),
            many => format!("{} stories became this one, the last on {}.", words::number(many + 1), day(&last.one)),
        },
    });
    let splits: Vec<&Known> = moves.iter().filter(|known| !known.one.merged).collect();
    let newest = splits.iter().skip(splits.len().saturating_sub(SPLITS)).filter_map(|known| {
        let (id, lead) = known.other.as_ref()?;
        let link = (story_path(*id), headline(lead), Tongue::of(&lead.language));
        let from = known.one.story == story;
        Some(Moved {
            before: if from { "This story was split from " } else { "" },
            other: Some(link),
            after: format!(" {} {}.", if from { "on" } else { "was split from this story on" }, day(&known.one)),
        })
    });
    joined.into_iter().chain(newest).collect()
}
