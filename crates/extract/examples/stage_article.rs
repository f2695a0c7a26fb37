//! `newsstand stage article` without the rest of the house: JSON lines on stdin, JSON lines on stdout. For measuring.

use std::io::{BufRead, Read, Write, stdin, stdout};

use flate2::read::MultiGzDecoder;
use newsstand_extract::stage::{Request, answer};

fn main() -> std::io::Result<()> {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let line = line?;
        let told = match serde_json::from_str::<Request>(&line).map_err(|error| error.to_string()).and_then(run) {
            Ok(told) => told,
            Err(error) => serde_json::json!({ "error": error }).to_string(),
        };
        writeln!(out, "{told}")?;
    }
    Ok(())
}

fn run(request: Request) -> Result<String, String> {
    let html = match (&request.html, &request.path) {
        (Some(html), _) => html.clone(),
        (None, Some(path)) => read(path).map_err(|error| format!("{path}: {error}"))?,
        (None, None) => return Err("neither html nor path".into()),
    };
    answer(&request, &html).and_then(|answer| serde_json::to_string(&answer).map_err(|error| error.to_string()))
}

fn read(path: &str) -> std::io::Result<String> {
    let bytes = std::fs::read(path)?;
    let mut plain = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain)?;
    } else {
        plain = bytes;
    }
    Ok(String::from_utf8_lossy(&plain).into_owned())
}
