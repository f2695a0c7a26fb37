//! What a reader opened and for how long: all that Picked for you is made of.

use newsstand_news::{Article, Id, Moment, Section, Story, Title};

use crate::Error;
use crate::db::{Bind, Tx};

/// A reading, with what is known of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What was opened.
    pub article: Id<Article>,
    /// Whose it is.
    pub title: Id<Title>,
    /// Its story.
    pub story: Option<Id<Story>>,
    /// Where it belongs.
    pub section: Option<Section>,
    /// Its headline, for the reader to know it by.
    pub headline: String,
    /// Words in its text.
    pub words: i64,
    /// When it was last opened.
    pub opened: Moment,
    /// For how long in all, as far as the browser said.
    pub seconds: i64,
}

/// Longest that one reading counts, in seconds.
pub const LONGEST: i64 = 30 * 60;

/// Notes that an article was opened.
pub fn opened(tx: &mut Tx<'_>, reader: i64, article: Id<Article>, now: Moment) -> Result<(), Error> {
    let sql = "insert into readings (reader, article, opened, seconds) select ?1, id, ?3, 0 from articles where id = ?2
               on conflict (reader, article) do update set opened = ?3";
    tx.run_sql(sql, &[reader.into(), article.into(), now.into()]).map(|_| ())
}

/// Notes that it was read for some more seconds; only of what was opened.
pub fn read_for(tx: &mut Tx<'_>, reader: i64, article: Id<Article>, seconds: i64) -> Result<(), Error> {
    let more = seconds.clamp(0, LONGEST);
    let sql = "update readings set seconds = case when seconds + ?3 > ?4 then ?4 else seconds + ?3 end
               where reader = ?1 and article = ?2";
    tx.run_sql(sql, &[reader.into(), article.into(), more.into(), Bind::Int(LONGEST)]).map(|_| ())
}

/// A reader's latest readings since a moment, the newest first.
pub fn since(tx: &mut Tx<'_>, reader: i64, since: Moment, limit: i64) -> Result<Vec<Reading>, Error> {
    let sql = "select r.article, a.title, a.story, a.section, a.headline, a.words, r.opened, r.seconds
               from readings r join articles a on a.id = r.article
               where r.reader = ?1 and r.opened >= ?2 order by r.opened desc, r.article desc limit ?3";
    tx.rows(sql, &[reader.into(), since.into(), limit.into()], |row| {
        Ok(Reading {
            article: row.id(0)?,
            title: row.id(1)?,
            story: row.opt_id(2)?,
            section: row.opt_text(3)?.and_then(|word| word.parse().ok()),
            headline: row.string(4)?,
            words: row.int(5)?,
            opened: row.moment(6)?,
            seconds: row.int(7)?,
        })
    })
}

/// When a reader last opened an article, and for how many seconds in all.
pub fn of(tx: &mut Tx<'_>, reader: i64, article: Id<Article>) -> Result<Option<(Moment, i64)>, Error> {
    let sql = "select opened, seconds from readings where reader = ?1 and article = ?2";
    tx.first(sql, &[reader.into(), article.into()], |row| Ok((row.moment(0)?, row.int(1)?)))
}

/// How many readings are kept of a reader, those that no longer count among them.
pub fn count(tx: &mut Tx<'_>, reader: i64) -> Result<i64, Error> {
    let sql = "select count(*) from readings where reader = ?1";
    Ok(tx.first(sql, &[reader.into()], |row| row.int(0))?.unwrap_or(0))
}

/// Forgets one reading, or all of a reader's.
pub fn forget(tx: &mut Tx<'_>, reader: i64, article: Option<Id<Article>>) -> Result<(), Error> {
    let sql = "delete from readings where reader = ?1 and (cast(?2 as bigint) is null or article = ?2)";
    tx.run_sql(sql, &[reader.into(), article.into()]).map(|_| ())
}
