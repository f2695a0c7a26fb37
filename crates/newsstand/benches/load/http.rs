//! A small HTTP client over one connection, so that measuring costs little.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

pub struct Client {
    port: u16,
    stream: Option<BufReader<TcpStream>>,
}

impl Client {
    pub fn new(port: u16) -> Self {
        Self { port, stream: None }
    }

    /// Waits until the stand answers.
    pub fn wait(&mut self, most: Duration) {
        let started = Instant::now();
        while self.ask("/healthz").is_none() {
            assert!(started.elapsed() < most, "the stand does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A page's body; panics when it is not answered with 200.
    pub fn get(&mut self, path: &str) -> String {
        let (status, body) = self.ask(path).or_else(|| self.ask(path)).unwrap_or_else(|| panic!("{path} is not answered"));
        assert_eq!(status, 200, "{path}");
        body
    }

    fn ask(&mut self, path: &str) -> Option<(u16, String)> {
        if self.stream.is_none() {
            self.stream = TcpStream::connect(("127.0.0.1", self.port)).ok().map(BufReader::new);
        }
        let stream = self.stream.as_mut()?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAccept: text/html\r\n\r\n", self.port);
        let answer = stream.get_mut().write_all(request.as_bytes()).ok().and_then(|()| answer(stream));
        if answer.is_none() {
            self.stream = None;
        }
        answer
    }
}

fn answer(stream: &mut BufReader<TcpStream>) -> Option<(u16, String)> {
    let mut line = String::new();
    stream.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let status = line.split(' ').nth(1)?.parse().ok()?;
    let (mut length, mut chunked) = (None, false);
    loop {
        line.clear();
        stream.read_line(&mut line).ok()?;
        let header = line.trim().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse::<usize>().ok();
        }
        chunked |= header.starts_with("transfer-encoding:") && header.contains("chunked");
    }
    let mut body = Vec::new();
    if chunked {
        loop {
            line.clear();
            stream.read_line(&mut line).ok()?;
            let size = usize::from_str_radix(line.trim(), 16).ok()?;
            let from = body.len();
            body.resize(from + size + 2, 0);
            stream.read_exact(&mut body[from..]).ok()?;
            body.truncate(from + size);
            if size == 0 {
                break;
            }
        }
    } else {
        body.resize(length?, 0);
        stream.read_exact(&mut body).ok()?;
    }
    Some((status, String::from_utf8_lossy(&body).into_owned()))
}

/// Addresses in a page that begin with `start`, each once.
pub fn links(page: &str, start: &str) -> Vec<String> {
    let mut found: Vec<String> = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| link.starts_with(start))
        .map(|link| link.split('#').next().unwrap_or(link).to_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}
