//! A small server on loopback that answers from a script and remembers what it was asked.
#![allow(dead_code)] // Each test binary uses its part of it.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use newsstand_fetch::{Body, Failure, Fetcher, Request, Response, Settings, Want};
use newsstand_news::Address;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A piece of an answer.
pub enum Piece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// These bytes, so many times.
    Times(Vec<u8>, usize),
    /// Silence.
    Wait(Duration),
    /// The end of the connection.
    Close,
}

/// An answer, head included.
pub type Answer = Vec<Piece>;

/// What was asked: the path with its query, the whole head as it came, what was sent along, and how often this path was
/// asked before.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    pub head: String,
    pub body: String,
    pub before: usize,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
    }
}

type Script = dyn Fn(&Asked) -> Answer + Send + Sync;

#[derive(Default)]
struct Seen {
    asked: Mutex<Vec<Asked>>,
    connections: AtomicUsize,
    inside: AtomicUsize,
    most: AtomicUsize,
}

/// The server; it ends with its test's runtime.
#[derive(Clone)]
pub struct Server {
    pub port: u16,
    seen: Arc<Seen>,
}

impl Server {
    pub async fn start(script: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), seen: Arc::default() };
        let (seen, script): (_, Arc<Script>) = (Arc::clone(&server.seen), Arc::new(script));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                seen.connections.fetch_add(1, SeqCst);
                tokio::spawn(serve(stream, Arc::clone(&seen), Arc::clone(&script)));
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
    pub fn asked(&self) -> Vec<Asked> {
        self.seen.asked.lock().unwrap().clone()
    }
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }
    pub fn connections(&self) -> usize {
        self.seen.connections.load(SeqCst)
    }
    /// The most requests that were being answered at once.
    pub fn most_at_once(&self) -> usize {
        self.seen.most.load(SeqCst)
    }
    /// Settings that let this server, and nothing else on this machine, be reached.
    pub fn settings(&self) -> Settings {
        Settings { allow: vec![format!("127.0.0.1:{}", self.port).parse().unwrap()], ..quick() }
    }
    pub fn fetcher(&self) -> Fetcher {
        Fetcher::new(self.settings()).unwrap()
    }
}

/// The usual settings with shorter deadlines.
pub fn quick() -> Settings {
    Settings {
        user_agent: Settings::named(Some("https://stand.example/about")),
        total_timeout: Duration::from_secs(20),
        idle_timeout: Duration::from_secs(5),
        ..Settings::default()
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Seen>, script: Arc<Script>) {
    let mut buffer = Vec::new();
    loop {
        let Some(head) = read_head(&mut stream, &mut buffer).await else { return };
        let Some(body) = read_body(&mut stream, &mut buffer, &head).await else { return };
        let asked = note(&seen, head, body);
        let now = seen.inside.fetch_add(1, SeqCst) + 1;
        seen.most.fetch_max(now, SeqCst);
        let open = answer(&mut stream, script(&asked)).await;
        seen.inside.fetch_sub(1, SeqCst);
        if open.is_none() {
            return;
        }
    }
}

async fn read_head(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<String> {
    loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let head: Vec<u8> = buffer.drain(..end + 4).collect();
            return Some(head.iter().map(|byte| char::from(*byte)).collect());
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
}

async fn read_body(stream: &mut TcpStream, buffer: &mut Vec<u8>, head: &str) -> Option<String> {
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |length| length.parse().unwrap());
    while buffer.len() < length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    Some(String::from_utf8_lossy(&buffer.drain(..length).collect::<Vec<u8>>()).into_owned())
}

fn note(seen: &Seen, head: String, body: String) -> Asked {
    let path = head.split(' ').nth(1).unwrap_or("").to_owned();
    let mut all = seen.asked.lock().unwrap();
    let before = all.iter().filter(|asked| asked.path == path).count();
    all.push(Asked { path, head, body, before });
    all.last().unwrap().clone()
}

async fn answer(stream: &mut TcpStream, pieces: Answer) -> Option<()> {
    for piece in pieces {
        match piece {
            Piece::Bytes(bytes) => stream.write_all(&bytes).await.ok()?,
            Piece::Times(bytes, times) => {
                for _ in 0..times {
                    stream.write_all(&bytes).await.ok()?;
                }
            }
            Piece::Wait(span) => tokio::time::sleep(span).await,
            Piece::Close => return None,
        }
    }
    Some(())
}

/// `200 OK` with these headers and this body, whole.
pub fn ok(headers: &str, body: impl AsRef<[u8]>) -> Answer {
    status("200 OK", headers, body)
}

/// A whole answer.
pub fn status(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Answer {
    let body = body.as_ref();
    let mut bytes = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    vec![Piece::Bytes(bytes)]
}

/// A redirect.
pub fn to(code: u16, location: &str) -> Answer {
    status(&format!("{code} Elsewhere"), &format!("Location: {location}\r\n"), "")
}

/// Only a head; the body follows, and its end is the end of the connection.
pub fn head(headers: &str) -> Piece {
    Piece::Bytes(format!("HTTP/1.1 200 OK\r\n{headers}Connection: close\r\n\r\n").into_bytes())
}

pub fn request(url: &str, want: Want) -> Request {
    Request::new(Address::new(url).unwrap(), want)
}

pub async fn get(fetcher: &Fetcher, url: &str) -> Result<Response, Failure> {
    fetcher.get(&request(url, Want::Feed)).await
}

/// The code of a failure, or `ok`.
pub async fn code(fetcher: &Fetcher, url: &str, want: Want) -> &'static str {
    fetcher.get(&request(url, want)).await.map_or_else(|failure| failure.code, |_| "ok")
}

pub fn bytes(response: Response) -> Vec<u8> {
    match response.body {
        Body::Bytes(bytes) => bytes,
        Body::NotModified => panic!("no body"),
    }
}
