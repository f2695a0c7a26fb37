//! Sessions: where readers are signed in. Only digests of tokens rest here.

use newsstand_news::Moment;

use crate::accounts::ReaderId;
use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// Most sessions of one reader that are listed; older ones are ended when one more begins.
pub const LISTED: i64 = 50;

/// A session as it rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Which one.
    pub id: i64,
    /// Whose.
    pub reader: ReaderId,
    /// The digest of its token.
    pub token: [u8; 32],
    /// When it began.
    pub created: Moment,
    /// When its reader last showed who they are.
    pub proved: Moment,
    /// When it was last used.
    pub seen: Moment,
    /// When it was ended by hand.
    pub revoked: Option<Moment>,
    /// The browser, as it names itself.
    pub agent: String,
}

const COLUMNS: &str = "s.id, s.reader, s.token, s.created, s.proved, s.seen, s.revoked, coalesce(s.agent, '')";

fn read(row: &Row<'_>) -> Result<Stored, Error> {
    Ok(Stored {
        id: row.int(0)?,
        reader: row.int(1)?,
        token: row.bytes(2)?.try_into().map_err(|_| Error::Damaged("a session's token has not 32 bytes".into()))?,
        created: row.moment(3)?,
        proved: row.moment(4)?,
        seen: row.moment(5)?,
        revoked: row.opt_moment(6)?,
        agent: row.string(7)?,
    })
}

/// What a session begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Whose.
    pub reader: ReaderId,
    /// The digest of its token.
    pub token: [u8; 32],
    /// When it ends unless it is used.
    pub until: Moment,
    /// The browser, as it names itself.
    pub agent: String,
}

/// Begins one, and forgets those that are over. Of more than [`LISTED`] the oldest go.
pub fn begin(tx: &mut Tx<'_>, ids: &Ids, begun: &Begun, now: Moment) -> Result<i64, Error> {
    tx.run_sql("delete from sessions where until <= ?1", &[now.into()])?;
    let id = ids.next::<Stored>(now).get();
    tx.run_sql(
        "insert into sessions (id, reader, token, created, proved, seen, until, agent) values (?1, ?2, ?3, ?4, ?4, ?4, ?5, ?6)",
        &[
            id.into(),
            begun.reader.into(),
            begun.token.as_slice().into(),
            now.into(),
            begun.until.into(),
            crate::codec::text(&begun.agent).as_ref().into(),
        ],
    )?;
    let sql = "delete from sessions where reader = ?1 and id not in
               (select id from sessions where reader = ?1 order by id desc limit ?2)";
    tx.run_sql(sql, &[begun.reader.into(), LISTED.into()])?;
    Ok(id)
}

/// The session of a token and the word of its reader's role, where the reader may be signed in.
pub fn by_token(tx: &mut Tx<'_>, token: &[u8; 32]) -> Result<Option<(Stored, String)>, Error> {
    let sql = format!(
        "select {COLUMNS}, coalesce(r.role, 'reader') from sessions s join readers r on r.id = s.reader
         where s.token = ?1 and coalesce(r.state, 'on') = 'on'"
    );
    tx.first(&sql, &[token.as_slice().into()], |row| Ok((read(row)?, row.string(8)?)))
}

/// Keeps that it was used.
pub fn used(tx: &mut Tx<'_>, id: i64, seen: Moment, until: Moment) -> Result<(), Error> {
    let sql = "update sessions set seen = ?2, until = ?3 where id = ?1 and revoked is null";
    tx.run_sql(sql, &[id.into(), seen.into(), until.into()]).map(|_| ())
}

/// A reader's sessions that go on, last used first.
pub fn of(tx: &mut Tx<'_>, reader: ReaderId, now: Moment) -> Result<Vec<Stored>, Error> {
    let sql = format!(
        "select {COLUMNS} from sessions s where s.reader = ?1 and s.revoked is null and s.until > ?2
         order by s.seen desc, s.id desc limit {LISTED}"
    );
    tx.rows(&sql, &[reader.into(), now.into()], read)
}

/// Ends one of a reader's sessions; false where the reader has none such.
pub fn end(tx: &mut Tx<'_>, reader: ReaderId, id: i64, now: Moment) -> Result<bool, Error> {
    let sql = "update sessions set revoked = ?3, until = ?3 where reader = ?1 and id = ?2 and revoked is null";
    Ok(tx.run_sql(sql, &[reader.into(), id.into(), now.into()])? > 0)
}

/// Ends all of a reader's sessions, but for one perhaps; answers how many.
pub fn end_all(tx: &mut Tx<'_>, reader: ReaderId, but: Option<i64>, now: Moment) -> Result<u64, Error> {
    let sql = "update sessions set revoked = ?3, until = ?3 where reader = ?1 and id <> ?2 and revoked is null";
    tx.run_sql(sql, &[reader.into(), but.unwrap_or(0).into(), now.into()])
}
