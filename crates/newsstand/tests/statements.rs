//! A month's money from end to end: terms, receipts and reads go in, the month is settled, every statement is checked by
//! the command that publishers run, and a changed digit is found.

mod common;

use common::{Place, places, stderr, stdout};
use newsstand_news::*;
use newsstand_store::articles::Arrived;
use newsstand_store::titles::{NewTitle, Putter};
use newsstand_store::{Store, articles, feeds, reads, settlements, titles};
use serde_json::Value;
use std::process::Output;

const SECONDS_A_DAY: i64 = 86_400;
/// 2024-09-01, in days since 1970. Long past, so that the months after it are over whenever the test runs.
const FIRST: i64 = 19_967;
/// Words of every article: 60 of them take a slow reader 36 seconds.
const WORDS: u32 = 60;

fn at(day: i64) -> Moment {
    Moment::from_seconds((FIRST + day) * SECONDS_A_DAY + 7 * 3600)
}

fn run(place: &Place, arguments: &[&str]) -> Output {
    place.run(1, arguments)
}

/// Runs a command that must succeed; answers what it printed.
#[track_caller]
fn done(place: &Place, arguments: &[&str]) -> String {
    let out = run(place, arguments);
    assert!(out.status.success(), "{arguments:?} on {}: {}{}", place.engine, stdout(&out), stderr(&out));
    stdout(&out)
}

/// Runs a command that must be refused with exit code 1; answers its sentence.
#[track_caller]
fn refused(place: &Place, arguments: &[&str]) -> String {
    let out = run(place, arguments);
    assert_eq!(out.status.code(), Some(1), "{arguments:?} on {}: {}", place.engine, stdout(&out));
    stderr(&out)
}

fn json(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("JSON: {line}"))).collect()
}

fn address(text: &str) -> Address {
    Address::new(text).expect("an address")
}

fn article(url: &str) -> Article {
    Article {
        address: address(url),
        canonical: None,
        kind: ArticleKind::Report,
        headline: format!("Of {url}"),
        kicker: None,
        standfirst: None,
        bylines: Vec::new(),
        dateline: None,
        section: Some(Section::World),
        language: Language::new("en"),
        published: Published::Stated(at(0)),
        modified: None,
        lead: None,
        body: Body::Full(Html::vouched("<p>aground</p>".to_owned())),
        wall: Wall::Open,
        origin: Origin::Own,
    }
}

/// A title for members with three articles.
fn title(store: &Store, slug: &str, terms: Terms) -> Vec<Id<Article>> {
    let language = Language::new("en");
    let new = NewTitle {
        slug: slug.into(),
        name: format!("The {slug}, \"daily\""),
        home: Some(address(&format!("https://{slug}.example/"))),
        country: Country::new("gb"),
        mark: Mark::of_name(slug, &language),
        language,
        kind: TitleKind::Daily,
        owner: None,
        wall: Wall::Unknown,
        terms,
    };
    let ids = store.ids().clone();
    let url = format!("https://{slug}.example/feed");
    store
        .write_here(|tx| {
            let title = titles::add(tx, &ids, &new, Putter::Catalogue, at(0))?;
            let feed = feeds::add(tx, &ids, title, &address(&url), None, at(0))?.0;
            let all: Vec<Article> = (0..3).map(|number| article(&format!("https://{slug}.example/{number}"))).collect();
            let arrived = |(place, article)| Arrived { article, text: "aground", words: WORDS, want_page: false, place };
            let arrived: Vec<Arrived<'_>> = all.iter().enumerate().map(arrived).collect();
            Ok(articles::keep(tx, &ids, title, feed, &arrived, at(0))?.iter().map(|kept| kept.id()).collect())
        })
        .expect("kept")
}

fn read(store: &Store, reader: i64, article: Id<Article>, day: i64, seconds: i64) -> reads::Noted {
    let most = |words: i64| {
        let words = u32::try_from(words).expect("few words");
        i64::from(newsstand_members::settle::counted_seconds(u32::MAX, words))
    };
    store.write_here(|tx| reads::note(tx, reader, article, at(day), seconds, most)).expect("noted")
}

/// Twelve readers, three titles for members and an open one; September was read unevenly.
struct Month {
    readers: Vec<i64>,
    packet: Vec<Id<Article>>,
}

fn month(store: &Store) -> Month {
    let ids = store.ids().clone();
    let reader = |number: usize| {
        store.write_here(|tx| newsstand_store::readers::add(tx, &ids, &format!("Reader {number}"), at(0))).expect("made").id
    };
    let readers: Vec<i64> = (0..12).map(reader).collect();
    let [packet, lamp, gull] = ["packet", "lamp", "gull"].map(|slug| title(store, slug, Terms::Members));
    let open = title(store, "open", Terms::Open);
    for (number, reader) in readers.iter().enumerate() {
        for day in 0..30 {
            let number = i64::try_from(number).expect("small");
            let (title, article) = if (number + day) % 5 == 0 { (&lamp, 0) } else { (&packet, (day % 3) as usize) };
            read(store, *reader, title[article], day, 10 + number);
        }
        assert_eq!(read(store, *reader, open[0], 3, 20), reads::Noted::Unmetered);
    }
    // One second is no read.
    read(store, readers[0], gull[1], 4, 1);
    read(store, readers[0], gull[0], 4, 30);
    Month { readers, packet }
}

fn agree(place: &Place) {
    let since = ["--since", "2024-08-15"];
    let set = |title: &str, more: &[&str]| done(place, &[&["terms", "set", title], &since[..], more].concat());
    set("packet", &["--publisher", "Harbour Press"]);
    set("lamp", &["--publisher", "Harbour Press", "--minimum", "12.50"]);
    let told = set(
        "gull",
        &["--minimum", "3.00", "--territories", "ie,gb", "--embargo", "30", "--preview", "80", "--article", "0.80EUR"],
    );
    for word in
        ["a single article at 0.80 EUR", "members since 2024-08-15", "The gull", "3.00 EUR", "GB,IE", "30 minutes", "80 words"]
    {
        assert!(told.contains(word), "{word}: {told}");
    }
}

fn pay(place: &Place, month: &Month) {
    let mut csv = "reader,from,until,cents,reference\n".to_owned();
    for (number, reader) in month.readers.iter().enumerate().skip(2) {
        let cents = if number % 3 == 0 { 1499 } else { 999 };
        csv.push_str(&format!("{reader},2024-09-01,2024-10-01,{cents},invoice {number}\n"));
    }
    let file = place.folder.path().join("receipts.csv");
    std::fs::write(&file, &csv).expect("writes");
    let file = file.to_str().expect("a path");
    assert_eq!(json(&done(place, &["receipts", "import", file, "--json"]))[0]["new"], 10);
    assert_eq!(
        json(&done(place, &["receipts", "import", file, "--json"]))[0]["new"],
        0,
        "told twice it counts once"
    );
    let one = ["receipts", "add", "--from", "2024-09-16", "--until", "2024-10-16", "--cents", "3000", "--reader", "Reader 1"];
    done(place, &one);
    assert!(done(place, &one).contains("kept before"));
    // A file is kept whole or not at all.
    let file = place.folder.path().join("half.csv");
    std::fs::write(&file, "reader,from,until,cents\nReader 0,2024-09-01,2024-10-01,5\nNobody,2024-09-01,2024-10-01,5\n")
        .expect("writes");
    let sentence = refused(place, &["receipts", "import", file.to_str().expect("a path")]);
    assert!(sentence.contains("Line 3") && sentence.contains("Nobody"), "{sentence}");
    std::fs::write(&file, "reader,from,until,cents,reference\nReader 0,2024-09-01,2024-10-01,5,invoice 2\n").expect("writes");
    assert!(refused(place, &["receipts", "import", file.to_str().expect("a path")]).contains("another one"));
}

/// Every statement of a month, by short name, as the command writes it.
fn statements(place: &Place, month: &str) -> Vec<(String, Value, String)> {
    let rows = json(&done(place, &["statement", "show", month, "--json"]));
    let one = |row: Value| {
        let slug = row["slug"].as_str().expect("a short name").to_owned();
        let text = done(place, &["statement", "show", month, &slug, "--csv"]);
        (slug, row, text)
    };
    rows.into_iter().map(one).collect()
}

fn check(place: &Place, text: &str) -> Output {
    let file = place.folder.path().join("statement.csv");
    std::fs::write(&file, text).expect("writes");
    // No data folder, no settings: a publisher has none.
    std::process::Command::new(common::BINARY).args(["statement", "check", "--json"]).arg(&file).output().expect("runs")
}

fn a_changed_digit_is_found(place: &Place, text: &str) {
    let digits: Vec<usize> = text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
    for at in digits.iter().step_by(digits.len() / 12) {
        let mut changed = text.as_bytes().to_vec();
        changed[*at] = if changed[*at] == b'9' { b'0' } else { changed[*at] + 1 };
        let out = check(place, std::str::from_utf8(&changed).expect("text"));
        assert_eq!(out.status.code(), Some(1), "byte {at} of {text}");
        let found = &json(&stdout(&out))[0];
        assert_eq!(found["ok"], false);
        assert!(found["disagreements"][0]["row"].is_u64(), "{found}");
    }
    let at = text.find("\r\nPaid,").expect("a row") + 2;
    let changed = format!("{}Paid,1,1,,,,\r\n{}", &text[..at], text[at..].split_once("\r\n").expect("a row").1);
    let file = place.folder.path().join("changed.csv");
    std::fs::write(&file, changed).expect("writes");
    let out = run(place, &["statement", "check", file.to_str().expect("a path")]);
    assert_eq!(out.status.code(), Some(1));
    assert!(stdout(&out).contains("disagrees") && stdout(&out).contains("should be"), "{}", stdout(&out));
}

#[test]
fn a_month_is_settled_and_every_statement_can_be_checked() {
    for place in places() {
        done(&place, &["titles", "list"]);
        let store = place.store();
        let month = month(&store);
        let early = refused(&place, &["statement", "settle", "2024-09"]);
        assert!(early.contains("--currency"), "{early}");
        pay(&place, &month);
        let unagreed = refused(&place, &["statement", "settle", "2024-09"]);
        assert!(unagreed.contains("newsstand terms set"), "{unagreed}");
        agree(&place);

        let passed_over = refused(&place, &["statement", "settle", "2024-10"]);
        assert!(passed_over.contains("2024-09-01") && passed_over.contains("--begin"), "{passed_over}");
        let idle = refused(&place, &["statement", "settle", "2023-01", "--currency", "usd"]);
        assert!(idle.contains("nothing to begin with"), "{idle}");

        let dry = json(&done(&place, &["statement", "settle", "2024-09", "--split", "reads", "--dry-run", "--json"]));
        assert_eq!((&dry[0]["state"], &dry[0]["split"]), (&"dry run".into(), &"pro-rata".into()));
        assert!(refused(&place, &["statement", "show", "2024-09"]).contains("not settled yet"), "nothing was kept");

        let settle = ["statement", "settle", "2024-09", "--split", "reader", "--keeps", "12.5", "--json"];
        let settled = json(&done(&place, &settle)).remove(0);
        // Four of ten pay 14.99 (readers 3, 6, 9) or 9.99, and half of 30.00 falls into September.
        let paid = 3 * 1499 + 7 * 999 + 1500;
        assert_eq!(settled["recognised"], paid);
        assert_eq!(settled["operator"], paid * 125 / 1000);
        assert_eq!(settled["paid"], settled["pool"]);

        let statements = statements(&place, "2024-09");
        assert_eq!(statements.iter().map(|(slug, ..)| slug.as_str()).collect::<Vec<_>>(), ["packet", "lamp", "gull"]);
        let sum: i64 = statements.iter().map(|(_, row, _)| row["paid"].as_i64().expect("cents")).sum();
        assert_eq!(Value::from(sum), settled["pool"]);
        let gull = &statements[2].1;
        assert_eq!((&gull["reads"], &gull["readers"]), (&1.into(), &Value::Null), "one reader is not told");
        assert_eq!(gull["paid"], 300, "the minimum comes first");
        for (slug, row, text) in &statements {
            let out = check(&place, text);
            assert!(out.status.success(), "{slug}: {}", stdout(&out));
            let checked = &json(&stdout(&out))[0];
            assert_eq!((&checked["paid"], &checked["inputs"]), (&row["paid"], &settled["inputs"]));
            a_changed_digit_is_found(&place, text);
        }
        the_ledger_sums_to_zero(&store, &settled);
        nothing_changes_a_settled_month(&place, &store, &month, &statements, &settled);
        if place.database.is_none() {
            who_changed_the_database_is_found_out(&place);
        }
        the_next_month_takes_what_came_late(&place, &store, &month);
        a_report_counts_requests(&place);
    }
}

fn the_ledger_sums_to_zero(store: &Store, settled: &Value) {
    let balances = store.read_here(|tx| settlements::balances(tx, "EUR")).expect("reads");
    assert_eq!(balances.iter().map(|(_, cents)| cents).sum::<i64>(), 0);
    let on = |wanted: &str| balances.iter().find(|(account, _)| account == wanted).map_or(0, |(_, cents)| *cents);
    assert_eq!((on("month"), Value::from(on("operator"))), (0, settled["operator"].clone()));
    let publishers: i64 = balances.iter().filter(|(name, _)| name.starts_with("publisher:")).map(|(_, cents)| cents).sum();
    assert_eq!(Value::from(publishers), settled["pool"]);
}

fn nothing_changes_a_settled_month(
    place: &Place,
    store: &Store,
    month: &Month,
    before: &[(String, Value, String)],
    settled: &Value,
) {
    assert_eq!(read(store, month.readers[0], month.packet[0], 3, 30), reads::Noted::Closed);
    // Told after the settlement: 9.99 back for September, which is closed, and a payment that reaches into it.
    let late = ["--from", "2024-09-01", "--until", "2024-10-01", "--kind", "refunded", "--cents", "999"];
    done(place, &[&["receipts", "add", "--reader", "Reader 4"], &late[..]].concat());
    assert!(refused(place, &["terms", "set", "packet", "--since", "2024-09-30"]).contains("was settled"));
    done(place, &["terms", "set", "packet", "--since", "2024-10-01", "--publisher", "Another House"]);
    store
        .write_here(|tx| {
            let packet = titles::by_slug(tx, "packet")?.expect("there");
            titles::switch(tx, packet.title.id, false)
        })
        .expect("switched");
    let again = json(&done(place, &["statement", "settle", "2024-09", "--json"])).remove(0);
    assert_eq!((&again["state"], &again["inputs"]), (&"settled before".into(), &settled["inputs"]));
    assert_eq!(statements(place, "2024-09"), before);
    assert!(refused(place, &["statement", "settle", "2024-09", "--split", "reads"]).contains("stays as it is"));
    assert!(refused(place, &["statement", "settle", "2024-09", "--keeps", "30"]).contains("12.5 percent"));
    assert!(refused(place, &["statement", "settle", "2024-11"]).contains("2024-10 is next"));
}

fn who_changed_the_database_is_found_out(place: &Place) {
    let file = rusqlite::Connection::open(place.data().join("stand.db")).expect("opens");
    let change = |sql: &str| assert_eq!(file.execute(sql, []).expect("changes"), 1, "{sql}");
    let again = || refused(place, &["statement", "settle", "2024-09"]);
    change("update receipts set cents = cents + 1 where reference = 'invoice 2'");
    assert!(again().contains("differs: its inputs"));
    change("update receipts set cents = cents - 1 where reference = 'invoice 2'");
    change("update postings set cents = cents + 1 where account = 'operator'");
    assert!(again().contains("differs: the ledger"));
    change("update postings set cents = cents - 1 where account = 'operator'");
    done(place, &["statement", "settle", "2024-09"]);
}

fn the_next_month_takes_what_came_late(place: &Place, store: &Store, month: &Month) {
    read(store, month.readers[1], month.packet[0], 33, 30);
    let settled = json(&done(place, &["statement", "settle", "2024-10", "--json"])).remove(0);
    // The other half of 30.00, less what went back for September.
    assert_eq!(settled["recognised"], 1500 - 999);
    assert_eq!(
        (&settled["split"], &settled["keeps_thousandths"]),
        (&"reader-centric".into(), &125.into()),
        "as last time"
    );
    for (slug, _, text) in statements(place, "2024-10") {
        let out = check(place, &text);
        assert!(out.status.success(), "{slug}: {}", stdout(&out));
    }
    let shown = done(place, &["statement", "show", "2024-10"]);
    assert!(shown.contains("paid by readers") && shown.contains("under 5"), "{shown}");
    assert!(done(place, &["statement", "show", "2024-10", "packet"]).contains("which is paid"));
}

fn a_report_counts_requests(place: &Place) {
    let report = done(place, &["statement", "report", "2024-09", "--until", "2024-10", "--institution", "Town Library"]);
    let rows: Vec<Vec<&str>> = report.lines().map(|row| row.split('\t').collect()).collect();
    assert_eq!(rows[1], ["Report_ID", "TR"]);
    assert_eq!(rows[3], ["Institution_Name", "Town Library"]);
    let packet = rows.iter().find(|row| row[0].starts_with("The packet") && row.contains(&"Unique_Item_Requests"));
    let counts = packet.expect("a row").iter().rev().take(3).rev().collect::<Vec<_>>();
    assert_eq!(counts, [&"289", &"288", &"1"]);
    assert!(refused(place, &["statement", "report", "2024-09", "--until", "2024-08"]).contains("no such report"));
}

#[test]
fn what_is_no_statement_is_refused_with_a_sentence() {
    let place = places().remove(0);
    let out = check(&place, "month,paid\n");
    assert_eq!(out.status.code(), Some(1));
    assert!(stdout(&out).contains("CR LF"), "{}", stdout(&out));
    let missing = refused(&place, &["statement", "check", "no-such-file.csv"]);
    assert!(missing.contains("cannot be read"), "{missing}");
    assert_eq!(run(&place, &["statement", "settle", "2024-13"]).status.code(), Some(2));
    assert!(!place.data().exists(), "a check makes no stand");
}

#[test]
fn terms_and_receipts_are_read_strictly() {
    let place = places().remove(0);
    done(&place, &["titles", "list"]);
    let store = place.store();
    title(&store, "packet", Terms::Link);
    let set = |more: &[&str]| refused(&place, &[&["terms", "set", "packet"], more].concat());
    assert!(set(&["--minimum", "12.5"]).contains("12.50"));
    assert!(set(&["--since", "2999-01-01"]).contains("today at the latest"));
    assert!(set(&["--territories", "gb,nowhere"]).contains("nowhere"));
    assert!(set(&["--preview", "3"]).contains("40 to 1000"));
    assert!(set(&["--embargo", "999999"]).contains("at most"));
    assert!(set(&["--article", "80"]).contains("not a price such as 0.80EUR"));
    assert!(set(&["--article", "0.80EUR", "--terms", "open"]).contains("make the terms members"));
    assert!(refused(&place, &["terms", "set", "paket"]).contains("paket"));
    assert!(done(&place, &["terms", "show", "packet"]).contains("Nothing was agreed"));
    done(&place, &["terms", "set", "packet"]);
    assert!(refused(&place, &["terms", "set", "packet"]).contains("kept already"));
    let shown = json(&done(&place, &["terms", "show", "packet", "--json"])).remove(0);
    assert_eq!((&shown["terms"], &shown["minimum_cents"]), (&"members".into(), &Value::Null));
    let add = |until: &str, cents: &str| {
        refused(
            &place,
            &["receipts", "add", "--reader", "Nobody", "--from", "2024-10-01", "--until", until, "--cents", cents],
        )
    };
    assert!(add("2024-10-01", "5").contains("cannot pay for"));
    assert!(add("2024-02-30", "5").contains("not a day"));
    assert!(add("2024-11-01", "9.99").contains("whole cents"));
    assert!(add("2024-11-01", "999").contains("no reader"));
}
