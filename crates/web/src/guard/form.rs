//! Forms that change something: read, limited, and taken only with the token of the browser's own seat.

use std::collections::HashMap;

use axum::extract::{FromRequest, Request};
use axum::http::header;

use crate::door::{Trouble, Visitor};
use crate::state::State;

/// The field that carries the token.
pub const TOKEN: &str = "slip";
/// Most bytes in a form that is not a file.
const FORM_LIMIT: usize = 64 * 1024;

/// A form whose token was right. Every handler of an unsafe method takes one of these, or an [`crate::guard::form::Upload`].
pub struct Form {
    /// Who sent it.
    pub visitor: Visitor,
    fields: HashMap<String, String>,
}

impl Form {
    /// A field; empty when it is not there.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
    /// Where to go afterwards: a path of ours, else `otherwise`.
    pub fn back(&self, otherwise: &str) -> String {
        own_path(self.field("back")).unwrap_or(otherwise).to_owned()
    }
}

/// The path when it leads to the stand itself, never to another host.
pub fn own_path(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|b| (0x21..0x7f).contains(&b) && b != b'\\');
    (plain && path.starts_with('/') && !path.starts_with("//") && path.len() < 2048).then_some(path)
}

impl FromRequest<State> for Form {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &State) -> Result<Self, Trouble> {
        let visitor = request.extensions().get::<Visitor>().cloned().ok_or(Trouble::Refused)?;
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Trouble::Refused);
        }
        let bytes = axum::body::to_bytes(request.into_body(), FORM_LIMIT).await.map_err(|_| Trouble::TooLarge)?;
        let fields = pairs(&bytes);
        let token = fields.get(TOKEN).map_or("", String::as_str);
        if !visitor.seat.owns(token, visitor.bound(), &state.secret) {
            return Err(Trouble::Refused);
        }
        Ok(Self { visitor, fields })
    }
}

/// A file sent by a form whose token was right.
pub struct Upload {
    /// The file's bytes.
    pub file: Vec<u8>,
}

impl FromRequest<State> for Upload {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &State) -> Result<Self, Trouble> {
        let visitor = request.extensions().get::<Visitor>().cloned().ok_or(Trouble::Refused)?;
        let mut parts = axum::extract::Multipart::from_request(request, state).await.map_err(|_| Trouble::Refused)?;
        let (mut trusted, mut file) = (false, None);
        while let Some(part) = parts.next_field().await.map_err(|_| Trouble::TooLarge)? {
            match part.name() {
                Some(TOKEN) => {
                    let token = part.text().await.map_err(|_| Trouble::Refused)?;
                    trusted = visitor.seat.owns(&token, visitor.bound(), &state.secret);
                }
                // The token stands before the file, so that a stranger's file is not even read.
                Some("file") if trusted => file = Some(part.bytes().await.map_err(|_| Trouble::TooLarge)?.to_vec()),
                _ => {}
            }
        }
        match file {
            Some(file) if trusted => Ok(Self { file }),
            None if trusted => Err(Trouble::Wrong("No file came with the form. Choose one and send it again.".into())),
            _ => Err(Trouble::Refused),
        }
    }
}

/// Reads `application/x-www-form-urlencoded`; the first of two fields with one name wins.
fn pairs(bytes: &[u8]) -> HashMap<String, String> {
    let mut out = HashMap::new();
    for pair in bytes.split(|b| *b == b'&').take(256) {
        let mut halves = pair.splitn(2, |b| *b == b'=');
        let name = decode(halves.next().unwrap_or_default());
        let value = decode(halves.next().unwrap_or_default());
        out.entry(name).or_insert(value);
    }
    out
}

fn decode(bytes: &[u8]) -> String {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        let hex = |at: usize| tail.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = tail.get(2..).unwrap_or_default();
                continue;
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(*first),
        }
        rest = tail;
    }
    String::from_utf8_lossy(&out).replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded() {
        let fields = pairs("slip=a%20b+c&q=%D8%A8&bad=%zz%4&=x&q=second".as_bytes());
        assert_eq!(fields.get("slip").unwrap(), "a b c");
        assert_eq!(fields.get("q").unwrap(), "ب");
        assert_eq!(fields.get("bad").unwrap(), "%zz%4");
    }

    #[test]
    fn only_own_paths_are_gone_back_to() {
        assert_eq!(own_path("/title/x?page=2"), Some("/title/x?page=2"));
        for bad in ["", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/x\r\nSet-Cookie: a"]
        {
            assert_eq!(own_path(bad), None, "{bad:?}");
        }
    }
}
