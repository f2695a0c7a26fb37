//! English names of countries, languages, sections and kinds of titles.

use newsstand_news::{ArticleKind, Country, Language, Section, TitleKind};

/// ISO 3166-1 alpha-2 code, tab, name; sorted by code.
const COUNTRIES: &str = include_str!("names/countries.tsv");
/// Primary language tag (ISO 639), tab, name; sorted by tag.
const LANGUAGES: &str = include_str!("names/languages.tsv");

/// The name of a country; its code when there is none.
pub fn country(country: Country) -> String {
    look_up(COUNTRIES, country.as_str()).unwrap_or(country.as_str()).to_owned()
}

/// The name of a language; its tag when there is none, nothing when it is not known.
pub fn language(language: &Language) -> String {
    look_up(LANGUAGES, language.primary()).unwrap_or(language.primary()).to_owned()
}

fn look_up(table: &'static str, code: &str) -> Option<&'static str> {
    table.lines().find_map(|line| line.split_once('\t').filter(|(key, _)| *key == code).map(|(_, name)| name))
}

/// The name of a section.
pub const fn section(section: Section) -> &'static str {
    match section {
        Section::Top => "Main news",
        Section::World => "World",
        Section::National => "At home",
        Section::Politics => "Politics",
        Section::Business => "Business",
        Section::Markets => "Markets",
        Section::Technology => "Technology",
        Section::Science => "Science",
        Section::Health => "Health",
        Section::Climate => "Climate",
        Section::Culture => "Culture",
        Section::Sport => "Sport",
        Section::Opinion => "Opinion",
        Section::Local => "Local",
    }
}

/// What sort of publication a title is.
pub const fn kind(kind: TitleKind) -> &'static str {
    match kind {
        TitleKind::Daily => "Daily",
        TitleKind::Weekly => "Weekly",
        TitleKind::Magazine => "Magazine",
        TitleKind::Broadcaster => "Broadcaster",
        TitleKind::Public => "Public broadcaster",
        TitleKind::Wire => "News agency",
        TitleKind::Site => "Site",
    }
}

/// What an article is, where it is no plain report.
pub const fn article_kind(kind: ArticleKind) -> Option<&'static str> {
    match kind {
        ArticleKind::Report => None,
        ArticleKind::Opinion => Some("Opinion"),
        ArticleKind::Live => Some("Live"),
        ArticleKind::Gallery => Some("In pictures"),
        ArticleKind::Video => Some("Film"),
        ArticleKind::Newsletter => Some("Newsletter"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_unknown_ones_are_their_code() {
        assert_eq!(country(Country::new("kh").unwrap()), "Cambodia");
        assert_eq!(country(Country::new("qq").unwrap()), "QQ");
        assert_eq!(language(&Language::new("pt-br")), "Portuguese");
        assert_eq!(language(&Language::new("qya")), "qya");
        assert_eq!(language(&Language::new("")), "");
    }

    #[test]
    fn tables_are_sorted_and_unique() {
        for table in [COUNTRIES, LANGUAGES] {
            let keys: Vec<&str> = table.lines().map(|line| line.split_once('\t').unwrap().0).collect();
            assert!(keys.is_sorted_by(|a, b| a < b));
        }
    }
}
