//! Articles: kept, changed with their history, found again.

mod cards;
mod pages;
mod write;

use newsstand_news::{Address, Article, Byline, Feed, Html, Id, Language, Moment, Picture, Section, Story, Title, Wall};

use crate::Error;
use crate::codec::unpack;
use crate::db::{Row, Tx};

pub use cards::{
    Card, Page, by_ids, count_since, latest, of_section, of_story, of_title, same_text, saved, section_counts, unread,
};
pub use pages::{PageJob, lease_pages, outlook, page_failed, page_kept, page_read, want_page};
pub use write::{Arrived, Kept, PLACE_IN_FEED, address_key, keep, renew, revise};

/// An article as kept: what is read, and where it stands.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Which one.
    pub id: Id<Article>,
    /// Whose it is.
    pub title: Id<Title>,
    /// The feed that told of it first.
    pub feed: Option<Id<Feed>>,
    /// What is read.
    pub article: Article,
    /// When it was first seen.
    pub seen: Moment,
    /// Words in its text.
    pub words: i64,
    /// Its story, once the desk has placed it.
    pub story: Option<Id<Story>>,
    /// The article it is a copy of.
    pub copy_of: Option<Id<Article>>,
    /// 1, then one more for every change that was kept.
    pub version: i64,
}

const COLUMNS: &str = "a.id, a.title, a.feed, a.address, a.canonical, a.kind, a.section, a.language, a.headline, a.kicker,
    a.standfirst, a.bylines, a.dateline, a.published, a.stated, a.modified, a.seen, a.picture, a.picture_caption,
    a.picture_credit, a.picture_width, a.picture_height, a.reach, a.words, a.wall, a.wire, a.story, a.copy_of, a.version";

fn read(row: &Row<'_>) -> Result<Stored, Error> {
    use newsstand_news::{Body, Origin, Published};
    let copy_of: Option<Id<Article>> = row.opt_id(27)?;
    let wire = row.opt_string(25)?;
    let published = row.moment(13)?;
    let html = match row.opt_bytes(29)? {
        Some(packed) => unpack(packed)?,
        None => String::new(),
    };
    Ok(Stored {
        id: row.id(0)?,
        title: row.id(1)?,
        feed: row.opt_id(2)?,
        article: Article {
            address: address(row, 3)?,
            canonical: row.opt_text(4)?.and_then(Address::new),
            kind: row.word(5)?,
            section: section(row, 6)?,
            language: Language::new(row.text(7)?),
            headline: row.string(8)?,
            kicker: row.opt_string(9)?,
            standfirst: row.opt_string(10)?,
            bylines: bylines(row.opt_text(11)?),
            dateline: row.opt_string(12)?,
            published: if row.opt_int(14)?.is_some() { Published::Stated(published) } else { Published::Seen(published) },
            modified: row.opt_moment(15)?,
            lead: picture(row, 17)?,
            body: Body::of(row.text(22)?, Html::vouched(html)),
            wall: Wall::of(row.text(24)?),
            origin: match (copy_of, wire) {
                (Some(original), _) => Origin::CopyOf(original),
                (None, Some(wire)) => Origin::Wire(wire),
                (None, None) => Origin::Own,
            },
        },
        seen: row.moment(16)?,
        words: row.int(23)?,
        story: row.opt_id(26)?,
        copy_of,
        version: row.int(28)?,
    })
}

fn address(row: &Row<'_>, at: usize) -> Result<Address, Error> {
    Address::new(row.text(at)?).ok_or_else(|| Error::Damaged("an article's address is none".into()))
}

fn section(row: &Row<'_>, at: usize) -> Result<Option<Section>, Error> {
    Ok(row.opt_text(at)?.and_then(|word| word.parse().ok()))
}

fn bylines(json: Option<&str>) -> Vec<Byline> {
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

/// Reads a picture from five columns that begin at `at`.
fn picture(row: &Row<'_>, at: usize) -> Result<Option<Picture>, Error> {
    let Some(address) = row.opt_text(at)?.and_then(Address::new) else { return Ok(None) };
    let side = |value: Option<i64>| value.and_then(|value| u32::try_from(value).ok());
    let size = side(row.opt_int(at + 3)?).zip(side(row.opt_int(at + 4)?));
    Ok(Some(Picture { address, caption: row.opt_string(at + 1)?, credit: row.opt_string(at + 2)?, size }))
}

/// One article with its text.
pub fn by_id(tx: &mut Tx<'_>, id: Id<Article>) -> Result<Option<Stored>, Error> {
    let sql = format!("select {COLUMNS}, b.html from articles a left join bodies b on b.article = a.id where a.id = ?1");
    tx.first(&sql, &[id.into()], read)
}

/// Several articles with their texts, in no order; those that are not there are left out.
pub fn wholes(tx: &mut Tx<'_>, ids: &[Id<Article>]) -> Result<Vec<Stored>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    crate::in_lists(ids, |list, binds| {
        let sql =
            format!("select {COLUMNS}, b.html from articles a left join bodies b on b.article = a.id where a.id in ({list})");
        found.extend(tx.rows(&sql, binds, read)?);
        Ok(())
    })?;
    Ok(found)
}

/// The title's article at this address.
pub fn at(tx: &mut Tx<'_>, title: Id<Title>, address: &Address) -> Result<Option<Id<Article>>, Error> {
    let key = address_key(address);
    let sql = "select id from articles where title = ?1 and address_key = ?2";
    tx.first(sql, &[title.into(), key.as_slice().into()], |row| row.id(0))
}

/// Articles the desk has not placed yet, oldest first, with their text. Those whose page is still to be fetched wait
/// for it until `patience`: a page tells more than a teaser, but an article is not held back for ever.
pub fn unplaced(tx: &mut Tx<'_>, patience: Moment, limit: i64) -> Result<Vec<Stored>, Error> {
    let sql = format!(
        "select {COLUMNS}, b.html from articles a left join bodies b on b.article = a.id
         where a.story is null and (a.page_due is null or a.page_tries > 0 or a.seen < ?1
           or exists (select 1 from pages p where p.article = a.id)) order by a.id limit ?2"
    );
    tx.rows(&sql, &[patience.into(), limit.into()], read)
}

/// Placed articles since `since`, oldest first, after `after`, with their text: what the desk takes up after a restart.
pub fn placed_since(tx: &mut Tx<'_>, since: Moment, after: Id<Article>, limit: i64) -> Result<Vec<Stored>, Error> {
    let sql = format!(
        "select {COLUMNS}, b.html from articles a left join bodies b on b.article = a.id
         where a.id > ?2 and a.story is not null and a.published >= ?1 order by a.id limit ?3"
    );
    tx.rows(&sql, &[since.into(), after.into(), limit.into()], read)
}

/// Articles in the order in which they came, after `after`, with their text; one title's when named.
pub fn in_order(tx: &mut Tx<'_>, title: Option<Id<Title>>, after: Option<Id<Article>>, limit: i64) -> Result<Vec<Stored>, Error> {
    let sql = format!(
        "select {COLUMNS}, b.html from articles a left join bodies b on b.article = a.id
         where a.id > ?1 and (cast(?2 as bigint) is null or a.title = ?2) order by a.id limit ?3"
    );
    tx.rows(&sql, &[after.map_or(0, Id::get).into(), title.map(Id::get).into(), limit.into()], read)
}

/// An earlier version of an article.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// Until when it stood.
    pub ended: Moment,
    /// Its headline.
    pub headline: String,
    /// Its standfirst.
    pub standfirst: Option<String>,
    /// Its text.
    pub html: Html,
}

/// Earlier versions of an article, newest first.
pub fn versions(tx: &mut Tx<'_>, id: Id<Article>) -> Result<Vec<Version>, Error> {
    let sql = "select version, ended, headline, standfirst, html from versions where article = ?1 order by version desc";
    tx.rows(sql, &[id.into()], |row| {
        Ok(Version {
            number: row.int(0)?,
            ended: row.moment(1)?,
            headline: row.string(2)?,
            standfirst: row.opt_string(3)?,
            html: Html::vouched(unpack(row.bytes(4)?)?),
        })
    })
}

/// How many articles are kept.
pub fn count(tx: &mut Tx<'_>) -> Result<i64, Error> {
    Ok(tx.first("select count(*) from articles", &[], |row| row.int(0))?.unwrap_or(0))
}
