//! How a reader stands to a story: follows it, has muted it; and whether it is picked.

use newsstand_news::{Id, Muted, Story, Topic};
use newsstand_store::interests::{self, FOLLOWED};
use newsstand_store::picks::{self, Pick};
use newsstand_store::{Error, Tx, stories};

use crate::mine::Mine;

/// How it stands.
#[derive(Debug, Default)]
pub struct Stance {
    /// The story is followed, under this of its ids.
    pub followed: Option<Id<Story>>,
    /// The mute that hides it everywhere but on its own page.
    pub muted: Option<i64>,
    /// It is picked.
    pub pick: Option<Pick>,
    /// It was picked, and taken back within a day.
    pub taken: bool,
}

impl Stance {
    /// Reads it; what was said of a story that became part of this one holds for this one.
    pub fn read(tx: &mut Tx<'_>, mine: &Mine, reader: i64, story: Id<Story>, now: newsstand_news::Moment) -> Result<Self, Error> {
        let names = stories::known_as(tx, story)?;
        let followed = interests::of(tx, reader)?.into_iter().filter(|interest| interest.weight == FOLLOWED);
        let muted = mine.mutes.iter().find(|mute| match mute.what {
            Muted::Topic(Topic::Story(id)) => names.contains(&id),
            _ => false,
        });
        Ok(Self {
            followed: followed.into_iter().find_map(|interest| match interest.topic {
                Topic::Story(id) => Some(id).filter(|id| names.contains(id)),
                _ => None,
            }),
            muted: muted.map(|mute| mute.id),
            pick: picks::current(tx, now)?.into_iter().find(|pick| pick.story == story),
            taken: picks::taken(tx, now)?.iter().any(|pick| pick.story == story),
        })
    }
}
