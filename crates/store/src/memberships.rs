//! Memberships: the facts of each, the state last recorded, and every transition. The rules are in the room `members`; here
//! rows are read and written.

use newsstand_news::Moment;

use crate::accounts::ReaderId;
use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// A trial, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried {
    /// When it began.
    pub from: Moment,
    /// When it ends.
    pub until: Moment,
    /// Whether a card was given.
    pub card: bool,
}

/// A state, as it is kept: its word and end.
pub type StateRow = (String, Option<Moment>);

/// A membership, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// The plan, once one was chosen.
    pub plan: Option<i64>,
    /// The trial.
    pub tried: Option<Tried>,
    /// The latest end of what was paid.
    pub paid: Option<Moment>,
    /// The latest end of what was given.
    pub given: Option<Moment>,
    /// The latest beginning of a period for which a payment failed.
    pub failed: Option<Moment>,
    /// Whether the member goes on, and when that was said.
    pub will: Option<(bool, Moment)>,
    /// The state last recorded.
    pub recorded: Option<StateRow>,
    /// Who takes the money.
    pub provider: Option<String>,
    /// What the provider calls this reader.
    pub customer: Option<String>,
    /// What goes on at the provider.
    pub subscription: Option<String>,
    /// The coupon that makes it cheaper.
    pub coupon: Option<i64>,
    /// Periods paid so far.
    pub periods: i64,
}

/// A transition, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// When it happened.
    pub at: Moment,
    /// When the stand was told.
    pub noted: Moment,
    /// The word of the event.
    pub event: String,
    /// The state before.
    pub from: Option<StateRow>,
    /// The state after.
    pub to: Option<StateRow>,
    /// Who or what caused it.
    pub cause: String,
}

const COLUMNS: &str = "plan, tried_from, tried_until, tried_card, paid, given, failed, will, will_at, recorded, recorded_until,
    provider, customer, subscription, coupon, periods";

fn read(row: &Row<'_>) -> Result<Kept, Error> {
    let tried = row.opt_moment(1)?.zip(row.opt_moment(2)?);
    let card = row.opt_int(3)? == Some(1);
    let until = row.opt_moment(10)?;
    Ok(Kept {
        plan: row.opt_int(0)?,
        tried: tried.map(|(from, until)| Tried { from, until, card }),
        paid: row.opt_moment(4)?,
        given: row.opt_moment(5)?,
        failed: row.opt_moment(6)?,
        will: row.opt_int(7)?.map(|on| on == 1).zip(row.opt_moment(8)?),
        recorded: row.opt_string(9)?.map(|word| (word, until)),
        provider: row.opt_string(11)?,
        customer: row.opt_string(12)?,
        subscription: row.opt_string(13)?,
        coupon: row.opt_int(14)?,
        periods: row.int(15)?,
    })
}

/// A reader's membership, where there is or was one.
pub fn of(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Option<Kept>, Error> {
    tx.first(&format!("select {COLUMNS} from memberships where reader = ?1"), &[reader.into()], read)
}

/// The same, to be written: on PostgreSQL others that want to write this reader's membership wait until this transaction ends.
pub fn of_for_writing(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Option<Kept>, Error> {
    tx.run_sql("update readers set state = state where id = ?1", &[reader.into()])?;
    of(tx, reader)
}

/// Keeps a membership.
pub fn keep(tx: &mut Tx<'_>, reader: ReaderId, kept: &Kept, now: Moment) -> Result<(), Error> {
    let sql = "insert into memberships (reader, plan, tried_from, tried_until, tried_card, paid, given, failed, will, will_at,
                 recorded, recorded_until, provider, customer, subscription, coupon, periods, changed)
               values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)
               on conflict (reader) do update set plan = ?2, tried_from = ?3, tried_until = ?4, tried_card = ?5, paid = ?6,
                 given = ?7, failed = ?8, will = ?9, will_at = ?10, recorded = ?11, recorded_until = ?12, provider = ?13,
                 customer = ?14, subscription = ?15, coupon = ?16, periods = ?17, changed = ?18";
    let row = [
        reader.into(),
        kept.plan.into(),
        kept.tried.map(|tried| tried.from).into(),
        kept.tried.map(|tried| tried.until).into(),
        kept.tried.map(|tried| i64::from(tried.card)).into(),
        kept.paid.into(),
        kept.given.into(),
        kept.failed.into(),
        kept.will.map(|(on, _)| i64::from(on)).into(),
        kept.will.map(|(_, at)| at).into(),
        kept.recorded.as_ref().map(|(word, _)| word.as_str()).into(),
        kept.recorded.as_ref().and_then(|(_, until)| *until).into(),
        kept.provider.as_deref().into(),
        kept.customer.as_deref().into(),
        kept.subscription.as_deref().into(),
        kept.coupon.into(),
        kept.periods.into(),
        now.into(),
    ];
    tx.run_sql(sql, &row).map(|_| ())
}

/// Writes a transition down.
pub fn moved(tx: &mut Tx<'_>, ids: &Ids, reader: ReaderId, moved: &Move) -> Result<(), Error> {
    let sql = "insert into membership_moves (id, reader, at, noted, event, from_state, from_until, to_state, to_until, cause)
               values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)";
    let row = [
        ids.next::<Move>(moved.noted).into(),
        reader.into(),
        moved.at.into(),
        moved.noted.into(),
        (&moved.event).into(),
        word(&moved.from).into(),
        end(&moved.from).into(),
        word(&moved.to).into(),
        end(&moved.to).into(),
        (&moved.cause).into(),
    ];
    tx.run_sql(sql, &row).map(|_| ())
}

fn word(state: &Option<StateRow>) -> Option<&str> {
    state.as_ref().map(|(word, _)| word.as_str())
}

fn end(state: &Option<StateRow>) -> Option<Moment> {
    state.as_ref().and_then(|(_, end)| *end)
}

/// A reader's transitions, the first one first.
pub fn moves(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Vec<Move>, Error> {
    let sql = "select at, noted, event, from_state, from_until, to_state, to_until, cause from membership_moves
               where reader = ?1 order by id limit 10000";
    tx.rows(sql, &[reader.into()], |row| {
        let (from, to) = (row.opt_moment(4)?, row.opt_moment(6)?);
        Ok(Move {
            at: row.moment(0)?,
            noted: row.moment(1)?,
            event: row.string(2)?,
            from: row.opt_string(3)?.map(|word| (word, from)),
            to: row.opt_string(5)?.map(|word| (word, to)),
            cause: row.string(7)?,
        })
    })
}

/// Whose membership a provider means by its name for what goes on there.
pub fn by_subscription(tx: &mut Tx<'_>, provider: &str, subscription: &str) -> Result<Option<ReaderId>, Error> {
    let sql = "select reader from memberships where provider = ?1 and subscription = ?2 order by reader limit 1";
    tx.first(sql, &[provider.into(), subscription.into()], |row| row.int(0))
}

/// Whose membership a provider means by its name for the reader.
pub fn by_customer(tx: &mut Tx<'_>, provider: &str, customer: &str) -> Result<Option<ReaderId>, Error> {
    let sql = "select reader from memberships where provider = ?1 and customer = ?2 order by reader limit 1";
    tx.first(sql, &[provider.into(), customer.into()], |row| row.int(0))
}

/// By whom somebody reads who need not pay themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Through {
    /// By a household's plan, which this reader pays.
    Household(String),
    /// By an institution of this name.
    Institution(String),
}

/// By whom a reader reads, where it is another. Whether it still holds is not looked at.
pub fn through(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Option<Through>, Error> {
    let sql = "select p.name from households h join readers p on p.id = h.payer where h.reader = ?1";
    if let Some(name) = tx.first(sql, &[reader.into()], |row| row.string(0))? {
        return Ok(Some(Through::Household(name)));
    }
    let sql = "select i.name from institution_readers r join institutions i on i.id = r.institution
               where r.reader = ?1 and i.ended is null order by r.since limit 1";
    Ok(tx.first(sql, &[reader.into()], |row| row.string(0))?.map(Through::Institution))
}
