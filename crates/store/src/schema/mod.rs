//! One migration history for both engines.
//!
//! Types are `bigint`, `text` and `blob` (a domain over `bytea` on PostgreSQL); times are microseconds since 1970 in
//! UTC; words of closed lists are text with a check; there are no booleans, doubles or JSON columns. A migration never
//! changes once it was released: the stored checksum is compared at every start.

use ring::digest;

use crate::Error;
use crate::db::{Db, Tx};

/// A step of the schema's history. `sqlite` and `pg` hold what only one engine has: its full-text index.
struct Migration {
    number: i64,
    name: &'static str,
    both: &'static str,
    sqlite: &'static str,
    pg: &'static str,
}

const HISTORY: &[Migration] = &[
    Migration {
        number: 1,
        name: "the stand",
        both: include_str!("0001_the_stand.sql"),
        sqlite: include_str!("0001_search.sqlite.sql"),
        pg: include_str!("0001_search.pg.sql"),
    },
    Migration { number: 2, name: "manners", both: include_str!("0002_manners.sql"), sqlite: "", pg: "" },
    Migration { number: 3, name: "the desk", both: include_str!("0003_the_desk.sql"), sqlite: "", pg: "" },
    Migration { number: 4, name: "accounts", both: include_str!("0004_accounts.sql"), sqlite: "", pg: "" },
    Migration { number: 5, name: "statements", both: include_str!("0005_statements.sql"), sqlite: "", pg: "" },
    Migration { number: 6, name: "members", both: include_str!("0006_members.sql"), sqlite: "", pg: "" },
];

/// The number of the newest migration this program knows.
pub const NEWEST: i64 = HISTORY[HISTORY.len() - 1].number;

/// A lock all Newsstands of one PostgreSQL database take while they migrate ("news" in ASCII).
const PG_LOCK: i64 = 0x6e65_7773;

/// Brings the database to the newest schema, each step in its own transaction. Refuses a database that is newer than
/// this program or whose history differs.
pub(crate) fn migrate(db: &Db) -> Result<(), Error> {
    db.write_here(|tx| {
        if tx.is_pg() {
            tx.first("select 1 from (select pg_advisory_xact_lock(cast(?1 as bigint))) as l", &[PG_LOCK.into()], |_| Ok(()))?;
            tx.batch("do $$ begin create domain blob as bytea; exception when duplicate_object or unique_violation then null; end $$")?;
        }
        tx.batch(
            "create table if not exists migrations (number bigint primary key not null, name text not null, checksum text not null)",
        )
    })?;
    for migration in HISTORY {
        db.write_here(|tx| step(tx, migration))?;
    }
    db.read_here(|tx| {
        let found = tx.first("select max(number) from migrations", &[], |row| row.opt_int(0))?.flatten().unwrap_or(0);
        if found > NEWEST { Err(Error::Newer { found, known: NEWEST }) } else { Ok(()) }
    })
}

fn step(tx: &mut Tx<'_>, migration: &Migration) -> Result<(), Error> {
    if tx.is_pg() {
        tx.first("select 1 from (select pg_advisory_xact_lock(cast(?1 as bigint))) as l", &[PG_LOCK.into()], |_| {
            Ok(())
        })?;
    }
    let sum = checksum(migration);
    let done = tx.first("select checksum from migrations where number = ?1", &[migration.number.into()], |row| row.string(0))?;
    match done {
        Some(found) if found == sum => Ok(()),
        Some(_) => Err(Error::Damaged(format!(
            "migration {} ({}) differs from the one this database was made with",
            migration.number, migration.name
        ))),
        None => {
            tx.batch(migration.both)?;
            tx.batch(if tx.is_pg() { migration.pg } else { migration.sqlite })?;
            tx.run_sql(
                "insert into migrations (number, name, checksum) values (?1, ?2, ?3)",
                &[migration.number.into(), migration.name.into(), (&sum).into()],
            )?;
            Ok(())
        }
    }
}

fn checksum(migration: &Migration) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in [migration.both, migration.sqlite, migration.pg] {
        context.update(part.as_bytes());
    }
    context.finish().as_ref()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
