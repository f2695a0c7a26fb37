//! Our picks: stories that editors chose for everybody.

use newsstand_news::{Article, Id, Moment, Story};

use crate::Error;
use crate::db::{Row, Tx};

/// A pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// Which story, as it is called now.
    pub story: Id<Story>,
    /// Whose headline is shown; none is whoever speaks for the story.
    pub article: Option<Id<Article>>,
    /// Who picked it.
    pub editor: i64,
    /// Why, in the editor's words.
    pub line: Option<String>,
    /// Since when.
    pub since: Moment,
    /// When it leaves by itself.
    pub until: Moment,
}

/// Most picks at one time.
pub const MOST: usize = 24;

/// A pick follows its story through a merge.
const PICK: &str = "coalesce(s.redirect, p.story), p.article, p.editor, p.line, p.since, p.until";

fn read(row: &Row<'_>) -> Result<Pick, Error> {
    Ok(Pick {
        story: row.id(0)?,
        article: row.opt_id(1)?,
        editor: row.int(2)?,
        line: row.opt_string(3)?,
        since: row.moment(4)?,
        until: row.moment(5)?,
    })
}

/// The picks that hold at `now`, in their order, each story once.
pub fn current(tx: &mut Tx<'_>, now: Moment) -> Result<Vec<Pick>, Error> {
    let sql = format!(
        "select {PICK} from picks p join stories s on s.id = p.story where p.until > ?1 order by p.place, p.since desc, p.story limit ?2"
    );
    let mut picks = tx.rows(&sql, &[now.into(), (MOST as i64).into()], read)?;
    let mut seen = std::collections::HashSet::new();
    picks.retain(|pick| seen.insert(pick.story));
    Ok(picks)
}

/// Picks a story, or changes what is said of it. New picks stand first.
pub fn put(tx: &mut Tx<'_>, pick: &Pick) -> Result<(), Error> {
    let held = tx.first("select count(*) from picks where until > ?1", &[pick.since.into()], |row| row.int(0))?.unwrap_or(0);
    let known = tx.first("select 1 from picks where story = ?1", &[pick.story.into()], |_| Ok(()))?.is_some();
    if held >= MOST as i64 && !known {
        return Err(Error::Other(format!("{MOST} stories are picked already. Take one back first.")));
    }
    tx.run_sql("delete from picks where until <= ?1", &[pick.since.into()])?;
    let sql = "insert into picks (story, article, editor, place, line, since, until)
                 select ?1, ?2, ?3, coalesce(min(place) - 1, 0), ?4, ?5, ?6 from picks where true
               on conflict (story) do update set article = ?2, line = ?4, until = ?6";
    let row = [
        pick.story.into(),
        pick.article.into(),
        pick.editor.into(),
        pick.line.as_deref().into(),
        pick.since.into(),
        pick.until.into(),
    ];
    tx.run_sql(sql, &row).map(|_| ())
}

/// Takes a pick back; also one that was made of a story that is part of this one now.
pub fn remove(tx: &mut Tx<'_>, story: Id<Story>) -> Result<(), Error> {
    let sql = "delete from picks where story = ?1 or story in (select id from stories where redirect = ?1)";
    tx.run_sql(sql, &[story.into()]).map(|_| ())
}

/// Puts the picks into this order; those that are not named stay behind them.
pub fn order(tx: &mut Tx<'_>, stories: &[Id<Story>]) -> Result<(), Error> {
    tx.run_sql("update picks set place = place + 100000 where place < 100000", &[])?;
    for (place, story) in stories.iter().take(MOST).enumerate() {
        let sql = "update picks set place = ?2 where story = ?1 or story in (select id from stories where redirect = ?1)";
        tx.run_sql(sql, &[(*story).into(), (place as i64).into()])?;
    }
    Ok(())
}
