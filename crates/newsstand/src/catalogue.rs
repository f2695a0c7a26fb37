//! The shipped catalogue of titles, and how it comes onto a stand.

use include_dir::{Dir, include_dir};
use newsstand_news::{Address, Country, Language, Mark, Moment, Section, Terms, TitleKind, Wall};
use newsstand_store::titles::{NewTitle, Putter};
use newsstand_store::{Error, Store, feeds, titles};
use serde::Deserialize;
use std::collections::HashMap;
use std::time::Duration;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../catalogue");

/// A title of the catalogue with its addresses.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The title.
    pub title: NewTitle,
    /// Its feeds and sitemaps; [`Section::Top`] is its main news.
    pub feeds: Vec<(Section, Address)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    title: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    name: String,
    home: Address,
    language: Language,
    kind: String,
    owner: Option<String>,
    wall: Option<String>,
    terms: Option<String>,
    mark: Option<Mark>,
    #[serde(default)]
    feeds: Vec<FeedRow>,
    #[serde(default)]
    sitemaps: Vec<Address>,
    #[allow(dead_code, reason = "for people who review the catalogue")]
    seen: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeedRow {
    section: String,
    url: Address,
}

/// The shipped catalogue, by country and id.
pub fn shipped() -> Result<Vec<Listed>, String> {
    let mut out = Vec::new();
    let mut files: Vec<_> = FILES.files().filter(|file| file.path().extension().is_some_and(|e| e == "toml")).collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        let stem = file.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let text = file.contents_utf8().ok_or_else(|| format!("catalogue/{stem}.toml is not UTF-8"))?;
        out.extend(read(text, stem).map_err(|why| format!("catalogue/{stem}.toml: {why}"))?);
    }
    Ok(out)
}

fn read(text: &str, country: &str) -> Result<Vec<Listed>, String> {
    let country = Country::new(country).ok_or("the file's name is not a country code")?;
    let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
    file.title.into_iter().map(|row| listed(row, country)).collect()
}

fn listed(row: Row, country: Country) -> Result<Listed, String> {
    let mut feeds = Vec::with_capacity(row.feeds.len() + row.sitemaps.len());
    for feed in row.feeds {
        feeds.push((feed.section.parse()?, feed.url));
    }
    if feeds.is_empty() {
        feeds.extend(row.sitemaps.into_iter().map(|sitemap| (Section::Top, sitemap)));
    }
    let wall = match row.wall.as_deref() {
        None => Wall::Unknown,
        Some("open") => Wall::Open,
        Some("metered" | "hard") => Wall::Members,
        Some(other) => return Err(format!("{}: no such wall: {other:?}", row.id)),
    };
    let title = NewTitle {
        slug: row.id,
        mark: row.mark.unwrap_or_else(|| Mark::of_name(&row.name, &row.language)),
        name: row.name,
        home: Some(row.home),
        country: Some(country),
        language: row.language,
        kind: row.kind.parse::<TitleKind>()?,
        owner: row.owner,
        wall,
        terms: row.terms.map_or(Ok(Terms::default()), |terms| terms.parse())?,
    };
    Ok(Listed { title, feeds })
}

/// How new feeds are spread, so that a first start does not knock at a thousand doors in one second.
const SPREAD: Duration = Duration::from_secs(120);

/// Brings the stand up to date with a list: adds what is new, renews what is known. What readers did stays. New feeds
/// become due over the next two minutes, in the list's order. Answers how many titles were added.
pub fn put_on(store: &Store, list: &[Listed], now: Moment) -> Result<usize, Error> {
    let ids = store.ids().clone();
    let known: HashMap<String, _> = store.read_here(titles::all)?.into_iter().map(|on| (on.title.slug.clone(), on)).collect();
    let step = SPREAD / u32::try_from(list.len().max(1)).unwrap_or(1);
    store.write_here(|tx| {
        let mut added = 0;
        for (place, listed) in list.iter().enumerate() {
            let due = now + step * u32::try_from(place).unwrap_or(0);
            let id = match known.get(&listed.title.slug) {
                Some(on) if on.putter == Putter::Reader => continue,
                Some(on) => {
                    titles::update(tx, &ids, on.title.id, &listed.title, now)?;
                    on.title.id
                }
                None => {
                    added += 1;
                    titles::add(tx, &ids, &listed.title, Putter::Catalogue, now)?
                }
            };
            for (section, address) in &listed.feeds {
                feeds::add(tx, &ids, id, address, Some(*section), due)?;
            }
        }
        Ok(added)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_catalogue_is_large_sorted_unique_and_well_formed() {
        let list = shipped().expect("reads");
        let count = |pick: fn(&Listed) -> String| list.iter().map(pick).collect::<HashSet<_>>().len();
        assert!(list.len() >= 700, "{} titles", list.len());
        assert!(count(|l| l.title.country.map(|c| c.to_string()).unwrap_or_default()) >= 120);
        assert!(count(|l| l.title.language.primary().to_owned()) >= 45);
        assert_eq!(count(|l| l.title.slug.clone()), list.len(), "ids are unique");
        let feeds: Vec<_> = list.iter().flat_map(|l| &l.feeds).map(|(_, address)| address).collect();
        assert_eq!(feeds.iter().collect::<HashSet<_>>().len(), feeds.len(), "no feed is listed twice");
        for pair in list.windows(2) {
            let (a, b) = (&pair[0].title, &pair[1].title);
            assert!((a.country, &a.slug) < (b.country, &b.slug), "{} stands before {}", a.slug, b.slug);
        }
        for listed in &list {
            let title = &listed.title;
            assert!(!listed.feeds.is_empty(), "{} has no address", title.slug);
            assert!(!title.language.as_str().is_empty(), "{}", title.slug);
            assert!(
                title.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{}",
                title.slug
            );
            assert!(title.name.trim() == title.name && !title.name.is_empty());
            for address in title.home.iter().chain(listed.feeds.iter().map(|(_, address)| address)) {
                assert!(address.as_str().starts_with("https://"), "{address}: https is tried first");
            }
        }
    }

    #[test]
    fn mistakes_are_named() {
        for (text, word) in [
            ("[[title]]\nname = 'x'", "missing field"),
            ("[[titel]]\n", "titel"),
            ("[[title]]\nid='a'\nname='A'\nhome='https://a.example/'\nlanguage='en'\nkind='dialy'\n", "dialy"),
        ] {
            let error = read(text, "gb").expect_err(text);
            assert!(error.contains(word), "{error}");
        }
    }
}
