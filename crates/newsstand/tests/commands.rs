//! The command line: what it answers, and how it takes bad input.

mod common;

use common::{BINARY, Place, Press, Served, places, stderr, stdout};
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(BINARY).args(arguments).output().expect("runs")
}

fn place() -> Place {
    places().remove(0)
}

#[test]
fn help_has_examples_and_names_every_command() {
    let help = stdout(&run(&["--help"]));
    for word in [
        "serve",
        "demo",
        "fetch",
        "titles",
        "import",
        "export",
        "search",
        "stage",
        "rebuild",
        "hints",
        "people",
        "doctor",
        "config",
        "Examples:",
    ] {
        assert!(help.contains(word), "{word}");
    }
    for command in ["serve", "demo", "fetch", "search", "hints"] {
        assert!(stdout(&run(&[command, "--help"])).contains("Example"), "{command}");
    }
}

#[test]
fn an_unknown_setting_is_refused_by_name() {
    let place = place();
    std::fs::create_dir_all(place.data()).expect("a folder");
    std::fs::write(place.data().join("newsstand.toml"), "listen = '127.0.0.1:1'\nlisten-adress = 'x'\n").expect("writes");
    let out = place.run(1, &["config", "check"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(stderr(&out).contains("listen-adress"), "{}", stderr(&out));
}

#[test]
fn the_command_line_goes_over_the_environment_and_that_over_the_file() {
    let place = place();
    std::fs::create_dir_all(place.data()).expect("a folder");
    std::fs::write(place.data().join("newsstand.toml"), "listen = '127.0.0.1:11'\n").expect("writes");
    let shown = |environment: Option<&str>, arguments: &[&str]| {
        let mut command = Command::new(BINARY);
        command.args(["config", "show", "--data"]).arg(place.data()).args(arguments);
        if let Some(value) = environment {
            command.env("NEWSSTAND_LISTEN", value);
        }
        stdout(&command.output().expect("runs"))
    };
    assert!(shown(None, &[]).contains("127.0.0.1:11"));
    assert!(shown(Some("127.0.0.1:22"), &[]).contains("127.0.0.1:22"));
    assert!(shown(Some("127.0.0.1:22"), &["--listen", "127.0.0.1:33"]).contains("127.0.0.1:33"));
}

#[test]
fn a_port_in_use_gets_a_sentence_with_a_way_out() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let place = place();
    let out = place.run(1, &["serve", "--no-catalogue", "--listen", &address]);
    assert_eq!(out.status.code(), Some(1));
    assert!(stderr(&out).contains("is in use") && stderr(&out).contains("--listen"), "{}", stderr(&out));
}

#[test]
fn a_database_from_a_newer_version_is_left_alone() {
    let place = place();
    assert!(place.run(1, &["titles", "list"]).status.success());
    let path = place.data().join("stand.db");
    let db = rusqlite::Connection::open(&path).expect("opens");
    db.execute("insert into migrations (number, name, checksum) values (999, 'later', 'x')", []).expect("inserts");
    drop(db);
    let before = std::fs::read(&path).expect("reads");
    let out = place.run(1, &["serve", "--no-catalogue"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(stderr(&out).contains("newer Newsstand"), "{}", stderr(&out));
    assert_eq!(std::fs::read(&path).expect("reads").len(), before.len());
}

#[test]
fn a_file_that_is_no_database_and_a_folder_that_cannot_be_made_are_named() {
    let place = place();
    std::fs::create_dir_all(place.data()).expect("a folder");
    std::fs::write(place.data().join("stand.db"), vec![b'#'; 10_000]).expect("writes");
    let out = place.run(1, &["titles", "list"]);
    assert!(stderr(&out).contains("damaged or is not a database"), "{}", stderr(&out));
    let file = place.folder.path().join("file");
    std::fs::write(&file, "x").expect("writes");
    let out = run(&["titles", "list", "--data", file.join("inside").to_str().expect("a path")]);
    assert!(stderr(&out).contains("--data"), "{}", stderr(&out));
}

#[test]
fn a_wrong_opml_changes_nothing() {
    let place = place();
    for (name, text) in
        [("page.opml", "<!doctype html><title>Hello</title>"), ("empty.opml", ""), ("json.opml", "{\"feeds\":[]}")]
    {
        let file = place.folder.path().join(name);
        std::fs::write(&file, text).expect("writes");
        let out = place.run(1, &["import", file.to_str().expect("a path")]);
        assert_eq!(out.status.code(), Some(1), "{name}: {}", stdout(&out));
        assert!(stderr(&out).contains("Nothing was changed"), "{name}: {}", stderr(&out));
    }
    assert!(stdout(&place.run(1, &["titles", "list"])).contains("No title"));
    let out = place.run(1, &["import", "/nowhere/x.opml"]);
    assert!(stderr(&out).contains("cannot be read"), "{}", stderr(&out));
}

#[test]
fn opml_goes_in_and_comes_out_with_its_folders() {
    let press = Press::open(0.0);
    for place in places() {
        let file = place.folder.path().join("press.opml");
        std::fs::write(&file, press.opml()).expect("writes");
        let out = place.run(press.port, &["import", "--json", file.to_str().expect("a path")]);
        assert!(stdout(&out).contains("\"new\":30"), "{}: {}{}", place.engine, stdout(&out), stderr(&out));
        let again = place.run(press.port, &["import", "--json", file.to_str().expect("a path")]);
        assert!(stdout(&again).contains("\"new\":0"), "{}", stdout(&again));
        let exported = stdout(&place.run(press.port, &["export"]));
        assert_eq!(exported.matches("xmlUrl").count(), 30, "{}", place.engine);
        assert!(exported.contains("<outline text=\"Inner\""), "{exported}");
    }
}

#[test]
fn every_bad_feed_gets_a_plain_sentence_and_nothing_is_lost() {
    let press = Press::open(0.0);
    let place = place();
    let case = |name: &str| format!("http://mischief.localhost:{}/{name}", press.port);
    let names =
        ["html-instead-of-feed", "truncated-xml", "twenty-megabytes", "redirect-loop", "gone", "busy", "latin1", "not-found"];
    let lines: String =
        names.iter().map(|name| format!("<outline type=\"rss\" text=\"{name}\" xmlUrl=\"{}\"/>", case(name))).collect();
    let file = place.folder.path().join("bad.opml");
    std::fs::write(&file, format!("<opml version=\"2.0\"><head/><body>{lines}</body></opml>")).expect("writes");
    assert!(place.run(press.port, &["import", file.to_str().expect("a path")]).status.success());
    let fetched = place.run(press.port, &["fetch"]);
    assert_eq!(fetched.status.code(), Some(3), "{}{}", stdout(&fetched), stderr(&fetched));
    let health = place.store().read_here(|tx| newsstand_store::feeds::health(tx, None)).expect("reads");
    let of = |name: &str| {
        health.iter().find(|feed| feed.feed.address.as_str() == case(name)).unwrap_or_else(|| panic!("{name} is lost"))
    };
    for name in ["html-instead-of-feed", "twenty-megabytes", "redirect-loop", "gone", "busy", "not-found"] {
        let sentence = of(name).failure_sentence.clone().unwrap_or_default();
        assert!(
            sentence.len() > 15 && sentence.ends_with('.') && !sentence.contains("Error"),
            "{name}: {sentence:?}"
        );
        assert!(of(name).failing_since.is_some(), "{name}");
    }
    for name in ["truncated-xml", "latin1"] {
        assert_eq!(of(name).failures, 0, "{name} is read all the same: {:?}", of(name).failure_sentence);
    }
    let listed = stdout(&place.run(press.port, &["titles", "list", "--troubled"]));
    assert!(listed.contains("redirect"), "{listed}");
}

#[test]
fn a_title_is_added_by_its_front_door_checked_and_removed() {
    let press = Press::open(0.0);
    let place = place();
    let out = place.run(press.port, &["titles", "add", &format!("http://kestrel.localhost:{}/", press.port)]);
    assert!(stdout(&out).contains("is on your stand"), "{}{}", stdout(&out), stderr(&out));
    let slug = stdout(&place.run(press.port, &["titles", "list", "--json"]));
    let slug = slug.split("\"slug\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a slug").to_owned();
    let checked = place.run(press.port, &["titles", "check", &slug]);
    assert!(stdout(&checked).contains("read well"), "{}{}", stdout(&checked), stderr(&checked));
    assert!(stdout(&place.run(press.port, &["titles", "remove", &slug])).contains("Its articles stay"));
    assert!(stdout(&place.run(press.port, &["titles", "list"])).contains("off"));
    let wrong = place.run(press.port, &["titles", "remove", "kestrl"]);
    assert!(stderr(&wrong).contains("There is no title"), "{}", stderr(&wrong));
    let nowhere = place.run(press.port, &["titles", "add", "not an address"]);
    assert!(stderr(&nowhere).contains("not a web address"), "{}", stderr(&nowhere));
}

#[test]
fn loopback_is_refused_without_leave() {
    let press = Press::open(0.0);
    let place = place();
    let out = Command::new(BINARY)
        .args(["titles", "add", &format!("http://kestrel.localhost:{}/feed", press.port), "--data"])
        .arg(place.data())
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(1));
    assert!(stderr(&out).contains("only public addresses"), "{}", stderr(&out));
}

#[test]
fn a_rebuild_gives_the_same_stand() {
    // Things come out while it is read, so that articles change and have versions.
    let press = Press::open(3600.0);
    for place in places() {
        let file = place.folder.path().join("press.opml");
        std::fs::write(&file, press.opml()).expect("writes");
        place.run(press.port, &["import", file.to_str().expect("a path")]);
        place.run(press.port, &["fetch"]);
        std::thread::sleep(std::time::Duration::from_secs(6));
        place.run(press.port, &["fetch", "--all"]);
        let look = || {
            let store = place.store();
            let cards = store
                .read_here(|tx| newsstand_store::articles::latest(tx, newsstand_store::articles::Page::first(9999), None))
                .expect("reads");
            let mut told: Vec<_> = cards
                .into_iter()
                .map(|card| (card.address.to_string(), card.headline, card.reach, card.words, card.version))
                .collect();
            told.sort();
            told
        };
        let before = look();
        assert!(before.len() > 150);
        let stories = || {
            let cards = place
                .store()
                .read_here(|tx| newsstand_store::articles::latest(tx, newsstand_store::articles::Page::first(9999), None));
            cards.expect("reads").into_iter().filter_map(|card| card.story).collect::<std::collections::BTreeSet<_>>()
        };
        let known = stories();
        let out = place.run(press.port, &["rebuild"]);
        assert!(out.status.success(), "{}: {}", place.engine, stderr(&out));
        assert_eq!(look(), before, "{}", place.engine);
        for story in known {
            let found = place.store().read_here(|tx| newsstand_store::stories::by_id(tx, story)).expect("reads");
            assert!(
                found.is_some_and(|story| stories().contains(&story.id)),
                "{}: the address of {story} died",
                place.engine
            );
        }
    }
}

#[test]
fn search_and_doctor_answer_people_and_programs() {
    let press = Press::open(0.0);
    let place = place();
    let file = place.folder.path().join("press.opml");
    std::fs::write(&file, press.opml()).expect("writes");
    place.run(press.port, &["import", file.to_str().expect("a path")]);
    place.run(press.port, &["fetch"]);
    let found = stdout(&place.run(press.port, &["search", "Cambodia", "compounds"]));
    assert!(found.contains("shown of"), "{found}");
    let json = stdout(&place.run(press.port, &["search", "--json", "--limit", "2", "embassy"]));
    assert!(json.lines().count() == 2 && json.lines().all(|line| line.starts_with("{\"")), "{json}");
    assert!(stdout(&place.run(press.port, &["search", "xyzzyplugh"])).contains("Nothing has all"));
    let doctor = place.run(press.port, &["doctor"]);
    assert!(stdout(&doctor).contains("is sound"), "{}", stdout(&doctor));
}

#[test]
fn fetch_beside_a_serving_stand_leaves_stories_to_it() {
    let press = Press::open(0.0);
    let place = place();
    let served = Served::start(place.command(press.port, &["serve", "--no-catalogue"]));
    let file = place.folder.path().join("press.opml");
    std::fs::write(&file, press.opml()).expect("writes");
    assert!(place.run(press.port, &["import", file.to_str().expect("a path")]).status.success());
    let out = place.run(press.port, &["fetch", "--all"]);
    assert!(out.status.success(), "{}", stderr(&out));
    common::until(std::time::Duration::from_secs(30), || {
        place
            .store()
            .read_here(|tx| newsstand_store::articles::unplaced(tx, newsstand_news::Moment::from_micros(i64::MAX), 1))
            .is_ok_and(|waiting| waiting.is_empty())
    });
    drop(served);
}

#[test]
fn stages_answer_line_by_line_and_survive_bad_lines() {
    use std::io::Write as _;
    let ask = |stage: &[&str], lines: &str| {
        let mut child = Command::new(BINARY)
            .arg("stage")
            .args(stage)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("starts");
        child.stdin.take().expect("open").write_all(lines.as_bytes()).expect("writes");
        let out = child.wait_with_output().expect("ends");
        stdout(&out).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let feed = ask(
        &["feed"],
        "{\"text\":\"<rss><channel><title>T</title><item><title>E</title><link>https://a.example/1</link></item></channel></rss>\",\"more\":1}\nnot json\n",
    );
    assert!(feed[0].contains("\"title\":\"T\"") && feed[1].starts_with("{\"error\":"), "{feed:?}");
    let article = ask(
        &["article"],
        "{\"id\":\"1\",\"html\":\"<html lang=en><title>A bell</title><article><h1>A bell</h1><p>The bell of Saltmere was found in the basement of the council on Monday, where it had been used to hold a door open.</p><p>It was cast in 1871 and weighs more than two horses.</p></article>\",\"url\":\"https://a.example/bell\"}\n",
    );
    assert!(article[0].contains("\"title\":\"A bell\"") && article[0].contains("two horses"), "{article:?}");
    let story = ask(
        &["story", "--final"],
        "{\"id\":\"a\",\"title\":\"Bell found in Saltmere basement\",\"text\":\"\",\"published\":\"2026-01-01T00:00:00Z\",\"publisher\":\"P\",\"language\":\"en\"}\n",
    );
    assert!(story.len() == 2 && story[0].contains("\"story\":"), "{story:?}");
    let ledger = ask(
        &["ledger"],
        "{\"id\":\"1\",\"title\":\"\",\"text\":\"The embassy said that at least 1,440 people had come.\",\"language\":\"en\"}\n",
    );
    assert!(ledger[0].contains("1440") && ledger[0].contains(">="), "{ledger:?}");
    let pick = ask(
        &["pick"],
        "{\"id\":\"1\",\"time\":\"2026-01-01T00:00:00Z\",\"history\":[],\"candidates\":[{\"id\":\"x\"},{\"id\":\"y\"}]}\n",
    );
    assert!(pick[0].contains("\"scores\":["), "{pick:?}");
}

#[test]
fn plans_are_put_on_offer_changed_and_taken_off() {
    for place in places() {
        let add = ["plans", "add", "all-titles", "--name", "All titles", "--price", "8.00EUR", "--period", "month"];
        let out = place.run(1, &add);
        assert_eq!(
            stdout(&out),
            "all-titles: All titles, 8.00 EUR a month, 14 days free without a card.\n",
            "{}",
            stderr(&out)
        );
        let again = place.run(1, &add);
        assert_eq!(again.status.code(), Some(1));
        assert!(stderr(&again).contains("called all-titles already"), "{}", stderr(&again));
        for wrong in [["--trial", "91"], ["--people", "13"], ["--trial", "0"]] {
            let out = place.run(1, &["plans", "add", "x", "--name", "X", "--period", "year", "--price=1EUR", wrong[0], wrong[1]]);
            assert_eq!(out.status.code(), Some(2), "{wrong:?}: {}", stderr(&out));
        }
        let changed = place.run(1, &["plans", "change", "all-titles", "--trial", "30", "--card", "yes", "--people", "4"]);
        let kept = "all-titles: All titles, 8.00 EUR a month, 30 days free with a card, up to 4 people";
        assert_eq!(stdout(&changed), format!("{kept}.\n"), "{}", stderr(&changed));
        assert_eq!(stdout(&place.run(1, &["plans", "off", "all-titles"])), format!("{kept}; off.\n"));
        let listed = stdout(&place.run(1, &["plans", "list", "--json"]));
        assert!(listed.contains("\"cents\":800") && listed.contains("\"on\":false"), "{listed}");
        assert_eq!(stdout(&place.run(1, &["plans", "change", "all-titles", "--on"])), format!("{kept}.\n"));
        assert_eq!(place.run(1, &["plans", "off", "none"]).status.code(), Some(1));
    }
}
