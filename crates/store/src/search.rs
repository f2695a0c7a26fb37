//! Full-text search: the only file that differs between the engines.
//!
//! Both are fed with the same analysed words and asked with the same quoted phrases. The engine never ranks the whole
//! match set: it answers the newest matches, and they are ranked here.

use newsstand_news::{Article, Id};

use crate::Error;
use crate::analyse;
use crate::articles::{Card, by_ids};
use crate::db::{Bind, Tx};

/// One article as the index sees it.
pub(crate) struct Indexed {
    id: Id<Article>,
    headline: String,
    body: String,
}

impl Indexed {
    pub(crate) fn of(id: Id<Article>, article: &Article, text: &str) -> Self {
        let mut headline = String::new();
        let people = article.bylines.iter().map(|byline| byline.name.as_str());
        for part in [Some(article.headline.as_str()), article.kicker.as_deref(), article.standfirst.as_deref()]
            .into_iter()
            .flatten()
            .chain(people)
        {
            analyse::analyse_into(part, &mut headline);
        }
        Self { id, headline, body: analyse::analyse(text) }
    }
}

/// Puts articles into the index, or anew.
pub(crate) fn index(tx: &mut Tx<'_>, rows: &[Indexed]) -> Result<(), Error> {
    let binds: Vec<Bind<'_>> = rows.iter().flat_map(|row| [row.id.into(), (&row.headline).into(), (&row.body).into()]).collect();
    if !tx.is_pg() {
        return tx.insert("insert or replace into search (rowid, headline, body)", 3, "", &binds).map(|_| ());
    }
    for row in rows {
        tx.run_sql(
            "insert into search (article, headline, words)
               values (?1, to_tsvector('simple', cast(?2 as text)), to_tsvector('simple', cast(?2 as text) || ' ' || cast(?3 as text)))
             on conflict (article) do update set headline = excluded.headline, words = excluded.words",
            &[row.id.into(), (&row.headline).into(), (&cut(&row.body)).into()],
        )?;
    }
    Ok(())
}

/// PostgreSQL refuses vectors above 1 MiB; words beyond this many bytes are not found.
fn cut(text: &str) -> String {
    const LIMIT: usize = 400_000;
    let mut end = text.len().min(LIMIT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The best of the newest matches, best first.
    pub cards: Vec<Card>,
    /// How many matches were looked at; at most [`NEWEST`].
    pub looked_at: usize,
    /// Whether there are older matches that were not looked at.
    pub more: bool,
}

/// Matches that are looked at.
pub const NEWEST: usize = 500;

/// Finds articles that have every word of `text`. `skip` of the best are left out, `limit` are answered.
pub fn find(tx: &mut Tx<'_>, text: &str, skip: usize, limit: usize) -> Result<Found, Error> {
    let query = analyse::query(text);
    if query.is_empty() {
        return Ok(Found { cards: Vec::new(), looked_at: 0, more: false });
    }
    let sql = if tx.is_pg() {
        "select article from search where words @@ websearch_to_tsquery('simple', ?1) order by article desc limit ?2"
    } else {
        "select rowid from search where search match ?1 order by rowid desc limit ?2"
    };
    let newest = tx.rows(sql, &[(&query).into(), Bind::Int(NEWEST as i64 + 1)], |row| row.id::<Article>(0))?;
    let more = newest.len() > NEWEST;
    let looked_at = newest.len().min(NEWEST);
    let in_headline = in_headline(tx, &query, newest.last().copied())?;
    // Matches in the headline first, then the newest: the same order on both engines.
    let mut ranked = newest;
    ranked.truncate(NEWEST);
    ranked.sort_by_key(|id| (!in_headline.contains(id), std::cmp::Reverse(*id)));
    let wanted: Vec<Id<Article>> = ranked.into_iter().skip(skip).take(limit).collect();
    Ok(Found { cards: by_ids(tx, &wanted)?, looked_at, more })
}

/// Those of the newest matches that have every word in headline, standfirst or byline.
fn in_headline(
    tx: &mut Tx<'_>,
    query: &str,
    oldest: Option<Id<Article>>,
) -> Result<std::collections::HashSet<Id<Article>>, Error> {
    let Some(oldest) = oldest else { return Ok(Default::default()) };
    let sql = if tx.is_pg() {
        "select article from search where words @@ websearch_to_tsquery('simple', ?1) and article >= ?2
           and headline @@ websearch_to_tsquery('simple', ?1) limit 500"
    } else {
        "select rowid from search where search match '{headline} : (' || ?1 || ')' and rowid >= ?2 limit 500"
    };
    Ok(tx.rows(sql, &[query.into(), oldest.into()], |row| row.id(0))?.into_iter().collect())
}
