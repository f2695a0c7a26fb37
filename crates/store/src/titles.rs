//! Titles and publishers.

use newsstand_news::{Address, Country, Id, Language, Mark, Moment, Publisher, Terms, Title, TitleKind, Wall};
use std::collections::HashMap;

use crate::db::{Row, Tx};
use crate::{Error, Ids, hubs};

/// Who put a title on the stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Putter {
    /// The shipped catalogue.
    Catalogue,
    /// A reader, by address or OPML.
    Reader,
}

impl Putter {
    const fn as_str(self) -> &'static str {
        match self {
            Putter::Catalogue => "catalogue",
            Putter::Reader => "reader",
        }
    }
}

/// A title with what the stand knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnStand {
    /// The title.
    pub title: Title,
    /// Whether its own pages are walled.
    pub wall: Wall,
    /// Who put it here.
    pub putter: Putter,
    /// Whether it is being read.
    pub on: bool,
    /// When it was put here.
    pub created: Moment,
    /// Articles it has brought, ever.
    pub arrived: i64,
    /// When its latest article came out.
    pub latest: Option<Moment>,
}

/// A title to be put on the stand.
#[derive(Debug, Clone)]
pub struct NewTitle {
    /// Its short name; made unique by a number when taken.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its front door.
    pub home: Option<Address>,
    /// Where it is published.
    pub country: Option<Country>,
    /// The language it writes in.
    pub language: Language,
    /// What sort it is.
    pub kind: TitleKind,
    /// Who owns it.
    pub owner: Option<String>,
    /// Whether its own pages are walled.
    pub wall: Wall,
    /// What it lets us do.
    pub terms: Terms,
    /// Its mark.
    pub mark: Mark,
}

const COLUMNS: &str =
    "id, slug, name, home, country, language, kind, publisher, wall, terms, mark, origin, state, created, arrived, latest";

fn read(row: &Row<'_>) -> Result<OnStand, Error> {
    let name = row.string(2)?;
    let language = Language::new(row.text(5)?);
    let mark = serde_json::from_str(row.text(10)?).unwrap_or_else(|_| Mark::of_name(&name, &language));
    Ok(OnStand {
        title: Title {
            id: row.id(0)?,
            slug: row.string(1)?,
            home: row.opt_text(3)?.and_then(Address::new),
            country: row.opt_text(4)?.and_then(Country::new),
            kind: row.word(6)?,
            publisher: row.opt_id(7)?,
            terms: row.word(9)?,
            mark,
            name,
            language,
        },
        wall: Wall::of(row.text(8)?),
        putter: if row.text(11)? == "catalogue" { Putter::Catalogue } else { Putter::Reader },
        on: row.text(12)? == "on",
        created: row.moment(13)?,
        arrived: row.int(14)?,
        latest: row.opt_moment(15)?,
    })
}

/// All titles, those switched off too, by id.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<OnStand>, Error> {
    tx.rows(&format!("select {COLUMNS} from titles order by id"), &[], read)
}

/// One title by its id.
pub fn by_id(tx: &mut Tx<'_>, id: Id<Title>) -> Result<Option<OnStand>, Error> {
    tx.first(&format!("select {COLUMNS} from titles where id = ?1"), &[id.into()], read)
}

/// Names a title that a reader put here without a name, once its feed says how it is called. Until then it bears its host's.
pub fn christen(tx: &mut Tx<'_>, id: Id<Title>, feed: &Address, name: &str) -> Result<(), Error> {
    let host = feed.host();
    let placeholder = host.trim_start_matches("www.");
    let mark = serde_json::to_string(&Mark::of_name(name, &Language::default())).map_err(|e| Error::Other(e.to_string()))?;
    tx.run_sql(
        "update titles set name = ?2, mark = ?3 where id = ?1 and origin = 'reader' and name = ?4",
        &[id.into(), name.into(), (&mark).into(), placeholder.into()],
    )
    .map(|_| ())
}

/// One title by its short name.
pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<OnStand>, Error> {
    tx.first(&format!("select {COLUMNS} from titles where slug = ?1"), &[slug.into()], read)
}

/// Puts a title on the stand; makes its short name unique.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, new: &NewTitle, putter: Putter, now: Moment) -> Result<Id<Title>, Error> {
    let publisher = new.owner.as_deref().map(|owner| publisher(tx, ids, owner, now)).transpose()?;
    let slug = free_slug(tx, &new.slug)?;
    let id = ids.next(now);
    let mark = serde_json::to_string(&new.mark).map_err(|e| Error::Other(e.to_string()))?;
    tx.run_sql(
        "insert into titles (id, slug, name, home, country, language, kind, publisher, wall, terms, mark, origin, state,
           created, arrived) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,'on',?13,0)",
        &[
            id.into(),
            (&slug).into(),
            (&new.name).into(),
            new.home.as_ref().map(Address::as_str).into(),
            new.country.as_ref().map(Country::as_str).into(),
            new.language.as_str().into(),
            new.kind.as_str().into(),
            publisher.into(),
            new.wall.as_str().into(),
            new.terms.as_str().into(),
            (&mark).into(),
            putter.as_str().into(),
            now.into(),
        ],
    )?;
    Ok(id)
}

/// Brings a catalogue title up to date. What readers switched off stays off, and what was agreed with the title stands.
pub fn update(tx: &mut Tx<'_>, ids: &Ids, id: Id<Title>, new: &NewTitle, now: Moment) -> Result<(), Error> {
    let publisher = new.owner.as_deref().map(|owner| publisher(tx, ids, owner, now)).transpose()?;
    let mark = serde_json::to_string(&new.mark).map_err(|e| Error::Other(e.to_string()))?;
    tx.run_sql(
        "update titles set name=?2, home=?3, country=?4, language=?5, kind=?6, publisher=?7, wall=?8, mark=?10,
           terms = case when exists (select 1 from title_terms a where a.title = titles.id) then terms else ?9 end where id=?1",
        &[
            id.into(),
            (&new.name).into(),
            new.home.as_ref().map(Address::as_str).into(),
            new.country.as_ref().map(Country::as_str).into(),
            new.language.as_str().into(),
            new.kind.as_str().into(),
            publisher.into(),
            new.wall.as_str().into(),
            new.terms.as_str().into(),
            (&mark).into(),
        ],
    )?;
    Ok(())
}

/// Switches a title on or off. Its articles stay either way.
pub fn switch(tx: &mut Tx<'_>, id: Id<Title>, on: bool) -> Result<bool, Error> {
    let state = if on { "on" } else { "off" };
    let touched = tx.run_sql("update titles set state = ?2 where id = ?1", &[id.into(), state.into()])?;
    tx.run_sql("update feeds set state = ?2 where title = ?1 and state <> 'gone'", &[id.into(), state.into()])?;
    hubs::leave(tx, id)?;
    Ok(touched > 0)
}

/// Notes that a title's home page was searched for feeds.
pub fn searched(tx: &mut Tx<'_>, id: Id<Title>, now: Moment) -> Result<(), Error> {
    tx.run_sql("update titles set searched = ?2 where id = ?1", &[id.into(), now.into()]).map(|_| ())
}

/// Titles that are on, have a home page, no feed that works, and were not searched since `before`.
pub fn lost(tx: &mut Tx<'_>, before: Moment, limit: i64) -> Result<Vec<OnStand>, Error> {
    let sql = format!(
        "select {COLUMNS} from titles where state = 'on' and home is not null and (searched is null or searched < ?1)
           and not exists (select 1 from feeds where feeds.title = titles.id and feeds.state = 'on' and feeds.failures < 3)
         order by id limit ?2"
    );
    tx.rows(&sql, &[before.into(), limit.into()], read)
}

/// Who owns each title, where known: what the desk needs of all of them.
pub fn owners(tx: &mut Tx<'_>) -> Result<HashMap<Id<Title>, Option<Id<Publisher>>>, Error> {
    let rows = tx.rows("select id, publisher from titles", &[], |row| Ok((row.id(0)?, row.opt_id(1)?)))?;
    Ok(rows.into_iter().collect())
}

/// All publishers, by id.
pub fn publishers(tx: &mut Tx<'_>) -> Result<Vec<Publisher>, Error> {
    tx.rows("select id, name from publishers order by id", &[], |row| {
        Ok(Publisher { id: row.id(0)?, name: row.string(1)? })
    })
}

/// The publisher of this name; made when there is none.
pub(crate) fn publisher(tx: &mut Tx<'_>, ids: &Ids, name: &str, now: Moment) -> Result<Id<Publisher>, Error> {
    tx.run_sql(
        "insert into publishers (id, name) values (?1, ?2) on conflict (name) do nothing",
        &[ids.next::<Publisher>(now).into(), name.into()],
    )?;
    tx.first("select id from publishers where name = ?1", &[name.into()], |row| row.id(0))?
        .ok_or_else(|| Error::Other(format!("publisher {name:?} was not kept")))
}

fn free_slug(tx: &mut Tx<'_>, wanted: &str) -> Result<String, Error> {
    let wanted = if wanted.is_empty() { "title" } else { wanted };
    for number in 1..10_000 {
        let slug = if number == 1 { wanted.to_owned() } else { format!("{wanted}-{number}") };
        if tx.first("select 1 from titles where slug = ?1", &[(&slug).into()], |_| Ok(()))?.is_none() {
            return Ok(slug);
        }
    }
    Err(Error::Unique)
}

/// Counts new articles of a title.
pub fn arrived(tx: &mut Tx<'_>, id: Id<Title>, new: i64, latest: Moment) -> Result<(), Error> {
    tx.run_sql(
        "update titles set arrived = arrived + ?2, latest = case when latest is null or latest < ?3 then ?3 else latest end where id = ?1",
        &[id.into(), new.into(), latest.into()],
    )
    .map(|_| ())
}

/// How many articles each title brought since a moment.
pub fn brought(tx: &mut Tx<'_>, since: Moment) -> Result<Vec<(Id<Title>, i64)>, Error> {
    let sql = "select title, count(*) from articles where published >= ?1 group by title";
    tx.rows(sql, &[since.into()], |row| Ok((row.id(0)?, row.int(1)?)))
}
