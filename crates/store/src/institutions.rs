//! Institutions: a library, school or company that pays for its people; the ways in, and who reads by it when.

use newsstand_news::Moment;

use crate::accounts::ReaderId;
use crate::db::{Bind, Row, Tx};
use crate::{Error, Ids, readers};

/// Most institutions that are listed.
pub const LISTED: i64 = 1000;
/// Most values of one kind that are asked for at once.
pub const ASKED: usize = 128;

/// An institution, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    /// Which one.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// `flat`, `population` or `concurrent`.
    pub charge: String,
    /// What it pays: in all where it is flat, else for each.
    pub cents: i64,
    /// In which currency.
    pub currency: String,
    /// How many people, or readers at a time; 1 where flat.
    pub people: i64,
    /// From when.
    pub from: Moment,
    /// The first moment that is no longer covered.
    pub until: Moment,
    /// The number that guests' reads and the fee are counted for.
    pub reader: ReaderId,
    /// When it was ended by hand.
    pub ended: Option<Moment>,
}

/// A way in, as it is kept: its word and value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// `email`, `issuer`, `range` or `code`.
    pub kind: String,
    /// The host, the issuer, the range as it is written, or the folded code.
    pub value: String,
}

const COLUMNS: &str = "i.id, i.name, i.charge, i.cents, i.currency, i.people, i.from_at, i.until_at, i.reader, i.ended";
/// What holds of one whose agreement is in force at `?1`.
const HOLDS: &str = "i.ended is null and i.from_at <= ?1 and i.until_at > ?1";

fn read(row: &Row<'_>) -> Result<Institution, Error> {
    Ok(Institution {
        id: row.int(0)?,
        name: row.string(1)?,
        charge: row.string(2)?,
        cents: row.int(3)?,
        currency: row.string(4)?,
        people: row.int(5)?,
        from: row.moment(6)?,
        until: row.moment(7)?,
        reader: row.int(8)?,
        ended: row.opt_moment(9)?,
    })
}

/// Puts one in with a reader that stands for it, and answers its number; its own number, reader and end are not looked at.
/// [`Error::Unique`] where another has the name.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, new: &Institution, now: Moment) -> Result<i64, Error> {
    let id = ids.next::<Institution>(now).get();
    let stands = readers::add(tx, ids, &new.name, now)?.id;
    let sql = "insert into institutions (id, name, charge, cents, currency, people, from_at, until_at, reader, created)
               values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let row = [
        id.into(),
        (&new.name).into(),
        (&new.charge).into(),
        new.cents.into(),
        (&new.currency).into(),
        new.people.into(),
        new.from.into(),
        new.until.into(),
        stands.into(),
        now.into(),
    ];
    tx.run_sql(sql, &row)?;
    Ok(id)
}

/// All of them, by name.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Institution>, Error> {
    tx.rows(&format!("select {COLUMNS} from institutions i order by i.name, i.id limit {LISTED}"), &[], read)
}

/// One of them.
pub fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Institution>, Error> {
    tx.first(&format!("select {COLUMNS} from institutions i where i.id = ?1"), &[id.into()], read)
}

/// Whether any agreement is in force.
pub fn any(tx: &mut Tx<'_>, now: Moment) -> Result<bool, Error> {
    Ok(tx.first(&format!("select 1 from institutions i where {HOLDS} limit 1"), &[now.into()], |_| Ok(()))?.is_some())
}

/// Changes an agreement; the reader that stands for it and its end stay.
pub fn change(tx: &mut Tx<'_>, new: &Institution) -> Result<(), Error> {
    let sql =
        "update institutions set name = ?2, charge = ?3, cents = ?4, currency = ?5, people = ?6, from_at = ?7, until_at = ?8
               where id = ?1";
    let row = [
        new.id.into(),
        (&new.name).into(),
        (&new.charge).into(),
        new.cents.into(),
        (&new.currency).into(),
        new.people.into(),
        new.from.into(),
        new.until.into(),
    ];
    tx.run_sql(sql, &row).map(|_| ())
}

/// Ends an agreement now; false where there is none such, or it has ended before.
pub fn end(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<bool, Error> {
    let sql = "update institutions set ended = ?2 where id = ?1 and ended is null";
    Ok(tx.run_sql(sql, &[id.into(), now.into()])? > 0)
}

/// The ways in.
pub fn ways(tx: &mut Tx<'_>, id: i64) -> Result<Vec<Way>, Error> {
    let sql = "select kind, value from institution_ways where institution = ?1 order by kind, value limit 1000";
    tx.rows(sql, &[id.into()], |row| Ok(Way { kind: row.string(0)?, value: row.string(1)? }))
}

/// Puts these ways in the place of those before.
pub fn set_ways(tx: &mut Tx<'_>, id: i64, ways: &[Way]) -> Result<(), Error> {
    tx.run_sql("delete from institution_ways where institution = ?1", &[id.into()])?;
    let row = |way: &Way| -> Result<(), Error> {
        let sql = "insert into institution_ways (institution, kind, value) values (?1, ?2, ?3)
                   on conflict (institution, kind, value) do nothing";
        tx.run_sql(sql, &[id.into(), (&way.kind).into(), (&way.value).into()]).map(|_| ())
    };
    ways.iter().try_for_each(row)
}

/// Institutions whose agreement is in force and that have one of these values as a way in of this kind, the first one first.
/// At most [`ASKED`] values are looked at.
pub fn by_way(tx: &mut Tx<'_>, kind: &str, values: &[String], now: Moment) -> Result<Vec<Institution>, Error> {
    let Some(last) = values.last() else { return Ok(Vec::new()) };
    // Lists come in two sizes, so that few texts are prepared; a short one is filled up with its last value.
    let size = if values.len() > 8 { ASKED } else { 8 };
    let mut binds: Vec<Bind<'_>> = vec![now.into(), kind.into()];
    binds.extend((0..size).map(|at| Bind::from(values.get(at).unwrap_or(last))));
    let list: Vec<String> = (3..size + 3).map(|number| format!("?{number}")).collect();
    let sql = format!(
        "select distinct {COLUMNS} from institution_ways w join institutions i on i.id = w.institution
         where w.kind = ?2 and w.value in ({}) and {HOLDS} order by i.id limit 20",
        list.join(",")
    );
    tx.rows(&sql, &binds, read)
}

/// Institutions in force that a reader was bound to by a code, the first one first.
pub fn bound(tx: &mut Tx<'_>, reader: ReaderId, now: Moment) -> Result<Vec<Institution>, Error> {
    let sql = format!(
        "select {COLUMNS} from institution_readers b join institutions i on i.id = b.institution
         where b.reader = ?2 and b.bound is not null and {HOLDS} order by i.id limit 20"
    );
    tx.rows(&sql, &[now.into(), reader.into()], read)
}

/// Binds a reader to an institution, for as long as its agreement holds. False where they were bound before.
pub fn bind(tx: &mut Tx<'_>, id: i64, reader: ReaderId, now: Moment) -> Result<bool, Error> {
    let sql = "insert into institution_readers (institution, seat, reader, bound, since, seen) values (?1, ?2, ?3, ?4, ?4, 0)
               on conflict (institution, seat) do update set bound = ?4 where institution_readers.bound is null";
    Ok(tx.run_sql(sql, &[id.into(), (&reader.to_string()).into(), reader.into(), now.into()])? == 1)
}

/// Binds a reader no more.
pub fn unbind(tx: &mut Tx<'_>, id: i64, reader: ReaderId) -> Result<bool, Error> {
    let sql = "update institution_readers set bound = null where institution = ?1 and reader = ?2 and bound is not null";
    Ok(tx.run_sql(sql, &[id.into(), reader.into()])? > 0)
}

/// What a reader has shown of themselves: a proved e-mail address, and where they signed in elsewhere (`issuer subject`).
pub fn shown_by(tx: &mut Tx<'_>, reader: ReaderId) -> Result<(Option<String>, Vec<String>), Error> {
    let email = "select email from readers where id = ?1 and proved is not null";
    let email = tx.first(email, &[reader.into()], |row| row.opt_string(0))?.flatten();
    let linked = "select subject from credentials
                  where reader = ?1 and kind = 'oidc' and revoked is null and subject is not null order by id limit 8";
    Ok((email, tx.rows(linked, &[reader.into()], |row| row.string(0))?))
}

/// When a seat was last used.
pub fn seen(tx: &mut Tx<'_>, id: i64, seat: &str) -> Result<Option<Moment>, Error> {
    let sql = "select seen from institution_readers where institution = ?1 and seat = ?2";
    tx.first(sql, &[id.into(), seat.into()], |row| row.moment(0))
}

/// When the other seats were last used, of those used since a moment.
pub fn others(tx: &mut Tx<'_>, id: i64, seat: &str, since: Moment) -> Result<Vec<Moment>, Error> {
    let sql =
        "select seen from institution_readers where institution = ?1 and seat <> ?2 and seen > ?3 order by seen limit 10000";
    tx.rows(sql, &[id.into(), seat.into(), since.into()], |row| row.moment(0))
}

/// Lets nobody else take a seat of this institution until the transaction ends.
pub fn alone(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    tx.run_sql("update institutions set people = people where id = ?1", &[id.into()]).map(|_| ())
}

/// Notes that a seat is used; seats of guests that were not used since `old` are forgotten.
pub fn sit(tx: &mut Tx<'_>, id: i64, seat: &str, reader: Option<ReaderId>, now: Moment, old: Moment) -> Result<(), Error> {
    let gone = "delete from institution_readers where institution = ?1 and reader is null and seen < ?2";
    tx.run_sql(gone, &[id.into(), old.into()])?;
    let sql = "insert into institution_readers (institution, seat, reader, since, seen) values (?1, ?2, ?3, ?4, ?4)
               on conflict (institution, seat) do update set seen = ?4";
    tx.run_sql(sql, &[id.into(), seat.into(), reader.into(), now.into()]).map(|_| ())
}

/// How many readers and guests were seen since a moment.
pub fn seen_since(tx: &mut Tx<'_>, id: i64, since: Moment) -> Result<i64, Error> {
    let sql = "select count(*) from institution_readers where institution = ?1 and seen >= ?2";
    Ok(tx.first(sql, &[id.into(), since.into()], |row| row.int(0))?.unwrap_or(0))
}
