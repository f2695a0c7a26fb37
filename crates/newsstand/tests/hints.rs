//! Hints per title: the shipped example holds, what no longer fits is told, and a stand and a stage read pages with them.

mod common;

use common::{BINARY, Place, Press, places, stderr, stdout};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/operators/hints")
}

fn check(files: &[&Path], more: &[&str]) -> Output {
    Command::new(BINARY).args(["hints", "check"]).args(files).args(more).output().expect("runs")
}

/// A copy of the example, changed.
fn changed(from: &str, to: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    for file in std::fs::read_dir(examples()).expect("the examples").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("reads");
        std::fs::write(folder.path().join(file.file_name()), text.replace(from, to)).expect("writes");
    }
    let file = folder.path().join("saltmere-tidings.toml");
    (folder, file)
}

#[test]
fn every_shipped_example_holds_and_is_needed() {
    let files: Vec<PathBuf> = std::fs::read_dir(examples()).expect("the examples").flatten().map(|file| file.path()).collect();
    let files: Vec<&Path> =
        files.iter().map(PathBuf::as_path).filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    assert!(!files.is_empty());
    let out = check(&files, &[]);
    assert_eq!(out.status.code(), Some(0), "{}{}", stdout(&out), stderr(&out));
    assert!(
        stdout(&out).contains("All of it holds.") && !stdout(&out).contains("not needed"),
        "{}",
        stdout(&out)
    );
    let rows = stdout(&check(&files, &["--json"]));
    for line in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("json");
        assert!(row["ok"] == true && row["title"] == "saltmere-tidings" && row["from"].is_string(), "{line}");
    }
    assert!(rows.lines().count() > 20);
}

#[test]
fn what_does_not_hold_is_told_and_fails() {
    for (from, to, words) in [
        ("\"#lede > h2\"", "\"#lede > h3\"", "! headline "),
        (".from-the-shelf\"]", ".from-the-attic\"]", "“SHELF OF 1931” must not be in the text"),
        ("before the herring comes.\"", "after the herring came.\"", "! expect.ends"),
        ("2026-03.html", "2027-03.html", "The saved page cannot be read"),
        (".penned", "p:first-child", "“:first-child”"),
        ("kicker =", "kickr =", "unknown field"),
        ("from = 2026-03-01", "from = 2024-09-01", "begin on this day"),
    ] {
        let (_folder, file) = changed(from, to);
        // Pages keep their names.
        let out = check(&[&file], &[]);
        assert_eq!(out.status.code(), Some(1), "{from}: {}{}", stdout(&out), stderr(&out));
        assert!(stdout(&out).contains(words), "{from}: {}", stdout(&out));
    }
}

fn stage(arguments: &[&str], page: &str) -> String {
    let request = serde_json::json!({ "id": 1, "path": examples().join(page), "url": "https://tidings.example/a/1" });
    let mut child = Command::new(BINARY)
        .args(["stage", "article"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    // A stage that refuses its folder reads nothing.
    let _ = writeln!(child.stdin.take().expect("open"), "{request}");
    let out = child.wait_with_output().expect("ends");
    stdout(&out) + &stderr(&out)
}

#[test]
fn a_stage_reads_with_hints_only_where_it_is_told_to() {
    let folder = examples();
    let with = ["--hints", folder.to_str().expect("a path")];
    for (page, version, gone) in [
        ("saltmere-tidings-2024-09.html", "2024-09-01", "SHELF OF 1931"),
        ("saltmere-tidings-2026-03.html", "2026-03-01", "was poured in one night"),
    ] {
        let (plain, hinted) = (stage(&[], page), stage(&with, page));
        assert!(plain.contains(gone) && !plain.contains("\"hints\""), "{plain}");
        assert!(
            !hinted.contains(gone) && hinted.contains(&format!("\"hints\":{{\"from\":\"{version}\"")),
            "{hinted}"
        );
        assert!(hinted.contains("\"passed_over\":[]"), "{hinted}");
    }
    let (broken, _) = changed("kicker =", "kickr =");
    let refused = stage(&["--hints", broken.path().to_str().expect("a path")], "saltmere-tidings-2024-09.html");
    assert!(refused.contains("unknown field") && !refused.contains("\"id\""), "{refused}");
    assert!(stage(&["--hints", "nowhere"], "saltmere-tidings-2024-09.html").contains("There is no folder"));
}

/// What the stand knows of its articles, by address.
fn articles(place: &Place, port: u16) -> Vec<serde_json::Value> {
    let out = stdout(&place.run(port, &["articles", "--json"]));
    out.lines().map(|line| serde_json::from_str(line).expect("json")).collect()
}

fn hint(place: &Place, name: &str, text: &str) {
    let folder = place.data().join("hints");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(name), text).expect("writes");
}

#[test]
fn a_stand_reads_pages_with_its_hints_and_passes_over_what_is_broken() {
    let press = Press::open(0.0);
    for place in places() {
        let home = format!("http://herald.localhost:{}/", press.port);
        let added = stdout(&place.run(press.port, &["titles", "add", &home, "--json"]));
        let slug = serde_json::from_str::<serde_json::Value>(&added).expect("json")["slug"].as_str().expect("a slug").to_owned();
        let hints = format!(
            "title = '{slug}'\n[[version]]\nfrom = 2020-01-01\nheadline = ['time']\nbody = ['nowhere']\n\
             [[version]]\nfrom = 2099-01-01\nleave_out = ['p']\n"
        );
        hint(&place, "herald.toml", &hints);
        hint(&place, "broken.toml", "title = 'x'\n[[version]]\nfrom = 2020-01-01\nbody = ['p:hover']\n");
        let out = place.run(press.port, &["fetch"]);
        let told = stderr(&out);
        assert!(told.contains("broken.toml") && told.contains("“:hover”"), "{}: {told}", place.engine);
        let doctor = place.run(press.port, &["doctor"]);
        assert!(doctor.status.code() == Some(1) && stdout(&doctor).contains("broken.toml"), "{}", stdout(&doctor));
        let hinted = articles(&place, press.port);
        std::fs::remove_file(place.data().join("hints/herald.toml")).expect("removes");
        place.run(press.port, &["rebuild"]);
        let plain = articles(&place, press.port);
        hint(&place, "herald.toml", &hints);
        place.run(press.port, &["rebuild"]);
        let again = articles(&place, press.port);
        let headlines = |all: &[serde_json::Value]| {
            all.iter().map(|row| row["headline"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
        };
        let dated = |all: &[serde_json::Value]| {
            headlines(all).iter().filter(|words| words.starts_with(|c: char| c.is_ascii_digit())).count()
        };
        assert!(dated(&hinted) > 0 && dated(&plain) == 0, "{}: {:?}", place.engine, headlines(&plain));
        assert_eq!(headlines(&again), headlines(&hinted), "{}: a rebuild uses the same hints", place.engine);
        let words = |all: &[serde_json::Value]| all.iter().filter(|row| row["words"].as_u64() > Some(0)).count();
        assert_eq!(words(&hinted), words(&plain), "{}: no hint empties an article", place.engine);
    }
}
