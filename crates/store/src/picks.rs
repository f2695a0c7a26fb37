//! Our picks: stories that editors chose for everybody.

use std::time::Duration;

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

/// A pick follows its story through a merge; a headline that was chosen is shown while it belongs to the story.
const PICK: &str = "coalesce(s.redirect, p.story),
    (select a.id from articles a where a.id = p.article and a.story = coalesce(s.redirect, p.story)),
    p.editor, p.line, p.since, p.until";

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

/// A pick that was taken back keeps its row for a day, so that it can be put back: its end is then negative, and its
/// beginning says when it was taken.
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// Picks that were taken back less than a day ago and would hold still, the last taken first.
pub fn taken(tx: &mut Tx<'_>, now: Moment) -> Result<Vec<Pick>, Error> {
    let sql = format!(
        "select {PICK} from picks p join stories s on s.id = p.story where p.until < ?1 and p.since > ?2
         order by p.since desc, p.story limit ?3"
    );
    let binds = [(-now.micros()).into(), (now - KEPT).into(), (MOST as i64).into()];
    let mut picks = tx.rows(&sql, &binds, read)?;
    for pick in &mut picks {
        pick.until = Moment::from_micros(-pick.until.micros());
    }
    Ok(picks)
}

/// Picks a story, or changes what is said of it. New picks stand first. Answers whether there was room for it.
pub fn put(tx: &mut Tx<'_>, pick: &Pick) -> Result<bool, Error> {
    settle(tx, pick.since)?;
    let known = "select 1 from picks where story = ?1 and until > 0";
    if tx.first(known, &[pick.story.into()], |_| Ok(()))?.is_none() {
        if held(tx)? >= MOST {
            return Ok(false);
        }
        tx.run_sql("delete from picks where story = ?1", &[pick.story.into()])?;
    }
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
    tx.run_sql(sql, &row)?;
    Ok(true)
}

/// Takes a pick back; also one that was made of a story that is part of this one now.
pub fn remove(tx: &mut Tx<'_>, story: Id<Story>, now: Moment) -> Result<(), Error> {
    settle(tx, now)?;
    let sql = "update picks set until = -until, since = ?2 where story = ?1 and until > 0";
    tx.run_sql(sql, &[story.into(), now.into()]).map(|_| ())
}

/// Puts a pick that was taken back where it stood. Answers whether it was still there and there was room for it.
pub fn restore(tx: &mut Tx<'_>, story: Id<Story>, now: Moment) -> Result<bool, Error> {
    settle(tx, now)?;
    if held(tx)? >= MOST {
        return Ok(false);
    }
    let sql = "update picks set until = -until, since = ?2 where story = ?1 and until < 0";
    Ok(tx.run_sql(sql, &[story.into(), now.into()])? > 0)
}

/// Puts the picks into this order; those that are not named stay behind them.
pub fn order(tx: &mut Tx<'_>, stories: &[Id<Story>], now: Moment) -> Result<(), Error> {
    settle(tx, now)?;
    tx.run_sql("update picks set place = place + 100000 where place < 100000", &[])?;
    for (place, story) in stories.iter().take(MOST).enumerate() {
        tx.run_sql("update picks set place = ?2 where story = ?1", &[(*story).into(), (place as i64).into()])?;
    }
    Ok(())
}

/// How many picks hold, once those that ended are gone.
pub fn held(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let held = tx.first("select count(*) from picks where until > 0", &[], |row| row.int(0))?;
    Ok(usize::try_from(held.unwrap_or(0)).unwrap_or(0))
}

/// Drops what has ended, and lets the picks of merged stories follow them: of two that became one the first stays.
fn settle(tx: &mut Tx<'_>, now: Moment) -> Result<(), Error> {
    let gone = "delete from picks where (until > 0 and until <= ?1) or (until < 0 and (until >= ?2 or since <= ?3))";
    tx.run_sql(gone, &[now.into(), (-now.micros()).into(), (now - KEPT).into()])?;
    let merged = "select p.story, s.redirect from picks p join stories s on s.id = p.story
                  where s.redirect is not null order by case when p.until > 0 then 0 else 1 end, p.place, p.story";
    let merged = tx.rows(merged, &[], |row| Ok((row.id::<Story>(0)?, row.id::<Story>(1)?)))?;
    for (from, into) in merged {
        let held = tx.first("select until from picks where story = ?1", &[into.into()], |row| row.int(0))?;
        let holds = tx.first("select until from picks where story = ?1", &[from.into()], |row| row.int(0))?;
        // One that holds is worth more than one that was taken back.
        if held.is_none_or(|until| until < 0 && holds > Some(0)) {
            tx.run_sql("delete from picks where story = ?1", &[into.into()])?;
            tx.run_sql("update picks set story = ?2 where story = ?1", &[from.into(), into.into()])?;
        } else {
            tx.run_sql("delete from picks where story = ?1", &[from.into()])?;
        }
    }
    Ok(())
}
