//! Accounts: who may sign in as which reader, in which role, and what shows that it is them. Hashes come ready-made.

use newsstand_news::Moment;

use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// A reader's number.
pub type ReaderId = i64;

/// Most accounts that are listed.
pub const LISTED: i64 = 1000;

/// A reader with all that others on the stand may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who it is.
    pub id: ReaderId,
    /// The name others see.
    pub name: String,
    /// The e-mail address, folded.
    pub email: Option<String>,
    /// The word of the role.
    pub role: String,
    /// Whether they may sign in.
    pub on: bool,
    /// Since when they read here.
    pub created: Moment,
}

const COLUMNS: &str =
    "id, name, email, coalesce(role, 'reader'), case when coalesce(state, 'on') = 'on' then 1 else 0 end, created";

/// An account out of a row of number, name, address, role, whether it is on, and since when.
pub(crate) fn read(row: &Row<'_>) -> Result<Account, Error> {
    Ok(Account {
        id: row.int(0)?,
        name: row.string(1)?,
        email: row.opt_string(2)?,
        role: row.string(3)?,
        on: row.int(4)? == 1,
        created: row.moment(5)?,
    })
}

/// Whether the stand asks who reads: somebody has a password.
pub fn asks(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let sql = "select 1 from credentials where kind = 'password' and revoked is null limit 1";
    Ok(tx.first(sql, &[], |_| Ok(()))?.is_some())
}

/// One account.
pub fn by_id(tx: &mut Tx<'_>, id: ReaderId) -> Result<Option<Account>, Error> {
    tx.first(&format!("select {COLUMNS} from readers where id = ?1"), &[id.into()], read)
}

/// Whoever signs in by this folded name or address, where they may.
pub fn by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Account>, Error> {
    let sql = format!("select {COLUMNS} from readers where (handle = ?1 or email = ?1) and coalesce(state, 'on') = 'on'");
    tx.first(&sql, &[login.into()], read)
}

/// Whether a folded name or address is somebody's already, also of one who may no longer sign in.
pub fn is_taken(tx: &mut Tx<'_>, login: &str) -> Result<bool, Error> {
    let sql = "select 1 from readers where handle = ?1 or email = ?1 limit 1";
    Ok(tx.first(sql, &[login.into()], |_| Ok(()))?.is_some())
}

/// Whether somebody runs the stand.
pub fn has_operator(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let sql = "select 1 from readers where role = 'operator' and coalesce(state, 'on') = 'on' limit 1";
    Ok(tx.first(sql, &[], |_| Ok(()))?.is_some())
}

/// Everybody, the first reader first. Those that stand for institutions are nobody.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Account>, Error> {
    let sql = format!(
        "select {COLUMNS} from readers where coalesce(state, 'on') <> 'deleted'
           and not exists (select 1 from institutions i where i.reader = readers.id) order by id limit {LISTED}"
    );
    tx.rows(&sql, &[], read)
}

/// Names an account; `handle` is the name folded. [`Error::Unique`] where another has the name or the address.
/// An address that changes has yet to be shown to be theirs.
pub fn name(tx: &mut Tx<'_>, id: ReaderId, name: &str, handle: &str, email: Option<&str>) -> Result<(), Error> {
    let sql = "update readers set name = ?2, handle = ?3, email = ?4,
                 proved = case when coalesce(email, '') = coalesce(?4, '') then proved else null end where id = ?1";
    tx.run_sql(sql, &[id.into(), name.into(), handle.into(), email.into()]).map(|_| ())
}

/// When an account's e-mail address was shown to be theirs.
pub fn proved(tx: &mut Tx<'_>, id: ReaderId) -> Result<Option<Moment>, Error> {
    Ok(tx.first("select proved from readers where id = ?1", &[id.into()], |row| row.opt_moment(0))?.flatten())
}

/// Notes that this e-mail address is theirs; false where it is not the account's any more.
pub fn prove(tx: &mut Tx<'_>, id: ReaderId, email: &str, now: Moment) -> Result<bool, Error> {
    let sql = "update readers set proved = ?3 where id = ?1 and email = ?2";
    Ok(tx.run_sql(sql, &[id.into(), email.into(), now.into()])? > 0)
}

/// Holds an account's row until the transaction ends: two that do this are asked one after the other.
pub fn hold(tx: &mut Tx<'_>, id: ReaderId) -> Result<(), Error> {
    tx.run_sql("update readers set name = name where id = ?1", &[id.into()]).map(|_| ())
}

/// Gives a role.
pub fn set_role(tx: &mut Tx<'_>, id: ReaderId, role: &str) -> Result<(), Error> {
    tx.run_sql("update readers set role = ?2 where id = ?1", &[id.into(), role.into()]).map(|_| ())
}

/// Lets somebody in again, or no more. What they chose and read stays.
pub fn set_on(tx: &mut Tx<'_>, id: ReaderId, on: bool) -> Result<(), Error> {
    let state = if on { "on" } else { "off" };
    tx.run_sql("update readers set state = ?2 where id = ?1", &[id.into(), state.into()]).map(|_| ())
}

/// Whether an operator would be left without this account. Two that ask at once are asked one after the other.
pub fn other_operator(tx: &mut Tx<'_>, id: ReaderId) -> Result<bool, Error> {
    tx.run_sql("update readers set role = role where role = 'operator'", &[])?;
    let sql = "select 1 from readers where role = 'operator' and coalesce(state, 'on') = 'on' and id <> ?1 limit 1";
    Ok(tx.first(sql, &[id.into()], |_| Ok(()))?.is_some())
}

/// The password's hash, as text.
pub fn password(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Option<String>, Error> {
    let sql = "select verifier from credentials where reader = ?1 and kind = 'password' and revoked is null order by id desc";
    let bytes = tx.first(sql, &[reader.into()], |row| row.bytes(0).map(<[u8]>::to_vec))?;
    bytes.map(|bytes| String::from_utf8(bytes).map_err(|_| Error::Damaged("a password's hash is no text".into()))).transpose()
}

/// Keeps a password's hash in the place of the one before.
pub fn set_password(tx: &mut Tx<'_>, ids: &Ids, reader: ReaderId, hash: &str, now: Moment) -> Result<(), Error> {
    let gone = "delete from credentials where reader = ?1 and kind = 'password'";
    tx.run_sql(gone, &[reader.into()])?;
    add(tx, ids, reader, "password", hash.as_bytes(), now)
}

/// Keeps the digests of recovery codes in the place of those before.
pub fn set_codes(tx: &mut Tx<'_>, ids: &Ids, reader: ReaderId, digests: &[[u8; 32]], now: Moment) -> Result<(), Error> {
    tx.run_sql("delete from credentials where reader = ?1 and kind = 'recovery'", &[reader.into()])?;
    digests.iter().try_for_each(|digest| add(tx, ids, reader, "recovery", digest, now))
}

fn add(tx: &mut Tx<'_>, ids: &Ids, reader: ReaderId, kind: &str, verifier: &[u8], now: Moment) -> Result<(), Error> {
    let sql = "insert into credentials (id, reader, kind, verifier, created) values (?1, ?2, ?3, ?4, ?5)";
    let row = [ids.next::<Account>(now).into(), reader.into(), kind.into(), verifier.into(), now.into()];
    tx.run_sql(sql, &row).map(|_| ())
}

/// Uses a recovery code up; false where there is none such.
pub fn use_code(tx: &mut Tx<'_>, reader: ReaderId, digest: &[u8; 32], now: Moment) -> Result<bool, Error> {
    let sql = "update credentials set used = ?3
               where reader = ?1 and kind = 'recovery' and verifier = ?2 and used is null and revoked is null";
    Ok(tx.run_sql(sql, &[reader.into(), digest.as_slice().into(), now.into()])? > 0)
}

/// How many recovery codes are left.
pub fn codes_left(tx: &mut Tx<'_>, reader: ReaderId) -> Result<i64, Error> {
    let sql = "select count(*) from credentials where reader = ?1 and kind = 'recovery' and used is null and revoked is null";
    Ok(tx.first(sql, &[reader.into()], |row| row.int(0))?.unwrap_or(0))
}
