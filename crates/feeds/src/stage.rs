//! The shapes of `newsstand stage feed`: one request in, one answer out. No file is read here; the caller brings the bytes.

use newsstand_news::{Address, Author, Complaint, Enclosure, Entry, Markup, Moment};
use serde::{Deserialize, Serialize};

use crate::{Reading, Source};

/// Makes clean HTML of markup whose relative addresses are relative to the second argument. `extract::clean` is the only one.
pub type Clean<'c> = &'c dyn Fn(&str, Option<&Address>) -> String;

/// One line of input. Exactly one of `path`, `text` and `base64` says where the feed is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Request {
    /// A file, which may be gzipped; read by the caller.
    pub path: Option<String>,
    /// The feed itself.
    pub text: Option<String>,
    /// The feed itself, bytes in base64.
    pub base64: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The Content-Type header.
    pub content_type: Option<String>,
    /// The Content-Location header.
    pub content_location: Option<String>,
    /// The Content-Language header.
    pub content_language: Option<String>,
}

impl Request {
    /// The bytes that stand in the request itself; `None` when there is a path instead.
    ///
    /// # Errors
    /// A sentence, when nothing is given or the base64 is none.
    pub fn inline(&self) -> Result<Option<Vec<u8>>, String> {
        use base64::Engine;
        match (&self.text, &self.base64, &self.path) {
            (Some(text), _, _) => Ok(Some(text.clone().into_bytes())),
            (None, Some(packed), _) => {
                let bytes = base64::engine::general_purpose::STANDARD.decode(packed.trim());
                bytes.map(Some).map_err(|error| format!("base64 cannot be read: {error}"))
            }
            (None, None, Some(_)) => Ok(None),
            (None, None, None) => Err("a path, a text or base64 is needed".to_owned()),
        }
    }
}

/// One line of output.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Answer {
    /// The feed's name.
    pub title: Option<String>,
    /// The page it belongs to.
    pub link: Option<String>,
    /// Its own identity.
    pub id: Option<String>,
    /// What it says about itself, plain text.
    pub description: Option<String>,
    /// The language it states.
    pub language: Option<String>,
    /// RFC 3339.
    pub published: Option<String>,
    /// RFC 3339.
    pub updated: Option<String>,
    /// Who makes it.
    pub authors: Vec<Person>,
    /// What it says.
    pub entries: Vec<AnswerEntry>,
    /// What was wrong with it.
    pub complaints: Vec<Complaint>,
}

/// An entry of an [`Answer`].
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AnswerEntry {
    /// Its own id.
    pub id: Option<String>,
    /// Its headline, plain text.
    pub title: Option<String>,
    /// The page it points to.
    pub link: Option<String>,
    /// RFC 3339.
    pub published: Option<String>,
    /// RFC 3339.
    pub updated: Option<String>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// Clean HTML.
    pub summary: Option<String>,
    /// Clean HTML.
    pub content: Option<String>,
    /// Files attached.
    pub enclosures: Vec<File>,
    /// Plain text.
    pub categories: Vec<String>,
    /// Its picture.
    pub image: Option<String>,
    /// Who made the picture.
    pub credit: Option<String>,
    /// The title it was taken from.
    pub source_title: Option<String>,
}

/// Somebody named by a feed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Person {
    /// The name.
    pub name: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A page about them.
    pub url: Option<String>,
}

/// A file attached to an entry.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct File {
    /// Where it is.
    pub url: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// Its length in bytes.
    pub length: Option<u64>,
}

/// Answers a request whose feed is `bytes`.
pub fn answer(request: &Request, bytes: &[u8], clean: Clean<'_>) -> Answer {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let (content_type, location) = (given(&request.content_type), given(&request.content_location));
    let language = given(&request.content_language);
    let address = request.url.as_deref().and_then(Address::new);
    let source = Source {
        bytes,
        address: address.as_ref(),
        content_type: content_type.as_deref(),
        content_location: location.as_deref(),
        content_language: language.as_deref(),
    };
    of(crate::read(&source), clean)
}

fn of(reading: Reading, clean: Clean<'_>) -> Answer {
    let content = reading.content;
    let language = content.language.as_str();
    Answer {
        title: content.title,
        link: content.link.map(String::from),
        id: content.id,
        description: content.description,
        language: if language.is_empty() { None } else { Some(language.to_owned()) },
        published: content.published.and_then(rfc3339),
        updated: content.updated.and_then(rfc3339),
        authors: content.authors.into_iter().map(person).collect(),
        entries: content.entries.into_iter().map(|said| entry(said, clean)).collect(),
        complaints: reading.complaints,
    }
}

fn entry(said: Entry, clean: Clean<'_>) -> AnswerEntry {
    let base = said.base;
    let cleaned = |markup: Option<Markup>| markup.map(|markup| as_said(&markup.0, clean(&markup.0, base.as_ref())));
    let (image, credit) = said.picture.map_or((None, None), |picture| (Some(String::from(picture.address)), picture.credit));
    AnswerEntry {
        id: said.id,
        title: said.title,
        link: said.link.map(String::from),
        published: said.published.and_then(rfc3339),
        updated: said.updated.and_then(rfc3339),
        authors: said.authors.into_iter().map(person).collect(),
        summary: cleaned(said.summary),
        content: cleaned(said.content),
        enclosures: said.enclosures.into_iter().map(file).collect(),
        categories: said.categories,
        image,
        credit,
        source_title: said.source_title,
    }
}

/// A cleaner may put loose text into a paragraph. Where the feed had none, its answer has none.
fn as_said(markup: &str, clean: String) -> String {
    let inner = clean.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    match inner {
        Some(inner) if !inner.contains("<p>") && !markup.contains("<p") && !markup.contains("<P") => inner.to_owned(),
        _ => clean,
    }
}

fn person(author: Author) -> Person {
    Person { name: author.name, email: author.email, url: author.url }
}

fn file(enclosure: Enclosure) -> File {
    File { url: enclosure.address.into(), media_type: enclosure.media_type, length: enclosure.length }
}

/// A moment as RFC 3339 in UTC.
/// A moment in RFC 3339, UTC; none when it is out of the calendar's range.
pub fn rfc3339(moment: Moment) -> Option<String> {
    jiff::Timestamp::from_microsecond(moment.micros()).ok().map(|time| time.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = "<rss><channel><title>T</title><item><title>E</title><link>/e</link><pubDate>Wed, 01 May 2024 10:30:15 GMT</pubDate>\
        <description>&lt;a href='x'>y&lt;/a></description></item></channel></rss>";

    #[test]
    fn a_request_is_answered() {
        let request: Request =
            serde_json::from_str(r#"{"text":"x","url":"https://a.example/f","unknown":1}"#).expect("a request");
        let answer = answer(&request, FEED.as_bytes(), &|html, base| format!("{}|{html}", base.map_or("", Address::as_str)));
        assert_eq!(answer.title.as_deref(), Some("T"));
        let entry = &answer.entries[0];
        assert_eq!(entry.link.as_deref(), Some("https://a.example/e"));
        assert_eq!(entry.published.as_deref(), Some("2024-05-01T10:30:15Z"));
        assert_eq!(entry.summary.as_deref(), Some("https://a.example/f|<a href='x'>y</a>"));
        let line = serde_json::to_string(&answer).expect("JSON");
        assert!(line.contains(r#""complaints":[]"#) && !line.contains('\n'));
    }

    #[test]
    fn a_paragraph_that_only_the_cleaner_made_is_not_answered() {
        for (markup, clean, expected) in [
            ("a <b>b</b>", "<p>a <b>b</b></p>", "a <b>b</b>"),
            ("<p>a</p>", "<p>a</p>", "<p>a</p>"),
            ("a<br><br>b", "<p>a</p><p>b</p>", "<p>a</p><p>b</p>"),
            ("<ul><li>a</ul>", "<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ] {
            assert_eq!(as_said(markup, clean.to_owned()), expected);
        }
    }

    #[test]
    fn bytes_come_from_the_request_or_a_path() {
        let request = |line: &str| serde_json::from_str::<Request>(line).expect("a request");
        assert_eq!(request(r#"{"text":"é"}"#).inline(), Ok(Some("é".as_bytes().to_vec())));
        assert_eq!(request(r#"{"base64":"/w=="}"#).inline(), Ok(Some(vec![0xff])));
        assert_eq!(request(r#"{"path":"x"}"#).inline(), Ok(None));
        assert!(request(r#"{"base64":"?"}"#).inline().is_err());
        assert!(request("{}").inline().is_err());
    }
}
