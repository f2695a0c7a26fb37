//! Links that show who somebody is: each counts once and for a short time. Only digests of their tokens rest here.

use newsstand_news::Moment;

use crate::accounts::ReaderId;
use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// What such a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Signing in.
    SignIn,
    /// Showing that an e-mail address is somebody's.
    Address,
    /// Setting a new password; made by whoever runs the program.
    Password,
}

impl LinkKind {
    const fn as_str(self) -> &'static str {
        match self {
            LinkKind::SignIn => "sign-in",
            LinkKind::Address => "address",
            LinkKind::Password => "password",
        }
    }
}

/// A link that still counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Whom it is about.
    pub reader: ReaderId,
    /// The address it was sent to; empty where it was not sent.
    pub email: String,
    /// The first moment at which it no longer holds.
    pub until: Moment,
}

/// Of a reader who may sign in, and who still has the address the link was sent to.
const OPEN: &str = "token = ?1 and purpose = ?2 and used is null and until_at > ?3 and exists (
    select 1 from readers r where r.id = letter_links.reader and coalesce(r.state, 'on') = 'on'
      and (letter_links.email = '' or letter_links.email = r.email))";

fn read(row: &Row<'_>) -> Result<Link, Error> {
    Ok(Link { reader: row.int(0)?, email: row.string(1)?, until: row.moment(2)? })
}

/// Keeps one, and forgets those that are over.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, kind: LinkKind, new: &Link, token: &[u8; 32], now: Moment) -> Result<(), Error> {
    tx.run_sql("delete from letter_links where until_at <= ?1 or used is not null", &[now.into()])?;
    let sql = "insert into letter_links (id, token, purpose, reader, email, created, until_at) values (?1,?2,?3,?4,?5,?6,?7)";
    let row = [
        ids.next::<Link>(now).into(),
        token.as_slice().into(),
        kind.as_str().into(),
        new.reader.into(),
        (&new.email).into(),
        now.into(),
        new.until.into(),
    ];
    tx.run_sql(sql, &row).map(|_| ())
}

/// The one of a token, where it still counts.
pub fn find(tx: &mut Tx<'_>, kind: LinkKind, token: &[u8; 32], now: Moment) -> Result<Option<Link>, Error> {
    let sql = format!("select reader, email, until_at from letter_links where {OPEN}");
    tx.first(&sql, &[token.as_slice().into(), kind.as_str().into(), now.into()], read)
}

/// Uses it up. Of two who use it at once, one gets it.
pub fn take(tx: &mut Tx<'_>, kind: LinkKind, token: &[u8; 32], now: Moment) -> Result<Option<Link>, Error> {
    let sql = format!("update letter_links set used = ?3 where {OPEN} returning reader, email, until_at");
    Ok(tx.rows(&sql, &[token.as_slice().into(), kind.as_str().into(), now.into()], read)?.pop())
}

/// Takes back all links of a reader that still count.
pub fn forget(tx: &mut Tx<'_>, reader: ReaderId) -> Result<(), Error> {
    tx.run_sql("delete from letter_links where reader = ?1", &[reader.into()]).map(|_| ())
}
