//! When an article came out and when it was changed, as its page says.

use newsstand_news::{Address, Moment, dates};

use super::tags::properties;
use crate::html::{NodeId, Tag};
use crate::meta::jsonld::text;
use crate::source::Source;

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
pub fn published(source: &Source<'_>) -> Option<Moment> {
    let told = ["datePublished", "dateCreated", "uploadDate"]
        .iter()
        .find_map(|key| source.told(key))
        .and_then(|text| dates::read(&text));
    told.or_else(|| source.tags.all(&[]).first().and_then(|text| dates::read(text)))
        .or_else(|| PUBLISHED.iter().find_map(|name| dates::read(source.tags.first(&[name])?)))
        .or_else(|| properties(source.tree, "datePublished").iter().find_map(|text| dates::read(text)))
        .or_else(|| shown(source))
        .or_else(|| any_object(source))
        .or_else(|| of_address(source.address))
}

/// When it was changed, if after `published`.
pub fn modified(source: &Source<'_>, published: Option<Moment>) -> Option<Moment> {
    let told = source.told("dateModified").and_then(|text| dates::read(&text));
    let modified = told
        .or_else(|| MODIFIED.iter().find_map(|name| dates::read(source.tags.first(&[name])?)))
        .or_else(|| properties(source.tree, "dateModified").iter().find_map(|text| dates::read(text)));
    modified.filter(|modified| published.is_none_or(|published| *modified > published))
}

/// The first date shown in a `time` element, or in one that is named so.
fn shown(source: &Source<'_>) -> Option<Moment> {
    let times = || source.tree.ids().filter(|id| source.tree.tag(*id) == Some(Tag::Time));
    let stated = |id: NodeId| {
        let datetime =
            ["datetime", "content", "data-datetime"].iter().find_map(|name| dates::read(&source.tree.attribute(id, name)?));
        datetime.or_else(|| dates::read(&source.words(id)))
    };
    let marked = |id: &NodeId| {
        source.tree.attributes(*id).has("pubdate") || {
            let name = source.name(*id);
            name.contains("publi") || name.contains("entry-date")
        }
    };
    times().filter(marked).find_map(stated).or_else(|| times().find_map(stated)).or_else(|| named(source))
}

/// Dates in elements whose names say so.
fn named(source: &Source<'_>) -> Option<Moment> {
    const NAMES: [&str; 10] = ["pubdate", "publish", "posted-on", "date", "timestamp", "datum", "fecha", "meta", "info", "time"];
    let elements = source
        .tree
        .ids()
        .filter(|id| matches!(source.tree.tag(*id), Some(Tag::Span | Tag::Div | Tag::P | Tag::Li | Tag::Small | Tag::Abbr)));
    let named = elements.filter(|id| {
        let name = source.name(*id);
        NAMES.iter().any(|word| name.contains(word))
    });
    named.take(40).find_map(|id| {
        let words = source.words(id);
        if words.len() > 160 {
            return None;
        }
        dates::read(&words)
            .or_else(|| words.split_once(':').and_then(|(_, tail)| dates::read(tail)))
            .or_else(|| words.split('|').find_map(dates::read))
    })
}

/// A date in any object of the page's structured data.
fn any_object(source: &Source<'_>) -> Option<Moment> {
    let object =
        source.data.of_type(&["WebPage", "VideoObject", "AudioObject", "PodcastEpisode", "ImageGallery", "Review", "Recipe"])?;
    ["datePublished", "uploadDate", "dateCreated"].iter().find_map(|key| dates::read(&text(object, key)?))
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
