//! Places named in a text, by a small gazetteer of our own: countries, capitals, states and large cities, in English.
//!
//! A name that several places bear is read as the best known of them; nothing is told apart by its surroundings yet.

use std::collections::HashMap;
use std::sync::OnceLock;

use newsstand_news::Span;

use crate::doc::{Doc, Part};
use crate::limits::CLAIMS;
use crate::token::Kind;
use crate::words::class::{DAY, HONORIFIC, MONTH, ROLE};

/// A place named in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Where it is named.
    pub span: Span,
    /// Its name in English.
    pub name: &'static str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The ISO 3166-1 alpha-2 code of its country, in upper case.
    pub country: &'static str,
}

/// What the gazetteer knows of a place.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Known {
    name: &'static str,
    country: &'static str,
    lat: f64,
    lon: f64,
}

/// The longest name, in tokens.
const NAME_TOKENS: usize = 7;

fn gazetteer() -> &'static HashMap<&'static str, Known> {
    static GAZETTEER: OnceLock<HashMap<&'static str, Known>> = OnceLock::new();
    GAZETTEER.get_or_init(|| {
        let lines = include_str!("gazetteer.tsv").lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(line).flatten().collect()
    })
}

fn line(line: &'static str) -> Option<impl Iterator<Item = (&'static str, Known)>> {
    let mut fields = line.split('\t');
    let (names, country) = (fields.next()?, fields.next()?);
    let (lat, lon) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let name = names.split('|').next()?;
    Some(names.split('|').map(move |other| (other, Known { name, country, lat, lon })))
}

/// Whether a name is a place's.
pub(crate) fn is_place(name: &str) -> bool {
    gazetteer().contains_key(name)
}

/// The places of a text, in order.
pub(crate) fn find(doc: &Doc<'_>) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < doc.tokens.len() && found.len() < CLAIMS {
        match place(doc, at) {
            Some((place, end)) => {
                found.push(place);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The longest place that begins at `at`, unless it is part of the name of something else.
fn place(doc: &Doc<'_>, at: usize) -> Option<(Place, usize)> {
    if !doc.capital(at) {
        return None;
    }
    let ends = (at + 1..=at + NAME_TOKENS).rev().filter(|end| *end <= doc.tokens.len());
    let (part, known) = ends.map(|end| at..end).find_map(|part| lookup(doc, &part).map(|known| (part, known)))?;
    if of_another(doc, &part) {
        return None;
    }
    let place = Place { span: doc.span(&part)?, name: known.name, lat: known.lat, lon: known.lon, country: known.country };
    Some((place, part.end))
}

fn lookup(doc: &Doc<'_>, part: &Part) -> Option<Known> {
    let words = doc.words(part);
    if words.contains('\n') {
        return None;
    }
    let known = gazetteer();
    known
        .get(words)
        .copied()
        .or_else(|| words.contains('’').then(|| known.get(words.replace('’', "'").as_str()).copied()).flatten())
}

/// Whether the name goes on before or after: `Paris Okell`, `the Boston Herald`, `Mr London`.
fn of_another(doc: &Doc<'_>, part: &Part) -> bool {
    let before = part.start.checked_sub(1);
    // `North America`, `Inner Mongolia` are others, unless the gazetteer has them.
    let larger = [
        "North", "South", "East", "West", "Central", "Latin", "Inner", "Outer", "New", "Northern", "Southern", "Eastern",
        "Western", "Upper", "Lower",
    ];
    if before.is_some_and(|at| larger.contains(&doc.word(at))) {
        return true;
    }
    if matches!(doc.mark(part.end), Some('$')) {
        return true;
    }
    let title = before.is_some_and(|at| doc.is(at, HONORIFIC) && doc.capital(at))
        || before.is_some_and(|at| doc.mark(at) == Some('.'))
            && part.start.checked_sub(2).is_some_and(|at| doc.is(at, HONORIFIC));
    // `London Bridge`, `Paris Okell`, `United States Institute of Peace`; but `Ontario Premier Ana Ruiz`.
    let joined = doc.capital(part.end)
        && doc.kind(part.end) == Some(Kind::Word)
        && !is_place(doc.word(part.end))
        && !doc.is(part.end, ROLE | HONORIFIC | MONTH | DAY);
    title || joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        find(&Doc::new(text, "en")).into_iter().map(|p| format!("{} {}", p.name, p.country)).collect()
    }

    #[test]
    fn the_gazetteer_is_well_formed() {
        let lines = include_str!("gazetteer.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut seen = std::collections::HashSet::new();
        for text in lines {
            let places: Vec<_> = line(text).unwrap_or_else(|| panic!("{text}")).collect();
            for (name, known) in places {
                assert!(seen.insert(name), "{name} stands twice");
                assert!((-90.0..=90.0).contains(&known.lat) && (-180.0..=180.0).contains(&known.lon), "{text}");
                assert!(newsstand_news::Country::new(known.country).is_some(), "{text}");
            }
            assert_eq!(text.split('\t').count(), 4, "{text}");
        }
        assert!(seen.len() > 500);
    }

    #[test]
    fn the_longest_name_is_taken() {
        assert_eq!(
            names("From South Sudan by way of Guinea-Bissau to the Democratic Republic of the Congo."),
            ["South Sudan SS", "Guinea-Bissau GW", "Democratic Republic of the Congo CD"]
        );
        assert_eq!(names("Indonesia’s embassy in Phnom Penh"), ["Indonesia ID", "Phnom Penh KH"]);
    }

    #[test]
    fn people_and_papers_are_no_places() {
        assert_eq!(names("We met Mr London and the Boston Herald wrote of Paris Okell."), Vec::<String>::new());
    }
}
