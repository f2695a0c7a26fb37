//! Pages of articles: which are to be fetched, and what came of it.

use newsstand_news::{Address, Article, Id, Moment, Title};

use super::write::{Arrived, Kept, revise};
use crate::Error;
use crate::codec::{pack, unpack};
use crate::db::{Bind, Tx};

/// A page to be fetched, leased to a worker.
#[derive(Debug, Clone)]
pub struct PageJob {
    /// The article it belongs to.
    pub article: Id<Article>,
    /// Its title.
    pub title: Id<Title>,
    /// Where the page is.
    pub address: Address,
    /// How often it was tried before.
    pub tries: i64,
}

/// Takes up to `limit` due pages until `until`, newest articles first: they are what is looked at.
pub fn lease_pages(tx: &mut Tx<'_>, node: u8, now: Moment, until: Moment, limit: i64) -> Result<Vec<PageJob>, Error> {
    let sql = "update articles set page_lease = ?2, page_holder = ?4 where id in (
         select id from articles where page_due is not null and page_due <= ?1 and (page_lease is null or page_lease < ?1)
         order by id desc limit ?3
       ) and page_due is not null and page_due <= ?1 and (page_lease is null or page_lease < ?1)
       returning id, title, address, page_tries";
    tx.rows(sql, &[now.into(), until.into(), limit.into(), i64::from(node).into()], |row| {
        Ok(PageJob { article: row.id(0)?, title: row.id(1)?, address: super::address(row, 2)?, tries: row.int(3)? })
    })
}

/// Pages that are due or leased now.
pub fn outlook(tx: &mut Tx<'_>) -> Result<i64, Error> {
    Ok(tx.first("select count(*) from articles where page_due is not null", &[], |row| row.int(0))?.unwrap_or(0))
}

/// Asks for an article's page at `due`, unless it is asked for already.
pub fn want_page(tx: &mut Tx<'_>, id: Id<Article>, due: Moment) -> Result<(), Error> {
    tx.run_sql(
        "update articles set page_due = ?2, page_tries = 0 where id = ?1 and page_due is null",
        &[id.into(), due.into()],
    )
    .map(|_| ())
}

/// A page was read: the article becomes what `said` says, and the page, thinned, is kept for a rebuild.
/// `again`: when to look at it once more, for pages that grow.
pub fn page_read(
    tx: &mut Tx<'_>,
    job: &PageJob,
    said: &Arrived<'_>,
    thin: &str,
    again: Option<Moment>,
    now: Moment,
) -> Result<Kept, Error> {
    let packed = pack(thin.as_bytes());
    tx.run_sql(
        "insert into pages (article, address, fetched, html) values (?1,?2,?3,?4)
         on conflict (article) do update set address = ?2, fetched = ?3, html = ?4",
        &[job.article.into(), job.address.as_str().into(), now.into(), Bind::Bytes(&packed)],
    )?;
    let kept = revise(tx, job.article, said, now)?;
    tx.run_sql(
        "update articles set page_due = ?2, page_lease = null, page_tries = 0 where id = ?1",
        &[job.article.into(), again.into()],
    )?;
    Ok(kept)
}

/// A page could not be read. `again` says when to try once more; none gives up: what the feed said stays.
pub fn page_failed(tx: &mut Tx<'_>, id: Id<Article>, again: Option<Moment>) -> Result<(), Error> {
    tx.run_sql(
        "update articles set page_due = ?2, page_lease = null, page_tries = page_tries + 1 where id = ?1",
        &[id.into(), again.into()],
    )
    .map(|_| ())
}

/// The kept page of an article: its address, when it was fetched, its thinned markup.
pub fn page_kept(tx: &mut Tx<'_>, id: Id<Article>) -> Result<Option<(Address, Moment, String)>, Error> {
    tx.first("select address, fetched, html from pages where article = ?1", &[id.into()], |row| {
        Ok((super::address(row, 0)?, row.moment(1)?, unpack(row.bytes(2)?)?))
    })
}
