//! `newsstand stage …`: each pure stage as a filter. One JSON line out for every line in, in order, streaming.

use flate2::read::MultiGzDecoder;
use newsstand_news::Address;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{BufRead as _, Read as _, Write};
use std::path::Path;

use super::{Failure, Outcome};
use crate::cli::{Stage, exit};
use crate::hints::Book;

/// Longest line that is read, and largest file behind a `path`, in bytes.
const LIMIT: u64 = 64 << 20;

/// Runs a stage over standard input.
pub fn run(stage: &Stage) -> Outcome {
    match stage {
        Stage::Feed => lines(|request: newsstand_feeds::stage::Request| feed(&request)),
        Stage::Article { hints } => {
            let book = hints.as_deref().map(book).transpose()?;
            lines(|request: newsstand_extract::stage::Request| article(&request, book.as_ref()))
        }
        Stage::Story { last } => stories(*last),
        Stage::Ledger => lines(|request: newsstand_ledger::stage::Request| Ok(newsstand_ledger::stage::answer(&request))),
        Stage::Pick => {
            let mut stage = newsstand_desk::stage::pick::Stage::new();
            lines(move |line| Ok(stage.line(line)))
        }
    }
}

fn stories(last: bool) -> Outcome {
    let mut stage = newsstand_desk::stage::story::Stage::new(newsstand_desk::Settings::default());
    let code = lines(|line| Ok(stage.line(line)))?;
    if last {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for answer in stage.finish() {
            write(&mut out, &answer)?;
        }
        out.flush()?;
    }
    Ok(code)
}

/// Answers every line; a bad line answers `{"error": …}` and the run goes on.
fn lines<Q: DeserializeOwned, A: Serialize>(mut answer: impl FnMut(Q) -> Result<A, String>) -> Outcome {
    let mut input = std::io::BufReader::with_capacity(1 << 20, std::io::stdin().lock());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    let mut bad = false;
    loop {
        line.clear();
        if input.by_ref().take(LIMIT).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answered = serde_json::from_slice(&line).map_err(|error| error.to_string()).and_then(&mut answer);
        match answered {
            Ok(answer) => write(&mut out, &answer)?,
            Err(error) => {
                bad = true;
                write(&mut out, &serde_json::json!({ "error": error }))?;
            }
        }
        // Whoever reads along sees each answer as soon as it is there; a pipe full of lines is answered in blocks.
        if !input.buffer().contains(&b'\n') {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(if bad { exit::PARTLY } else { exit::OK })
}

fn write(out: &mut impl Write, value: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, value).map_err(|error| error.to_string())?;
    out.write_all(b"\n").map_err(Failure::from)
}

fn feed(request: &newsstand_feeds::stage::Request) -> Result<newsstand_feeds::stage::Answer, String> {
    let bytes = match request.inline()? {
        Some(bytes) => bytes,
        None => file(request.path.as_deref().ok_or("one of path, text or base64 is wanted")?)?,
    };
    let clean = |markup: &str, base: Option<&newsstand_news::Address>| newsstand_extract::clean(markup, base).as_str().to_owned();
    Ok(newsstand_feeds::stage::answer(request, &bytes, &clean))
}

/// The hints of a folder. Unlike a stand, a stage that was asked for hints does not go on with a part of them.
fn book(folder: &Path) -> Result<Book, Failure> {
    if !folder.is_dir() {
        return Err(format!("There is no folder {} with hints.", folder.display()).into());
    }
    let (book, told) = Book::read(folder);
    if told.is_empty() { Ok(book) } else { Err(told.join("\n").into()) }
}

fn article(request: &newsstand_extract::stage::Request, book: Option<&Book>) -> Result<newsstand_extract::stage::Answer, String> {
    let html = match (&request.html, &request.path) {
        (Some(html), _) => html.clone(),
        (None, Some(path)) => page_of(path)?,
        (None, None) => return Err("one of path or html is wanted".into()),
    };
    let host = request.url.as_deref().and_then(Address::new).map(|address| address.host());
    match book.and_then(|book| book.of_host(&host?)) {
        Some(hints) => newsstand_extract::stage::answer_hinted(request, &html, hints),
        None => newsstand_extract::stage::answer(request, &html),
    }
}

/// A saved page, decoded.
pub fn page_of(path: &str) -> Result<String, String> {
    Ok(newsstand_feeds::charset::decode(&file(path)?, None).0.to_string())
}

/// A file's bytes, unpacked when it is gzip.
fn file(path: &str) -> Result<Vec<u8>, String> {
    let bytes = read_file(Path::new(path)).map_err(|error| format!("{path}: {error}"))?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    MultiGzDecoder::new(bytes.as_slice()).take(LIMIT).read_to_end(&mut out).map_err(|error| format!("{path}: {error}"))?;
    Ok(out)
}

fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    std::fs::File::open(path)?.take(LIMIT).read_to_end(&mut out)?;
    Ok(out)
}
