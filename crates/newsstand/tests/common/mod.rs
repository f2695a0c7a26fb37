//! A press, stands and a small HTTP client for tests of the real binary.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod browser;

use newsstand_press::{Clock, PressTitle, World};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub const BINARY: &str = env!("CARGO_BIN_EXE_newsstand");

/// A press that runs until it is dropped.
pub struct Press {
    pub world: Arc<World>,
    pub clock: Clock,
    pub port: u16,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Press {
    /// A press whose clock started now and runs `pace` times faster; 0 publishes nothing more.
    pub fn open(pace: f64) -> Self {
        let world = Arc::new(World::embedded().expect("the world is in order"));
        let clock = Clock::started_now(pace);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        runtime.spawn(newsstand_press::serve(listener, world.clone(), clock, std::future::pending()));
        Self { world, clock, port, runtime: Some(runtime) }
    }

    pub fn titles(&self) -> Vec<PressTitle> {
        newsstand_press::catalogue(&self.world, self.port)
    }

    /// Every title's main feed as OPML, half of them in folders.
    pub fn opml(&self) -> String {
        let mut out = String::from("<opml version=\"2.0\"><head><title>press</title></head><body>\n");
        for (number, title) in self.titles().iter().enumerate() {
            let feed = title.feeds.first().map(|(_, address)| address).or(title.sitemaps.first()).expect("a feed");
            let line = format!("<outline type=\"rss\" text=\"{}\" xmlUrl=\"{feed}\"/>\n", title.name.replace('&', "&amp;"));
            out.push_str(&if number % 2 == 0 {
                format!("<outline text=\"Even\"><outline text=\"Inner\">{line}</outline></outline>")
            } else {
                line
            });
        }
        out + "</body></opml>\n"
    }
}

impl Drop for Press {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Where a stand of a test rests.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub database: Option<String>,
    pub engine: &'static str,
}

/// A place on SQLite, and one on PostgreSQL where the tests have one.
pub fn places() -> Vec<Place> {
    let mut places = vec![Place { folder: tempfile::tempdir().expect("a folder"), database: None, engine: "sqlite" }];
    match std::env::var("NEWSSTAND_TEST_POSTGRES") {
        Ok(url) if !url.is_empty() => {
            use std::sync::atomic::{AtomicU32, Ordering};
            static NUMBER: AtomicU32 = AtomicU32::new(0);
            let name = format!("e2e_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
            let mut admin = postgres::Client::connect(&url, postgres::NoTls).expect("the test server answers");
            admin.batch_execute(&format!("create database {name}")).expect("a database can be made");
            let (base, _) = url.rsplit_once('/').expect("a database in the address");
            let folder = tempfile::tempdir().expect("a folder");
            places.push(Place { folder, database: Some(format!("{base}/{name}")), engine: "postgres" });
        }
        _ => eprintln!("skipped on PostgreSQL: NEWSSTAND_TEST_POSTGRES is not set"),
    }
    places
}

impl Place {
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The binary with this place and the press let through.
    pub fn command(&self, press_port: u16, arguments: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command.args(arguments).arg("--data").arg(self.data()).args([
            "--allow",
            &format!("*.localhost:{press_port}"),
            "--least",
            "1s",
        ]);
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        command
    }

    pub fn run(&self, press_port: u16, arguments: &[&str]) -> Output {
        self.command(press_port, arguments).output().expect("runs")
    }

    pub fn store(&self) -> newsstand_store::Store {
        let location = match &self.database {
            Some(url) => newsstand_store::Location::Postgres(url.clone()),
            None => newsstand_store::Location::Sqlite(self.data().join("stand.db")),
        };
        newsstand_store::Store::open(&location).expect("opens")
    }
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A served stand that ends when it is dropped.
pub struct Served {
    pub child: Child,
    pub port: u16,
}

impl Served {
    pub fn start(mut command: Command) -> Self {
        let port = free_port();
        command.args(["--listen", &format!("127.0.0.1:{port}")]).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("starts");
        let served = Self { child, port };
        until(Duration::from_secs(30), || {
            served.ask("GET", "/healthz", "").is_some_and(|(status, _, _)| status == 200)
        });
        served
    }

    pub fn get(&self, path: &str) -> (u16, String) {
        let (status, _, body) = self.ask("GET", path, "").unwrap_or_else(|| panic!("{path} is not answered"));
        (status, body)
    }

    /// Status, head and body of one request.
    pub fn ask(&self, method: &str, path: &str, headers: &str) -> Option<(u16, String, String)> {
        ask(self.port, method, path, headers)
    }

    pub fn ask_bytes(&self, method: &str, path: &str, headers: &str) -> Option<(String, Vec<u8>)> {
        ask_bytes(self.port, method, path, headers)
    }
}

/// Status, head and body of one request over a connection of its own.
pub fn ask(port: u16, method: &str, path: &str, headers: &str) -> Option<(u16, String, String)> {
    let (head, body) = ask_bytes(port, method, path, headers)?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, head, String::from_utf8_lossy(&body).into_owned()))
}

fn ask_bytes(port: u16, method: &str, path: &str, headers: &str) -> Option<(String, Vec<u8>)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n").ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let body = answer.split_off(end + 4);
    Some(if head.to_ascii_lowercase().contains("transfer-encoding: chunked") { (head, unchunk(&body)) } else { (head, body) })
}

fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap_or("0").trim(), 16).unwrap_or(0);
        if size == 0 || rest.len() < end + 2 + size {
            break;
        }
        out.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[(end + 4 + size).min(rest.len())..];
    }
    out
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

/// Waits for something to become true; panics when it does not within `most`.
#[track_caller]
pub fn until(most: Duration, mut ready: impl FnMut() -> bool) {
    let started = Instant::now();
    while !ready() {
        assert!(started.elapsed() < most, "it did not come about within {most:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Addresses in a page that begin with `start`, each once, in their order.
pub fn links(page: &str, start: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in page.split("href=\"").skip(1) {
        let link = rest.split(['"', '#']).next().unwrap_or("");
        if link.starts_with(start) && !found.iter().any(|known| known == link) {
            found.push(link.to_owned());
        }
    }
    found
}
