//! What a refresh of many feeds with nothing new costs: `cargo run --release -p newsstand-fetch --example cost`.
//!
//! A second process of this program answers 304 under 500 names; ours asks each once a round, with validators, and prints
//! the processor time it took (Linux only). The first round connects; the second finds its connections closed again, as
//! an hourly refresh does, unless `keep` is given.

use std::io::BufRead;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use newsstand_fetch::{Fetcher, Request, Settings, Validators, Want};
use newsstand_news::Address;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const FEEDS: usize = 500;
const ROUNDS: usize = 6;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|argument| argument == "serve") {
        return serve().await;
    }
    let keep = std::env::args().any(|argument| argument == "keep");
    let mut server = Command::new(std::env::current_exe()?).arg("serve").stdout(Stdio::piped()).spawn()?;
    let mut port = String::new();
    std::io::BufReader::new(server.stdout.take().ok_or("no output")?).read_line(&mut port)?;
    let made = (Instant::now(), cpu());
    let settings = Settings {
        allow: vec!["127.0.0.0/8".parse()?],
        keep_connection: Duration::from_millis(if keep { 60_000 } else { 200 }),
        ..Settings::default()
    };
    let fetcher = Fetcher::new(settings)?;
    println!("making a fetcher: {:.1} ms of processor time", (cpu() - made.1) * 1000.0);
    for round in 1..=ROUNDS {
        let (begun, before) = (Instant::now(), cpu());
        refresh(&fetcher, port.trim()).await?;
        let each = (cpu() - before) * 1000.0 / FEEDS as f64;
        println!("round {round}: {each:.3} ms of processor time a feed, {:?} in all", begun.elapsed());
        tokio::time::sleep(Duration::from_millis(if keep { 10 } else { 500 })).await;
    }
    println!("{:?}", fetcher.stats());
    server.kill()?;
    Ok(())
}

async fn refresh(fetcher: &Fetcher, port: &str) -> Result<(), Box<dyn std::error::Error>> {
    let validators =
        Validators { etag: Some("\"v1\"".to_owned()), last_modified: Some("Mon, 05 Jan 2026 10:00:00 GMT".to_owned()) };
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..FEEDS {
        let address = Address::new(&format!("http://feed{number}.localhost:{port}/feed.xml")).ok_or("bad address")?;
        let request = Request { address, want: Want::Feed, validators: validators.clone() };
        let fetcher = fetcher.clone();
        if tasks.len() >= 32 {
            tasks.join_next().await;
        }
        tasks.spawn(async move { fetcher.get(&request).await.map(|response| response.status) });
    }
    while let Some(done) = tasks.join_next().await {
        assert_eq!(done??, 304);
    }
    Ok(())
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    loop {
        let (mut stream, _) = listener.accept().await?;
        tokio::spawn(async move {
            let mut buffer = [0; 4096];
            while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {
                let answer = b"HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nCache-Control: max-age=600\r\n\r\n";
                if stream.write_all(answer).await.is_err() {
                    return;
                }
            }
        });
    }
}

/// Processor time of all threads of this process so far, in seconds (Linux counts it in nanoseconds).
fn cpu() -> f64 {
    let of = |task: std::fs::DirEntry| {
        std::fs::read_to_string(task.path().join("schedstat")).ok()?.split(' ').next()?.parse::<f64>().ok()
    };
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten();
    tasks.filter_map(|task| of(task.ok()?)).sum::<f64>() / 1e9
}
