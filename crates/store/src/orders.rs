//! Orders: what readers were sent to pay, and what came of it. Of the token a provider gives back, a digest rests here.

use newsstand_news::{Article, Id, Moment};

use crate::accounts::ReaderId;
use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// What an order is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A plan.
    Plan,
    /// A single article.
    Article,
    /// Some time of a plan, for somebody else.
    Gift,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Plan, Kind::Article, Kind::Gift];

    /// The word in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Plan => "plan",
            Kind::Article => "article",
            Kind::Gift => "gift",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or_else(|| format!("no such order: {word:?}"))
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which one.
    pub id: i64,
    /// Whose.
    pub reader: ReaderId,
    /// What for.
    pub what: Kind,
    /// The plan, of a plan or gift.
    pub plan: Option<i64>,
    /// The article.
    pub article: Option<Id<Article>>,
    /// The coupon that makes it cheaper.
    pub coupon: Option<i64>,
    /// Periods of a gift; 1 for all else.
    pub periods: i64,
    /// What is paid first.
    pub cents: i64,
    /// In which currency.
    pub currency: String,
    /// Until when it is free first, where a card is given for a trial.
    pub trial: Option<Moment>,
    /// Who takes the money.
    pub provider: String,
    /// What they call it.
    pub reference: Option<String>,
    /// When it was placed.
    pub created: Moment,
    /// Until when it can be paid.
    pub until: Moment,
    /// When it was paid.
    pub paid: Option<Moment>,
    /// Where the reader came from: a path of the stand's.
    pub back: String,
}

const COLUMNS: &str =
    "id, reader, what, plan, article, coupon, periods, cents, currency, trial_until, provider, reference, created,
    until_at, paid, back";

fn read(row: &Row<'_>) -> Result<Order, Error> {
    Ok(Order {
        id: row.int(0)?,
        reader: row.int(1)?,
        what: row.word(2)?,
        plan: row.opt_int(3)?,
        article: row.opt_id(4)?,
        coupon: row.opt_int(5)?,
        periods: row.int(6)?,
        cents: row.int(7)?,
        currency: row.string(8)?,
        trial: row.opt_moment(9)?,
        provider: row.string(10)?,
        reference: row.opt_string(11)?,
        created: row.moment(12)?,
        until: row.moment(13)?,
        paid: row.opt_moment(14)?,
        back: row.string(15)?,
    })
}

/// What stands on an order as its reference where the stand itself names it.
pub fn name(id: i64) -> String {
    format!("order-{id}")
}

/// Places an order, and answers its number; its own, and whether it is paid, are not looked at. Where it has no reference, it
/// gets [`name`]. Orders of the reader that nobody paid in time are forgotten.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, order: &Order, token: &[u8; 32]) -> Result<i64, Error> {
    let gone = "delete from orders where reader = ?1 and paid is null and until_at < ?2";
    tx.run_sql(gone, &[order.reader.into(), (order.created - KEPT).into()])?;
    let id = ids.next::<Order>(order.created).get();
    let sql =
        format!("insert into orders ({COLUMNS}, token) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,null,?15,?16)");
    let named = name(id);
    let row = [
        id.into(),
        order.reader.into(),
        order.what.as_str().into(),
        order.plan.into(),
        order.article.into(),
        order.coupon.into(),
        order.periods.into(),
        order.cents.into(),
        (&order.currency).into(),
        order.trial.into(),
        (&order.provider).into(),
        order.reference.as_ref().unwrap_or(&named).into(),
        order.created.into(),
        order.until.into(),
        (&order.back).into(),
        token.as_slice().into(),
    ];
    tx.run_sql(&sql, &row)?;
    Ok(id)
}

/// How long an order that was not paid is kept after its end: what is told of it may come late.
const KEPT: std::time::Duration = std::time::Duration::from_secs(90 * 86_400);

/// One order.
pub fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Order>, Error> {
    tx.first(&format!("select {COLUMNS} from orders where id = ?1"), &[id.into()], read)
}

/// The order of a token.
pub fn by_token(tx: &mut Tx<'_>, token: &[u8; 32]) -> Result<Option<Order>, Error> {
    tx.first(&format!("select {COLUMNS} from orders where token = ?1"), &[token.as_slice().into()], read)
}

/// The order a provider means by its name for it.
pub fn by_reference(tx: &mut Tx<'_>, provider: &str, reference: &str) -> Result<Option<Order>, Error> {
    let sql = format!("select {COLUMNS} from orders where provider = ?1 and reference = ?2 order by id limit 1");
    tx.first(&sql, &[provider.into(), reference.into()], read)
}

/// Lets others that work on this order wait until this transaction ends.
pub fn hold(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    tx.run_sql("update orders set provider = provider where id = ?1", &[id.into()]).map(|_| ())
}

/// Notes that an order was paid; the first word counts. False where it was noted before.
pub fn paid(tx: &mut Tx<'_>, id: i64, at: Moment) -> Result<bool, Error> {
    Ok(tx.run_sql("update orders set paid = ?2 where id = ?1 and paid is null", &[id.into(), at.into()])? > 0)
}

/// How many orders of a reader with this coupon were paid.
pub fn paid_with(tx: &mut Tx<'_>, reader: ReaderId, coupon: i64) -> Result<i64, Error> {
    let sql = "select count(*) from orders where reader = ?1 and coupon = ?2 and paid is not null";
    Ok(tx.first(sql, &[reader.into(), coupon.into()], |row| row.int(0))?.unwrap_or(0))
}

/// Notes what the provider calls it.
pub fn refer(tx: &mut Tx<'_>, id: i64, reference: &str) -> Result<(), Error> {
    tx.run_sql("update orders set reference = ?2 where id = ?1", &[id.into(), reference.into()]).map(|_| ())
}

/// A provider's orders: those to be paid first, then those that were, each the newest first.
pub fn newest(tx: &mut Tx<'_>, provider: &str, most: i64) -> Result<Vec<Order>, Error> {
    let sql = format!(
        "select {COLUMNS} from orders where provider = ?1
         order by case when paid is null then 0 else 1 end, id desc limit ?2"
    );
    tx.rows(&sql, &[provider.into(), most.into()], read)
}

/// What a single article of its title costs now; none where it is not sold.
pub fn article_price(tx: &mut Tx<'_>, article: Id<Article>, now: Moment) -> Result<Option<(i64, String)>, Error> {
    let sql = "select t.article, t.article_currency from title_terms t join articles a on a.title = t.title
               where a.id = ?1 and t.since <= ?2 order by t.since desc limit 1";
    let found = tx.first(sql, &[article.into(), now.into()], |row| Ok((row.opt_int(0)?, row.opt_string(1)?)))?;
    Ok(found.and_then(|(cents, currency)| cents.zip(currency)))
}
