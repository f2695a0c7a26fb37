//! Everything about a reader: no column is forgotten, all of it can be taken home, and it goes without a trace.

use std::collections::BTreeSet;

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_store::mine::{self, Cell, PLACES, Stays, Then};
use newsstand_store::{Error, Location, Store, Tx, accounts, audit, readers, roll};

/// What columns that hold a reader's number are called.
const NAMES: [&str; 6] = ["reader", "payer", "giver", "used_by", "editor", "answered_by"];
/// A string nobody else has.
const PLANTED: &str = "qzvxplantedxvzq";

/// Runs statements, and one that gives texts, past the store.
fn raw(fresh: &Fresh, statements: &str, ask: &str) -> Vec<String> {
    match &fresh.location {
        Location::Sqlite(path) => {
            let db = rusqlite::Connection::open(path).expect("opens");
            db.execute_batch(&format!("pragma secure_delete = on; {statements}")).expect("runs");
            let mut statement = db.prepare(ask).expect("prepares");
            let rows = statement.query_map([], |row| row.get(0)).expect("asks");
            rows.map(|row| row.expect("a row")).collect()
        }
        Location::Postgres(location) => {
            let url = std::env::var("NEWSSTAND_TEST_POSTGRES").expect("set");
            let mut client = postgres::Client::connect(&url, postgres::NoTls).expect("connects");
            client.batch_execute(&format!("set search_path to {}; {statements}", schema(location))).expect("runs");
            client.query(ask, &[]).expect("asks").iter().map(|row| row.get(0)).collect()
        }
    }
}

fn schema(location: &str) -> &str {
    location.rsplit("%3D").next().expect("a schema")
}

/// Every column as `table.column type`; what refers to readers is there once more with ` readers` behind it.
fn columns(fresh: &Fresh) -> Vec<String> {
    let ask = match &fresh.location {
        Location::Sqlite(_) => "select m.name || '.' || c.name || ' ' || c.type from sqlite_master m, pragma_table_info(m.name) c
                 where m.type = 'table'
               union select m.name || '.' || f.\"from\" || ' readers' from sqlite_master m, pragma_foreign_key_list(m.name) f
                 where m.type = 'table' and f.\"table\" = 'readers'"
            .to_owned(),
        Location::Postgres(location) => format!(
            "select table_name || '.' || column_name || ' ' || data_type from information_schema.columns where table_schema = '{}'",
            schema(location)
        ),
    };
    raw(fresh, "", &ask)
}

#[test]
fn no_column_with_a_reader_is_forgotten() {
    on_both(|fresh| {
        let listed: BTreeSet<String> = PLACES.iter().map(|place| format!("{}.{}", place.table, place.column)).collect();
        let holds = |line: &String| {
            let (column, kind) = line.split_once(' ')?;
            let named = column.rsplit('.').next().is_some_and(|name| NAMES.contains(&name));
            (named || kind == "readers" || column == "audit_log.other").then(|| column.to_owned())
        };
        let found: BTreeSet<String> = columns(fresh).iter().filter_map(holds).collect();
        assert_eq!(found, listed, "{}: put it into store/src/mine/order.rs and home.rs", fresh.engine);
    });
}

fn account(tx: &mut Tx<'_>, store: &Store, name: &str, role: &str) -> Result<i64, Error> {
    let reader = readers::add(tx, store.ids(), name, at(0))?.id;
    let folded = name.to_lowercase().replace(' ', "-");
    accounts::name(tx, reader, name, &folded, Some(&format!("{folded}@reader.example")))?;
    accounts::set_role(tx, reader, role)?;
    accounts::set_password(tx, store.ids(), reader, &format!("hash of {name}"), at(0))?;
    Ok(reader)
}

/// Two accounts, an operator's and one with the planted string in every text, and the raw rows of the second.
fn planted(fresh: &Fresh) -> (i64, i64) {
    let store = &fresh.store;
    title(store, "The Packet", Some("Packet Ltd"));
    let (ada, bo) = store
        .write_here(|tx| {
            let ada = account(tx, store, "Ada", "operator")?;
            Ok((ada, account(tx, store, &format!("Bo {PLANTED}"), "reader")?))
        })
        .expect("kept");
    let many: String =
        (0..300).map(|n| format!("insert into folders values ({}, {bo}, 900, '{PLANTED} {n}', 1);", 1000 + n)).collect();
    let rows = format!(
        "insert into folders values (900, {bo}, null, 'Outer {PLANTED}', 0); {many}
         insert into follows select {bo}, id, 900, 0, 1, 0 from titles;
         insert into marks select {bo}, id, ''||{KEY}, 7, 1, 1 from titles;
         insert into picks values (77, null, {bo}, 0, '{P}', 1, 2);
         insert into mutes values (901, {bo}, 'word', '{P}', '{P}', 1, null);
         insert into interests values ({bo}, 'place', '{P}', '{P}', 1000, 1);
         insert into readings values ({bo}, 7, 1, 1);
         insert into choices values ({bo}, '{P}', '{P}');
         insert into credentials (id, reader, kind, label, verifier, subject, created, app)
           values (902, {bo}, 'passkey', '{P}', {KEY}, '{P}', 1, '{P}');
         insert into sessions (id, reader, token, created, proved, seen, until, agent) values (903, {bo}, {KEY}, 1, 1, 1, 9, '{P}');
         insert into one_time values (904, {KEY}, 'invitation', {bo}, 'reader', 1, 9, null);
         insert into letter_links values (905, {KEY}, 'sign-in', {bo}, '{P}', 1, 9, null);
         insert into letters values (906, {bo}, '{P}', '{P}', '{P}', '{P}', 1, 1, 0, null, '{P}');
         insert into letters select 907, null, email, 'x', '{P}', '{P}', 1, 1, 0, null, null from readers where id = {bo};
         insert into memberships (reader, provider, customer, subscription, periods, changed, recorded)
           values ({bo}, '{P}', '{P}', '{P}', 0, 1, 'lapsed');
         insert into membership_moves values (908, {bo}, 1, 1, 'bought', '{P}', null, '{P}', 2, '{P}');
         insert into reminders values ({bo}, 'renews', 1, 1, 1);
         insert into coupons (id, code, used, created) values (909, 'SPRING', 1, 1);
         insert into redemptions values (909, {bo}, 1);
         insert into gifts (id, token, period, periods, cents, giver, created, used_by, used_at)
           values (910, {KEY}, 'month', 1, 0, {bo}, 1, {bo}, 1);
         insert into households values ({ada}, {bo}, 1);
         insert into orders (id, token, reader, what, periods, cents, currency, provider, reference, created, until_at, back)
           values (911, {KEY}, {bo}, 'plan', 1, 800, 'EUR', '{P}', '{P}', 1, 9, '/{P}');
         insert into payers values ('{P}', '{P}', {bo});
         insert into household_links values (918, {KEY}, {bo}, 1, 9);
         insert into bought values ({bo}, 1, {KEY}, 1, '{P}');
         insert into publisher_people select {bo}, id, 1 from publishers;
         insert into corrections values (912, 1, 1, null, {bo}, 1, '{P}', '{P}', 2, {ada});
         insert into corrections values (913, 1, 1, null, {ada}, 1, 'theirs', 'ours', 2, {bo});
         insert into audit_log values (914, 1, {bo}, 'passkey', '{P}', null), (915, 1, {bo}, 'plan', 'a plan', null),
           (916, 1, {ada}, 'role', 'reader', {bo});
         insert into receipts values (917, {bo}, null, 'paid', 800, 'EUR', 1, 2, 1, 1, 'manual', 'invoice 1');
         insert into reads values ({bo}, 1, {KEY}, 1, 7, 1, 30, 100, null, null);",
        P = PLANTED,
        KEY = if fresh.engine == "sqlite" { "x'6b6579'" } else { "'key'::bytea" },
    );
    // PostgreSQL joins no text with bytes, SQLite needs no join.
    raw(fresh, &rows.replace("''||", ""), "select 'done'");
    (ada, bo)
}

/// Texts of a closed list, of ours, or kept on purpose: nothing a reader could write.
const OURS: [&str; 24] = [
    "mutes.kind",
    "interests.kind",
    "credentials.kind",
    "one_time.purpose",
    "one_time.role",
    "letter_links.purpose",
    "memberships.recorded",
    "membership_moves.event",
    "reminders.kind",
    "gifts.period",
    "gifts.currency",
    "gifts.reference",
    "institutions.name",
    "institutions.charge",
    "institutions.currency",
    "institution_readers.seat",
    "orders.what",
    "orders.currency",
    "audit_log.act",
    "receipts.kind",
    "receipts.currency",
    "receipts.provider",
    "receipts.reference",
    "reads.section",
];

/// Every text column of tables with readers that holds the string, and how often.
fn hits(fresh: &Fresh) -> Vec<(String, bool)> {
    let tables: BTreeSet<&str> = PLACES.iter().map(|place| place.table).chain(["readers"]).collect();
    let texts = columns(fresh).into_iter().filter_map(|line| {
        let (column, kind) = line.split_once(' ')?;
        let (table, name) = column.split_once('.')?;
        (kind.eq_ignore_ascii_case("text") && tables.contains(table))
            .then(|| (column.to_owned(), table.to_owned(), name.to_owned()))
    });
    texts
        .map(|(column, table, name)| {
            let found = raw(
                fresh,
                "",
                &format!("select {name} from {prefix}{table} where {name} like '%{PLANTED}%'", prefix = prefix(fresh)),
            );
            (column, !found.is_empty())
        })
        .collect()
}

fn prefix(fresh: &Fresh) -> String {
    match &fresh.location {
        Location::Sqlite(_) => String::new(),
        Location::Postgres(location) => format!("{}.", schema(location)),
    }
}

#[test]
fn after_a_deletion_no_planted_string_is_left() {
    on_both(|fresh| {
        let (ada, bo) = planted(fresh);
        for (column, hit) in hits(fresh) {
            let ours = OURS.contains(&column.as_str()) || matches!(column.as_str(), "readers.role" | "readers.state");
            assert!(hit || ours, "{}: nothing is planted in {column}; add it to this test", fresh.engine);
        }
        let before = fresh.store.read_here(|tx| mine::counts(tx, bo)).expect("counts");
        assert_eq!((before.follows, before.marks, before.receipts, before.reads, before.household), (1, 1, 1, 1, 1));
        fresh
            .store
            .write_here(|tx| {
                assert_eq!(mine::stays(tx, bo)?, None);
                mine::delete(tx, bo)
            })
            .expect("goes");
        assert!(fresh.store.read_here(|tx| accounts::by_id(tx, bo)).expect("reads").is_none());
        assert!(hits(fresh).iter().all(|(_, hit)| !hit), "{}: {:?}", fresh.engine, hits(fresh));
        // What has to add up stays, and what others did.
        let after = fresh.store.read_here(|tx| mine::counts(tx, bo)).expect("counts");
        assert_eq!((after.follows, after.marks, after.receipts, after.reads, after.household), (0, 0, 1, 1, 0));
        let log = fresh.store.read_here(|tx| audit::newest(tx, 10)).expect("reads");
        assert_eq!(
            log.iter().map(|line| (line.reader, line.other)).collect::<Vec<_>>(),
            [(Some(ada), None), (None, None)]
        );
        let left = raw(fresh, "", &format!("select asked from {}corrections", prefix(fresh)));
        assert_eq!(left, ["theirs"]);
        for place in PLACES.iter().filter(|place| place.then != Then::Number) {
            let ask = format!("select 'x' from {}{} where {} = {bo}", prefix(fresh), place.table, place.column);
            assert!(raw(fresh, "", &ask).is_empty(), "{}: {place:?}", fresh.engine);
        }
        if let Location::Sqlite(path) = &fresh.location {
            let tasks = tokio::runtime::Runtime::new().expect("a runtime");
            assert_eq!(tasks.block_on(fresh.store.forget_deleted()), Ok(true));
            for ending in ["", "-wal", "-shm"] {
                let file = format!("{}{ending}", path.display());
                let bytes = std::fs::read(&file).unwrap_or_default();
                let found = bytes.windows(PLANTED.len()).filter(|window| *window == PLANTED.as_bytes()).count();
                assert_eq!(found, 0, "stand.db{ending} has it {found} times in {} bytes", bytes.len());
            }
        }
    });
}

#[test]
fn everything_is_taken_home_and_nothing_that_opens_a_door() {
    on_both(|fresh| {
        let (ada, bo) = planted(fresh);
        let parts = fresh.store.read_here(|tx| mine::take_home(tx, bo)).expect("reads");
        let empty: Vec<&str> = parts.iter().filter(|part| part.rows.is_empty()).map(|part| part.name).collect();
        assert_eq!(empty, ["household", "institutions"], "{}", fresh.engine);
        let texts = parts.iter().flat_map(|part| part.rows.iter().flatten());
        let texts: Vec<&String> = texts.filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None }).collect();
        assert!(texts.iter().filter(|text| text.contains(PLANTED)).count() > 300);
        assert!(!texts.iter().any(|text| text.contains("hash of")), "a password's hash is taken along");
        let others = fresh.store.read_here(|tx| mine::take_home(tx, ada)).expect("reads");
        let planted = |cell: &Cell| matches!(cell, Cell::Text(text) if text.contains(PLANTED));
        let answered = |name: &str| name == "corrections_answered";
        assert!(!others.iter().filter(|part| !answered(part.name)).flat_map(|part| part.rows.iter().flatten()).any(planted));
    });
}

#[test]
fn who_has_to_stay_stays() {
    on_both(|fresh| {
        let store = &fresh.store;
        let stays = |reader| store.write_here(|tx| mine::stays(tx, reader)).expect("asks");
        let ada = store.write_here(|tx| account(tx, store, "Ada", "operator")).expect("kept");
        assert_eq!((stays(ada), stays(1)), (Some(Stays::LastOperator), Some(Stays::Nobody)), "{}", fresh.engine);
        let bo = store.write_here(|tx| account(tx, store, "Bo", "operator")).expect("kept");
        assert_eq!(stays(ada), None);
        raw(fresh, &format!("delete from credentials where reader = {bo}"), "select 'x'");
        assert_eq!(stays(ada), Some(Stays::LastPassword));
        assert_eq!(stays(bo), None, "who has no password opens nothing");
        let house = format!("insert into institutions values (9, 'House', 'flat', 1, 'EUR', 1, 1, 2, {bo}, 1, null)");
        raw(fresh, &house, "select 'x'");
        assert_eq!(stays(bo), Some(Stays::Institution));
    });
}

#[test]
fn the_roll_is_read_in_pages_and_searched() {
    on_both(|fresh| {
        let store = &fresh.store;
        for name in ["Ada", "Bo 100%", "Cy_", "Dee"] {
            store.write_here(|tx| account(tx, store, name, "reader")).expect("kept");
        }
        let names = |found: Vec<accounts::Account>| found.into_iter().map(|account| account.name).collect::<Vec<_>>();
        let first = store.read_here(|tx| roll::newest(tx, i64::MAX, 3)).expect("reads");
        let last = first.last().expect("three").id;
        assert_eq!(names(first), ["Dee", "Cy_", "Bo 100%"], "{}", fresh.engine);
        assert_eq!(names(store.read_here(|tx| roll::newest(tx, last, 3)).expect("reads")), ["Ada"]);
        let search = |words: &str| names(store.read_here(|tx| roll::search(tx, words, i64::MAX, 9)).expect("reads"));
        assert_eq!(search("0%"), ["Bo 100%"]);
        assert_eq!(
            (search("_"), search("ada@reader"), search("\\")),
            (vec!["Cy_".to_owned()], vec!["Ada".to_owned()], vec![])
        );
        let counts = store.read_here(|tx| roll::counts(tx, at(0), at(9), at(0))).expect("counts");
        assert_eq!((counts.people, counts.states, counts.income), (4, vec![], vec![]));
    });
}
