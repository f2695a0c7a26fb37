//! Who and where articles speak of, as the ledger read them.

use newsstand_news::{Article, Id, Moment, Topic};

use crate::Error;
use crate::db::{Bind, Tx};

/// Most names of one article that are kept.
pub const MOST: usize = 24;

/// A name in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Which article.
    pub article: Id<Article>,
    /// A [`Topic::Place`] or a [`Topic::Person`].
    pub topic: Topic,
    /// As printed.
    pub label: String,
}

/// Keeps the names of articles in the place of those that were kept before.
pub fn put(tx: &mut Tx<'_>, articles: &[Id<Article>], mentions: &[Mention]) -> Result<(), Error> {
    crate::in_lists(articles, |list, binds| {
        tx.run_sql(&format!("delete from mentions where article in ({list})"), binds).map(|_| ())
    })?;
    let values: Vec<String> = mentions.iter().map(|mention| mention.topic.value()).collect();
    let binds: Vec<Bind<'_>> = mentions
        .iter()
        .zip(&values)
        .flat_map(|(mention, value)| {
            [mention.article.into(), mention.topic.kind().into(), value.into(), mention.label.as_str().into()]
        })
        .collect();
    let rest = "on conflict (article, kind, name) do nothing";
    tx.insert("insert into mentions (article, kind, name, label)", 4, rest, &binds).map(|_| ())
}

/// The names of these articles.
pub fn of(tx: &mut Tx<'_>, articles: &[Id<Article>]) -> Result<Vec<Mention>, Error> {
    let mut out = Vec::new();
    crate::in_lists(articles, |list, binds| {
        let sql = format!("select article, kind, name, label from mentions where article in ({list})");
        let rows = tx.rows(&sql, binds, |row| Ok((row.id(0)?, Topic::of(row.text(1)?, row.text(2)?), row.string(3)?)))?;
        out.extend(rows.into_iter().filter_map(|(article, topic, label)| Some(Mention { article, topic: topic?, label })));
        Ok(())
    })?;
    Ok(out)
}

/// How a place or a person is printed; none where no article names it.
pub fn label(tx: &mut Tx<'_>, topic: &Topic) -> Result<Option<String>, Error> {
    let sql = "select min(label) from mentions where kind = ?1 and name = ?2";
    let value = topic.value();
    Ok(tx.first(sql, &[topic.kind().into(), (&value).into()], |row| row.opt_string(0))?.flatten())
}

/// How many articles since a moment name each place or person, the most named first; for somebody looking for what to
/// follow.
pub fn common(tx: &mut Tx<'_>, since: Moment, limit: i64) -> Result<Vec<(Topic, String, i64)>, Error> {
    let sql = "select m.kind, m.name, min(m.label), count(*) from mentions m join articles a on a.id = m.article
               where a.published >= ?1 group by m.kind, m.name having count(*) > 1 order by 4 desc, 2 limit ?2";
    let rows = tx.rows(sql, &[since.into(), limit.into()], |row| {
        Ok((Topic::of(row.text(0)?, row.text(1)?), row.string(2)?, row.int(3)?))
    })?;
    Ok(rows.into_iter().filter_map(|(topic, label, count)| Some((topic?, label, count))).collect())
}
