//! A file of hints as it is written, and what must hold before it is used.
//!
//! The file is TOML. Whoever reads the file from its disk turns it into [`File`]; a day may be of any type that prints as
//! `2026-03-01`.

use std::fmt::Display;

use jiff::civil::Date;
use newsstand_news::{Address, Moment};
use serde::Deserialize;

use super::selector::{self, Selector};
use super::{Complaint, Hints, Part, Saved, Version};

/// Most versions of one title.
const VERSIONS: usize = 64;
/// Most selectors of one list.
const SELECTORS: usize = 16;
/// Most selectors of one version; each is asked of every element of a page.
const TOGETHER: usize = 32;
/// Most words that must not be there, and most people on a byline.
const EXPECTED: usize = 50;
/// Longest short name of a title, and longest name of a file.
const NAME: usize = 100;

/// A file as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File<Day> {
    title: String,
    #[serde(default = "Vec::new")]
    version: Vec<Row<Day>>,
}

/// A version as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<Day> {
    from: Day,
    #[serde(default)]
    body: Vec<String>,
    #[serde(default)]
    leave_out: Vec<String>,
    #[serde(default)]
    headline: Vec<String>,
    #[serde(default)]
    kicker: Vec<String>,
    #[serde(default)]
    standfirst: Vec<String>,
    #[serde(default)]
    byline: Vec<String>,
    #[serde(default)]
    section: Vec<String>,
    #[serde(default)]
    published: Vec<String>,
    #[serde(default)]
    modified: Vec<String>,
    page: Option<String>,
    address: Option<String>,
    expect: Option<Expect>,
}

/// What must be read from a saved page; what is left out may be anything.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The headline.
    pub headline: Option<String>,
    /// The word or two above it.
    pub kicker: Option<String>,
    /// The sentence under it.
    pub standfirst: Option<String>,
    /// The people, each as `Name` or `Name, role`.
    pub bylines: Option<Vec<String>>,
    /// The section, one of the stand's.
    pub section: Option<String>,
    /// When it came out: a day, or a moment in RFC 3339.
    pub published: Option<String>,
    /// When it was changed.
    pub modified: Option<String>,
    /// The first words of the text.
    pub begins: Option<String>,
    /// The last words of the text.
    pub ends: Option<String>,
    /// Words that must not be in the text.
    #[serde(default)]
    pub without: Vec<String>,
}

/// Reads a file, or says everything that is wrong with it.
pub fn read<Day: Display>(file: File<Day>) -> Result<Hints, Vec<Complaint>> {
    let mut complaints = Vec::new();
    let mut whole = |sentence: &str| complaints.push(Complaint { version: None, sentence: sentence.to_owned() });
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if file.title.is_empty() || file.title.len() > NAME || !file.title.chars().all(plain) {
        whole("`title` must be the title's short name, as `newsstand titles list` shows it.");
    }
    if file.version.is_empty() {
        whole("There is no [[version]].");
    }
    if file.version.len() > VERSIONS {
        whole(&format!("There are {} versions; {VERSIONS} are read at most.", file.version.len()));
    }
    let mut versions: Vec<Version> =
        file.version.into_iter().take(VERSIONS).filter_map(|row| version(row, &mut complaints)).collect();
    versions.sort_by_key(|version| version.from);
    for pair in versions.windows(2).filter(|pair| pair[0].from == pair[1].from) {
        complaints.push(complaint(&pair[0].day, "two versions begin on this day.".into()));
    }
    if complaints.is_empty() { Ok(Hints { title: file.title, versions }) } else { Err(complaints) }
}

fn complaint(day: &str, sentence: String) -> Complaint {
    Complaint { version: Some(day.to_owned()), sentence }
}

fn version<Day: Display>(mut row: Row<Day>, complaints: &mut Vec<Complaint>) -> Option<Version> {
    let day = row.from.to_string();
    let mut wrong = |sentence: String| complaints.push(complaint(&day, sentence));
    let from = moment(&day);
    if from.is_none() {
        wrong(format!("`from` must be a day such as 2026-03-01, not {day:?}."));
    }
    let lists = Part::ALL.map(|part| list(part, std::mem::take(row.list(part)), &mut wrong));
    if lists.iter().all(Vec::is_empty) {
        wrong("It points to nothing: give at least one of body, leave_out, headline and so on.".into());
    }
    let together: usize = lists.iter().map(Vec::len).sum();
    if together > TOGETHER {
        wrong(format!("It has {together} selectors; {TOGETHER} are read at most."));
    }
    let saved = saved(row.page, row.address, row.expect, &mut wrong);
    Some(Version { from: from?, day, saved, lists })
}

impl<Day> Row<Day> {
    fn list(&mut self, part: Part) -> &mut Vec<String> {
        match part {
            Part::Body => &mut self.body,
            Part::LeaveOut => &mut self.leave_out,
            Part::Headline => &mut self.headline,
            Part::Kicker => &mut self.kicker,
            Part::Standfirst => &mut self.standfirst,
            Part::Byline => &mut self.byline,
            Part::Section => &mut self.section,
            Part::Published => &mut self.published,
            Part::Modified => &mut self.modified,
        }
    }
}

/// A day's beginning.
fn moment(day: &str) -> Option<Moment> {
    let date: Date = day.parse().ok().filter(|_| day.len() == "2026-03-01".len())?;
    let start = jiff::tz::Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
    Some(Moment::from_seconds(start.as_second()))
}

fn list(part: Part, texts: Vec<String>, wrong: &mut impl FnMut(String)) -> Vec<Selector> {
    let key = part.as_str();
    if texts.len() > SELECTORS {
        wrong(format!("`{key}` has {} selectors; {SELECTORS} are read at most.", texts.len()));
    }
    let mut read = |text: &String| selector::read(text).map_err(|why| wrong(format!("`{key}`: {why}."))).ok();
    texts.iter().take(SELECTORS).filter_map(&mut read).collect()
}

fn saved(page: Option<String>, address: Option<String>, expect: Option<Expect>, wrong: &mut impl FnMut(String)) -> Option<Saved> {
    let Some(file) = page else {
        if address.is_some() || expect.is_some() {
            wrong("`address` and `expect` belong to a saved page: name it with `page`.".into());
        }
        return None;
    };
    // The page lies beside its hints; a file of hints from elsewhere must not name any other file of this machine.
    if file.is_empty() || file.len() > NAME || file.starts_with('.') || file.contains(['/', '\\', ':', '\0']) {
        wrong(format!("`page` must be the name of a file beside this one, not {file:?}."));
    }
    let expect = expect.unwrap_or_default();
    if expect.without.len() > EXPECTED || expect.bylines.as_ref().is_some_and(|people| people.len() > EXPECTED) {
        wrong(format!("`expect` lists more than {EXPECTED} words or people."));
    }
    let Some(address) = address.as_deref().and_then(Address::new) else {
        wrong("`address` must say where the saved page was found: http:// or https://.".into());
        return None;
    };
    Some(Saved { file, address, expect })
}
