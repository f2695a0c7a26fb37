//! Settlements: a month's money as it was shared out, the statements that titles were given, and the ledger. Written
//! once and never altered.

use newsstand_news::{Id, Moment, Publisher, Title};

use crate::db::{Bind, Row, Tx};
use crate::{Error, Ids, codec};

/// A settled month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Which one.
    pub id: Id<Settled>,
    /// The month: 202610.
    pub month: i64,
    /// Its first day, counted from 1970 in UTC.
    pub from_day: i64,
    /// The first day that is no longer of it.
    pub until_day: i64,
    /// In which currency.
    pub currency: String,
    /// The split that was paid: `pro-rata` or `reader-centric`.
    pub split: String,
    /// The operator's share in thousandths.
    pub thousandths: i64,
    /// When. Receipts that were noted later belong to a later settlement.
    pub made: Moment,
    /// SHA-256 of the inputs.
    pub inputs: [u8; 32],
    /// Members' money of the month, in cents.
    pub recognised: i64,
    /// What the operator keeps.
    pub operator: i64,
    /// What the titles share.
    pub pool: i64,
}

/// What a title got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which title.
    pub title: Id<Title>,
    /// Who is paid for it.
    pub publisher: Id<Publisher>,
    /// Its name, as the statement has it.
    pub name: String,
    /// Its minimum, in cents.
    pub minimum: i64,
    /// Qualified reads.
    pub reads: i64,
    /// Readers; none when they are too few to be told.
    pub readers: Option<i64>,
    /// Seconds that count.
    pub seconds: i64,
    /// What is due by reads.
    pub pro_rata: i64,
    /// What is due by readers.
    pub reader_centric: i64,
    /// What is paid.
    pub paid: i64,
    /// What lacks to the minimum.
    pub shortfall: i64,
}

/// A transaction of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What it is for.
    pub memo: String,
    /// Account and cents, each account once; they sum to zero.
    pub postings: Vec<(String, i64)>,
}

/// A settlement with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The month.
    pub settled: Settled,
    /// Each title with the text of its statement, by title.
    pub lines: Vec<(Line, String)>,
    /// The ledger.
    pub moved: Vec<Moved>,
}

/// Keeps a settlement. Answers whether it was the first of its month and currency; else nothing is kept.
pub fn keep(tx: &mut Tx<'_>, ids: &Ids, whole: &Whole) -> Result<bool, Error> {
    let unbalanced =
        whole.moved.iter().find(|moved| moved.postings.iter().map(|(_, cents)| i128::from(*cents)).sum::<i128>() != 0);
    if let Some(moved) = unbalanced {
        return Err(Error::Other(format!("the transaction {:?} does not sum to zero; nothing was kept", moved.memo)));
    }
    if !keep_month(tx, &whole.settled)? {
        return Ok(false);
    }
    whole.lines.iter().try_for_each(|(line, statement)| keep_line(tx, whole.settled.id, line, statement))?;
    whole.moved.iter().try_for_each(|moved| keep_moved(tx, ids, &whole.settled, moved))?;
    Ok(true)
}

const MONTH: &str = "id, month, from_day, until_day, currency, split, thousandths, made, inputs, recognised, operator, pool";

fn keep_month(tx: &mut Tx<'_>, settled: &Settled) -> Result<bool, Error> {
    let sql = format!(
        "insert into settlements ({MONTH}) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) on conflict (month, currency) do nothing"
    );
    let row = [
        settled.id.into(),
        settled.month.into(),
        settled.from_day.into(),
        settled.until_day.into(),
        (&settled.currency).into(),
        (&settled.split).into(),
        settled.thousandths.into(),
        settled.made.into(),
        Bind::Bytes(&settled.inputs),
        settled.recognised.into(),
        settled.operator.into(),
        settled.pool.into(),
    ];
    Ok(tx.run_sql(&sql, &row)? > 0)
}

const LINE: &str = "title, publisher, name, minimum, reads, readers, seconds, pro_rata, reader_centric, paid, shortfall";

fn keep_line(tx: &mut Tx<'_>, settlement: Id<Settled>, line: &Line, statement: &str) -> Result<(), Error> {
    let sql = format!(
        "insert into statement_lines (settlement, {LINE}, statement) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)"
    );
    let packed = codec::pack(statement.as_bytes());
    let row = [
        settlement.into(),
        line.title.into(),
        line.publisher.into(),
        (&line.name).into(),
        line.minimum.into(),
        line.reads.into(),
        line.readers.into(),
        line.seconds.into(),
        line.pro_rata.into(),
        line.reader_centric.into(),
        line.paid.into(),
        line.shortfall.into(),
        Bind::Bytes(&packed),
    ];
    tx.run_sql(&sql, &row).map(|_| ())
}

fn keep_moved(tx: &mut Tx<'_>, ids: &Ids, settled: &Settled, moved: &Moved) -> Result<(), Error> {
    let id = ids.next::<Moved>(settled.made);
    let row = [id.into(), settled.id.into(), settled.made.into(), (&moved.memo).into()];
    tx.run_sql("insert into transactions (id, settlement, at, memo) values (?1,?2,?3,?4)", &row)?;
    let binds: Vec<Bind<'_>> =
        moved.postings.iter().flat_map(|(account, cents)| [id.into(), account.into(), (*cents).into()]).collect();
    tx.insert("insert into postings (ledger_transaction, account, cents)", 3, "", &binds).map(|_| ())
}

fn read_month(row: &Row<'_>) -> Result<Settled, Error> {
    let inputs = row.bytes(8)?.try_into().map_err(|_| Error::Damaged("a settlement's hash is not 32 bytes long".into()))?;
    Ok(Settled {
        id: row.id(0)?,
        month: row.int(1)?,
        from_day: row.int(2)?,
        until_day: row.int(3)?,
        currency: row.string(4)?,
        split: row.string(5)?,
        thousandths: row.int(6)?,
        made: row.moment(7)?,
        inputs,
        recognised: row.int(9)?,
        operator: row.int(10)?,
        pool: row.int(11)?,
    })
}

/// All settlements, by month and currency.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Settled>, Error> {
    tx.rows(&format!("select {MONTH} from settlements order by month, currency"), &[], read_month)
}

/// One settlement.
pub fn by_id(tx: &mut Tx<'_>, id: Id<Settled>) -> Result<Option<Settled>, Error> {
    tx.first(&format!("select {MONTH} from settlements where id = ?1"), &[id.into()], read_month)
}

fn read_line(row: &Row<'_>) -> Result<Line, Error> {
    Ok(Line {
        title: row.id(0)?,
        publisher: row.id(1)?,
        name: row.string(2)?,
        minimum: row.int(3)?,
        reads: row.int(4)?,
        readers: row.opt_int(5)?,
        seconds: row.int(6)?,
        pro_rata: row.int(7)?,
        reader_centric: row.int(8)?,
        paid: row.int(9)?,
        shortfall: row.int(10)?,
    })
}

/// What each title got, by title.
pub fn lines(tx: &mut Tx<'_>, settlement: Id<Settled>) -> Result<Vec<Line>, Error> {
    let sql = format!("select {LINE} from statement_lines where settlement = ?1 order by title");
    tx.rows(&sql, &[settlement.into()], read_line)
}

/// What the titles of a publisher got in every settlement, by settlement and title.
pub fn of_publisher(tx: &mut Tx<'_>, publisher: Id<Publisher>) -> Result<Vec<(Id<Settled>, Line)>, Error> {
    let sql = format!("select {LINE}, settlement from statement_lines where publisher = ?1 order by settlement, title");
    tx.rows(&sql, &[publisher.into()], |row| Ok((row.id(11)?, read_line(row)?)))
}

/// The statement a title was given, byte for byte.
pub fn statement(tx: &mut Tx<'_>, settlement: Id<Settled>, title: Id<Title>) -> Result<Option<String>, Error> {
    let sql = "select statement from statement_lines where settlement = ?1 and title = ?2";
    tx.first(sql, &[settlement.into(), title.into()], |row| codec::unpack(row.bytes(0)?))
}

/// The transactions of a settlement, as they were made.
pub fn moved(tx: &mut Tx<'_>, settlement: Id<Settled>) -> Result<Vec<Moved>, Error> {
    let sql = "select t.id, t.memo, p.account, p.cents from transactions t join postings p on p.ledger_transaction = t.id
               where t.settlement = ?1 order by t.id, p.cents, p.account";
    let rows = tx.rows(sql, &[settlement.into()], |row| Ok((row.int(0)?, row.string(1)?, (row.string(2)?, row.int(3)?))))?;
    let same = rows.chunk_by(|a, b| a.0 == b.0);
    let one = |run: &[(i64, String, (String, i64))]| {
        let memo = run.first().map(|(_, memo, _)| memo.clone()).unwrap_or_default();
        Moved { memo, postings: run.iter().map(|(_, _, posting)| posting.clone()).collect() }
    };
    Ok(same.map(one).collect())
}

/// What stands on every account over all settlements of a currency, by account.
pub fn balances(tx: &mut Tx<'_>, currency: &str) -> Result<Vec<(String, i64)>, Error> {
    // PostgreSQL sums into a type of its own.
    let sql = "select p.account, cast(sum(p.cents) as bigint) from postings p join transactions t on t.id = p.ledger_transaction
                 join settlements s on s.id = t.settlement where s.currency = ?1 group by p.account order by p.account";
    tx.rows(sql, &[currency.into()], |row| Ok((row.string(0)?, row.int(1)?)))
}
