//! Invitations: links that let somebody join, once. Only digests of their tokens rest here.

use newsstand_news::Moment;

use crate::accounts::ReaderId;
use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// Most invitations that are open at a time.
pub const MOST: usize = 100;

/// An invitation that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Which one.
    pub id: i64,
    /// Who invites.
    pub by: ReaderId,
    /// The word of the role that goes with it.
    pub role: String,
    /// When it was made.
    pub created: Moment,
    /// The first moment at which it no longer holds.
    pub until: Moment,
}

const COLUMNS: &str = "id, reader, role, created, until";
const OPEN: &str = "purpose = 'invitation' and used is null";

fn read(row: &Row<'_>) -> Result<Invitation, Error> {
    Ok(Invitation { id: row.int(0)?, by: row.int(1)?, role: row.string(2)?, created: row.moment(3)?, until: row.moment(4)? })
}

/// Keeps one; false where too many are open.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, new: &Invitation, token: &[u8; 32]) -> Result<bool, Error> {
    let now = new.created;
    tx.run_sql("delete from one_time where until <= ?1 or used is not null", &[now.into()])?;
    if open(tx, now)?.len() >= MOST {
        return Ok(false);
    }
    tx.run_sql(
        "insert into one_time (id, token, purpose, reader, role, created, until) values (?1, ?2, 'invitation', ?3, ?4, ?5, ?6)",
        &[
            ids.next::<Invitation>(now).into(),
            token.as_slice().into(),
            new.by.into(),
            (&new.role).into(),
            now.into(),
            new.until.into(),
        ],
    )?;
    Ok(true)
}

/// Those that can be taken, newest first.
pub fn open(tx: &mut Tx<'_>, now: Moment) -> Result<Vec<Invitation>, Error> {
    let sql = format!("select {COLUMNS} from one_time where {OPEN} and until > ?1 order by id desc limit {MOST}");
    tx.rows(&sql, &[now.into()], read)
}

/// The one of a token, where it can be taken.
pub fn find(tx: &mut Tx<'_>, token: &[u8; 32], now: Moment) -> Result<Option<Invitation>, Error> {
    let sql = format!("select {COLUMNS} from one_time where {OPEN} and token = ?1 and until > ?2");
    tx.first(&sql, &[token.as_slice().into(), now.into()], read)
}

/// Takes it. Of two who take it at once, one gets it.
pub fn take(tx: &mut Tx<'_>, token: &[u8; 32], now: Moment) -> Result<Option<Invitation>, Error> {
    let Some(found) = find(tx, token, now)? else { return Ok(None) };
    let taken = tx.run_sql(&format!("update one_time set used = ?2 where {OPEN} and id = ?1"), &[found.id.into(), now.into()])?;
    Ok((taken == 1).then_some(found))
}

/// Takes it back.
pub fn withdraw(tx: &mut Tx<'_>, id: i64) -> Result<bool, Error> {
    Ok(tx.run_sql(&format!("delete from one_time where {OPEN} and id = ?1"), &[id.into()])? > 0)
}
