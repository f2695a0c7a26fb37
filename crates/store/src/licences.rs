//! Licences that titles point programs to (RSL 1.0 in robots.txt, `Link` headers and feeds; prices asked with 402).

use newsstand_news::{Address, Id, Moment, Title};

use crate::Error;
use crate::db::{Row, Tx};

/// Where a title points to its licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LicenceSource {
    /// A `License:` line of its robots.txt.
    Robots,
    /// A `Link: rel="license"` header.
    Header,
    /// Its feed.
    Feed,
    /// An answer 402: it asks for a payment.
    Price,
}

impl LicenceSource {
    /// The word in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            LicenceSource::Robots => "robots",
            LicenceSource::Header => "header",
            LicenceSource::Feed => "feed",
            LicenceSource::Price => "price",
        }
    }

    fn of(word: &str) -> Self {
        use LicenceSource::{Feed, Header, Price, Robots};
        [Robots, Header, Feed, Price].into_iter().find(|source| source.as_str() == word).unwrap_or(Robots)
    }
}

/// A licence a title points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Whose it is.
    pub title: Id<Title>,
    /// Where it is; where a price is asked, the page it is asked for.
    pub address: Address,
    /// Where the title points to it.
    pub source: LicenceSource,
    /// When it was first seen.
    pub seen: Moment,
    /// When it was last fetched.
    pub asked: Option<Moment>,
    /// What it says, in a sentence; none before it could be read.
    pub sentence: Option<String>,
}

/// Licences kept of one title.
const PER_TITLE: i64 = 16;

/// A title points to a licence. Answers whether that is news. Of prices only the newest is kept.
pub fn seen(tx: &mut Tx<'_>, licence: &Licence) -> Result<bool, Error> {
    let title = licence.title;
    if licence.source == LicenceSource::Price {
        tx.run_sql("delete from licences where title = ?1 and source = 'price'", &[title.into()])?;
    }
    let count = tx.first("select count(*) from licences where title = ?1", &[title.into()], |row| row.int(0))?.unwrap_or(0);
    if count >= PER_TITLE {
        return Ok(false);
    }
    let added = tx.run_sql(
        "insert into licences (title, address, source, seen, sentence) values (?1,?2,?3,?4,?5) on conflict (title, address) do nothing",
        &[
            title.into(),
            licence.address.as_str().into(),
            licence.source.as_str().into(),
            licence.seen.into(),
            licence.sentence.as_deref().into(),
        ],
    )?;
    Ok(added > 0)
}

/// What a licence says, when it was fetched `now`; none when it could not be read.
pub fn read_again(tx: &mut Tx<'_>, licence: &Licence, sentence: Option<&str>, now: Moment) -> Result<(), Error> {
    tx.run_sql(
        "update licences set asked = ?3, sentence = coalesce(?4, sentence) where title = ?1 and address = ?2",
        &[licence.title.into(), licence.address.as_str().into(), now.into(), sentence.into()],
    )
    .map(|_| ())
}

const COLUMNS: &str = "title, address, source, seen, asked, sentence";

fn read(row: &Row<'_>) -> Result<Licence, Error> {
    Ok(Licence {
        title: row.id(0)?,
        address: Address::new(row.text(1)?).ok_or_else(|| Error::Damaged("a licence's address is none".into()))?,
        source: LicenceSource::of(row.text(2)?),
        seen: row.moment(3)?,
        asked: row.opt_moment(4)?,
        sentence: row.opt_string(5)?,
    })
}

/// The licences a title points to, the first seen first.
pub fn of_title(tx: &mut Tx<'_>, title: Id<Title>) -> Result<Vec<Licence>, Error> {
    tx.rows(
        &format!("select {COLUMNS} from licences where title = ?1 order by seen, address"),
        &[title.into()],
        read,
    )
}

/// Licences that were not fetched since `before`, those never fetched first.
pub fn to_read(tx: &mut Tx<'_>, before: Moment, limit: i64) -> Result<Vec<Licence>, Error> {
    let sql = format!(
        "select {COLUMNS} from licences where source <> 'price' and coalesce(asked, 0) < ?1 order by coalesce(asked, 0), title, address limit ?2"
    );
    tx.rows(&sql, &[before.into(), limit.into()], read)
}
