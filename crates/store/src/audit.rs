//! The audit log: who did what to accounts, and when. What somebody typed never stands in it.

use std::time::Duration;

use newsstand_news::Moment;

use crate::accounts::ReaderId;
use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// How long rows are kept: 400 days.
pub const KEPT: Duration = Duration::from_secs(400 * 86_400);

/// Writes the acts and their words from one list.
macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident $word:literal;)*) => {
        /// What was done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Deed { $($(#[$doc])* $name,)* }

        impl Deed {
            /// All of them.
            pub const ALL: &'static [Deed] = &[$(Deed::$name),*];

            /// The word in the store.
            pub const fn as_str(self) -> &'static str {
                match self { $(Deed::$name => $word,)* }
            }
        }
    };
}

acts! {
    /// Somebody signed in.
    SignIn "sign-in";
    /// Somebody tried to sign in and could not.
    FailedSignIn "failed-sign-in";
    /// Somebody signed out.
    SignOut "sign-out";
    /// A password was set or changed.
    Password "password";
    /// New recovery codes were made.
    Codes "codes";
    /// A recovery code was used.
    Recovery "recovery";
    /// A name or an address was changed.
    Name "name";
    /// Somebody was invited.
    Invitation "invitation";
    /// An invitation was taken back.
    Withdrawal "withdrawal";
    /// Somebody joined.
    Joining "joining";
    /// A role was changed.
    Role "role";
    /// Somebody may no longer sign in.
    Removal "removal";
    /// Somebody may sign in again.
    Restoring "restoring";
    /// Sessions were ended by hand.
    SessionEnd "session-end";
    /// Somebody made an account.
    SignUp "sign-up";
    /// An e-mail address was shown to be somebody's.
    Email "email";
    /// A passkey was added or taken away.
    Passkey "passkey";
    /// An app's password was made or taken back.
    AppPassword "app-password";
    /// A sign-in elsewhere was linked or taken off.
    Linked "linked";
    /// Somebody took home everything about themselves.
    Export "export";
    /// Everything about somebody was deleted.
    Deletion "deletion";
    /// A trial began.
    Trial "trial";
    /// Money came in.
    Payment "payment";
    /// Money went back.
    Refund "refund";
    /// Time was given.
    Gift "gift";
    /// A membership was cancelled.
    Cancel "cancel";
    /// It was resumed.
    Resume "resume";
    /// Somebody came to a household's plan or left it.
    Household "household";
    /// A plan was made or changed.
    Plan "plan";
    /// A coupon was made or ended.
    Coupon "coupon";
    /// An institution was put in or changed.
    Institution "institution";
    /// A title's terms were changed.
    Terms "terms";
    /// A title or its feeds were changed.
    Title "title";
    /// Somebody may see a publisher's statements, or no longer.
    Publisher "publisher";
    /// A month was settled.
    Settling "settling";
    /// Settings were changed.
    Settings "settings";
    /// A correction was asked for.
    Correction "correction";
    /// It was answered.
    Answer "answer";
}

impl std::str::FromStr for Deed {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.iter().copied().find(|deed| deed.as_str() == word).ok_or_else(|| format!("no such deed: {word:?}"))
    }
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Moment,
    /// Who; none where nobody is known to have done it.
    pub reader: Option<ReaderId>,
    /// What.
    pub deed: Deed,
    /// More of it, in a word or two of ours.
    pub what: String,
    /// To whom.
    pub other: Option<ReaderId>,
}

impl Line {
    /// What somebody did.
    pub fn new(at: Moment, reader: ReaderId, deed: Deed) -> Self {
        Self { at, reader: Some(reader), deed, what: String::new(), other: None }
    }
}

/// Writes a line, and forgets those that are old.
pub fn add(tx: &mut Tx<'_>, ids: &Ids, line: &Line) -> Result<(), Error> {
    tx.run_sql("delete from audit_log where at < ?1", &[(line.at - KEPT).into()])?;
    tx.run_sql(
        "insert into audit_log (id, at, reader, act, what, other) values (?1, ?2, ?3, ?4, ?5, ?6)",
        &[
            ids.next::<Line>(line.at).into(),
            line.at.into(),
            line.reader.into(),
            line.deed.as_str().into(),
            (&line.what).into(),
            line.other.into(),
        ],
    )
    .map(|_| ())
}

/// The newest lines, newest first.
pub fn newest(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Line>, Error> {
    let sql = "select at, reader, act, what, other from audit_log order by at desc, id desc limit ?1";
    tx.rows(sql, &[most.into()], |row| {
        Ok(
            Line {
                at: row.moment(0)?,
                reader: row.opt_int(1)?,
                deed: row.word(2)?,
                what: row.string(3)?,
                other: row.opt_int(4)?,
            },
        )
    })
}

/// Lines before one, newest first, each with its number: of one deed, or of all.
pub fn before(tx: &mut Tx<'_>, deed: Option<Deed>, before: i64, most: i64) -> Result<Vec<(i64, Line)>, Error> {
    let columns = "id, at, reader, act, what, other";
    let read = |row: &Row<'_>| {
        let line = Line {
            at: row.moment(1)?,
            reader: row.opt_int(2)?,
            deed: row.word(3)?,
            what: row.string(4)?,
            other: row.opt_int(5)?,
        };
        Ok((row.int(0)?, line))
    };
    match deed {
        None => {
            let sql = format!("select {columns} from audit_log where id < ?1 order by id desc limit ?2");
            tx.rows(&sql, &[before.into(), most.into()], read)
        }
        Some(deed) => {
            let sql = format!("select {columns} from audit_log where act = ?3 and id < ?1 order by id desc limit ?2");
            tx.rows(&sql, &[before.into(), most.into(), deed.as_str().into()], read)
        }
    }
}
