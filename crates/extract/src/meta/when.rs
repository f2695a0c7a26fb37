//! When an article came out and when it was changed, as its page says.

use newsstand_news::{Address, Moment, dates};

use super::marks::{DATE, PUBLISHED as SAYS_PUBLISHED};
use super::near::Near;
use super::tags::properties;
use super::zone;
use crate::html::{Kind, NodeId, Place, Tag, decode};
use crate::meta::jsonld::text;
use crate::source::Source;

/// A moment with the zone it was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub moment: Moment,
    /// Seconds east of Greenwich, where the page says.
    pub east: Option<i32>,
}

impl Stamp {
    fn read(text: &str) -> Option<Self> {
        dates::read(text).map(|moment| Self { moment, east: zone::east(text) })
    }

    /// Reads what is shown, which may be anything; only years of news count.
    fn seen(text: &str) -> Option<Self> {
        Self::read(text).filter(|stamp| PLAUSIBLE.contains(&stamp.moment.seconds()))
    }
}

/// Seconds since 1970 between which news pages have come out: 1990 and 2045.
const PLAUSIBLE: std::ops::Range<i64> = 631_152_000..2_366_841_600;

const PUBLISHED: [&str; 24] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "publication_date",
    "published_at",
    "sailthru.date",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "article.published",
    "displaydate",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "date",
];
const MODIFIED: [&str; 9] = [
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "date_modified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
    "revised",
];

/// When it came out.
pub fn published(source: &Source<'_>, near: Near) -> Option<Stamp> {
    let told = ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|key| Stamp::read(&source.told(key)?));
    told.or_else(|| PUBLISHED.iter().find_map(|name| Stamp::read(source.tags.first(&[name])?)))
        .or_else(|| properties(source.tree, "datePublished").iter().find_map(|text| Stamp::read(text)))
        .or_else(|| shown(source))
        .or_else(|| any_object(source))
        .or_else(|| of_address(source.address).map(|moment| Stamp { moment, east: None }))
        .or_else(|| written(source, near))
}

/// When it was changed, if after `published`.
pub fn modified(source: &Source<'_>, published: Option<Stamp>) -> Option<Stamp> {
    let told = source.told("dateModified").and_then(|text| Stamp::read(&text));
    let modified = told
        .or_else(|| MODIFIED.iter().find_map(|name| Stamp::read(source.tags.first(&[name])?)))
        .or_else(|| properties(source.tree, "dateModified").iter().find_map(|text| Stamp::read(text)));
    modified.filter(|modified| published.is_none_or(|published| modified.moment > published.moment))
}

/// The first date shown in a `time` element, or in one that is named so.
fn shown(source: &Source<'_>) -> Option<Stamp> {
    let times = || source.tree.ids().filter(|id| source.tree.tag(*id) == Some(Tag::Time));
    let marked = |id: &NodeId| source.tree.attributes(*id).has("pubdate") || source.marks.is(*id, SAYS_PUBLISHED);
    times()
        .filter(marked)
        .find_map(|id| stated(source, id))
        .or_else(|| times().find_map(|id| stated(source, id)))
        .or_else(|| named(source))
}

/// What an element states, by its attributes or its words.
fn stated(source: &Source<'_>, id: NodeId) -> Option<Stamp> {
    let datetime =
        ["datetime", "content", "data-datetime"].iter().find_map(|name| Stamp::seen(&source.tree.attribute(id, name)?));
    datetime.or_else(|| Stamp::seen(&source.words(id)))
}

/// The time that an element tells, perhaps among other words.
pub fn at(source: &Source<'_>, id: NodeId) -> Option<Stamp> {
    stated(source, id).or_else(|| Some(source.words(id)).filter(|words| words.len() <= LINE).and_then(|words| in_line(&words)))
}

/// Longest line that may hold a date, in bytes.
const LINE: usize = 160;
/// Lines read in search of a date.
const LINES: usize = 40;

/// Dates in elements whose names say so.
fn named(source: &Source<'_>) -> Option<Stamp> {
    let elements = source.tree.ids().filter(|id| {
        source.marks.is(*id, DATE)
            && matches!(source.tree.tag(*id), Some(Tag::Span | Tag::Div | Tag::P | Tag::Li | Tag::Small | Tag::Abbr))
    });
    elements.take(LINES).find_map(|id| {
        let words = source.words(id);
        (words.len() <= LINE).then(|| {
            let after = || words.split_once(':').and_then(|(_, tail)| Stamp::seen(tail));
            Stamp::seen(&words).or_else(after).or_else(|| words.split('|').find_map(Stamp::seen))
        })?
    })
}

/// A date in a line between headline and text, whatever the line is called.
fn written(source: &Source<'_>, near: Near) -> Option<Stamp> {
    let lines = near.between().filter_map(|id| match source.tree.kind(id) {
        Kind::Text(words) if words.len() <= LINE && words.bytes().any(|byte| byte.is_ascii_digit()) => Some(words),
        _ => None,
    });
    lines.take(LINES).find_map(|line| in_line(&decode(line, Place::Text)))
}

/// Most words of a date within a line.
const DATE_WORDS: usize = 5;

/// The first date within a line: three to five words in a row that make one, with a year.
fn in_line(line: &str) -> Option<Stamp> {
    let apart = |c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·' | '(' | ')');
    let words: Vec<&str> = line.split(apart).filter(|word| !word.is_empty()).collect();
    let has_year = |words: &[&str]| {
        words.iter().any(|word| {
            let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
            digits.len() == 4 && (digits.starts_with("20") || digits.starts_with("19"))
        })
    };
    (0..words.len()).find_map(|at| {
        (3..=DATE_WORDS)
            .rev()
            .filter_map(|count| words.get(at..at + count))
            .filter(|words| has_year(words))
            .find_map(|words| Stamp::seen(&words.join(" ")))
    })
}

/// A date in any object of the page's structured data.
fn any_object(source: &Source<'_>) -> Option<Stamp> {
    let object =
        source.data.of_type(&["WebPage", "VideoObject", "AudioObject", "PodcastEpisode", "ImageGallery", "Review", "Recipe"])?;
    ["datePublished", "uploadDate", "dateCreated"].iter().find_map(|key| Stamp::read(&text(object, key)?))
}

/// A date in the folders of an address: `/2026/01/17/`, `/2026-01-17/`, `20260117`.
pub fn of_address(address: &Address) -> Option<Moment> {
    let path = address.as_str().splitn(4, '/').nth(3)?.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').collect();
    let number = |text: &str, digits: usize| {
        (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
    };
    let folders = parts.windows(3).find_map(|three| match three {
        [year, month, day] => Some(format!(
            "{}-{}-{}",
            number(year, 4)?,
            number(month, 2)?,
            number(day.get(..2)?, 2).filter(|_| day.len() == 2)?
        )),
        _ => None,
    });
    let dashed = || {
        parts.iter().find_map(|part| {
            part.get(..10)
                .filter(|date| date.as_bytes().get(4) == Some(&b'-') && date.as_bytes().get(7) == Some(&b'-'))
                .map(str::to_owned)
        })
    };
    let text = folders.or_else(dashed)?;
    text.starts_with("20").then(|| dates::read(&text)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_hold_a_date_among_other_words() {
        for (line, day) in [
            ("Published on 17 January 2026 by the desk", Some(20_470)),
            ("5 min read | Jan 17, 2026", Some(20_470)),
            ("5 min read", None),
            ("Room 2026 is closed", None),
            ("", None),
        ] {
            assert_eq!(in_line(line).map(|stamp| stamp.moment.seconds() / 86_400), day, "{line}");
        }
    }

    #[test]
    fn addresses_carry_dates() {
        let day = |text: &str| of_address(&Address::new(text).unwrap()).map(|moment| moment.seconds() / 86_400);
        for text in
            ["https://a.example/2026/01/17/bell", "https://a.example/news/2026-01-17/bell", "https://a.example/2026-01-17-bell"]
        {
            assert_eq!(day(text), Some(20_470), "{text}");
        }
        for text in [
            "https://a.example/2026/bell",
            "https://a.example/1234/56/78/x",
            "https://a.example/",
            "https://a.example/2026/01/171234/x",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
