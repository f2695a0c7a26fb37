//! Terms: what was agreed with each title, and from when. A history; nothing in it is altered.

use newsstand_news::{Id, Moment, Publisher, Terms, Title};

use crate::db::{Row, Tx};
use crate::{Error, Ids, titles};

/// What was agreed with a title, until the next terms begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Which title.
    pub title: Id<Title>,
    /// From when it holds.
    pub since: Moment,
    /// Open, for members, or a link.
    pub terms: Terms,
    /// Who is paid under it.
    pub publisher: Id<Publisher>,
    /// What is paid at least for a month in which the title was read.
    pub minimum: Option<Amount>,
    /// Countries by commas; none is everywhere.
    pub territories: Option<String>,
    /// For how many minutes a new article stays a link.
    pub embargo: i64,
    /// Words that everybody sees: zero is the teaser alone, none is as usual on the stand.
    pub preview: Option<i64>,
    /// What a single article costs who is no member; none where it is not sold.
    pub article: Option<Amount>,
}

/// An amount: a wholesale minimum, or the price of a single article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// How much, in cents.
    pub cents: i64,
    /// In which currency.
    pub currency: String,
}

const COLUMNS: &str =
    "title, since, terms, publisher, minimum, currency, territories, embargo, preview, article, article_currency";

fn read(row: &Row<'_>) -> Result<Agreed, Error> {
    let amount = |cents, currency| -> Result<Option<Amount>, Error> {
        let amount = row.opt_int(cents)?.zip(row.opt_string(currency)?);
        Ok(amount.map(|(cents, currency)| Amount { cents, currency }))
    };
    Ok(Agreed {
        title: row.id(0)?,
        since: row.moment(1)?,
        terms: row.word(2)?,
        publisher: row.id(3)?,
        minimum: amount(4, 5)?,
        territories: row.opt_string(6)?,
        embargo: row.int(7)?,
        preview: row.opt_int(8)?,
        article: amount(9, 10)?,
    })
}

/// Keeps what was agreed, and lets the title's terms of now follow the newest that has begun. Terms that begin when others
/// of the title do already are refused as [`Error::Unique`].
pub fn agree(tx: &mut Tx<'_>, agreed: &Agreed, now: Moment) -> Result<(), Error> {
    let sql = format!("insert into title_terms ({COLUMNS}, noted) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)");
    let (minimum, article) = (agreed.minimum.as_ref(), agreed.article.as_ref());
    let row = [
        agreed.title.into(),
        agreed.since.into(),
        agreed.terms.as_str().into(),
        agreed.publisher.into(),
        minimum.map(|minimum| minimum.cents).into(),
        minimum.map(|minimum| minimum.currency.as_str()).into(),
        agreed.territories.as_deref().into(),
        agreed.embargo.into(),
        agreed.preview.into(),
        article.map(|article| article.cents).into(),
        article.map(|article| article.currency.as_str()).into(),
        now.into(),
    ];
    tx.run_sql(&sql, &row)?;
    let sql = "update titles set terms = (select a.terms from title_terms a where a.title = ?1 and a.since <= ?2
                 order by a.since desc limit 1)
               where id = ?1 and exists (select 1 from title_terms a where a.title = ?1 and a.since <= ?2)";
    tx.run_sql(sql, &[agreed.title.into(), now.into()]).map(|_| ())
}

/// The publisher of this name; made when there is none.
pub fn publisher(tx: &mut Tx<'_>, ids: &Ids, name: &str, now: Moment) -> Result<Id<Publisher>, Error> {
    titles::publisher(tx, ids, name, now)
}

/// What was ever agreed with a title, the newest first.
pub fn history(tx: &mut Tx<'_>, title: Id<Title>) -> Result<Vec<Agreed>, Error> {
    tx.rows(
        &format!("select {COLUMNS} from title_terms where title = ?1 order by since desc"),
        &[title.into()],
        read,
    )
}

/// What was ever agreed with all titles, by title, the newest last.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Agreed>, Error> {
    tx.rows(&format!("select {COLUMNS} from title_terms order by title, since"), &[], read)
}

/// What was agreed with all titles and began before a moment, by title, the newest last.
pub fn begun(tx: &mut Tx<'_>, before: Moment) -> Result<Vec<Agreed>, Error> {
    tx.rows(
        &format!("select {COLUMNS} from title_terms where since < ?1 order by title, since"),
        &[before.into()],
        read,
    )
}

/// Lets a reader see a publisher's statements.
pub fn let_in(tx: &mut Tx<'_>, reader: i64, publisher: Id<Publisher>, now: Moment) -> Result<(), Error> {
    let sql =
        "insert into publisher_people (reader, publisher, since) values (?1, ?2, ?3) on conflict (reader, publisher) do nothing";
    tx.run_sql(sql, &[reader.into(), publisher.into(), now.into()]).map(|_| ())
}
