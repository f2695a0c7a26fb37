//! Receipts: money that came in or went back, and the days it pays for. They are added and never altered.

use newsstand_news::Moment;

use crate::db::{Row, Tx};
use crate::readers::Reader;
use crate::{Error, Ids};

/// Which way the money went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It came in.
    Paid,
    /// It was given back.
    Refunded,
    /// The time was given; no money moved.
    Given,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Paid, Kind::Refunded, Kind::Given];

    /// The word in files and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Paid => "paid",
            Kind::Refunded => "refunded",
            Kind::Given => "given",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or_else(|| format!("no such receipt: {word:?}"))
    }
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Whose money it is.
    pub reader: i64,
    /// The plan it pays for, where it pays for one.
    pub plan: Option<i64>,
    /// Which way it went.
    pub kind: Kind,
    /// How much, never below zero.
    pub cents: i64,
    /// In which currency: three capital letters.
    pub currency: String,
    /// Where the time it pays for begins.
    pub from: Moment,
    /// Where that time ends.
    pub until: Moment,
    /// When the money moved.
    pub at: Moment,
    /// When the stand was told.
    pub noted: Moment,
    /// Who says so.
    pub provider: String,
    /// What the provider calls it.
    pub reference: String,
}

/// What came of adding a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// The same was there already.
    Known,
    /// Another one of this provider, reference and kind is there; it stays as it is.
    Differs(Box<Receipt>),
}

/// Its columns, as [`read`] takes them.
const COLUMNS: &str = "reader, plan, kind, cents, currency, from_at, until_at, at, noted, provider, reference";

fn read(row: &Row<'_>) -> Result<Receipt, Error> {
    Ok(Receipt {
        reader: row.int(0)?,
        plan: row.opt_int(1)?,
        kind: row.word(2)?,
        cents: row.int(3)?,
        currency: row.string(4)?,
        from: row.moment(5)?,
        until: row.moment(6)?,
        at: row.moment(7)?,
        noted: row.moment(8)?,
        provider: row.string(9)?,
        reference: row.string(10)?,
    })
}

/// Adds a receipt, once for each provider, reference and kind.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, receipt: &Receipt) -> Result<Added, Error> {
    let sql = format!(
        "insert into receipts (id, {COLUMNS}) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)
         on conflict (provider, reference, kind) do nothing"
    );
    let row = [
        ids.next::<Receipt>(receipt.noted).into(),
        receipt.reader.into(),
        receipt.plan.into(),
        receipt.kind.as_str().into(),
        receipt.cents.into(),
        (&receipt.currency).into(),
        receipt.from.into(),
        receipt.until.into(),
        receipt.at.into(),
        receipt.noted.into(),
        (&receipt.provider).into(),
        (&receipt.reference).into(),
    ];
    if tx.run_sql(&sql, &row)? > 0 {
        return Ok(Added::New);
    }
    let sql = format!("select {COLUMNS} from receipts where provider = ?1 and reference = ?2 and kind = ?3");
    let key = [(&receipt.provider).into(), (&receipt.reference).into(), receipt.kind.as_str().into()];
    match tx.first(&sql, &key, read)? {
        Some(kept) if says_the_same(&kept, receipt) => Ok(Added::Known),
        Some(kept) => Ok(Added::Differs(Box::new(kept))),
        None => Err(Error::Busy),
    }
}

/// Told twice, a receipt may have been noted at two times, and all else is equal.
fn says_the_same(kept: &Receipt, told: &Receipt) -> bool {
    let told = Receipt { noted: kept.noted, at: kept.at, plan: kept.plan, ..told.clone() };
    *kept == told
}

/// How a payment is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// Whose it is.
    pub reader: i64,
    /// Who told of it.
    pub provider: &'a str,
    /// What they call it. Where that is not known, amount and time tell it.
    pub reference: Option<&'a str>,
    /// How much it was.
    pub cents: i64,
    /// It was told of from here on …
    pub from: Moment,
    /// … and before this.
    pub until: Moment,
}

/// A payment, the first one that fits.
pub fn payment(tx: &mut Tx<'_>, sought: &Sought<'_>) -> Result<Option<Receipt>, Error> {
    let sql = format!(
        "select {COLUMNS} from receipts where provider = ?1 and reader = ?2 and kind = 'paid'
           and (reference = ?3 or (?3 = '' and cents = ?4 and at >= ?5 and at < ?6)) order by at, id limit 1"
    );
    let binds = [
        sought.provider.into(),
        sought.reader.into(),
        sought.reference.unwrap_or("").into(),
        sought.cents.into(),
        sought.from.into(),
        sought.until.into(),
    ];
    tx.first(&sql, &binds, read)
}

/// Which receipts are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// In this currency; all when none is named.
    pub currency: Option<&'a str>,
    /// Their days overlap the time from here …
    pub from: Moment,
    /// … up to here.
    pub until: Moment,
    /// Noted at this moment at the latest.
    pub noted: Moment,
    /// Those noted after this moment are asked for however far back their days lie.
    pub late: Moment,
}

/// Receipts, by id. A receipt that ends or begins within a day of the time asked for may be among them.
pub fn asked(tx: &mut Tx<'_>, asked: &Asked<'_>) -> Result<Vec<Receipt>, Error> {
    let sql = format!(
        "select {COLUMNS} from receipts
         where noted <= ?1 and from_at < ?2 and (until_at >= ?3 or noted > ?4) and (?5 = '' or currency = ?5) order by id"
    );
    let binds =
        [asked.noted.into(), asked.until.into(), asked.from.into(), asked.late.into(), asked.currency.unwrap_or("").into()];
    tx.rows(&sql, &binds, read)
}

/// A reader's receipts, the newest first.
pub fn of_reader(tx: &mut Tx<'_>, reader: i64, most: i64) -> Result<Vec<Receipt>, Error> {
    let sql = format!("select {COLUMNS} from receipts where reader = ?1 order by at desc, id desc limit ?2");
    tx.rows(&sql, &[reader.into(), most.into()], read)
}

/// The currencies money came in, each with the first moment it pays for.
pub fn begins(tx: &mut Tx<'_>) -> Result<Vec<(String, Moment)>, Error> {
    let sql = "select currency, min(from_at) from receipts group by currency order by currency";
    tx.rows(sql, &[], |row| Ok((row.string(0)?, row.moment(1)?)))
}

/// Everybody a receipt can be of, by number.
pub fn payers(tx: &mut Tx<'_>) -> Result<Vec<Reader>, Error> {
    tx.rows("select id, name from readers order by id", &[], |row| {
        Ok(Reader { id: row.int(0)?, name: row.string(1)? })
    })
}
