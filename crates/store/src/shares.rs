//! What each title has in a story, for counting a story as if some titles were not there.

use newsstand_news::{Id, Story, Title};

use crate::Error;
use crate::db::Tx;

/// What one title has in a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// In which story.
    pub story: Id<Story>,
    /// Which title.
    pub title: Id<Title>,
    /// Its owner; the title itself where that is not known.
    pub owner: i64,
    /// Its articles, copies included.
    pub articles: u32,
    /// Whether one of them is no copy.
    pub original: bool,
    /// The highest place one of them had in a feed.
    pub place: i64,
}

/// What every title has in each of these stories, for counting a story without some of them.
pub fn of(tx: &mut Tx<'_>, ids: &[Id<Story>]) -> Result<Vec<Share>, Error> {
    let mut out = Vec::new();
    crate::in_lists(ids, |list, binds| {
        let sql = format!(
            "select a.story, a.title, min(coalesce(t.publisher, t.id)), count(*),
               min(case when a.copy_of is null then 0 else 1 end), min(a.place)
             from articles a join titles t on t.id = a.title where a.story in ({list}) group by a.story, a.title"
        );
        out.extend(tx.rows(&sql, binds, |row| {
            Ok(Share {
                story: row.id(0)?,
                title: row.id(1)?,
                owner: row.int(2)?,
                articles: u32::try_from(row.int(3)?).unwrap_or(u32::MAX),
                original: row.int(4)? == 0,
                place: row.int(5)?,
            })
        })?);
        Ok(())
    })?;
    Ok(out)
}
