//! The invariants of the house (ARCHITECTURE.md), kept by reading the source: what each room must not contain.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if !matches!(entry.file_name().to_str(), Some("target" | ".git")) {
                files(&path, ending, out);
            }
        } else if path.extension().is_some_and(|extension| extension == ending) {
            out.push(path);
        }
    }
}

/// The Rust files of a room's `src`, each with its text up to its tests.
fn source(room: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(&root().join("crates").join(room).join("src"), "rs", &mut found);
    assert!(!found.is_empty(), "{room} has no source");
    found.sort();
    found
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs") && !path.components().any(|part| part.as_os_str() == "tests"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("reads");
            let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or("").to_owned();
            (
                path.strip_prefix(root()).unwrap_or(&path).display().to_string().replace("crates/newsstand/../../", ""),
                text,
            )
        })
        .collect()
}

/// Lines of code (no comments) that hold one of `words`.
fn offenders(rooms: &[&str], words: &[&str], allowed: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    for room in rooms {
        for (path, text) in source(room) {
            if allowed.iter().any(|allowed| path.ends_with(allowed)) {
                continue;
            }
            for (number, line) in text.lines().enumerate() {
                let code = line.trim_start();
                if !code.starts_with("//") && words.iter().any(|word| code.contains(word)) {
                    out.push(format!("{path}:{}: {code}", number + 1));
                }
            }
        }
    }
    out
}

fn dependencies() -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("crates")).expect("crates").flatten() {
        let room = entry.file_name().to_string_lossy().into_owned();
        let manifest = std::fs::read_to_string(entry.path().join("Cargo.toml")).expect("a manifest");
        let section = manifest.split("[dependencies]").nth(1).unwrap_or("").split("\n[").next().unwrap_or("").to_owned();
        let names = section
            .lines()
            .filter_map(|line| line.split(['.', ' ', '=']).next())
            .filter(|name| !name.is_empty() && !name.starts_with('#'));
        out.insert(room, names.map(str::to_owned).collect());
    }
    out
}

const PURE: [&str; 6] = ["news", "feeds", "extract", "desk", "ledger", "members"];
const ALL: [&str; 11] = ["news", "feeds", "extract", "desk", "ledger", "members", "fetch", "store", "web", "press", "newsstand"];

#[test]
fn every_room_is_known_here() {
    let found: Vec<String> = dependencies().into_keys().collect();
    let mut known: Vec<String> = ALL.iter().map(|room| (*room).to_owned()).collect();
    known.sort();
    assert_eq!(found, known);
}

#[test]
fn the_pure_ring_knows_no_network_file_clock_chance_or_tasks() {
    let words = [
        "tokio",
        "std::net",
        "std::fs",
        "std::io::",
        "SystemTime",
        "Instant",
        "std::thread",
        "std::env",
        "std::process",
        "async fn",
        ".await",
        "Timestamp::now",
        "Zoned::now",
        "rand::",
        "getrandom",
        "RandomState",
        "println!",
        "eprintln!",
    ];
    assert_eq!(offenders(&PURE, &words, &[]), Vec::<String>::new());
    for (room, names) in dependencies() {
        if PURE.contains(&room.as_str()) {
            for banned in ["tokio", "reqwest", "rusqlite", "postgres", "axum", "rand", "ring"] {
                assert!(!names.iter().any(|name| name == banned), "{room} depends on {banned}");
            }
        }
    }
}

#[test]
fn dependencies_point_down_only() {
    // What each room may depend on, besides libraries.
    let below: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("news", &[][..]),
        ("feeds", &["news"]),
        ("extract", &["news"]),
        ("desk", &["news"]),
        ("ledger", &["news"]),
        ("members", &["news"]),
        ("fetch", &["news"]),
        ("store", &["news"]),
        ("press", &["news"]),
        ("web", &["news", "feeds", "extract", "desk", "ledger", "members", "store"]),
        ("newsstand", &ALL[..10]),
    ]);
    for (room, names) in dependencies() {
        for name in names.iter().filter_map(|name| name.strip_prefix("newsstand-")) {
            assert!(below[room.as_str()].contains(&name), "{room} depends on {name}");
        }
    }
}

#[test]
fn sql_is_written_in_the_store_only() {
    let rooms: Vec<&str> = ALL.into_iter().filter(|room| *room != "store").collect();
    let words = ["select ", "insert into", "delete from", "update ", "create table"];
    let sql = |line: &String| {
        let lower = line.to_lowercase();
        ["\"select ", "\"insert into", "\"delete from", "\"update ", "\"create table"].iter().any(|start| lower.contains(start))
    };
    assert_eq!(offenders(&rooms, &words, &[]).into_iter().filter(sql).collect::<Vec<_>>(), Vec::<String>::new());
    for (room, names) in dependencies() {
        if room != "store" {
            assert!(!names.iter().any(|name| name == "rusqlite" || name == "postgres"), "{room} depends on a database");
        }
    }
}

#[test]
fn columns_are_named() {
    assert_eq!(offenders(&["store"], &["select *", "select distinct *"], &[]), Vec::<String>::new());
}

#[test]
fn only_fetch_opens_outgoing_connections() {
    let rooms: Vec<&str> = ALL.into_iter().filter(|room| *room != "fetch").collect();
    let words = ["TcpStream::connect", "UdpSocket", "reqwest", "hyper::client", "ToSocketAddrs"];
    assert_eq!(offenders(&rooms, &words, &[]), Vec::<String>::new());
    // Letters go to the operator's own mail server, and from one place.
    assert_eq!(offenders(&ALL, &["lettre::"], &["newsstand/src/steps/letters.rs"]), Vec::<String>::new());
    for (room, names) in dependencies() {
        if room != "fetch" {
            assert!(!names.iter().any(|name| name == "reqwest"), "{room} depends on reqwest");
        }
        assert!(room == "newsstand" || !names.iter().any(|name| name == "lettre"), "{room} depends on lettre");
    }
}

#[test]
fn only_clean_makes_html_and_the_store_gives_it_back() {
    let found = offenders(&ALL, &["Html::vouched"], &[]);
    let strangers: Vec<&String> = found
        .iter()
        .filter(|line| !line.contains("crates/extract/src/clean") && !line.contains("crates/store/src/articles/mod.rs"))
        .collect();
    assert!(!found.is_empty(), "clean makes it somewhere");
    assert_eq!(strangers, Vec::<&String>::new());
}

#[test]
fn clock_and_chance_are_read_in_one_place() {
    // The press is a world of its own; the fetcher and the runner measure spans with Instant; tokens and salts are chance.
    let found = offenders(
        &["store", "web", "newsstand"],
        &["SystemTime::now", "Timestamp::now", "SystemRandom"],
        &["newsstand/src/stand.rs", "web/src/guard/chance.rs"],
    );
    assert_eq!(found, Vec::<String>::new());
}

/// GETs that change something, and why they may.
const CHANGING: [(&str, &str); 1] = [(
    "with::back",
    "OpenID Connect leads a browser back by a redirect: cookie, state, nonce and PKCE stand for the slip",
)];

#[test]
fn no_get_changes_anything() {
    let files = source("web");
    let mut handlers = 0;
    for (routes, text) in files.iter().filter(|(_, text)| text.contains(".get(\"/")) {
        for handler in text.split(".get(\"/").skip(1).filter_map(handler) {
            handlers += 1;
            if CHANGING.iter().any(|(known, _)| *known == handler) {
                continue;
            }
            let body = body_of(&files, routes, handler).unwrap_or_else(|| panic!("{routes}: where is {handler}?"));
            for word in ["store.write", "visit_now", "titles_changed"] {
                assert!(!body.contains(word), "GET {handler} changes something: {word}");
            }
        }
    }
    assert!(handlers > 30, "only {handlers} handlers were looked at");
}

/// `a::b::show` of `x/{id}", Act, a::b::show)`; none where it is no route.
fn handler(rest: &str) -> Option<&str> {
    let mut parts = rest.split(')').next()?.split(',').map(str::trim);
    let (_, _, handler) = (parts.next()?, parts.next()?, parts.next()?);
    Some(handler).filter(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ':'))
}

/// The text of a handler: in its module's file, or in one of that module's folder, from where it is passed on. One without a
/// module is in the file that names it, or is passed on by the door.
fn body_of<'a>(files: &'a [(String, String)], routes: &str, handler: &str) -> Option<&'a str> {
    let (module, function) = handler.rsplit_once("::").unwrap_or(("", handler));
    let module = module.replace("::", "/").trim_start_matches("super/").trim_start_matches("self/").to_owned();
    let here = |path: &str| match module.as_str() {
        "" => path == routes || path.ends_with("/door.rs"),
        module => path.ends_with(&format!("/{module}.rs")) || path.contains(&format!("/{module}/")),
    };
    let begins = format!("async fn {function}(");
    let text = files.iter().filter(|(path, _)| here(path)).find_map(|(_, text)| text.split(&begins).nth(1))?;
    text.split("\n}\n").next()
}

#[test]
fn files_say_what_they_are_for_and_stay_small() {
    let mut wrong = Vec::new();
    for room in ALL {
        for (path, text) in source(room) {
            if !text.starts_with("//!") {
                wrong.push(format!("{path} does not open by saying what it is for"));
            }
            let lines = text.lines().count();
            if lines > 500 {
                wrong.push(format!("{path} has {lines} lines"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_repository_speaks_of_itself_alone() {
    let mut found = Vec::new();
    for ending in ["rs", "toml", "md", "sh", "html", "css", "js", "py", "sql"] {
        files(&root(), ending, &mut found);
    }
    let banned = [
        concat!("/wo", "rk/"),
        concat!("crates", ".io-"),
        concat!("/ro", "ot/"),
        concat!("to", "do!("),
        concat!("FIX", "ME"),
        concat!("lorem ", "ipsum"),
    ];
    let mut wrong = Vec::new();
    for path in found {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        wrong.extend(banned.iter().filter(|word| text.contains(**word)).map(|word| format!("{}: {word}", path.display())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}
