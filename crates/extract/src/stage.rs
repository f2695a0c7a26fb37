//! `newsstand stage article`: one page in, one article out, as JSON lines. Reading files is the caller's part.

use jiff::Timestamp;
use jiff::tz::Offset;
use newsstand_news::{Address, Article, Byline, Moment, Origin, Picture, Published};
use serde::{Deserialize, Serialize};

use crate::body::Scorer;
use crate::hints::{Hints, Outcome, Version};
use crate::page::{Told, read};
use crate::text::prose;

/// One input line. Unknown fields are ignored.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Request {
    /// Given back as it came.
    pub id: serde_json::Value,
    /// The page.
    pub html: Option<String>,
    /// A file that holds the page, perhaps gzip; the caller reads it.
    pub path: Option<String>,
    /// Where the page was found.
    pub url: Option<String>,
}

/// One output line.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// As it came.
    pub id: serde_json::Value,
    /// Where the page was found.
    pub url: Option<String>,
    /// Where it says it lives.
    pub canonical: Option<String>,
    /// The headline.
    pub title: String,
    /// The sentence under it.
    pub standfirst: Option<String>,
    /// Who is on the byline: people, or the agency or newsroom that stands there where no person does.
    pub bylines: Vec<Byline>,
    /// One of the stand's sections.
    pub section: Option<&'static str>,
    /// Its language.
    pub language: Option<String>,
    /// When it came out, RFC 3339 in the zone the page states; none when the page does not say.
    pub published: Option<String>,
    /// When it was changed, RFC 3339 in the zone the page states.
    pub modified: Option<String>,
    /// The picture on top.
    pub lead: Option<Lead>,
    /// The licence the page states, by its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// `open`, `members` or `unknown`.
    pub wall: &'static str,
    /// `own`, or the agency's name.
    pub origin: String,
    /// Plain text: the standfirst and the body, without captions.
    pub text: String,
    /// Clean HTML.
    pub html: String,
    /// What became of the title's hints, where it was read with some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hints: Option<Outcome>,
}

/// The picture on top.
#[derive(Debug, Clone, Serialize)]
pub struct Lead {
    /// Where it is.
    pub url: String,
    /// What is to be seen.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// Stands in for an address that was not given; `.invalid` never resolves (RFC 2606).
const NOWHERE: &str = "http://page.invalid/";

/// Answers a request whose page is `html`.
pub fn answer(request: &Request, html: &str) -> Result<Answer, String> {
    answer_by(request, html, Scorer::shipped())
}

/// [`answer`], read with a title's hints: the version of the day the page states, else the newest.
pub fn answer_hinted(request: &Request, html: &str, hints: &Hints) -> Result<Answer, String> {
    let address = address_of(request)?;
    let stated = match read(html, &address, Moment::default(), Scorer::shipped(), None).0.published {
        Published::Stated(moment) => Some(moment),
        Published::Seen(_) => None,
    };
    let version = stated.map_or_else(|| hints.newest(), |moment| hints.at(moment));
    answer_with(request, html, Scorer::shipped(), version)
}

/// [`answer`], the text chosen by `scorer`.
pub(crate) fn answer_by(request: &Request, html: &str, scorer: &Scorer) -> Result<Answer, String> {
    answer_with(request, html, scorer, None)
}

fn answer_with(request: &Request, html: &str, scorer: &Scorer, version: Option<&Version>) -> Result<Answer, String> {
    let address = address_of(request)?;
    let (article, also) = read(html, &address, Moment::default(), scorer, version);
    Ok(told(request, version.is_some(), article, also))
}

fn given(request: &Request) -> Option<&str> {
    request.url.as_deref().filter(|url| !url.is_empty())
}

fn address_of(request: &Request) -> Result<Address, String> {
    match given(request) {
        Some(url) => Address::new(url).ok_or_else(|| format!("not an absolute http or https address: {url:?}")),
        None => Ok(Address::new(NOWHERE).ok_or("no address")?),
    }
}

fn told(request: &Request, hinted: bool, article: Article, also: Told) -> Answer {
    let html = article.body.html();
    Answer {
        id: request.id.clone(),
        url: given(request).map(str::to_owned),
        canonical: article.canonical.map(String::from),
        title: article.headline,
        text: article
            .standfirst
            .iter()
            .cloned()
            .chain(Some(prose(html)))
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n"),
        standfirst: article.standfirst,
        bylines: article.bylines.into_iter().chain(also.named.map(|name| Byline { name, role: None })).collect(),
        section: article.section.map(|section| section.as_str()),
        language: Some(String::from(article.language)).filter(|language| !language.is_empty()),
        published: match article.published {
            Published::Stated(moment) => rfc3339(moment, also.published_east),
            Published::Seen(_) => None,
        },
        modified: article.modified.and_then(|moment| rfc3339(moment, also.modified_east)),
        lead: article.lead.map(lead),
        licence: also.licence.map(String::from),
        wall: article.wall.as_str(),
        origin: match article.origin {
            Origin::Wire(agency) => agency,
            Origin::Own | Origin::CopyOf(_) => "own".to_owned(),
        },
        html: html.as_str().to_owned(),
        hints: hinted.then_some(also.hints),
    }
}

fn lead(picture: Picture) -> Lead {
    Lead { url: String::from(picture.address), caption: picture.caption, credit: picture.credit }
}

/// A moment in its zone, RFC 3339.
pub(crate) fn rfc3339(moment: Moment, east: Option<i32>) -> Option<String> {
    let timestamp = Timestamp::from_microsecond(moment.micros()).ok()?;
    match east.filter(|east| *east != 0).map(Offset::from_seconds) {
        Some(Ok(offset)) => Some(timestamp.display_with_offset(offset).to_string()),
        _ => Some(timestamp.to_string()),
    }
}
