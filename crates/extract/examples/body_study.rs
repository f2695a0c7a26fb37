//! For training the body's scorer: requests as JSON lines on stdin, one line per page on stdout. Without an argument the page's
//! runs with their features in hexadecimal (a request may bring `scores`, the first scores of its runs); with the path of a `forest.bin` the
//! article as these weights read it.

use std::io::{BufRead, BufWriter, Read, Write, stdin, stdout};

use flate2::read::MultiGzDecoder;
use newsstand_extract::stage::Request;
use newsstand_extract::study;
use newsstand_news::Address;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let forest = std::env::args().nth(1).map(std::fs::read).transpose()?;
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let line = line?;
        let request: Request = serde_json::from_str(&line)?;
        let mut html = Vec::new();
        MultiGzDecoder::new(std::fs::File::open(request.path.as_deref().unwrap_or(""))?).read_to_end(&mut html)?;
        let html = String::from_utf8_lossy(&html);
        match &forest {
            Some(forest) => serde_json::to_writer(&mut out, &study::answer(&request, &html, forest)?)?,
            None => serde_json::to_writer(&mut out, &runs(&request, &line, &html)?)?,
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn runs(request: &Request, line: &str, html: &str) -> Result<serde_json::Value, Box<dyn std::error::Error>> {
    let url = request.url.as_deref().filter(|url| !url.is_empty()).unwrap_or("http://page.invalid/");
    let address = Address::new(url).ok_or("no address")?;
    let asked: serde_json::Value = serde_json::from_str(line)?;
    let scores: Option<Vec<u8>> = asked.get("scores").cloned().map(serde_json::from_value).transpose()?;
    let runs = study::runs(html, &address, scores.as_deref());
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let told = runs.into_iter().map(|run| serde_json::json!({"words": run.words, "features": hex(&run.features)}));
    Ok(serde_json::json!({"id": request.id, "runs": told.collect::<Vec<_>>()}))
}
