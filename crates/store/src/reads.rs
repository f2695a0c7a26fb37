//! Metered reads: who had which article before their eyes on which day, and for how long. Rows are added and none is
//! taken away; seconds only grow, and nothing changes in a month that was settled.

use newsstand_news::{Article, Id, Moment, Section, Terms, Title};

use crate::Error;
use crate::db::{Row, Tx};

/// A reader's time with an article on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Who read.
    pub reader: i64,
    /// The title that was opened, which is credited.
    pub title: Id<Title>,
    /// The article's key within its title.
    pub address_key: [u8; 16],
    /// The day, counted from 1970 in UTC.
    pub day: i64,
    /// How long, in seconds.
    pub seconds: i64,
    /// The article's words when it was first opened.
    pub words: i64,
    /// The section it stood in.
    pub section: Option<Section>,
    /// Where it is a copy: the title that had it first.
    pub original: Option<Id<Title>>,
}

/// What came of noting a read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// It counts.
    Counted,
    /// The article is not there, or its title is not for members: nothing is metered.
    Unmetered,
    /// The month was settled; it stays as it is.
    Closed,
}

/// The day of a moment, counted from 1970 in UTC.
pub const fn day_of(at: Moment) -> i64 {
    at.seconds().div_euclid(86_400)
}

/// Notes that a reader had an article before their eyes for so many seconds more, on the day of `at`. `most` tells the
/// most seconds that so many words can take on one day.
pub fn note(
    tx: &mut Tx<'_>,
    reader: i64,
    article: Id<Article>,
    at: Moment,
    seconds: i64,
    most: impl Fn(i64) -> i64,
) -> Result<Noted, Error> {
    // What was agreed for later says nothing in the title's own row when its day has come.
    let sql = "select a.words from articles a join titles t on t.id = a.title where a.id = ?1 and ?2 = coalesce(
                 (select s.terms from title_terms s where s.title = t.id and s.since <= ?3 order by s.since desc limit 1), t.terms)";
    let words = tx.first(sql, &[article.into(), Terms::Members.as_str().into(), at.into()], |row| row.int(0))?;
    let Some(words) = words else { return Ok(Noted::Unmetered) };
    let day = day_of(at);
    if closed(tx, day)? {
        return Ok(Noted::Closed);
    }
    let most = most(words).max(0);
    let sql = "insert into reads (reader, title, address_key, day, article, opened, seconds, words, section, original)
                 select ?1, a.title, a.address_key, ?3, a.id, ?4, ?5, a.words, a.section,
                   (select o.title from articles o where o.id = a.copy_of)
                 from articles a where a.id = ?2
               on conflict (reader, title, address_key, day) do update set seconds =
                 case when reads.seconds + ?5 < ?6 then reads.seconds + ?5
                      when reads.seconds < ?6 then ?6 else reads.seconds end";
    let seconds = seconds.clamp(0, most);
    tx.run_sql(sql, &[reader.into(), article.into(), day.into(), at.into(), seconds.into(), most.into()])?;
    Ok(Noted::Counted)
}

fn closed(tx: &mut Tx<'_>, day: i64) -> Result<bool, Error> {
    let sql = "select 1 from settlements where from_day <= ?1 and until_day > ?1 limit 1";
    Ok(tx.first(sql, &[day.into()], |_| Ok(()))?.is_some())
}

/// A read of one title, with the article that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// Who read.
    pub reader: i64,
    /// Which article, where it is still known.
    pub article: Option<Id<Article>>,
    /// How long, in seconds.
    pub seconds: i64,
    /// The article's words when it was first opened.
    pub words: i64,
}

/// The reads of one title from a day up to, and without, another.
pub fn of_title(tx: &mut Tx<'_>, title: Id<Title>, from: i64, until: i64) -> Result<Vec<Opened>, Error> {
    let sql = "select reader, article, seconds, words from reads where title = ?1 and day >= ?2 and day < ?3";
    tx.rows(sql, &[title.into(), from.into(), until.into()], |row| {
        Ok(Opened { reader: row.int(0)?, article: row.opt_id(1)?, seconds: row.int(2)?, words: row.int(3)? })
    })
}

/// All reads from a day up to, and without, another; in the order of their key.
pub fn of_days(tx: &mut Tx<'_>, from: i64, until: i64) -> Result<Vec<Read>, Error> {
    let sql = "select reader, title, address_key, day, seconds, words, section, original from reads
               where day >= ?1 and day < ?2 order by reader, title, address_key, day";
    tx.rows(sql, &[from.into(), until.into()], read)
}

/// A read out of a row of reader, title, key, day, seconds, words, section and original.
pub(crate) fn read(row: &Row<'_>) -> Result<Read, Error> {
    let key = row.bytes(2)?.try_into().map_err(|_| Error::Damaged("a read's key is not 16 bytes long".into()))?;
    Ok(Read {
        reader: row.int(0)?,
        title: row.id(1)?,
        address_key: key,
        day: row.int(3)?,
        seconds: row.int(4)?,
        words: row.int(5)?,
        section: row.opt_text(6)?.and_then(|word| word.parse().ok()),
        original: row.opt_id(7)?,
    })
}

/// Where a reader's time went since a day: seconds by title, the most first.
pub fn of_reader(tx: &mut Tx<'_>, reader: i64, from: i64) -> Result<Vec<(Id<Title>, i64)>, Error> {
    // PostgreSQL answers a sum of bigints as numeric; a month of one reader's seconds fits a bigint.
    let sql = "select title, cast(sum(seconds) as bigint) from reads where reader = ?1 and day >= ?2
               group by title order by 2 desc, title limit 1000";
    tx.rows(sql, &[reader.into(), from.into()], |row| Ok((row.id(0)?, row.int(1)?)))
}
