//! `stage feed` without the rest of the program, for measuring this room: JSON lines in, JSON lines out.

use std::io::{BufRead, Write};

use newsstand_feeds::stage::{Request, answer};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answered = respond(&line?).unwrap_or_else(|error| serde_json::json!({ "error": error }).to_string());
        writeln!(out, "{answered}")?;
        out.flush()?;
    }
    Ok(())
}

fn respond(line: &str) -> Result<String, String> {
    let request: Request = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let bytes = match (request.inline()?, &request.path) {
        (Some(bytes), _) => bytes,
        (None, Some(path)) => std::fs::read(path).map_err(|error| error.to_string())?,
        (None, None) => Vec::new(),
    };
    serde_json::to_string(&answer(&request, &bytes, &|html, base| newsstand_extract::clean(html, base).as_str().to_owned()))
        .map_err(|error| error.to_string())
}
