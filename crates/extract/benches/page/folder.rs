//! Saved pages of a folder: `requests.jsonl` names them, each a gzip file.

use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use newsstand_extract::stage::Request;
use newsstand_news::Address;

use super::Page;

/// The pages that a folder's requests name.
pub fn all(folder: &str) -> Vec<Page> {
    let requests = std::fs::read_to_string(Path::new(folder).join("requests.jsonl")).unwrap_or_default();
    requests.lines().filter_map(|line| read(folder, line)).collect()
}

fn read(folder: &str, line: &str) -> Option<Page> {
    let request: Request = serde_json::from_str(line).ok()?;
    let name = request.path?;
    let mut bytes = Vec::new();
    MultiGzDecoder::new(std::fs::File::open(Path::new(folder).join(&name)).ok()?).read_to_end(&mut bytes).ok()?;
    let address = request.url.as_deref().and_then(Address::new).or_else(|| Address::new("http://page.invalid/"))?;
    Some(Page { name, address, html: String::from_utf8_lossy(&bytes).into_owned() })
}
