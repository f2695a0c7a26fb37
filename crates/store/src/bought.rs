//! Single articles that were paid for. They are kept by title and address, so that an article that comes again is still its
//! reader's.

use std::collections::HashSet;

use newsstand_news::{Article, Id, Moment};

use crate::accounts::ReaderId;
use crate::db::Tx;
use crate::{Error, in_lists};

/// Keeps that a reader paid for an article; told twice it counts once. False where the article is not there or was the
/// reader's already.
pub fn add(tx: &mut Tx<'_>, reader: ReaderId, article: Id<Article>, at: Moment, reference: &str) -> Result<bool, Error> {
    let sql = "insert into bought (reader, title, address_key, at, reference)
                 select ?1, a.title, a.address_key, ?3, ?4 from articles a where a.id = ?2
               on conflict (reader, title, address_key) do nothing";
    Ok(tx.run_sql(sql, &[reader.into(), article.into(), at.into(), reference.into()])? > 0)
}

/// Whether a reader paid for an article.
pub fn has(tx: &mut Tx<'_>, reader: ReaderId, article: Id<Article>) -> Result<bool, Error> {
    Ok(!among(tx, reader, &[article])?.is_empty())
}

/// Those of these articles that a reader paid for.
pub fn among(tx: &mut Tx<'_>, reader: ReaderId, ids: &[Id<Article>]) -> Result<HashSet<Id<Article>>, Error> {
    let mut found = HashSet::new();
    in_lists(ids, |list, binds| {
        let reader_at = binds.len() + 1;
        let sql = format!(
            "select a.id from articles a join bought b on b.title = a.title and b.address_key = a.address_key
             where a.id in ({list}) and b.reader = ?{reader_at}"
        );
        let binds: Vec<_> = binds.iter().copied().chain([reader.into()]).collect();
        found.extend(tx.rows(&sql, &binds, |row| row.id(0))?);
        Ok(())
    })?;
    Ok(found)
}
