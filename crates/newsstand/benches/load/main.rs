//! `cargo bench`: what a stand costs, end to end, measured on the real binary against publishers on loopback.
//!
//! 500 titles with 40 entries each (`NEWSSTAND_BENCH_TITLES` and `NEWSSTAND_BENCH_ENTRIES` change that) are served by
//! this program, one loopback address per title, so that politeness per host behaves as it does on the web. CPU is
//! user + system time of the stand's process as the kernel counts it; memory is its proportional set size. Linux only.

mod cpu;
mod http;
mod publishers;
mod words;

use cpu::Usage;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_newsstand");

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn main() {
    // `cargo test --benches` passes --test: measuring is not testing.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let (titles, entries) = (number("NEWSSTAND_BENCH_TITLES", 500), number("NEWSSTAND_BENCH_ENTRIES", 40));
    let folder = std::env::temp_dir().join(format!("newsstand-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let publishers = publishers::open(titles, entries);
    let opml = folder.join("load.opml");
    std::fs::write(&opml, publishers.opml()).expect("writes");
    println!("{titles} titles × {entries} entries, {:.1} MB of feeds", publishers.bytes() as f64 / 1e6);

    let stand = Stand { data: folder.join("data"), port: 18_700 };
    stand.run(&["import", opml.to_str().expect("a path")]);
    let ingest = stand.run(&["fetch"]);
    let articles = stand.articles();
    row(
        "ingest, everything on",
        ingest.cpu_ms() / articles as f64,
        "ms CPU per article",
        &format!("{articles} of {} articles, {:.1} s wall", titles * entries, ingest.wall.as_secs_f64()),
    );
    // From here on as in life: one program serves and has the desk in mind, feeds are visited again.
    let served = stand.serve();
    let mut client = http::Client::new(stand.port);
    client.wait(Duration::from_secs(60));
    let before = publishers.not_modified();
    let same = stand.refresh(&served);
    row(
        "refresh, nothing new",
        same.cpu_ms() / titles as f64,
        "ms CPU per feed",
        &format!("{} answers of 304", publishers.not_modified() - before),
    );
    publishers.publish(2);
    stand.refresh(&served);
    publishers.publish(2);
    let before = stand.articles();
    let two = stand.refresh(&served);
    row(
        "refresh, 2 new each",
        two.cpu_ms() / titles as f64,
        "ms CPU per feed",
        &format!("{} new articles", stand.articles() - before),
    );
    let disk = size(&stand.data);
    row(
        "disk with the search index",
        disk as f64 / 1024.0 / stand.articles() as f64,
        "KB per article",
        &format!("{:.1} MB", disk as f64 / 1e6),
    );
    pages(&mut client, &served);
    match std::env::var_os("NEWSSTAND_BENCH_KEEP") {
        Some(_) => println!("kept: {}", folder.display()),
        None => drop(std::fs::remove_dir_all(&folder)),
    }
}

fn row(what: &str, value: f64, unit: &str, note: &str) {
    println!("{what:28} {value:9.3} {unit:20} {note}");
}

/// The stand under measurement.
struct Stand {
    data: std::path::PathBuf,
    port: u16,
}

impl Stand {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command.args(arguments).arg("--data").arg(&self.data).args(["--allow", "127.0.0.0/8"]);
        command.args(["--listen", &format!("127.0.0.1:{}", self.port)]);
        command
    }

    fn run(&self, arguments: &[&str]) -> Usage {
        let before = cpu::children();
        let started = Instant::now();
        let done = self.command(arguments).stdout(Stdio::null()).status().expect("runs");
        assert!(done.code().is_some_and(|code| code == 0 || code == 3), "{arguments:?} ended with {done}");
        Usage { ticks: cpu::children() - before, wall: started.elapsed() }
    }

    fn articles(&self) -> usize {
        let out = self.command(&["doctor", "--json"]).output().expect("runs");
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        let counted = text.split(" articles").next().and_then(|text| text.rsplit(' ').next()).and_then(|text| text.parse().ok());
        counted.unwrap_or_else(|| panic!("the doctor counts articles: {text}"))
    }
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).filter(std::fs::Metadata::is_file).map(|file| file.len()).sum()
}

struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Stand {
    fn serve(&self) -> Served {
        let mut command = self.command(&["serve", "--no-catalogue"]);
        Served(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts"))
    }

    /// Every feed is visited once beside the serving stand, which places what comes in; both are counted.
    fn refresh(&self, served: &Served) -> Usage {
        let before = cpu::of(served.0.id());
        let visits = self.run(&["fetch", "--all"]);
        // The serving stand lays out once more after the last article.
        std::thread::sleep(Duration::from_secs(4));
        Usage { ticks: visits.ticks + cpu::of(served.0.id()) - before, wall: visits.wall }
    }
}

/// Pages of the stand, asked for one after the other over one connection.
fn pages(client: &mut http::Client, served: &Served) {
    let front = client.get("/");
    let articles = http::links(&front, "/article/");
    assert!(!articles.is_empty(), "the front page links to articles");
    let search = ["harbour", "council", "battery", "election"].map(|word| format!("/search?q={word}"));
    let front: [String; 1] = ["/".to_owned()];
    for (what, paths, times) in
        [("front page", &front[..], 400), ("article page", &articles[..], 800), ("search", &search[..], 400)]
    {
        // Once unmeasured: caches of the pages and of the database fill as they would on any stand.
        paths.iter().for_each(|path| drop(client.get(path)));
        let before = cpu::of(served.0.id());
        let mut bytes = 0;
        for number in 0..times {
            bytes += client.get(&paths[number % paths.len()]).len();
        }
        let usage = Usage { ticks: cpu::of(served.0.id()) - before, wall: Duration::ZERO };
        row(
            what,
            usage.cpu_ms() / times as f64,
            "ms CPU per page",
            &format!("{:.0} KB", bytes as f64 / times as f64 / 1e3),
        );
    }
    row(
        "memory after",
        cpu::memory_kib(served.0.id()) as f64 / 1024.0,
        "MiB",
        "proportional set size of `serve`, desk in mind",
    );
}
