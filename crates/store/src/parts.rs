//! Sitemaps that a sitemap index led to: they are read as parts of the feed that is the index.

use newsstand_news::{Address, Feed, Id};

use crate::Error;
use crate::db::Tx;

/// A part, with what its next visit needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it is.
    pub address: Address,
    /// Validators from the last answer, byte for byte.
    pub etag: Option<String>,
    /// The same.
    pub modified: Option<String>,
    /// Hash of the last body that was read.
    pub body_hash: Option<Vec<u8>>,
}

/// The parts of a feed, in the order in which they are read.
pub fn of_feed(tx: &mut Tx<'_>, feed: Id<Feed>) -> Result<Vec<Part>, Error> {
    let sql = "select address, etag, modified, body_hash from parts where feed = ?1 order by place";
    let rows = tx.rows(sql, &[feed.into()], |row| {
        Ok(Address::new(row.text(0)?)
            .map(|address| (address, row.opt_string(1), row.opt_string(2), row.opt_bytes(3).map(|b| b.map(<[u8]>::to_vec)))))
    })?;
    rows.into_iter()
        .flatten()
        .map(|(address, etag, modified, hash)| Ok(Part { address, etag: etag?, modified: modified?, body_hash: hash? }))
        .collect()
}

/// Replaces the parts of a feed.
pub fn keep(tx: &mut Tx<'_>, feed: Id<Feed>, parts: &[Part]) -> Result<(), Error> {
    tx.run_sql("delete from parts where feed = ?1", &[feed.into()])?;
    for (place, part) in parts.iter().enumerate() {
        tx.run_sql(
            "insert into parts (feed, place, address, etag, modified, body_hash) values (?1,?2,?3,?4,?5,?6) on conflict (feed, address) do nothing",
            &[
                feed.into(),
                (place as i64).into(),
                part.address.as_str().into(),
                part.etag.as_deref().into(),
                part.modified.as_deref().into(),
                part.body_hash.as_deref().into(),
            ],
        )?;
    }
    Ok(())
}
