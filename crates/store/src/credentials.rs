//! What else shows who somebody is, besides password and codes: passkeys, sign-ins elsewhere, passwords of reader apps.

use std::time::Duration;

use newsstand_news::Moment;

use crate::accounts::{Account, ReaderId};
use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// Most of a kind that one reader has.
pub const MOST: usize = 30;
/// How often the use of an app's password is written down: an app asks with every request.
const USED_STEP: Duration = Duration::from_secs(300);

/// Which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A passkey; the subject is its id, the verifier its public key.
    Passkey,
    /// A sign-in elsewhere; the subject is the issuer and what somebody is called there.
    Oidc,
    /// A reader app's password; the verifier is its digest.
    App,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Kind::Passkey => "passkey",
            Kind::Oidc => "oidc",
            Kind::App => "app",
        }
    }
}

/// One of them, as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Which one.
    pub id: i64,
    /// Whose.
    pub reader: ReaderId,
    /// As its reader named it.
    pub label: String,
    /// What it is looked up by.
    pub subject: String,
    /// What it is checked with.
    pub verifier: Vec<u8>,
    /// Of a passkey: how often its device signed, as it says.
    pub counter: i64,
    /// Since when it is there.
    pub created: Moment,
    /// When it was last used.
    pub used: Option<Moment>,
}

/// One that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCredential {
    /// Which kind.
    pub kind: Kind,
    /// Whose.
    pub reader: ReaderId,
    /// As its reader names it.
    pub label: String,
    /// What it is looked up by; one is there once.
    pub subject: Option<String>,
    /// What it is checked with.
    pub verifier: Vec<u8>,
    /// Of a passkey: the counter it began with.
    pub counter: i64,
}

const COLUMNS: &str =
    "c.id, c.reader, coalesce(c.label, ''), coalesce(c.subject, ''), c.verifier, coalesce(c.counter, 0), c.created, c.used";

fn read(row: &Row<'_>) -> Result<Credential, Error> {
    Ok(Credential {
        id: row.int(0)?,
        reader: row.int(1)?,
        label: row.string(2)?,
        subject: row.string(3)?,
        verifier: row.bytes(4)?.to_vec(),
        counter: row.int(5)?,
        created: row.moment(6)?,
        used: row.opt_moment(7)?,
    })
}

/// Keeps one; false where the reader has as many as one may have. [`Error::Unique`] where it is known already.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, new: &NewCredential, now: Moment) -> Result<bool, Error> {
    if of(tx, new.reader, new.kind)?.len() >= MOST {
        return Ok(false);
    }
    let sql = "insert into credentials (id, reader, kind, label, verifier, subject, created, counter)
               values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let row = [
        ids.next::<Account>(now).into(),
        new.reader.into(),
        new.kind.as_str().into(),
        (&new.label).into(),
        new.verifier.as_slice().into(),
        new.subject.as_deref().into(),
        now.into(),
        new.counter.into(),
    ];
    tx.run_sql(sql, &row).map(|_| true)
}

/// Those of a reader, the first one first.
pub fn of(tx: &mut Tx<'_>, reader: ReaderId, kind: Kind) -> Result<Vec<Credential>, Error> {
    let sql =
        format!("select {COLUMNS} from credentials c where c.reader = ?1 and c.kind = ?2 and c.revoked is null order by c.id");
    tx.rows(&sql, &[reader.into(), kind.as_str().into()], read)
}

/// The one of a subject, where its reader may sign in.
pub fn by_subject(tx: &mut Tx<'_>, kind: Kind, subject: &str) -> Result<Option<Credential>, Error> {
    let sql = format!(
        "select {COLUMNS} from credentials c join readers r on r.id = c.reader
         where c.kind = ?1 and c.subject = ?2 and c.revoked is null and coalesce(r.state, 'on') = 'on'"
    );
    tx.first(&sql, &[kind.as_str().into(), subject.into()], read)
}

/// Whether a subject is somebody's, also of those who may not sign in.
pub fn is_known(tx: &mut Tx<'_>, kind: Kind, subject: &str) -> Result<bool, Error> {
    let sql = "select 1 from credentials where kind = ?1 and subject = ?2";
    Ok(tx.first(sql, &[kind.as_str().into(), subject.into()], |_| Ok(()))?.is_some())
}

/// The reader's app password of a digest. Its use is written down every few minutes.
pub fn use_app(tx: &mut Tx<'_>, reader: ReaderId, digest: &[u8; 32], now: Moment) -> Result<bool, Error> {
    let sql = format!(
        "select {COLUMNS} from credentials c where c.reader = ?1 and c.kind = 'app' and c.verifier = ?2 and c.revoked is null"
    );
    let Some(found) = tx.first(&sql, &[reader.into(), digest.as_slice().into()], read)? else { return Ok(false) };
    let sql = "update credentials set used = ?2 where id = ?1 and coalesce(used, 0) < ?3";
    tx.run_sql(sql, &[found.id.into(), now.into(), (now - USED_STEP).into()])?;
    Ok(true)
}

/// Notes that one was used, with the counter it told.
pub fn used(tx: &mut Tx<'_>, id: i64, counter: i64, now: Moment) -> Result<(), Error> {
    let sql = "update credentials set used = ?2, counter = ?3 where id = ?1";
    tx.run_sql(sql, &[id.into(), now.into(), counter.into()]).map(|_| ())
}

/// Notes that a passkey answered a question that was asked at `asked`; false where it was used since: then the question was
/// answered before. This is what makes a question count once.
pub fn answered(tx: &mut Tx<'_>, id: i64, counter: i64, asked: Moment, now: Moment) -> Result<bool, Error> {
    let sql = "update credentials set used = ?2, counter = ?3 where id = ?1 and coalesce(used, 0) < ?4";
    Ok(tx.run_sql(sql, &[id.into(), now.into(), counter.into(), asked.into()])? > 0)
}

/// Names one of a reader's anew; false where the reader has none such.
pub fn rename(tx: &mut Tx<'_>, reader: ReaderId, kind: Kind, id: i64, label: &str) -> Result<bool, Error> {
    let sql = "update credentials set label = ?4 where id = ?1 and reader = ?2 and kind = ?3";
    Ok(tx.run_sql(sql, &[id.into(), reader.into(), kind.as_str().into(), label.into()])? > 0)
}

/// Takes one of a reader's away; false where the reader has none such.
pub fn remove(tx: &mut Tx<'_>, reader: ReaderId, kind: Kind, id: i64) -> Result<bool, Error> {
    let sql = "delete from credentials where id = ?1 and reader = ?2 and kind = ?3";
    Ok(tx.run_sql(sql, &[id.into(), reader.into(), kind.as_str().into()])? > 0)
}
