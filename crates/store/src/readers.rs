//! Readers: what they follow, in which folders, and what they did. Kept apart from what titles said.

use newsstand_news::{Article, Id, Moment, Story, Title};

use crate::db::{Bind, Tx};
use crate::{Error, Ids};

/// A person who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who it is.
    pub id: i64,
    /// A name for others on the same stand.
    pub name: String,
}

/// A folder of followed titles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Which one.
    pub id: Id<Folder>,
    /// The folder it lies in.
    pub parent: Option<Id<Folder>>,
    /// Its name.
    pub name: String,
}

/// A followed title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// Which title.
    pub title: Id<Title>,
    /// The folder it lies in.
    pub folder: Option<Id<Folder>>,
    /// Articles that arrived since the reader last looked.
    pub unread: i64,
}

/// The household's first reader; made when there is none.
pub fn household(tx: &mut Tx<'_>, ids: &Ids, now: Moment) -> Result<Reader, Error> {
    let first = "select id, name from readers order by id limit 1";
    let read = |row: &crate::db::Row<'_>| Ok(Reader { id: row.int(0)?, name: row.string(1)? });
    if let Some(reader) = tx.first(first, &[], read)? {
        return Ok(reader);
    }
    add(tx, ids, "Reader", now)
}

/// One more reader.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, name: &str, now: Moment) -> Result<Reader, Error> {
    let reader = Reader { id: ids.next::<Reader>(now).get(), name: name.into() };
    let row = [reader.id.into(), (&reader.name).into(), now.into()];
    tx.run_sql("insert into readers (id, name, created) values (?1, ?2, ?3)", &row)?;
    Ok(reader)
}

/// Follows a title, or moves it to another folder.
pub fn follow(tx: &mut Tx<'_>, reader: i64, title: Id<Title>, folder: Option<Id<Folder>>, now: Moment) -> Result<(), Error> {
    tx.run_sql(
        "insert into follows (reader, title, folder, place, since, seen)
           select ?1, t.id, ?3, coalesce((select max(place) + 1 from follows where reader = ?1), 0), ?4, 0 from titles t where t.id = ?2
         on conflict (reader, title) do update set folder = ?3",
        &[reader.into(), title.into(), folder.into(), now.into()],
    )
    .map(|_| ())
}

/// Follows every title that is on, from now on: what arrived before is not counted as unread. What was followed stays where it is.
pub fn follow_all(tx: &mut Tx<'_>, reader: i64, now: Moment) -> Result<(), Error> {
    let sql = "insert into follows (reader, title, folder, place, since, seen)
                 select ?1, t.id, null, row_number() over (order by t.name, t.id) - 1, ?2, t.arrived from titles t
                 where t.state = 'on'
               on conflict (reader, title) do nothing";
    tx.run_sql(sql, &[reader.into(), now.into()]).map(|_| ())
}

/// Follows no more. What was read and saved stays.
pub fn unfollow(tx: &mut Tx<'_>, reader: i64, title: Id<Title>) -> Result<(), Error> {
    tx.run_sql("delete from follows where reader = ?1 and title = ?2", &[reader.into(), title.into()]).map(|_| ())
}

/// What a reader follows, in the reader's order.
pub fn follows(tx: &mut Tx<'_>, reader: i64) -> Result<Vec<Follow>, Error> {
    let sql = "select f.title, f.folder, t.arrived - f.seen from follows f join titles t on t.id = f.title
               where f.reader = ?1 order by f.place, f.title";
    tx.rows(sql, &[reader.into()], |row| {
        Ok(Follow { title: row.id(0)?, folder: row.opt_id(1)?, unread: row.int(2)?.max(0) })
    })
}

/// Marks everything a title has brought so far as seen.
pub fn seen_all(tx: &mut Tx<'_>, reader: i64, title: Id<Title>) -> Result<(), Error> {
    tx.run_sql(
        "update follows set seen = (select arrived from titles where titles.id = follows.title) where reader = ?1 and title = ?2",
        &[reader.into(), title.into()],
    )
    .map(|_| ())
}

/// A reader's folders, in their order.
pub fn folders(tx: &mut Tx<'_>, reader: i64) -> Result<Vec<Folder>, Error> {
    tx.rows(
        "select id, parent, name from folders where reader = ?1 order by place, id",
        &[reader.into()],
        |row| Ok(Folder { id: row.id(0)?, parent: row.opt_id(1)?, name: row.string(2)? }),
    )
}

/// The folder of this name in `parent`; made when there is none.
pub fn folder(
    tx: &mut Tx<'_>,
    ids: &Ids,
    reader: i64,
    parent: Option<Id<Folder>>,
    name: &str,
    now: Moment,
) -> Result<Id<Folder>, Error> {
    let found = tx.first(
        "select id from folders where reader = ?1 and name = ?2 and coalesce(parent, 0) = ?3",
        &[reader.into(), name.into(), Bind::Int(parent.map_or(0, Id::get))],
        |row| row.id(0),
    )?;
    if let Some(id) = found {
        return Ok(id);
    }
    let id = ids.next(now);
    tx.run_sql(
        "insert into folders (id, reader, parent, name, place)
           select ?1, ?2, ?3, ?4, coalesce(max(place) + 1, 0) from folders where reader = ?2",
        &[id.into(), reader.into(), parent.into(), name.into()],
    )?;
    Ok(id)
}

/// What a reader did with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Read it.
    Read,
    /// Unread it again.
    Unread,
    /// Saved it.
    Save,
    /// Saved it no more.
    Unsave,
}

/// Marks an article. The first reading of an article lowers its title's unread count by one.
pub fn mark(tx: &mut Tx<'_>, reader: i64, article: Id<Article>, deed: Deed, now: Moment) -> Result<(), Error> {
    tx.run_sql(
        "insert into marks (reader, title, address_key, article)
           select ?1, title, address_key, id from articles where id = ?2 on conflict (reader, title, address_key) do nothing",
        &[reader.into(), article.into()],
    )?;
    let was_read = tx
        .first(
            "select read from marks where reader = ?1 and article = ?2",
            &[reader.into(), article.into()],
            |row| row.opt_int(0),
        )?
        .flatten()
        .is_some();
    let (column, value) = match deed {
        Deed::Read => ("read", Some(now)),
        Deed::Unread => ("read", None),
        Deed::Save => ("saved", Some(now)),
        Deed::Unsave => ("saved", None),
    };
    let sql = format!("update marks set {column} = ?3 where reader = ?1 and article = ?2");
    tx.run_sql(&sql, &[reader.into(), article.into(), value.into()])?;
    let step = match deed {
        Deed::Read if !was_read => 1,
        Deed::Unread if was_read => -1,
        _ => return Ok(()),
    };
    tx.run_sql(
        "update follows set seen = seen + ?3 where reader = ?1 and title = (select title from articles where id = ?2)",
        &[reader.into(), article.into(), Bind::Int(step)],
    )
    .map(|_| ())
}

/// Which of these articles the reader has read, and which are saved: `(article, read, saved)`.
pub fn marks(tx: &mut Tx<'_>, reader: i64, articles: &[Id<Article>]) -> Result<Vec<(Id<Article>, bool, bool)>, Error> {
    let mut out = Vec::new();
    crate::in_lists(articles, |list, binds| {
        let sql = format!(
            "select article, case when read is null then 0 else 1 end, case when saved is null then 0 else 1 end
             from marks where reader = {reader} and article in ({list})"
        );
        out.extend(tx.rows(&sql, binds, |row| Ok((row.id(0)?, row.int(1)? == 1, row.int(2)? == 1)))?);
        Ok(())
    })?;
    Ok(out)
}

/// When a reader last read of each story, of those read of since a moment.
pub fn stories_read(tx: &mut Tx<'_>, reader: i64, since: Moment) -> Result<Vec<(Id<Story>, Moment)>, Error> {
    let sql = "select a.story, max(m.read) from marks m join articles a on a.id = m.article
               where m.reader = ?1 and m.read >= ?2 and a.story is not null group by a.story";
    tx.rows(sql, &[reader.into(), since.into()], |row| Ok((row.id(0)?, row.moment(1)?)))
}
