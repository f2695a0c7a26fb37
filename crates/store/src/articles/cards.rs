//! Articles in lists: everything but the text.

use newsstand_news::{Address, Article, ArticleKind, Id, Language, Moment, Picture, Section, Story, Title, Wall};

use crate::Error;
use crate::db::{Bind, Row, Tx};

/// An article in a list.
#[derive(Debug, Clone)]
pub struct Card {
    /// Which one.
    pub id: Id<Article>,
    /// Whose it is.
    pub title: Id<Title>,
    /// Its page at the title.
    pub address: Address,
    /// What sort it is.
    pub kind: ArticleKind,
    /// Where it belongs.
    pub section: Option<Section>,
    /// Its language.
    pub language: Language,
    /// Its headline.
    pub headline: String,
    /// A word or two above it.
    pub kicker: Option<String>,
    /// The sentence under it.
    pub standfirst: Option<String>,
    /// What it is sorted by.
    pub published: Moment,
    /// When it was first seen.
    pub seen: Moment,
    /// Its picture.
    pub lead: Option<Picture>,
    /// `summary`, `preview` or `full`.
    pub reach: String,
    /// Words in its text.
    pub words: i64,
    /// Whether its page is walled.
    pub wall: Wall,
    /// The agency that wrote it.
    pub wire: Option<String>,
    /// How high it stood in its feed.
    pub place: i64,
    /// Its story.
    pub story: Option<Id<Story>>,
    /// The article it is a copy of.
    pub copy_of: Option<Id<Article>>,
    /// 1, then one more for every change.
    pub version: i64,
}

const COLUMNS: &str = "a.id, a.title, a.address, a.kind, a.section, a.language, a.headline, a.kicker, a.standfirst, a.published,
    a.seen, a.picture, a.picture_caption, a.picture_credit, a.picture_width, a.picture_height, a.reach, a.words, a.wall, a.wire,
    a.place, a.story, a.copy_of, a.version";

fn read(row: &Row<'_>) -> Result<Card, Error> {
    Ok(Card {
        id: row.id(0)?,
        title: row.id(1)?,
        address: super::address(row, 2)?,
        kind: row.word(3)?,
        section: super::section(row, 4)?,
        language: Language::new(row.text(5)?),
        headline: row.string(6)?,
        kicker: row.opt_string(7)?,
        standfirst: row.opt_string(8)?,
        published: row.moment(9)?,
        seen: row.moment(10)?,
        lead: super::picture(row, 11)?,
        reach: row.string(16)?,
        words: row.int(17)?,
        wall: Wall::of(row.text(18)?),
        wire: row.opt_string(19)?,
        place: row.int(20)?,
        story: row.opt_id(21)?,
        copy_of: row.opt_id(22)?,
        version: row.int(23)?,
    })
}

/// Where a list goes on: after the article with this time and id. `Page::first()` is the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The last article's time.
    pub before: Moment,
    /// The last article's id.
    pub id: i64,
    /// How many are wanted.
    pub limit: i64,
}

impl Page {
    /// The top of a list.
    pub const fn first(limit: i64) -> Self {
        Self { before: Moment::from_micros(i64::MAX), id: i64::MAX, limit }
    }
    /// What follows a card.
    pub const fn after(card: &Card, limit: i64) -> Self {
        Self { before: card.published, id: card.id.get(), limit }
    }
    fn binds(self) -> [Bind<'static>; 3] {
        [self.before.into(), self.id.into(), self.limit.into()]
    }
}

const ORDER: &str = "(a.published, a.id) < (?1, ?2) order by a.published desc, a.id desc limit ?3";

/// The newest articles of all titles, or of those a reader follows, or of those in one language.
pub fn latest(tx: &mut Tx<'_>, page: Page, reader: Option<i64>) -> Result<Vec<Card>, Error> {
    match reader {
        None => tx.rows(&format!("select {COLUMNS} from articles a where {ORDER}"), &page.binds(), read),
        Some(reader) => {
            let sql = format!(
                "select {COLUMNS} from articles a where a.title in (select title from follows where reader = ?4) and {ORDER}"
            );
            let [before, id, limit] = page.binds();
            tx.rows(&sql, &[before, id, limit, reader.into()], read)
        }
    }
}

/// The newest articles of the titles a reader follows that the reader has not read; copies of something are left out.
pub fn unread(tx: &mut Tx<'_>, reader: i64, page: Page) -> Result<Vec<Card>, Error> {
    let sql = format!(
        "select {COLUMNS} from articles a where a.title in (select title from follows where reader = ?4) and a.copy_of is null
           and not exists (select 1 from marks m where m.reader = ?4 and m.article = a.id and m.read is not null) and {ORDER}"
    );
    let [before, id, limit] = page.binds();
    tx.rows(&sql, &[before, id, limit, reader.into()], read)
}

/// How many articles came out since `since`.
pub fn count_since(tx: &mut Tx<'_>, since: Moment) -> Result<i64, Error> {
    let sql = "select count(*) from articles where published >= ?1";
    Ok(tx.first(sql, &[since.into()], |row| row.int(0))?.unwrap_or(0))
}

/// The newest articles of one title.
pub fn of_title(tx: &mut Tx<'_>, title: Id<Title>, page: Page) -> Result<Vec<Card>, Error> {
    let [before, id, limit] = page.binds();
    tx.rows(
        &format!("select {COLUMNS} from articles a where a.title = ?4 and {ORDER}"),
        &[before, id, limit, title.into()],
        read,
    )
}

/// The newest articles of one section.
pub fn of_section(tx: &mut Tx<'_>, section: Section, page: Page) -> Result<Vec<Card>, Error> {
    let [before, id, limit] = page.binds();
    let sql = format!("select {COLUMNS} from articles a where a.section = ?4 and {ORDER}");
    tx.rows(&sql, &[before, id, limit, section.as_str().into()], read)
}

/// The articles of one story, newest first.
pub fn of_story(tx: &mut Tx<'_>, story: Id<Story>, limit: i64) -> Result<Vec<Card>, Error> {
    let sql = format!("select {COLUMNS} from articles a where a.story = ?1 order by a.published desc, a.id desc limit ?2");
    tx.rows(&sql, &[story.into(), limit.into()], read)
}

/// The articles that have the same text as one: its original, and the copies of that, itself among them.
pub fn same_text(tx: &mut Tx<'_>, article: Id<Article>, limit: i64) -> Result<Vec<Id<Article>>, Error> {
    let sql = "select o.id from articles a join articles o on o.story = a.story
               where a.id = ?1 and (o.id = coalesce(a.copy_of, a.id) or o.copy_of = coalesce(a.copy_of, a.id)) order by o.id limit ?2";
    let mut found = tx.rows(sql, &[article.into(), limit.into()], |row| row.id(0))?;
    // What is not placed yet is in no story.
    if found.is_empty() {
        found.push(article);
    }
    Ok(found)
}

/// What a reader saved, the newest saved first.
pub fn saved(tx: &mut Tx<'_>, reader: i64, limit: i64) -> Result<Vec<Card>, Error> {
    let sql = format!(
        "select {COLUMNS} from marks m join articles a on a.id = m.article where m.reader = ?1 and m.saved is not null
         order by m.saved desc limit ?2"
    );
    tx.rows(&sql, &[reader.into(), limit.into()], read)
}

/// Several articles, in the order asked for; those that are not there are left out.
pub fn by_ids(tx: &mut Tx<'_>, ids: &[Id<Article>]) -> Result<Vec<Card>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    crate::in_lists(ids, |list, binds| {
        found.extend(tx.rows(&format!("select {COLUMNS} from articles a where a.id in ({list})"), binds, read)?);
        Ok(())
    })?;
    let mut by_id: std::collections::HashMap<_, _> = found.into_iter().map(|card| (card.id, card)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// Articles per section since `since`.
pub fn section_counts(tx: &mut Tx<'_>, since: Moment) -> Result<Vec<(Section, i64)>, Error> {
    let sql =
        "select section, count(*) from articles where published >= ?1 and section is not null group by section order by section";
    let rows = tx.rows(sql, &[since.into()], |row| Ok((row.text(0)?.parse::<Section>().ok(), row.int(1)?)))?;
    Ok(rows.into_iter().filter_map(|(section, count)| Some((section?, count))).collect())
}
